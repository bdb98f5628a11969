# SPDX-License-Identifier: MIT
"""Memory: what was read of the child that is open, kept until something of its kind is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from models.records import Draft, Record
from models.store.changes import Changes
from models.store.store import Store
from models.store.transaction import Transaction

R = TypeVar("R", bound=Record)

MOST = 1024
"""Questions whose answers are kept; a child's page asks about sixty."""


class Memory:
    """Answers a child's page from memory, so that a keystroke asks the file only for what it changed.

    Only one program writes to a file at a time, and this one tells of each write, so that what is
    remembered is true. Questions about many children, and drafts, are asked of the file each time.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._answers: dict[Any, Any] = {}

    @contextmanager
    def reading(self) -> Iterator[Remembering]:
        """The two reading verbs; the file is opened only for what isn't remembered."""
        with ExitStack() as stack:
            yield Remembering(self._store, self._answers, stack)

    def forget(self, changes: Changes) -> None:
        """Let go of every answer of the kinds that were written."""
        kinds = changes.kinds
        for key in [key for key in self._answers if key[0].kind() in kinds]:
            del self._answers[key]


class Remembering:
    """get and find, answered from memory where they can be. Made by Memory.reading()."""

    def __init__(self, store: Store, answers: dict[Any, Any], stack: ExitStack) -> None:
        self._store = store
        self._answers = answers
        self._stack = stack
        self._opened: Transaction | None = None

    def get(self, kind: type[R], id: str) -> R | None:
        """The record with this id, or None."""
        key = (kind, id)
        if kind is Draft:
            return self._file().get(kind, id)
        if key not in self._answers:
            self._keep(key, self._file().get(kind, id))
        found: R | None = self._answers[key]
        return found

    def find(self, kind: type[R], **equals: Any) -> list[R]:
        """Every record whose fields equal the given values, oldest first; a collection means any of them."""
        key = _key(kind, equals)
        if key is None:
            return self._file().find(kind, **equals)
        if key not in self._answers:
            self._keep(key, self._file().find(kind, **equals))
        return list(self._answers[key])

    def count(self, kind: type[Record]) -> int:
        """How many records of a kind there are."""
        return self._file().count(kind)

    def _file(self) -> Transaction:
        if self._opened is None:
            self._opened = self._stack.enter_context(self._store.reading())
        return self._opened

    def _keep(self, key: Any, answer: Any) -> None:
        if len(self._answers) >= MOST:
            self._answers.clear()
        self._answers[key] = answer


def _key(kind: type[Record], equals: dict[str, Any]) -> Any:
    """What a question is remembered under; None for one about many children, and for drafts."""
    of_one = any(name.endswith("_id") for name in equals) or not _OF_CHILDREN & kind.model_fields.keys()
    if kind is Draft or not of_one:
        return None
    parts = []
    for name, value in equals.items():
        if isinstance(value, Collection) and not isinstance(value, str):
            if len(value) > 1:
                return None
            value = tuple(value)
        parts.append((name, value))
    return (kind, *parts)


_OF_CHILDREN = {"pupil_id", "upn"}
