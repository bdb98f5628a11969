# SPDX-License-Identifier: MIT
"""What an import changes in the store: the same file twice changes nothing, and nothing known is lost."""

from __future__ import annotations

import csv
import io
import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.codes import SenProvision, SenType, YearGroup
from models.exchange import (
    Mapping,
    apply,
    import_attendance,
    import_ctf,
    import_pupils,
    plan,
    read_ctf_files,
    read_pupil_list,
)
from models.records import AttendanceFigure, ImportBatch, Need, Pupil, SenStatus
from models.store import Store
from tests.models.exchange.conftest import NOW, PASSPHRASE, Write, everything
from tests.models.exchange.ctf_text import FULL, ctf, pupil, upn
from thresholds.problems import Problem

ONE, TWO = upn(1), upn(2)
TEMPORARY = upn(3, last="B")


def listed(write: Write, *rows: str, head: str = "UPN,Surname,Forename,DOB") -> Path:
    return write("list.csv", "\n".join([head, *rows]) + "\n")


def only(store: Store) -> Pupil:
    with store.reading() as tx:
        (child,) = tx.find(Pupil)
    return child


def needs(store: Store) -> dict[str, int]:
    with store.reading() as tx:
        return {need.code.value: need.rank for need in tx.find(Need)}


def test_the_same_file_twice_changes_nothing(store: Store, write: Write) -> None:
    path = write("a.xml", ctf(pupil(ONE, FULL), pupil(TWO, names=("Bell", "Jo")), pupil("Z" + ONE[1:])))
    first = import_ctf(store, [path], now=NOW)
    assert (first.added, first.changed, first.unchanged, len(first.rejected)) == (2, 0, 0, 1)
    before = everything(store)
    second = import_ctf(store, [path], now=NOW)
    assert (second.added, second.changed, second.unchanged, len(second.rejected)) == (0, 0, 2, 1)
    assert everything(store) == before
    with store.reading() as tx:
        (batch,) = tx.find(ImportBatch)
    assert (batch.file_name, batch.format, batch.added, batch.rejected) == ("a.xml", "ctf", 2, 1)
    assert set(batch.record_ids) == before.keys() - {batch.id} - {store.school.id}


def test_an_empty_field_never_takes_away_what_is_known(store: Store, write: Write) -> None:
    head = "UPN,Surname,Forename,DOB,Class,Year,FSM"
    import_pupils(store, listed(write, f"{ONE},Okafor,Ife,2015-10-04,6B,6,Y", head=head), now=NOW)
    result = import_pupils(store, listed(write, f"{ONE},OKAFOR,IFE,2015-10-04,,,", head=head), now=NOW)
    assert result.unchanged == 1
    result = import_pupils(store, listed(write, f"{ONE},Okafor,Ife,2015-10-04,6C,,N", head=head), now=NOW)
    assert result.changed == 1
    child = only(store)
    assert (child.form, child.year_group, child.free_school_meals) == ("6C", YearGroup.Y6, False)


def test_a_list_with_needs_only_changes_needs_only(store: Store, write: Write) -> None:
    import_ctf(store, [write("a.xml", ctf(pupil(ONE, FULL)))], now=NOW)
    path = listed(write, f"{ONE},SEMH", head="UPN,Primary need")
    assert import_pupils(store, path, now=NOW).changed == 1
    # The need that the list doesn't name makes way for the one that it puts first.
    assert needs(store) == {"SEMH": 1, "ASD": 2, "SLCN": 3}
    assert import_pupils(store, path, now=NOW).unchanged == 1


def test_provision_without_a_day_is_news_only_where_it_differs(store: Store, write: Write) -> None:
    import_ctf(store, [write("a.xml", ctf(pupil(ONE, FULL)))], now=NOW)
    same = listed(write, f"{ONE},K", head="UPN,SEN status")
    assert import_pupils(store, same, now=NOW).unchanged == 1
    plan_now = listed(write, f"{ONE},EHCP", head="UPN,SEN status")
    assert import_pupils(store, plan_now, now=NOW).changed == 1
    with store.reading() as tx:
        latest = max(tx.find(SenStatus), key=lambda status: status.started_on)
    assert (latest.provision, latest.started_on) == (SenProvision.PLAN, NOW.date())
    assert import_pupils(store, plan_now, now=NOW).unchanged == 1


