# SPDX-License-Identifier: MIT
"""Needs: concerns before SEN Support, needs, strengths, profile, scores and the standard's questions."""

from __future__ import annotations

from typing_extensions import override

from desktop.editing.record_editor import RecordEditor
from desktop.pages.page import Page
from desktop.pages.pupil.asked import AskedCards
from desktop.pages.pupil.concerned import ANSWERS, CONCERNS, ConcernLists
from desktop.pages.pupil.lists import SCORES, day, newest
from desktop.pages.pupil.tab import Child, Tab
from desktop.parts.blocks import Card
from desktop.record_cards import Shown
from desktop.workspace import Remembering
from models.chronology import first_line, joined
from models.codes import YearGroup
from models.records import AccessArrangement, Need, Pupil, Strength

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
        self.concerned = ConcernLists(
            page,
            self.add_list(CONCERNS, newest("raised_on")),
            self.add_list(ANSWERS, newest("said_on")),
        )
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
        self.concerned.show_child(tx, child.pupil)
        self.asked.show_child(tx, child.pupil)

    @override
    def reveal(self, record_id: str) -> bool:
        question = self.asked.open(record_id)
        if question is not None:
            self.bring_into_view(question)
            return True
        return super().reveal(record_id)
