# SPDX-License-Identifier: MIT
"""Asking where a document should go, and making it there beside the screen; for every page alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QInputDialog

from desktop.files import put
from desktop.jobs import Progress
from desktop.pages.page import Page
from desktop.paper.guarded import Made, made
from desktop.paper.kinds import KINDS, Order
from desktop.parts.names_dialog import NamesDialog
from models.cycle_parts import current_cycle
from models.name_guard import NameGuard
from models.records import Pupil
from thresholds.standard import Standard


@dataclass
class Saved:
    """What came of saving papers for several children: how many, whose have no cycle, whose name others."""

    papers: int = 0
    without: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def words(self, folder: str) -> str:
        """One line about it."""
        said = f"{self.papers} {'paper is' if self.papers == 1 else 'papers are'} saved in {folder}."
        if self.without:
            said += f" {len(self.without)} have no cycle yet: {_few(self.without)}."
        if self.held:
            said += (
                f" {len(self.held)} {'names' if len(self.held) == 1 else 'name'} other children and "
                f"{'was' if len(self.held) == 1 else 'were'} not saved: {_few(self.held)}. "
                "Save these from the child's page, where you see the names."
            )
        return said


def _few(names: Sequence[str]) -> str:
    return f"{', '.join(names[:5])}{' …' * (len(names) > 5)}"


def ask_where(page: Page, name: str, pupil: Pupil | None = None) -> None:
    """Ask where the document of this kind should go, then make it."""
    kind = KINDS[name]
    dialog = QFileDialog(page, kind.title)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{kind.title} {page.workspace.today.isoformat()}.pdf")
    dialog.fileSelected.connect(lambda chosen: make(page, name, Path(chosen), pupil))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def look(page: Page, name: str, pupil: Pupil | None = None) -> None:
    """Show the document of this kind as it would be printed; nothing is written to the disk."""
    from desktop.parts.paper_view import pages_of
    from desktop.parts.paper_window import PaperWindow

    workspace, kind = page.workspace, KINDS[name]

    def work(_progress: Progress) -> list[QImage]:
        held = BytesIO()
        with workspace.store.reading() as tx:
            kind.write(held, Order(tx, workspace.school, workspace.today, pupil))
        return pages_of(held.getvalue())

    def show(pages: list[QImage]) -> None:
        PaperWindow(page, kind.title, pages, save=partial(ask_where, page, name, pupil)).show()

    page.jobs.run(work, then=show, label="Making the pages", owner=page)


def make(page: Page, name: str, path: Path, pupil: Pupil | None = None) -> None:
    """Make a document at a path, beside the screen, and say so."""
    workspace = page.workspace

    def work(_progress: Progress) -> Made:
        with workspace.store.reading() as tx:
            guard = NameGuard.of(tx, workspace.school)
            return made(guard, KINDS[name], Order(tx, workspace.school, workspace.today, pupil))

    def save(paper: Made) -> None:
        put(path, paper.content)
        page.tell(f"{path.name} is saved, {paper.pages} {'page' if paper.pages == 1 else 'pages'}.")

    def ask(paper: Made) -> None:
        if not paper.sightings:
            save(paper)
            return
        dialog = NamesDialog(page, paper.sightings, lambda: save(paper))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    page.jobs.run(work, then=ask, label="Making a PDF", owner=page)


def ask_for_many(page: Page, pupils: Sequence[Pupil]) -> None:
    """Ask which paper and which folder, then save one for each child."""
    titles = {kind.title: kind.name for kind in KINDS.values() if kind.per_child}
    question = f"Which paper for {len(pupils)} {'child' if len(pupils) == 1 else 'children'}?"
    title, is_chosen = QInputDialog.getItem(page, "Save papers", question, list(titles), 0, False)
    if not is_chosen:
        return
    dialog = QFileDialog(page, "Save them in this folder")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda chosen: make_many(page, titles[title], Path(chosen), pupils))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def make_many(page: Page, name: str, folder: Path, pupils: Sequence[Pupil]) -> None:
    """Make a document for each of several children in a folder, beside the screen, with a way to stop."""
    workspace, kind = page.workspace, KINDS[name]

    def work(progress: Progress) -> Saved:
        done = Saved()
        with workspace.store.reading() as tx:
            guard = NameGuard.of(tx, workspace.school)
        names = Counter(one.known_as for one in pupils)
        for at, pupil in enumerate(pupils, 1):
            # Two children of one name must not end in one file.
            twin = f", {pupil.upn}" if names[pupil.known_as] > 1 else ""
            path = folder / f"{_plain(f'{kind.title}, {pupil.known_as}{twin}')}.pdf"
            with workspace.store.reading() as tx:
                if kind.needs_cycle and current_cycle(tx, pupil.id) is None:
                    done.without.append(pupil.known_as)
                else:
                    paper = made(guard, kind, Order(tx, workspace.school, workspace.today, pupil))
                    if paper.sightings:
                        done.held.append(pupil.known_as)
                    else:
                        put(path, paper.content)
                        done.papers += 1
            progress.step(at, len(pupils))
        return done

    def say(done: Saved) -> None:
        page.tell(done.words(folder.name), tone="warn" if done.held else "quiet")

    page.jobs.run(work, then=say, label=f"Making papers: {kind.title}", owner=page)


def ask_for_booklet(page: Page, standard: Standard) -> None:
    """Ask where a standard's booklet should go, then make it beside the screen."""
    head = standard.pack.pack
    dialog = QFileDialog(page, "Save the standard as a booklet")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter("PDF (*.pdf)")
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{_plain(f'{head.title}, version {head.version}')}.pdf")
    dialog.fileSelected.connect(lambda chosen: make_booklet(page, standard, Path(chosen)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def make_booklet(page: Page, standard: Standard, path: Path) -> None:
    """Write the booklet of a standard, beside the screen."""
    from desktop.paper.booklet import write_booklet

    today = page.workspace.today
    page.jobs.run(
        lambda _progress: write_booklet(path, standard, today),
        then=lambda pages: page.tell(f"{path.name} is saved, {pages} pages."),
        label="Making the booklet",
        owner=page,
    )


def _plain(name: str) -> str:
    """A name that every system takes for a file."""
    return "".join("-" if letter in '<>:"/\\|?*' or ord(letter) < 32 else letter for letter in name)[:150]
