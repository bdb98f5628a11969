# SPDX-License-Identifier: MIT
"""A school with two hundred planted names does what the program does, then crashes; a program of its own.

planting.py GIVEN OUT: reads pupils.csv and report.pdf from GIVEN; all that it writes stands below OUT.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop import clock
from desktop.clipboard import copy
from desktop.pages.caseload import CaseloadPage
from desktop.pages.page import Place
from desktop.pages.printing import look
from desktop.pages.pupil.attached import AttachedPapers
from desktop.pages.pupil.pupil_page import PupilPage
from desktop.pages.safety.safety_page import SafetyPage
from desktop.pages.school.school_page import SchoolPage
from desktop.pages.summary.summary_page import SummaryPage
from desktop.paper.child_papers import papers_on
from desktop.parts.palette import Palette
from desktop.preferences import PreferencesFile
from desktop.trouble_log import open_log
from desktop.window import MainWindow
from desktop.window.desk import Desk
from desktop.window.opening import entrance, workspace_on
from models.codes import SchoolPhase
from models.cycle_parts import Reader
from models.exchange.everything import write_everything
from models.exchange.sending import Sealing, send
from models.records import Meeting, Pupil, School, Strength
from models.store import QUICK, Store, difference, return_to

PASSPHRASE = "teapot orbit velvet marsh anchor"
SCHOOL = School(name="Canklow Bridge", la="372", estab="2001", urn=100001, phase=SchoolPhase.PRIMARY)


def main(given: Path, out: Path) -> None:
    """Everything in a row; the end comes without closing anything."""
    app = QApplication([])
    open_log()
    path = out / "school.grstore"
    window = MainWindow(PreferencesFile(), entrance=entrance)
    window.trouble.watch()
    window.open(workspace_on(Store.create(path, PASSPHRASE, SCHOOL, now=clock.now, cost=QUICK), window))
    window.show()
    journey(window, given, out)
    window.lock()
    window.open(workspace_on(Store.open(path, PASSPHRASE, now=clock.now), window))
    crash(window, app)


def rest(window: MainWindow, until: Callable[[], bool] | None = None) -> None:
    """Let the window work until its jobs are done and what is awaited is there."""
    for _ in range(600):
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        if not window.jobs.running and (until is None or until()):
            return
    raise RuntimeError("It didn't come to rest.")


def desk_of(window: MainWindow) -> Desk:
    assert window.desk is not None
    return window.desk


def journey(window: MainWindow, given: Path, out: Path) -> None:
    """Bring in, search, edit, attach, look, copy, back up, go back, send, write out, summarise."""
    desk = desk_of(window)
    workspace = desk.workspace
    desk.go(Place("school"))
    school = desk.page
    assert isinstance(school, SchoolPage)
    school.bringing.open(given / "pupils.csv")
    rest(window, school.bringing.take.isVisible)
    school.bringing.take.click()
    rest(window)
    with workspace.store.reading() as tx:
        everyone = tx.find(Pupil)
    assert len(everyone) == 200
    child = everyone[7]
    search(window, child)
    edit(window, child, given)
    copy(child.surname)
    keep_safe(window, child, out)
    desk = desk_of(window)
    desk.go(Place("summary"))
    summary = desk.page
    assert isinstance(summary, SummaryPage)
    rest(window, summary.is_ready)
    summary.write(out / "summary")
    rest(window, lambda: any((out / "summary").iterdir()))


def search(window: MainWindow, child: Pupil) -> None:
    """In the palette, and in the list of children, which is sorted and remembered."""
    window.find_anything()
    (palette,) = window.findChildren(Palette)
    QTest.keyClicks(palette.box, child.surname)
    palette.close()
    desk = desk_of(window)
    desk.go(Place("children"))
    rest(window)
    page = desk.page
    assert isinstance(page, CaseloadPage)
    page.table.sort_by(1)
    page.findChildren(QLineEdit)[0].setText(child.surname)
    rest(window)


def edit(window: MainWindow, child: Pupil, given: Path) -> None:
    """Records and a paper of the child; its page and a plan looked at."""
    desk = desk_of(window)
    workspace = desk.workspace
    workspace.save(
        child.model_copy(update={"preferred_forename": child.surname}),
        Strength(pupil_id=child.id, text=f"{child.surname} draws. " * 200),
        Meeting(pupil_id=child.id, held_on=workspace.today, notes=f"With {child.surname}"),
    )
    workspace.keep_draft(Meeting, "0" * 32, child.id, {"notes": f"{child.surname} said"})
    workspace.undo()
    workspace.redo()
    desk.go(Place("pupil", child.id, "", "documents"))
    page = desk.page
    assert isinstance(page, PupilPage)
    papers = AttachedPapers(page)
    papers.pupil_id = child.id
    papers.take_in([given / "report.pdf"])
    rest(window)
    look(page, "profile", child)
    look(page, "subject-access", child)
    rest(window)


def keep_safe(window: MainWindow, child: Pupil, out: Path) -> None:
    """Copies, the way back, a record sent, everything out, the trail."""
    desk = desk_of(window)
    workspace = desk.workspace
    store = workspace.store
    desk.go(Place("safety"))
    page = desk.page
    assert isinstance(page, SafetyPage)
    page.copies.take_second(out / "stick")
    rest(window)
    (made,) = (out / "stick").iterdir()
    workspace.save(Strength(pupil_id=child.id, text=f"{child.surname} sings"))
    assert not difference(store, made).is_none
    return_to(store, made, clock.now())
    workspace.went_back("Back")
    send(store, child, out / "a.grtransfer", Sealing(PASSPHRASE), pdf=lambda: b"%PDF-", now=clock.now())
    papers = papers_on(clock.today())

    def of_one(tx: Reader, school: School, pupil: Pupil) -> Iterable[tuple[str, bytes]]:
        return papers(tx, school, pupil) if pupil.id == child.id else ()

    write_everything(store, out / "all.zip", PASSPHRASE, papers=of_one, now=clock.now())
    desk_of(window).go(Place("trail"))
    rest(window)


def crash(window: MainWindow, app: QApplication) -> None:
    """A fault whose text has a name in it, then the end in the middle of writing."""
    store = desk_of(window).workspace.store
    with store.reading() as tx:
        child = tx.find(Pupil)[0]
    QTimer.singleShot(0, lambda: fail(child.surname))
    rest(window)
    with store.transaction() as tx:
        tx.put(Strength(pupil_id=child.id, text=f"{child.surname} is in the log"))
    with store.transaction() as tx:
        for number in range(2000):
            tx.put(Strength(pupil_id=child.id, text=f"{child.surname} {number} " * 40))
        os._exit(9)


def fail(name: str) -> None:
    """What nobody foresaw."""
    raise KeyError(f"{name} is not a child")


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), Path(sys.argv[2]))
    except Exception:
        # The window's own last resort would say it without its words.
        sys.stderr.write(traceback.format_exc())
        os._exit(1)
