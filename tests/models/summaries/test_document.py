# SPDX-License-Identifier: MIT
"""The file that leaves: its shape, its versions, its signature and its seal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from models.summaries import measures
from models.summaries.document import Facts, TermlySummary, make, read, schema
from models.summaries.protect import canonical
from models.summaries.seal import SEALED, fingerprint, plain_file, sealed_file, verify
from models.summaries.versions import Issue, prepare
from tests.models.summaries.school import KEY, SIGNING_KEY, heading, summary, true_tables
from thresholds.problems import Problem

VECTORS = Path(__file__).resolve().parents[2] / "vectors"
AUTHORITY = X25519PrivateKey.from_private_bytes(bytes(range(2, 34)))
AUTHORITY_KEY = AUTHORITY.public_key().public_bytes_raw()
OPENING_KEY = AUTHORITY.private_bytes_raw()


def leaves(node: dict[str, Any], whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every leaf of a JSON Schema, references followed."""
    if "$ref" in node:
        node = whole["$defs"][node["$ref"].rpartition("/")[2]]
    inside = [*node.get("anyOf", []), *node.get("properties", {}).values()]
    if not inside:
        yield node
    if "properties" in node:
        assert node["additionalProperties"] is False
    for part in inside:
        yield from leaves(part, whole)


def test_there_is_no_field_in_which_a_name_could_stand() -> None:
    whole = schema()
    # The standard's id and version come with the standard, from the authority; nobody at school types them.
    assert set(whole["$defs"]["Rules"]["properties"]) == {"pack", "version"}
    whole["$defs"]["Rules"] = {"const": "the standard's own"}
    found = list(leaves(whole, whole))
    assert len(found) > 150
    for leaf in found:
        closed = "const" in leaf or "enum" in leaf or leaf["type"] in ("integer", "null")
        assert closed or leaf.get("format") == "date" or leaf.get("pattern", "").startswith("^"), leaf
    # What has a pattern is digits, points and hyphens, but for hexadecimal digits and a version's suffix.
    patterns = {leaf["pattern"] for leaf in found if "pattern" in leaf}
    assert {pattern for pattern in patterns if re.search("[A-Za-z]", pattern.replace(r"\d", ""))} == {
        "^[0-9a-f]{64}$",
        "^[0-9a-f]{8}$",
        r"^\d{1,4}(\.[0-9a-z]{1,12}){0,4}$",
    }


def test_a_real_file_has_every_cell_and_is_small() -> None:
    made = summary()
    assert {name: tuple(sorted(cells)) for name, cells in made.tables.items()} == {
        name: tuple(sorted(cells)) for name, cells in measures.cells_of("P").items()
    }
    document = json.loads(made.canonical_bytes())
    assert document["facts"] == {"eah_visits": 3, "inclusion_base": "open"}
    assert document["noise"] == {"method": "keyed-discrete-gaussian/1", "vp": 2, "vf": 2, "bound": 18}
    assert document["replaces"] is None
    assert made.name == "gr-372-100001-2026-27.1-v1"
    assert len(plain_file(made, SIGNING_KEY)) < 4096


def test_the_whole_query_set_fits_into_four_thousand_bytes() -> None:
    body = {
        name: dict.fromkeys(cells, -12)
        for name, cells in measures.cells_of("A", tuple(measures.BY_ID)).items()
    }
    document = json.loads(plain_file(summary(), SIGNING_KEY)) | {"tables": body}
    assert len(canonical(document)) < 4096


def test_the_true_numbers_are_nowhere_in_the_file() -> None:
    true = true_tables(2)
    true["H06"] = {"PA": 271828, "NOT_PA": 314159}
    text = make(heading(), true, KEY).canonical_bytes().decode()
    assert "271828" not in text
    assert KEY.hex() not in text


def test_what_was_written_is_read_back() -> None:
    made = summary()
    assert read(made.canonical_bytes(), "x.json") == made
    plain = verify(plain_file(made, SIGNING_KEY), "x.json")
    assert plain.summary == made
    assert (plain.urn, plain.term, plain.version, plain.key_id) == (100001, "2026-27.1", 1, made.key_id)


def test_a_file_of_the_first_tables_is_still_read_and_one_of_all_is_made_to_the_bit() -> None:
    name = "gr-372-100001-2026-27.1-v1.json"
    first = verify((VECTORS / "summary-first-release.json").read_bytes(), name).summary
    assert first is not None
    assert set(first.tables) == set(measures.RELEASES[0])
    kept = (VECTORS / "summary-whole-set.json").read_bytes()
    assert verify(kept, name).summary == summary()
    assert plain_file(summary(), SIGNING_KEY) == kept


