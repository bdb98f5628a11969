# SPDX-License-Identifier: MIT
"""YAML text to a standard, with a line and column for every node; refuses whatever could surprise."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from thresholds.nodes import OPERATORS
from thresholds.problems import Problem, Problems
from thresholds.standard import Pack, Standard, digest_of

MOST_BYTES = 4_000_000
"""Bytes that a pack may have; ours have some hundred thousand."""

DEEPEST = 40
"""Levels that a pack may be nested."""

BUNDLE = "gr-standard/1"
"""The format of one file that holds all files of a pack, as a standard is handed over."""

MOST_FILES = 200
"""Files that a pack may have."""

Places = dict[str, tuple[str, int, int]]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MERGED = ("areas", "evidence", "facts", "events", "documents")
_JOINED = ("criteria", "thresholds", "constraints", "tests")


class _Composer:
    """One file's text as plain mappings, lists and text, with the place of each."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: Places = {}

    def problem(self, what: str, mark: Any, mend: str, code: str) -> Problem:
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        return Problem(what, f"{self.file}:{line}:{column}", mend, code=code, line=line, column=column)

    def compose(self, text: str) -> Any:
        tab = text.find("\t")
        if tab >= 0 and not text[text.rfind("\n", 0, tab) + 1 : tab].strip():
            line = text.count("\n", 0, tab) + 1
            raise Problem(
                "a tab stands where spaces belong",
                f"{self.file}:{line}:1",
                "Replace the tab with spaces.",
                code="tab",
                line=line,
                column=1,
            )
        try:
            self._look_ahead(text)
            loader = _LOADER(text)
            try:
                root = loader.get_single_node()
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as fault:
            what = (fault.problem or "this is not YAML").replace("found ", "there is ")
            raise self.problem(
                what, fault.problem_mark or fault.context_mark, "Check the line's spaces and marks.", "yaml"
            ) from None
        except yaml.YAMLError:
            raise self.problem(
                "a character stands here that YAML can't hold", None, "Save the file as UTF-8.", "yaml"
            ) from None
        if root is None:
            raise self.problem(
                "the file is empty", None, "Write a standard, or choose another file.", "empty"
            )
        return self._value(root, "", 0)

    def _look_ahead(self, text: str) -> None:
        """Refuse anchors, aliases, tags and depth before anything is built from them."""
        depth = 0
        for event in yaml.parse(text, Loader=_LOADER):
            mark = event.start_mark
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise self.problem(
                    "anchors and aliases (& and *) are not used in a standard",
                    mark,
                    "Write it out.",
                    "anchor",
                )
            tag = getattr(event, "tag", None)
            if tag is not None and tag not in ("!",):
                raise self.problem(
                    "tags (with !) are not used in a standard", mark, "Take the tag away.", "tag"
                )
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise self.problem(
                    "this is nested too deeply", mark, "Use a shared criterion instead.", "deep"
                )

    def _value(self, node: yaml.Node, path: str, depth: int) -> Any:
        mark = node.start_mark
        self.places.setdefault(path, (self.file, mark.line + 1, mark.column + 1))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self._value(item, _join(path, at), depth + 1) for at, item in enumerate(node.value)]
        return node.value

    def _mapping(self, node: yaml.MappingNode, path: str, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.problem(
                    "a key must be a word", key.start_mark, "Write a word before the colon.", "key"
                )
            name = key.value
            if name in made:
                raise self.problem(
                    f"'{name}' stands here twice", key.start_mark, "Keep one of them.", "duplicate-key"
                )
            mark = key.start_mark
            self.places[_join(path, name)] = (self.file, mark.line + 1, mark.column + 1)
            made[name] = self._value(value, _join(path, name), depth + 1)
        return made


def _join(path: str, step: object) -> str:
    return f"{path}.{step}" if path else str(step)


def read(path: Path) -> Standard:
    """Read a standard from a file, or from a folder of .yaml files that are read as one.

    Raises Problem where nothing can be read, Problems with a place for each where something is wrong.
    """
    document, places = read_document(path)
    return build(document, places)


def read_text(text: str, name: str = "standard.yaml") -> Standard:
    """Read a standard from its text."""
    return build(*compose_text(text, name))


def read_bundle(text: str, name: str = "standard") -> Standard:
    """Read a standard from the text of one file that was handed over."""
    return build(*_composed(_unbundled(text, name)))


def compose_text(text: str, name: str) -> tuple[Any, Places]:
    """Text as plain mappings, lists and text, with the place of each part."""
    composer = _Composer(name)
    return composer.compose(text), composer.places


def read_document(path: Path) -> tuple[dict[str, Any], Places]:
    """The document of a file or folder before it is checked against the format."""
    return _composed(files_of(path))


def _composed(files: Mapping[str, str]) -> tuple[dict[str, Any], Places]:
    parts = [(name, *compose_text(text, name)) for name, text in files.items()]
    if len(parts) == 1:
        name, document, places = parts[0]
        if not isinstance(document, dict):
            raise Problem(
                "a standard begins with keys such as format and pack", name, "See the guide.", code="shape"
            )
        return document, places
    return _joined(parts)


def files_of(path: Path) -> dict[str, str]:
    """The files of a pack by their names: of a folder, of one file, or out of one that was handed over."""
    path = Path(path)
    if not path.is_dir():
        text = text_of(path)
        return _unbundled(text, path.name) if _is_bundle(text) else {path.name: text}
    files = sorted(path.glob("*.yaml"))
    if not files:
        raise Problem(
            "the folder holds no .yaml file", str(path), "Choose the folder of a standard.", code="empty"
        )
    return {file.name: text_of(file) for file in files[:MOST_FILES]}


def _is_bundle(text: str) -> bool:
    return text.lstrip().startswith("{") and BUNDLE in text[:200]


def _unbundled(text: str, name: str) -> dict[str, str]:
    """The files inside one that was handed over. Their names are only names: nothing is written by them."""
    try:
        files = json.loads(text)["files"]
        if not files or len(files) > MOST_FILES:
            raise ValueError
        return {Path(str(one)).name: _whole(content) for one, content in sorted(files.items())}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Problem(
            "this is no standard that was handed over whole", name, "Ask for it again.", code="bundle"
        ) from None


def _whole(content: object) -> str:
    if not isinstance(content, str):
        raise TypeError
    return content


def text_of(file: Path) -> str:
    """The text of a file. Raises Problem where it is too large, not there or not UTF-8."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Problem(
                f"the file has more than {MOST_BYTES // 1_000_000} MB",
                file.name,
                "A standard is smaller; check that this is one.",
                code="too-large",
            )
        return file.read_bytes().decode("utf-8-sig")
    except OSError as fault:
        reason = (fault.strerror or "no access").lower()
        raise Problem(
            f"the file can't be read ({reason})", str(file), "Check its name and place.", code="missing"
        ) from None
    except UnicodeDecodeError:
        raise Problem("the file is not UTF-8 text", file.name, "Save it as UTF-8.", code="encoding") from None


def _joined(parts: Sequence[tuple[str, Any, Places]]) -> tuple[dict[str, Any], Places]:
    whole: dict[str, Any] = {}
    places: Places = {}
    for name, document, own in parts:
        if not isinstance(document, dict):
            raise Problem("a standard's file begins with keys", name, "See the guide.", code="shape")
        for key, value in document.items():
            if key in _MERGED and isinstance(value, dict):
                _merge(whole.setdefault(key, {}), value, key, own)
                _copy(own, places, key, key)
            elif key in _JOINED and isinstance(value, list):
                held = whole.setdefault(key, [])
                for at in range(len(value)):
                    _copy(own, places, f"{key}.{at}", f"{key}.{len(held) + at}")
                held.extend(value)
            elif key in whole:
                file, line, column = own[key]
                raise Problem(
                    f"'{key}' stands in another file already",
                    f"{file}:{line}:{column}",
                    "Keep one.",
                    code="duplicate-key",
                    line=line,
                    column=column,
                )
            else:
                whole[key] = value
                _copy(own, places, key, key)
    return whole, places


def _merge(held: dict[str, Any], more: Mapping[str, Any], key: str, places: Places) -> None:
    for name, value in more.items():
        if name in held:
            file, line, column = places[f"{key}.{name}"]
            raise Problem(
                f"'{name}' is declared in another file already",
                f"{file}:{line}:{column}",
                "Keep one of them.",
                code="duplicate-key",
                line=line,
                column=column,
            )
        held[name] = value


def _copy(own: Places, places: Places, old: str, new: str) -> None:
    for path, place in own.items():
        if path == old or path.startswith(old + "."):
            places.setdefault(new + path[len(old) :], place)


def build(document: Any, places: Mapping[str, tuple[str, int, int]], digest: str = "") -> Standard:
    """Check a document against the format; digest, if known. Raises Problems with a place for each."""
    try:
        pack = Pack.model_validate(document)
    except ValidationError as found:
        raise Problems(problems_of(found, document, places, Pack)) from None
    except RecursionError:
        raise Problem("the standard is nested too deeply", mend="Use shared criteria.", code="deep") from None
    return Standard(pack, digest or digest_of(document), places)


def problems_of(
    found: ValidationError, document: Any, places: Mapping[str, tuple[str, int, int]], model: type[BaseModel]
) -> list[Problem]:
    """What pydantic found, in our own words and with the place of each."""
    del model
    told: dict[tuple[str, str], Problem] = {}
    for error in found.errors(include_url=False):
        path = _path_in(document, error["loc"])
        file, line, column = _nearest(path, places)
        what, mend = _words(error)
        where = f"{file}:{line}:{column}" if file else path
        told.setdefault(
            (where, what),
            Problem(what, where, mend, code=error["type"], line=line, column=column, field=path),
        )
    return sorted(
        told.values(), key=lambda problem: (problem.where.partition(":")[0], problem.line, problem.column)
    )


def _path_in(document: Any, steps: Sequence[Any]) -> str:
    """The steps that exist in the document: pydantic adds steps of its own for values of several kinds."""
    path, here = "", document
    for step in steps:
        if isinstance(here, dict) and str(step) in here:
            path, here = _join(path, step), here[str(step)]
        elif isinstance(here, dict) and step == "not_" and "not" in here:
            path, here = _join(path, "not"), here["not"]
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            path, here = _join(path, step), here[step]
    return path


def _nearest(path: str, places: Mapping[str, tuple[str, int, int]]) -> tuple[str, int, int]:
    while path and path not in places:
        path = path.rpartition(".")[0]
    return places.get(path, ("", 0, 0))


_KEYS = (
    *OPERATORS,
    "id",
    "text",
    "parent",
    "reason",
    "source",
    "phases",
    "label",
    "kind",
    "ask",
    "unit",
    "good_for",
)


_SIMPLE = (
    (("decimal", "int", "float"), "a number that fits here", "Write a plain number, as in 85 or 0.5."),
    ("bool", "yes or no", "Write yes or no."),
    ("date", "a date", "Write year-month-day, as in 2026-02-01."),
)


def _words(error: Any) -> tuple[str, str]:
    kind, given, steps = error["type"], error.get("input"), error["loc"]
    name = str(steps[-1]) if steps else ""
    if kind == "extra_forbidden":
        near = difflib.get_close_matches(name, _KEYS, n=1, cutoff=0.6)
        return (
            f"'{name}' is not known here",
            f"Did you mean '{near[0]}'?" if near else "Correct or remove it.",
        )
    if kind == "missing":
        return f"'{name}' is missing", f"Add '{name}'."
    if kind == "value_error":
        text = str(error.get("ctx", {}).get("error", error["msg"]))
        first, _, rest = text.partition(". ")
        return first.rstrip("."), rest or "See the guide."
    for start, what, mend in _SIMPLE:
        if kind.startswith(start):
            return f"'{given}' is not {what}", mend
    if kind in ("literal_error", "enum"):
        return (
            f"'{given}' can't stand here",
            f"Choose {error.get('ctx', {}).get('expected', 'one of the known words')}.",
        )
    if kind == "string_pattern_mismatch":
        return (
            f"'{given}' is not a name that fits here",
            "Use letters, digits and underscores, a letter first.",
        )
    return f"'{name or given}' doesn't fit here ({error['msg'].lower().rstrip('.')})", "See the guide."


def json_schema() -> dict[str, Any]:
    """The JSON Schema of a pack, for editors that complete and check while one types."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Pack.model_json_schema(by_alias=True),
    }
