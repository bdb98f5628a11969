# SPDX-License-Identifier: MIT
"""Keys and enrolments: made, compared, taken, and refused where they don't fit."""

from __future__ import annotations

import stat
import sys
from datetime import date
from pathlib import Path

import pytest

from models.summaries.arrivals import read_folder
from models.summaries.authority import (
    create_authority,
    enrol_school,
    read_authority,
    read_enrolment,
    read_pack,
    take_enrolment,
    write_enrolment,
)
from models.summaries.enrolled import enrolments, key_lines, set_aside, standing_key, take_compared
from models.summaries.seal import plain_file, sealed_file
from tests.models.summaries.school import SIGNING_KEY, summary
from thresholds.problems import Problem

OTHER_KEY = bytes(range(7, 39))


def test_the_whole_way_from_keys_to_an_opened_folder(tmp_path: Path, day: date) -> None:
    desk, school = tmp_path / "desk", tmp_path / "school"
    school.mkdir()
    file, made = create_authority(desk, "372", "Rotherham")
    pack = read_pack(file)
    assert pack.fingerprint == made.fingerprint
    enrolment = enrol_school(pack, 100001, SIGNING_KEY, day)
    sent = write_enrolment(enrolment, school / enrolment.name)
    taken = take_enrolment(desk, sent)
    assert taken.fingerprint == enrolment.fingerprint
    one = summary()
    (desk / f"{one.name}.grs").write_bytes(sealed_file(one, SIGNING_KEY, pack.key))
    arrived = read_folder(desk, read_authority(desk))
    assert ([filed.urn for filed in arrived.standing], arrived.rejected, arrived.files) == ([100001], (), 1)


def test_a_summary_signed_with_another_key_is_refused_once_schools_enrol(tmp_path: Path, day: date) -> None:
    _, pack = create_authority(tmp_path, "372", "Rotherham")
    sent = write_enrolment(enrol_school(pack, 100001, OTHER_KEY, day), tmp_path / "sent.json")
    take_enrolment(tmp_path, sent)
    sent.unlink()
    one = summary()
    (tmp_path / f"{one.name}.json").write_bytes(plain_file(one, SIGNING_KEY))
    (refused,) = read_folder(tmp_path, read_authority(tmp_path)).rejected
    assert "isn't signed with a key that school 100001 enrolled" in refused.reason


def test_keys_are_never_made_twice_over_one_another(tmp_path: Path) -> None:
    create_authority(tmp_path, "372", "Rotherham")
    with pytest.raises(Problem, match="already"):
        create_authority(tmp_path, "372", "Rotherham")
    with pytest.raises(Problem, match="three digits"):
        create_authority(tmp_path / "new", "3722", "Rotherham")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions elsewhere")
def test_the_opening_key_is_for_its_owner_only(tmp_path: Path) -> None:
    create_authority(tmp_path, "372", "Rotherham")
    assert stat.S_IMODE((tmp_path / "gr-authority-372.key").stat().st_mode) == 0o600


def test_a_second_key_of_a_school_waits_for_a_telephone_call(tmp_path: Path, day: date) -> None:
    _, pack = create_authority(tmp_path, "372", "Rotherham")
    first = write_enrolment(enrol_school(pack, 100001, SIGNING_KEY, day), tmp_path / "first.json")
    second = write_enrolment(enrol_school(pack, 100001, OTHER_KEY, day), tmp_path / "second.json")
    take_enrolment(tmp_path, first)
    take_enrolment(tmp_path, first)
    with pytest.raises(Problem, match="enrolled another key before"):
        take_enrolment(tmp_path, second)


def test_an_altered_enrolment_and_another_authoritys_are_refused(tmp_path: Path, day: date) -> None:
    _, pack = create_authority(tmp_path / "a", "372", "Rotherham")
    create_authority(tmp_path / "b", "373", "Sheffield")
    sent = write_enrolment(enrol_school(pack, 100001, SIGNING_KEY, day), tmp_path / "sent.json")
    with pytest.raises(Problem, match="made for authority 372, not for 373"):
        take_enrolment(tmp_path / "b", sent)
    sent.write_bytes(sent.read_bytes().replace(b"100001", b"100002"))
    with pytest.raises(Problem, match="changed after the school made it"):
        read_enrolment(sent)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b"\xff", b"x" * 20_000])
