# SPDX-License-Identifier: MIT
"""The cards of a standard that was handed over: whose it is, what changes in it, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import theme
from desktop.editing.days import say_day
from desktop.parts.blocks import Card, Fold
from desktop.parts.row_button import RowButton
from models.fingerprints import fingerprint
from models.impact import Moved
from models.offered import Offered
from models.records import Pupil
from thresholds.compare import Difference
from thresholds.signed import Seal
from thresholds.wording import STATUS_WORDS

AT_ONCE = 12
"""Lines that a card shows before it folds the rest."""


def whose_card(offered: Offered) -> Card:
    """What the standard is, who vouches for it, and how to make sure."""
    head = offered.given.standard.pack.pack
    card = Card(f"{head.title}, version {head.version}")
    card.add(theme.words(f"{head.authority}. It says it is in force from {say_day(head.effective.from_)}."))
    if head.notice:
        card.add(theme.words(head.notice, "quiet"))
    words, role = _seal_words(offered)
    card.add(theme.words(words, role))
    if offered.given.public_key:
        card.add(theme.words(fingerprint(offered.given.public_key), "lead"))
        card.add(
            theme.words(
                "Ring the authority on a number that you know and compare these digits. If they are the "
                "same, the file is theirs and nobody has changed it.",
                "quiet",
            )
        )
    return card


def _seal_words(offered: Offered) -> tuple[str, str]:
    given = offered.given
    if given.seal is Seal.UNSIGNED:
        return "Nobody has signed this file: anyone could have written it.", "warn"
    if given.seal is Seal.ALTERED:
        return "This file was altered after it was signed. Ask the authority for it again.", "warn"
    if offered.is_new_signer:
        return f"Signed by {given.signer}, with another key than the standard before.", "warn"
    return f"Signed by {given.signer}. Whoever signed can be told by this fingerprint:", "body"


def differences_card(offered: Offered) -> Card:
    """What changes in the standard itself, in words; what is asked before how it is said."""
    before = offered.before
    card = Card(
        "What changes in the standard", about=f"Compared with version {before.version}, in force now."
    )
    if not offered.differences:
        card.add(theme.words("Nothing: it is the same standard."))
        return card
    asked = [one for one in offered.differences if one.kind != "words"]
    said = [one for one in offered.differences if one.kind == "words"]
    if not asked:
        card.add(theme.words("What is asked stays the same; only words change."))
    _listed(card, _sentences(asked), "further changes")
    if said:
        card.add(Fold(f"How it is said ({len(said)})", _column(_sentences(said))))
    return card


def _sentences(found: Iterable[Difference]) -> list[QWidget]:
    return [theme.words(f"– {one.words}") for one in found]


def children_card(offered: Offered, open_child: Callable[[Pupil], object]) -> Card:
    """Whose verdicts would be others today, and why."""
    found = offered.impact
    card = Card("Whom it would change", about="Reckoned with what is known today. Nothing is recorded.")
    moved: dict[str, list[Moved]] = {}
    for one in found.moved:
        moved.setdefault(one.pupil.id, []).append(one)
    many = "1 child" if found.pupils == 1 else f"{found.pupils} children"
    if not moved:
        card.add(theme.words(f"Nobody: every verdict stays as it is for {many}."))
        return card
    card.add(theme.words(f"{len(moved)} of {many} would read another verdict."))
    _listed(card, [_child(mine, open_child) for mine in moved.values()], "more children")
    return card


def _child(mine: list[Moved], open_child: Callable[[Pupil], object]) -> QWidget:
    pupil = mine[0].pupil
    why = dict.fromkeys(one.why[0] for one in mine if one.why)
    below = _column([theme.words(said, "quiet") for said in (*map(_move, mine), *why)])
    row = RowButton(pupil.known_as, below=below, role="strong")
    row.clicked.connect(lambda: open_child(pupil))
    return row


def _move(one: Moved) -> str:
    was = STATUS_WORDS[one.before] if one.before is not None else "not in it"
    now = STATUS_WORDS[one.after] if one.after is not None else "not in it"
    return f"{one.title}: {was} → {now}"


def _listed(card: Card, rows: list[QWidget], rest: str) -> None:
    card.add(_column(rows[:AT_ONCE]))
    if rows[AT_ONCE:]:
        card.add(Fold(f"{len(rows) - AT_ONCE} {rest}", _column(rows[AT_ONCE:])))


def _column(rows: Iterable[QWidget]) -> QWidget:
    whole = QWidget()
    down = QVBoxLayout(whole)
    down.setContentsMargins(0, 0, 0, 0)
    down.setSpacing(2)
    for row in rows:
        down.addWidget(row)
    return whole
