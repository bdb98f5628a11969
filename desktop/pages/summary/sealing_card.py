# SPDX-License-Identifier: MIT
"""SealingCard: the authority's key, believed once its fingerprint was compared, and our enrolment."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop import theme
from desktop.pages.page import Page
from desktop.parts.blocks import Card, button
from models.records import AuthorityKey
from models.summaries.authority import AuthorityPack, enrol_school, read_pack, write_enrolment
from models.summaries.seal import fingerprint
from thresholds.problems import Problem

NO_KEY = (
    "The file is signed, but not sealed. With your authority’s pack it is sealed as well, so that only the "
    "authority can open it. The pack is a small file that the authority sends to its schools."
)
COMPARE = (
    "Ring the authority on its published number and let it read its fingerprint out. Are these the same "
    "eight groups?"
)


class SealingCard(Card):
    """Says who could open the sealed file; takes a pack, and makes the enrolment that goes back."""

    def __init__(self, page: Page) -> None:
        super().__init__("Who can open it")
        self._page = page
        self._pack: AuthorityPack | None = None
        self.said = theme.words("")
        self.print = theme.words("", "strong")
        self.choose = button("Choose the authority’s pack…")
        self.choose.clicked.connect(self.ask_pack)
        self.same = button("They are the same", role="primary", name="The fingerprints are the same")
        self.same.clicked.connect(self.believe)
        self.differ = button("They differ", role="quiet", name="The fingerprints differ")
        self.differ.clicked.connect(self.show_key)
        self.enrol = button("Save the enrolment for the authority…")
        self.enrol.clicked.connect(self.ask_enrolment)
        for widget in (self.said, self.print, self.same, self.differ, self.choose, self.enrol):
            self.add(widget)

    def show_key(self) -> None:
        """Show what the file is sealed to now."""
        self._pack = None
        key = self._key()
        if key is None:
            self.said.setText(NO_KEY)
        else:
            day = f"{key.compared_on.day} {key.compared_on:%B %Y}"
            self.said.setText(f"Sealed to {key.name}, whose fingerprint was compared on {day}:")
        self.print.setText(fingerprint(bytes.fromhex(key.public_key)) if key else "")
        self.print.setVisible(key is not None)
        self._ask(False)
        self.enrol.setVisible(key is not None)

    def ask_pack(self) -> None:
        """Choose the pack that the authority sent."""
        dialog = QFileDialog(self, "Choose the authority’s pack", "", "Authority’s pack (*.json)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, file: Path) -> None:
        """Show a pack's fingerprint, to be compared. Raises Problem for another authority's."""
        pack, la = read_pack(file), self._page.workspace.school.la
        if pack.la != la:
            raise Problem(
                f"it is the pack of authority {pack.la}, and this school belongs to {la}",
                file.name,
                "Ask your own authority for its pack.",
            )
        self._pack = pack
        self.said.setText(f"{pack.name}. {COMPARE}")
        self.print.setText(pack.fingerprint)
        self.print.show()
        self._ask(True)
        self.enrol.hide()

    def believe(self) -> None:
        """Seal to this key from now on, in place of any earlier one."""
        pack = self._pack
        if pack is None:
            return
        workspace = self._page.workspace
        with workspace.changing() as tx:
            for old in tx.find(AuthorityKey):
                tx.remove(old)
            tx.put(
                AuthorityKey(
                    la=pack.la, name=pack.name, public_key=pack.public_key, compared_on=workspace.today
                )
            )
        self.show_key()

    def ask_enrolment(self) -> None:
        """Ask where the school's enrolment should go."""
        dialog = QFileDialog(self, "Save the enrolment into this folder")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda name: self.write_enrolment(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_enrolment(self, folder: Path) -> None:
        """Write the school's public key for the authority, and say the fingerprint that it will compare."""
        workspace, key = self._page.workspace, self._key()
        if key is None:
            return
        pack = AuthorityPack(la=key.la, name=key.name, public_key=key.public_key)
        made = enrol_school(pack, workspace.school.urn, workspace.store.signing_key, workspace.today)
        file = write_enrolment(made, folder / made.name)
        self._page.tell(
            f"Saved {file.name}. The authority will ask you for its fingerprint: {made.fingerprint}."
        )

    def _key(self) -> AuthorityKey | None:
        with self._page.workspace.reading() as tx:
            return next(iter(tx.find(AuthorityKey)), None)

    def _ask(self, is_asking: bool) -> None:
        self.same.setVisible(is_asking)
        self.differ.setVisible(is_asking)
        self.choose.setVisible(not is_asking)
