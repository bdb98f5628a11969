# SPDX-License-Identifier: MIT
"""Evidence in a standard's own words goes through the file and comes out with the same verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest

from models.codes import Layer, YearGroup
from models.deciding import decision_of, replay, standard_of
from models.gather import gather
from models.recording import record_block, record_file
from models.records import Attestation, Decision, DocumentHeld, Happening, Observed, Pupil, Record, Suspension
from models.store import Store
from models.verdicts import verdict_of
from tests.models.conftest import ON, child, keep, value
from thresholds.evidence import Evidence, Phase
from thresholds.judge import judge
from thresholds.packs import in_force, installed
from thresholds.problems import Problem
from thresholds.record_block import case_evidence
from thresholds.standard import Standard

T = TypeVar("T")

ROTHERHAM = in_force("372", ON)
AMIRA = child(year_group=YearGroup.Y4)
YEARS = {
    None: None,
    Phase.EARLY_YEARS: YearGroup.R,
    Phase.PRIMARY: YearGroup.Y4,
    Phase.SECONDARY: YearGroup.Y8,
    Phase.POST_16: YearGroup.Y12,
}
OWN_WORDS: tuple[type[Record], ...] = (Observed, Happening, DocumentHeld, Attestation)

BLOCK = """
record:
  receptive_language_score: [[2026-09-22, 76, SALT report], [2026-03-02, 71]]
  attendance: [[2026-09-22, 90.5]]
  live_risk_assessment: [[2026-10-02, yes]]
  suspension: [{started: 2026-10}, {started: null}]
  ep_report: [2026-06-20]
complete: {suspension: 2026-11-01}
"""


def written(tmp_path: Path, text: str) -> Path:
    """A file with this text."""
    file = tmp_path / "facts.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def recorded(store: Store, file: Path, pupil: Pupil = AMIRA) -> int:
    with store.transaction() as tx:
        if tx.get(Pupil, pupil.id) is None:
            tx.put(pupil)
        return record_file(tx, pupil, file, ROTHERHAM, ON)


def kept(store: Store) -> list[Record]:
    """Everything in the file that is in a standard's own words."""
    with store.reading() as tx:
        return [one for kind in OWN_WORDS for one in tx.find(kind)]


def seen(store: Store, pupil: Pupil = AMIRA, on: date = ON, standard: Standard = ROTHERHAM) -> Evidence:
    with store.reading() as tx:
        return gather(tx, [pupil], on, standard)[pupil.id]


def test_a_block_is_kept_as_it_was_written(store: Store, tmp_path: Path) -> None:
    document = sorted(ROTHERHAM.documents)[0]
    assert recorded(store, written(tmp_path, BLOCK.replace("ep_report", document))) == 8
    mine = {"pupil_id": AMIRA.id}
    expected = [
        Observed(
            **mine,
            fact="receptive_language_score",
            observed_on=date(2026, 9, 22),
            value="76",
            source="SALT report",
        ),
        Observed(**mine, fact="receptive_language_score", observed_on=date(2026, 3, 2), value="71"),
        Observed(**mine, fact="attendance", observed_on=date(2026, 9, 22), value="90.5"),
        Observed(**mine, fact="live_risk_assessment", observed_on=date(2026, 10, 2), value="yes"),
        Happening(**mine, event="suspension", dated="2026-10"),
        Happening(**mine, event="suspension", dated=""),
        DocumentHeld(**mine, document=document, dated_on=date(2026, 6, 20)),
        Attestation(**mine, of="suspension", attested_on=date(2026, 11, 1)),
    ]

    def said(records: list[Record]) -> list[dict[str, Any]]:
        return [{"kind": one.kind(), **one.model_dump(exclude={"id"})} for one in records]

    assert said(kept(store)) == said(expected)


@pytest.mark.parametrize("text", [BLOCK.partition("ep_report")[0], "attendance: [[2026-09-22, 90]]\n"])
def test_a_file_read_twice_adds_nothing_the_second_time(store: Store, tmp_path: Path, text: str) -> None:
    file = written(tmp_path, text)
    first = recorded(store, file)
    before = kept(store)
    assert first == len(before) > 0
    assert recorded(store, file) == 0
    assert kept(store) == before


def test_what_stands_twice_in_one_file_is_kept_once_and_another_day_is_another_item(
    store: Store, tmp_path: Path
) -> None:
    once = "attendance: [[2026-09-22, 90], [2026-09-22, 90], [2026-09-23, 90], [2026-09-22, 90, register]]\n"
    assert recorded(store, written(tmp_path, once)) == 3


def test_one_childs_evidence_says_nothing_of_another(store: Store, tmp_path: Path) -> None:
    file = written(tmp_path, "attendance: [[2026-09-22, 90]]\n")
    other = child(2, "Zoë", "Ash")
    assert recorded(store, file) == recorded(store, file, other) == 1
    assert {one.pupil_id for one in kept(store) if isinstance(one, Observed)} == {AMIRA.id, other.id}


