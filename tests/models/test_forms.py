# SPDX-License-Identifier: MIT
"""An authority's own form: its places found, mapped once, filled for a child, and its look kept."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from models.codes import SenType, Whose
from models.forms.answers import SAY, Subject
from models.forms.asked import answers, guess
from models.forms.filling import Box, boxes, mapping_text, new_form, remapped, with_mapping, write
from models.forms.places import FormFile
from models.records import AuthorityForm, FormAnswer, Need, Pupil, Strength, Voice
from models.store import Store
from models.upn import check_letter
from tests.models import forms_made
from thresholds.problems import Problem

MADE = {"tables": forms_made.of_tables, "controls": forms_made.of_controls, "lines": forms_made.of_lines}


@pytest.fixture
def subject(store: Store, day: date) -> Iterator[Subject]:
    number = "801200000001"
    upn = check_letter(number) + number
    child = Pupil(upn=upn, surname="Okafor", forename="Ada", date_of_birth=date(2018, 5, 4))
    with store.transaction() as tx:
        tx.put(child)
        tx.put(Need(pupil_id=child.id, code=SenType.SLCN, rank=1, description="Long instructions."))
        tx.put(Strength(pupil_id=child.id, text="Draws maps of everywhere."))
        tx.put(
            Voice(pupil_id=child.id, whose=Whose.CHILD, said_on=day, words="I like pictures.\nI hate noise.")
        )
        tx.put(Voice(pupil_id=child.id, whose=Whose.PARENT, said_on=day, words="She talks all day at home."))
    with store.reading() as tx:
        yield Subject.of(tx, child, store.school, day)


def words_of(content: bytes) -> str:
    """Everything that a reader of the document sees, in its order."""
    from docx.oxml.ns import qn

    body = Document(io.BytesIO(content)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in body.iter(qn("w:p")))


def boxes_of(
    form: AuthorityForm, document: bytes, subject: Subject, own: Sequence[FormAnswer] = ()
) -> tuple[Box, ...]:
    return boxes(form, FormFile(document).places, subject, own)


def test_every_answer_that_is_offered_can_be_given() -> None:
    assert list(answers()) == list(SAY)


@pytest.mark.parametrize(
    ("label", "answer"),
    [
        ("Name of child", "name"),
        ("Pupil’s name:", "name"),
        ("Name of School", "school"),
        ("School name and address of school", "address"),
        ("D.O.B.", "born"),
        ("Parents’ views", "parents-say"),
        ("Views of the child", "child-says"),
        ("What support is in place?", "support"),
        ("Favourite colour", ""),
        ("Manager", ""),
    ],
)
def test_a_label_says_which_answer_it_asks_for(label: str, answer: str) -> None:
    assert guess(label) == answer


def test_a_table_is_filled_beside_its_labels(subject: Subject, day: date) -> None:
    document = forms_made.of_tables()
    _, form = new_form(document, "Request.docx", title="Request", la="372", on=day)
    filled = {box.place.label: box for box in boxes_of(form, document, subject)}
    assert filled["Name of child"].text == "Ada Okafor"
    assert filled["Date of birth"].text == "4 May 2018"
    assert filled["Interventions"].answer == "support"
    assert filled["Favourite colour"].is_empty
    told = words_of(write(document, tuple(filled.values())))
    assert "Ada Okafor" in told
    assert told.index("Name of child") < told.index("Ada Okafor") < told.index("Date of birth")


def test_text_too_long_for_its_box_is_named_before_printing(subject: Subject, day: date) -> None:
    document = forms_made.of_tables()
    _, form = new_form(document, "Request.docx", title="Request", la="372", on=day)
    views = next(box for box in boxes_of(form, document, subject) if box.place.label == "Views of the child")
    assert views.limit is not None
    long = FormAnswer(pupil_id=subject.pupil.id, form_id=form.id, place=views.place.key, text="x" * 900)
    over = next(
        box for box in boxes_of(form, document, subject, [long]) if box.place.label == "Views of the child"
    )
    assert over.is_own
    assert over.letters_over == 900 - views.limit


def test_content_controls_lose_their_hint(subject: Subject, day: date) -> None:
    document = forms_made.of_controls()
    _, form = new_form(document, "Form.docx", title="Form", la="", on=day)
    made = write(document, boxes_of(form, document, subject))
    told = words_of(made)
    assert "Surname: Okafor" in told
    assert "She talks all day at home." in told
    assert "Type here" not in told
    assert b"showingPlcHdr" not in zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml")


def test_lines_of_dots_are_written_on(subject: Subject, day: date) -> None:
    document = forms_made.of_lines()
    _, form = new_form(document, "Form.docx", title="Form", la="", on=day)
    told = words_of(write(document, boxes_of(form, document, subject)))
    assert "Pupil's name: Ada Okafor" in told
    assert "___" not in told
    assert "Strengths: Draws maps of everywhere." in told
    assert "sent to the authority by post." in told


def test_a_mapping_is_shared_without_child_or_document(subject: Subject, day: date) -> None:
    _, mine = new_form(forms_made.of_tables(), "Request.docx", title="Request", la="372", on=day)
    mine = remapped(mine, "Favourite colour", answer="strengths", limit=40)
    text = mapping_text(mine, b"")
    assert "Okafor" not in text
    _, theirs = new_form(forms_made.of_tables(), "Copy.docx", title="Copy", la="372", on=day)
    taken, known = with_mapping(theirs, text)
    assert known == len(theirs.places)
    assert [(one.answer, one.limit) for one in taken.places] == [
        (one.answer, one.limit) for one in mine.places
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format": "form-mapping/1"}', '{"format": "form-mapping/1", "places": [{"key": 3}]}']
)
def test_a_mapping_that_is_none_is_refused(text: str, day: date) -> None:
    document = forms_made.of_lines()
    _, form = new_form(document, "Form.docx", title="Form", la="", on=day)
    with pytest.raises(Problem):
        with_mapping(form, text)


def test_a_mapping_of_a_newer_version_is_refused(day: date) -> None:
    document = forms_made.of_lines()
    _, form = new_form(document, "Form.docx", title="Form", la="", on=day)
    newer = json.loads(mapping_text(form, document))
    newer["places"][0]["answer"] = "telepathy"
    with pytest.raises(Problem, match="telepathy"):
        with_mapping(form, json.dumps(newer))


def _zip_of(size: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"0" * size)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"PK\x03\x04", _zip_of(10), _zip_of(70_000_000), b"x" * 6_000_001],
    ids=["nothing", "pdf", "torn", "no form", "bomb", "large"],
)
def test_what_is_no_form_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Problem) as refused:
        FormFile(content, "Form.docx")
    assert refused.value.mend


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(MADE)), st.text(min_size=1, max_size=80).filter(lambda text: text.strip()))
def test_what_is_typed_appears_as_typed(which: str, text: str) -> None:
    """Markup is text; only letters that no XML can hold are left out."""
    form = FormFile(MADE[which]())
    made = words_of(form.filled({form.places[0].key: text}))
    lines = "".join(c if c == "\t" or c.isprintable() else "\n" for c in text).split("\n")
    assert all(line.strip() in made for line in lines)
