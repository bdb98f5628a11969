# SPDX-License-Identifier: MIT
"""Assess, Plan and Do: what each stage of a cycle records, saved as it is left."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid5

from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop import theme
from desktop.editing.record_editor import RecordEditor
from desktop.pages.page import Page
from desktop.pages.pupil.choosing import BankDialog
from desktop.pages.pupil.lists import SCORES, day
from desktop.parts.blocks import Card, button, empty
from desktop.record_cards import RecordCards, Shown
from models.bank import as_provision, bank
from models.chronology import first_line, joined
from models.codes import Stage
from models.cycle_parts import CycleParts
from models.records import Assessment, BankEntry, Delivery, Outcome, Plan, Provision, Record, Score, Voice


class StagePanel(QWidget):
    """One stage of the open cycle. show_stage() is called each time that something of the child differs."""

    stage: ClassVar[Stage]

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.workspace = page.workspace
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)

    def show_stage(self, parts: CycleParts, scores: tuple[Score, ...]) -> None:
        """Show a cycle's records of this stage."""

    def add_form(self, kind: type[Record], title: str, about: str = "") -> RecordEditor:
        """A card with a record's form."""
        card = Card(title, about=about)
        form = RecordEditor(kind, workspace=self.workspace)
        card.add(form)
        self.column.addWidget(card)
        return form

    def add_cards(self, shown: Shown) -> RecordCards:
        """A list of records whose removal is told with Undo."""
        cards = RecordCards(shown, self.workspace)
        cards.removed.connect(lambda words: self.page.tell(words, undo=True))
        self.column.addWidget(cards)
        return cards


def fill_form(form: RecordEditor, record: Record | None, about: str, **mine: str) -> None:
    """Show a record; where there is none yet, the form begins it.

    about is the id of what it belongs to: the new record's id follows from it, so that a draft finds back.
    """
    if record is not None:
        form.show_record(record)
        return
    id = uuid5(UUID(about), form.kind.kind()).hex
    if form.property("begun") != id:
        form.setProperty("begun", id)
        form.begin(id=id, **mine)


def mine(parts: CycleParts) -> dict[str, str]:
    """What every record of a cycle points to."""
    return {"pupil_id": parts.pupil.id, "cycle_id": parts.cycle.id}


class AssessPanel(StagePanel):
    """The analysis of needs, the child's and the parents' own words, scores."""

    stage = Stage.ASSESS

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.voices = self.add_cards(
            Shown(
                Voice,
                "In their own words",
                "voice",
                lambda v: joined(v.whose.label, day(v.said_on), first_line(v.words)),
                about="What the child says, and what the parents say (Code of Practice, 6.45).",
                fields=("whose", "words", "said_on", "how"),
            )
        )
        self.form = self.add_form(Assessment, "What we know", "The analysis of need (Code, 6.45 and 6.46).")
        self.scores = self.add_cards(SCORES)

    @override
    def show_stage(self, parts: CycleParts, scores: tuple[Score, ...]) -> None:
        today = self.workspace.today
        self.voices.show_records(parts.voices, said_on=today, stage=Stage.ASSESS, **mine(parts))
        fill_form(self.form, parts.assessment, parts.cycle.id, **mine(parts))
        self.scores.show_records(scores, pupil_id=parts.pupil.id)