def test_a_permanent_upn_takes_the_temporary_ones_place_and_never_back(store: Store, write: Write) -> None:
    early = listed(write, f"{TEMPORARY},Okafor,Ife,2015-10-04")
    assert import_pupils(store, early, now=NOW).added == 1
    assert import_pupils(store, listed(write, f"{ONE},Okafor,Ife,2015-10-04"), now=NOW).changed == 1
    assert (only(store).upn, only(store).former_upn) == (ONE, TEMPORARY)
    assert import_pupils(store, listed(write, f"{TEMPORARY},Okafor,Ife,2015-10-04"), now=NOW).unchanged == 1


def test_a_former_upn_finds_the_child(store: Store, write: Write) -> None:
    import_pupils(store, listed(write, f"{TWO},Okafor,Ife,2015-10-04"), now=NOW)
    moved = listed(
        write, f"{ONE},{TWO},Okafor-Lee,Ife,2015-10-04", head="UPN,Former UPN,Surname,Forename,DOB"
    )
    result = import_pupils(store, moved, now=NOW)
    assert (result.added, result.changed) == (0, 1)
    assert (only(store).upn, only(store).former_upn, only(store).surname) == (ONE, TWO, "Okafor-Lee")
    assert import_pupils(store, moved, now=NOW).unchanged == 1


def test_a_row_without_upn_finds_its_child_by_name_and_birth(store: Store, write: Write) -> None:
    import_pupils(store, listed(write, f"{ONE},Okafor,Ife,2015-10-04"), now=NOW)
    head = "Surname,Forename,DOB,Class"
    result = import_pupils(
        store, listed(write, "okafor,ife,2015-10-04,6B", "New,Child,2016-01-01,6B", head=head), now=NOW
    )
    assert (result.changed, [p.field for p in result.rejected]) == (1, ["UPN"])
    assert only(store).form == "6B"


def test_a_upn_that_belongs_to_another_child_is_refused(store: Store, write: Write) -> None:
    import_pupils(store, listed(write, f"{ONE},Okafor,Ife,2015-10-04"), now=NOW)
    result = import_pupils(store, listed(write, f"{ONE},Bell,Jo,2012-02-01"), now=NOW)
    assert "another child" in result.as_json()["rejected"][0]["reason"]
    assert only(store).surname == "Okafor"


def test_a_new_child_needs_name_and_birth_and_the_rest_goes_in(store: Store, write: Write) -> None:
    result = import_pupils(
        store, listed(write, f"{ONE},Okafor,,2015-10-04", f"{TWO},Bell,Jo,2015-11-04"), now=NOW
    )
    assert result.added == 1
    (row,) = result.as_json()["rejected"]
    assert (row["line"], row["field"]) == (2, "Forename")
    late = listed(
        write, f"{TWO},Bell,Jo,2015-11-04,01/09/2014", head="UPN,Surname,Forename,DOB,Date of admission"
    )
    clash = import_pupils(store, late, now=NOW)
    assert (clash.unchanged, len(clash.rejected)) == (1, 1)
    assert "before the date of birth" in clash.as_json()["rejected"][0]["reason"]


def test_attendance_grows_with_later_files_and_never_shrinks(store: Store, write: Write) -> None:
    def year(day: str, possible: int) -> str:
        inside = (
            f"<Attendance><YearData><Year>2026</Year><SessionsPossible>{possible}</SessionsPossible>"
            f"<SessionsAttended>{possible - 2}</SessionsAttended></YearData></Attendance>"
        )
        return ctf(pupil(ONE, inside)).replace("2026-09-14T", f"{day}T")

    early, late = write("a.xml", year("2026-10-02", 40)), write("b.xml", year("2026-11-13", 90))
    for path in (early, late, early):
        import_ctf(store, [path], now=NOW)
        with store.reading() as tx:
            (figure,) = tx.find(AttendanceFigure)
    assert (figure.possible, figure.attended, figure.to_on) == (90, 88, date(2026, 11, 13))


