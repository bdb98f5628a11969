# SPDX-License-Identifier: MIT
"""What can be read about the program, offline: help for each page, a guide, what is new, About."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import qVersion

from desktop import style
from desktop.version import VERSION
from models.store import newest_schema

GUIDE = "guide"
"""The topic that whoever starts should read."""

_FIRST = ("window", GUIDE)
_LAST = ("What is new", "CHANGELOG.md"), ("Licences of what is shipped", "licences.md")


@dataclass(frozen=True, slots=True)
class Topic:
    """One text of the help: its name, as F1 asks for it, its title and its words as Markdown."""

    name: str
    title: str
    text: str

    def has(self, words: str) -> bool:
        """Whether every one of the words stands in it."""
        said = f"{self.title}\n{self.text}".casefold()
        return all(word in said for word in words.casefold().split())


def topics() -> tuple[Topic, ...]:
    """Everything there is to read, in the order in which it is listed."""
    return tuple(_topics())


def _topics() -> Iterator[Topic]:
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (style.RESOURCES / "help").glob("*.md")}
    for name in (*_FIRST, *sorted(set(pages) - set(_FIRST), key=lambda one: _title(pages[one]).casefold())):
        if name in pages:
            yield Topic(name, _title(pages[name]), pages[name])
    for title, file in _LAST:
        path = _shipped(file)
        if path is not None:
            yield Topic(path.stem.lower(), title, path.read_text(encoding="utf-8"))
    yield Topic("about", "About this program", about())


def _title(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ").strip()


def _shipped(file: str) -> Path | None:
    """A text that stands beside the program: at the top, or in docs where it runs from its source."""
    top = style.RESOURCES.parent
    return next((path for path in (top / file, top / "docs" / file) if path.exists()), None)


def build() -> str:
    """Which commit an installed program was built from, and when that was made."""
    path = style.RESOURCES / "build.txt"
    return path.read_text(encoding="utf-8").strip() if path.exists() else "not built: it runs from its source"


def facts() -> tuple[tuple[str, str], ...]:
    """Which program this is, and on what it runs: a name and its value each."""
    return (
        ("Version", VERSION),
        ("Build", build()),
        ("Schema of a school's file", newest_schema()),
        ("Python and Qt", f"{platform.python_version()}, {qVersion()}"),
        ("Computer", f"{platform.system()} {platform.release()}"),
    )


def about() -> str:
    """Version, build and schema, and what the program is, as Markdown."""
    rows = "\n".join(f"| {name} | {value} |" for name, value in facts())
    return f"""# Graduated Response {VERSION}

| What | Which |
|---|---|
{rows}

For SENCOs in English schools: your authority's threshold of need, cycles of Assess, Plan, Do and Review, and
termly summaries in which no child can be found. It works without a network and sends nothing anywhere.

The two standards that come with it are illustrations. They are no authority's adopted policy, and no verdict
takes the place of a person's judgement. Anyone may ask for an EHC needs assessment at any time; in law the
test for that is a lower one (Children and Families Act 2014, section 36(8)).

Free software under the MIT licence. *Licences of what is shipped* names everything that it stands on.
"""
