# SPDX-License-Identifier: MIT
"""Ids that come out the same for the same seed."""

from __future__ import annotations

import random


class SteadyIds:
    """Draws ids from a seeded chance, so that the same sample school is the same to the last digit."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def next(self) -> str:
        """The next id: 32 hexadecimal digits."""
        return f"{self._chance.getrandbits(128):032x}"
