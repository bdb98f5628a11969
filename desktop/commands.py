# SPDX-License-Identifier: MIT
"""@command: title, keys and place of all that a person can do; menus, palette and key list come from it.

    @command("Record attendance…", keys="Ctrl+Shift+A", menu="Child", when="has_pupil")
    def record_attendance(self) -> None: ...

A title begins with a verb. when names an attribute or method of the same object: can it be done now?
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.icons import icon as named_icon

MENUS = ("Go to", "Child", "Cycle", "List", "Evidence", "Paper", "School", "View", "Help")
"""The groups of the key list and the palette, in their order."""

Method = TypeVar("Method", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Spec:
    """What stands beside a method: how it is called, where it is found and when it can be done."""

    title: str
    keys: str
    menu: str
    when: str
    icon: str
    method: str
    also: str = ""

    @property
    def keys_shown(self) -> str:
        """The keys as this computer writes them."""
        return QKeySequence(self.keys).toString(QKeySequence.SequenceFormat.NativeText)


def command(
    title: str, *, keys: str = "", also: str = "", menu: str, when: str = "", icon: str = ""
) -> Callable[[Method], Method]:
    """Make a method without arguments something that a person can do.

    title  verb first, as it stands in the palette; ends in "…" where it asks something first
    keys   portable text, as "Ctrl+Shift+A"; may be empty, the palette reaches everything
    also   other keys for the same, which other programs have taught people
    menu   one of MENUS
    when   the name of a bool attribute or method of the same object
    icon   a Phosphor name
    """
    if menu not in MENUS:
        raise ValueError(f"{menu!r} is not one of {MENUS}.")

    def beside(method: Method) -> Method:
        # A function takes attributes, but its static type doesn't say so.
        vars(method)["command"] = Spec(title, keys, menu, when, icon, method.__name__, also)
        return method

    return beside


@dataclass(frozen=True, slots=True)
class Command:
    """A spec with the object that carries it out."""

    spec: Spec
    owner: Any

    @property
    def title(self) -> str:
        """Its title, verb first."""
        return self.spec.title

    @property
    def is_possible(self) -> bool:
        """Whether it can be done now."""
        if not self.spec.when:
            return True
        said = getattr(self.owner, self.spec.when)
        return bool(said() if callable(said) else said)

    def run(self) -> None:
        """Do it, if it can be done now."""
        if self.is_possible:
            getattr(self.owner, self.spec.method)()


def declared_by(kind: type) -> tuple[Spec, ...]:
    """The commands that a class declares or inherits, in the order of their declaration."""
    found: dict[str, Spec] = {}
    for ancestor in reversed(kind.__mro__):
        for name, member in vars(ancestor).items():
            spec = getattr(member, "command", None)
            if isinstance(spec, Spec):
                found[name] = spec
            elif name in found:
                del found[name]
    return tuple(found.values())


def commands_of(owner: Any) -> tuple[Command, ...]:
    """The commands that an object offers."""
    return tuple(Command(spec, owner) for spec in declared_by(type(owner)))


def actions_for(owner: QWidget, on: QWidget | None = None) -> list[QAction]:
    """Make an owner's commands answer to their keys while the given widget (or the owner) is there."""
    made = []
    for one in commands_of(owner):
        action = QAction(one.title, on or owner)
        action.setShortcuts([QKeySequence(keys) for keys in (one.spec.keys, one.spec.also) if keys])
        if one.spec.icon:
            action.setIcon(named_icon(one.spec.icon))
        # Through a lambda: the binding can't call a method of a frozen value with slots itself.
        action.triggered.connect(lambda _on=False, one=one: one.run())
        (on or owner).addAction(action)
        made.append(action)
    return made


def menu_of(owner: QWidget, *menus: str) -> QMenu:
    """A menu of what can be done now, of these groups or of all; for a right click and the menu key."""
    made = QMenu(owner)
    for one in commands_of(owner):
        if one.is_possible and (not menus or one.spec.menu in menus):
            action = made.addAction(one.title)
            action.setShortcut(QKeySequence(one.spec.keys))
            # The key itself is answered by actions_for(); here it is only shown.
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _on=False, one=one: one.run())
    return made


def key_list(kinds: Iterable[type]) -> str:
    """The list of everything that can be done, as Markdown: docs/commands.md is this text."""
    specs = {spec.title: spec for kind in kinds for spec in declared_by(kind)}
    lines = [
        "# What can be done, and by which keys",
        "",
        "Made from the program itself. Ctrl+K finds every line of this list by its words.",
    ]
    for menu in MENUS:
        rows = sorted((s for s in specs.values() if s.menu == menu), key=lambda s: s.title)
        if rows:
            lines += ["", f"## {menu}", "", "| what | keys |", "|---|---|"]
            lines += [f"| {s.title} | {s.keys or 'Ctrl+K'} |" for s in rows]
    return "\n".join(lines) + "\n"
