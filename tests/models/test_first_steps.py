# SPDX-License-Identifier: MIT
"""What a new file still needs: each step is done by doing it, and by nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from models.calendar import Calendar
from models.first_steps import first_steps
from models.records import TermDates
from models.store import Store
from tests.models.conftest import ON, child, keep
from thresholds.problems import Problem


def undone(store: Store, on: date = ON) -> list[str]:
    with store.reading() as tx:
        steps = first_steps(tx, store.school, on, has_sheet=store.has_recovery_sheet)
    return [one.name for one in steps if not one.is_done]


def test_a_new_file_needs_pupils_terms_and_a_sheet_and_has_a_standard(store: Store) -> None:
    assert undone(store) == ["pupils", "terms", "sheet"]


def test_each_step_is_done_by_doing_it(store: Store) -> None:
    keep(store, child())
    assert undone(store) == ["terms", "sheet"]
    term = Calendar().term_of(ON)
    first, last = Calendar().span(term)
    with store.transaction() as tx:
        tx.put(TermDates(term=str(term), starts_on=first, ends_on=last))
    assert undone(store) == ["sheet"]
    assert undone(store, date(ON.year + 1, 11, 23)) == ["terms", "sheet"], "each year has its own terms"
    store.make_recovery_sheet()
    assert undone(store) == []


def test_an_illustrative_standard_is_named_as_one(store: Store) -> None:
    with store.reading() as tx:
        steps = first_steps(tx, store.school, ON, has_sheet=True)
    standard = next(one for one in steps if one.name == "standard")
    assert "until your authority adopts it" in standard.why


def test_without_any_standard_the_step_says_what_to_do(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("models.standing.in_force", _none)
    assert "standard" in undone(store)


def _none(_la: str, on: date) -> object:
    raise Problem("no standard is installed", mend="Install the program again.", code="no-standard")
