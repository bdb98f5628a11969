# SPDX-License-Identifier: MIT
"""The school's terms, and what an hour of each role costs: set once, used everywhere."""

from __future__ import annotations

from desktop import theme
from desktop.parts.blocks import button
from desktop.record_cards import RecordCards, Shown
from desktop.workspace import Remembering, Workspace
from models.calendar import Calendar, Term, bank_holidays, read_term
from models.records import StaffRate, TermDates


def _term_words(one: TermDates) -> str:
    span = f"{long_day(one.starts_on)} to {long_day(one.ends_on)}"
    return f"{read_term(one.term).words.capitalize()}: {span}"


def long_day(day: object) -> str:
    """A day with its weekday, so that a Sunday is seen: Monday 7 September 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"  # type: ignore[attr-defined]


TERMS = Shown(
    TermDates,
    "Terms",
    "term",
    _term_words,
    about="First and last school day. What isn't set is reckoned from the usual English school year.",
    nothing="No term is set. The usual dates are used.",
)
RATES = Shown(
    StaffRate,
    "What an hour costs",
    "role",
    lambda r: (
        f"{r.role}: £{r.pounds_an_hour:,.2f}"
        + (f", from {r.from_on.day} {r.from_on:%B %Y}" if r.from_on else "")
    ),
    about="By role, so that nobody's pay is shown. Support without a cost of its own takes its role's.",
    nothing="No role has a cost yet.",
)


class TermsCard(RecordCards):
    """The terms that the school has set, and a way to take the usual ones."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(TERMS, workspace)
        self._holidays = theme.words("", "quiet")
        self._usual = button("Set the usual dates of this school year")
        self._usual.clicked.connect(self.set_usual)
        self.add(self._holidays)
        self.add(self._usual)

    def show_terms(self, tx: Remembering) -> None:
        """Show what is set, and the bank holidays that fall into the present school year's terms."""
        kept = sorted(tx.find(TermDates), key=lambda one: one.starts_on)
        self.show_records(kept)
        missing = self._missing(kept)
        self._usual.setVisible(bool(missing))
        calendar = Calendar(kept)
        spans = [calendar.span(term) for term in self._terms()]
        days = sorted(
            day
            for year in {first.year for first, _ in spans}
            for day in bank_holidays(year)
            if any(first <= day <= last for first, last in spans)
        )
        told = ", ".join(f"{day.day} {day:%B %Y}" for day in days)
        self._holidays.setText(f"Bank holidays within these terms: {told or 'none'}.")

    def set_usual(self) -> None:
        """Keep the usual dates of every term of this school year that isn't set, to be changed here."""
        with self._workspace.reading() as tx:
            missing = self._missing(tx.find(TermDates))
        calendar = Calendar()
        made = []
        for term in missing:
            first, last = calendar.span(term)
            made.append(TermDates(term=str(term), starts_on=first, ends_on=last))
        self._workspace.save(*made)

    def _terms(self) -> tuple[Term, ...]:
        year = Calendar().term_of(self._workspace.today).year
        return tuple(Term(year, number) for number in (1, 2, 3))

    def _missing(self, kept: list[TermDates]) -> list[Term]:
        named = {one.term for one in kept}
        return [term for term in self._terms() if str(term) not in named]
