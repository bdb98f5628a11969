# SPDX-License-Identifier: MIT
"""transfer out, in, key: a child's record goes to another school and nothing there is overwritten."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop import clock
from desktop.cli.transfers import TRANSFER_VARIABLE
from models.records import ImportBatch, Pupil, RecordSent
from models.store import Store
from models.whole_record import whole_record
from tests.cli.conftest import PASSPHRASE, Line

WORDS = "orbit teapot velvet marsh"


@pytest.fixture
def there(line: Line) -> Path:
    """An empty store of another school."""
    other = ("--laestab", "372/2002", "--urn", "100002", "--phase", "primary")
    line("store", "create", "there.grstore", "--name", "Birch Primary", *other)
    return Path("there.grstore")


@pytest.fixture
def upn(line: Line, store: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(TRANSFER_VARIABLE, WORDS)
    return str(line("pupils", store, "--search", "Amira").document[0]["upn"])


def held(path: Path, upn: str) -> list[str]:
    """What a store holds on a child, each record as its kind and what it says, without its pointers."""
    store = Store.open(path, PASSPHRASE, now=clock.now)
    try:
        with store.reading() as tx:
            (pupil,) = tx.find(Pupil, upn=upn)
            return sorted(
                f"{one.kind()} {one.id}" for one in whole_record(tx, pupil) if not isinstance(one, RecordSent)
            )
    finally:
        store.close()


def test_a_whole_record_goes_to_the_next_school(line: Line, store: Path, there: Path, upn: str) -> None:
    assert line("transfer", "out", store, "--upn", upn, "--to", "a.grtransfer").document == {
        "file": "a.grtransfer",
        "pupils": 1,
    }
    came = line("transfer", "in", there, "a.grtransfer", "--pdf", "sheet.pdf")
    assert came.document == {"added": 1, "changed": 0, "unchanged": 0, "rejected": []}
    assert "From " in came.beside
    assert held(there, upn) == held(store, upn)
    assert "Amira" in PdfReader("sheet.pdf").pages[0].extract_text()
    again = line("transfer", "in", there, "a.grtransfer")
    assert again.document == {"added": 0, "changed": 0, "unchanged": 1, "rejected": []}
    assert line("store", "check", there).document["ok"] is True


def test_where_it_came_from_and_went_is_on_record(line: Line, store: Path, there: Path, upn: str) -> None:
    line("transfer", "out", store, "--upn", upn, "--to", "a.grtransfer", "--for", "372/2002")
    line("transfer", "in", there, "a.grtransfer")
    for path, kind, field, words in (
        (store, RecordSent, "to", "372/2002"),
        (there, ImportBatch, "source", "372/"),
    ):
        opened = Store.open(path, PASSPHRASE, now=clock.now)
        with opened.reading() as tx:
            assert words in getattr(tx.find(kind)[-1], field)
        opened.close()


def test_a_record_sealed_to_a_school_opens_there_only(
    line: Line, store: Path, there: Path, upn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(TRANSFER_VARIABLE)
    key = line("transfer", "key", there, "--out", "birch.json").document
    assert len(key["fingerprint"].split()) == 8
    assert (
        line("transfer", "out", store, "--upn", upn, "--to", "a.grtransfer", "--to-key", "birch.json").status
        == 0
    )
    refused = line("transfer", "in", store, "a.grtransfer")
    assert refused.status == 2
    assert "372/2002" in refused.beside
    assert line("transfer", "in", there, "a.grtransfer").document["added"] == 1


def test_nothing_of_the_child_can_be_read_from_outside(line: Line, store: Path, upn: str) -> None:
    line("transfer", "out", store, "--upn", upn, "--to", "a.grtransfer", "--for", "372/2002")
    content = Path("a.grtransfer").read_bytes()
    assert upn.encode() not in content
    assert b"Amira" not in content
    assert sorted(p.name for p in Path().iterdir() if p.suffix == ".part") == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("transfer", "out", "school.grstore", "--upn", "A123", "--to", "a.grtransfer"), "A123"),
        (("transfer", "in", "school.grstore", "nothing.grtransfer"), "nothing.grtransfer"),
        (("transfer", "in", "school.grstore", "school.grstore"), "not a transfer"),
    ],
)
def test_a_refusal_is_one_sentence(
    line: Line, store: Path, upn: str, words: tuple[str, ...], named: str
) -> None:
    refused = line(*words)
    assert refused.status == 2
    assert named in refused.beside
    assert refused.beside.count("\n") == 1


def test_an_easy_passphrase_and_a_wrong_number_are_refused(
    line: Line, store: Path, upn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = ("transfer", "out", store, "--upn", upn, "--to", "a.grtransfer")
    assert "372/2002" in line(*out, "--for", "Birch").beside
    monkeypatch.setenv(TRANSFER_VARIABLE, "school1")
    refused = line(*out)
    assert refused.status == 2
    assert "easy to guess" in refused.beside
    assert not Path("a.grtransfer").exists()


def test_a_wrong_passphrase_takes_nothing_in(
    line: Line, store: Path, there: Path, upn: str, tmp_path: Path
) -> None:
    line("transfer", "out", store, "--upn", upn, "--to", "a.grtransfer")
    (tmp_path / "wrong.txt").write_text("other words than these\n", encoding="utf-8")
    refused = line("transfer", "in", there, "a.grtransfer", "--transfer-passphrase-file", "wrong.txt")
    assert refused.status == 2
    assert line("pupils", there).document == []


def test_what_differs_is_listed_and_stays(line: Line, store: Path, there: Path, upn: str) -> None:
    line("transfer", "out", store, "--upn", upn, "--to", "a.grtransfer")
    Path("p.csv").write_text(
        f"UPN,Surname,Forename,DOB,Sex\n{upn},Other,Amira,04/03/2018,F\n", encoding="utf-8"
    )
    assert line("import", "pupils", there, "p.csv").document["added"] == 1
    came = line("transfer", "in", there, "a.grtransfer")
    assert came.status == 1
    assert came.document["changed"] == 1
    assert {row["field"] for row in came.document["rejected"]} >= {"Pupil: Surname"}
    assert all(set(row) == {"line", "field", "value", "reason"} for row in came.document["rejected"])
    (found,) = line("pupils", there).document
    assert found["surname"] == "Other"


def test_the_key_file_holds_no_secret(line: Line, store: Path) -> None:
    line("transfer", "key", store, "--out", "k.json")
    found = json.loads(Path("k.json").read_text(encoding="utf-8"))
    assert set(found) == {"format", "name", "la", "estab", "urn", "public_key"}
    assert io.StringIO(json.dumps(found)).read().count("key") == 2
