# SPDX-License-Identifier: MIT
"""The drafts for data protection say what is so here, mark what only the school knows, and open in Word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from desktop.paper.protection import DRAFTS, write_draft
from models.codes import SenProvision
from models.protection import Listed, Part, Practice, Settings, practice_of
from models.records import Pupil, SenStatus
from models.store import QUICK, Store, back_up
from tests.models.store.makings import PASSPHRASE, SCHOOL, now, pupil
from thresholds.problems import Problem

ON = date(2026, 11, 23)
LOOSE, TIGHT = Settings(0, ""), Settings(5, "/media/stick")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.create(tmp_path / "school.grstore", PASSPHRASE, SCHOOL, now=now, who="Ruth", cost=QUICK)
    children: list[Pupil] = [pupil(number, f"Child{number}") for number in range(4)]
    with made.transaction() as tx:
        for child in children:
            tx.put(child)
        tx.put(SenStatus(pupil_id=children[0].id, provision=SenProvision.PLAN, started_on=ON))
        tx.put(SenStatus(pupil_id=children[1].id, provision=SenProvision.SUPPORT, started_on=ON))
        tx.put(children[3].model_copy(update={"left_on": date(2026, 7, 1)}))
    yield made
    made.close()


def said(practice: Practice, name: str) -> str:
    """Every word of a draft."""
    parts: tuple[Part, ...] = DRAFTS[name].parts(practice)
    words = []
    for part in parts:
        words.append(part.title)
        for one in part.inside:
            words += (
                [cell for row in (one.head, *one.rows) for cell in row] if isinstance(one, Listed) else [one]
            )
    return "\n".join(words)


def test_the_draft_follows_what_is_so(store: Store, tmp_path: Path) -> None:
    before = said(practice_of(store, LOOSE, ON), "dpia")
    assert (
        "3 children on roll, 1 of them with SEN Support and 1 with an EHC plan, and 1 who have left" in before
    )
    assert "Who writes: Ruth." in before
    for gap in ("Make a recovery sheet", "Choose a second folder", "Let the file lock itself"):
        assert f"Still to do: {gap}" in before
    assert "none was made yet" in before
    back_up(store, tmp_path / "stick", now())
    store.make_recovery_sheet()
    after = said(practice_of(store, TIGHT, ON), "dpia")
    assert after.count("Still to do") == 1 and "Go through the 1 records due" in after
    assert "The file locks itself after 5 minutes." in after
    assert "the last is of 23 November 2026" in after


def test_it_has_the_seven_steps_and_names_no_child(store: Store) -> None:
    practice = practice_of(store, TIGHT, ON)
    titles = [part.title for part in DRAFTS["dpia"].parts(practice)]
    assert all(any(f"{step}" in title for title in titles) for step in range(1, 8))
    for name in DRAFTS:
        words = said(practice, name)
        assert "Child1" not in words and "{" not in words
        assert "[The school fills in: " in words
        assert SCHOOL.name in words


@pytest.mark.parametrize("name", list(DRAFTS))
def test_it_is_written_as_word_and_as_pdf(store: Store, tmp_path: Path, name: str) -> None:
    practice = practice_of(store, TIGHT, ON)
    for ending in ("docx", "pdf"):
        write_draft(tmp_path / f"draft.{ending}", DRAFTS[name], practice)
    document = Document(str(tmp_path / "draft.docx"))
    headings = [one.text for one in document.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings == [part.title for part in DRAFTS[name].parts(practice)]
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "draft.pdf").pages)
    assert all(title.split()[0] in text for title in headings)
    with pytest.raises(Problem, match=r"neither in \.pdf nor in \.docx"):
        write_draft(tmp_path / "draft.txt", DRAFTS[name], practice)