def test_attendance_list_is_taken_for_pupils_who_are_here(store: Store, write: Write) -> None:
    import_pupils(store, listed(write, f"{ONE},Okafor,Ife,2015-10-04"), now=NOW)
    head = "UPN,Surname,From,To,Possible,Present"
    path = listed(
        write, f"{ONE},Changed,01/09/2026,23/10/2026,70,60", f"{TWO},B,01/09/2026,23/10/2026,70,60", head=head
    )
    result = import_attendance(store, path, now=NOW)
    assert (result.added, result.changed, result.rejected[0].line) == (0, 1, 3)
    assert only(store).surname == "Okafor"
    again = import_attendance(store, path, now=NOW)
    assert (again.changed, again.unchanged) == (0, 1)
    better = listed(write, f"{ONE},x,01/09/2026,23/10/2026,70,61", head=head)
    assert import_attendance(store, better, now=NOW).changed == 1
    with store.reading() as tx:
        (figure,) = tx.find(AttendanceFigure)
    assert figure.attended == 61


def test_a_person_may_keep_what_is_theirs_field_by_field(store: Store, write: Write) -> None:
    head = "UPN,Surname,Forename,DOB,Class"
    import_pupils(store, listed(write, f"{ONE},Okafor,Ife,2015-10-04,6B", head=head), now=NOW)
    reading = read_pupil_list(
        listed(write, f"{ONE},Okafor-Lee,Ife,2015-10-04,6C", head=head), today=NOW.date()
    )
    with store.transaction() as tx:
        merge = plan(tx, reading)
        assert [(c.label, c.before, c.after) for c in merge.pupils[0].fields] == [
            ("Surname", "Okafor", "Okafor-Lee"),
            ("Class", "6B", "6C"),
        ]
        apply(tx, merge.keeping({(merge.pupils[0].pupil.id, "surname")}))
    assert (only(store).surname, only(store).form) == ("Okafor", "6C")


def test_an_import_is_one_change_that_can_be_undone_and_is_audited(store: Store, write: Write) -> None:
    before = everything(store)
    reading = read_ctf_files(store, [write("a.xml", ctf(pupil(ONE, FULL)))], now=NOW)
    with store.transaction() as tx:
        apply(tx, plan(tx, reading))
    undone = tx.changes.undone()
    with store.transaction() as tx:
        for change in undone.pairs:
            if change.after is None and change.before is not None:
                tx.remove(change.before)
    assert everything(store) == before


class _Stop(Exception):
    """A person pressed Cancel."""


def test_cancelled_at_any_step_leaves_the_store_as_it_was(store: Store, write: Write) -> None:
    path = write("a.xml", ctf(*(pupil(upn(i), FULL.replace("FormerUPN", "X")) for i in range(1, 30))))
    before = everything(store)
    for wanted in ("Reading a.xml", "Comparing", "Saving"):

        def step(done: int, of: int, saying: str, wanted: str = wanted) -> None:
            if saying == wanted and done >= of // 2:
                raise _Stop

        with pytest.raises(_Stop):
            import_ctf(store, [path], now=NOW, step=step)
        assert everything(store) == before
    assert import_ctf(store, [path], now=NOW).added == 29


HEAD = ["UPN", "Surname", "Forename", "DOB", "Former UPN", "SEN", "SEN start date", "Need", "Rank", "Year"]
FIELDS = ["upn", "surname", "forename", "date_of_birth", "former_upn", "sen_provision", "sen_started_on"]
FIELDS += ["need", "need_rank", "year_group"]
FORMER = {ONE: upn(8), TWO: upn(9), upn(4): TEMPORARY}


