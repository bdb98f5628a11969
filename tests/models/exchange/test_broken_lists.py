# SPDX-License-Identifier: MIT
"""Whatever stands in a list, reading it gives rows or one sentence, never anything else."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.exchange import preview, read_attendance_list, read_pupil_list
from tests.models.exchange.test_lists import ONE, TODAY, TWO, sheet
from thresholds.problems import Problem


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"UPN,Surname,DOB\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"])
)
def test_no_bytes_raise_anything_but_a_problem(tmp_path: Path, content: bytes, head: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(head + content)
    for look in (read_pupil_list, read_attendance_list, preview):
        with suppress(Problem):
            look(path, today=TODAY)


WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [ONE, TWO, "K", "SLCN", "31/12/15", "2015-10-04", "R", "Y", "=1+1", "12", "99999", "Okafor, Ife"]
    ),
)
HEADS = st.sampled_from(
    [
        "Possible",
        "Present",
        "%",
        "First language",
        "Former UPN",
        "",
        "UPN",
        "Name",
        "Surname",
        "DOB",
        "Year",
        "SEN status",
        "Needs",
        "Need",
        "Rank",
        "FSM",
        "From",
        "To",
    ]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(HEADS, min_size=1, max_size=8), st.lists(st.lists(WORDS, max_size=8), max_size=6))
def test_no_list_raises_anything_but_a_problem(
    tmp_path: Path, heads: list[str], rows: list[list[str]]
) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([heads, *rows])
    path = tmp_path / "list.csv"
    path.write_bytes(stream.getvalue().encode("utf-8", "replace"))
    for look in (read_pupil_list, read_attendance_list, preview):
        with suppress(Problem):
            look(path, today=TODAY)


# Made once: a workbook carries the second of its making, and its length may differ with it.
WORKBOOK = sheet(("UPN", "Surname"), (ONE, "Okafor"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_a_workbook_with_any_byte_changed_is_read_or_refused(tmp_path: Path, data: st.DataObject) -> None:
    content = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "list.xlsx"
    path.write_bytes(content)
    with suppress(Problem):
        read_pupil_list(path, today=TODAY)