class PlanPanel(StagePanel):
    """Outcomes, support with its cost, and the agreement."""

    stage = Stage.PLAN

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._parts: CycleParts | None = None
        self.outcomes = self.add_cards(
            Shown(
                Outcome,
                "Outcomes",
                "outcome",
                lambda o: joined(first_line(o.text), joined(o.baseline, o.target, by=" → ")),
                about="What the child will be able to do by the review, from where to where.",
                goes_with=self._of_outcome,
            )
        )
        self.provisions = self.add_cards(
            Shown(
                Provision,
                "Support",
                "provision",
                provision_words,
                about="What is given, how often, by whom. The cost follows from it.",
                fields=(
                    "name",
                    "area",
                    "sessions_a_week",
                    "minutes",
                    "group_size",
                    "weeks",
                    "staff",
                    "staff_role",
                    "pounds_an_hour",
                    "started_on",
                    "ends_on",
                    "is_evidence_based",
                    "notes",
                ),
                goes_with=self._of_provision,
            )
        )
        choose = button("Choose from the bank…", role="quiet", icon="magnifying-glass")
        choose.clicked.connect(self.ask_bank)
        self.provisions.add_beside_heading(choose)
        self.cost = theme.words("", "strong")
        self.provisions.add(self.cost)
        self.form = self.add_form(Plan, "Agreement", "What is agreed, with whom, and the date of the review.")

    @override
    def show_stage(self, parts: CycleParts, scores: tuple[Score, ...]) -> None:
        self._parts = parts
        self.outcomes.show_records(parts.outcomes, **mine(parts))
        self.provisions.show_records(parts.provisions, **mine(parts))
        fill_form(self.form, parts.plan, parts.cycle.id, **mine(parts))
        costs = [one.planned_pounds for one in parts.provisions if one.planned_pounds is not None]
        unknown = len(parts.provisions) - len(costs)
        gap = f"; {unknown} without a known cost" if unknown else ""
        total = f"Planned cost of this cycle: £{sum(costs, Decimal(0)):,.2f}{gap}." if costs else ""
        self.cost.setText(total)
        self.cost.setVisible(bool(total))

    def ask_bank(self) -> None:
        """Ask for an intervention or a strategy that fits the child's phase."""
        if self._parts is None:
            return
        with self.workspace.reading() as tx:
            entries = bank(tx)
        dialog = BankDialog(self.page, entries, self._parts.pupil)
        dialog.chosen.connect(self.put_from_bank)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def put_from_bank(self, entry: BankEntry) -> None:
        """Put an entry into the plan and open it, to be fitted to this child."""
        if self._parts is None:
            return
        made = as_provision(entry, self._parts.cycle)
        self.workspace.save(made)
        self.provisions.open(made.id)
        self.page.tell(f"{entry.name} is in the plan. Say who gives it, and from when.", undo=True)

    def _of_outcome(self, outcome: Outcome) -> list[Record]:
        parts = self._parts
        return [one for one in parts.outcome_reviews if one.outcome_id == outcome.id] if parts else []

    def _of_provision(self, provision: Provision) -> list[Record]:
        parts = self._parts
        return [one for one in parts.deliveries if one.provision_id == provision.id] if parts else []


class DoPanel(StagePanel):
    """What was given of what was planned, a log for each provision."""

    stage = Stage.DO

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._body = QVBoxLayout()
        self._body.setSpacing(16)
        self.column.addLayout(self._body)
        self._cards: dict[str, tuple[RecordCards, Any]] = {}
        self._nothing = theme.words("Plan the support first; what is given is then noted here.", "quiet")
        self.column.addWidget(self._nothing)

    @override
    def show_stage(self, parts: CycleParts, scores: tuple[Score, ...]) -> None:
        if list(self._cards) != [one.id for one in parts.provisions]:
            self._remake(parts)
        for one in parts.provisions:
            cards, sum_words = self._cards[one.id]
            log = [each for each in parts.deliveries if each.provision_id == one.id]
            given = sorted(log, key=lambda each: each.on, reverse=True)
            cards.show_records(
                given,
                pupil_id=one.pupil_id,
                provision_id=one.id,
                on=self.workspace.today,
            )
            sum_words.setText(_delivered(parts, one))
        self._nothing.setVisible(not parts.provisions)

    def _remake(self, parts: CycleParts) -> None:
        for form in self.findChildren(RecordEditor):
            form.flush()
        empty(self._body)
        self._cards.clear()
        for one in parts.provisions:
            shown = Shown(
                Delivery,
                one.name,
                "session",
                _delivery_words,
                about=provision_words(one).removeprefix(f"{one.name} · "),
                nothing="No session is noted yet.",
                drafts=False,
            )
            cards = RecordCards(shown, self.workspace)
            cards.adder.setAccessibleName(f"Add a session: {one.name}")
            cards.removed.connect(lambda words: self.page.tell(words, undo=True))
            sum_words = theme.words("", "strong")
            cards.column.insertWidget(1, sum_words)
            self._cards[one.id] = (cards, sum_words)
            self._body.addWidget(cards)


def provision_words(one: Any) -> str:
    """A provision in one line: what, how often, by whom, what it costs."""
    often = f"{one.sessions_a_week.normalize():f} a week" if one.sessions_a_week is not None else ""
    group = "one to one" if one.group_size == 1 else f"group of {one.group_size}"
    return joined(
        one.name,
        often,
        one.minutes and f"{one.minutes} minutes",
        group,
        one.weeks and f"{one.weeks} weeks",
        one.staff or one.staff_role,
        f"£{one.planned_pounds:,.2f}" if one.planned_pounds is not None else "",
    )


def _delivered(parts: CycleParts, one: Provision) -> str:
    given, missed = parts.given(one), parts.missed(one)
    planned = f" of {one.sessions_planned} planned" if one.sessions_planned is not None else ""
    gone = f", {missed} not given" if missed else ""
    cost = one.pounds_for(given)
    spent = f". £{cost:,.2f} so far" if cost else ""
    return f"{given}{planned} given{gone}{spent}."


def _delivery_words(one: Any) -> str:
    gone = f"{one.not_given} not given" if one.not_given else ""
    reason = one.reason.label if one.reason else ""
    return joined(day(one.on), f"{one.given} given", gone, reason, first_line(one.note))
