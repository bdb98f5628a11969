# SPDX-License-Identifier: MIT
"""Custody: how well a passphrase guards the school's file."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

ENOUGH = 44
"""Bits that a passphrase needs: four unrelated words.

A guess at the file costs 64 MiB and about a tenth of a second. Whoever has ten thousand machines tries some
hundred thousand a second; half of 2**44 guesses take them about three years.
"""

ENOUGH_OUTSIDE = 60
"""Bits that the passphrase of a ZIP needs: five unrelated words.

A ZIP's own form makes a guess cheap: ten thousand machines try some ten thousand million a second, and take
two years for half of 2**60.
"""

_A_WORD = 12.0
"""Bits of one word that a person picks: as good as one of four thousand."""

_A_YEAR = 7.0
_ANOTHER_LETTER, _ANOTHER_FIGURE, _ANOTHER_SIGN = 4.7, 3.3, 5.0

# What is tried first by everybody who guesses; a part of a passphrase, not a list of whole ones.
_TRIED_FIRST = """
    password passwort passphrase secret welcome hello letmein admin login master qwerty qwertyuiop asdfgh asdf
    zxcvbn abc abcd abcdef iloveyou love monkey dragon football liverpool arsenal chelsea london england
    summer winter spring autumn monday friday january december school primary academy teacher senco send
    sen pupil child children class head office test testing changeme default user guest sunshine princess
    computer rotherham
"""
_WORN = frozenset(_TRIED_FIRST.split())
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "0123456789", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_PIECE = re.compile(r"[^\W\d_]+|\d+|[^\w\s]+|_+")


# Short, and plain to say on the telephone. There are 245: nearly eight bits a word.
_PLAIN_TO_SAY = """
    acorn adder album almond amber anchor angle ankle apple apron arrow attic autumn badge bagel bamboo
    banjo barley basil basket beacon beaver belt berry bison blanket bonnet border bottle branch bread
    breeze bridge bronze bucket buffalo butter cabin cactus camel candle canoe canvas caravan carpet
    castle cedar cellar chalk cherry chimney cider cinema circus clover cobalt comet compass copper coral
    cotton cousin crayon cricket crumb crystal curtain cushion daisy dancer desert dingo dolphin donkey
    dragonfly drum dune eagle easel echo elbow elder elm ember emerald engine falcon feather fennel fiddle
    flannel flint flour forest fossil fountain fox frost galaxy garden garlic gecko ginger glacier goblet
    goose granite grape gravel guitar gull hammer hammock harbour harp hazel heather hedge helmet heron
    hickory hollow honey igloo iris island ivory jacket jaguar jasmine jelly jigsaw jumper kayak kettle
    kitten koala ladder lagoon lantern larch lavender lemon lentil lilac linen lizard lobster locket lupin
    magnet magpie mango maple marble meadow melon mitten mole mosaic mountain muffin mushroom mustard
    napkin nectar needle nest nettle nutmeg oak oasis oboe ocean olive onion orbit orchid otter oven
    oyster paddle palace panda paper parsley pastry peach pebble pelican pencil pepper piano pigeon pillow
    planet plum pocket pond poppy potato puffin pumpkin quartz quilt rabbit radish raven ribbon river
    robin rocket rosemary saddle saffron sail salmon sandal satin scarf seal shadow silver sparrow spruce
    squirrel stable starling stream sugar sunrise swan table tartan teapot thimble thunder tiger toffee
    tulip tunnel turnip velvet violin walnut
"""
_WORDS = tuple(_PLAIN_TO_SAY.split())
_PROPOSED = 6


def proposed(words: int = _PROPOSED) -> str:
    """A new passphrase of random words, for a file that goes out: eight bits a word that nobody chose."""
    return " ".join(secrets.SystemRandom().sample(_WORDS, words))


@dataclass(frozen=True, slots=True)
class Strength:
    """How hard a passphrase is to guess, in bits, and what to say of it."""

    bits: float
    words: str

    @property
    def is_enough(self) -> bool:
        """Whether it may guard children's records."""
        return self.bits >= ENOUGH

    @property
    def is_enough_outside(self) -> bool:
        """Whether it may guard an archive that other programs open, where a guess costs next to nothing."""
        return self.bits >= ENOUGH_OUTSIDE


def strength(passphrase: str) -> Strength:
    """An estimate from below: as if whoever guesses knew that people take words, years and runs of keys."""
    seen: set[str] = set()
    bits = 0.0
    for piece in _PIECE.findall(passphrase.casefold()):
        # A piece that was there already adds nothing but the idea of saying it twice.
        bits += 1.0 if piece in seen else _worth(piece)
        seen.add(piece)
    return Strength(bits, _said(bits))


def _worth(piece: str) -> float:
    if len(set(piece)) == 1 or piece in _WORN or _is_run(piece):
        return 2.0
    if piece.isdigit():
        is_year = len(piece) == 4 and piece[:2] in {"19", "20"}
        return _A_YEAR if is_year else _ANOTHER_FIGURE * len(piece)
    if piece.isalpha():
        return min(_A_WORD, _ANOTHER_LETTER * len(piece)) + max(0.0, len(piece) - 12) * 0.5
    return _ANOTHER_SIGN * min(len(piece), 2)


def _is_run(piece: str) -> bool:
    return len(piece) > 2 and any(piece in run or piece in run[::-1] for run in _RUNS)


def _said(bits: float) -> str:
    if bits < ENOUGH / 2:
        return "Easy to guess. Take four unrelated words, as in: teapot orbit velvet marsh."
    if bits < ENOUGH:
        return "Not enough yet. One or two more words that have nothing to do with the others."
    return "Good." if bits < ENOUGH * 1.5 else "Very good."
