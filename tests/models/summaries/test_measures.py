# SPDX-License-Identifier: MIT
"""The query set and the count: budget, cells, and each child once in each table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.codes import SchoolPhase, SenType
from models.summaries import measures
from models.summaries.choices import LAYERS, NEEDS, PHASE_BANDS, SCHOOL_TYPES
from models.summaries.counted import CountedPupil, count
from models.summaries.document import school_type_of
from models.summaries.measures import BY_ID, TABLES, Axis, Table, over_budget

WHOLE = tuple(BY_ID)


def codes(choices: measures.Choices) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from([code for code, _ in choices])


children = st.builds(
    CountedPupil,
    level=st.sampled_from(["N", "K", "E"]),
    is_main=st.booleans(),
    need=st.sampled_from(["", "DS", "ZZZ", *(code for code, _ in NEEDS)]),
    layer=codes(LAYERS),
    phase_band=codes(PHASE_BANDS),
    sex=st.sampled_from([None, "F", "M"]),
    free_school_meals=st.none() | st.booleans(),
    possible=st.just(120) | st.just(0),
    attended=st.just(0),
    suspensions=st.none() | st.integers(0, 9),
    outcomes_reviewed=st.integers(3, 4) | st.just(0),
    outcomes_met=st.integers(0, 3),
    cycle=st.sampled_from([None, "NONE", "OPEN", "TIME", "LATE"]),
    verdict=st.sampled_from([None, "MET", "NOT", "UNKNOWN"]),
    waits=st.dictionaries(st.sampled_from(["salt", "ot", "pt"]), st.integers(0, 500)),
    cost_pounds=st.none() | st.decimals(0, 40000, places=2),
).flatmap(lambda child: st.integers(0, child.possible).map(lambda n: replace(child, attended=n)))


def test_the_whole_set_keeps_the_budget() -> None:
    assert over_budget(TABLES) == ()


def test_the_budget_notices_a_look_too_many() -> None:
    layer, sex = BY_ID["F02"].axes[1], BY_ID["F04"].axes[0]
    again = Table("F99", "Sex by layer", (sex, layer))
    assert over_budget((*TABLES, again)) == ("layer stands in 2 tables; 1 is the most",)
    crossed = Table("F98", "Suspension by attendance", (BY_ID["F07"].axes[1], BY_ID["H06"].axes[0]))
    assert "F98 crosses two secrets" in over_budget((crossed,))
    four = tuple(Table(f"X{n}", "", (Axis("a", "", (), ("attendance",)),)) for n in range(4))
    assert over_budget(four) == ("attendance stands in 4 tables; 3 is the most",)


def test_a_primary_school_has_the_cells_it_should() -> None:
    cells = measures.cells_of("P", WHOLE)
    assert {name: len(cells[name]) for name in ("F01", "F02", "F03", "F06", "F11SALT", "M14")} == {
        "F01": 26,
        "F02": 20,
        "F03": 6,
        "F06": 25,
        "F11SALT": 6,
        "M14": 1,
    }
    assert {"CI.T", "CI.TP", "CI.U", "CI.S"} <= set(cells["F02"])
    assert cells["H06"] == ("PA", "NOT_PA")
    assert "SLCN.K" in cells["F01"]


def test_only_the_type_of_school_makes_a_cell_impossible() -> None:
    assert {t: len(measures.structural(t, measures.RELEASES[0])) for t in SCHOOL_TYPES} == {
        "N": 10,
        "P": 6,
        "S": 6,
        "A": 0,
        "X": 0,
        "R": 0,
        "C": 10,
    }
    assert {cell for name, cell in measures.structural("A")} == {cell.id for cell in BY_ID["F12"].cells}
    assert {school_type_of(phase.value) for phase in SchoolPhase} == set(SCHOOL_TYPES)


def test_the_rows_are_the_census_types_of_need() -> None:
    assert {code for code, _ in NEEDS} | {"DS"} == {need.value for need in SenType}


@given(st.lists(children, max_size=12), st.sampled_from(sorted(SCHOOL_TYPES)))
def test_each_child_stands_in_at_most_one_cell_of_each_table(
    pupils: list[CountedPupil], school_type: str
) -> None:
    found = count(pupils, school_type, WHOLE)
    for name, cells in found.tables.items():
        assert set(cells) == {cell.id for cell in BY_ID[name].cells}
        assert all(cells[cell] == 0 for table, cell in found.structural if table == name)
        if not BY_ID[name].cap and name != "H12":
            assert sum(cells.values()) + found.without_cell[name] == found.cohort


@given(st.lists(children, max_size=8), children)
def test_one_child_more_adds_one_at_most_to_one_cell(pupils: list[CountedPupil], one: CountedPupil) -> None:
    before, after = count(pupils, "A", WHOLE).tables, count([*pupils, one], "A", WHOLE).tables
    for name in WHOLE:
        moved = [after[name][cell] - n for cell, n in before[name].items() if after[name][cell] != n]
        assert len(moved) <= 1
        assert all(0 < step <= (BY_ID[name].cap or 1) for step in moved)


@given(st.lists(children, max_size=12))
def test_tables_with_the_same_children_agree(pupils: list[CountedPupil]) -> None:
    found = count(pupils, "A", WHOLE).tables
    sums = {name: sum(cells.values()) for name, cells in found.items()}
    assert sums["H06"] == sums["F06"]
    assert sums["H07"] == sums["F07"]
    assert sums["H08"] == sums["F08"]


def one_cell(table: str, **facts: object) -> str | None:
    child = CountedPupil(level="K", **facts)  # type: ignore[arg-type]
    cells = count([child], "A", WHOLE).tables[table]
    return next((cell for cell, n in cells.items() if n), None)


@pytest.mark.parametrize(
    ("table", "facts", "cell"),
    [
        ("H06", {"possible": 100, "attended": 90}, "PA"),
        ("H06", {"possible": 1000, "attended": 901}, "NOT_PA"),
        ("H06", {}, None),
        ("F06", {"possible": 100, "attended": 90, "need": "ASD"}, "CI.A90"),
        ("F06", {"possible": 100, "attended": 95}, "OTH.A95"),
        ("F06", {"possible": 200, "attended": 99, "need": "MLD"}, "CL.A0"),
        ("F06", {"possible": 0, "need": "MLD"}, None),
        ("F02", {"layer": "TP", "need": "NSA"}, "OTH.TP"),
        ("F02", {"need": "SLCN"}, None),
        ("F01", {"need": "DS"}, "OTH.K"),
        ("F02", {"need": "DS", "layer": "T"}, "CL.T"),
        ("F01", {"need": ""}, None),
        ("F11OT", {"waits": {"ot": 126}}, "W18"),
        ("F11OT", {"waits": {"ot": 127}}, "W26"),
        ("F11OT", {"waits": {"ot": 365}}, "W53"),
        ("H11", {"waits": {"ot": 126, "salt": 127}}, "NOT_W18"),
        ("H11", {"waits": {"pt": 3}}, "W18"),
        ("F08", {"outcomes_reviewed": 2, "outcomes_met": 1, "need": "PD"}, "SP.PART"),
        ("H08", {"outcomes_reviewed": 2, "outcomes_met": 2}, "MET"),
        ("H09", {"cycle": "LATE"}, "NOT_ON_TIME"),
        ("H09", {"cycle": "OPEN"}, None),
        ("F13", {"cost_pounds": Decimal("5999.99")}, "K.C6"),
        ("F13", {"cost_pounds": Decimal(6000)}, "K.C10"),
        ("F07", {"suspensions": 4}, "K.2"),
    ],
)
def test_a_child_stands_where_the_words_say(table: str, facts: dict[str, object], cell: str | None) -> None:
    assert one_cell(table, **facts) == cell


def test_no_child_adds_more_than_the_cap_to_a_sum() -> None:
    away = CountedPupil(level="E", possible=100, attended=0)
    half = CountedPupil(level="K", possible=8, attended=7)
    assert count([away, half], "P", ("M14",)).tables["M14"] == {"ABSENCE": 50 + 13}


def test_children_without_sen_or_with_another_main_school_are_not_counted() -> None:
    known = {"need": "SLCN", "layer": "T", "possible": 10, "attended": 9}
    others = [CountedPupil(level="N", **known), CountedPupil(level="K", is_main=False, **known)]  # type: ignore[arg-type]
    assert count(others, "P").cohort == 0
    assert all(n == 0 for cells in count(others, "P").tables.values() for n in cells.values())


def test_parents_papers_are_counted_without_a_child() -> None:
    found = count([CountedPupil(level="K")], "P", papers=(7, 3))
    assert found.tables["H12"] == {"CONF": 7, "NOT_CONF": 3}
    assert not any(found.tables["F12"].values())
    assert measures.cells_of("P")["F12"] == ()
    assert "without a name" in measures.BLANK["F12"]
