# SPDX-License-Identifier: MIT
"""The age at which most people read a text with ease, from its letters, words and sentences."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_END = re.compile(r"[.!?:;]+(?:\s|$)")

FEWEST_WORDS = 8
"""Shorter texts say too little to judge them by."""


def reading_age(text: str) -> float | None:
    """In years; None for a text of fewer than FEWEST_WORDS words.

    The automated readability index (Senter and Smith, 1967), which gives a school grade of the United States;
    whoever is in grade 1 there is six. It knows neither meaning nor layout and is a hint, not a measure.
    """
    words = _WORD.findall(text)
    if len(words) < FEWEST_WORDS:
        return None
    letters = sum(map(len, words))
    sentences = max(1, len(_END.findall(text if _END.search(text[-2:]) else f"{text}.")))
    return 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43 + 5
