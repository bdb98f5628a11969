# SPDX-License-Identifier: MIT
"""read_quickly(folder, cache): a standard that was read before, without reading its YAML again.

What is kept is the document as the YAML reader gave it; it is checked against the format each time, so a
cache can't say anything that a pack couldn't. One that is damaged, or of other files, is not used.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from thresholds.problems import Problem, Problems
from thresholds.reader import build, read_document
from thresholds.standard import Standard

FORMAT = "gr-standard-cache/1"
"""The shape of a cache file. One of another shape is not used."""


class _PlacesLater(Mapping[str, tuple[str, int, int]]):
    """The places of a pack's parts, read from its files when somebody asks: only a checker does."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _places(self) -> Mapping[str, tuple[str, int, int]]:
        return read_document(self._folder)[1]

    def __getitem__(self, path: str) -> tuple[str, int, int]:
        return self._places[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def read_quickly(folder: Path, cache: Path) -> Standard:
    """A standard from its folder; cache is a folder in which what was read may be kept.

    Raises what read() raises. That the cache can't be written or read is no trouble: it is only slower.
    """
    stamp = _stamp(folder)
    kept = cache / f"{folder.name}-{stamp[:16]}.json"
    held = _held(kept, stamp)
    if held is not None:
        with contextlib.suppress(Problem, Problems):
            document, digest = held
            return build(document, _PlacesLater(folder), digest)
    document, places = read_document(folder)
    standard = build(document, places)
    _keep(kept, stamp, document, standard.digest)
    return standard


def _stamp(folder: Path) -> str:
    """SHA-256 over the names and bytes of the pack's files: one letter changed is another stamp."""
    found = hashlib.sha256()
    for file in sorted(folder.glob("*.yaml")):
        content = file.read_bytes()
        found.update(f"{file.name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()


def _held(kept: Path, stamp: str) -> tuple[Any, str] | None:
    """What is kept of these very files, and its digest; nothing where a bit of it isn't as it was written."""
    try:
        head, _, body = kept.read_bytes().partition(b"\n")
        said = json.loads(head)
        if said != _head(stamp, str(said["digest"]), body):
            return None
        return json.loads(body), said["digest"]
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _head(stamp: str, digest: str, body: bytes) -> dict[str, str]:
    return {
        "format": FORMAT,
        "files": stamp,
        "digest": digest,
        "seal": hashlib.sha256(f"{FORMAT} {stamp} {digest} ".encode() + body).hexdigest(),
    }


def _keep(kept: Path, stamp: str, document: Any, digest: str) -> None:
    # The order of the keys stays: it is the order in which a person reads the standard.
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    part = kept.with_suffix(f".{os.getpid()}.part")
    with contextlib.suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(json.dumps(_head(stamp, digest, body)).encode("utf-8") + b"\n" + body)
        os.replace(part, kept)
        for old in kept.parent.glob(f"{kept.name.rpartition('-')[0]}-*.json"):
            if old != kept:
                old.unlink(missing_ok=True)