def test_a_sealed_file_is_checked_by_anyone_and_opened_by_the_authority() -> None:
    made = summary()
    sealed = sealed_file(made, SIGNING_KEY, AUTHORITY_KEY)
    outside = verify(sealed, "x.grs")
    assert outside.summary is None
    assert (outside.urn, outside.term, outside.version, outside.key_id) == (
        100001,
        "2026-27.1",
        1,
        made.key_id,
    )
    assert verify(sealed, "x.grs", OPENING_KEY).summary == made
    assert b"tables" not in sealed
    with pytest.raises(Problem, match="sealed to another key"):
        verify(sealed, "x.grs", bytes(range(9, 41)))


def test_a_seal_costs_little() -> None:
    made = summary()
    sealed = sealed_file(made, SIGNING_KEY, AUTHORITY_KEY)
    frame = len(SEALED) + len(sealed.split(b"\n")[1]) + 1
    assert len(sealed) - frame - 64 == len(made.canonical_bytes()) + 112


def test_any_byte_flipped_anywhere_is_refused_with_a_sentence() -> None:
    made = summary()
    for whole, name in (
        (plain_file(made, SIGNING_KEY), "a.json"),
        (sealed_file(made, SIGNING_KEY, AUTHORITY_KEY), "a.grs"),
    ):
        for at in range(len(whole)):
            for change in (0x01, 0x20, 0x80):
                altered = whole[:at] + bytes([whole[at] ^ change]) + whole[at + 1 :]
                with pytest.raises(Problem) as caught:
                    verify(altered, name, OPENING_KEY)
                assert caught.value.sentence.startswith(f"{name}: ")


@pytest.mark.parametrize("end", [0, 1, 100, -1, -64])
def test_a_file_cut_short_is_refused(end: int) -> None:
    for whole in (plain_file(summary(), SIGNING_KEY), sealed_file(summary(), SIGNING_KEY, AUTHORITY_KEY)):
        with pytest.raises(Problem):
            verify(whole[:end], "cut.grs", OPENING_KEY)


@settings(max_examples=60)
@given(st.binary(max_size=300) | st.text(max_size=80).map(str.encode))
def test_anything_else_is_refused_with_a_sentence(content: bytes) -> None:
    for start in (b"", SEALED, b'{"signature":'):
        with pytest.raises(Problem):
            verify(start + content, "foreign")


def test_a_gigantic_file_and_a_deep_one_are_refused() -> None:
    with pytest.raises(Problem, match="isn't a summary"):
        verify(b"[" * 60_000, "deep.json")
    with pytest.raises(Problem) as caught:
        verify(b" " * 70_000, "large.json")
    assert caught.value.code == "too_large"


def changed(**fields: Any) -> bytes:
    document = json.loads(summary().canonical_bytes())
    for path, value in fields.items():
        *way, last = path.split("__")
        node = document
        for step in way:
            node = node[step]
        if value is None:
            del node[last]
        else:
            node[last] = value
    return canonical(document)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"query_set": "v7"}, "query_set is none of the values that this program knows"),
        ({"tables__F02__CI.T": None}, "the table F02 lacks the cell CI.T"),
        ({"tables__F02__CI.X": 3}, "the table F02 has cells that don't belong there"),
        ({"tables__F02__CI.T": 3.5}, "tables F02 CI.T isn't a whole number"),
        ({"tables__F02__CI.T": True}, "tables F02 CI.T isn't a whole number"),
        ({"tables__F02__CI.T": -19}, "the number in F02 CI.T can't come from a count"),
        ({"tables__F77": {"A": 1}}, "its tables are not those of any release"),
        ({"tables__H06": None}, "its tables are not those of any release"),
        ({"head_teacher": "A. N. Other"}, "the field head_teacher doesn't belong in a summary"),
        ({"facts__note": "hello"}, "the field facts note doesn't belong in a summary"),
        ({"urn": None}, "the field urn is missing"),
        ({"term": "2026-28.1"}, "there is no school year 2026-28"),
        ({"epoch": "2029-32"}, "doesn't lie in the years"),
        ({"version": 2}, "a later one says what it replaces"),
        ({"version": 4, "replaces": "0" * 64}, "says why it was needed"),
        ({"noise__bound": 4}, "noise bound is none of the values"),
        ({"school_type": "S"}, "the table F03 lacks the cell"),
        ({"rules__pack": "Jane Smith"}, "the field rules pack can't be read"),
    ],
)
def test_what_does_not_belong_is_refused_in_words(fields: dict[str, Any], words: str) -> None:
    with pytest.raises(Problem) as caught:
        read(changed(**fields), "gr.json")
    assert words in caught.value.sentence
    assert "Jane" not in caught.value.sentence


