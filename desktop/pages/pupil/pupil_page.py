# SPDX-License-Identifier: MIT
"""One child: who they are and where they stand, in six tabs. Everything is saved as it is left."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QTabBar, QTabWidget, QWidget
from typing_extensions import override

from desktop.commands import command
from desktop.editing.record_editor import RecordEditor
from desktop.pages.page import Page, Place
from desktop.pages.pupil.arranged import EhcTab
from desktop.pages.pupil.attending import AttendanceTab
from desktop.pages.pupil.lists import PeopleTab
from desktop.pages.pupil.needs import NeedsTab
from desktop.pages.pupil.now import NowTab
from desktop.pages.pupil.papers import DocumentsTab, HistoryTab
from desktop.pages.pupil.tab import Child, Tab
from desktop.parts.pupil_banner import NeedShown, PupilBanner, PupilShown
from desktop.workspace import Changes
from models.caseload import PupilRow, rows
from models.codes import AREA_OF_NEED, Stage
from models.cycle_parts import CycleParts, current_cycle, read_parts
from models.cycles import close_cycle, next_cycle, start_cycle
from models.records import Cycle, Pupil

TABS: tuple[tuple[str, str, type[Tab]], ...] = (
    ("now", "Now", NowTab),
    ("needs", "Needs", NeedsTab),
    ("people", "People and advice", PeopleTab),
    ("attendance", "Attendance", AttendanceTab),
    ("ehc", "EHC plan", EhcTab),
    ("history", "History", HistoryTab),
    ("documents", "Documents", DocumentsTab),
)


class PupilPage(Page):
    """A child's page. Place.part names a tab or a stage; Place.record_id a record to open."""

    @override
    def build(self) -> None:
        self._banner = PupilBanner()
        self._child: Child | None = None
        self._wanted = Place("")
        self._tabs: dict[str, Tab] = {}
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName("About the child")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setUsesScrollButtons(True)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setAccessibleName("About the child")
        self.tabs.tabBar().setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectLeftTab)
        for name, title, kind in TABS:
            tab = kind(self)
            self._tabs[name] = tab
            self.tabs.addTab(tab, title)
        now = self._tabs["now"]
        assert isinstance(now, NowTab)
        self.now = now
        now.start_wanted.connect(self.start_cycle)
        now.next_wanted.connect(self.start_next_cycle)
        self.tabs.currentChanged.connect(self._on_tab)
        self.fill_with(self.tabs)

    @override
    def arrive(self, place: Place) -> None:
        self._wanted = place
        if place.part in self._tabs:
            self.tabs.setCurrentWidget(self._tabs[place.part])
        elif not place.record_id:
            self.tabs.setCurrentWidget(self.now)

    @override
    def refresh(self, changes: Changes | None) -> None:
        with self.workspace.reading() as tx:
            pupil = tx.get(Pupil, self.place.pupil_id)
            if pupil is None:
                self._child = None
                self.tabs.hide()
                return
            self.tabs.show()
            cycle = current_cycle(tx, pupil.id)
            parts = read_parts(tx, pupil, cycle) if cycle else None
            self._child = Child(pupil, parts, len(tx.find(Cycle, pupil_id=pupil.id)))
            self._show_banner(rows(tx, self.workspace.today, pupils=[pupil]), pupil)
            self._current().show_child(tx, self._child)
        self._reveal()

    @override
    def banner(self) -> QWidget | None:
        return self._banner if self._child is not None else None

    @property
    @override
    def heading(self) -> str:
        return self._child.pupil.known_as if self._child else "This child isn't here any more"

    @override
    def leave(self) -> None:
        for form in self.findChildren(RecordEditor):
            form.flush()

    @command("Start a cycle", menu="Cycle", when="can_start", icon="plus")
    def start_cycle(self) -> None:
        """Begin the first cycle, with its four stages empty."""
        if self._child is None or not self.can_start():
            return
        begun = start_cycle(self._child.pupil, self._child.cycles + 1, self.workspace.today)
        self.workspace.save(*begun.records)
        self.tell("The cycle has begun.", undo=True)

    def can_start(self) -> bool:
        """Whether the child has no cycle yet."""
        return self._child is not None and self._child.parts is None

    @command("Close this cycle and start the next", menu="Cycle", when="can_go_on")
    def start_next_cycle(self) -> None:
        """Carry what goes on forward into a new cycle; one step to take back."""
        self.leave()
        parts = self._parts()
        if parts is None:
            return
        today = self.workspace.today
        begun = next_cycle(parts, today)
        closed = () if parts.cycle.closed_on else (close_cycle(parts, max(today, parts.cycle.started_on)),)
        self.workspace.save(*closed, *begun.records)
        carried = len([one for one in begun.records if one.kind() == "Outcome"])
        self.tell(
            f"Cycle {begun.cycle.number} has begun, with {carried} outcomes carried forward.", undo=True
        )

    def can_go_on(self) -> bool:
        """Whether there is a cycle to go on from."""
        return self._parts() is not None

    @command("Show Assess", keys="Ctrl+1", menu="Cycle", when="can_go_on")
    def show_assess(self) -> None:
        """The analysis of need."""
        self._show_stage(Stage.ASSESS)

    @command("Show Plan", keys="Ctrl+2", menu="Cycle", when="can_go_on")
    def show_plan(self) -> None:
        """Outcomes, support and agreement."""
        self._show_stage(Stage.PLAN)

    @command("Show Do", keys="Ctrl+3", menu="Cycle", when="can_go_on")
    def show_do(self) -> None:
        """What was given."""
        self._show_stage(Stage.DO)

    @command("Show Review", keys="Ctrl+4", menu="Cycle", when="can_go_on")
    def show_review(self) -> None:
        """Impact and decision."""
        self._show_stage(Stage.REVIEW)

    @command("Save the plan as PDF…", keys="Ctrl+P", menu="Paper", when="can_go_on")
    def save_plan(self) -> None:
        """The plan for parents."""
        self._documents().ask("plan")

    @command("Save the cycle record as PDF…", menu="Paper", when="can_go_on")
    def save_cycle(self) -> None:
        """Everything of this cycle, for the file."""
        self._documents().ask("cycle")

    @command("Note a concern", menu="Child", when="is_open", icon="plus")
    def note_concern(self) -> None:
        """Open an empty concern on the tab of needs."""
        tab = self._tabs["needs"]
        assert isinstance(tab, NeedsTab)
        self.tabs.setCurrentWidget(tab)
        tab.concerned.begin()

    @command("Send to the next school…", menu="Child", when="is_open", icon="paper-plane-tilt")
    def send_record(self) -> None:
        """Put the child's whole record into one encrypted file."""
        self._documents().leaving.send()

    @command("Erase this child…", menu="Child", when="is_open", icon="trash")
    def erase_child(self) -> None:
        """Take everything on record about the child away for good, after asking."""
        self._documents().leaving.erase()

    def is_open(self) -> bool:
        """Whether a child is open."""
        return self._child is not None

    def _documents(self) -> DocumentsTab:
        self.leave()
        tab = self._tabs["documents"]
        assert isinstance(tab, DocumentsTab)
        self.tabs.setCurrentWidget(tab)
        return tab

    def _parts(self) -> CycleParts | None:
        return self._child.parts if self._child else None

    def _show_stage(self, stage: Stage) -> None:
        self.tabs.setCurrentWidget(self.now)
        self.now.choose(stage)

    def _current(self) -> Tab:
        tab = self.tabs.currentWidget()
        assert isinstance(tab, Tab)
        return tab

    def _on_tab(self, _at: int) -> None:
        if self._child is None:
            return
        self.leave()
        with self.workspace.reading() as tx:
            self._current().show_child(tx, self._child)

    def _reveal(self) -> None:
        """Go where the place asked for: a stage, or the tab that holds the record."""
        wanted, self._wanted = self._wanted, Place("")
        if wanted.part in {str(stage) for stage in Stage} and self._parts() is not None:
            self._show_stage(Stage(wanted.part))
        record_id = wanted.record_id.rpartition("/")[2]
        if not record_id:
            return
        for tab in (self._current(), *self._tabs.values()):
            if tab is not self._current():
                self.tabs.setCurrentWidget(tab)
            if tab.reveal(record_id):
                return
        self.tabs.setCurrentWidget(self._tabs["history"])

    def _show_banner(self, found: tuple[PupilRow, ...], pupil: Pupil) -> None:
        row = found[0] if found else None
        year = pupil.year_group.label if pupil.year_group else ""
        place = " · ".join(part for part in (year, pupil.form) if part)
        layer = row.layer.label + ("" if row.layer_is_decided else " (not decided)") if row else ""
        facts = (f"{_age(pupil.date_of_birth, self.workspace.today)} years", place)
        stands = (row.provision.label, layer) if row else ("Left the school",)
        needs = tuple(
            NeedShown(
                need.code.value, need.code.label, area.value if (area := AREA_OF_NEED.get(need.code)) else ""
            )
            for need in (row.needs if row else ())
        )
        shown = tuple(fact for fact in (*facts, *stands) if fact)
        self._banner.show_pupil(PupilShown(pupil.known_as, shown, needs))


def _age(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