def some_rows(upns: list[str]) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    return st.lists(
        st.tuples(
            st.sampled_from(upns),
            st.sampled_from(["Okafor", "Bell", "OKAFOR", ""]),
            st.sampled_from(["Ife", "Jo"]),
            st.sampled_from(["2015-10-04", "04/10/2015", "31/12/2014", "x"]),
            st.booleans(),
            st.sampled_from(["K", "E", "N", "S", "A", ""]),
            st.sampled_from(["2019-09-02", "2021-01-04", "", ""]),
            st.sampled_from([*SenType, "", "junk"]),
            st.sampled_from(["1", "2", "3", "", "0"]),
            st.sampled_from(["6", "R", "5", ""]),
        ),
        max_size=12,
    )


UPNS = [ONE, TWO, TEMPORARY, upn(4), "Z" + ONE[1:], ""]


class _Undo(Exception):
    """Ends a transaction without keeping it, so that each example meets an empty store."""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(some_rows([*UPNS, upn(8), upn(9)]), some_rows(UPNS))
def test_any_list_twice_changes_nothing(
    store: Store, tmp_path: Path, first: list[tuple[Any, ...]], second: list[tuple[Any, ...]]
) -> None:
    """Whatever stood in the store before, and however the list contradicts it and itself.

    Only one UPN for two children in one file, former for one and present for another, is left out.
    """
    with suppress(_Undo), store.transaction() as tx:
        for rows in (first, second):
            path = tmp_path / "list.csv"
            stream = io.StringIO()
            csv.writer(stream).writerows(
                [
                    HEAD,
                    *(
                        (*row[:4], FORMER.get(row[0], "") if row[4] and rows is second else "", *row[5:])
                        for row in rows
                    ),
                ]
            )
            path.write_text(stream.getvalue(), encoding="utf-8", newline="")
            reading = read_pupil_list(
                path, Mapping(columns=dict(zip(FIELDS, HEAD, strict=True))), today=NOW.date()
            )
            once = plan(tx, reading)
            apply(tx, once)
            twice = plan(tx, reading)
            assert {one.kind for one in twice.pupils} <= {"unchanged"}
            assert len(twice.pupils) == len(once.pupils)
            assert [p.sentence for p in twice.rejected] == [p.sentence for p in once.rejected]
        raise _Undo


KILLED = """
import os, signal, sys
from pathlib import Path
from typing import Any
from tests.models.exchange.conftest import NOW, PASSPHRASE
from models.exchange import import_ctf
from models.store import Store
store = Store.open(Path(sys.argv[1]), PASSPHRASE, now=lambda: NOW)
wanted = int(sys.argv[3])
steps = 0
def step(done, of, saying):
    global steps
    steps += 1
    if steps == wanted or (wanted < 0 and saying == "Saving"):
        os.kill(os.getpid(), signal.SIGKILL)
import_ctf(store, [Path(sys.argv[2])], now=NOW, step=step)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("at", [1, 40, -1])
def test_killed_in_the_middle_nothing_is_half_imported(
    store: Store, write: Write, tmp_path: Path, at: int
) -> None:
    path = write("a.xml", ctf(*(pupil(upn(i), FULL.replace("FormerUPN", "X")) for i in range(1, 120))))
    before = everything(store)
    store.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "elm.store"), str(path), str(at)],
        cwd=Path(__file__).parents[3],
        env=os.environ,
        check=False,
        capture_output=True,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    opened = Store.open(tmp_path / "elm.store", PASSPHRASE, now=lambda: NOW)
    try:
        assert everything(opened) == before
        assert import_ctf(opened, [path], now=NOW).added == 119
    finally:
        opened.close()


def test_a_map_for_another_kind_of_list_is_refused(store: Store, write: Write) -> None:
    path = listed(write, f"{ONE},Okafor,Ife,2015-10-04")
    with pytest.raises(Problem, match="map"):
        import_pupils(store, path, Mapping(kind="attendance"), now=NOW)
