# SPDX-License-Identifier: MIT
"""A professional asked for a child, a group or the school: typed once, read by each child of the group."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.codes import Profession
from models.experts import asked_for, contacts, for_children
from models.gather import gather
from models.records import Involvement, Pupil, WiderRequest
from models.records.checked import checked
from models.store import Store
from tests.models.conftest import ON, child, keep
from thresholds.problems import Problems

AMIRA, BEN, CAI = child(1), child(2, "Ben", "Ward"), child(3, "Cai", "Hughes")


def request(**more: Any) -> WiderRequest:
    known = {
        "profession": "salt",
        "level": "group",
        "group": "Talk group, Year 2",
        "requested_on": "2026-09-14",
    }
    return checked(WiderRequest, known | {"is_expert_at_hand": True} | more)


def involved(pupil: Pupil, **more: Any) -> Involvement:
    known = {"pupil_id": pupil.id, "profession": "ep", "requested_on": "2026-09-21"}
    return checked(Involvement, known | more)


def test_each_child_of_the_group_has_the_request_and_the_contact(store: Store) -> None:
    one = request(seen_on="2026-10-05")
    keep(store, AMIRA, BEN, CAI, one, *for_children(one, [AMIRA, BEN, AMIRA]), involved(AMIRA))
    with store.reading() as tx:
        seen = gather(tx, [AMIRA, BEN, CAI], ON)
    assert len(seen[AMIRA.id].events["professional_request"]) == 2
    assert len(seen[BEN.id].events["professional_request"]) == 1
    assert seen[BEN.id].events["expert_contact"][0].latest == date(2026, 10, 5)
    assert seen[BEN.id].events["expert_contact"][0].record == f"WiderRequest/{one.id}"
    assert not seen[CAI.id].events


def test_the_whole_school_is_no_child(store: Store) -> None:
    keep(store, AMIRA, request(level="school", group="", profession="ep", seen_on="2026-10-05"))
    with store.reading() as tx:
        assert not gather(tx, [AMIRA], ON)[AMIRA.id].events
        (asked,) = asked_for(tx)
    assert (asked.words, asked.pupils) == ("The whole school", ())


def test_requests_of_every_level_stand_in_one_list(store: Store) -> None:
    group, one = request(), involved(CAI, is_expert_at_hand=True, seen_on="2026-11-02")
    keep(store, AMIRA, BEN, CAI, group, *for_children(group, [AMIRA, BEN]), one)
    with store.reading() as tx:
        asked = asked_for(tx)
    assert [(found.words, len(found.pupils)) for found in asked] == [
        ("Talk group, Year 2", 2),
        ("Cai Hughes", 1),
    ]
    assert asked[0].limit == date(2027, 1, 18)
    assert [found.request.is_waiting for found in asked] == [True, False]
    assert contacts(asked, date(2026, 11, 2), date(2026, 11, 30)) == 1
    assert contacts(asked, date(2026, 11, 3), date(2026, 11, 30)) == 0


def test_a_wait_is_counted_alike_at_every_level() -> None:
    for one in (request(), involved(AMIRA, requested_on="2026-09-14")):
        assert one.waited_days(date(2026, 9, 28)) == 14
        assert one.model_copy(update={"seen_on": date(2026, 9, 21)}).waited_days(ON) == 7
    assert request().profession is Profession.SALT


def test_a_group_has_words_and_nothing_happens_before_the_request() -> None:
    with pytest.raises(Problems, match="Which group is it for"):
        request(group=" ")
    with pytest.raises(Problems, match="before the request was made"):
        request(accepted_on="2026-09-01")
