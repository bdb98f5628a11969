# SPDX-License-Identifier: MIT
"""People & advice, a tab that is lists of what is recorded of a child, and what such lists share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from desktop.pages.page import Page
from desktop.pages.pupil.tab import Tab
from desktop.record_cards import Shown
from models.chronology import first_line, joined
from models.records import (
    Advice,
    Contact,
    Involvement,
    Meeting,
    Record,
    Score,
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
