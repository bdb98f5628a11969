# SPDX-License-Identifier: MIT
"""Borough: a folder of summaries as an authority has opened it, with its plan and what it brings along."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from models.summaries.arrivals import Arrived, Authority, Progress, read_folder
from models.summaries.authority import keys_near, read_authority
from models.summaries.authority_lists import Beside, goals_near, read_beside
from models.summaries.borough import BoroughPicture, roll_up
from models.summaries.goals import Goals, aimed
from models.summaries.reading import XMR


@dataclass(frozen=True, slots=True)
class Borough:
    """What screens and reports are made from; rules: by which of reading.RULES its charts are read."""

    picture: BoroughPicture
    arrived: Arrived
    goals: Goals
    beside: Beside | None = None
    rules: str = XMR

    @property
    def names(self) -> dict[int, str]:
        """Names of the schools by URN, where the authority's list gives them."""
        return {one.urn: one.name for one in self.beside.schools if one.name} if self.beside else {}

    def with_figures(self, figures: Mapping[tuple[str, str], float]) -> Borough:
        """The same with other figures of the authority's own. Raises Problem for a faulty plan."""
        if self.beside is None:
            return self
        beside = replace(self.beside, figures=dict(figures))
        goals = aimed(goals_near(self.beside.figures_at.parent), figures)
        picture = roll_up(self.arrived.standing, goals, beside.schools, figures)
        return replace(self, picture=picture, goals=goals, beside=beside)


def open_borough(
    folder: Path, keys: Path | None = None, progress: Progress | None = None, *, rules: str = XMR
) -> Borough:
    """Read a folder or a zip with the lists and the plan beside it.

    keys: where the authority's keys are if none are near. Raises Problem for a wrong list, plan or key.
    """
    place = folder if folder.is_dir() else folder.parent
    plan = goals_near(place)
    beside = read_beside(place, plan)
    goals, found = aimed(plan, beside.figures), keys_near(place) or keys
    authority = read_authority(found) if found else Authority(goals.la)
    arrived = read_folder(folder, authority, progress)
    picture = roll_up(arrived.standing, goals, beside.schools, beside.figures)
    return Borough(picture, arrived, goals, beside, rules)
