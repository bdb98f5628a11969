# SPDX-License-Identifier: MIT
"""import, export, pupils, record, verdicts, document: what goes in, what is said of it, what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.paper.kinds import KINDS
from models.upn import check_letter
from tests.cli.conftest import ROOT, Line

CTF = ROOT / "resources" / "sample" / "3722001_CTF_3722001_001.xml"
DAY = ("--as-of", "2026-11-23")


def upn_of(line: Line, store: Path, forename: str = "Amira") -> str:
    found = line("pupils", store, "--search", forename).document
    return str(next(one["upn"] for one in found if one["forename"] == forename))


def test_a_transfer_file_goes_in_once(line: Line, store: Path) -> None:
    first, second = line("import", "ctf", store, CTF), line("import", "ctf", store, CTF)
    assert first.status == second.status == 1  # a row was not taken
    assert (first.document["added"], second.document["added"], second.document["unchanged"]) == (3, 0, 3)
    (row,) = first.document["rejected"]
    assert set(row) == {"line", "field", "value", "reason"}
    assert row["field"] == "UPN"
    assert row["line"] > 1


def test_a_list_in_any_order_goes_in(line: Line, store: Path, tmp_path: Path) -> None:
    rest = "372200107777"
    upn = check_letter(rest) + rest
    text = f"Forename;DOB;UPN;Surname\nZoë;04/03/2018;{upn};Łuczak\n"
    (tmp_path / "p.csv").write_bytes(text.encode("utf-8-sig"))
    assert line("import", "pupils", store, "p.csv").document["added"] == 1
    (found,) = line("pupils", store, "--search", "luczak").document
    assert found["date_of_birth"] == "2018-03-04"
    assert found["surname"] == "Łuczak"


def test_what_goes_out_comes_in_elsewhere(line: Line, store: Path) -> None:
    here = line("pupils", store).document
    for name in ("o.csv", "o.xlsx"):
        assert line("export", "pupils", store, "--out", name).document["pupils"] == len(here)
    assert line("export", "ctf", store, "--out", "o.xml").document["pupils"] == len(here)
    line(
        "store",
        "create",
        "n.grstore",
        "--name",
        "B",
        "--laestab",
        "372/2002",
        "--urn",
        "100002",
        "--phase",
        "primary",
    )
    assert line("import", "ctf", "n.grstore", "o.xml").document["added"] == len(here)
    there = line("pupils", "n.grstore").document
    assert [(p["upn"], p["sen_provision"], p["needs"]) for p in there] == [
        (p["upn"], p["sen_provision"], p["needs"]) for p in here
    ]


def test_pupils_are_listed_and_found(line: Line, store: Path) -> None:
    everyone = line("pupils", store).document
    assert set(everyone[0]) == {
        "upn",
        "surname",
        "forename",
        "date_of_birth",
        "year_group",
        "sen_provision",
        "needs",
        "layer",
    }
    with_need = line("pupils", store, "--need", "SLCN").document
    assert with_need
    assert all("SLCN" in {need["code"] for need in one["needs"]} for one in with_need)
    targeted = line("pupils", store, "--layer", "targeted").document
    assert {one["layer"] for one in targeted} == {"targeted"}
    assert line("pupils", store, "--layer", "purple").status == 2


def test_recorded_evidence_moves_a_verdict(line: Line, store: Path, tmp_path: Path) -> None:
    upn = upn_of(line, store)
    (before,) = line("verdicts", store, "--upn", upn, *DAY).document
    (tmp_path / "facts.yaml").write_text(
        "record:\n  receptive_language_score: [[2026-09-22, 76, SALT report]]\n", encoding="utf-8"
    )
    assert line("record", store, "--upn", upn, "--file", "facts.yaml").document == {"recorded": 1}
    assert line("record", store, "--upn", upn, "--file", "facts.yaml").document == {"recorded": 0}
    (after,) = line("verdicts", store, "--upn", upn, *DAY).document
    status = {one["id"]: one["status"] for one in before["thresholds"]}
    moved = {one["id"] for one in after["thresholds"] if one["status"] != status[one["id"]]}
    assert "CI.targeted_plus" in moved
    assert after["standard"] == {"id": "rotherham", "version": "2026.1"}
    assert after["as_of"] == "2026-11-23"


def test_a_verdict_is_explained_when_asked(line: Line, store: Path) -> None:
    upn = upn_of(line, store)
    (plain,) = line("verdicts", store, "--upn", upn, *DAY).document
    (told,) = line("verdicts", store, "--upn", upn, "--explain", *DAY).document
    assert set(plain["thresholds"][0]) == {
        "id",
        "area",
        "layer",
        "status",
        "unknown_facts",
        "relevant",
        "to_met",
        "to_not_met",
        "until",
        "tree",
    }
    assert all(one["tree"] is None for one in plain["thresholds"])
    assert all(one["tree"] for one in told["thresholds"] if one["status"] != "not_applicable")


def test_wrong_evidence_is_refused_whole(line: Line, store: Path, tmp_path: Path) -> None:
    upn = upn_of(line, store)
    (tmp_path / "f.yaml").write_text(
        "record:\n  attendance: [[2026-09-22, 90]]\n  shoe_size: [[2026-09-22, 3]]\n", encoding="utf-8"
    )
    refused = line("record", store, "--upn", upn, "--file", "f.yaml")
    assert refused.status == 2
    assert "f.yaml" in refused.beside
    assert "shoe_size" in refused.beside
    (tmp_path / "g.yaml").write_text("record:\n  attendance: [[2026-09-22, 90]]\n", encoding="utf-8")
    assert line("record", store, "--upn", upn, "--file", "g.yaml").document == {"recorded": 1}


@pytest.mark.parametrize("kind", KINDS)
def test_each_document_is_printed(line: Line, store: Path, kind: str) -> None:
    whose = ("--upn", upn_of(line, store)) if KINDS[kind].per_child else ()
    said = line("document", kind, store, *whose, "--out", "d.pdf").document
    assert said == {"file": "d.pdf", "pages": len(PdfReader("d.pdf").pages)}


def test_documents_for_several_go_into_a_file_each(line: Line, store: Path) -> None:
    upns = [one["upn"] for one in line("pupils", store).document[:3]]
    whose = [word for upn in upns for word in ("--upn", upn)]
    said = line("document", "profile", store, *whose, "--out", "d.pdf").document
    assert said["files"] == [f"d-{upn}.pdf" for upn in upns]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("document", "poem", "school.grstore", "--out", "d.pdf"), "poem"),
        (("document", "plan", "school.grstore", "--out", "d.txt"), "d.txt"),
        (("document", "plan", "school.grstore", "--out", "d.pdf"), "--upn"),
        (("document", "plan", "school.grstore", "--upn", "A123", "--out", "d.pdf"), "A123"),
        (("import", "ctf", "school.grstore", "nothing.xml"), "nothing.xml"),
        (("verdicts", "school.grstore", "--as-of", "1/2/2026"), "1/2/2026"),
        (("import", "pupils", "school.grstore", "bomb.csv"), "bomb.csv"),
    ],
)
def test_a_refusal_names_what_was_wrong(line: Line, store: Path, words: tuple[str, ...], named: str) -> None:
    assert store.name == "school.grstore"
    refused = line(*words)
    assert refused.status == 2
    assert named in refused.beside
    assert refused.text == ""
    assert refused.beside.count("\n") == 1


BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><CTfile>&b;</CTfile>'


@pytest.mark.parametrize("content", [BOMB, "<CTfile><Header>", "plain words", "<html/>", ""])
def test_what_is_no_transfer_file_changes_nothing(
    line: Line, store: Path, tmp_path: Path, content: str
) -> None:
    (tmp_path / "3722001_CTF_3722001_001.xml").write_text(content, encoding="utf-8")
    before = line("pupils", store).document
    refused = line("import", "ctf", store, "3722001_CTF_3722001_001.xml")
    assert refused.status == 2
    assert "3722001_CTF_3722001_001.xml" in refused.beside
    assert line("pupils", store).document == before
