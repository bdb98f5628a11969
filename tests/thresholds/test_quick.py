# SPDX-License-Identifier: MIT
"""A standard from its cache is the one that its files would give, or its files are read."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from thresholds import packs, quick
from thresholds.problems import Problem, Problems
from thresholds.quick import read_quickly
from thresholds.reader import read
from thresholds.standard import Standard

FROM = packs.FOLDER / "ranges-2026.1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FROM, tmp_path / "ranges-2026.1"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def files_read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Notes each time that the YAML of a standard is read."""
    seen: list[Path] = []
    real = quick.read_document

    def noting(path: Path) -> object:
        seen.append(path)
        return real(path)

    monkeypatch.setattr(quick, "read_document", noting)
    return seen


def only(cache: Path) -> Path:
    (kept,) = cache.iterdir()
    return kept


def same(one: Standard, other: Standard) -> bool:
    return (one.pack, one.digest, dict(one.places)) == (other.pack, other.digest, dict(other.places))


def test_the_second_time_nothing_of_the_yaml_is_read(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = files_read(monkeypatch)
    first, second = read_quickly(folder, cache), read_quickly(folder, cache)
    assert len(seen) == 1
    assert first.pack == second.pack
    assert first.digest == second.digest
    assert list(second.pack.areas) == list(first.pack.areas)


def test_it_is_the_standard_that_its_files_give_with_the_place_of_each_part(
    folder: Path, cache: Path
) -> None:
    read_quickly(folder, cache)
    assert same(read_quickly(folder, cache), read(folder))


def test_one_changed_letter_is_read_anew(folder: Path, cache: Path) -> None:
    read_quickly(folder, cache)
    file = next(one for one in sorted(folder.glob("*.yaml")) if "title:" in one.read_text(encoding="utf-8"))
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "title: X", 1), encoding="utf-8")
    assert same(read_quickly(folder, cache), read(folder))
    assert len(list(cache.iterdir())) == 1, "what was kept of the older files is gone"


@pytest.mark.parametrize("where", range(0, 1000, 97))
def test_a_flipped_bit_of_what_is_kept_is_never_believed(folder: Path, cache: Path, where: int) -> None:
    real = read_quickly(folder, cache)
    kept = only(cache)
    content = bytearray(kept.read_bytes())
    content[where * len(content) // 1000] ^= 1
    kept.write_bytes(content)
    found = read_quickly(folder, cache)
    assert (found.pack, found.digest) == (real.pack, real.digest)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]\n[]", b"null\nnull", b"\xff\xfe\n{}", b"[" * 5000])
def test_anything_else_in_its_place_is_no_trouble(folder: Path, cache: Path, content: bytes) -> None:
    real = read_quickly(folder, cache)
    only(cache).write_bytes(content)
    assert read_quickly(folder, cache).pack == real.pack
    assert json.loads(only(cache).read_bytes().partition(b"\n")[0])["digest"] == real.digest, "mended"


def test_a_folder_that_cannot_be_written_is_only_slower(folder: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "a file"
    in_the_way.write_text("not a folder", encoding="utf-8")
    assert read_quickly(folder, in_the_way).digest == read(folder).digest


def test_a_damaged_standard_is_said_each_time_and_never_kept(folder: Path, cache: Path) -> None:
    (folder / "zz.yaml").write_text("thresholds: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises((Problem, Problems)):
            read_quickly(folder, cache)
    assert not cache.exists()


def test_the_installed_standards_are_the_same_from_the_cache(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = packs.installed()
    monkeypatch.setattr(packs._Kept, "folder", cache)
    try:
        for _ in range(2):
            packs.installed.cache_clear()
            assert [one.digest for one in packs.installed()] == [one.digest for one in plain]
        assert len(list(cache.iterdir())) == len(plain)
    finally:
        packs.installed.cache_clear()


def test_a_draft_and_a_withdrawn_version_are_in_force_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year, status in (("2026", "adopted"), ("2027", "withdrawn"), ("2028", "draft")):
        place = tmp_path / f"invented-{year}"
        place.mkdir()
        (place / "standard.yaml").write_text(PACK.format(year=year, status=status), encoding="utf-8")
    monkeypatch.setattr(packs, "FOLDER", tmp_path)
    packs.installed.cache_clear()
    try:
        assert packs.in_force("999", date(2030, 1, 1)).version == "2026.1"
    finally:
        packs.installed.cache_clear()


PACK = """
format: threshold-pack/1
pack:
  id: invented
  version: "{year}.1"
  title: An invented standard
  authority: Invented
  la: "999"
  status: {status}
  effective: {{from: {year}-09-01}}
  layers: [universal, targeted]
thresholds:
  - id: targeted
    area: learning
    layer: targeted
    met_when: {{at_or_above: {{of: age, value: 5}}, reason: Old enough., source: This test}}
areas:
  learning: {{label: Learning}}
"""
