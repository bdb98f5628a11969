# SPDX-License-Identifier: MIT
"""Everything out: the whole school as lists, papers and files in one archive that any program opens."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from models.attaching import bytes_of
from models.custody import strength
from models.cycle_parts import Reader
from models.deeds import HEAD, deeds
from models.exchange.dictionary import CODES_HEAD, DICTIONARY_HEAD, code_rows, dictionary_rows
from models.exchange.giving import table
from models.exchange.sealed_zip import SealedStream, write_sealed
from models.records import RECORDS, Attachment, KeptBytes, KeptFile, Pupil, Record, School, fields_of
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.store import Store, Transaction

Step = Callable[[int, int, str], None]
Papers = Callable[[Reader, School, Pupil], Iterable[tuple[str, bytes]]]
"""Makes the papers of one child: (name of the file, its bytes)."""

INSIDE = "everything.zip"
_UNSAFE = re.compile(r"[^\w '’.,()-]+|\.{2,}")
_EXTRA = ("Pupil's surname", "Pupil's forename", "Pupil's UPN")
_STAMP = (1980, 1, 1, 0, 0, 0)

_OUTSIDE = """This archive holds all that a school's file of Graduated Response held on {day}.

It is encrypted (AES-256, in WinZip's form). Windows Explorer can't open it; 7-Zip, WinZip and Keka can.
1. Open {inside} in it with the passphrase that was set when the archive was made.
2. That is an ordinary ZIP. Unpack it where nobody else can read it, and read README.txt there.
"""

_README = """{school}, {la}/{estab}: everything that stood in the school's file on {day}.

This is personal data of children, much of it about health and need. Keep it encrypted.

lists/       one list for each sort of record, each as CSV (UTF-8, commas) and as XLSX. A line is a record.
             "Record" is its own number; columns that end in "(record)" hold the number of another record.
             Lines about a child begin with the child's name and UPN.
children/    a folder for each child: File.pdf is everything on record about the child, to read; then the
             support plan where there is a cycle, and under files/ the reports and photos that were kept.
files/       papers of the school: the authority's form and standard as they came, if there are any.
data-dictionary.csv, .xlsx   each column of each list: what it means, its unit, what may stand there.
codes.csv, .xlsx             what the codes mean.
trail.csv, .xlsx             who added, changed or removed what, when.
contents.csv                 every file here, with its size in bytes and SHA-256.

In CSV a quotation mark ' stands before text that would otherwise begin a formula. Dates are year-month-day.
An empty cell means that it is not known. No program of ours is needed for any of it.
Not in here: keys, passphrases, backups, and what records were before they were changed.
"""


@dataclass(frozen=True, slots=True)
class Given:
    """What was written: where, how many files and children are inside, how many bytes the archive has."""

    file: Path
    files: int
    pupils: int
    size: int


def write_everything(
    store: Store, path: Path, passphrase: str, *, papers: Papers, now: datetime, step: Step | None = None
) -> Given:
    """Write the archive, whole or not at all; nothing of it touches the disk in clear.

    step(done, of, saying) hears of children and may raise to stop. Raises Problem: passphrase, disk.
    """
    if not strength(passphrase).is_enough_outside:
        raise Problem(
            "this passphrase is too easy to guess for an archive that leaves the school's file",
            mend="Take five unrelated words or more.",
            code="weak",
        )
    day = f"{now.day} {now:%B %Y}"
    counted: list[int] = []

    def fill(stream: SealedStream) -> None:
        with store.reading() as tx:
            counted.extend(_fill(stream, _Contents(tx, store.school, papers, day, step)))

    size = write_sealed(path, INSIDE, passphrase, fill, note=_OUTSIDE.format(day=day, inside=INSIDE))
    return Given(path, counted[0], counted[1], size)


@dataclass(frozen=True, slots=True)
class _Contents:
    tx: Transaction
    school: School
    papers: Papers
    day: str
    step: Step | None


def _fill(stream: SealedStream, contents: _Contents) -> tuple[int, int]:
    listed: list[tuple[str, int, str]] = []
    pupils = sorted(contents.tx.find(Pupil), key=lambda one: (one.surname.casefold(), one.forename, one.upn))
    # The stream is a file as far as a ZIP that is written from front to back is concerned.
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, content: bytes) -> None:
            listed.append((name, len(content), sha256(content).hexdigest()))
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)

        for name, content in _everything(contents, pupils):
            put(name, content)
        put("contents.csv", table(".csv", ("File", "Bytes", "SHA-256"), listed))
    return len(listed), len(pupils)


def _everything(contents: _Contents, pupils: Sequence[Pupil]) -> Iterator[tuple[str, bytes]]:
    school = contents.school
    told = {"school": school.name, "la": school.la, "estab": school.estab, "day": contents.day}
    yield "README.txt", _README.format(**told).replace("\n", "\r\n").encode("utf-8-sig")
    yield from _both("data-dictionary", DICTIONARY_HEAD, list(dictionary_rows()))
    yield from _both("codes", CODES_HEAD, list(code_rows()))
    yield from _both("trail", HEAD, [one.row for one in deeds(contents.tx)])
    named = {pupil.id: pupil for pupil in pupils}
    for kind in RECORDS:
        if contents.step is not None:
            contents.step(0, len(pupils), f"Writing the lists: {kind.called}")
        yield from _list(contents.tx, kind, named)
    for done, pupil in enumerate(pupils):
        if contents.step is not None:
            contents.step(done, len(pupils), f"Writing papers: {done} of {len(pupils)} children")
        yield from _child(contents, pupil)
    yield from _school_files(contents.tx)


def _both(name: str, head: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, bytes]]:
    for ending in (".csv", ".xlsx"):
        yield f"{name}{ending}", table(ending, head, rows, title=Path(name).name)


def _list(tx: Reader, kind: type[Record], named: dict[str, Pupil]) -> Iterator[tuple[str, bytes]]:
    if issubclass(kind, KeptBytes):
        # Files stand in the archive as files; as records they would all be in memory at once.
        return
    specs = fields_of(kind)
    of_child = "pupil_id" in kind.model_fields
    head = [
        *(_EXTRA if of_child else ()),
        *(f"{spec.label} (record)" if spec.refers else spec.label for spec in specs),
        "Record",
    ]
    rows = []
    for record in tx.find(kind):
        pupil = named.get(str(getattr(record, "pupil_id", "")))
        who = (pupil.surname, pupil.forename, pupil.upn) if pupil else ("", "", "")
        rows.append([*(who if of_child else ()), *(_said(getattr(record, s.name)) for s in specs), record.id])
    if rows:
        yield from _both(f"lists/{kind.kind()}", head, rows)


def _said(value: Any) -> Any:
    """A value as a cell: what is made of parts as JSON, a list of plain words with semicolons."""
    if isinstance(value, (tuple, list)) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    if isinstance(value, (tuple, list, dict, BaseModel)):
        return json.dumps(to_jsonable_python(value), ensure_ascii=False)
    return value


def _child(contents: _Contents, pupil: Pupil) -> Iterator[tuple[str, bytes]]:
    folder = f"children/{safe_name(f'{pupil.surname} {pupil.forename} {pupil.upn}')}"
    for name, content in contents.papers(contents.tx, contents.school, pupil):
        yield f"{folder}/{safe_name(name)}", content
    taken: set[str] = set()
    for paper in contents.tx.find(Attachment, pupil_id=pupil.id):
        kept = contents.tx.get(KeptFile, paper.file_id)
        if kept is not None:
            ending = {"jpeg": "jpg"}.get(paper.media, paper.media)
            name = _free(f"{safe_name(paper.title)}.{ending}", taken)
            yield f"{folder}/files/{name}", bytes_of(kept)


def _school_files(tx: Reader) -> Iterator[tuple[str, bytes]]:
    for kind in RECORDS:
        if issubclass(kind, KeptBytes) and kind is not KeptFile:
            for kept in tx.find(kind):
                yield f"files/{safe_name(kind.called)} {kept.id[:8]}", bytes_of(kept)


def safe_name(text: str) -> str:
    """A text as the name of a file on any system: no separators, no leading dots, at most 80 letters.

    >>> safe_name("../Report: Dr O'Neil")
    "Report Dr O'Neil"
    """
    name = " ".join(_UNSAFE.sub(" ", text).split()).strip(". ")[:80].rstrip(". ")
    return name or "file"


def _free(name: str, taken: set[str]) -> str:
    first, dot, ending = name.rpartition(".")
    found, number = name, 1
    while found.casefold() in taken:
        number += 1
        found = f"{first} {number}{dot}{ending}"
    taken.add(found.casefold())
    return found
