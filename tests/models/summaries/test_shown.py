# SPDX-License-Identifier: MIT
"""What people see: before the export, on the shareable paper, and in the authority's charts and lists."""

from __future__ import annotations

import pytest

from models.summaries import measures
from models.summaries.borough import roll_up
from models.summaries.charts import Band, funnel, layers, series, table_lines
from models.summaries.document import make
from models.summaries.filing import filing
from models.summaries.goals import read_goals
from models.summaries.preview import lines
from models.summaries.protect import bound_of
from models.summaries.shareable import NOTE, printed_count, printed_share, printed_tables
from tests.models.summaries.school import KEY, heading, summary, true_tables


def school(urn: int, absent: int, size: int = 100, term: str = "2026-27.1") -> object:
    true = true_tables(urn)
    true["H06"] = {"PA": absent, "NOT_PA": size - absent}
    return filing(make(heading(urn, term), true, urn.to_bytes(32)))


def test_every_number_that_leaves_is_shown_beside_the_one_that_stays() -> None:
    made, true = summary(), true_tables()
    shown = lines(true, made)
    assert {(one.table, one.cell): one.leaves for one in shown} == {
        (name, cell): n for name, cells in made.tables.items() for cell, n in cells.items()
    }
    assert all(
        one.stays == true[one.table][one.cell] and abs(one.leaves - one.stays) <= bound_of(one.table)
        for one in shown
    )
    assert shown[0].words == "Specific learning difficulty, SEN Support"
    assert all(one.before is None for one in shown)


def test_what_left_last_term_stands_beside_it() -> None:
    earlier = summary(term="2026-27.1", seed=2)
    now = summary(term="2026-27.2")
    assert all(
        one.before == earlier.tables[one.table][one.cell] for one in lines(true_tables(), now, earlier)
    )


@pytest.mark.parametrize(
    ("published", "printed"),
    [(-6, "0–4"), (0, "0–4"), (4, "0–4"), (5, "5"), (8, "10"), (12, "10"), (97, "95")],
)
def test_paper_rounds_to_five(published: int, printed: str) -> None:
    assert printed_count(published) == printed


def test_a_percentage_is_a_range_and_needs_thirty_children() -> None:
    assert printed_share(14, 15) == ""
    assert printed_share(15, 25) == "30 to 45 %"
    assert printed_share(-8, 60) == "0 to 0 %"


def test_paper_is_made_from_the_protected_file_alone() -> None:
    printed = printed_tables(summary())
    assert [one.title for one in printed] == [
        table.title for table in measures.TABLES if not table.cap and table.id not in measures.BLANK
    ]
    words = {row[1] for one in printed for row in one.rows} | {one.total for one in printed}
    assert all(word == "0–4" or int(word) % 5 == 0 for word in words)
    assert "Do not compare" in NOTE


def test_a_funnel_has_no_ranking_and_leaves_small_schools_out() -> None:
    schools = [school(100001 + n, 36) for n in range(20)]
    odd, small = school(100090, 80), school(100091, 3, size=8)
    found = funnel([odd, small, *schools], "H06", ["PA"]).schools  # type: ignore[list-item]
    assert [one.urn for one in found] == sorted(one.urn for one in found)
    assert 100091 not in {one.urn for one in found}
    assert {one.urn: one.band for one in found}[100090] is Band.BEYOND_THREE
    assert sum(one.band is Band.INSIDE for one in found) >= 18
    assert funnel([small], "H06", ["PA"]).schools == ()  # type: ignore[list-item]
    assert funnel(schools, "H09", ["ON_TIME"]).schools == ()  # type: ignore[arg-type]


def test_series_and_layers_follow_the_terms() -> None:
    terms = ("2026-27.1", "2026-27.2")
    picture = roll_up([school(100001 + n, 40, term=t) for n in range(30) for t in terms], read_goals())  # type: ignore[misc]
    values = series(picture, "persistent_absence")
    assert len(values) == 2
    assert all(value == pytest.approx(40, abs=2) for value in values)
    for term in terms:
        totals = picture.totals[term]["F02"]
        assert layers(picture)[term]["T"].value == sum(
            one.value for cell, one in totals.items() if cell.endswith(".T")
        )
        assert layers(picture)[term]["T"].cells == 5 * 30


def test_a_list_never_has_a_value_that_may_not_be_shown() -> None:
    picture = roll_up([filing(make(heading(), true_tables(), KEY))], read_goals())
    assert all(one.value is None and one.hidden for one in table_lines(picture))
    many = roll_up([school(100001 + n, 40) for n in range(30)], read_goals())  # type: ignore[misc]
    shown = {(one.table, one.cell): one for one in table_lines(many)}
    assert shown["H06", "PA"].value is not None
    assert all((one.value is None) == bool(one.hidden) for one in shown.values())
