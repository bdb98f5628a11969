# SPDX-License-Identifier: MIT
"""Page: one place in the window. It shows what the store holds now and asks the workspace to change it.

How to write a page (desktop/pages/caseload.py, say):

1. Make a subclass. build() puts the widgets together, once; arrive() takes the Place that was asked for;
   refresh() reads the store and shows it. The window calls all three, you call none of them.

       class CaseloadPage(Page):
           def build(self) -> None:
               self.table = RowsTable("children", COLUMNS)    # tables.rows
               self.table.opened.connect(lambda row: self.go(Place("pupil", row.pupil_id)))
               self.fill_with(self.table)                     # or a parts.blocks.WritingColumn for prose

           def refresh(self, changes: Changes | None) -> None:
               with self.workspace.reading() as tx:
                   self.table.show_rows(rows(tx, self.workspace.today))

2. Add one line to PAGES in desktop/pages/__init__.py. Pages never import one another: they go() to a Place
   by its name: today, children, pupil, provision, standard, summary, school.
3. What a person can do is a method with @command (desktop.commands); palette and keys find it while the
   page is shown.
4. Writing: self.workspace.save(record). A Problem that is raised reaches the notice bar by itself. Every
   page, this one too, hears of it through refresh(changes); changes is None on the first look, and a hidden
   page is only marked stale.
5. concerns(changes) says whether a change matters here; a page with a pupil asks changes.touches(pupil).
6. self.tell("Review moved to 12 December.", undo=True) shows a notice; self.jobs.run(...) takes what is
   longer than 100 ms.
7. Every box and button has an accessible name; tests/desktop/looking.py has the checks to call on your page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.jobs import Job, Jobs, Progress

if TYPE_CHECKING:
    from desktop.workspace import Changes, Workspace
    from models.cycle_parts import Reader

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the window: a page by its name, and what it should show. Alt+Left goes back through these.

    part is a tab or section, record_id the record to bring into view.
    """

    page: str
    pupil_id: str = ""
    record_id: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Something to say in the notice bar: a sentence, and at most one thing to press.

    tone is "quiet" or "warn"; undo offers to take the last change back.
    """

    text: str
    tone: str = "quiet"
    undo: bool = False
    press: str = ""
    pressed: Callable[[], Any] | None = None


class Page(QWidget):
    """One place in the window; its module's guide says how to write one.

    go_requested(Place)   another place is wanted
    told(Told)            something to say
    headed()              heading, subheading or banner are different now
    """

    go_requested = Signal(object)
    told = Signal(object)
    headed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.place = Place("")
        self._is_built = False
        self._is_stale = True
        self._looking: Job | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        workspace.changed.connect(self._on_changed)

    def build(self) -> None:
        """Put the widgets together; called once, before the page is first shown."""

    def arrive(self, place: Place) -> None:
        """Take note of where one wants to be; refresh() follows."""

    def refresh(self, changes: Changes | None) -> None:
        """Show what the store holds now. changes is what was just written, None for a first or fresh look."""

    def concerns(self, changes: Changes) -> bool:
        """Whether a change matters here: of this page's pupil, or anything where the page has no pupil."""
        return not self.place.pupil_id or changes.touches(self.place.pupil_id)

    def leave(self) -> None:
        """Finish what is being typed; called before another page is shown and before locking."""

    @property
    def heading(self) -> str:
        """What stands at the top of the window; empty for the page's title in PAGES."""
        return ""

    @property
    def subheading(self) -> str:
        """A quiet few words after the heading."""
        return ""

    def banner(self) -> QWidget | None:
        """A widget in place of the heading, kept by the page: the child's banner, say."""
        return None

    @property
    def has_pupil(self) -> bool:
        """Whether one child is open here; the threshold companion stands beside such a page."""
        return bool(self.place.pupil_id)

    @property
    def jobs(self) -> Jobs:
        """The worker for anything that takes longer than 100 ms."""
        return self.workspace.jobs

    def look_through(self, read: Callable[[Reader], T], show: Callable[[T], None]) -> None:
        """Read with get and find, then show; in a large school beside the screen, which stays awake."""
        workspace = self.workspace
        if not workspace.is_large:
            with workspace.reading() as tx:
                found = read(tx)
            show(found)
            return

        def work(_progress: Progress) -> T:
            with workspace.store.reading() as tx:
                return read(tx)

        def then(found: T) -> None:
            show(found)
            self.headed.emit()

        if self._looking is not None:
            self._looking.cancel()
        self._looking = self.jobs.run(work, then=then, label="Looking through the file", owner=self)

    def fill_with(self, widget: QWidget) -> None:
        """Let one widget fill the page."""
        self._layout.addWidget(widget)

    def go(self, place: Place) -> None:
        """Ask for another place."""
        self.go_requested.emit(place)

    def tell(
        self,
        text: str,
        *,
        tone: str = "quiet",
        undo: bool = False,
        press: str = "",
        pressed: Callable[[], Any] | None = None,
    ) -> None:
        """Say something in the notice bar."""
        self.told.emit(Told(text, tone, undo, press, pressed))

    def open_at(self, place: Place) -> None:
        """Show this place of the page; the window's way in."""
        if not self._is_built:
            self.build()
            self._is_built = True
        self.place = place
        self.arrive(place)
        self._look(None)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_built and self._is_stale:
            self._look(None)

    def _on_changed(self, changes: Changes) -> None:
        if not self._is_built:
            return
        if not self.isVisible():
            self._is_stale = True
        elif self.concerns(changes):
            self._look(changes)

    def _look(self, changes: Changes | None) -> None:
        self._is_stale = False
        self.refresh(changes)
        self.headed.emit()
