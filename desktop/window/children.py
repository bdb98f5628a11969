# SPDX-License-Identifier: MIT
"""Children: finds children by the beginnings of their names, within a frame, for the palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.pages.page import Place
from desktop.parts.palette import Found, fits
from desktop.workspace import Changes, Workspace
from models.records import Pupil


@dataclass(frozen=True, slots=True)
class _Known:
    pupil_id: str
    name: str
    names: str
    about: str


class Children:
    """Knows everybody's names while a file is open; asks the store again only after a child was changed."""

    def __init__(self, workspace: Workspace, go: Callable[[Place], None]) -> None:
        self._workspace = workspace
        self._go = go
        self._known: tuple[_Known, ...] | None = None
        workspace.changed.connect(self._on_changed)

    def find(self, words: str) -> Sequence[Found]:
        """The children whose names begin so; nobody while nothing is typed."""
        if not words:
            return ()
        if self._known is None:
            self._known = self._read()
        fit = [one for one in self._known if fits(words, one.names)][:8]
        return [Found(one.name, self._goes_to(one.pupil_id), one.about, icon="user") for one in fit]

    def _goes_to(self, pupil_id: str) -> Callable[[], None]:
        return lambda: self._go(Place("pupil", pupil_id))

    def _read(self) -> tuple[_Known, ...]:
        with self._workspace.reading() as tx:
            pupils = tx.find(Pupil)
        here = sorted((p for p in pupils if p.left_on is None), key=lambda p: p.known_as.casefold())
        return tuple(_known(pupil) for pupil in here)

    def _on_changed(self, changes: Changes) -> None:
        if Pupil.kind() in changes.kinds:
            self._known = None


def _known(pupil: Pupil) -> _Known:
    year = pupil.year_group.label if pupil.year_group else ""
    names = f"{pupil.known_as} {pupil.forename} {pupil.surname} {pupil.upn}"
    return _Known(pupil.id, pupil.known_as, names, " · ".join(part for part in (year, pupil.form) if part))
