# SPDX-License-Identifier: MIT
"""Notes: finds what was written about children, within a frame, for the palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.pages.page import Place
from desktop.parts.palette import Found
from desktop.workspace import Changes, Workspace
from models.records import RECORDS, Pupil
from models.store.searching import Hit

SHORTEST = 3
"""Letters from which on notes are looked through."""

SHOWN = 8
"""Notes that the palette shows."""

MOST_NAMED = 30
"""Children whom a typed name may mean and still narrow what is looked through."""

_CALLED = {kind.kind(): kind.called for kind in RECORDS}


@dataclass(frozen=True, slots=True)
class _Child:
    name: str
    parts: tuple[str, ...]


class Notes:
    """Asks the index of the open file at each keystroke.

    A word that begins a child's name may stand for the child: "tyler maths" finds what says maths of Tyler.
    """

    def __init__(self, workspace: Workspace, go: Callable[[Place], None]) -> None:
        self._workspace = workspace
        self._go = go
        self._children: dict[str, _Child] | None = None
        workspace.changed.connect(self._on_changed)

    def find(self, words: str) -> Sequence[Found]:
        """The latest notes with these words, each with its child and what it is."""
        typed = words.casefold().split()
        if max((len(word) for word in typed), default=0) < SHORTEST or not self._workspace.store.is_open:
            return ()
        children = self._known()
        named, rest = _split(typed, children)
        with self._workspace.store.reading() as tx:
            found = tx.search(" ".join(rest), pupils=named, most=SHOWN * 2) if named and rest else []
            found += tx.search(words, most=SHOWN * 2)
        told = {one.record_id: one for one in found if one.kind != Pupil.kind() and one.pupil_id in children}
        return [self._line(one, children[one.pupil_id]) for one in list(told.values())[:SHOWN]]

    def _line(self, hit: Hit, child: _Child) -> Found:
        place = Place("pupil", hit.pupil_id, hit.record_id)
        about = f"{_CALLED.get(hit.kind, 'note')}: {hit.excerpt}"
        return Found(child.name, lambda: self._go(place), about, icon="file-text")

    def _known(self) -> dict[str, _Child]:
        if self._children is None:
            with self._workspace.reading() as tx:
                self._children = {one.id: _child(one) for one in tx.find(Pupil)}
        return self._children

    def _on_changed(self, changes: Changes) -> None:
        if Pupil.kind() in changes.kinds:
            self._children = None


def _child(pupil: Pupil) -> _Child:
    names = f"{pupil.known_as} {pupil.forename} {pupil.surname}".casefold().replace("-", " ")
    return _Child(pupil.known_as, tuple(dict.fromkeys(names.split())))


def _split(typed: Sequence[str], children: dict[str, _Child]) -> tuple[list[str], list[str]]:
    """The children whom some of the words name, and the other words."""
    named: set[str] | None = None
    rest = []
    for word in typed:
        fit = {id for id, one in children.items() if any(part.startswith(word) for part in one.parts)}
        both = fit if named is None else named & fit
        if both and len(both) <= MOST_NAMED:
            named = both
        else:
            rest.append(word)
    return sorted(named or ()), rest
