# SPDX-License-Identifier: MIT
"""What a new version would change for a school's children: counted, named, explained, not recorded."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.impact import impact
from models.records import AttendanceFigure, Pupil
from models.store import Store
from thresholds.reader import read
from thresholds.standard import Standard
from thresholds.verdict import Status

FROM = Path(__file__).resolve().parents[2] / "thresholds" / "standards" / "rotherham-2026.1"
DAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> tuple[Standard, Standard]:
    folder = Path(shutil.copytree(FROM, tmp_path_factory.mktemp("pack") / "new"))
    file = folder / "attendance-and-ebsa.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("below: {of: attendance, value: 80}", "below: {of: attendance, value: 85}", 1),
        encoding="utf-8",
    )
    return read(FROM), read(folder)


def child(number: int, attended: int) -> tuple[Pupil, AttendanceFigure]:
    from models.upn import check_letter

    rest = f"3722001{number:05d}"
    pupil = Pupil(
        upn=check_letter(rest) + rest,
        surname=f"Surname{number}",
        forename="Ann",
        date_of_birth=date(2017, 3, 4),
        year_group="4",
    )
    figure = AttendanceFigure(
        pupil_id=pupil.id,
        from_on=date(2026, 9, 2),
        to_on=date(2026, 11, 20),
        possible=100,
        attended=attended,
    )
    return pupil, figure


def test_only_those_between_the_two_bounds_move(store: Store, versions: tuple[Standard, Standard]) -> None:
    with store.transaction() as tx:
        for number, attended in ((1, 75), (2, 83), (3, 95)):
            for record in child(number, attended):
                tx.put(record)
        audit = tx.count(Pupil)
    with store.reading() as tx:
        found = impact(tx, *versions, DAY)
        assert tx.count(Pupil) == audit
    assert found.pupils == 3
    assert {one.pupil.surname for one in found.moved} == {"Surname2"}
    (two,) = [one for one in found.moved if one.threshold == "ALL.two.AT"]
    assert (two.before, two.after) == (Status.NOT_MET, Status.UNKNOWN)
    assert any("83 %" in words for words in two.why)
    assert sum(found.by_threshold.values()) == len(found.moved)


def test_the_same_version_moves_nobody(store: Store, versions: tuple[Standard, Standard]) -> None:
    with store.transaction() as tx:
        for record in child(1, 83):
            tx.put(record)
    with store.reading() as tx:
        assert impact(tx, versions[0], versions[0], DAY).moved == ()


def test_a_share_without_end_is_shown_cut_and_not_rounded() -> None:
    from thresholds.wording import value_words

    fact = read(FROM).facts["attendance"]
    assert value_words(fact, Decimal(35) / 42 * 100) == "83.33 %"
    assert value_words(fact, Decimal("89.996")) == "89.99 %"
