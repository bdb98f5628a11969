# SPDX-License-Identifier: MIT
"""FactEditor: the editor that fits a fact of the standard, speaking in the values of an observation."""

from __future__ import annotations

from desktop.editing.answers import YES_NO, OneOfFew, OneOfMany
from desktop.editing.editor import Editor
from desktop.editing.texts import NumberEditor
from thresholds.nodes import Fact


class FactEditor:
    """editor is the widget; value() and fill() speak in the texts that an observation keeps.

    optional  whether "not known" can be chosen again once something was
    narrow    for a place that is a third of a page wide
    """

    def __init__(self, fact: Fact, *, optional: bool = False, narrow: bool = False) -> None:
        self.fact = fact
        self.editor: Editor
        if fact.is_yes_no:
            self.editor = OneOfFew(YES_NO, optional=optional)
        elif fact.values:
            many = OneOfMany(self._answers(), optional=optional)
            many.choice.setMinimumContentsLength(16 if narrow else 36)
            self.editor = many
        else:
            self.editor = NumberEditor(whole=fact.is_whole)

    @property
    def is_typed(self) -> bool:
        """Whether it is typed into, rather than chosen from."""
        return isinstance(self.editor, NumberEditor)

    def value(self) -> str:
        """The answer as an observation keeps it; empty where there is none. Raises Problem."""
        value = self.editor.value()
        if value is None:
            return ""
        if self.fact.is_yes_no:
            return "yes" if value else "no"
        return str(value)

    def fill(self, value: str) -> None:
        """Show an observation's value."""
        if self.fact.is_yes_no:
            self.editor.fill({"yes": True, "no": False}.get(value.casefold()))
        elif self.fact.values:
            self.editor.fill(value or None)
        else:
            self.editor.put_text(value)

    def _answers(self) -> list[tuple[str, str]]:
        if not self.fact.is_number:
            return [(value, value.replace("_", " ").capitalize()) for value in self.fact.values]
        least = int(self.fact.min or 0)
        return [(str(least + at), f"{least + at}: {words}") for at, words in enumerate(self.fact.values)]
