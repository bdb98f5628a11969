# SPDX-License-Identifier: MIT
"""What an authority does with files that arrive: verify each, take or refuse it, let the latest stand.

What stands is a function of the set of files alone; the order in which they are read never matters.
"""

from __future__ import annotations

import os
import re
import stat
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from zipfile import BadZipFile, ZipFile

from models.summaries.document import LARGEST, TermlySummary
from models.summaries.filing import Filing, filing
from models.summaries.seal import Verified, verify
from thresholds.problems import Problem

_OURS = ("gr-authority-", "gr-enrol-")
_LISTS = ("schools.csv", "figures.csv", "measures.yaml")
"""The authority's keys, its schools' enrolments and its own lists may lie beside the summaries."""

_PAPER = re.compile(r"gr-\d{3}-\d{6}-20\d\d-\d\d\.[123]-v\d{1,2}\.pdf")
"""A summary's own paper may lie beside it; it says nothing more than the summary."""

_ENDS = (".json", ".grs")
_CHUNK = 200
_SHARED_FROM = 10_000
"""Files from which starting more processes costs less than it saves."""
_MOST_IN_A_ZIP = 1_000_000


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that wasn't taken, and why, in a sentence."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Arrived:
    """All files of a folder: those that stand, those refused, and what else an officer should know."""

    files: int = 0
    standing: tuple[Filing, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    superseded: tuple[Filing, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """What the authority checks files against.

    la              its three digits; files of others are refused
    opening_key     its 32 raw X25519 bytes; None where only plain copies are read
    enrolled        each school's Ed25519 public keys; None where no school has enrolled yet
    """

    la: str
    opening_key: bytes | None = None
    enrolled: Mapping[int, Sequence[bytes]] | None = field(default=None)

    @property
    def caution(self) -> str:
        """What these files can't show as long as no school has enrolled; empty afterwards."""
        if self.enrolled is not None:
            return ""
        return (
            "No school has enrolled yet: a signature shows that nothing was altered, not which school made "
            "the file. Take in the schools' enrolments."
        )

    def check(self, verified: Verified, file: str) -> TermlySummary:
        """The summary inside, if it is for this authority and from that school. Raises Problem otherwise."""
        summary = verified.summary
        if summary is None:
            raise Problem("it is sealed", file, "Open the folder with the authority's key.", code="sealed")
        if summary.la != self.la:
            raise Problem(
                f"it was made for authority {summary.la}, not for {self.la}", file, code="wrong_authority"
            )
        if self.enrolled is not None and verified.public_key not in self.enrolled.get(summary.urn, ()):
            raise Problem(
                f"it isn't signed with a key that school {summary.urn} enrolled",
                file,
                "Ring the school on its published number and compare fingerprints.",
                code="wrong_school",
            )
        if PurePosixPath(file).stem != summary.name:
            raise Problem(f"it was renamed; inside it is {summary.name}", file, "Give it its name back.")
        return summary


Found: TypeAlias = tuple[str, bytes] | Problem
Taken: TypeAlias = tuple[int, list[Filing], list[Rejected]]
Progress: TypeAlias = Callable[[int, int], None]


def read_folder(
    folder: Path, authority: Authority, progress: Progress | None = None, *, workers: int | None = None
) -> Arrived:
    """Every file below the folder, zips looked into: verified, the latest of each school and term standing.

    Never raises for a file: each that can't be taken is in rejected with its sentence. folder may be a single
    file too, as a zip of them all. progress is told how many paths are done and how many there are; what it
    raises (a cancel) goes through. workers: processes that share the work; None for as many as are worth it.
    """
    paths = _paths(folder)
    if folder.is_file():
        folder = folder.parent
    if workers is None:
        workers = os.cpu_count() or 1 if len(paths) >= _SHARED_FROM else 1
    chunks = [paths[at : at + _CHUNK] for at in range(0, len(paths), _CHUNK)]
    take = partial(_take, folder, authority)
    files, done = 0, 0
    taken: list[Filing] = []
    rejected: list[Rejected] = []
    with _workers(workers) as mapped:
        for chunk, (count, filings, refused) in zip(chunks, mapped(take, chunks), strict=True):
            files += count
            taken += filings
            rejected += refused
            done += len(chunk)
            if progress:
                progress(done, len(paths))
    arrived = admit(taken)
    refused_all = sorted([*rejected, *arrived.rejected], key=lambda one: (one.file, one.reason))
    cautions = (authority.caution,) if authority.caution and arrived.standing else ()
    warnings = (*cautions, *arrived.warnings)
    return Arrived(files, arrived.standing, tuple(refused_all), arrived.superseded, warnings)


def _paths(folder: Path) -> list[str]:
    if folder.is_file():
        return [str(folder)]
    return sorted(
        os.path.join(inside, name)
        for inside, _, names in os.walk(folder)
        for name in names
        if not name.startswith(_OURS) and name not in _LISTS and not _PAPER.fullmatch(name)
    )


@contextmanager
def _workers(count: int) -> Iterator[Callable[..., Iterable[Taken]]]:
    if count < 2:
        yield map
        return
    # Forking under a window with threads can hang; a fresh process can't.
    pool = ProcessPoolExecutor(count, get_context("spawn"))
    try:
        yield pool.map
    finally:
        pool.shutdown(cancel_futures=True)


def _take(folder: Path, authority: Authority, paths: Sequence[str]) -> Taken:
    """How many files these paths hold, those that can be taken, and the others with their sentences."""
    files = 0
    taken: list[Filing] = []
    rejected: list[Rejected] = []
    for found in (found for path in paths for found in _contents(folder, Path(path))):
        files += 1
        try:
            if isinstance(found, Problem):
                raise found
            file, content = found
            summary = authority.check(verify(content, file, authority.opening_key), file)
        except Problem as problem:
            rejected.append(Rejected(problem.where, problem.sentence))
        else:
            taken.append(filing(summary, file))
    return files, taken, rejected


def _contents(folder: Path, path: Path) -> Iterator[Found]:
    # A name that isn't text must not keep the sentence about it from being printed.
    name = path.relative_to(folder).as_posix().encode("utf-8", "replace").decode()
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            yield Problem("it isn't a file", name, code="foreign")
        elif path.suffix.lower() == ".zip":
            yield from _zipped(path, name)
        else:
            yield _weighed(name, about.st_size) or (name, path.read_bytes())
    except OSError as fault:
        yield Problem("it can't be read", name, f"The system says: {fault.strerror}.", code="unreadable")


def _weighed(name: str, size: int) -> Problem | None:
    """A file that needn't be opened to be refused."""
    if not name.lower().endswith(_ENDS):
        return Problem("it isn't a summary: their names end in .json or .grs", name, code="foreign")
    return Problem("it is far too large for a summary", name, code="too_large") if size > LARGEST else None


def _zipped(path: Path, name: str) -> Iterator[Found]:
    try:
        with ZipFile(path) as zipped:
            members = [member for member in zipped.infolist() if not member.is_dir()]
            for member in sorted(members[:_MOST_IN_A_ZIP], key=lambda one: one.filename):
                inside = f"{name}/{member.filename}"
                yield _weighed(inside, member.file_size) or (inside, _unzipped(zipped, member.filename))
    except (BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError):
        yield Problem("the zip is damaged or has a password", name, "Unpack it and try again.", code="zip")


def _unzipped(zipped: ZipFile, member: str) -> bytes:
    # The size that a zip claims may be a lie; what is read never is more than a summary and one byte.
    with zipped.open(member) as stream:
        return stream.read(LARGEST + 1)


def admit(filings: Iterable[Filing]) -> Arrived:
    """Which of these stand: of each school and term the latest version that follows from the ones before.

    The same content twice counts once. Two different files of one version are both refused, and so is a
    version that says it replaces another file than the one that is here.
    """
    by_identity: dict[tuple[int, str], dict[int, dict[str, Filing]]] = defaultdict(lambda: defaultdict(dict))
    for one in filings:
        same = by_identity[one.identity][one.version]
        if one.hash not in same or one.file < same[one.hash].file:
            same[one.hash] = one
    found = [_stand(versions) for _, versions in sorted(by_identity.items())]
    standing = tuple(one for part in found for one in part.standing)
    return Arrived(
        standing=standing,
        rejected=tuple(one for part in found for one in part.rejected),
        superseded=tuple(one for part in found for one in part.superseded),
        warnings=(*(words for part in found for words in part.warnings), *_key_warnings(standing)),
    )


def _stand(versions: Mapping[int, Mapping[str, Filing]]) -> Arrived:
    """One school's term."""
    stands: Filing | None = None
    superseded: list[Filing] = []
    rejected: list[Rejected] = []
    warnings: list[str] = []
    for version in sorted(versions):
        rivals = sorted(versions[version].values(), key=lambda one: one.file)
        if len(rivals) > 1:
            rejected += [_rival(one, rivals) for one in rivals]
            continue
        one = rivals[0]
        before = versions.get(version - 1)
        if before is not None and one.replaces not in before:
            reason = f"{one.file}: it says it replaces another file than version {version - 1} that is here."
            rejected.append(Rejected(one.file, f"{reason} Ask the school which of them is right."))
            continue
        if before is None and version > 1:
            warnings.append(f"{one.file}: version {version - 1} of this term never arrived.")
        superseded += [stands] if stands else []
        stands = one
    return Arrived(
        standing=(stands,) if stands else (),
        rejected=tuple(rejected),
        superseded=tuple(superseded),
        warnings=tuple(warnings),
    )


def _rival(one: Filing, rivals: Sequence[Filing]) -> Rejected:
    others = ", ".join(rival.file for rival in rivals if rival is not one)
    return Rejected(
        one.file,
        f"{one.file}: another file says it is version {one.version} of the same term: {others}. "
        "Ask the school which of them is right.",
    )


def _key_warnings(standing: Sequence[Filing]) -> list[str]:
    """A school may lose its key once in an epoch; more often somebody should ask."""
    keys: dict[int, set[str]] = defaultdict(set)
    for one in standing:
        keys[one.urn].add(one.key_id)
    return [
        f"School {urn} has used {len(used)} different keys; ask whether its store was lost."
        for urn, used in sorted(keys.items())
        if len(used) > 2
    ]
