# SPDX-License-Identifier: MIT
"""fill: an authority's form for one child: what goes where, what is empty, what is too long for its box."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from models.attaching import as_kept, bytes_of
from models.cycle_parts import Reader
from models.forms.answers import SAY, Subject
from models.forms.asked import answers, guess
from models.forms.places import FormFile, Place
from models.records import AuthorityForm, FormAnswer, FormDocument, PlaceMapped
from thresholds.problems import Problem

FORMAT = "form-mapping/1"


@dataclass(frozen=True, slots=True)
class Box:
    """One place as it stands for a child.

    answer  the answer that goes there, "" for none
    text    what is written: a person's own text, else what the record says
    limit   letters that the box takes, where it is known
    """

    place: Place
    answer: str
    text: str
    is_own: bool
    limit: int | None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written there."""
        return not self.text.strip()

    @property
    def letters_over(self) -> int:
        """Letters that don't fit."""
        return max(0, len(self.text) - self.limit) if self.limit is not None else 0


def new_form(
    content: bytes, file_name: str, *, title: str, la: str, on: date
) -> tuple[FormDocument, AuthorityForm]:
    """A form as it is brought in: each place with the answer that its label asks for. Raises Problem."""
    places = FormFile(content, file_name).places
    file = FormDocument(**as_kept(content))
    return file, AuthorityForm(
        title=title[:200] or file_name[:200],
        la=la,
        file_name=file_name[-200:],
        file_id=file.id,
        taken_on=on,
        places=tuple(PlaceMapped(key=one.key, answer=guess(one.label), limit=one.room) for one in places),
    )


def document_of(tx: Reader, form: AuthorityForm) -> bytes:
    """The bytes of a form's document. Raises Problem where they are damaged or gone."""
    file = tx.get(FormDocument, form.file_id)
    if file is None:
        raise Problem("the document of this form is gone", form.title, "Bring it in again.")
    return bytes_of(file)


def boxes(
    form: AuthorityForm, places: Sequence[Place], subject: Subject, own: Sequence[FormAnswer] = ()
) -> tuple[Box, ...]:
    """Every place of a form with what would be written there for a child, in the document's order."""
    mapped = {one.key: one for one in form.places}
    typed = {one.place: one.text for one in own if one.form_id == form.id}
    said: dict[str, str] = {}
    made = []
    for place in places:
        chosen = mapped.get(place.key) or PlaceMapped(key=place.key, limit=place.room)
        answer = chosen.answer if chosen.answer in SAY else ""
        if answer and answer not in said:
            said[answer] = SAY[answer](subject)
        text = typed.get(place.key, said.get(answer, ""))
        made.append(Box(place, answer, text, place.key in typed, chosen.limit))
    return tuple(made)


def write(document: bytes, filled: Sequence[Box]) -> bytes:
    """A form's document with every box's text in it."""
    return FormFile(document).filled({one.place.key: one.text for one in filled})


def remapped(form: AuthorityForm, key: str, *, answer: str, limit: int | None) -> AuthorityForm:
    """The form with another answer, or another limit, for one place."""
    others = [one for one in form.places if one.key != key]
    at = next((n for n, one in enumerate(form.places) if one.key == key), len(others))
    others.insert(at, PlaceMapped(key=key, answer=answer, limit=limit))
    return form.model_copy(update={"places": tuple(others)})


def mapping_text(form: AuthorityForm, document: bytes) -> str:
    """What goes where, as a file that another school can take; it names no child and holds no document."""
    return json.dumps(
        {
            "format": FORMAT,
            "title": form.title,
            "la": form.la,
            "form": hashlib.sha256(document).hexdigest(),
            "places": [one.model_dump(mode="json") for one in form.places],
        },
        indent=2,
        ensure_ascii=False,
    )


def with_mapping(form: AuthorityForm, text: str) -> tuple[AuthorityForm, int]:
    """The form with another school's mapping, and how many of its places it knew. Raises Problem."""
    found = _read(text)
    given: dict[str, PlaceMapped] = {}
    for one in found["places"]:
        try:
            place = PlaceMapped.model_validate(one)
        except ValueError:
            raise _no_mapping("a place in it can't be read") from None
        if place.answer and place.answer not in answers():
            raise _no_mapping(f"it knows an answer ‘{place.answer}’ that this version doesn't have")
        given[place.key] = place
    places = tuple(given.get(one.key, one) for one in form.places)
    known = sum(one.key in given for one in form.places)
    return form.model_copy(update={"places": places}), known


def _read(text: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        raise _no_mapping("this is no mapping of a form") from None
    if (
        not isinstance(found, dict)
        or found.get("format") != FORMAT
        or not isinstance(found.get("places"), list)
    ):
        raise _no_mapping("this is no mapping of a form")
    return found


def _no_mapping(what: str) -> Problem:
    return Problem(what, mend="Ask whoever made it to save it again.", code="no-mapping")
