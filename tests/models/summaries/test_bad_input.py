# SPDX-License-Identifier: MIT
"""Everything bad in one folder: each refused with its sentence, the rest taken, whatever the order."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from models.summaries.arrivals import Arrived, Authority, read_folder
from models.summaries.borough import roll_up
from models.summaries.document import TermlySummary, make
from models.summaries.goals import read_goals
from models.summaries.protect import canonical
from models.summaries.seal import plain_file, sealed_file
from tests.models.summaries.school import heading, true_tables

OPENING = X25519PrivateKey.generate()
GOALS = read_goals()


def signing_key(urn: int) -> bytes:
    return urn.to_bytes(32)


def public_key(urn: int) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(signing_key(urn)).public_key().public_bytes_raw()


HERE = Authority(
    "372", OPENING.private_bytes_raw(), {urn: [public_key(urn)] for urn in range(100001, 100030)}
)


def made(urn: int, la: str = "372", **more: Any) -> TermlySummary:
    return make(replace(heading(urn), la=la), true_tables(urn), urn.to_bytes(32), **more)


def signed_anyway(urn: int, change: Callable[[dict[str, Any]], object]) -> bytes:
    """A file with something wrong inside that the school's own key signed all the same."""
    document = json.loads(made(urn).canonical_bytes())
    change(document)
    body = canonical(document)
    key = Ed25519PrivateKey.from_private_bytes(signing_key(urn))
    signature = {"public_key": public_key(urn).hex(), "value": key.sign(b"gr-summary/1\0" + body).hex()}
    return canonical({**document, "signature": signature}) + b"\n"


def flipped(content: bytes) -> bytes:
    at = len(content) // 2
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def name(urn: int, version: int = 1, ending: str = "json") -> str:
    return f"gr-372-{urn}-2026-27.1-v{version}.{ending}"


def good() -> dict[str, bytes]:
    files = {name(urn): plain_file(made(urn), signing_key(urn)) for urn in (100001, 100002)}
    sealed = sealed_file(made(100003), signing_key(100003), OPENING.public_key().public_bytes_raw())
    first = made(100004)
    second = make(heading(100004), true_tables(9), (100004).to_bytes(32), version=2, replaces=first.hash)
    return {
        **files,
        name(100003, ending="grs"): sealed,
        name(100004): plain_file(first, signing_key(100004)),
        name(100004, 2): plain_file(second, signing_key(100004)),
    }


def bad() -> dict[str, tuple[bytes, str]]:
    """File, content, and words of the sentence that refuses it."""
    other = X25519PrivateKey.generate().public_key().public_bytes_raw()
    rival = make(heading(100012), true_tables(77), (100012).to_bytes(32))
    return {
        name(100005): (flipped(plain_file(made(100005), signing_key(100005))), ""),
        name(100006, ending="grs"): (
            flipped(sealed_file(made(100006), signing_key(100006), OPENING.public_key().public_bytes_raw())),
            "the signature doesn't fit",
        ),
        "gr-373-100007-2026-27.1-v1.json": (
            plain_file(made(100007, la="373"), signing_key(100007)),
            "made for authority 373, not for 372",
        ),
        name(100008): (
            plain_file(made(100008), signing_key(100009)),
            "isn't signed with a key that school 100008",
        ),
        name(100009): (signed_anyway(100009, lambda d: d.update(query_set="v7")), "query_set is none"),
        name(100010): (
            signed_anyway(100010, lambda d: d["tables"]["F02"].pop("CI.T")),
            "the table F02 lacks the cell CI.T",
        ),
        name(100011): (
            signed_anyway(100011, lambda d: d["tables"]["F02"].update({"CI.ZZ": 1})),
            "the table F02 has cells that don't belong there",
        ),
        f"a/{name(100012)}": (
            plain_file(made(100012), signing_key(100012)),
            "another file says it is version 1",
        ),
        f"b/{name(100012)}": (plain_file(rival, signing_key(100012)), "another file says it is version 1"),
        name(100013): (
            signed_anyway(100013, lambda d: d["tables"]["F02"].update({"CI.T": 2.5})),
            "tables F02 CI.T isn't a whole number",
        ),
        name(100014, 7): (plain_file(made(100014), signing_key(100014)), "it was renamed"),
        name(100015, ending="grs"): (
            sealed_file(made(100015), signing_key(100015), other),
            "sealed to another key",
        ),
        "holiday.jpg": (b"\xff\xd8", "it isn't a summary: their names end in .json or .grs"),
        "empty.json": (b"", "it isn't a summary"),
        "deep.json": (b"[" * 60_000, "it isn't a summary"),
    }


