# SPDX-License-Identifier: MIT
"""XML from outside, read piece by piece: no entities, no references, and every size has its bound."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from thresholds.problems import Problem

_CHUNK = 64 * 1024
_MOST_DEPTH = 40
_MOST_IN_ONE = 50_000
_MOST_TEXT = 2_000_000
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")


@dataclass(slots=True)
class Element:
    """One element with its text and children; its name without namespace and in small letters."""

    name: str
    line: int
    text: str = ""
    children: list[Element] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)

    def first(self, *names: str) -> Element | None:
        """The first child with one of these names, the earlier name first."""
        for name in names:
            for child in self.children:
                if child.name == name:
                    return child
        return None

    def every(self, *names: str) -> Iterator[Element]:
        """Each child with one of these names, in the file's order."""
        return (child for child in self.children if child.name in names)

    def below(self, *names: str) -> Iterator[Element]:
        """Each element with one of these names, however deep."""
        for child in self.children:
            if child.name in names:
                yield child
            yield from child.below(*names)

    def said(self, *names: str) -> str:
        """The text of the first child with one of these names that has any; empty where none has."""
        for name in names:
            for child in self.children:
                if child.name == name and child.text.strip():
                    return child.text.strip()
        return ""


class _Pieces:
    """Keeps only the piece being read; a finished piece goes out and is forgotten."""

    def __init__(
        self, wanted: frozenset[str], unwanted: frozenset[str], on_root: Callable[[Element], None]
    ) -> None:
        self.has_begun = False
        self.line: Callable[[], int] = lambda: 0
        self._wanted = wanted
        self._unwanted = unwanted
        self._on_root = on_root
        self._done: list[Element] = []
        self._open: list[Element] = []
        self._texts: list[str] = []
        self._size = 0
        self._letters = 0
        self._depth = 0
        self._passing_over = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Called for each opening tag."""
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise _Measureless
        if self._passing_over:
            return
        name = _bare(tag)
        if self._open and name in self._unwanted:
            self._passing_over = self._depth
            return
        element = Element(name, self.line())
        if not self.has_begun:
            self.has_begun = True
            element.attributes = {_bare(name): value for name, value in attributes.items()}
            self._on_root(element)
        if self._open:
            self._open[-1].children.append(element)
            self._open.append(element)
            self._size += 1
        elif element.name in self._wanted and self._depth > 1:
            self._open, self._size, self._letters = [element], 1, 0
        self._texts = []
        if self._size > _MOST_IN_ONE:
            raise _Measureless

    def data(self, text: str) -> None:
        """Called for each stretch of text."""
        if self._open and not self._passing_over:
            self._texts.append(text)
            self._letters += len(text)
            if self._letters > _MOST_TEXT:
                raise _Measureless

    def end(self, _tag: str) -> None:
        """Called for each closing tag."""
        self._depth -= 1
        if self._passing_over:
            if self._depth < self._passing_over:
                self._passing_over = 0
            return
        if self._open:
            closed = self._open.pop()
            if not closed.children:
                closed.text = "".join(self._texts)
            if not self._open:
                self._done.append(closed)
        self._texts = []

    def close(self) -> None:
        """Called at the end of the file."""

    def finished(self) -> list[Element]:
        """The pieces that were finished since this was last asked."""
        ready, self._done = self._done, []
        return ready


class _Measureless(Exception):
    """One piece is deeper or larger than any real one."""


@lru_cache(maxsize=1000)
def _bare(tag: str) -> str:
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def pieces(
    path: Path,
    wanted: frozenset[str],
    *,
    unwanted: frozenset[str] = frozenset(),
    root: Callable[[Element], None],
    step: Callable[[int], None],
) -> Iterator[Element]:
    """Each element with a wanted name (small letters), one at a time: memory doesn't grow with the file.

    unwanted names what lies inside a wanted element and is passed over;
    root(element) is called once the first element is known and may refuse by raising; step(bytes read) tells
    how far the reading is. Raises Problem for anything that isn't whole, well-formed, harmless XML.
    """
    target = _Pieces(wanted, unwanted, root)
    parser: Any = DefusedXMLParser(target=target, forbid_dtd=True)
    target.line = lambda: int(parser.parser.CurrentLineNumber)
    try:
        for text, read in _decoded(path):
            parser.feed(text)
            step(read)
            yield from target.finished()
        parser.close()
        yield from target.finished()
    except (ParseError, DefusedXmlException, _Measureless, ValueError) as error:
        line = int(getattr(error, "position", (0, 0))[0]) or int(parser.parser.CurrentLineNumber)
        raise _refusal(path, error, line, has_begun=target.has_begun) from None
    except OSError:
        raise Problem(
            "the file can't be read to its end",
            path.name,
            "Copy it to this computer first.",
            code="unreadable",
        ) from None


# What expat calls them: no element found, unclosed token, partial character, unclosed CDATA section.
_BROKEN_OFF = (3, 5, 6, 20)


def _refusal(path: Path, error: Exception, line: int, *, has_begun: bool) -> Problem:
    where = f"{path.name}, line {line}"
    if isinstance(error, DefusedXmlException):
        return Problem(
            "the file declares a document type or entities, which no transfer file needs and attacks use",
            path.name,
            "Ask the sender for a file from their school's own system.",
            code="entities",
        )
    if isinstance(error, _Measureless):
        what = "one record here is larger than any pupil's can be"
        return Problem(what, where, "Ask the sender for the file again.", code="gigantic", line=line)
    again = "Copy or download it again, or ask the sender for it."
    is_cut = getattr(error, "code", 0) in _BROKEN_OFF or isinstance(error, UnicodeDecodeError)
    if is_cut and (has_begun or _looks_like_xml(path)):
        what = f"the file breaks off in line {line}, so nothing was taken in"
        return Problem(what, path.name, again, code="truncated", line=line)
    if has_begun:
        what = "the file is damaged here, so nothing was taken in"
        return Problem(what, where, again, code="damaged", line=line)
    mend = "Choose the transfer file itself; its name ends in .xml."
    return Problem("this is not an XML file", path.name, mend, code="not_xml", line=line)


def _looks_like_xml(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _decoded(path: Path) -> Iterator[tuple[str, int]]:
    """The file's text, piece by piece, with the bytes read so far."""
    encoding = encoding_of(path)
    decoder = codecs.getincrementaldecoder(encoding)("strict" if encoding.startswith("utf") else "replace")
    is_first, read = True, 0
    with path.open("rb") as stream:
        while block := stream.read(_CHUNK):
            read += len(block)
            text = decoder.decode(block)
            if is_first:
                text = text.lstrip("\ufeff \t\r\n")
            if text:
                is_first = False
                yield text, read
        yield decoder.decode(b"", True), read


def encoding_of(path: Path) -> str:
    """The encoding that the bytes are really in; what the file declares is believed only where it can be so.

    UTF-8 that isn't valid is taken as Windows-1252, which old programs write while declaring UTF-8.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
        if head.startswith((b"\xff\xfe", b"\xfe\xff")):
            return "utf-16"
        if head[1:2] == b"\0" and head[3:4] == b"\0":
            return "utf-16-le"
        if head[0:1] == b"\0" and head[2:3] == b"\0":
            return "utf-16-be"
        found = _DECLARED.search(head)
        declared = found[1].decode("ascii").lower() if found else "utf-8"
        if declared in ("iso-8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii"):
            return "utf-8-sig" if head.startswith(codecs.BOM_UTF8) else "cp1252"
        if declared.startswith(("iso-8859-", "windows-125", "cp125")) and _is_known(declared):
            return declared
        stream.seek(0)
        return "utf-8-sig" if is_utf8(stream) else "cp1252"


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def is_utf8(stream: Any) -> bool:
    """Whether all bytes from here on make sense as UTF-8; a character cut off at the end does no harm."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        while block := stream.read(_CHUNK):
            decoder.decode(block)
    except UnicodeDecodeError:
        return False
    return True
