# SPDX-License-Identifier: MIT
"""Which backups stay: thick in the near past, thin in the far, and never none."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from models.store import Store, back_up
from models.store.rotation import EVERY, backups_in, is_due, is_old, let_go, to_keep

NOW = datetime(2026, 11, 23, 14, 30)
instants = st.datetimes(datetime(2019, 1, 1), datetime(2027, 6, 1))


def test_a_year_of_hourly_backups_thins_out() -> None:
    kept: frozenset[datetime] = frozenset()
    at = NOW - timedelta(days=800)
    while at <= NOW:
        kept = to_keep([*kept, at], at)
        at += timedelta(hours=5)
    ages = sorted((NOW - at for at in kept), reverse=True)
    assert len(kept) <= 24 + 15 + 13 + 10
    assert ages[0] > timedelta(days=690), "the terms of long ago are still there"
    assert sum(age <= timedelta(days=14) for age in ages) >= 14, "a copy for each of the last fourteen days"
    assert {at.date() for at in kept if NOW - at < timedelta(days=14)} >= {
        (NOW - timedelta(days=back)).date() for back in range(14)
    }


@given(st.lists(instants, unique=True), instants)
def test_the_newest_stays_and_asking_twice_changes_nothing(made: list[datetime], now: datetime) -> None:
    kept = to_keep(made, now)
    assert kept <= set(made)
    assert bool(kept) == bool(made)
    if made:
        assert max(made) in kept
    assert to_keep(kept, now) == kept


@given(st.lists(instants, unique=True, min_size=1), instants)
def test_what_is_dated_after_now_is_never_let_go(made: list[datetime], now: datetime) -> None:
    assert {at for at in made if at > now} <= to_keep(made, now)


def test_a_copy_is_due_each_hour_and_after_a_clock_was_set_back() -> None:
    assert is_due(None, NOW)
    assert not is_due(NOW - EVERY / 2, NOW)
    assert is_due(NOW - EVERY, NOW)
    assert is_due(NOW + timedelta(days=1), NOW)
    assert is_old(None, NOW)
    assert is_old(NOW - timedelta(days=7), NOW)
    assert not is_old(NOW - timedelta(days=6), NOW)


def test_only_this_store_s_copies_are_let_go(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    for hours in (30, 29.9, 29.8, 0):
        back_up(store, folder, NOW - timedelta(hours=hours))
    back_up(store, folder, NOW)
    others = [folder / "school two 2020-01-01 120000.grbackup", folder / "notes.txt"]
    for other in others:
        other.write_text("not ours", encoding="utf-8")
    assert len(backups_in(folder, "school")) == 5
    gone = let_go(folder, "school", NOW)
    assert [file.name for file in gone] == [
        "school 2026-11-22 083600.grbackup",
        "school 2026-11-22 083000.grbackup",
    ]
    assert backups_in(folder, "school")[0].at == NOW
    assert all(other.exists() for other in others)
