# SPDX-License-Identifier: MIT
"""attach: a report as PDF or photo, looked at before it is kept; what is something else is refused."""

from __future__ import annotations

import base64
from datetime import date
from hashlib import sha256
from pathlib import Path

from models.cycle_parts import Reader
from models.records import Attachment, KeptBytes, KeptFile, Record
from thresholds.problems import Problem

MOST_BYTES = 20_000_000
"""Bytes of one file; a scanned report of thirty pages has some ten million."""

_BEGINS = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"))
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")


def as_kept(content: bytes) -> dict[str, str]:
    """A file's bytes as a record keeps them."""
    return {"content": base64.b64encode(content).decode("ascii"), "sha256": sha256(content).hexdigest()}


def bytes_of(file: KeptBytes) -> bytes:
    """The bytes of a kept file. Raises Problem where they are not those that were kept."""
    content = base64.b64decode(file.content)
    if sha256(content).hexdigest() != file.sha256:
        raise Problem(
            "this file is damaged", mend="Take it from a backup, or ask for it again.", code="damaged"
        )
    return content


def read_file(path: Path) -> bytes:
    """A file's bytes, at most MOST_BYTES. Raises Problem."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Problem(
                f"the file has {size / 1e6:,.0f} MB, and {MOST_BYTES // 1_000_000} MB is the most",
                path.name,
                "Scan it in black and white, or in two parts.",
                code="large",
            )
        return path.read_bytes()
    except OSError:
        raise Problem("the file can't be read", path.name, "Ask for another copy of it.") from None


def media_of(content: bytes, name: str) -> str:
    """What the bytes are: pdf, png or jpeg, whatever the file's name says. Raises Problem."""
    found = next((media for begins, media in _BEGINS if content.startswith(begins)), "")
    if found:
        return found
    if content.startswith(_PROGRAMS):
        raise Problem(
            "this is a program, not a paper", name, "Don't open it; ask who sent it.", code="program"
        )
    what = "the file is empty" if not content else "this is neither a PDF nor a photo as PNG or JPEG"
    raise Problem(what, name, "Save it as PDF, or take a photo of it as JPEG.", code="media")


def attach(
    content: bytes, name: str, pupil_id: str, *, title: str, on: date | None = None
) -> tuple[Record, Record]:
    """The two records of a paper about a child, the file first. Raises Problem for what is no paper."""
    media = media_of(content, name)
    file = KeptFile(pupil_id=pupil_id, **as_kept(content))
    shown = Path(name.replace("\\", "/")).name
    paper = Attachment(
        pupil_id=pupil_id,
        title=(title or shown)[:200],
        dated_on=on,
        file_name=shown[-200:],
        media=media,
        size=len(content),
        file_id=file.id,
    )
    return file, paper


def same_paper(tx: Reader, content: bytes, pupil_id: str) -> Attachment | None:
    """The attachment of a child that has the very same bytes already."""
    same = {one.id for one in tx.find(KeptFile, pupil_id=pupil_id, sha256=sha256(content).hexdigest())}
    return next((one for one in tx.find(Attachment, pupil_id=pupil_id) if one.file_id in same), None)
