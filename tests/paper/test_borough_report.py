# SPDX-License-Identifier: MIT
"""What an authority takes away: the report, the sheets, the charts; no figure that may not be shown."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from desktop.borough_series import series_of, short_term
from desktop.drawing import Words, run_chart
from desktop.paper.borough_files import sheets_of, write_all
from desktop.paper.borough_report import write_borough
from models.exchange.columns import write_columns
from models.summaries.arrivals import Authority, Rejected, read_folder
from models.summaries.borough import roll_up
from models.summaries.document import make
from models.summaries.goals import read_goals
from models.summaries.opened import Borough
from models.summaries.progress import measure_lines
from models.summaries.seal import plain_file
from tests.models.summaries.school import heading, true_tables
from thresholds.problems import Problem

DAY = date(2028, 7, 20)
TERMS = ("2026-27.1", "2026-27.2", "2026-27.3", "2027-28.1")


@pytest.fixture(scope="module")
def borough(tmp_path_factory: pytest.TempPathFactory) -> Borough:
    folder = tmp_path_factory.mktemp("summaries")
    for at, term in enumerate(TERMS):
        for urn in range(100001, 100013):
            made = make(heading(urn, term), true_tables(at), urn.to_bytes(32))
            (folder / f"{made.name}.json").write_bytes(plain_file(made, urn.to_bytes(32)))
    (folder / "notes.json").write_text("{}", encoding="utf-8")
    goals = read_goals()
    arrived = read_folder(folder, Authority(goals.la))
    return Borough(roll_up(arrived.standing, goals), arrived, goals)


@pytest.fixture(scope="module")
def files(borough: Borough, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    made = write_all(tmp_path_factory.mktemp("out"), borough, DAY)
    return {path.name: path for path in made}


def test_everything_is_there(files: dict[str, Path]) -> None:
    sheets = ("measures", "totals", "layers", "funnels", "consistency", "benefits", "refused")
    assert set(files) == {
        "borough.pdf",
        *(f"{name}{ending}" for name in sheets for ending in (".csv", ".xlsx")),
    }
    assert all(path.stat().st_size > 10 for path in files.values())


def test_the_report_names_each_measure_and_what_was_refused(files: dict[str, Path], borough: Borough) -> None:
    said = " ".join(" ".join(p.extract_text() for p in PdfReader(files["borough.pdf"]).pages).split())
    for goal in borough.goals:
        assert goal.title in said
    assert "12 of 12 schools" in said
    assert "notes.json" in said
    assert "Schools are not ranked." in said


def test_a_hidden_total_has_its_reason_and_no_value(files: dict[str, Path]) -> None:
    with files["totals.csv"].open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["term"] for row in rows} == set(TERMS)
    hidden = [row for row in rows if row["hidden"]]
    assert hidden
    assert all(row["value"] == "" for row in hidden)
    assert all(row["value"] != "" for row in rows if not row["hidden"])


def test_sheet_and_list_say_the_same(files: dict[str, Path]) -> None:
    for name in ("measures", "totals"):
        book = load_workbook(files[f"{name}.xlsx"], read_only=True)
        sheet = book.active
        assert sheet is not None
        rows = len(list(sheet.iter_rows()))
        book.close()
        with files[f"{name}.csv"].open(encoding="utf-8-sig", newline="") as stream:
            listed = list(csv.reader(stream))
        assert rows == len(listed)


def test_the_chart_leaves_a_gap_where_nothing_may_be_shown(borough: Borough) -> None:
    for line in measure_lines(borough.picture, borough.goals):
        series = series_of(line)
        assert [point.label for point in series.points] == [short_term(one.term) for one in line.figures]
        for point, figure in zip(series.points, line.figures, strict=True):
            assert (point.value is None) == (figure.value is None or bool(figure.hidden))
        words = [shape.text for shape in run_chart(series, 400, 120, 8) if isinstance(shape, Words)]
        assert words.count("target") == (series.target is not None)


def test_a_measure_without_a_figure_says_so(borough: Borough) -> None:
    lines = {line.goal.id: line for line in measure_lines(borough.picture, borough.goals)}
    assert lines["ehc_timeliness"].words == "No figure yet."
    assert lines["ehc_timeliness"].latest is None


@pytest.mark.parametrize(
    ("term", "words"), [("2026-27.1", "Aut 26"), ("2026-27.2", "Spr 27"), ("2026-27.3", "Sum 27")]
)
def test_a_term_fits_under_a_chart(term: str, words: str) -> None:
    assert short_term(term) == words


def test_a_folder_of_foreign_files_does_not_fill_the_paper(borough: Borough, tmp_path: Path) -> None:
    refused = tuple(Rejected(f"photo{n}.jpg", f"photo{n}.jpg: it isn't a summary.") for n in range(3000))
    whole = replace(borough, arrived=replace(borough.arrived, rejected=refused))
    pages = write_borough(tmp_path / "a.pdf", whole, date(2027, 8, 1))
    assert pages < 30
    said = " ".join(leaf.extract_text() for leaf in PdfReader(tmp_path / "a.pdf").pages)
    assert "And 2,960 more" in said
    (name, _, rows) = sheets_of(whole)[-1]
    assert (name, len(rows)) == ("refused", 3000)


def test_parquet_is_written_where_its_part_is_installed(borough: Borough, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    made = {path.name: path for path in write_all(tmp_path, borough, date(2027, 8, 1), parquet=True)}
    cells = parquet.read_table(made["cells.parquet"]).to_pylist()
    standing = borough.arrived.standing
    assert len(cells) == sum(len(one.counts) for one in standing)
    first = cells[0]
    one = next(o for o in standing if (o.urn, o.term) == (first["urn"], first["term"]))
    assert one.table(first["table"])[first["cell"]] == first["published"]
    totals = parquet.read_table(made["totals.parquet"]).to_pylist()
    assert all(row["value"] is None for row in totals if row["hidden"])


def test_without_its_part_parquet_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.exchange.columns.find_spec", lambda _name: None)
    with pytest.raises(Problem, match="one part of the program isn’t installed"):
        write_columns(tmp_path / "a.parquet", ("a",), [(1,)])
    assert list(tmp_path.iterdir()) == []
