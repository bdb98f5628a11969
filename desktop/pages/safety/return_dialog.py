# SPDX-License-Identifier: MIT
"""ReturnDialog: what going back to a copy would change, looked at before anything does; then the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.copies import Difference, Returned, Shelved
from desktop.pages.page import Page
from desktop.parts.asking import AskingDialog
from desktop.parts.blocks import button
from thresholds.problems import Problem

MOST_NAMES = 8
_KEPT = (
    "What is here now is copied first and kept beside the file, so that you can come back to it the same "
    "way. Undo starts anew."
)


class ReturnDialog(AskingDialog):
    """Compares by itself when it opens; asks for an earlier passphrase only where the copy needs one."""

    def __init__(self, page: Page, copy: Shelved) -> None:
        self.when = f"{copy.at.day} {copy.at:%B %Y}, {copy.at:%H:%M}"
        super().__init__(
            page, f"Go back to {self.when}", no="Stay as it is", yes="Go back to this copy", is_risky=True
        )
        self.page, self.copy = page, copy
        self.said = theme.words("Comparing …")
        self.said.setAccessibleName("What would change")
        self.column.add(self.said)
        self.asked = QWidget()
        inside = QVBoxLayout(self.asked)
        inside.setContentsMargins(0, 0, 0, 0)
        self.former = self.line("The passphrase that the file had when this copy was made", into=inside)
        self.former.setEchoMode(QLineEdit.EchoMode.Password)
        self.look = button("Compare")
        self.look.clicked.connect(self.compare)
        inside.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.asked.hide()
        self.column.add(self.asked)
        self.column.add(self.problem)
        self.column.add(theme.words(_KEPT, "quiet"))
        self.go_on.setEnabled(False)
        self.go_on.clicked.connect(self.carry_out)
        self.compare()

    def compare(self) -> None:
        """Compare the copy with the file beside the screen."""
        copies, copy, former = self.page.workspace.copies, self.copy.file, self.former.text()
        self.say("")
        self.page.jobs.run(
            lambda progress: copies.difference(copy, former, progress),
            then=self._show,
            otherwise=self._refused,
            label="Comparing",
            owner=self,
        )

    def carry_out(self) -> None:
        """Keep the present, then put the copy in the file's place."""
        copies, copy, former = self.page.workspace.copies, self.copy.file, self.former.text()
        for one in (self.go_on, self.leave, self.look):
            one.setEnabled(False)
        self.page.leave()
        self.page.jobs.run(
            lambda progress: copies.return_to(copy, former, progress),
            then=self._gone_back,
            otherwise=self._refused,
            label="Going back",
            owner=self,
        )

    def _show(self, found: Difference) -> None:
        self.said.setText("\n".join(sentences(found)))
        self.go_on.setEnabled(not found.is_none)
        self.fit()

    def _refused(self, fault: Exception) -> None:
        self.leave.setEnabled(True)
        self.look.setEnabled(True)
        if not isinstance(fault, Problem):
            self.page.jobs.failed.emit(fault)
            return
        asks = fault.code == "wrong-passphrase"
        self.asked.setVisible(asks or not self.asked.isHidden())
        self.said.setText(
            "This copy was made under an earlier passphrase." if asks else "This copy can't be compared."
        )
        self.say("" if asks and not self.former.text() else fault.sentence)
        if asks:
            self.former.setFocus()

    def _gone_back(self, done: Returned) -> None:
        earlier = " It opens with the passphrase of that time." if self.former.text() else ""
        kept = f"What stood here is kept as {done.kept.file.name}."
        self.accept()
        self.page.workspace.went_back(f"The file is as it was on {self.when}.{earlier} {kept}")


def sentences(found: Difference) -> list[str]:
    """What would change, for a person: children first, then how many records of which sort."""
    if found.is_none:
        return ["This copy holds the same as the file does now."]
    said = [
        f"{words} {_listed(names)}."
        for words, names in (
            ("These children would come back:", found.children_back),
            ("These children would no longer be here:", found.children_gone),
            ("Something would be different for:", found.children_otherwise),
        )
        if names
    ]
    said += [
        f"{words}: {', '.join(f'{kind} {count}' for kind, count in counts.items())}."
        for words, counts in (
            ("Records that would come back", found.back),
            ("Records that would go", found.gone),
            ("Records that would be as they were then", found.otherwise),
        )
        if counts
    ]
    if found.erased_since:
        many = f"{found.erased_since} children were" if found.erased_since > 1 else "One child was"
        said.append(f"{many} erased since: what was erased would be here again, and has to be erased anew.")
    return said


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
