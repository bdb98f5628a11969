# SPDX-License-Identifier: MIT
"""The authority's side: what is taken, what is refused and why, and what the sums say."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.summaries import measures
from models.summaries.arrivals import Arrived, Authority, admit, read_folder
from models.summaries.authority_lists import read_figures, read_schools
from models.summaries.borough import ExpectedSchool, change, document, roll_up
from models.summaries.document import Facts, TermlySummary, make
from models.summaries.filing import Filing, filing
from models.summaries.goals import ROTHERHAM, aimed, read_goals
from models.summaries.seal import plain_file, sealed_file
from models.summaries.success import Course, due_by
from tests.models.summaries.school import KEY, heading, true_tables
from thresholds.problems import Problem

GOALS = read_goals()
HERE = Authority("372")
LITTLE = ("send_support", "suspensions", "parental_confidence", "salt_18_weeks", "ot_18_weeks", "pt_18_weeks")
"""Measures whose tables are nearly empty here: the luck of the noise decides whether they are shown."""


def signing_key(urn: int) -> bytes:
    return urn.to_bytes(32)


def made(urn: int, term: str = "2026-27.1", seed: int = 0, **more: object) -> TermlySummary:
    return make(heading(urn, term), true_tables(seed or urn), urn.to_bytes(32), **more)  # type: ignore[arg-type]


def large(urn: int, term: str = "2026-27.1", absent: int = 390) -> TermlySummary:
    true = true_tables(urn)
    true["H06"] = {"PA": absent, "NOT_PA": 1000 - absent}
    return make(heading(urn, term), true, urn.to_bytes(32))


def put(folder: Path, *summaries: TermlySummary) -> None:
    for one in summaries:
        (folder / f"{one.name}.json").write_bytes(plain_file(one, signing_key(one.urn)))


def reasons(arrived: Arrived) -> str:
    return "\n".join(one.reason for one in arrived.rejected)


def corrected(before: TermlySummary, seed: int, version: int | None = None) -> TermlySummary:
    return make(
        heading(before.urn, before.term, facts=Facts(correction="late_records")),
        true_tables(seed),
        before.urn.to_bytes(32),
        version=version or before.version + 1,
        replaces=before.hash,
    )


def test_a_folder_is_read_whole_and_adds_up(tmp_path: Path) -> None:
    schools = [made(100001 + n) for n in range(5)]
    put(tmp_path, *schools)
    arrived = read_folder(tmp_path, HERE)
    assert (arrived.files, arrived.rejected) == (5, ())
    picture = roll_up(arrived.standing, GOALS)
    for name, cells in measures.cells_of("P").items():
        for cell in cells:
            one = picture.totals["2026-27.1"][name][cell]
            assert one.value == sum(school.tables[name][cell] for school in schools)
            assert (one.schools, one.cells) == (5, 5)
            assert one.half_width == (438 if measures.BY_ID[name].cap else 9)


def test_a_school_counts_only_for_cells_that_its_type_can_fill() -> None:
    secondary = make(heading(100099, school_type="S"), true_tables(1, "S"), KEY)
    picture = roll_up([filing(made(100001)), filing(secondary)], GOALS)
    totals = picture.totals["2026-27.1"]
    assert totals["F03"]["KS1.K"].schools == totals["F03"]["KS4.K"].schools == 1
    assert totals["H06"]["PA"].schools == 2


def test_a_sealed_file_counts_once_beside_its_plain_copy(tmp_path: Path) -> None:
    authority = X25519PrivateKey.generate()
    one = made(100001)
    put(tmp_path, one)
    sealed = sealed_file(one, signing_key(one.urn), authority.public_key().public_bytes_raw())
    (tmp_path / f"{one.name}.grs").write_bytes(sealed)
    opened = read_folder(tmp_path, Authority("372", authority.private_bytes_raw()))
    assert (opened.files, len(opened.standing), opened.rejected) == (2, 1, ())
    assert "it is sealed" in reasons(read_folder(tmp_path, HERE))


def test_every_kind_of_bad_file_is_refused_with_a_sentence_and_the_rest_goes_in(tmp_path: Path) -> None:
    good, other = made(100001), made(100002)
    put(tmp_path, good)
    whole = plain_file(other, signing_key(other.urn))
    (tmp_path / "flipped").mkdir()
    (tmp_path / "flipped" / f"{other.name}.json").write_bytes(whole.replace(b'"urn":1', b'"urn":2', 1))
    (tmp_path / "gr-372-100003-2026-27.1-v1.json").write_bytes(whole)
    (tmp_path / "letter.docx").write_bytes(b"PK")
    (tmp_path / "large.json").write_bytes(b"{" * 70_000)
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 nonsense")
    (tmp_path / "empty.grs").write_bytes(b"")
    stranger = replace(heading(100004), la="373")
    put(tmp_path, make(stranger, true_tables(4), KEY))
    arrived = read_folder(tmp_path, HERE)
    assert [one.urn for one in arrived.standing] == [100001]
    assert arrived.files == 8
    said = reasons(arrived)
    for words in (
        f"flipped/{other.name}.json: the signature doesn't fit",
        "gr-372-100003-2026-27.1-v1.json: it was renamed; inside it is gr-372-100002-2026-27.1-v1",
        "letter.docx: it isn't a summary",
        "large.json: it is far too large",
        "broken.zip: the zip is damaged",
        "empty.grs: it isn't a summary",
        "it was made for authority 373, not for 372",
    ):
        assert words in said
    assert len(arrived.rejected) == 7


def test_a_zip_is_looked_into(tmp_path: Path) -> None:
    inside, broken = made(100001), made(100002)
    with ZipFile(tmp_path / "autumn.zip", "w") as zipped:
        zipped.writestr(f"post/{inside.name}.json", plain_file(inside, signing_key(inside.urn)))
        zipped.writestr(f"{broken.name}.json", b"nonsense")
        zipped.writestr("notes.txt", b"hello")
    arrived = read_folder(tmp_path, HERE)
    assert [one.urn for one in arrived.standing] == [100001]
    assert f"autumn.zip/{broken.name}.json: it isn't a summary" in reasons(arrived)
    assert "autumn.zip/notes.txt: it isn't a summary" in reasons(arrived)


def test_a_wrong_schools_signature_is_refused(tmp_path: Path) -> None:
    one, other = made(100001), made(100002)
    put(tmp_path, one)
    (tmp_path / f"{other.name}.json").write_bytes(plain_file(other, signing_key(one.urn)))
    own = {
        urn: [Ed25519PrivateKey.from_private_bytes(signing_key(urn)).public_key().public_bytes_raw()]
        for urn in (100001, 100002)
    }
    arrived = read_folder(tmp_path, Authority("372", enrolled=own))
    assert [filed.urn for filed in arrived.standing] == [100001]
    assert "isn't signed with a key that school 100002 enrolled" in reasons(arrived)


def test_a_thousand_foreign_files_are_named_one_by_one(tmp_path: Path) -> None:
    for n in range(1000):
        (tmp_path / f"photo{n}.jpg").touch()
    put(tmp_path, made(100001))
    steps: list[tuple[int, int]] = []
    arrived = read_folder(tmp_path, HERE, lambda done, of: steps.append((done, of)))
    assert (len(arrived.rejected), len(arrived.standing), arrived.files) == (1000, 1, 1001)
    assert steps[-1] == (1001, 1001)


def test_a_correction_supersedes_and_an_older_version_never_comes_back() -> None:
    first = made(100001)
    second = corrected(first, 7)
    third = corrected(second, 8)
    for order in ([first, second, third], [third, first, second]):
        arrived = admit(filing(one) for one in order)
        assert [one.version for one in arrived.standing] == [3]
        assert [one.version for one in arrived.superseded] == [1, 2]
        assert arrived.rejected == ()


def test_two_files_of_one_version_are_both_refused_and_named() -> None:
    rivals = [filing(made(100001, seed=1), "a.json"), filing(made(100001, seed=2), "b.json")]
    arrived = admit(rivals)
    assert arrived.standing == ()
    assert [one.file for one in arrived.rejected] == ["a.json", "b.json"]
    assert "another file says it is version 1 of the same term: b.json" in arrived.rejected[0].reason


def test_a_version_that_follows_from_another_file_is_refused_and_a_gap_is_warned_of() -> None:
    first = made(100001, seed=1)
    stray = corrected(made(100001, seed=2), 3)
    arrived = admit([filing(first), filing(stray)])
    assert [one.version for one in arrived.standing] == [1]
    assert "replaces another file than version 1" in arrived.rejected[0].reason
    gap = admit([filing(corrected(first, 3))])
    assert [one.version for one in gap.standing] == [2]
    assert "version 1 of this term never arrived" in gap.warnings[0]


def test_many_keys_of_one_school_are_warned_of() -> None:
    filings = [
        filing(make(heading(100001, f"2026-27.{n}"), true_tables(n), bytes([n]) * 32)) for n in (1, 2, 3)
    ]
    assert "has used 3 different keys" in admit(filings).warnings[0]
    assert admit(filings[:2]).warnings == ()


def story() -> list[Filing]:
    """Corrections, rivals, gaps and copies of several schools over two terms."""
    found = []
    for urn in (100001, 100002, 100003, 100004):
        for term in ("2026-27.1", "2026-27.2"):
            first = made(urn, term)
            found += [filing(first), filing(corrected(first, urn)), filing(first, "copy.json")]
    rival = filing(made(100002, seed=3), "rival.json")
    return [*found, rival, filing(corrected(made(100003, seed=4), 5), "stray.json")]


STORY = story()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False), st.integers(0, 26))
def test_the_order_of_files_never_matters(chance: random.Random, fewer: int) -> None:
    files = STORY[: len(STORY) - fewer]
    mixed: Sequence[Filing] = chance.sample(files, len(files))
    one, other = admit(files), admit(mixed)
    assert one == other
    assert roll_up(one.standing, GOALS) == roll_up(chance.sample(other.standing, len(other.standing)), GOALS)


def test_changes_are_over_the_schools_in_both_terms() -> None:
    both = [made(urn, term) for urn in (100001, 100002) for term in ("2026-27.1", "2026-27.2")]
    picture = roll_up([filing(one) for one in [*both, made(100003, "2026-27.2")]], GOALS)
    moved = picture.changes["2026-27.2"]["H06"]["PA"]
    by_term = {term: sum(o.tables["H06"]["PA"] for o in both if o.term == term) for term in picture.terms}
    assert moved.value == by_term["2026-27.2"] - by_term["2026-27.1"]
    assert (moved.schools, moved.variance) == (2, 8)


def test_a_change_is_rougher_over_an_epoch_with_a_new_key_and_after_a_merger() -> None:
    first, later = made(100001, "2028-29.3"), made(100001, "2029-30.1")
    assert change([filing(first)], [filing(later)])["H06"]["PA"].variance == 8
    rekeyed = make(heading(100001, "2026-27.2"), true_tables(1), KEY)
    assert change([filing(made(100001))], [filing(rekeyed)])["H06"]["PA"].variance == 8
    old = [filing(made(100001)), filing(made(100002))]
    new = [filing(made(100002, "2026-27.2"))]
    merged = change(old, new, {100001: 100002})["H06"]["PA"]
    assert (merged.schools, merged.variance) == (1, 12)
    assert change(old[:1], new) == {}


def test_missing_schools_are_named_and_never_grossed_up(tmp_path: Path) -> None:
    listed = tmp_path / "schools.csv"
    listed.write_text(
        "URN,Name,send_pupils,successor\n100001,Ash,40,\n100002,Beech,60,\n100003,Cedar,100,\n",
        encoding="utf-8",
    )
    picture = roll_up([filing(made(100001)), filing(made(100002))], GOALS, read_schools(listed))
    found = picture.coverage["2026-27.1"]
    assert found.words == "2 of 3 schools, 50 % of SEND pupils"
    assert found.missing == (100003,)
    assert (picture.schools, picture.expected) == (2, 3)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name\nAsh\n", "there is no column urn"),
        ("urn\n10000x\n", "line 2: urn isn't a whole number"),
        ("urn\n100001\n100001\n", "line 3: school 100001 stands there twice"),
    ],
)
def test_a_list_of_schools_says_what_is_wrong_with_it(tmp_path: Path, text: str, words: str) -> None:
    listed = tmp_path / "schools.csv"
    listed.write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        read_schools(listed)
    assert words in caught.value.sentence


def test_the_plans_figures_are_the_plans() -> None:
    by_id = {goal.id: goal for goal in GOALS}
    assert {name: (goal.baseline, goal.target) for name, goal in by_id.items()} == {
        "salt_18_weeks": (59.8, 70),
        "ot_18_weeks": (45.1, 70),
        "pt_18_weeks": (59.5, 70),
        "send_support": (68, 70),
        "eah_coverage": (None, 100),
        "persistent_absence": (39, 35),
        "attendance": (83.9, 87),
        "suspensions": (None, None),
        "eet": (None, 87),
        "ehc_timeliness": (80.1, None),
        "ehcp_growth": (11.8, 6),
        "parental_confidence": (None, None),
    }
    assert by_id["eah_coverage"].steps == {"2026-27": 60}


def test_a_measure_has_an_interval_and_a_course() -> None:
    falling = [large(100001 + n, "2028-29.3", absent=340) for n in range(40)]
    steady = [large(100001 + n, "2026-27.1", absent=390) for n in range(40)]
    rising = [large(100001 + n, "2027-28.3", absent=400) for n in range(40)]
    picture = roll_up([filing(one) for one in (*falling, *steady, *rising)], GOALS)
    found = {one.term: one for one in picture.figures if one.id == "persistent_absence"}
    assert found["2028-29.3"].value == pytest.approx(34, abs=0.1)
    assert found["2028-29.3"].low is not None
    assert found["2028-29.3"].low < 34.1
    assert [found[t].course for t in sorted(found)] == [Course.BEHIND, Course.BEHIND, Course.REACHED]
    assert {one.id for one in picture.figures if one.value is not None} == {
        "persistent_absence",
        "eah_coverage",
        "attendance",
    } | {one.id for one in picture.figures if one.id in LITTLE and one.value is not None}


def test_a_measure_of_two_schools_is_hidden() -> None:
    picture = roll_up([filing(large(100001)), filing(large(100002))], GOALS)
    (found,) = [one for one in picture.figures if one.id == "persistent_absence"]
    assert (found.value, found.low, found.hidden) == (None, None, "fewer than three schools")


def test_the_way_to_a_target_is_straight_and_steps_come_first() -> None:
    by_id = {goal.id: goal for goal in GOALS}
    assert due_by(by_id["persistent_absence"], GOALS, "2028-29.3") == 35
    assert due_by(by_id["persistent_absence"], GOALS, "2027-28.3") == pytest.approx(39 - 4 * 6 / 9)
    assert due_by(by_id["eah_coverage"], GOALS, "2026-27.2") == 60
    assert due_by(by_id["eah_coverage"], GOALS, "2027-28.1") == 100
    assert due_by(by_id["parental_confidence"], GOALS, "2027-28.1") is None


def test_the_authoritys_own_figures_stand_beside_the_schools(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("measure,term,value\nehcp_growth,2026-27.1,9.4\neet,2026-27.1,88%\n", encoding="utf-8")
    picture = roll_up([filing(made(100001))], GOALS, own_figures=read_figures(own, GOALS))
    found = {one.id: one for one in picture.figures}
    assert (found["ehcp_growth"].value, found["ehcp_growth"].course) == (9.4, Course.ON_COURSE)
    assert found["eet"].is_authoritys
    assert found["eet"].course is Course.REACHED
    own.write_text("measure,term,value\nhappiness,2026-27.1,9\n", encoding="utf-8")
    with pytest.raises(Problem, match="no such measure"):
        read_figures(own, GOALS)


def test_the_authority_sets_a_target_that_the_plan_leaves_open(tmp_path: Path) -> None:
    (tmp_path / "figures.csv").write_text(
        "measure,term,value\nehc_timeliness,2026-27.1,83\nehc_timeliness,target,60.5\n", encoding="utf-8"
    )
    own = read_figures(tmp_path / "figures.csv", GOALS)
    goals = aimed(GOALS, own)
    picture = roll_up([filing(made(100001))], goals, (), own)
    assert picture.terms == ("2026-27.1",)
    (one,) = [figure for figure in picture.figures if figure.id == "ehc_timeliness"]
    assert (one.value, one.target, one.course.value) == (83, 60.5, "reached")
    assert next(goal for goal in GOALS if goal.id == "ehc_timeliness").target is None
    (tmp_path / "figures.csv").write_text("measure,term,value\neet,autumn,83\n", encoding="utf-8")
    with pytest.raises(Problem, match="line 2: term isn't a term"):
        read_figures(tmp_path / "figures.csv", GOALS)


def test_settings_reached_by_experts_are_exact() -> None:
    said = [heading(100001 + n, facts=Facts(eah_visits=n)) for n in range(4)]
    silent = heading(100009, facts=Facts(inclusion_base="open"))
    filings = [filing(make(one, true_tables(1), KEY)) for one in (*said, silent)]
    (found,) = [one for one in roll_up(filings, GOALS).figures if one.id == "eah_coverage"]
    assert (found.value, found.low, found.high) == (60, 60, 60)


def test_the_document_is_what_the_command_prints(tmp_path: Path) -> None:
    put(tmp_path, *[made(100001 + n) for n in range(3)])
    arrived = read_folder(tmp_path, HERE)
    printed = document(roll_up(arrived.standing, GOALS, [ExpectedSchool(100001)]), arrived)
    assert {"schools", "expected", "files", "rejected", "superseded", "totals", "measures"} <= printed.keys()
    assert (printed["schools"], printed["expected"], printed["files"], printed["superseded"]) == (3, 1, 3, 0)
    one = printed["totals"]["2026-27.1"]["H06"]["PA"]
    assert {"value", "half_width", "schools"} <= one.keys()
    assert one["half_width"] == 7


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("share: H06", "share: H66", "there is no table H66"),
        ("cells: [PA]", "cells: [PB]", "has no cell PB"),
        ("id: send_support", "id: attendance", "stands there twice"),
        ("better: lower", "better: nicer", "better"),
        ("measures:", "measures: [", "isn't a YAML file"),
    ],
)
def test_a_faulty_table_of_measures_is_refused(tmp_path: Path, before: str, after: str, words: str) -> None:
    faulty = tmp_path / "measures.yaml"
    faulty.write_text(ROTHERHAM.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(Problem) as caught:
        read_goals(faulty)
    assert words in caught.value.sentence
    assert "measures.yaml" in caught.value.sentence


def test_several_processes_find_what_one_finds(tmp_path: Path) -> None:
    put(tmp_path, *[made(100001 + n) for n in range(6)])
    (tmp_path / "photo.jpg").touch()
    assert read_folder(tmp_path, HERE, workers=2) == read_folder(tmp_path, HERE)
