# SPDX-License-Identifier: MIT
"""made: a document in memory, looked over for other children's names before it goes anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from desktop.paper.kinds import Kind, Order
from desktop.paper.reading import text_of
from models.name_guard import NameGuard, Sighting


@dataclass(frozen=True, slots=True)
class Made:
    """A document that is nowhere yet: its bytes, its pages, and the other children whom it names."""

    content: bytes
    pages: int
    sightings: tuple[Sighting, ...]


def made(guard: NameGuard, kind: Kind, order: Order) -> Made:
    """Make a document and look it over. Raises Problem where it can't be made, or not be read back.

    A document that names many children, or in which each name is marked already, is not looked over.
    """
    held = BytesIO()
    pages = kind.write(held, order)
    content = held.getvalue()
    if not kind.is_guarded:
        return Made(content, pages, ())
    about = (order.child.id,) if kind.per_child else ()
    return Made(content, pages, guard.look(text_of(content), about))
