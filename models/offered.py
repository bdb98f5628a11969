# SPDX-License-Identifier: MIT
"""A standard that was handed over, looked at from every side before anybody puts it in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.adopting import must_hold
from models.cycle_parts import Reader
from models.impact import Impact, impact
from models.records import AdoptedStandard, Pupil, School
from models.standing import standard_for
from thresholds.compare import Difference, compare
from thresholds.packs import installed
from thresholds.problems import Problem, Problems
from thresholds.signed import Handed, Seal, handed
from thresholds.standard import Standard

ENDING = ".grstandard"
"""How the file of a signed standard ends."""

_MOST_FILES = 20
_LARGEST = 12 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Offered:
    """What one wants to know of a standard before it is adopted.

    before           what its children are judged by now
    is_new_signer    whether its authority's standards were signed by another key so far
    untested         criteria that none of its own cases shows
    """

    given: Handed
    la: str
    before: Standard
    is_new_signer: bool
    untested: tuple[str, ...]
    differences: tuple[Difference, ...]
    impact: Impact

    @property
    def needs_consent(self) -> bool:
        """Whether a person must say that she knows where it comes from."""
        return self.given.seal is not Seal.SIGNED or self.is_new_signer


def look_over(
    tx: Reader,
    given: Handed,
    school: School,
    on: date,
    *,
    step: Callable[[int, int], None] | None = None,
) -> Offered:
    """Check a standard, compare it with the one in force, and judge its authority's children by both.

    step(done, of) is told after each child; what it raises ends the work. Raises Problem or Problems for a
    standard that doesn't hold or was withdrawn.
    """
    untested = must_hold(given.standard)
    head = given.standard.pack.pack
    if head.status == "withdrawn":
        raise Problem("this version was withdrawn", f"{head.id} {head.version}", "Ask for the one in force.")
    la = head.la or school.la
    before = standard_for(tx, None, school.model_copy(update={"la": la}), on)
    signers = {one.public_key for one in tx.find(AdoptedStandard, la=la) if one.public_key}

    def its_own(pupil: Pupil) -> bool:
        return (pupil.home_la or school.la) == la

    return Offered(
        given,
        la,
        before,
        bool(signers) and given.public_key.hex() not in signers,
        untested,
        compare(before, given.standard),
        impact(tx, before, given.standard, on, whose=its_own, step=step),
    )


def newer_in(tx: Reader, folders: Iterable[Path], school: School) -> Path | None:
    """A signed standard in one of some folders, of an authority that has children here, and not here yet.

    The one that begins last, where there are several. A file that can't be read is passed over: whoever
    opens it by hand is told what is wrong with it.
    """
    here = {one.digest for one in tx.find(AdoptedStandard)} | {one.digest for one in installed()}
    found: list[tuple[date, Path]] = []
    for path in _files(folders):
        try:
            given = handed(path)
        except (Problem, Problems, OSError):
            continue
        head = given.standard.pack.pack
        if given.seal is not Seal.SIGNED or given.standard.digest in here or head.status == "withdrawn":
            continue
        if _is_wanted(tx, head.la or school.la, head.effective.from_, school):
            found.append((head.effective.from_, path))
    return max(found)[1] if found else None


def _files(folders: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for folder in folders:
        try:
            found += sorted(one for one in folder.glob(f"*{ENDING}") if one.stat().st_size <= _LARGEST)
        except OSError:
            continue
    return found[:_MOST_FILES]


def _is_wanted(tx: Reader, la: str, begins: date, school: School) -> bool:
    """Whether it is for somebody here, and not older than what was adopted for them."""
    if la != school.la and not tx.find(Pupil, home_la=la):
        return False
    return all(one.effective_on < begins for one in tx.find(AdoptedStandard, la=la))
