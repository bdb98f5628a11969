# SPDX-License-Identifier: MIT
"""Access arrangements: asked of those who sit exams, told in the chronology, checked as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pydantic import ValidationError

from desktop.pages.page import Page, Place
from desktop.pages.pupil.pupil_page import PupilPage
from desktop.workspace import Workspace
from models.chronology import chronology
from models.codes import YearGroup
from models.records import AccessArrangement, Arranged, new_id
from tests.desktop.conftest import child
from tests.person import Person

CARD = "Exams, and the normal way of working"
Opened = Callable[[type[Page], Place], tuple[Page, Person]]


@pytest.mark.parametrize(
    ("year", "is_asked"),
    [(YearGroup.N2, False), (YearGroup.Y6, False), (YearGroup.Y7, True), (YearGroup.Y13, True)],
)
def test_it_is_asked_of_those_who_sit_exams(
    workspace: Workspace, open_page: Opened, year: YearGroup, is_asked: bool
) -> None:
    pupil = child(year_group=year)
    workspace.save(pupil)
    _, person = open_page(PupilPage, Place("pupil", pupil.id, "", "needs"))
    assert person.sees(CARD) is is_asked


def test_what_is_typed_is_kept_and_told(workspace: Workspace, open_page: Opened) -> None:
    pupil = child(year_group=YearGroup.Y10)
    workspace.save(pupil)
    _, person = open_page(PupilPage, Place("pupil", pupil.id, "", "needs"))
    person.presses("Add an arrangement")
    person.chooses("Arrangement", "25 % extra time")
    person.types("Normal way of working since", "2026-09-07")
    person.leaves()
    with workspace.reading() as tx:
        (one,) = tx.find(AccessArrangement)
        told = [line.words for line in chronology(tx, pupil)]
    assert (one.arranged, one.normal_since) == (Arranged.EXTRA_25, date(2026, 9, 7))
    assert "Normal way of working · 25 % extra time" in told
    assert person.sees("25 % extra time · normal since 7 Sep 2026")


def test_an_approval_cannot_come_before_its_application() -> None:
    with pytest.raises(ValidationError, match="before the application"):
        AccessArrangement(
            pupil_id=new_id(),
            arranged=Arranged.READER,
            applied_on=date(2026, 10, 1),
            approved_on=date(2026, 9, 1),
        )
