# SPDX-License-Identifier: MIT
"""Plans and cycle records, read back from the PDF as a reader would."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics

from desktop.paper.cycle_record import write_cycle
from desktop.paper.pupil_plan import how_often, write_plan
from tests.paper.story import SCHOOL, parts
from thresholds.problems import Problem

DAY = date(2026, 11, 23)


def words_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_a_parent_finds_everything_in_the_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    pages = write_plan(path, parts(), SCHOOL, DAY)
    words = words_of(path)
    assert len(PdfReader(path).pages) == pages
    for expected in (
        "Amira Khalil’s support plan",
        "Year 4 · Maple · Canklow Bridge Primary School",
        "I like it when we use the pictures.",
        "At home she does one thing at a time.",
        "follow a two-part instruction without a picture",
        "3 times a week, 20 minutes, group of 3",
        "10 July 2026",
        "Anyone may ask the local authority",
        f"Page 1 of {pages}",
        "Made on 23 November 2026",
    ):
        assert expected in words, expected
    assert "£" not in words, "what support costs is not a parent's worry"


def test_the_cycle_record_holds_all_four_stages_and_the_true_cost(tmp_path: Path) -> None:
    path = tmp_path / "cycle.pdf"
    write_cycle(path, parts(), SCHOOL, [], DAY)
    words = words_of(path)
    places = [
        words.index(word) for word in ("Assess Date", "Plan Agreed on", "Do Provision", "Review Outcome")
    ]
    assert places == sorted(places)
    assert "5 of 18" in words
    # Five sessions of 20 minutes at £16.40 an hour, shared by three children.
    assert "£9.11 of £32.80" in words
    assert "Less than hoped" in words
    assert "Continue as it is" in words


def test_markup_in_a_note_is_printed_as_typed(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_plan(path, parts(words='<b>1 < 2</b> & "so" <font color=red>'), SCHOOL, DAY)
    assert '<b>1 < 2</b> & "so" <font color=red>' in words_of(path)


@pytest.mark.parametrize("name", ["Zoë", "Łucja", "Ngọc", "Ярослав", "Siân", "Αθηνά"])
def test_a_name_of_our_face_prints(tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan.pdf"
    write_plan(path, parts(forename=name), SCHOOL, DAY)
    assert name in words_of(path)


@pytest.mark.parametrize("name", ["李雷", "محمد"])
def test_a_name_that_our_face_lacks_still_prints(tmp_path: Path, name: str) -> None:
    path = tmp_path / "plan.pdf"
    write_plan(path, parts(forename=name), SCHOOL, DAY)
    used = {str(f["/BaseFont"]) for p in PdfReader(path).pages for f in _fonts(p)}
    assert any("SourceSans" not in face for face in used), used


def _fonts(page: object) -> list[dict[str, object]]:
    return [f.get_object() for f in page["/Resources"]["/Font"].get_object().values()]  # type: ignore[index]


def test_every_face_is_embedded(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write_plan(path, parts(), SCHOOL, DAY)
    for page in PdfReader(path).pages:
        for font in _fonts(page):
            kind = font.get("/DescendantFonts", [font])[0].get_object()  # type: ignore[index]
            assert "/FontFile2" in kind["/FontDescriptor"].get_object(), font["/BaseFont"]


def test_a_very_long_plan_breaks_over_pages_without_losing_a_word(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    sentence = " ".join(f"word{n}" for n in range(2200))
    pages = write_plan(path, parts(words=sentence), SCHOOL, DAY)
    words = words_of(path)
    assert pages > 2
    assert all(f"word{n}" in words for n in range(0, 2200, 97))
    assert "word2199" in words


def test_a_folder_that_can_t_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(Problem) as told:
        write_plan(blocked / "plan.pdf", parts(), SCHOOL, DAY)
    assert "plan.pdf" in told.value.sentence
    assert "Choose another folder" in told.value.sentence


def test_how_often_reads_like_a_person_says_it() -> None:
    provision = parts().provisions[0]
    assert how_often(provision) == "3 times a week, 20 minutes, group of 3"
    alone = provision.model_copy(update={"group_size": 1, "sessions_a_week": Decimal("1.0")})
    assert how_often(alone) == "once a week, 20 minutes, one to one"


def test_the_italic_face_has_a_stand_in_for_greek() -> None:
    assert pdfmetrics.getFont("Body-Italic") is not None
