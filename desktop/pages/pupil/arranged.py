# SPDX-License-Identifier: MIT
"""Ways back to school; the EHC plan with its clocks, a place in a base, and what comes after school."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from typing_extensions import override

from desktop import theme
from desktop.pages.page import Page
from desktop.pages.pupil.lists import day, newest
from desktop.pages.pupil.tab import Child, Tab
from desktop.parts.blocks import Card
from desktop.record_cards import Shown
from desktop.workspace import Remembering
from models.adulthood import looks_ahead
from models.chronology import first_line, joined
from models.clocks import Clock, clocks_of_request, clocks_of_review
from models.records import (
    AnnualReview,
    BasePlacement,
    BaseWeek,
    Destination,
    EbsaProfile,
    EhcRequest,
    GradedStep,
    PartTimeTimetable,
    ReturnPlan,
)

PROFILES = Shown(
    EbsaProfile,
    "Why school is hard to come to",
    "EBSA profile",
    lambda p: joined(day(p.made_on), first_line(p.pushes), first_line(p.pulls)),
    about="Emotionally based school avoidance: what pushes away, what holds at home, what helps.",
)
RETURNS = Shown(
    ReturnPlan,
    "Plan to return",
    "plan to return",
    lambda p: joined(
        f"from {day(p.made_on)}",
        p.key_adult,
        p.ended_on and f"ended {day(p.ended_on)}",
        first_line(p.outcome),
    ),
)
PART_TIME = Shown(
    PartTimeTimetable,
    "Part-time timetable",
    "part-time timetable",
    lambda t: joined(
        f"{day(t.started_on)} to {day(t.ends_on)}",
        f"{t.sessions_a_week} sessions a week",
        t.ended_on and f"full time again from {day(t.ended_on)}",
    ),
    about="For a short time only, agreed with the parents, with a day on which it ends.",
)
REQUESTS = Shown(
    EhcRequest,
    "Requests for an EHC needs assessment",
    "request",
    lambda r: joined(
        f"asked for on {day(r.requested_on)}",
        r.asked_by.label,
        r.decision and r.decision.label,
        r.final_on and f"final plan {day(r.final_on)}",
    ),
    about="Anyone may ask at any time (Children and Families Act 2014, section 36).",
)
REVIEWS = Shown(
    AnnualReview,
    "Annual reviews",
    "annual review",
    lambda r: joined(
        f"due {day(r.due_on)}",
        r.meeting_on and f"meeting {day(r.meeting_on)}",
        r.decision and r.decision.label,
    ),
)
PLACES = Shown(
    BasePlacement,
    "Place in an inclusion base",
    "place in a base",
    lambda p: joined(
        p.model.label,
        f"from {day(p.started_on or p.proposed_on)}",
        first_line(p.aim),
        p.ended_on and f"until {day(p.ended_on)}",
    ),
    about="With an aim and a way back into mainstream lessons. Never as a sanction.",
)
DESTINATIONS = Shown(
    Destination,
    "After school",
    "destination",
    lambda d: joined(day(d.noted_on), d.kind_of.label, d.place, d.stage.label),
    about="Preparing for adulthood begins in Year 9 (Code of Practice, 8.9).",
)


class ReturnLists:
    """The three lists of ways back that stand under attendance, with the steps of the latest plan."""

    def __init__(self, tab: Tab) -> None:
        for shown, name in ((PROFILES, "made_on"), (RETURNS, "made_on"), (PART_TIME, "started_on")):
            tab.add_list(shown, newest(name))
        self._steps = tab.make_cards(
            Shown(
                GradedStep,
                "Steps of the plan to return",
                "step",
                lambda s: joined(
                    f"{s.number}.", first_line(s.text), day(s.tried_on), s.result and s.result.label
                ),
                about="Small enough to succeed; the next one follows from how the last one went.",
            )
        )
        tab.add(self._steps)

    def show_child(self, tx: Remembering, pupil_id: str) -> None:
        """Show the steps of the latest plan; none can be added before there is one."""
        plans = tx.find(ReturnPlan, pupil_id=pupil_id)
        latest = max(plans, key=lambda one: one.made_on, default=None)
        self._steps.setVisible(latest is not None)
        if latest is not None:
            steps = sorted(tx.find(GradedStep, plan_id=latest.id), key=lambda one: one.number)
            self._steps.show_records(
                steps,
                pupil_id=pupil_id,
                plan_id=latest.id,
                number=max((s.number for s in steps), default=0) + 1,
            )


class EhcTab(Tab):
    """The way to an EHC plan with its clocks, annual reviews, a place in a base, and what comes after."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.clocks = Card("What is due when")
        self._due = theme.words("")
        self.clocks.add(self._due)
        self.add(self.clocks)
        self.add_list(REQUESTS, newest("requested_on"))
        self.add_list(REVIEWS, newest("due_on"))
        self.add_list(PLACES, newest("proposed_on"))
        self._weeks = self.make_cards(
            Shown(
                BaseWeek,
                "Weeks in the base",
                "week",
                lambda w: joined(
                    f"week of {day(w.week_of)}", f"{w.mainstream} of {w.lessons} lessons in mainstream"
                ),
            )
        )
        self.add(self._weeks)
        self._after = self.add_list(DESTINATIONS, newest("noted_on"))

    @override
    def show_child(self, tx: Remembering, child: Child) -> None:
        super().show_child(tx, child)
        mine = child.pupil.id
        clocks = [c for one in tx.find(EhcRequest, pupil_id=mine) for c in clocks_of_request(one)]
        clocks += [c for one in tx.find(AnnualReview, pupil_id=mine) for c in clocks_of_review(one)]
        today = self.workspace.today
        # A right that nobody used is not late when its last day has gone by.
        running = [c for c in clocks if c.done_on is None and (c.name != "appeal" or c.due_on >= today)]
        running.sort(key=lambda c: c.due_on)
        self.clocks.setVisible(bool(running))
        self._due.setText("\n".join(_clock_words(running, today)))
        places = tx.find(BasePlacement, pupil_id=mine)
        latest = max(places, key=lambda one: one.proposed_on, default=None)
        self._weeks.setVisible(latest is not None)
        if latest is not None:
            weeks = sorted(
                tx.find(BaseWeek, placement_id=latest.id), key=lambda one: one.week_of, reverse=True
            )
            self._weeks.show_records(weeks, pupil_id=mine, placement_id=latest.id)
        known = bool(tx.find(Destination, pupil_id=mine))
        self._after.setVisible(known or looks_ahead(child.pupil))


def _clock_words(clocks: Iterable[Clock], today: date) -> list[str]:
    return [f"{day(one.due_on)}: {one.words} ({_left(one, today)}; {one.law})." for one in clocks]


def _left(clock: Any, today: date) -> str:
    days = clock.days_left(today)
    if days < 0:
        return f"{-days} days late" + (", which the law excuses" if clock.is_excused else "")
    return "today" if days == 0 else f"{days} days left"
