# SPDX-License-Identifier: MIT
"""Score: a standardised score as published, never converted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from pydantic import model_validator

from models.codes import ScoreDomain, ScoreScale
from models.records.record import Line, PupilId, Record, ask

RANGES: dict[ScoreScale, tuple[int, int]] = {
    ScoreScale.STANDARD: (40, 160),
    ScoreScale.SCALED: (1, 19),
    ScoreScale.T: (10, 90),
    ScoreScale.PERCENTILE: (0, 100),
    ScoreScale.MONTHS: (0, 300),
    ScoreScale.RAW: (0, 1000),
}
"""The lowest and highest score that each scale can show."""


TOTALS: dict[ScoreDomain, int] = {
    ScoreDomain.SDQ_TEACHER: 40,
    ScoreDomain.SDQ_PARENT: 40,
    ScoreDomain.BOXALL: 20,
}
"""The highest raw result of what is added up: four scales of ten points, twenty strands."""


class Score(Record):
    """One result of one assessment on one day, on the scale on which it was published."""

    called: ClassVar[str] = "score"

    pupil_id: PupilId
    domain: ScoreDomain = ask("What it measures")
    instrument: Line = ask("Assessment", help="Its name and edition, as on the form.", default="")
    scale: ScoreScale = ask("Scale", default=ScoreScale.STANDARD)
    score: Decimal = ask("Score")
    interval_low: Decimal | None = ask("Confidence interval from", default=None)
    interval_high: Decimal | None = ask("Confidence interval to", default=None)
    assessed_on: date = ask("Assessed on")
    assessor: Line = ask("Who assessed", default="")

    @model_validator(mode="after")
    def _in_range(self) -> Self:
        low, high = RANGES[self.scale]
        if not low <= self.score <= high:
            raise ValueError(f"A {self.scale.label.split(' (')[0].lower()} lies between {low} and {high}.")
        if (
            self.interval_low is not None
            and self.interval_high is not None
            and self.interval_low > self.interval_high
        ):
            raise ValueError("The interval's lower end can't be above its upper end.")
        most = TOTALS.get(self.domain)
        if most is not None and self.scale is ScoreScale.RAW and self.score > most:
            raise ValueError(f"{self.domain.label}: the most it can be is {most}.")
        return self

    def age_at_test(self, born: date) -> tuple[int, int]:
        """The child's age in whole years and months on the day, as a manual's tables ask for it."""
        months = (self.assessed_on.year - born.year) * 12 + self.assessed_on.month - born.month
        return divmod(months - (self.assessed_on.day < born.day), 12)
