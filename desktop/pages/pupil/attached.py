# SPDX-License-Identifier: MIT
"""AttachedPapers: reports, letters and photos about a child, kept inside the school's file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from desktop import files
from desktop.jobs import Progress
from desktop.pages.page import Page
from desktop.pages.pupil.lists import day
from desktop.record_cards import Shown
from models.attaching import attach, bytes_of, read_file, same_paper
from models.chronology import joined
from models.records import Attachment, KeptFile, Record
from thresholds.problems import Problem

FIELDS = ("title", "kind_of", "dated_on", "by", "note")
ENDS = {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg"}


class AttachedPapers:
    """What the list of a child's papers does: take one in, look at it, give a copy out."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pupil_id = ""
        self.shown = Shown(
            Attachment,
            "Reports, letters and photos",
            "paper…",
            lambda a: joined(a.title, a.kind_of.label, a.by, a.dated_on and day(a.dated_on)),
            about="PDF, PNG or JPEG, at most 20 MB. They are kept inside the school's encrypted file.",
            fields=FIELDS,
            takes_along=self._file_of,
            drafts=False,
            add=self.ask,
            look=self.look,
        )

    def ask(self) -> None:
        """Ask which files."""
        dialog = QFileDialog(self.page, "Add papers about this child")
        dialog.setNameFilter("Papers (*.pdf *.png *.jpg *.jpeg)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.take_in([Path(one) for one in chosen]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take_in(self, paths: list[Path]) -> None:
        """Read files beside the screen and keep them; what is no paper is refused with a sentence."""
        workspace, pupil_id = self.page.workspace, self.pupil_id

        def work(progress: Progress) -> list[Record]:
            made: list[Record] = []
            for done, path in enumerate(paths, 1):
                content = read_file(path)
                with workspace.store.reading() as tx:
                    same = same_paper(tx, content, pupil_id)
                if same is not None:
                    what = f"this paper is here already, as ‘{same.title}’"
                    raise Problem(what, path.name, "Nothing was added.", code="same")
                made += attach(content, path.name, pupil_id, title=path.stem)
                progress.step(done, len(paths))
            return made

        def keep(made: list[Record]) -> None:
            workspace.save(*made)
            papers = [one for one in made if isinstance(one, Attachment)]
            said = papers[0].title if len(papers) == 1 else f"{len(papers)} papers"
            self.page.tell(f"{said} is kept." if len(papers) == 1 else f"{said} are kept.", undo=True)

        self.page.jobs.run(work, then=keep, label="Reading the paper", owner=self.page)

    def look(self, paper: Attachment) -> None:
        """Show a paper's pages; nothing is written to the disk."""
        from desktop.parts.paper_view import pages_of
        from desktop.parts.paper_window import PaperWindow

        workspace = self.page.workspace

        def work(_progress: Progress) -> list[QImage]:
            with workspace.store.reading() as tx:
                return pages_of(_content(tx.get(KeptFile, paper.file_id), paper))

        def show(pages: list[QImage]) -> None:
            PaperWindow(self.page, paper.title, pages, save=partial(self.give_out, paper)).show()

        self.page.jobs.run(work, then=show, label="Opening the paper", owner=self.page)

    def give_out(self, paper: Attachment) -> None:
        """Ask where a copy should go; outside the school's file it is no longer locked."""
        dialog = QFileDialog(self.page, "Save a copy; outside the school's file it is not locked")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(f"{Path(paper.file_name).stem or paper.title}{ENDS[paper.media]}")
        dialog.fileSelected.connect(lambda chosen: self.write(paper, Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, paper: Attachment, path: Path) -> None:
        """Write a copy, beside the screen."""
        workspace = self.page.workspace

        def work(_progress: Progress) -> None:
            with workspace.store.reading() as tx:
                files.put(path, _content(tx.get(KeptFile, paper.file_id), paper))

        self.page.jobs.run(
            work,
            then=lambda _: self.page.tell(f"A copy is saved as {path.name}. Delete it when it has served."),
            label="Saving a copy",
            owner=self.page,
        )

    def _file_of(self, paper: Attachment) -> tuple[Record, ...]:
        with self.page.workspace.store.reading() as tx:
            file = tx.get(KeptFile, paper.file_id)
        return (file,) if file is not None else ()


def _content(file: KeptFile | None, paper: Attachment) -> bytes:
    if file is None:
        raise Problem("the file of this paper is gone", paper.title, "Take it from a backup.", code="gone")
    return bytes_of(file)
