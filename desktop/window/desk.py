# SPDX-License-Identifier: MIT
"""Desk: what stands in the window while a school's file is open: sidebar, header, page, companion, foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop import style, theme
from desktop.commands import Command, actions_for, command, commands_of
from desktop.pages import Listed
from desktop.pages.page import Page, Place, Told
from desktop.parts.notice import NoticeBar
from desktop.parts.palette import Found, fits
from desktop.window.copying import Copying
from desktop.window.footer import Footer
from desktop.window.handed_in import look_for_standards
from desktop.window.header import Header
from desktop.window.meeting import MeetingCommands
from desktop.window.sidebar import Sidebar
from desktop.window.waiting import Waiting
from desktop.workspace import Workspace


class Desk(MeetingCommands, QWidget):
    """Shows one page at a time, keeps the way back, and says what was saved.

    lock_requested, find_requested; begin_anew(str): the whole file is another, and this is to be said
    """

    lock_requested = Signal()
    begin_anew = Signal(str)
    find_requested = Signal()

    def __init__(self, workspace: Workspace, pages: Sequence[Listed], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self._listed = {page.name: page for page in pages}
        self._made: dict[str, Page] = {}
        self._way: list[Place] = []
        self._wants_companion = False
        self.sidebar = Sidebar(pages)
        self.header = Header()
        self.notices = NoticeBar()
        self.footer = Footer()
        self._stack = QStackedWidget()
        # The widest of all pages must not push the names of the places out of sight.
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._companion = self._make_companion()
        self._lay_out()
        self._connect()
        self.footer.show_school(workspace.school)
        self._waiting = Waiting(workspace, lambda count: self.sidebar.show_count("today", count), self)
        self._waiting.count()
        if "adopting" in self._listed:
            look_for_standards(workspace, self.say, self.go, self)
        self._copying = Copying(workspace, lambda words: self.notices.say(words, tone="warn"), self)
        actions_for(self)

    @property
    def place(self) -> Place:
        """Where one is."""
        return self._way[-1] if self._way else Place("")

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        return self._made.get(self.place.page)

    def go(self, place: Place) -> None:
        """Show a place; what was being typed on the last one is finished first."""
        if self.page is not None:
            self.page.leave()
        if self.is_meeting and place.pupil_id != self.place.pupil_id:
            self.hold_meeting(False)
        if place != self.place:
            self._way = [*self._way[-49:], place]
        self._show(place)

    def commands(self) -> tuple[Command, ...]:
        """What can be done here: the window's own commands and the shown page's."""
        page = self.page
        return (*(commands_of(page) if page is not None else ()), *commands_of(self))

    def find_pages(self, words: str) -> list[Found]:
        """Pages of the sidebar by their names, for the palette."""
        return [
            Found(page.title, lambda name=page.name: self.go(Place(name)), icon=page.icon)  # type: ignore[misc]
            for page in self._listed.values()
            if page.stands in ("sidebar", "foot") and words and fits(words, page.title)
        ]

    def say(self, told: Told) -> None:
        """Show a notice."""
        press, pressed = ("Undo", self.undo) if told.undo else (told.press, told.pressed)
        self.notices.say(told.text, tone=told.tone, press=press, pressed=pressed)

    def end(self) -> None:
        """Let the shown page keep what is being typed, then rest; before the file is closed."""
        if self.page is not None:
            self.page.leave()
        if self._companion is not None:
            self._companion.leave()
        self._waiting.stop()
        self._copying.stop()

    @command("Go to Today", keys="Alt+1", menu="Go to", icon="sun")
    def go_to_today(self) -> None:
        """What needs me today."""
        self._go_to("today")

    @command("Go to Children", keys="Alt+2", menu="Go to", icon="users-three")
    def go_to_children(self) -> None:
        """Everyone on the register."""
        self._go_to("children")

    @command("Go to Provision", keys="Alt+3", menu="Go to", icon="calendar-check")
    def go_to_provision(self) -> None:
        """Who gets what, from whom, at what cost."""
        self._go_to("provision")

    @command("Go to Standard", keys="Alt+4", menu="Go to", icon="scales")
    def go_to_standard(self) -> None:
        """The standard itself."""
        self._go_to("standard")

    @command("Go to Summary", keys="Alt+5", menu="Go to", icon="chart-bar")
    def go_to_summary(self) -> None:
        """This term's summary."""
        self._go_to("summary")

    @command("Go back", keys="Alt+Left", menu="Go to", when="can_go_back", icon="arrow-left")
    def go_back(self) -> None:
        """The place before this one."""
        if self.page is not None:
            self.page.leave()
        self._way.pop()
        self._show(self.place)

    def can_go_back(self) -> bool:
        """Whether there is a place before this one."""
        return len(self._way) > 1

    @command("Undo", keys="Ctrl+Z", menu="View", when="can_undo", icon="arrow-counter-clockwise")
    def undo(self) -> None:
        """Take the last change back."""
        words = self.workspace.undo()
        if words:
            self.notices.say(f"Taken back: {words}.", press="Redo", pressed=self.redo)

    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self.workspace.undo_words)

    @command("Redo", keys="Ctrl+Shift+Z", also="Ctrl+Y", menu="View", when="can_redo", icon="arrow-clockwise")
    def redo(self) -> None:
        """Bring back what was undone."""
        words = self.workspace.redo()
        if words:
            self.notices.say(f"Brought back: {words}.", press="Undo", pressed=self.undo)

    def can_redo(self) -> bool:
        """Whether something was undone."""
        return bool(self.workspace.redo_words)

    @command("Show or hide the threshold", keys="Ctrl+T", menu="View", when="has_companion", icon="scales")
    def toggle_companion(self) -> None:
        """Bring the companion out, or put it away, where the window is narrow."""
        self._wants_companion = not self._wants_companion
        self._place_companion()

    def has_companion(self) -> bool:
        """Whether one child is open, with the standard beside it."""
        return self._companion is not None and self.page is not None and self._stands_beside(self.page)

    def _stands_beside(self, page: Page) -> bool:
        # What the standard says is for the SENCO's eyes first; at a meeting she says it in her own words.
        return page.has_pupil and not self.is_meeting

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_companion()

    def _go_to(self, name: str) -> None:
        if name in self._listed:
            self.go(Place(name))

    def _show(self, place: Place) -> None:
        page = self._page(place.page)
        page.open_at(place)
        self._stack.setCurrentWidget(page)
        about = self._listed[place.page]
        self.sidebar.mark(about.under or about.name)
        self.header.allow_back(self.can_go_back() and not self.is_meeting)
        if self._companion is not None and page.has_pupil:
            self._companion.open_at(Place("", place.pupil_id, place.record_id))
        self._place_companion()

    def _page(self, name: str) -> Page:
        if name not in self._made:
            page = self._listed[name].load()(self.workspace)
            page.go_requested.connect(self.go)
            page.told.connect(self.say)
            page.headed.connect(self._on_headed)
            actions_for(page)
            self._made[name] = page
            self._stack.addWidget(page)
        return self._made[name]

    def _make_companion(self) -> Page | None:
        side = next((page for page in self._listed.values() if page.stands == "side"), None)
        if side is None:
            return None
        companion = side.load()(self.workspace)
        companion.go_requested.connect(self.go)
        companion.told.connect(self.say)
        return companion

    def _lay_out(self) -> None:
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        down = QVBoxLayout()
        down.setSpacing(0)
        down.addWidget(self.header)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(0)
        page_side = QVBoxLayout()
        page_side.setSpacing(0)
        page_side.addWidget(self._stack, 1)
        around = QHBoxLayout()
        around.setContentsMargins(16, 0, 16, 8)
        around.addWidget(self.notices)
        page_side.addLayout(around)
        self._middle.addLayout(page_side, 1)
        down.addLayout(self._middle, 1)
        down.addWidget(self.footer)
        across.addLayout(down, 1)
        self._drawer = QFrame(self)
        self._drawer.setProperty("role", "companion")
        inside = QVBoxLayout(self._drawer)
        inside.setContentsMargins(0, 0, 0, 0)
        if self._companion is not None:
            inside.addWidget(self._companion)
        self._drawer.hide()

    def _connect(self) -> None:
        self.sidebar.place_chosen.connect(lambda name: self.go(Place(name)))
        self.sidebar.lock_requested.connect(self.lock_requested)
        self.header.back_requested.connect(self.go_back)
        self.header.find_requested.connect(self.find_requested)
        self.header.meeting_ended.connect(lambda: self.hold_meeting(False))
        self.header.companion_toggled.connect(lambda _on: self.toggle_companion())
        self.workspace.saved.connect(self.footer.show_saved)
        self.workspace.copies.replaced.connect(self.begin_anew)
        self.workspace.jobs.started.connect(self.footer.follow)
        self.workspace.jobs.idle.connect(self.footer.rest)

    def _on_headed(self) -> None:
        page = self.page
        if page is None or self.sender() is not page:
            return
        title = page.heading or self._listed[self.place.page].title
        self.header.show_heading(title, page.subheading, page.banner())

    def _place_companion(self) -> None:
        """Beside the page where there is room, over its right edge where there isn't."""
        wanted = self.has_companion()
        narrow = self.width() < theme.scaled(style.space("fold"))
        self.header.offer_companion(wanted and narrow)
        self.header.mark_companion(wanted and narrow and self._wants_companion)
        width = min(theme.scaled(style.space("companion")), self.width() - 40)
        self._drawer.setFixedWidth(max(0, width))
        if wanted and not narrow:
            self._middle.addWidget(self._drawer)
        else:
            self._middle.removeWidget(self._drawer)
            top = self.header.geometry().bottom() + 1
            self._drawer.setGeometry(self.width() - width, top, width, self.footer.geometry().top() - top)
            self._drawer.raise_()
        self._drawer.setVisible(wanted and (self._wants_companion or not narrow))