@pytest.mark.parametrize(
    ("text", "sentence", "line"),
    [
        ("record:\n  attendance: [[2026-09-22, 90]]\n  shoe_size: [[2026-09-22, 3]]\n", "shoe_size", 3),
        ("record:\n  attendance: [[2026-09-22, 90], [2026-09-31, 80]]\n", "2026-09-31", 2),
        ("attendance: [[2026-09-22, 90]]\nlive_risk_assessment: [[2026-09-22, perhaps]]\n", "perhaps", 2),
        ("attendance:\n  - [2026-09-22, 90]\n  - [2026-09-23, 900]\n", "900", 3),
        ("record:\n  attendance: [[2026-09-22, 90]]\ncomplete: [shoe_size]\n", "shoe_size", 0),
        ("record: [1, 2]\n", "mapping of names", 0),
    ],
)
def test_what_does_not_fit_is_named_and_nothing_is_written(
    store: Store, tmp_path: Path, text: str, sentence: str, line: int
) -> None:
    with pytest.raises(Problem) as refused:
        recorded(store, written(tmp_path, text))
    assert sentence in refused.value.sentence
    assert (f"facts.yaml:{line}:" in refused.value.where) == bool(line)
    assert kept(store) == []


def test_values_that_are_not_text_are_read_as_their_text(store: Store) -> None:
    keep(store, AMIRA)
    block = {"attendance": [(ON, Decimal("90.5"))], "live_risk_assessment": [(ON, True)]}
    with store.transaction() as tx:
        assert record_block(tx, AMIRA, block, (), ROTHERHAM, ON) == 2
    now = seen(store).observations
    assert [one.value for one in now["attendance"]] == [Decimal("90.5")]
    assert [one.value for one in now["live_risk_assessment"]] == [True]


def joined(bare: Evidence, case: Evidence) -> Evidence:
    """What the child's own record says anyway, and what a case says."""

    def both(one: Mapping[str, tuple[T, ...]], two: Mapping[str, tuple[T, ...]]) -> dict[str, tuple[T, ...]]:
        return {name: (*one.get(name, ()), *two.get(name, ())) for name in {**one, **two}}

    return Evidence(
        case.as_of,
        case.phase,
        both(bare.observations, case.observations),
        both(bare.events, case.events),
        both(bare.documents, case.documents),
        {**bare.complete, **case.complete},
    )


@pytest.mark.parametrize("standard", installed(), ids=lambda one: f"{one.id} {one.version}")
def test_every_case_of_a_standard_has_its_verdict_after_a_night_in_the_file(
    store: Store, standard: Standard
) -> None:
    for number, one in enumerate(standard.pack.tests, start=1):
        case = case_evidence(standard, one, number - 1)
        pupil = child(number, year_group=YEARS[case.phase])
        # "All suspensions are recorded" makes a count of none, unless one is told in the standard's words.
        told = {} if case.events.get("suspension") else case.complete
        words = [Attestation(pupil_id=pupil.id, of=of, attested_on=on) for of, on in told.items()]
        keep(store, pupil, *words)
        bare = seen(store, pupil, case.as_of, standard)
        with store.transaction() as tx:
            record_block(tx, pupil, one.record, one.complete, standard, case.as_of)
        whole = seen(store, pupil, case.as_of, standard)
        assert judge(standard, whole).statuses() == judge(standard, joined(bare, case)).statuses(), one.name
        for name, said in case.observations.items():
            now = {(item.on, item.value, item.source) for item in whole.observations.get(name, ())}
            assert {(item.on, item.value, item.source) for item in said} <= now, (one.name, name)


def test_a_suspension_in_own_words_is_never_counted_as_none(store: Store, tmp_path: Path) -> None:
    said = "record: {suspension_days_12m: [[2026-10-09, 2]], suspension: [{started: 2026-10-07}]}\n"
    recorded(store, written(tmp_path, said + "complete: [suspension]\n"))
    assert value(seen(store), "suspension_days_12m") == 2


@pytest.mark.parametrize(
    ("started", "known"),
    [("2026-10-07", None), ("2026-10", None), ("null", None), ("2025-11", None), ("2024-03-04", 0)],
)
def test_all_recorded_means_none_only_where_none_may_lie_in_the_year(
    store: Store, tmp_path: Path, started: str, known: int | None
) -> None:
    text = f"complete: [suspension]\nrecord: {{suspension: [{{started: {started}}}]}}"
    recorded(store, written(tmp_path, text))
    assert value(seen(store), "suspension_days_12m") == known


def test_suspensions_with_their_days_are_counted_exactly_once_all_are_recorded(store: Store) -> None:
    keep(
        store,
        AMIRA,
        Suspension(pupil_id=AMIRA.id, started_on=ON - timedelta(20), sessions=3),
        Attestation(pupil_id=AMIRA.id, of="suspension", attested_on=ON),
    )
    assert value(seen(store), "suspension_days_12m") == Decimal("1.5")


def test_a_decision_on_recorded_evidence_is_kept_whole_and_replays(store: Store, tmp_path: Path) -> None:
    recorded(store, written(tmp_path, BLOCK.partition("  ep_report")[0]))
    with store.transaction() as tx:
        verdict = verdict_of(tx, AMIRA, store.school, ON)
        made = decision_of(verdict, AMIRA, Layer.TARGETED, ON, "Agreed.")
        tx.put(made)
    # What comes to light later, and what is struck out, is another day's evidence.
    recorded(store, written(tmp_path, "receptive_language_score: [[2026-11-20, 99]]\nattendance: []\n"))
    with store.transaction() as tx:
        for one in tx.find(Observed, fact="attendance"):
            tx.remove(one)
        back = tx.get(Decision, made.id)
        later = verdict_of(tx, AMIRA, store.school, ON)
        standard = standard_of(tx, back)
    assert back == made
    again = replay(back, standard)
    assert (again.statuses(), again.evidence) == (verdict.statuses(), verdict.evidence)
    assert later.evidence != again.evidence
