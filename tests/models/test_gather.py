# SPDX-License-Identifier: MIT
"""From records to evidence: the whole catalogue answered, nothing from the future, missing never 0 or no."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codes import (
    Profession,
    YearGroup,
)
from models.gather import SERVED, gather
from models.gather.measures import MEASURES
from models.gather.papers import PAPERS
from models.gather.stories import STORIES
from models.records import (
    RECORDS,
    Advice,
    Attestation,
    Pupil,
    Record,
    Voice,
)
from models.sample import fill
from models.store import Store
from tests.models.conftest import ON, SUSPENSIONS, attested, child, full_record, keep, seen_of, value
from thresholds.evidence import Phase
from thresholds.facts import DOCUMENTS, EVENTS, FACTS
from thresholds.packs import in_force


def of(kind: type[Record], records: Iterable[Record]) -> list[Any]:
    return [one for one in records if isinstance(one, kind)]


# The catalogue, both ways


def test_each_name_of_the_catalogue_has_a_provider_and_each_provider_a_name() -> None:
    assert set(MEASURES) == set(FACTS)
    assert set(STORIES) == set(EVENTS)
    assert set(PAPERS) == set(DOCUMENTS)
    assert {*FACTS, *EVENTS, *DOCUMENTS} == SERVED


def test_what_the_guide_lists_is_what_is_served() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "facts.md").read_text(encoding="utf-8")
    listed = {
        name
        for part in guide.split("\n## ")
        if part.startswith(("Facts", "Events", "Documents"))
        for name in re.findall(r"^\| `(\w+)`", part, re.MULTILINE)
    }
    assert listed == SERVED


def test_a_full_record_answers_the_whole_catalogue_with_these_values(store: Store) -> None:
    records = full_record()
    keep(store, *records)
    with store.reading() as tx:
        (evidence,) = gather(tx, of(Pupil, records), ON).values()
    assert evidence.phase is Phase.PRIMARY
    assert set(evidence.events) == set(EVENTS)
    assert set(evidence.documents) == set(DOCUMENTS)
    assert {name: value(evidence, name) for name in FACTS} == {
        "age": 8,
        "year_group": 4,
        "weeks_on_roll": 168,
        "ehc_plan": False,
        "layer_decided": "targeted",
        "attendance": 90,
        **dict.fromkeys(SUSPENSIONS, Decimal("1.5")),
        "adjustments_weeks": 8,
        "slower_than_peers": True,
        "below_own_rate": False,
        "gap_not_closing": True,
        "gap_widening": False,
        "other_causes_considered": True,
        "language_score": 80,
        "receptive_language_score": 81,
        "expressive_language_score": 82,
        "word_reading_score": 83,
        "reading_comprehension_score": 84,
        "spelling_score": 85,
        "writing_score": 86,
        # A centile of an earlier day stands beside it and isn't converted.
        "maths_score": 87,
        "cognitive_score": 88,
        "nonverbal_score": 89,
        "phonological_score": 90,
        "memory_score": 91,
        "attainment_score": 83,
        "attainment_centile": 12,
        "sdq_teacher": 18,
        "sdq_parent": 15,
        "boxall_strands": 6,
        "outcomes_measured_percent": 50,
        "reviews_met_in_a_row": 1,
        "parent_meetings_held_percent": 100,
        "advice_followed": True,
        "delivered_percent": Decimal(300) / Decimal(4),
        "support_hours_a_week": 1,
        "provision_pounds_a_year": Decimal("322.00"),
        "support_terms": 2,
        "part_time_weeks": 7,
        "part_time_unreviewed": False,
        "reintegration_named_adult": True,
        "reintegration_steps": True,
        "reintegration_review": True,
        "base_parents_agree": True,
        "base_aim_written": True,
        "base_mainstream_share": 64,
        "base_target_reached": True,
        "base_share_rising": True,
        "base_outcome_decided": True,
        "pathways_with_outcome": 2,
    }


def test_the_completed_cycle_tells_everything_that_may_be_asked_of_it() -> None:
    (cycle,) = seen_of(full_record()).events["apdr_cycle"]
    assert (cycle.earliest, cycle.latest) == (date(2026, 7, 9), date(2026, 7, 9))
    assert cycle.fields == {
        "progress": "expected",
        "pupil_voice": "yes",
        "parent_view": "yes",
        "long_enough": "yes",
        "impact_measured": "yes",
        "much_extra_help": "yes",
        "outcomes_met": "yes",
        "decision": "continue",
    }


def test_values_fit_what_the_catalogue_says_of_them() -> None:
    evidence = seen_of([*full_record(), *attested(full=True)])
    for name, fact in FACTS.items():
        for one in evidence.observations[name]:
            if one.scale:
                # A score on another scale is handed on as it is; the reader doesn't use it.
                assert one.scale != fact.unit, name
            elif fact.is_number:
                assert type(one.value) is Decimal, name
                assert fact.min is not None and fact.max is not None, name
                assert fact.min <= one.value <= (one.high or one.value) <= fact.max, name
            else:
                assert one.value in (fact.values or (True, False)), name
    for name, kind in EVENTS.items():
        for event in evidence.events[name]:
            assert set(event.fields) == set(kind.fields), name
            assert all(said is None or said in kind.fields[at] for at, said in event.fields.items()), name


def test_everything_names_the_record_that_it_comes_from(store: Store) -> None:
    records = full_record()
    keep(store, *records)
    kinds = {kind.kind(): kind for kind in RECORDS}
    with store.reading() as tx:
        (evidence,) = gather(tx, of(Pupil, records), ON).values()
        everything = [
            *evidence.observations.values(),
            *evidence.events.values(),
            *evidence.documents.values(),
        ]
        for one in (item for found in everything for item in found):
            kind, _, id = one.record.partition("/")
            assert tx.get(kinds[kind], id) is not None, one


def test_each_profession_answers_for_itself() -> None:
    letter = Advice(pupil_id=child().id, profession=Profession.EP, dated_on=date(2026, 6, 1))
    assert set(seen_of([child(), letter]).documents) == {"professional_report", "ep_advice"}


@pytest.mark.parametrize(
    ("year", "number", "phase"),
    [
        (YearGroup.N1, -2, Phase.EARLY_YEARS),
        (YearGroup.R, 0, Phase.EARLY_YEARS),
        (YearGroup.Y11, 11, Phase.SECONDARY),
        (YearGroup.Y14, 14, Phase.POST_16),
        (YearGroup.X, None, None),
        (None, None, None),
    ],
)
def test_the_year_group_is_as_recorded(year: YearGroup | None, number: int | None, phase: Phase) -> None:
    evidence = seen_of([child(year_group=year)])
    assert (value(evidence, "year_group"), evidence.phase) == (number, phase)


# Many and one


def test_many_together_are_as_each_alone(store: Store) -> None:
    fill(store, pupils=40, until=ON, terms=3, seed=5)
    standard = in_force("372", ON)
    with store.reading() as tx:
        everyone = tx.find(Pupil)
        for on in (ON, date(2026, 2, 3)):
            together = gather(tx, everyone, on, standard)
            assert list(together) == [pupil.id for pupil in everyone]
            for pupil in everyone:
                assert gather(tx, [pupil], on, standard) == {pupil.id: together[pupil.id]}
        assert sum(bool(one.events) for one in together.values()) > 3
        assert gather(tx, (), ON) == {}


# Missing


def test_of_a_child_with_no_records_only_the_age_is_known(store: Store) -> None:
    keep(store, *full_record(1), nobody := child(2))
    with store.reading() as tx:
        evidence = gather(tx, [nobody], ON)[nobody.id]
    assert set(evidence.observations) == {"age"}
    assert not evidence.events and not evidence.documents and not evidence.complete


@given(st.sets(st.sampled_from([kind for kind in RECORDS if kind is not Pupil])))
def test_taking_records_away_never_turns_an_answer_into_no(gone: set[type[Record]]) -> None:
    kept = [one for one in full_record() if type(one) not in gone]
    # Without the provision's or the cycle's frame their sessions and reviews answer nothing either way.
    whole, less = seen_of(full_record()), seen_of(kept)
    for name in FACTS:
        if FACTS[name].kind == "judgement" and value(whole, name) is not False:
            assert value(less, name) is not False, name
    for name, events in less.events.items():
        for event in events:
            (same,) = [one for one in whole.events[name] if one.source == event.source]
            turned = {at for at, said in event.fields.items() if said == "no" and same.fields[at] != "no"}
            # Whether measures stand on record is asked of the record itself.
            turned -= {"impact_measured"}
            assert not turned, (name, turned)


def test_questions_of_the_assessment_that_nobody_answered_stay_open() -> None:
    records = full_record()
    asked = ("adjustments_weeks", "slower_than_peers", "below_own_rate", "gap_not_closing", "gap_widening")
    bare = [
        one.model_copy(update=dict.fromkeys((*asked, "other_causes_considered", "senses_checked_on")))
        if one.kind() == "Assessment"
        else one
        for one in records
    ]
    evidence = seen_of(bare)
    assert not {*asked, "other_causes_considered"} & set(evidence.observations)
    assert "senses_check" not in evidence.documents


def test_a_voice_that_isnt_recorded_is_no_silence_until_someone_says_that_all_are() -> None:
    records = [one for one in full_record() if not isinstance(one, Voice)]
    (cycle,) = seen_of(records).events["apdr_cycle"]
    assert (cycle.fields["pupil_voice"], cycle.fields["parent_view"]) == (None, None)
    said = Attestation(pupil_id=records[0].id, of="pupil_voice", attested_on=ON)
    (cycle,) = seen_of([*records, said]).events["apdr_cycle"]
    assert (cycle.fields["pupil_voice"], cycle.fields["parent_view"]) == ("no", None)


@pytest.mark.parametrize(
    ("placed", "reviewed", "followed"),
    [(True, True, True), (True, None, None), (None, None, None), (True, False, False), (False, None, False)],
)
def test_advice_is_followed_only_where_it_is_known(
    placed: bool | None, reviewed: bool | None, followed: bool | None
) -> None:
    pupil = child()
    letter = Advice(
        pupil_id=pupil.id,
        profession=Profession.SALT,
        dated_on=date(2026, 6, 1),
        put_in_place=placed,
        reviewed=reviewed,
    )
    assert value(seen_of([pupil, letter]), "advice_followed") is followed
    another = Advice(pupil_id=pupil.id, profession=Profession.EP, dated_on=date(2026, 5, 1))
    expected = True if followed else None
    assert value(seen_of([pupil, letter, another]), "advice_followed") is expected
