# SPDX-License-Identifier: MIT
"""The moderation exercise without a screen: readable vignettes, files that hold, judgements compared."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thresholds.agreement import Agreement
from thresholds.judgements import ANSWERS, Judgements, as_bytes, begin, read_judgements, take
from thresholds.moderation import compare, meaning
from thresholds.packs import installed
from thresholds.problems import Problem
from thresholds.standard import Standard, digest_of
from thresholds.vignettes import questions_of, verdicts, vignettes

DAY = date(2026, 11, 23)


@cache
def rotherham() -> Standard:
    return next(one for one in installed() if one.id == "rotherham")


def judged(who: str, turn: int = 0) -> Judgements:
    """Somebody who says what the engine says, but something else of each vignette that turn divides."""
    made = begin(rotherham(), who)
    for at, one in enumerate(vignettes(rotherham())):
        for question in one.questions:
            said = str(verdicts(rotherham())[one.name].threshold(question.threshold).status)
            if turn and at % turn == 0:
                said = ANSWERS[(ANSWERS.index(said) + 1) % 3]
            made = made.answer(one.name, question.threshold, said)
    return made


def refused(content: bytes) -> Problem:
    taken = take([("one.json", content)], rotherham())
    assert taken.judgements == ()
    (problem,) = taken.refused
    assert problem.where == "one.json"
    return problem


def resealed(**changes: object) -> bytes:
    """A file with other content, and a check that fits it."""
    document = json.loads(as_bytes(judged("AB"), DAY))
    del document["check"]
    document.update(changes)
    return json.dumps({**document, "check": digest_of(document)}).encode()


def test_the_vignettes_range_over_areas_layers_and_phases() -> None:
    found = vignettes(rotherham())
    assert 10 <= len(found) <= 16
    asked = [rotherham().thresholds[q.threshold] for one in found for q in one.questions]
    assert len({one.area for one in asked}) >= 6
    assert {"targeted", "targeted_plus", "specialist"} <= {one.layer for one in asked}
    assert {rotherham().pack.tests[one.at].phase for one in found} == {
        "early_years", "primary", "secondary", "post_16"
    }  # fmt: skip
    statuses = {
        str(v.threshold(q.threshold).status)
        for o in found
        for v in [verdicts(rotherham())[o.name]]
        for q in o.questions
    }
    assert statuses == set(ANSWERS)


def test_a_vignette_is_read_in_plain_words_and_gives_no_verdict_away() -> None:
    for one in vignettes(rotherham()):
        assert len(one.story.split()) > 40
        assert one.record and one.questions
        for text in (
            one.story,
            *(line.said for line in one.record),
            *(a.words for q in one.questions for a in q.asks),
        ):
            assert "_" not in text
            assert "not met" not in text.casefold() and "not yet evidenced" not in text.casefold()
        assert len({one.name for one in vignettes(rotherham())}) == len(vignettes(rotherham()))


def test_what_a_threshold_asks_is_that_of_the_childs_phase() -> None:
    first = vignettes(rotherham())[0].questions[0]
    words = [one.words for one in first.asks]
    assert any("hard for unfamiliar adults to follow" in one for one in words)
    assert not any("on placement or at interview" in one for one in words)


def test_a_file_comes_back_as_it_was_saved() -> None:
    mine = judged("  A.\u0000B.  ")
    assert mine.who == "A. B."
    back = read_judgements(as_bytes(mine, DAY), "ab.json", rotherham())
    assert back.answers == mine.answers and back.who == "A. B." and back.saved_on == DAY
    assert back.given == questions_of(vignettes(rotherham()))


def test_a_name_is_asked_for() -> None:
    for name in ("", "  \n", "x" * 61):
        with pytest.raises(Problem, match="has a name"):
            begin(rotherham(), name)


def test_a_standard_without_stories_says_so() -> None:
    without = next(one for one in installed() if not vignettes(one))
    with pytest.raises(Problem, match="no vignettes"):
        begin(without, "AB")


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[]", b"{}", b'{"format": "gr-summary/1"}', b"[" * 100_000, b'"' + b"x" * 1_000_001],
)
def test_what_is_not_ours_is_refused(content: bytes) -> None:
    assert refused(content).code == "not-ours"


def test_altered_newer_empty_and_other_standards_are_refused() -> None:
    whole = as_bytes(judged("AB"), DAY)
    assert refused(whole.replace(b'"not_met"', b'"met"', 1)).code == "altered"
    assert refused(resealed(format="gr-moderation/2")).code == "newer"
    assert refused(as_bytes(begin(rotherham(), "AB"), DAY)).code == "empty"
    assert "rotherham 2025.9" in refused(resealed(version="2025.9")).sentence
    assert "another wording" in refused(resealed(digest="0" * 64)).sentence


@pytest.mark.parametrize(
    "changes",
    [
        {"answers": {"Nobody": {"CI.targeted": "met"}}},
        {"answers": {"K., aged four": {"CI.targeted": "maybe"}}},
        {"answers": {"K., aged four": {"CI.targeted": ["met"]}}},
        {"answers": {"K., aged four": {"SE.targeted": "met"}}},
        {"answers": {"K., aged four": []}},
        {"answers": []},
        {"who": 7},
        {"saved_on": "yesterday"},
    ],
)
def test_sealed_nonsense_is_refused(changes: dict[str, object]) -> None:
    assert refused(resealed(**changes)).code == "not-ours"


def test_the_same_person_counts_once_and_the_rest_goes_in() -> None:
    files = [
        ("a.json", as_bytes(judged("AB"), DAY)),
        ("b.json", as_bytes(judged("ab", 2), DAY)),
        ("c.json", b"?"),
        ("d.json", as_bytes(judged("CD"), DAY)),
    ]
    taken = take(files, rotherham())
    assert [one.who for one in taken.judgements] == ["AB", "CD"]
    assert [(one.where, one.code) for one in taken.refused] == [("b.json", "twice"), ("c.json", "not-ours")]


def test_people_who_all_say_what_the_engine_says_agree_wholly() -> None:
    found = compare(rotherham(), [judged("AB"), judged("CD")])
    assert found.agreement.alpha == 1
    assert found.engine.same == found.engine.of == 2 * questions_of(vignettes(rotherham()))
    assert found.varied == ()
    assert meaning(found.agreement).startswith("Good agreement")


def test_what_varies_most_stands_first_with_who_said_what_and_why() -> None:
    found = compare(rotherham(), [judged("Zoe"), judged("AB"), judged("CD", 3)])
    assert found.people == ("AB", "CD", "Zoe")
    first = found.matters[0]
    assert first.differing == pytest.approx(2 / 3)
    assert first.said["AB"] == first.said["Zoe"] == first.engine != first.said["CD"]
    assert first.against_engine == 1 and len(first.reason.split()) > 5
    assert {one.vignette for one in found.varied} == {v.name for v in vignettes(rotherham())[::3]}
    assert found.by_person["AB"].percent == 100
    assert (found.by_person["CD"].percent or 0) < 100
    assert found.thresholds[0].differing == max(one.differing for one in found.thresholds)
    assert found.agreement.alpha is not None and found.agreement.alpha < 1


@given(st.permutations([("AB", 0), ("CD", 2), ("EF", 3), ("GH", 5)]))
def test_the_order_of_files_does_not_matter(people: list[tuple[str, int]]) -> None:
    def of(given: list[tuple[str, int]]) -> object:
        found = compare(rotherham(), [judged(*one) for one in given])
        return found.people, found.agreement, found.matters, found.thresholds

    assert of(people) == of(sorted(people))


def test_each_measure_of_agreement_has_its_words() -> None:
    def said(alpha: float | None, low: float | None = None) -> str:
        return meaning(Agreement(alpha, low, 1.0 if low is not None else None, 24, 72))

    assert "can't be told yet" in said(None)
    assert said(0.85, 0.7).startswith("Good agreement") and "could also be weaker" not in said(0.85, 0.7)
    assert "could also be weaker" in said(0.85, 0.5)
    assert said(0.7).startswith("Fair agreement") and "Too few vignettes" in said(0.7)
    assert said(0.2, 0.1).startswith("Weak agreement")
    assert said(-0.1, -0.2).startswith("No agreement")
    assert "0.70 to 1.00" in said(0.85, 0.7)
