# SPDX-License-Identifier: MIT
"""fill(store, …): a fictional school with several terms of history, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any, Protocol

from models.calendar import Calendar, Term
from models.codes import AREA_OF_NEED, Area, SchoolPhase, SenProvision, SenType, Sex, YearGroup
from models.records import Need, Pupil, Record, School, SenStatus, StaffRate, Strength
from models.sample.around import write_around
from models.sample.cast import cast
from models.sample.history import History, write_history
from models.sample.ids import SteadyIds
from models.sample.words import CLASSES, FORENAMES, NEED_SHARES, STRENGTHS, SURNAMES
from models.sample.year import write_school, write_year
from models.upn import check_letter


def _year(number: int) -> YearGroup:
    return next(one for one in YearGroup if one.value == str(number))


_YEARS: dict[SchoolPhase, tuple[YearGroup, ...]] = {
    SchoolPhase.NURSERY: (YearGroup.N1, YearGroup.N2),
    SchoolPhase.PRIMARY: (YearGroup.N2, YearGroup.R, *(_year(n) for n in range(1, 7))),
    SchoolPhase.SECONDARY: tuple(_year(n) for n in range(7, 12)),
    SchoolPhase.COLLEGE: (YearGroup.Y12, YearGroup.Y13, YearGroup.Y14),
}
_EVERY_YEAR = (YearGroup.R, *(_year(n) for n in range(1, 12)))

Progress = Callable[[int, int], None]


class Keeper(Protocol):
    """The parts of a store that filling needs."""

    @property
    def school(self) -> School:
        """The school whose file it is."""

    def transaction(self) -> AbstractContextManager[Any]:
        """All or nothing."""


def fill(
    store: Keeper,
    *,
    pupils: int = 300,
    terms: int = 3,
    seed: int = 1,
    until: date,
    progress: Progress | None = None,
) -> int:
    """Add fictional pupils with history to a store and return how many.

    The same seed makes the same school. The first of them are the named cast where the school is a primary
    school: Amira in Year 4, whose story help, tests and screenshots tell.
    """
    chance = random.Random(f"{seed}/{pupils}/{terms}")
    maker = _Maker(store.school, chance, until, terms, seed)
    with store.transaction() as tx:
        known = {one.upn for one in tx.find(Pupil)}
        serial = len(known)
        if not tx.find(StaffRate):
            tx.add_all([*maker.rates(), *maker.of_itself()])
        for start in range(0, pupils, 100):
            batch: list[Record] = []
            for number in range(start, min(start + 100, pupils)):
                batch.extend(maker.child(number, serial + number))
            tx.add_all(batch)
            if progress is not None:
                progress(min(start + 100, pupils), pupils)
    return pupils


class _Maker:
    def __init__(self, school: School, chance: random.Random, until: date, terms: int, seed: int) -> None:
        self.school = school
        self.chance = chance
        self.until = until
        self.calendar = Calendar()
        self.ids = SteadyIds(chance)
        self.years = _YEARS.get(school.phase, _EVERY_YEAR)
        self.seed = seed
        term = self.calendar.term_of(until)
        self.terms: list[Term] = [term]
        while len(self.terms) < terms:
            self.terms.insert(0, self.terms[0].before())

    def rates(self) -> list[Record]:
        """What an hour of each role costs."""
        roles = (("Teaching assistant", "16.40"), ("Teacher", "38.20"), ("SENCO", "44.00"))
        return [StaffRate(id=self.ids.next(), role=role, pounds_an_hour=cost) for role, cost in roles]

    def of_itself(self) -> list[Record]:
        """What the school keeps that is about no child."""
        return write_school(self.school.phase, self.terms[-1], until=self.until, seed=self.seed)

    def child(self, number: int, serial: int) -> list[Record]:
        """One pupil with everything that is recorded of them."""
        if number == 0 and self.school.phase is SchoolPhase.PRIMARY and serial == 0:
            return cast(self.upn(YearGroup.Y4, serial), self.terms, self.calendar, self.until, self.ids)
        pupil = self.pupil(serial)
        draw = self.chance.random()
        share = 0.5 if self.school.phase in (SchoolPhase.SPECIAL, SchoolPhase.PRU) else 0.0
        if draw < 0.06 + share * 1.8:
            return [pupil, *self._with_sen(pupil, SenProvision.PLAN)]
        if draw < 0.23 + share:
            return [pupil, *self._with_sen(pupil, SenProvision.SUPPORT)]
        if draw < 0.26:
            return [pupil, *History(pupil, self.chance, self.calendar, self.ids, self.until).concern()]
        return [pupil]

    def upn(self, year: YearGroup, serial: int) -> str:
        """A UPN of this school with its check letter."""
        entry = (self.until.year - 1 - max(0, self.years.index(year) if year in self.years else 0)) % 100
        rest = f"{self.school.la}{self.school.estab}{entry:02d}{serial % 1000:03d}"
        if serial >= 1000:
            # More than a thousand in one year of entry: the establishment's own number moves on.
            estab = (int(self.school.estab) + serial // 1000) % 10000
            rest = f"{self.school.la}{estab:04d}{entry:02d}{serial % 1000:03d}"
        return check_letter(rest) + rest

    def pupil(self, serial: int) -> Pupil:
        """Somebody on the roll."""
        chance = self.chance
        sex = chance.choice([Sex.FEMALE, Sex.MALE])
        year = chance.choice(self.years)
        return Pupil(
            id=self.ids.next(),
            upn=self.upn(year, serial),
            surname=chance.choice(SURNAMES),
            forename=chance.choice(FORENAMES[sex.value]),
            date_of_birth=self._birthday(year),
            sex=sex,
            year_group=year,
            form=self._form(year),
            joined_on=self._joined(year),
            free_school_meals=chance.random() < 0.31,
            looked_after=chance.random() < 0.012,
            english_additional=chance.random() < 0.17,
        )

    def _form(self, year: YearGroup) -> str:
        at = self.years.index(year)
        return CLASSES[at % len(CLASSES)] if len(self.years) <= len(CLASSES) else str(year.label)

    def _school_year(self) -> int:
        return self.until.year if self.until.month >= 9 else self.until.year - 1

    def _birthday(self, year: YearGroup) -> date:
        age = {"E1": 0, "E2": 1, "N1": 2, "N2": 3, "R": 4}.get(year.value)
        years = age if age is not None else int(year) + 4
        first = date(self._school_year() - years - 1, 9, 1)
        return first + timedelta(self.chance.randrange(365))

    def _joined(self, year: YearGroup) -> date:
        since = self.years.index(year)
        return date(self._school_year() - since, 9, 3)

    def _with_sen(self, pupil: Pupil, provision: SenProvision) -> list[Record]:
        chance = self.chance
        codes, weights = zip(*NEED_SHARES, strict=True)
        first: SenType = chance.choices(codes, weights)[0]
        if provision is SenProvision.PLAN and first is SenType.NSA:
            first = SenType.ASD
        since = max(pupil.joined_on or self.until, self.calendar.span(self.terms[0])[0])
        since = min(since, self.until)
        records: list[Record] = [
            SenStatus(id=self.ids.next(), pupil_id=pupil.id, provision=provision, started_on=since),
            Need(id=self.ids.next(), pupil_id=pupil.id, code=first, rank=1, started_on=since),
        ]
        if chance.random() < 0.35:
            second = chance.choice([code for code in codes if code not in (first, SenType.NSA)])
            records.append(Need(id=self.ids.next(), pupil_id=pupil.id, code=second, rank=2, started_on=since))
        for text in chance.sample(STRENGTHS, 2):
            records.append(Strength(id=self.ids.next(), pupil_id=pupil.id, text=text, noted_on=since))
        history = History(pupil, chance, self.calendar, self.ids, self.until)
        area = AREA_OF_NEED.get(first, Area.COGNITION)
        return [
            *records,
            *write_history(history, first, area, self.terms),
            *write_around(history, area, provision, self.terms),
            *write_year(pupil, provision, area, until=self.until, seed=self.seed),
        ]
