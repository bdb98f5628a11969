# SPDX-License-Identifier: MIT
"""store …: made, filled, checked, copied, brought back, given another passphrase; refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.cli.line import NEW_PASSPHRASE_VARIABLE, PASSPHRASE_VARIABLE
from tests.cli.conftest import PASSPHRASE, Line
from tests.models.exchange.unsealing import unsealed

WHO = ("--name", "Maple Primary", "--laestab", "372/2001", "--urn", "100001", "--phase", "primary")


def test_a_store_is_made_filled_checked_and_copied(line: Line, tmp_path: Path) -> None:
    assert line("store", "create", "s.grstore", *WHO).document == {"store": "s.grstore", "schema": "0001"}
    filled = line("store", "fill", "s.grstore", "--pupils", 20, "--terms", 2, "--seed", 3)
    assert filled.document["pupils"] == 20
    found = line("store", "check", "s.grstore").document
    assert (found["ok"], found["audit_ok"], found["pupils"], found["last_backup"]) == (True, True, 20, None)
    copy = line("store", "backup", "s.grstore", "copies").document
    assert Path(copy["file"]).exists()
    back = line("store", "restore", copy["file"], "again.grstore")
    assert back.document["pupils"] == 20
    assert line("store", "check", "again.grstore").document["ok"] is True


def test_the_same_seed_makes_the_same_school(line: Line) -> None:
    for name in ("a", "b"):
        line("store", "create", f"{name}.grstore", *WHO)
        line("store", "fill", f"{name}.grstore", "--pupils", 15, "--terms", 2, "--seed", 7)
    assert line("pupils", "a.grstore").document == line("pupils", "b.grstore").document


def test_a_passphrase_is_changed(line: Line, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NEW_PASSPHRASE_VARIABLE, "orbit teapot velvet marsh")
    assert line("store", "rekey", store).status == 0
    refused = line("store", "check", store)
    assert refused.status == 2
    assert "passphrase doesn't open this file" in refused.beside
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "orbit teapot velvet marsh")
    assert line("store", "check", store).document["ok"] is True


def test_the_passphrase_file_comes_before_the_variable(
    line: Line, store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "wrong words for this file")
    (tmp_path / "secret.txt").write_text(PASSPHRASE + "\n", encoding="utf-8")
    assert line("store", "check", store, "--passphrase-file", "secret.txt").status == 0
    gone = line("store", "check", store, "--passphrase-file", "gone.txt")
    assert gone.status == 2
    assert "gone.txt" in gone.beside


def test_without_any_passphrase_it_says_how_to_give_one(
    line: Line, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    refused = line("store", "check", store)
    assert refused.status == 2
    assert PASSPHRASE_VARIABLE in refused.beside


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"--laestab": "37/2001"}, "--laestab"),
        ({"--urn": "12"}, "--urn"),
        ({"--phase": "big"}, "--phase"),
        ({"--name": " "}, "--name"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_made(
    line: Line, tmp_path: Path, changes: dict[str, str], named: str
) -> None:
    given = dict(zip(WHO[::2], WHO[1::2], strict=True)) | changes
    refused = line("store", "create", "s.grstore", *(word for pair in given.items() for word in pair))
    assert refused.status == 2
    assert named in refused.beside
    assert refused.beside.count("\n") == 1
    assert not (tmp_path / "s.grstore").exists()


def test_a_store_is_never_made_over_another(line: Line, store: Path) -> None:
    before = store.read_bytes()
    assert line("store", "create", store, *WHO).status == 2
    assert store.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a store at all", b"SQLite format 3\x00" + bytes(4096)])
def test_what_is_no_store_is_refused_in_a_sentence(line: Line, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.grstore").write_bytes(content)
    refused = line("store", "check", "x.grstore")
    assert refused.status == 2
    assert "x.grstore" in refused.beside
    assert refused.text == ""


def test_an_unknown_command_says_what_there_is(line: Line) -> None:
    refused = line("store", "paint", "x")
    assert refused.status == 2
    assert "--help" in refused.beside


def test_copies_are_listed_made_when_due_and_compared(line: Line, store: Path, tmp_path: Path) -> None:
    made = line("store", "look-after", store, "--second", tmp_path / "stick").document["made"]
    assert len(made) == 1, "a stick that isn't there is left alone"
    found = line("store", "backups", store, "--check").document
    assert [(one["file"], one["pupils"], one["ok"]) for one in found["backups"]] == [(made[0], 30, True)]
    assert found["warning"] == ""
    child = line("pupils", store).document[0]["upn"]
    assert line("store", "difference", store, made[0]).document["same"] is True
    line("store", "erase", store, "--upn", child)
    told = line("store", "difference", store, made[0]).document
    assert (told["same"], len(told["children_back"]), told["erased_since"]) == (False, 1, 1)
    refused = line("store", "difference", store, tmp_path / "nothing.grbackup")
    assert refused.status == 2
    assert "no such file" in refused.beside


def test_everything_goes_out_in_one_archive(line: Line, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADUATED_RESPONSE_ARCHIVE_PASSPHRASE", "teapot orbit velvet marsh anchor")
    made = line("export", "everything", store, "--out", "all.zip").document
    assert (made["pupils"], Path(made["file"]).stat().st_size) == (30, made["bytes"])
    with unsealed(Path("all.zip"), "teapot orbit velvet marsh anchor") as inside:
        assert len([name for name in inside.namelist() if name.endswith("/File.pdf")]) == 30
        assert len(inside.namelist()) == made["files"]
    monkeypatch.setenv("GRADUATED_RESPONSE_ARCHIVE_PASSPHRASE", "school1")
    assert line("export", "everything", store, "--out", "weak.zip").status == 2
    assert not Path("weak.zip").exists()


def test_an_import_is_listed_looked_at_and_taken_back(line: Line, store: Path, tmp_path: Path) -> None:
    before = line("pupils", store).document
    (tmp_path / "new.csv").write_text(
        "UPN,Surname,Forename,DOB\nZ820200000001,New,Ann,04/03/2018\n", encoding="utf-8"
    )
    assert line("import", "pupils", store, "new.csv").document["added"] == 1
    (batch,) = line("import", "batches", store).document
    assert (batch["file"], batch["added"], batch["taken_back"]) == ("new.csv", 1, None)
    assert line("import", "take-back", store, "last", "--look").document["removed"] == 1
    assert len(line("pupils", store).document) == len(before) + 1
    assert line("import", "take-back", store, batch["batch"]).document["stayed"] == []
    assert line("pupils", store).document == before
    assert line("import", "take-back", store, "last").status == 2


def test_the_trail_is_told_and_given_out(line: Line, store: Path) -> None:
    told = line("store", "trail", store).document
    assert (told["ok"], told["broken_at"], told["deeds"][-1]["what"]) == (True, 0, "school")
    child = line("pupils", store).document[0]["upn"]
    mine = line("store", "trail", store, "--upn", child).document["deeds"]
    assert 0 < len(mine) < len(told["deeds"])
    assert {one["whose"] for one in mine} == {mine[0]["whose"]}
    assert line("store", "trail", store, "--out", "trail.xlsx").document["file"] == "trail.xlsx"
    assert Path("trail.xlsx").stat().st_size > 2000
    assert line("store", "trail", store, "--out", "trail.doc").status == 2


def test_drafts_for_data_protection_are_written(line: Line, store: Path) -> None:
    for name in ("dpia", "privacy-notice"):
        assert line("protection", name, store, "--out", f"{name}.docx").document == {"file": f"{name}.docx"}
        assert Path(f"{name}.docx").read_bytes().startswith(b"PK")
    assert line("protection", "other", store, "--out", "x.pdf").status == 2
