# SPDX-License-Identifier: MIT
"""What an authority brings along as CSV: the schools that should send, and figures that only it knows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.summaries.borough import ExpectedSchool
from models.summaries.goals import TARGET, Goals, is_term, read_goals
from thresholds.problems import Problem

_LARGEST = 16 * 1024 * 1024


def _rows(path: Path, needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and row by heading, empty lines passed over. Raises Problem for a file that isn't one."""
    try:
        if path.stat().st_size > _LARGEST:
            raise Problem("it is far too large for a list", path.name)
        lines = path.read_text(encoding="utf-8-sig").splitlines()
        reader = csv.DictReader(lines, strict=True)
        headings = [heading.strip().lower() for heading in reader.fieldnames or ()]
        if missing := [name for name in needed if name not in headings]:
            raise Problem(f"there is no column {missing[0]}", path.name, f"It needs: {', '.join(needed)}.")
        reader.fieldnames = headings
        for row in reader:
            values = {name: (value or "").strip() for name, value in row.items() if isinstance(value, str)}
            if any(values.values()):
                yield reader.line_num, values
    except OSError as fault:
        raise Problem("it can't be read", path.name, f"The system says: {fault.strerror}.") from None
    except (UnicodeDecodeError, csv.Error):
        raise Problem("it isn't a CSV file in UTF-8", path.name, "Save it again as CSV UTF-8.") from None


def _whole(text: str, path: Path, line: int, field: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise Problem(
            f"{field} isn't a whole number", f"{path.name}, line {line}", line=line, field=field, value=text
        )
    return int(text)


def read_schools(path: Path) -> tuple[ExpectedSchool, ...]:
    """The expected schools from the columns urn, name, send_pupils, successor; the last three may be missing.

    Raises Problem naming file, line and field.
    """
    found: dict[int, ExpectedSchool] = {}
    for line, row in _rows(path, ("urn",)):
        urn = _whole(row["urn"], path, line, "urn")
        if urn in found:
            raise Problem(f"school {urn} stands there twice", f"{path.name}, line {line}", line=line)
        more = {
            field: _whole(row[field], path, line, field)
            for field in ("send_pupils", "successor")
            if row.get(field)
        }
        found[urn] = ExpectedSchool(urn, row.get("name", ""), more.get("send_pupils"), more.get("successor"))
    return tuple(found.values())


def read_figures(path: Path, goals: Goals) -> dict[tuple[str, str], float]:
    """The authority's own figures from the columns measure, term, value (per cent).

    A term is as in 2026-27.1, or "target" for a target that the authority sets itself. Raises Problem naming
    file, line and field.
    """
    known = {goal.id for goal in goals.measures}
    found: dict[tuple[str, str], float] = {}
    for line, row in _rows(path, ("measure", "term", "value")):
        where = f"{path.name}, line {line}"
        if row["measure"] not in known:
            mend = f"It has: {', '.join(sorted(known))}."
            raise Problem("the plan has no such measure", where, mend, line=line, value=row["measure"])
        if row["term"] != TARGET and not is_term(row["term"]):
            mend = f"Write it as 2026-27.1, or as {TARGET}."
            raise Problem("term isn't a term", where, mend, line=line, field="term", value=row["term"])
        value = read_figure(row["value"])
        if value is None:
            raise Problem("value isn't a figure in per cent", where, line=line, field="value")
        found[row["measure"], row["term"]] = value
    return found


def read_figure(text: str) -> float | None:
    """A figure in per cent as people write it, from -100 to 1000; None for anything else."""
    try:
        value = float(text.strip().removesuffix("%").strip())
    except ValueError:
        return None
    return value if -100 <= value <= 1000 else None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One of the authority's own figures as a line of a list."""

    measure: str
    title: str
    term: str
    value: float


@dataclass(frozen=True, slots=True)
class Beside:
    """What lies beside a folder of summaries: the schools that should send, and the authority's own figures.

    figures_at  where the figures are kept
    """

    schools: tuple[ExpectedSchool, ...]
    figures: dict[tuple[str, str], float]
    figures_at: Path


def read_beside(folder: Path, goals: Goals) -> Beside:
    """schools.csv and figures.csv in the folder or the one above it. Raises Problem for a wrong one."""

    schools, figures = _beside(folder, "schools.csv"), _beside(folder, "figures.csv")
    return Beside(
        read_schools(schools) if schools else (),
        read_figures(figures, goals) if figures else {},
        figures or folder / "figures.csv",
    )


def goals_near(folder: Path) -> Goals:
    """The measures in measures.yaml in the folder or the one above it, else the plan that came along.

    Raises Problem for a wrong one.
    """
    own = _beside(folder, "measures.yaml")
    return read_goals(own) if own else read_goals()


def _beside(folder: Path, name: str) -> Path | None:
    return next((place / name for place in (folder, folder.parent) if (place / name).is_file()), None)


def figures_sheet(figures: Mapping[tuple[str, str], float]) -> bytes:
    """The figures as a CSV file that read_figures reads."""
    held = io.StringIO()
    rows = [(measure, term, f"{value:g}") for (measure, term), value in sorted(figures.items())]
    csv.writer(held, lineterminator="\n").writerows([("measure", "term", "value"), *rows])
    return held.getvalue().encode("utf-8")
