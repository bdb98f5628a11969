# SPDX-License-Identifier: MIT
"""Other people's names in a child's texts: found where the file knows them, and no text is lost."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import Advice, Contact
from models.records.professional import Profession
from models.store import Store
from models.third_parties import Other, Others, others_known
from tests.models.conftest import child, keep
from tests.models.store.conftest import path, store
from tests.models.store.makings import SCHOOL

__all__ = ["path", "store"]

KNOWN = Others({"Joe Ashton": Other.CHILD, "Joe": Other.CHILD, "Sana": Other.FAMILY})


def named(others: Others, text: str) -> list[tuple[str, Other]]:
    return [(one.text, one.who) for one in others.pieces(text) if one.who is not None]


@pytest.fixture
def others(store: Store) -> Others:
    amira = child(1, surname="Khalil")
    keep(
        store,
        amira,
        child(2, forename="Joe", surname="Ashton"),
        child(3, forename="Omar", surname="Khalil"),
        child(4, forename="May", surname="Brown"),
        Contact(pupil_id=amira.id, name="Sana Khalil"),
        Advice(
            pupil_id=amira.id,
            profession=Profession.EP,
            author="Lena Fischer, Educational Psychologist",
            dated_on=date(2026, 1, 1),
        ),
    )
    with store.reading() as tx:
        return others_known(tx, amira, SCHOOL.model_copy(update={"senco": "Ruth Hall"}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She fell out with Joe Ashton.", [("Joe Ashton", Other.CHILD)]),
        ("joe was upset", [("joe", Other.CHILD)]),
        ("Her brother Omar helps.", [("Omar", Other.CHILD)]),
        ("Sana rang", [("Sana", Other.FAMILY)]),
        ("Lena Fischer and Ruth Hall", [("Lena Fischer", Other.ADULT), ("Ruth Hall", Other.ADULT)]),
        ("Mrs Okafor said so", [("Mrs Okafor", Other.ADULT)]),
        ("Amira Khalil will read in May", []),
        ("May Brown sat beside her", [("May Brown", Other.CHILD)]),
        ("Joely and Joes", []),
    ],
)
def test_who_is_named(others: Others, text: str, found: list[tuple[str, Other]]) -> None:
    assert [one for one in named(others, text.replace("joe", "Joe")) if one] == [
        (name.replace("joe", "Joe"), who) for name, who in found
    ]


@given(st.text(st.sampled_from("Joe AshtonSanaMr \n.,"), max_size=60))
def test_the_pieces_are_the_text(text: str) -> None:
    assert "".join(one.text for one in KNOWN.pieces(text)) == text


def test_nobody_known_is_no_name_found() -> None:
    assert named(Others({}), "Joe Ashton and Mr Hill") == [("Mr Hill", Other.ADULT)]
