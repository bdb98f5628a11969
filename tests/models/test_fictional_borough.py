# SPDX-License-Identifier: MIT
"""The fictional borough: the same for the same seed, taken whole by an authority, with trends to be seen."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from models.borough_sample import write_borough_sample
from models.calendar import read_term
from models.fictional_borough import FIRST_TERM, files_of, schools_of, terms_from
from models.issuing import ready
from models.sample import PASSPHRASE
from models.store import Store
from models.summaries.arrivals import read_folder
from models.summaries.authority import read_authority
from models.summaries.authority_lists import read_figures, read_schools
from models.summaries.borough import BoroughPicture, roll_up
from models.summaries.goals import read_goals
from tests.models.summaries.accuracy import cells

GOALS = read_goals()


@pytest.fixture(scope="module")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("borough")
    made = write_borough_sample(folder, schools=24, terms=9, seed=3, app="0.1.0")
    assert made == {"schools": 24, "terms": 9, "files": 216}
    return folder


@pytest.fixture(scope="module")
def picture(borough: Path) -> BoroughPicture:
    arrived = read_folder(borough / "files", read_authority(borough / "authority"))
    assert (arrived.files, arrived.rejected, arrived.warnings) == (216, (), ())
    expected = read_schools(borough / "schools.csv")
    return roll_up(arrived.standing, GOALS, expected, read_figures(borough / "figures.csv", GOALS))


def test_every_school_sends_every_term(picture: BoroughPicture) -> None:
    assert len(picture.terms) == 9
    assert all((one.schools, one.missing) == (24, ()) for one in picture.coverage.values())


def test_the_same_seed_makes_the_same_files() -> None:
    terms = terms_from(FIRST_TERM, 3)
    [one], [again], [other] = (schools_of(1, seed) for seed in (5, 5, 6))
    assert list(files_of(one, terms, "372", "0.1.0")) == list(files_of(again, terms, "372", "0.1.0"))
    assert list(files_of(one, terms, "372", "0.1.0")) != list(files_of(other, terms, "372", "0.1.0"))


def test_the_mix_is_that_of_a_borough_with_120_schools() -> None:
    assert Counter(one.school_type for one in schools_of(120, 1)) == {"P": 95, "S": 16, "X": 6, "R": 3}
    assert len({one.urn for one in schools_of(200, 1)}) == 200


def test_trends_and_the_authoritys_own_figures_are_in_the_picture(picture: BoroughPicture) -> None:
    found = {(one.id, one.term): one.value for one in picture.figures}
    first, last = picture.terms[0], picture.terms[-1]
    better = {"persistent_absence": -1, "eet": 1, "parental_confidence": 1, "ehcp_growth": -1}
    for measure, way in better.items():
        before, after = found[measure, first], found[measure, last]
        assert before is not None
        assert after is not None
        assert way * (after - before) > 0, measure


def test_intervals_cover_what_they_say_and_large_totals_come_near() -> None:
    found = list(cells(60, 3))
    covered = 100 * sum(one.is_covered for one in found) / len(found)
    assert 93 <= covered <= 97
    large = [one for one in found if one.true >= 1000]
    assert len(large) > 40
    assert all(one.is_within(0.05) for one in large)


def test_some_schools_have_whole_stores_and_their_summaries_come_out_of_them(tmp_path: Path) -> None:
    made = write_borough_sample(tmp_path, schools=4, terms=2, seed=1, app="0.1.0", stores=1)
    assert made == {"schools": 4, "terms": 2, "files": 8, "stores": 1}
    arrived = read_folder(tmp_path / "files", read_authority(tmp_path / "authority"))
    assert (len(arrived.standing), arrived.rejected) == (8, ())
    (path,) = (tmp_path / "stores").glob("*.grstore")
    sealed = {one.term: one for one in arrived.standing if one.file.endswith(".grs")}
    store = Store.open(path, PASSPHRASE, now=lambda: datetime(2027, 4, 1, tzinfo=UTC))
    try:
        assert {one.urn for one in sealed.values()} == {store.school.urn}
        for term, one in sealed.items():
            again = ready(store, read_term(term), date(2027, 5, 1), "0.1.0")
            assert (again.summary.hash, again.prepared.is_new) == (one.hash, False)
            assert again.true.cohort > 20
    finally:
        store.close()