def test_anything_else_is_refused_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "gr-authority-372.key"
    file.write_bytes(content)
    for read in (read_pack, read_enrolment, lambda file: read_authority(file.parent)):
        with pytest.raises(Problem, match="it isn't"):
            read(file)
    with pytest.raises(Problem, match="no authority's key"):
        read_authority(tmp_path / "nowhere")
    with pytest.raises(Problem, match="can't be read"):
        read_pack(tmp_path / "nowhere.json")


def test_a_key_that_seals_to_everybody_is_refused(tmp_path: Path) -> None:
    file, pack = create_authority(tmp_path, "372", "Rotherham")
    file.write_bytes(file.read_bytes().replace(pack.public_key.encode(), b"0" * 64))
    with pytest.raises(Problem, match="can't be used"):
        read_pack(file)


def test_a_new_key_counts_in_place_of_the_old_one_only_after_it_was_compared(
    tmp_path: Path, day: date
) -> None:
    _, pack = create_authority(tmp_path, "372", "Rotherham")
    assert "No school has enrolled yet" in read_authority(tmp_path).caution
    first = write_enrolment(enrol_school(pack, 100001, SIGNING_KEY, day), tmp_path / "first.json")
    second = write_enrolment(enrol_school(pack, 100001, OTHER_KEY, day), tmp_path / "second.json")
    take_compared(tmp_path, first)
    assert read_authority(tmp_path).caution == ""
    with pytest.raises(Problem, match="enrolled another key before"):
        take_compared(tmp_path, second)
    new = take_compared(tmp_path, second, instead=True)
    assert standing_key(tmp_path, 100001) == new
    assert len(list((tmp_path / "enrolled" / "earlier").iterdir())) == 1
    (line,) = key_lines(enrolments(tmp_path), {100001: "Maple"})
    assert (line.name, line.fingerprint) == ("Maple", new.fingerprint)


def test_a_key_is_not_lost_where_the_new_one_cannot_be_taken(tmp_path: Path, day: date) -> None:
    _, pack = create_authority(tmp_path, "372", "Rotherham")
    old = take_compared(
        tmp_path, write_enrolment(enrol_school(pack, 100001, SIGNING_KEY, day), tmp_path / "first.json")
    )
    foreign = pack.model_copy(update={"la": "373"})
    wrong = write_enrolment(enrol_school(foreign, 100001, OTHER_KEY, day), tmp_path / "wrong.json")
    with pytest.raises(Problem, match="made for authority 373"):
        take_compared(tmp_path, wrong, instead=True)
    assert standing_key(tmp_path, 100001) == old


def test_a_key_that_was_set_aside_counts_no_longer(tmp_path: Path, day: date) -> None:
    _, pack = create_authority(tmp_path, "372", "Rotherham")
    for urn, key in ((100001, SIGNING_KEY), (100002, OTHER_KEY)):
        take_compared(tmp_path, write_enrolment(enrol_school(pack, urn, key, day), tmp_path / "sent.json"))
    (tmp_path / "sent.json").unlink()
    set_aside(tmp_path, 100001)
    assert [one.urn for one in enrolments(tmp_path)] == [100002]
    lines = key_lines(enrolments(tmp_path), {}, seen=[100001])
    assert [line.words for line in lines if line.urn == 100001] == ["not enrolled"]
    with pytest.raises(Problem, match="has no key here"):
        set_aside(tmp_path, 100001)
    one = summary()
    (tmp_path / f"{one.name}.json").write_bytes(plain_file(one, SIGNING_KEY))
    assert "isn't signed with a key" in read_folder(tmp_path, read_authority(tmp_path)).rejected[0].reason
