# SPDX-License-Identifier: MIT
"""BroughtIn: what was taken in, file by file; any of them can be taken back as a whole."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from desktop import theme
from desktop.pages.page import Page
from desktop.parts.asking import AskingDialog
from desktop.parts.blocks import Card, empty
from desktop.parts.row_button import RowButton
from models.cycle_parts import Reader
from models.exchange.taking_back import TakenBack, batches, look_at_taking_back, take_back
from models.records import ImportBatch

AT_ONCE = 8
MOST_NAMED = 10


class BroughtIn(Card):
    """The imports, the newest first. taken_back(TakenBack) when one went."""

    taken_back = Signal(object)

    def __init__(self, page: Page) -> None:
        super().__init__(
            "What was brought in",
            about="Press a file to take back all that it brought, even much later. What somebody has edited "
            "since stays, and is named.",
        )
        self.page = page
        self.none = theme.words("Nothing was brought in yet.")
        self.add(self.none)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.column.addLayout(self._lines)

    def show_batches(self, tx: Reader) -> None:
        """List the newest imports."""
        empty(self._lines)
        found = batches(tx)
        self.none.setVisible(not found)
        for one in found[:AT_ONCE]:
            words = _counted(one)
            line = RowButton(one.file_name, below=theme.words(words, "quiet"))
            line.say(one.file_name, f"{one.file_name}: {words}")
            line.setEnabled(one.taken_back_at is None)
            line.clicked.connect(lambda _on=False, one=one: self.ask(one))
            self._lines.addWidget(line)
        if len(found) > AT_ONCE:
            self._lines.addWidget(theme.words(f"and {len(found) - AT_ONCE} older", "quiet"))

    def ask(self, batch: ImportBatch) -> None:
        """See what taking it back would come to."""
        self.page.leave()
        dialog = TakingBackDialog(self.page, batch)
        dialog.done_with.connect(self.taken_back)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class TakingBackDialog(AskingDialog):
    """Looks first, then takes back. done_with(TakenBack) at the end."""

    done_with = Signal(object)

    def __init__(self, page: Page, batch: ImportBatch) -> None:
        super().__init__(
            page, f"Take back {batch.file_name}", no="Leave it in", yes="Take it back", is_risky=True
        )
        self.page, self.batch = page, batch
        self.column.add(theme.words(_counted(batch), "quiet"))
        self.said = theme.words("Looking …")
        self.said.setAccessibleName("What would go and what stays")
        self.column.add(self.said)
        self.column.add(self.problem)
        self.go_on.setEnabled(False)
        self.go_on.clicked.connect(self.carry_out)
        store = page.workspace.store
        page.jobs.run(
            lambda progress: look_at_taking_back(store, batch, step=progress.step),
            then=self._show,
            otherwise=self._refused,
            label="Looking",
            owner=self,
        )

    def carry_out(self) -> None:
        """Take it back beside the screen; Ctrl+Z brings it in again."""
        store, batch, now = self.page.workspace.store, self.batch, self.page.workspace.now()
        self.go_on.setEnabled(False)
        self.leave.setEnabled(False)
        self.page.jobs.run(
            lambda progress: take_back(store, batch, now, step=progress.step),
            then=self._taken,
            otherwise=self._refused,
            label="Taking back",
            owner=self,
        )

    def _show(self, found: TakenBack) -> None:
        self.said.setText(said_of(found, "would go", "would be as they were"))
        self.go_on.setEnabled(bool(found.removed or found.restored))
        self.fit()

    def _taken(self, done: TakenBack) -> None:
        self.accept()
        self.page.workspace.take(done.changes)
        self.done_with.emit(done)

    def _refused(self, fault: Exception) -> None:
        self.reject()
        self.page.jobs.failed.emit(fault)


def said_of(found: TakenBack, went: str, restored: str) -> str:
    """What goes, what is as it was and what stays, in words."""
    said = [f"Records that {went}: {found.removed}. Records that {restored}: {found.restored}."]
    said += [one.sentence for one in found.stayed[:MOST_NAMED]]
    if len(found.stayed) > MOST_NAMED:
        said.append(f"and {len(found.stayed) - MOST_NAMED} more that stay.")
    return "\n".join(said)


def _counted(one: ImportBatch) -> str:
    day = f"{one.taken_at.day} {one.taken_at:%B %Y, %H:%M}"
    if one.taken_back_at is not None:
        return f"{day}. Taken back on {one.taken_back_at.day} {one.taken_back_at:%B %Y}."
    return f"{day}: {one.added} children new, {one.changed} changed."