def write(folder: Path, files: dict[str, bytes]) -> None:
    for file, content in files.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)


def told(arrived: Arrived) -> dict[str, str]:
    return {one.file.removeprefix("all.zip/"): one.reason for one in arrived.rejected}


def holds(arrived: Arrived) -> None:
    """What must come out, however the files came in."""
    assert [(one.urn, one.version) for one in arrived.standing] == [
        (100001, 1),
        (100002, 1),
        (100003, 1),
        (100004, 2),
    ]
    assert [(one.urn, one.version) for one in arrived.superseded] == [(100004, 1)]
    said = told(arrived)
    assert set(said) == set(bad())
    for file, (_, words) in bad().items():
        assert words in said[file]
        assert said[file].endswith(".")
        assert "Traceback" not in said[file]


def test_all_of_it_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path, good() | {file: content for file, (content, _) in bad().items()})
    holds(read_folder(tmp_path, HERE))


def test_all_of_it_in_a_zip_says_the_same(tmp_path: Path) -> None:
    files = good() | {file: content for file, (content, _) in bad().items()}
    with ZipFile(tmp_path / "all.zip", "w", ZIP_DEFLATED) as zipped:
        for file, content in files.items():
            zipped.writestr(file, content)
    holds(read_folder(tmp_path, HERE))
    holds(read_folder(tmp_path / "all.zip", HERE))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_folders_in_any_order_give_the_same_picture(tmp_path: Path, seed: int) -> None:
    files = list((good() | {file: content for file, (content, _) in bad().items()}).items())
    random.Random(seed).shuffle(files)
    for at, (file, content) in enumerate(files):
        write(tmp_path, {f"{at:02}/{Path(file).name}": content})
    arrived = read_folder(tmp_path, HERE)
    whole = tmp_path.with_name(f"{tmp_path.name}-whole")
    write(whole, dict(files))
    plain = read_folder(whole, HERE)
    assert len(arrived.rejected) == len(plain.rejected)
    assert [one.hash for one in arrived.standing] == [one.hash for one in plain.standing]
    assert roll_up(arrived.standing, GOALS).totals == roll_up(plain.standing, GOALS).totals


def test_a_gigabyte_is_refused_unread_and_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    write(tmp_path, good())
    with open(tmp_path / "huge.json", "wb") as file:
        os.truncate(file.fileno(), 1 << 30)
    with ZipFile(tmp_path / "bomb.zip", "w", ZIP_DEFLATED) as zipped:
        zipped.writestr("bomb.json", b" " * (32 << 20))
    arrived = read_folder(tmp_path, HERE)
    assert len(arrived.standing) == 4
    assert {file for file in told(arrived)} == {"huge.json", "bomb.zip/bomb.json"}
    assert all("far too large" in reason for reason in told(arrived).values())


def test_a_zip_that_lies_about_its_sizes_is_read_no_further_than_a_summary(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "lie.zip", "w", ZIP_DEFLATED) as zipped:
        zipped.writestr(name(100001), b" " * (8 << 20))
    content = (tmp_path / "lie.zip").read_bytes()
    size = (8 << 20).to_bytes(4, "little")
    assert content.count(size) >= 2
    (tmp_path / "lie.zip").write_bytes(content.replace(size, (100).to_bytes(4, "little")))
    arrived = read_folder(tmp_path, HERE)
    assert (arrived.standing, len(arrived.rejected)) == ((), 1)
