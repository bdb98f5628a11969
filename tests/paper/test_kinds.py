# SPDX-License-Identifier: MIT
"""Every kind of document on a fictional school: what must stand there, what mustn't, and what isn't there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.paper.kinds import KINDS, Order
from models.assessment_request import evidence_of_request
from models.chronology import chronology
from models.governors import Line, shown, shown_parts
from models.records import Pupil, School
from models.sample import PASSPHRASE, fictional_school, fill
from models.sample.cast import AMIRA
from models.store import QUICK, Store, Transaction
from thresholds.problems import Problem

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = Store.create(
        tmp_path_factory.mktemp("papers") / "school.grstore",
        PASSPHRASE,
        fictional_school(),
        now=lambda: datetime(2026, 11, 23, 9, tzinfo=UTC),
        who="test",
        cost=QUICK,
    )
    fill(made, pupils=60, until=DAY)
    yield made
    made.close()


@pytest.fixture
def tx(store: Store) -> Iterator[Transaction]:
    with store.reading() as found:
        yield found


def amira(tx: Transaction) -> Pupil:
    return tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1])[0]


def words_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.mark.parametrize("name", KINDS)
def test_each_document_has_its_school_its_pages_and_its_faces(
    name: str, tx: Transaction, store: Store, tmp_path: Path
) -> None:
    path = tmp_path / "paper.pdf"
    pages = KINDS[name].write(path, Order(tx, store.school, DAY, amira(tx)))
    read = PdfReader(path)
    assert len(read.pages) == pages
    said = words_of(path)
    assert store.school.name in said
    assert f"Page {pages} of {pages}" in said
    assert ("Amira" in said) is KINDS[name].per_child or name == "provision-map"
    for page in read.pages:
        for font in page["/Resources"]["/Font"].values():
            described = font.get_object().get("/FontDescriptor")
            assert described is not None
            assert "/FontFile2" in described.get_object()


@pytest.mark.parametrize("name", [kind.name for kind in KINDS.values() if kind.per_child])
def test_a_document_about_a_child_wants_to_know_which(
    name: str, tx: Transaction, store: Store, tmp_path: Path
) -> None:
    with pytest.raises(Problem):
        KINDS[name].write(tmp_path / "paper.pdf", Order(tx, store.school, DAY))
    assert not (tmp_path / "paper.pdf").exists()


def test_a_plan_before_there_is_a_cycle_is_refused_in_a_sentence(
    tx: Transaction, store: Store, tmp_path: Path
) -> None:
    nobody = amira(tx).model_copy(update={"id": "0" * 32})
    for kind in KINDS.values():
        if kind.needs_cycle:
            with pytest.raises(Problem, match="has no cycle yet"):
                kind.write(tmp_path / "paper.pdf", Order(tx, store.school, DAY, nobody))


def test_the_evidence_says_what_is_not_there(tx: Transaction, store: Store, tmp_path: Path) -> None:
    sections = evidence_of_request(tx, amira(tx), DAY)
    assert [one.number for one in sections] == [1, 2, 3, 4, 5, 6]
    path = tmp_path / "evidence.pdf"
    KINDS["evidence-pack"].write(path, Order(tx, store.school, DAY, amira(tx)))
    said = words_of(path)
    for section in sections:
        assert section.items or section.missing
        for sentence in section.missing:
            assert sentence in said
        for item in section.items:
            assert item.number in said
    assert "No standardised score is on record." in said
    assert "Anyone may ask for an assessment at any time." in said


def test_evidence_that_came_later_is_left_out(tx: Transaction) -> None:
    early = date(2026, 5, 1)
    days = [item.on for one in evidence_of_request(tx, amira(tx), early) for item in one.items]
    assert days
    assert all(day is None or day <= early for day in days)


def test_the_chronology_runs_from_the_oldest(tx: Transaction) -> None:
    lines = chronology(tx, amira(tx))
    assert len(lines) > 10
    assert [line.on for line in lines] == sorted(line.on for line in lines)
    assert all(line.words and line.record_id for line in lines)


def test_governors_read_no_name_and_no_small_figure(tx: Transaction, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "governors.pdf"
    KINDS["governors"].write(path, Order(tx, store.school, DAY))
    said = words_of(path)
    for pupil in tx.find(Pupil):
        assert pupil.surname not in said
    assert "1 to 4" in said


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (1, "1 to 4"), (4, "1 to 4"), (5, "5"), (120, "120")])
def test_a_small_count_is_not_told(count: int, words: str) -> None:
    assert shown(count) == words


def test_one_hidden_part_takes_another_with_it() -> None:
    assert shown_parts({"K": 14, "E": 2, "N": 9}) == (
        Line("K", "14"),
        Line("E", "1 to 4"),
        Line("N", "5 or more"),
    )
    assert shown_parts({"K": 14, "E": 2, "N": 3}) == (
        Line("K", "14"),
        Line("E", "1 to 4"),
        Line("N", "1 to 4"),
    )


def test_markup_in_a_note_is_printed_as_typed(tx: Transaction, tmp_path: Path) -> None:
    pupil = amira(tx).model_copy(update={"about_me": "<b>kind</b> & <script>quiet</script>"})
    school = School(name="A & B <School>", la="372", estab="2001", urn=100001, phase=fictional_school().phase)
    KINDS["profile"].write(tmp_path / "p.pdf", Order(tx, school, DAY, pupil))
    said = words_of(tmp_path / "p.pdf")
    assert "<b>kind</b> & <script>quiet</script>" in said
    assert "A & B <School>" in said
