# SPDX-License-Identifier: MIT
"""NamesDialog: other children's names stand in what is about to leave; a person decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop import theme
from desktop.parts.asking import AskingDialog
from models.name_guard import Sighting

AT_ONCE = 12
"""Names that are shown; whoever has mended these sees the next."""


def sentence_of(one: Sighting) -> str:
    """A name, how sure it is one, and where it stands."""
    times = f", {one.times} times" if one.times > 1 else ""
    return f"{one.name}{times}" if one.is_sure else f"Maybe {one.name}{times}"


class NamesDialog(AskingDialog):
    """Lists the names; nothing is saved unless the person says so."""

    def __init__(self, parent: QWidget, found: Sequence[Sighting], save: Callable[[], object]) -> None:
        sure = sum(one.is_sure for one in found)
        title = "This names other children" if sure else "This may name other children"
        super().__init__(parent, title, no="Don’t save it", yes="Save it all the same", is_risky=True)
        self.column.add(
            theme.words(
                "Whoever reads it would learn of them. If that isn't meant, go back and change the words; "
                "nothing is saved yet."
            )
        )
        for one in found[:AT_ONCE]:
            self.column.add(theme.words(sentence_of(one), "strong"))
            self.column.add(theme.words(one.around, "quiet"))
        if len(found) > AT_ONCE:
            self.column.add(theme.words(f"And {len(found) - AT_ONCE} more."))
        self.go_on.clicked.connect(self.accept)
        self.accepted.connect(save)