def test_a_strangers_field_name_cannot_write_on_the_screen() -> None:
    with pytest.raises(Problem) as caught:
        read(changed(**{"\x1b[2J\n" + "x" * 500: 1}), "gr.json")
    assert "\x1b" not in caught.value.sentence
    assert "\n" not in caught.value.sentence
    assert len(caught.value.sentence) < 160


def test_a_file_written_anew_by_an_editor_is_refused() -> None:
    body = json.loads(plain_file(summary(), SIGNING_KEY))
    for text in (json.dumps(body, indent=2), json.dumps(body)):
        with pytest.raises(Problem, match="written anew"):
            verify(text.encode(), "edited.json")


def test_an_unsigned_document_is_no_summary_file() -> None:
    with pytest.raises(Problem, match="isn't signed"):
        verify(summary().canonical_bytes() + b"\n", "bare.json")


def test_a_frame_cannot_be_put_around_another_file() -> None:
    # The same school signs two files; the frame of one with the inside of the other is noticed when opened.
    first, second = summary(seed=1), summary(term="2026-27.2", seed=2)
    outer = sealed_file(first, SIGNING_KEY, AUTHORITY_KEY)
    inner = sealed_file(second, SIGNING_KEY, AUTHORITY_KEY)
    mixed = b"\n".join(outer.split(b"\n", 2)[:2]) + b"\n" + inner.split(b"\n", 2)[2]
    with pytest.raises(Problem, match="signature doesn't fit"):
        verify(mixed, "mixed.grs", OPENING_KEY)


def test_a_fingerprint_can_be_read_out() -> None:
    words = fingerprint(AUTHORITY_KEY).split(" ")
    assert len(words) == 8
    assert all(len(word) == 4 and word.isdigit() for word in words)
    assert fingerprint(AUTHORITY_KEY) != fingerprint(SIGNING_KEY)


def test_the_same_data_give_the_same_file_and_version() -> None:
    first = prepare(heading(), true_tables(), KEY)
    assert (first.summary.version, first.summary.replaces, first.is_new) == (1, None, True)
    again = prepare(heading(), true_tables(), KEY, [first.issue])
    assert not again.is_new
    assert plain_file(again.summary, SIGNING_KEY) == plain_file(first.summary, SIGNING_KEY)


def test_an_old_term_exported_after_an_update_is_the_file_that_was_given() -> None:
    first = prepare(heading(), true_tables(), KEY)
    later = heading().__class__(
        **{name: getattr(heading(), name) for name in ("la", "urn", "school_type", "term", "rules", "facts")},
        issued=heading().issued.replace(year=2027),
        app="3.0.0",
    )
    assert prepare(later, true_tables(), KEY, [first.issue]).summary == first.summary


def test_a_correction_replaces_the_file_before_and_redraws_everything() -> None:
    first = prepare(heading(), true_tables(), KEY)
    more = true_tables()
    more["H06"]["PA"] += 1
    second = prepare(heading(), more, KEY, [first.issue])
    assert (second.summary.version, second.summary.replaces) == (2, first.summary.hash)
    before, after = first.summary.tables, second.summary.tables
    moved = sum(before[name][cell] != after[name][cell] for name in before for cell in before[name])
    assert moved > 40


def test_another_fact_of_the_school_is_another_version_with_the_same_counts() -> None:
    first = prepare(heading(), true_tables(), KEY)
    second = prepare(heading(facts=Facts(eah_visits=4)), true_tables(), KEY, [first.issue])
    assert second.summary.version == 2
    assert second.summary.tables == first.summary.tables


def test_the_fourth_version_needs_a_reason_that_travels_with_it() -> None:
    issues: list[Issue] = []
    for seed in range(3):
        issues.append(prepare(heading(), true_tables(seed), KEY, issues).issue)
    with pytest.raises(Problem, match="version 4"):
        prepare(heading(), true_tables(9), KEY, issues)
    explained = heading(facts=Facts(correction="late_records"))
    fourth = prepare(explained, true_tables(9), KEY, issues)
    assert fourth.summary.version == 4
    assert fourth.summary.facts.correction == "late_records"
    assert TermlySummary.model_validate_json(fourth.issue.document) == fourth.summary


def test_a_lost_key_shows_and_a_restored_one_gives_the_same_file() -> None:
    assert make(heading(), true_tables(), KEY) == make(heading(), true_tables(), bytes(range(32)))
    other = make(heading(), true_tables(), bytes(32))
    assert other.key_id != summary().key_id
    assert other.tables != summary().tables


def test_tables_of_another_set_are_not_made_into_a_summary() -> None:
    with pytest.raises(Problem, match="not those of the summary"):
        make(heading(), {"H06": {"PA": 1, "NOT_PA": 2}}, KEY)
