# SPDX-License-Identifier: MIT
"""Children found as one types, filtered, and shown on the command line."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.caseload import as_json, filtered, folded, rows
from models.codes import Layer, SenProvision, SenType, YearGroup
from models.cycles import start_cycle
from models.records import (
    Need,
    Plan,
    SenStatus,
)
from models.store import Store
from tests.models.conftest import ON, child, keep

PUPIL = child()
ID = PUPIL.id


def test_rows_are_found_by_every_typed_word_without_accents(store: Store) -> None:
    zoe = child(1, "Zoë", "Łukasz", year_group=YearGroup.Y4, form="Kingfishers")
    ben = child(2, "Ben", "Ash", preferred_forename="Benji", year_group=YearGroup.Y5)
    keep(store, zoe, ben, Need(pupil_id=zoe.id, code=SenType.SLCN))
    with store.reading() as tx:
        everyone = rows(tx, ON)

    def found(text: str) -> set[str]:
        return {row.pupil.forename for row in filtered(everyone, text=text)}

    assert found("") == found("year") == {"Zoë", "Ben"}
    assert found("zoe lukasz") == found("ŁUKASZ") == found("slcn") == found("speech king") == {"Zoë"}
    assert found("benji") == found("Year 5") == found(ben.upn.lower()) == {"Ben"}
    assert found("zoe ash") == set()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Zoë", "zoe"),
        ("ŁUKASZ", "lukasz"),
        ("Søren", "soren"),
        ("Đorđe", "dorde"),
        ("Çağla", "cagla"),
        ("Groß", "gross"),
        ("Siân", "sian"),
    ],
)
def test_names_are_folded_to_what_any_keyboard_can_type(name: str, plain: str) -> None:
    assert folded(name) == plain


def test_filters_add_up(store: Store) -> None:
    children = [child(n, year_group=YearGroup.Y4 if n < 3 else YearGroup.Y5) for n in range(1, 5)]
    amira, zoe, ife, _ = children
    late = [
        one.model_copy(update={"review_due_on": ON - timedelta(1)}) if isinstance(one, Plan) else one
        for one in start_cycle(amira, 1, date(2026, 9, 7)).records
    ]
    keep(
        store,
        *children,
        *late,
        SenStatus(pupil_id=amira.id, provision=SenProvision.SUPPORT, started_on=date(2026, 1, 5)),
        SenStatus(pupil_id=zoe.id, provision=SenProvision.SUPPORT, started_on=date(2026, 1, 5)),
        SenStatus(pupil_id=ife.id, provision=SenProvision.PLAN, started_on=date(2026, 1, 5)),
        Need(pupil_id=zoe.id, code=SenType.ASD, rank=2),
        Need(pupil_id=ife.id, code=SenType.ASD),
    )
    with store.reading() as tx:
        everyone = rows(tx, ON)

    def ids(**filters: object) -> set[str]:
        return {row.id for row in filtered(everyone, **filters)}  # type: ignore[arg-type]

    assert ids(provision=SenProvision.SUPPORT) == {amira.id, zoe.id}
    assert ids(layer=Layer.SPECIALIST) == {ife.id}
    assert ids(need=SenType.ASD) == {zoe.id, ife.id}
    assert ids(year=YearGroup.Y4) == {amira.id, zoe.id}
    assert ids(only_overdue=True) == {amira.id}
    assert ids(need=SenType.ASD, year=YearGroup.Y4) == {zoe.id}
    assert ids(only_overdue=True, need=SenType.ASD) == set()


def test_a_row_as_the_command_line_shows_it(store: Store) -> None:
    autism, speech = Need(pupil_id=ID, code=SenType.ASD, rank=2), Need(pupil_id=ID, code=SenType.SLCN)
    keep(store, PUPIL, autism, speech)
    with store.reading() as tx:
        (row,) = rows(tx, ON)
    assert as_json(row) == {
        "upn": PUPIL.upn,
        "surname": "Khalil",
        "forename": "Amira",
        "date_of_birth": date(2018, 3, 9),
        "year_group": None,
        "sen_provision": "N",
        "needs": [{"code": "SLCN", "rank": 1}, {"code": "ASD", "rank": 2}],
        "layer": "universal",
    }
