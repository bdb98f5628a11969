# SPDX-License-Identifier: MIT
"""Folder: everything that is written down of one pupil, by kind, and the day on which it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

from models.calendar import Calendar
from models.codes import Stage, Whose
from models.records import (
    Advice,
    ArrangementReview,
    Assessment,
    AttendanceFigure,
    Attestation,
    BasePlacement,
    BaseWeek,
    Cycle,
    Decision,
    Delivery,
    DocumentHeld,
    EbsaProfile,
    GradedStep,
    Happening,
    Involvement,
    Meeting,
    Observed,
    Outcome,
    OutcomeReview,
    PartTimeTimetable,
    Plan,
    Provision,
    Pupil,
    Record,
    ReturnPlan,
    Review,
    Score,
    SenStatus,
    Suspension,
    Voice,
    WiderRequestChild,
)

R = TypeVar("R", bound=Record)

KINDS: tuple[type[Record], ...] = (
    SenStatus,
    Cycle,
    Voice,
    Meeting,
    Score,
    Assessment,
    Plan,
    Outcome,
    OutcomeReview,
    Review,
    Provision,
    Delivery,
    AttendanceFigure,
    Suspension,
    Involvement,
    WiderRequestChild,
    Advice,
    EbsaProfile,
    ReturnPlan,
    PartTimeTimetable,
    BasePlacement,
    BaseWeek,
    GradedStep,
    ArrangementReview,
    Observed,
    Happening,
    DocumentHeld,
    Attestation,
    Decision,
)
"""The kinds of record that answer something."""


@dataclass(frozen=True)
class Reviewed:
    """A cycle whose review was held and decided, with what belongs to it."""

    cycle: Cycle
    plan: Plan | None
    review: Review
    outcomes: tuple[Outcome, ...]
    outcome_reviews: tuple[OutcomeReview, ...]
    voices: tuple[Voice, ...]

    @property
    def ended(self) -> date:
        """The day of the review."""
        day = self.review.reviewed_on
        if day is None:
            raise ValueError("A reviewed cycle has the day of its review.")
        return day

    def has_voice(self, whose: Whose) -> bool:
        """Whether the child's or the parents' words, said by the day, are recorded in it."""
        return any(voice.whose is whose and voice.words.strip() for voice in self.voices)

    @property
    def measured(self) -> tuple[int, int]:
        """Outcomes with a start and an end measure, and all outcomes."""
        now = {one.outcome_id for one in self.outcome_reviews if one.now.strip()}
        both = sum(bool(one.baseline.strip()) and one.id in now for one in self.outcomes)
        return both, len(self.outcomes)

    @property
    def all_met(self) -> bool | None:
        """Whether every outcome was reached; None where one isn't reviewed or there is none."""
        found = {one.outcome_id: one.achievement for one in self.outcome_reviews}
        reached = [found.get(one.id) for one in self.outcomes]
        if not reached or any(one is None for one in reached):
            return None
        return all(int(one) >= 0 for one in reached if one is not None)


@dataclass
class Folder:
    """One pupil's records. Nothing after the day counts; each provider says what that means for it."""

    pupil: Pupil
    on: date
    calendar: Calendar
    held: Mapping[type[Record], list[Record]]

    def all(self, kind: type[R]) -> list[R]:
        """Every record of a kind."""
        return cast(list[R], self.held.get(kind, []))

    @cached_property
    def reviewed(self) -> tuple[Reviewed, ...]:
        """The cycles that were reviewed and decided, oldest first."""
        found = []
        for review in self.all(Review):
            if review.reviewed_on is None or review.decision is None:
                continue
            mine = review.cycle_id
            cycle = next((one for one in self.all(Cycle) if one.id == mine), None)
            if cycle is not None:
                found.append(
                    Reviewed(
                        cycle,
                        next((one for one in self.all(Plan) if one.cycle_id == mine), None),
                        review,
                        tuple(one for one in self.all(Outcome) if one.cycle_id == mine),
                        tuple(one for one in self.all(OutcomeReview) if one.cycle_id == mine),
                        tuple(
                            one for one in self.all(Voice) if one.cycle_id == mine and one.said_on <= self.on
                        ),
                    )
                )
        return tuple(sorted(found, key=lambda one: one.ended))

    def is_complete(self, name: str) -> bool:
        """Whether somebody has said by the day that everything of a kind is recorded."""
        return any(one.of == name and one.attested_on <= self.on for one in self.all(Attestation))

    @property
    def latest_reviewed(self) -> Reviewed | None:
        """The latest cycle that was reviewed on or before the day."""
        past = [one for one in self.reviewed if one.ended <= self.on]
        return past[-1] if past else None


def key(record: Record) -> str:
    """A record's identity, as evidence names where it comes from."""
    return f"{record.kind()}/{record.id}"


__all__ = ["KINDS", "Folder", "Reviewed", "Stage", "key"]
