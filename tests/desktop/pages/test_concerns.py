# SPDX-License-Identifier: MIT
"""A concern from the worry to SEN Support, on the child's page; the sheet for teachers on one page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pypdfium2

from desktop.pages.caseload import CaseloadPage
from desktop.pages.page import Page, Place
from desktop.pages.pupil.pupil_page import PupilPage
from desktop.paper.kinds import KINDS, Order
from desktop.workspace import Workspace
from models.codes import SenProvision
from models.records import Concern, SenStatus, TeacherAnswer
from tests.desktop.conftest import child
from tests.person import Person

Opened = Callable[[type[Page], Place], tuple[Page, Person]]


def test_a_concern_leads_to_sen_support(workspace: Workspace, open_page: Opened) -> None:
    pupil = child()
    workspace.save(pupil)
    page, person = open_page(PupilPage, Place("pupil", pupil.id))
    assert isinstance(page, PupilPage)
    page.note_concern()
    person.types("What is the worry", "Reads two years below her class.")
    person.types("Decided on", workspace.today.isoformat())
    person.chooses("Decision", "SEN Support")
    person.leaves()
    person.presses("Begin SEN Support")
    with workspace.reading() as tx:
        (status,) = tx.find(SenStatus)
    assert (status.provision, status.started_on) == (SenProvision.SUPPORT, workspace.today)
    assert not person.sees("Begin SEN Support")


def test_what_teachers_said_is_counted(workspace: Workspace, open_page: Opened) -> None:
    pupil = child()
    worry = Concern(pupil_id=pupil.id, raised_on=date(2026, 9, 14), words="Quiet.", tried="A talk partner.")
    said = [
        TeacherAnswer(pupil_id=pupil.id, teacher=who, said_on=date(2026, 9, 20), worry=much)
        for who, much in (("Mr Hall", "much"), ("Ms Roe", "some"), ("Mr Ong", "much"))
    ]
    workspace.save(pupil, worry, *said)
    _, person = open_page(PupilPage, Place("pupil", pupil.id, "", "needs"))
    assert person.sees("Worried: Much: 2; Some: 1.")


def test_the_list_shows_support_without_a_decision(workspace: Workspace, open_page: Opened) -> None:
    one, other = child(), child("Ben", "Ash", 2)
    worry = Concern(pupil_id=one.id, raised_on=date(2026, 9, 14), words="Quiet.", tried="A talk partner.")
    workspace.save(one, other, worry)
    page, _ = open_page(CaseloadPage, Place("children"))
    assert isinstance(page, CaseloadPage)
    page.show_undecided()
    assert [row.id for row in page.table.rows_model.rows] == [one.id]


def test_the_sheet_fits_on_one_page_and_keeps_the_worry_to_itself(workspace: Workspace) -> None:
    pupil = child()
    worry = Concern(pupil_id=pupil.id, raised_on=date(2026, 9, 14), words="Mum is in hospital.", area="semh")
    workspace.save(pupil, worry)
    held = BytesIO()
    with workspace.store.reading() as tx:
        pages = KINDS["round-robin"].write(held, Order(tx, workspace.school, workspace.today, pupil))
    words = pypdfium2.PdfDocument(held.getvalue())[0].get_textpage().get_text_bounded()
    assert pages == 1
    assert "What is hard" in words
    assert "hospital" not in words
