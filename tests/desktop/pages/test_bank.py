# SPDX-License-Identifier: MIT
"""The bank in the window: searched, changed, put back; and chosen from, into a child's plan."""

from __future__ import annotations

from collections.abc import Callable

from desktop.pages.bank import BankPage
from desktop.pages.page import Page, Place
from desktop.pages.pupil.choosing import BankDialog
from desktop.pages.pupil.pupil_page import PupilPage
from desktop.workspace import Workspace
from models.bank import shipped
from models.codes import YearGroup
from models.cycles import start_cycle
from models.records import BankEntry, Provision
from tests.desktop.conftest import child
from tests.desktop.looking import nameless
from tests.person import Person

Opened = Callable[[type[Page], Place], tuple[Page, Person]]


def test_an_entry_is_found_changed_and_put_back(workspace: Workspace, open_page: Opened) -> None:
    page, person = open_page(BankPage, Place("bank"))
    assert not nameless(page)
    person.types("Search the bank", "brick club")
    assert person.sees(f"1 of {len(shipped())}")
    words = "Brick club · Communication and interaction · Some trials, not all of one mind"
    person.presses(f"Edit: {words}")
    person.types("Given by", "Mr Hall")
    person.leaves()
    with workspace.reading() as tx:
        (ours,) = tx.find(BankEntry)
    assert ours.staff_role == "Mr Hall"
    person.presses(f"Remove: {words}")
    with workspace.reading() as tx:
        assert not tx.find(BankEntry)
    assert person.sees(f"1 of {len(shipped())}")


def test_an_entry_is_chosen_into_the_plan_with_the_keyboard(workspace: Workspace, open_page: Opened) -> None:
    pupil = child(year_group=YearGroup.Y4)
    workspace.save(pupil, *start_cycle(pupil, 1, workspace.today).records)
    page, person = open_page(PupilPage, Place("pupil", pupil.id, "", "plan"))
    person.presses("Choose from the bank…")
    dialog = page.findChild(BankDialog)
    assert isinstance(dialog, BankDialog)
    dialog.box.setText("brick")
    dialog.take()
    with workspace.reading() as tx:
        (made,) = tx.find(Provision)
    assert (made.name, made.sessions_planned, made.group_size) == ("Brick club", 12, 3)
    workspace.undo()
    with workspace.reading() as tx:
        assert not tx.find(Provision)
