# SPDX-License-Identifier: MIT
"""KINDS: every document that can be made, by its name; one table for command line and window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop.files import Target
from desktop.paper.child_chronology import write_chronology
from desktop.paper.cycle_record import write_cycle
from desktop.paper.evidence_pack import write_evidence
from desktop.paper.governors_report import write_governors
from desktop.paper.profile import write_profile
from desktop.paper.provision_sheet import write_provision
from desktop.paper.pupil_plan import write_plan
from desktop.paper.review_letter import write_letter
from desktop.paper.round_robin import write_round_robin
from desktop.paper.subject_access import Held, write_subject_access
from models.assessment_request import evidence_of_request
from models.calendar import Calendar
from models.chronology import chronology
from models.concerns import latest_of
from models.cycle_parts import CycleParts, Reader, current_cycle, read_parts
from models.governors import term_for_governors
from models.provision_map import provision_rows
from models.records import (
    Concern,
    Draft,
    ImportBatch,
    KeptFile,
    Pupil,
    School,
    Score,
    Strength,
    TermDates,
    Voice,
)
from models.retention import kept_until
from models.third_parties import others_known
from models.whole_record import whole_record
from thresholds.problems import Problem


@dataclass(frozen=True, slots=True)
class Order:
    """What a document is made from: where to read, whose school, on which day, and of whom."""

    tx: Reader
    school: School
    on: date
    pupil: Pupil | None = None

    @property
    def child(self) -> Pupil:
        """The child that it is about. Raises Problem where none was named."""
        if self.pupil is None:
            raise Problem("this document is about one child", mend="Say whose it is.")
        return self.pupil

    def cycle(self) -> CycleParts:
        """The child's present cycle. Raises Problem where there is none yet."""
        found = current_cycle(self.tx, self.child.id)
        if found is None:
            raise Problem(
                f"{self.child.known_as} has no cycle yet", mend="Start one; then there is a plan to print."
            )
        return read_parts(self.tx, self.child, found)


@dataclass(frozen=True, slots=True)
class Kind:
    """One document. per_child says whether it is about one child; needs_cycle whether one must have begun.

    is_guarded  whether it is looked over for other children's names before it is saved
    """

    name: str
    title: str
    write: Callable[[Target, Order], int]
    per_child: bool = True
    needs_cycle: bool = False
    is_guarded: bool = True


def _cycle(path: Target, order: Order) -> int:
    parts = order.cycle()
    scores = sorted(order.tx.find(Score, pupil_id=order.child.id), key=lambda one: one.assessed_on)
    return write_cycle(path, parts, order.school, scores, order.on)


def _profile(path: Target, order: Order) -> int:
    mine = order.child.id
    return write_profile(
        path,
        order.child,
        order.school,
        order.on,
        strengths=order.tx.find(Strength, pupil_id=mine),
        voices=order.tx.find(Voice, pupil_id=mine),
    )


def _round_robin(path: Target, order: Order) -> int:
    concern = latest_of(order.tx.find(Concern, pupil_id=order.child.id))
    return write_round_robin(path, order.child, order.school, concern, order.on)


def _chronology(path: Target, order: Order) -> int:
    return write_chronology(path, order.child, order.school, chronology(order.tx, order.child), order.on)


def _evidence(path: Target, order: Order) -> int:
    sections = evidence_of_request(order.tx, order.child, order.on)
    return write_evidence(path, order.child, order.school, sections, order.on)


def _governors(path: Target, order: Order) -> int:
    calendar = Calendar(order.tx.find(TermDates))
    term = calendar.term_of(order.on)
    blocks = term_for_governors(order.tx, calendar.span(term), order.on)
    return write_governors(path, blocks, term.words, order.school, order.on)


def _subject_access(path: Target, order: Order) -> int:
    tx, child = order.tx, order.child
    ids = {child.id}
    held = Held(
        records=[one for one in whole_record(tx, child) if not isinstance(one, KeptFile)],
        drafts=tx.find(Draft, pupil_id=child.id),
        imports=[one for one in tx.find(ImportBatch) if ids & set(one.record_ids)],
        kept=kept_until(tx, child, order.school, order.on),
    )
    others = others_known(tx, child, order.school)
    return write_subject_access(path, child, order.school, held, others, on=order.on)


KINDS: dict[str, Kind] = {
    one.name: one
    for one in (
        Kind(
            "plan",
            "Support plan",
            lambda path, o: write_plan(path, o.cycle(), o.school, o.on),
            needs_cycle=True,
        ),
        Kind("profile", "One-page profile", _profile),
        Kind(
            "parent-letter",
            "Letter to parents for a review",
            lambda path, o: write_letter(path, o.cycle(), o.school, o.on),
            needs_cycle=True,
        ),
        Kind("cycle", "Cycle record", _cycle, needs_cycle=True),
        Kind("round-robin", "Sheet for every teacher", _round_robin),
        Kind("chronology", "Chronology", _chronology),
        Kind("evidence-pack", "Evidence for an EHC needs assessment", _evidence),
        # Here every name is marked on its page, and the list of them stands at the end.
        Kind("subject-access", "File for a parent who asked to see it", _subject_access, is_guarded=False),
        Kind(
            "provision-map",
            "Provision map",
            lambda path, o: write_provision(path, provision_rows(o.tx, o.on), o.school, o.on),
            per_child=False,
            is_guarded=False,
        ),
        Kind("governors", "Report to governors", _governors, per_child=False),
    )
}
