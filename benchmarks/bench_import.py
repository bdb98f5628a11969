# SPDX-License-Identifier: MIT
"""How long a whole school takes to come in as CTF, CSV and XLSX, and once more; and how much memory.

python -m benchmarks.bench_import [pupils]
"""

from __future__ import annotations

import csv
import io
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from openpyxl import Workbook

from models.codes import SchoolPhase
from models.exchange import import_attendance, import_ctf, import_pupils
from models.records import School
from models.store import Store
from models.store.keys import QUICK
from models.upn import check_letter

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SCHOOL = School(name="Elm Fold", la="372", estab="2001", urn=100001, phase=SchoolPhase.ALL_THROUGH)
HEAD = ["UPN", "Surname", "Forename", "Date of birth", "Sex", "Year group", "Class", "SEN status"]
HEAD += ["SEN start date", "Primary need", "Secondary need", "FSM"]


def upn(number: int) -> str:
    body = f"3722001{20 + number // 1000:02d}{number % 1000:03d}"
    return check_letter(body) + body


def rows(pupils: int) -> list[list[str]]:
    needs = ["SLCN", "ASD", "SPLD", "SEMH", "MLD"]
    return [
        [
            upn(n),
            f"Surname{n}",
            f"Forename{n % 97}",
            f"{n % 28 + 1:02d}/{n % 12 + 1:02d}/{2010 + n % 11}",
            "FM"[n % 2],
            str(n % 11 + 1),
            f"{n % 11 + 1}B",
            "NNNKE"[n % 5],
            "02/09/2024",
            needs[n % 5] if n % 5 > 2 else "",
            needs[n % 4] if n % 10 > 7 else "",
            "YN"[n % 2],
        ]
        for n in range(pupils)
    ]


def ctf(pupils: int) -> str:
    body = "".join(
        f"<Pupil><UPN>{r[0]}</UPN><Surname>{r[1]}</Surname><Forename>{r[2]}</Forename>"
        f"<DOB>{r[3][6:]}-{r[3][3:5]}-{r[3][:2]}</DOB><Sex>{r[4]}</Sex><BasicDetails><NCyearActual>{r[5]}"
        f"</NCyearActual></BasicDetails><SENhistory><SEN><StartDate>2024-09-02</StartDate><SENprovision>{r[7]}"
        f"</SENprovision></SEN><SENneeds><SENneed><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype></SENneed>"
        "</SENneeds></SENhistory><Attendance><YearData><Year>2025</Year><SessionsPossible>380</SessionsPossible>"
        "<SessionsAttended>350</SessionsAttended></YearData></Attendance><Address><Street>1 Elm Fold</Street>"
        "</Address></Pupil>\n"
        for r in rows(pupils)
    )
    head = "<DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion>"
    return f"<CTfile><Header>{head}</Header><CTFpupilData>{body}</CTFpupilData></CTfile>"


def files(folder: Path, pupils: int) -> None:
    (folder / "a.xml").write_text(ctf(pupils), encoding="utf-8")
    stream = io.StringIO()
    csv.writer(stream).writerows([HEAD, *rows(pupils)])
    (folder / "a.csv").write_text(stream.getvalue(), encoding="utf-8", newline="")
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in [HEAD, *rows(pupils)]:
        sheet.append(row)
    book.save(folder / "a.xlsx")
    stream = io.StringIO()
    csv.writer(stream).writerow(["UPN", "From", "To", "Possible", "Present"])
    for n in range(pupils):
        for week in range(10):
            first = f"2026-{9 + week // 4:02d}-{7 * (week % 4) + 1:02d}"
            csv.writer(stream).writerow([upn(n), first, first[:-2] + f"{int(first[-2:]) + 4:02d}", 10, 9])
    (folder / "b.csv").write_text(stream.getvalue(), encoding="utf-8", newline="")


def timed(called: str, work: Callable[[], object]) -> None:
    started = time.perf_counter()
    done = work()
    print(f"{called:<34} {time.perf_counter() - started:6.2f} s   {done}")


def counts(result: object) -> str:
    return " ".join(f"{name} {getattr(result, name)}" for name in ("added", "changed", "unchanged"))


def main(pupils: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files(folder, pupils)
        for name, take in (
            ("a.xml", lambda s: import_ctf(s, [folder / "a.xml"], now=NOW)),
            ("a.csv", lambda s: import_pupils(s, folder / "a.csv", now=NOW)),
            ("a.xlsx", lambda s: import_pupils(s, folder / "a.xlsx", now=NOW)),
        ):
            store = Store.create(folder / f"{name}.store", "words", SCHOOL, now=lambda: NOW, cost=QUICK)
            size = (folder / name).stat().st_size / 1e6
            timed(f"{name} ({size:.1f} MB), first", lambda s=store, t=take: counts(t(s)))  # type: ignore[misc]
            timed(f"{name}, again", lambda s=store, t=take: counts(t(s)))  # type: ignore[misc]
            if name == "a.csv":
                for again in ("first", "again"):
                    timed(
                        f"attendance, {10 * pupils:,} rows, {again}",
                        lambda s=store: counts(import_attendance(s, folder / "b.csv", now=NOW)),  # type: ignore[misc]
                    )
            store.close()
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
