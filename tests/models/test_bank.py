# SPDX-License-Identifier: MIT
"""The bank: what is shipped is whole, the school's wording goes before it, an entry becomes support."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from models.bank import as_provision, bank, fitting, shipped
from models.codes import Area, YearGroup
from models.records import BankEntry, BankKind, Cycle, EvidenceBase, TaughtIn
from models.store import Store
from tests.desktop.conftest import child


def test_the_shipped_bank_is_whole() -> None:
    entries = shipped()
    assert len(entries) >= 40
    assert len({one.id for one in entries}) == len({one.name for one in entries}) == len(entries)
    assert set(Counter(one.area for one in entries)) == set(Area)
    for one in entries:
        assert one.source and one.about and one.phases and one.evidence, one.name
        is_dosed = one.sessions_a_week is not None and one.minutes is not None and one.weeks is not None
        assert is_dosed is (one.bank_kind is BankKind.INTERVENTION), one.name


def test_the_identity_of_a_shipped_entry_never_changes() -> None:
    found = next(one for one in shipped() if one.name == "Brick club")
    assert found.id == "35b768c9123a569389c6b0b82ed05538"


def test_the_schools_wording_goes_before_and_goes_back(store: Store) -> None:
    first = shipped()[0]
    ours = first.model_copy(update={"name": "Our talking group", "is_used": False})
    own = BankEntry(name="Forest afternoon", area=Area.SEMH)
    with store.transaction() as tx:
        tx.put(ours)
        tx.put(own)
    with store.reading() as tx:
        found = bank(tx)
    assert len(found) == len(shipped()) + 1
    assert ours in found and first not in found and own in found
    assert ours not in fitting(found)


@pytest.mark.parametrize(
    ("year", "taught"),
    [(YearGroup.R, TaughtIn.EARLY), (YearGroup.Y4, TaughtIn.PRIMARY), (YearGroup.Y13, TaughtIn.POST_16)],
)
def test_only_what_fits_the_phase_is_offered(year: YearGroup, taught: TaughtIn) -> None:
    found = fitting(shipped(), pupil=child(year_group=year))
    assert found
    assert all(taught in one.phases for one in found)


def test_every_typed_word_has_to_be_there() -> None:
    assert [one.name for one in fitting(shipped(), text="brick build")] == ["Brick club"]


def test_an_entry_fills_the_support() -> None:
    entry = BankEntry(
        name="Number group",
        area=Area.COGNITION,
        sessions_a_week=Decimal(3),
        minutes=30,
        weeks=12,
        group_size=4,
        staff_role="Teaching assistant",
        evidence=EvidenceBase.PRACTICE,
        about="Objects, drawings, figures.",
        source="EEF",
    )
    cycle = Cycle(pupil_id=child().id, number=1, started_on=date(2026, 9, 7))
    made = as_provision(entry, cycle)
    assert (made.pupil_id, made.cycle_id, made.sessions_planned) == (cycle.pupil_id, cycle.id, 36)
    assert made.is_evidence_based is False
    assert made.notes == "Objects, drawings, figures.\nSource: EEF."
