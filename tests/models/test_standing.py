# SPDX-License-Identifier: MIT
"""Which standard a child is judged by on a day: its home authority's, in the version that is in force."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from models.records import School
from models.standing import standard_for
from models.store import Store
from tests.models.conftest import ON, child, keep
from thresholds import packs
from thresholds.problems import Problem

PACK = """
format: threshold-pack/1
pack:
  id: {id}
  version: "{version}"
  title: A standard of {id}
  authority: {id}
  la: "{la}"
  status: adopted
  effective: {effective}
  layers: [universal, targeted]
thresholds:
  - id: targeted
    area: learning
    layer: targeted
    met_when: {{at_or_above: {{of: age, value: 5}}, reason: Old enough., source: This test}}
areas:
  learning: {{label: Learning}}
"""

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Put standards of invented authorities in the place of those that come with the program."""
    folder = tmp_path / "standards"
    folder.mkdir()
    monkeypatch.setattr(packs, "FOLDER", folder)
    packs.installed.cache_clear()

    def put(id: str, la: str, version: str, begins: str, ends: str = "") -> None:
        effective = f"{{from: {begins}, to: {ends}}}" if ends else f"{{from: {begins}}}"
        place = folder / f"{id}-{version}"
        place.mkdir()
        text = PACK.format(id=id, la=la, version=version, effective=effective)
        (place / "standard.yaml").write_text(text, encoding="utf-8")
        packs.installed.cache_clear()

    yield put
    packs.installed.cache_clear()


def named(store: Store, home: str | None, on: date = ON) -> str:
    """The id and version of the standard for a child of a home authority; None for no child in particular."""
    pupil = None if home is None else child(home_la=home)
    with store.reading() as tx:
        standard = standard_for(tx, pupil, store.school, on)
    return f"{standard.id} {standard.version}"


def test_the_standard_that_comes_with_the_program_is_rotherhams(store: Store) -> None:
    assert store.school.la == "372"
    assert {named(store, home) for home in (None, "", "372")} == {"rotherham 2026.1"}


def test_a_child_is_judged_by_its_home_authoritys_standard(store: Store, install: Install) -> None:
    install("rotherham", "372", "2026.1", "2026-09-01")
    install("sheffield", "373", "2026.1", "2026-09-01")
    assert named(store, None) == named(store, "") == named(store, "372") == "rotherham 2026.1"
    assert named(store, "373") == "sheffield 2026.1"
    # Elsewhere nobody has a standard yet: the one that the program comes with.
    assert named(store, "999") == "rotherham 2026.1"


def test_the_home_authority_is_the_one_that_is_on_record_now(store: Store, install: Install) -> None:
    install("rotherham", "372", "2026.1", "2026-09-01")
    install("sheffield", "373", "2026.1", "2026-09-01")
    pupil = child(home_la="373")
    keep(store, pupil)
    with store.transaction() as tx:
        kept = tx.get(type(pupil), pupil.id)
        assert standard_for(tx, kept, store.school, ON).id == "sheffield"
        tx.put(pupil.model_copy(update={"home_la": ""}))
        moved = tx.get(type(pupil), pupil.id)
        assert standard_for(tx, moved, store.school, ON).id == "rotherham"


def test_a_school_elsewhere_has_its_own_authoritys_standard(store: Store, install: Install) -> None:
    install("rotherham", "372", "2026.1", "2026-09-01")
    install("sheffield", "373", "2026.1", "2026-09-01")
    school = School.model_validate({**store.school.model_dump(), "la": "373"})
    with store.reading() as tx:
        assert standard_for(tx, child(), school, ON).id == "sheffield"
        assert standard_for(tx, child(home_la="372"), school, ON).id == "rotherham"


def test_a_version_is_in_force_until_the_next_begins(store: Store, install: Install) -> None:
    install("rotherham", "372", "2027.1", "2027-09-01")
    install("rotherham", "372", "2026.1", "2026-09-01")
    install("sheffield", "373", "2026.9", "2026-10-01")
    told = {
        date(2026, 9, 1): "rotherham 2026.1",
        date(2027, 8, 31): "rotherham 2026.1",
        date(2027, 9, 1): "rotherham 2027.1",
        date(2030, 1, 1): "rotherham 2027.1",
    }
    assert {on: named(store, "", on) for on in told} == told


def test_before_any_begins_the_first_is_shown(store: Store, install: Install) -> None:
    install("rotherham", "372", "2027.1", "2027-09-01")
    install("rotherham", "372", "2026.1", "2026-09-01")
    assert named(store, "", date(2026, 8, 31)) == "rotherham 2026.1"


def test_a_version_that_has_ended_stays_until_another_begins(store: Store, install: Install) -> None:
    install("rotherham", "372", "2026.1", "2026-09-01", "2027-08-31")
    install("rotherham", "372", "2027.1", "2027-09-01", "2028-08-31")
    assert named(store, "", date(2028, 9, 1)) == "rotherham 2027.1"


def test_no_standard_at_all_is_said_in_a_sentence(store: Store, install: Install) -> None:
    with pytest.raises(Problem) as missing, store.reading() as tx:
        standard_for(tx, child(), store.school, ON)
    assert missing.value.code == "no-standard"
