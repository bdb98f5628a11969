# SPDX-License-Identifier: MIT
"""MainWindow: the frame around it all; locked it shows the way in, open it shows the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMargins, QSettings, QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from typing_extensions import override

from desktop import clock, theme
from desktop.clipboard import Copied
from desktop.commands import Command, actions_for, command, commands_of
from desktop.jobs import Jobs
from desktop.pages import PAGES, Listed
from desktop.pages.page import Place
from desktop.preferences import PreferencesFile
from desktop.trouble import Trouble, sentence_for
from desktop.window.curtain import CurtainCommands, Curtains
from desktop.window.idle import IdleWatch

if TYPE_CHECKING:
    from desktop.parts.palette import Finder, Found
    from desktop.window.desk import Desk
    from desktop.window.helping import HelpWindow
    from desktop.workspace import Workspace


class MainWindow(CurtainCommands, QMainWindow):
    """The program's one window.

    show_entrance()   what stands there while no file is open
    open(workspace)   the desk on an open file
    """

    def __init__(
        self,
        preferences: PreferencesFile,
        pages: Sequence[Listed] = PAGES,
        entrance: Callable[[MainWindow], QWidget] | None = None,
    ) -> None:
        super().__init__()
        self._entrance = entrance
        self.preferences = preferences
        self.jobs = Jobs(self)
        self.trouble = Trouble(self)
        self.desk: Desk | None = None
        self._help: HelpWindow | None = None
        self._pages = pages
        self._finders: list[Finder] = []
        self._notes: list[Finder] = []
        self.setWindowTitle("Graduated Response")
        self.setMinimumSize(720, 480)
        self._idle = IdleWatch(preferences.now.lock_after_minutes, self)
        self._idle.idle.connect(self.lock)
        self._copied = Copied(self)
        self.curtains = Curtains(self, self.is_open)
        self.trouble.told.connect(self._on_trouble)
        self.jobs.failed.connect(lambda fault: self._on_trouble(sentence_for(fault)))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        actions_for(self)
        self._come_back()

    def show_entrance(self) -> QWidget:
        """Show what stands there while no file is open, and return it."""
        widget = self._entrance(self) if self._entrance is not None else QWidget()
        self._put(widget)
        self.desk = None
        return widget

    def open(self, workspace: Workspace) -> None:
        """Show the desk on an open file, at the first of its places."""
        # The way in is shown before what only an open file needs is read.
        from desktop.window.children import Children
        from desktop.window.desk import Desk
        from desktop.window.notes import Notes

        desk = Desk(workspace, self._pages)
        desk.find_requested.connect(self.find_anything)
        desk.lock_requested.connect(self.lock)
        desk.begin_anew.connect(lambda words: self._begin_anew(workspace, words))
        self._put(desk)
        self.desk = desk
        self._finders = [Children(workspace, desk.go).find, desk.find_pages]
        self._notes = [Notes(workspace, desk.go).find]
        self.setWindowTitle(f"{workspace.school.name} · Graduated Response")
        first = next((page for page in self._pages if page.stands == "sidebar"), None)
        if first is not None:
            desk.go(Place(first.name))

    def _begin_anew(self, workspace: Workspace, words: str) -> None:
        self.open(workspace)
        if self.desk is not None:
            self.desk.notices.say(words)

    def show_borough(self) -> QWidget:
        """Show the authority's side, which needs no file, and return it."""
        from desktop.pages.borough.borough_view import BoroughView

        view = BoroughView(self.jobs, clock.today(), self.preferences)
        view.closed.connect(self.show_entrance)
        return self._put_alone(view)

    def show_moderation(self) -> QWidget:
        """Show the moderation exercise, which needs no file, and return it."""
        from desktop.pages.moderation.moderation_page import ModerationView

        view = ModerationView(self.jobs, self.preferences, clock.today())
        view.closed.connect(self.show_entrance)
        return self._put_alone(view)

    def _put_alone(self, view: QWidget) -> QWidget:
        """Show what stands by itself, while no file is open, and return it."""
        actions_for(view)
        self._put(view)
        self.desk = None
        return view

    def commands(self) -> tuple[Command, ...]:
        """Everything that can be done where one is."""
        return (*(self.desk.commands() if self.desk else ()), *commands_of(self))

    @command("Find anything", keys="Ctrl+K", menu="Go to", icon="magnifying-glass")
    def find_anything(self) -> None:
        """Open the palette."""
        from desktop.parts.palette import Palette

        if self.curtains.are_drawn:
            return
        # What was written stands last: its words are the words of everything else, too.
        meeting = self.desk is not None and self.desk.is_meeting
        first, last = (self._finders, self._notes) if self.desk and not meeting else ((), ())
        palette = Palette([*first, self._find_commands, *last], self)
        palette.resize(palette.size().boundedTo(self.size().shrunkBy(QMargins(20, 90, 20, 20))))
        palette.move(self.geometry().center().x() - palette.width() // 2, self.geometry().y() + 80)
        palette.open()
        palette.box.setFocus()

    @command("Lock", keys="Ctrl+L", menu="School", when="is_open", icon="lock-simple")
    def lock(self) -> None:
        """Finish what is being typed, close the file and show the way in."""
        desk = self.desk
        if desk is None:
            return
        desk.end()
        self.curtains.open()
        self._copied.forget()
        desk.workspace.store.close()
        self.setWindowTitle("Graduated Response")
        self.show_entrance()

    def is_open(self) -> bool:
        """Whether a school's file is open."""
        return self.desk is not None

    @command("Make text larger", keys="Ctrl++", also="Ctrl+=", menu="View", icon="text-aa")
    def enlarge(self) -> None:
        """Ten percent larger, up to 200."""
        self._size(theme.look().percent + 10)

    @command("Make text smaller", keys="Ctrl+-", menu="View", icon="text-aa")
    def shrink(self) -> None:
        """Ten percent smaller, down to 80."""
        self._size(theme.look().percent - 10)

    @command("Reset the size of text", keys="Ctrl+0", menu="View", icon="text-aa")
    def reset_size(self) -> None:
        """Back to 100 percent."""
        self._size(100)

    @command("Use light colours", menu="View", icon="sun")
    def wear_light(self) -> None:
        """The light theme."""
        self._wear("light")

    @command("Use dark colours", menu="View", icon="moon")
    def wear_dark(self) -> None:
        """The dark theme."""
        self._wear("dark")

    @command("Use high contrast", menu="View", icon="circle-half")
    def wear_contrast(self) -> None:
        """The theme of high contrast."""
        self._wear("contrast")

    @command("Follow the computer's colours", menu="View", icon="desktop")
    def wear_system(self) -> None:
        """Light or dark as the computer has it."""
        self._wear("system")

    @command("Open help for this page", keys="F1", menu="Help", icon="question")
    def help(self) -> None:
        """Help for what is shown, beside what is shown."""
        self._read_about(self.desk.place.page if self.desk else "window")

    @command("Read your first ten minutes", menu="Help", icon="book-open")
    def read_guide(self) -> None:
        """The guide for whoever starts, with pictures."""
        self._read_about("guide")

    @command("Read what is new", menu="Help", icon="sparkle")
    def read_news(self) -> None:
        """What has changed from version to version."""
        self._read_about("changelog")

    @command("Show about this program", menu="Help", icon="info")
    def show_about(self) -> None:
        """Version, build, schema and licences."""
        self._read_about("about")

    @command("Copy details for support…", menu="Help", icon="clipboard-text")
    def copy_details(self) -> None:
        """Show what whoever looks after the program needs, then copy it."""
        from desktop.window.support import SupportDetails

        SupportDetails(self).show()

    def _read_about(self, topic: str) -> None:
        from desktop.window.helping import HelpWindow

        if self._help is None:
            self._help = HelpWindow(self, self.copy_details)
        self._help.show_topic(topic)
        self._help.show()
        self._help.activateWindow()

    def heed(self) -> None:
        """Take up what was just changed in the preferences: look, and minutes until the file locks itself."""
        self.dress()
        self._idle.allow(self.preferences.now.lock_after_minutes)

    def dress(self) -> None:
        """Wear what the preferences say."""
        chosen = self.preferences.now
        worn = theme.system_theme() if chosen.theme == "system" else chosen.theme
        theme.dress(_application(), theme.Look(worn, chosen.text_percent, chosen.still))

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self.desk is not None:
            self.desk.end()
            self.desk.workspace.store.close()
        self._copied.forget()
        self.jobs.close()
        self._settings().setValue("geometry", self.saveGeometry())
        super().closeEvent(event)

    def _put(self, widget: QWidget) -> None:
        former = self.takeCentralWidget()
        if former is not None:
            former.deleteLater()
        self.setCentralWidget(widget)

    def _find_commands(self, words: str) -> list[Found]:
        from desktop.parts.palette import Found, fits

        found = [
            Found(one.title, one.run, "", one.spec.keys_shown, one.spec.icon or "arrow-right")
            for one in self.commands()
            if one.is_possible and one.spec.method != "find_anything" and fits(words, one.title)
        ]
        return sorted(found, key=lambda line: not line.title.casefold().startswith(words.casefold()))

    def _follow_system(self, _scheme: Qt.ColorScheme) -> None:
        if self.preferences.now.theme == "system":
            self.dress()

    def _size(self, percent: int) -> None:
        self.preferences.change(text_percent=max(80, min(200, percent)))
        self.dress()

    def _wear(self, name: str) -> None:
        self.preferences.change(theme=name)
        self.dress()

    def _on_trouble(self, sentence: str) -> None:
        if self.desk is not None:
            self.desk.notices.say(sentence, tone="warn")
        else:
            self.statusBar().showMessage(sentence)

    def _settings(self) -> QSettings:
        return QSettings(str(self.preferences.path.with_name("window.ini")), QSettings.Format.IniFormat)

    def _come_back(self) -> None:
        geometry: Any = self._settings().value("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            # A school laptop shows 1366 × 768, less what the system's own bar takes.
            self.resize(QSize(1280, 800).boundedTo(self.screen().availableSize()))


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise RuntimeError("There is no QApplication.")
    return app
