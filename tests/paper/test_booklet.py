# SPDX-License-Identifier: MIT
"""The booklet: every threshold and criterion of a standard, with contents that lead to the right pages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop.paper.booklet import write_booklet
from thresholds.book import number_of
from thresholds.packs import installed
from thresholds.standard import Standard

DAY = date(2026, 11, 23)


@pytest.fixture(scope="module", params=installed(), ids=lambda one: one.id)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Standard, Path]:
    path = tmp_path_factory.mktemp("booklet") / "standard.pdf"
    write_booklet(path, request.param, DAY)
    return request.param, path


def words_of(path: Path) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(path).pages))


def test_every_criterion_is_in_it_with_its_words(made: tuple[Standard, Path]) -> None:
    standard, path = made
    told = words_of(path)
    for clause in standard.criteria.values():
        assert re.sub(r"\s+", " ", clause.text) in told, clause.id
        assert re.sub(r"\s+", " ", clause.parent) in told, clause.id
        assert number_of(clause) in told
    for one in standard.pack.thresholds:
        assert re.sub(r"\s+", " ", one.title) in told, one.id


def test_it_says_what_it_is_on_its_first_page(made: tuple[Standard, Path]) -> None:
    standard, path = made
    first = re.sub(r"\s+", " ", PdfReader(path).pages[0].extract_text())
    assert "illustrative" in first
    assert "Anyone may ask" in first
    assert "2014, section 36(8)" in first
    assert standard.digest in first
    assert "not eligible" not in words_of(path)


def test_the_contents_lead_to_the_chapters(made: tuple[Standard, Path]) -> None:
    standard, path = made
    reader = PdfReader(path)
    listed = re.sub(r"[ .]+", " ", reader.pages[1].extract_text())
    chapters = {one.title: reader.get_destination_page_number(one) for one in reader.outline}  # type: ignore[arg-type, union-attr]
    for area in {one.area for one in standard.pack.thresholds}:
        title = standard.area_label(area)
        assert title in reader.pages[chapters[title]].extract_text().splitlines()
        assert title in listed
        assert str(chapters[title] + 1) in listed
    assert f"Page 1 of {len(reader.pages)}" in reader.pages[0].extract_text()


def test_its_letters_are_inside_it(made: tuple[Standard, Path]) -> None:
    fonts = [
        font.get_object()
        for page in PdfReader(made[1]).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index, union-attr]
    ]
    used = [one for one in fonts if one["/Subtype"] != "/Type1"]
    assert used
    assert all(
        "/FontFile2" in one["/FontDescriptor"].get_object() for one in used if "/FontDescriptor" in one
    )
