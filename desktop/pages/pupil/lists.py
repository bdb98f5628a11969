# SPDX-License-Identifier: MIT
"""Needs, People & advice and Attendance: the tabs that are lists of what is recorded of a child."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from typing_extensions import override

from desktop.editing.record_editor import RecordEditor
from desktop.pages.page import Page
from desktop.pages.pupil.asked import AskedCards
from desktop.pages.pupil.tab import Child, Tab
from desktop.parts.blocks import Card
from desktop.record_cards import Shown
from desktop.workspace import Remembering
from models.chronology import first_line, joined
from models.codes import YearGroup
from models.records import (
    AccessArrangement,
    Advice,
    Contact,
    Involvement,
    Meeting,
    Need,
    Pupil,
    Record,
    Score,
    Strength,
)


def day(on: date | None) -> str:
    """A day in a line of a list; empty where it isn't known."""
    return f"{on.day} {on:%b %Y}" if on else ""


def newest(name: str) -> Callable[[Record], object]:
    """The order of a list by the day of this name, the latest first."""
    return lambda record: -getattr(record, name).toordinal()


SCORES = Shown(
    Score,
    "Scores",
    "score",
    lambda s: joined(
        s.domain.label, f"{s.score.normalize():f} ({s.scale.label})", s.instrument, day(s.assessed_on)
    ),
    about="As they are printed on the form; they are never converted.",
)
NEEDS = Shown(
    Need,
    "Needs",
    "need",
    lambda n: joined(
        f"{n.rank}. {n.code.value}, {n.code.label}",
        n.ended_on and f"until {day(n.ended_on)}",
        first_line(n.description),
    ),
    about="DfE types of need; rank 1 is the primary need.",
)
STRENGTHS = Shown(Strength, "Strengths and interests", "strength", lambda s: first_line(s.text))


EXAMS = Shown(
    AccessArrangement,
    "Exams, and the normal way of working",
    "arrangement",
    lambda a: joined(
        a.arranged.label,
        a.normal_since and f"normal since {day(a.normal_since)}",
        a.approved_on and f"approved {day(a.approved_on)}",
        a.holds_until and f"holds until {day(a.holds_until)}",
        a.exams,
    ),
    about="What is normal in lessons may be asked for in exams.",
)
SITS_EXAMS = frozenset(list(YearGroup)[list(YearGroup).index(YearGroup.Y7) :])
"""Years of the secondary phase and after."""


class NeedsTab(Tab):
    """What the child finds hard and is good at: profile, scores, the standard's questions."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.add_list(NEEDS, lambda n: getattr(n, "rank", 0))
        self.add_list(STRENGTHS, lambda _s: 0)
        self.profile = Card("One-page profile")
        self.form = RecordEditor(Pupil, sections=("One-page profile",), workspace=self.workspace)
        self.profile.add(self.form)
        self.add(self.profile)
        self.add_list(SCORES, newest("assessed_on"))
        self.exams = self.add_list(EXAMS, lambda a: getattr(a, "arranged"))  # noqa: B009
        self.asked = AskedCards(page)
        self.add(self.asked)

    @override
    def show_child(self, tx: Remembering, child: Child) -> None:
        super().show_child(tx, child)
        has_some = bool(tx.find(AccessArrangement, pupil_id=child.pupil.id))
        self.exams.setVisible(has_some or child.pupil.year_group in SITS_EXAMS)
        self.form.show_record(child.pupil)
        self.asked.show_child(tx, child.pupil)

    @override
    def reveal(self, record_id: str) -> bool:
        question = self.asked.open(record_id)
        if question is not None:
            self.bring_into_view(question)
            return True
        return super().reveal(record_id)


class PeopleTab(Tab):
    """Who stands beside the child, and what was said and advised."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.add_list(
            Shown(
                Contact,
                "Parents, carers and others",
                "contact",
                lambda c: joined(c.name, c.relation, c.telephone, c.email),
            ),
            lambda _c: 0,
        )
        self.add_list(
            Shown(
                Meeting,
                "Meetings with parents",
                "meeting",
                lambda m: joined(day(m.held_on), m.who_came, first_line(m.notes)),
                about="The Code of Practice expects three a year (6.65).",
            ),
            newest("held_on"),
        )
        self.add_list(
            Shown(Involvement, "Professionals asked for", "request", self._involvement),
            newest("requested_on"),
        )
        self.add_list(
            Shown(
                Advice,
                "Written advice",
                "piece of advice",
                lambda a: joined(a.profession.label, a.author, day(a.dated_on), first_line(a.summary)),
            ),
            newest("dated_on"),
        )

    def _involvement(self, one: Any) -> str:
        waited = one.waited_days(self.workspace.today)
        seen = f"seen {day(one.seen_on)}" if one.seen_on else "closed" if one.closed_on else "waiting"
        weeks = f"{waited // 7} weeks" if waited >= 14 else f"{waited} days"
        hand = "Experts at Hand" if one.is_expert_at_hand else ""
        return joined(
            one.profession.label,
            one.name,
            hand,
            f"asked {day(one.requested_on)}",
            f"{seen} after {weeks}" if one.seen_on else f"{seen}, {weeks}",
        )
