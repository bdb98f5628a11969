# SPDX-License-Identifier: MIT
"""borough build, vectors; authority create, enrol; school enrol: the authority's side of the summaries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.opening import opened
from desktop.cli.speech import Options, note, say
from desktop.cli.standards import read_json
from desktop.cli.stores import StorePath
from desktop.files import put
from desktop.paper.benefits_report import write_benefits
from desktop.paper.borough_files import write_all
from desktop.version import VERSION
from models.borough_sample import write_borough_sample
from models.exchange.columns import can_write_columns
from models.summaries import borough, vectors
from models.summaries.arrivals import Authority, read_folder
from models.summaries.authority import (
    create_authority,
    enrol_school,
    read_authority,
    read_pack,
    write_enrolment,
)
from models.summaries.authority_lists import Beside, read_figures, read_schools
from models.summaries.benefits import BENEFIT_HEAD, benefit_rows, benefits
from models.summaries.enrolled import enrolments, set_aside, take_compared
from models.summaries.goals import aimed, read_goals
from models.summaries.opened import Borough
from models.summaries.reading import RULES, XMR
from models.summaries.seal import fingerprint
from thresholds.problems import Problem

app = typer.Typer(help="Many schools' summaries rolled up.", no_args_is_help=True)
authority = typer.Typer(help="The authority's keys and its schools' enrolments.", no_args_is_help=True)
school = typer.Typer(help="A school's enrolment with its authority.", no_args_is_help=True)

UrnOption = Annotated[int | None, typer.Option(help="One school's number.")]


FolderArgument = Annotated[Path, typer.Argument(metavar="DIR")]
MeasuresOption = Annotated[Path | None, typer.Option(help="The table of success measures.")]
SchoolsOption = Annotated[Path | None, typer.Option(help="CSV with urn, name, send_pupils, successor.")]
KeysOption = Annotated[Path | None, typer.Option(help="The authority's folder with its keys.")]
FiguresOption = Annotated[
    Path | None, typer.Option(help="CSV with measure, term, value: the authority's own figures and targets.")
]
RulesOption = Annotated[str, typer.Option(help=f"How charts are read: {', '.join(RULES)}.")]


@app.command("build")
def build(  # noqa: PLR0913  (a command has as many as it has options)
    ctx: typer.Context,
    folder: FolderArgument,
    out: Annotated[Path, typer.Option(metavar="DIR2")],
    measures: MeasuresOption = None,
    schools: SchoolsOption = None,
    keys: KeysOption = None,
    figures: FiguresOption = None,
    rules: RulesOption = XMR,
    parquet: Annotated[
        bool, typer.Option("--parquet", help="Parquet too; needs graduated-response[parquet].")
    ] = False,
) -> int:
    """Verify and roll up every summary below a folder: tables, measures, intervals."""
    options: Options = ctx.obj
    if parquet and not can_write_columns():
        raise Problem("Parquet can't be written", "--parquet", "Install graduated-response[parquet] first.")
    found = _read(folder, measures, schools, keys, figures, rules)
    answer = borough.document(found.picture, found.arrived)
    made = [out / "borough.json"]
    put(made[0], json.dumps(answer, ensure_ascii=False, indent=1).encode("utf-8"))
    made += write_all(out, found, options.today, parquet=parquet)
    for sentence in answer["warnings"]:
        note(sentence)
    say(options, {**answer, "out": made})
    return 1 if answer["rejected"] else 0


@app.command("benefits")
def benefits_of_a_year(  # noqa: PLR0913  (a command has as many as it has options)
    ctx: typer.Context,
    folder: FolderArgument,
    year: Annotated[str, typer.Option(help="The school year, as in 2027-28.")],
    out: Annotated[Path, typer.Option(metavar="FILE.pdf")],
    measures: MeasuresOption = None,
    schools: SchoolsOption = None,
    keys: KeysOption = None,
    figures: FiguresOption = None,
    rules: RulesOption = XMR,
) -> int:
    """Write what the plan has brought about in a school year: each measure from baseline to target."""
    options: Options = ctx.obj
    found = _read(folder, measures, schools, keys, figures, rules)
    pages = write_benefits(out, found, year, options.today)
    rows = benefit_rows(benefits(found.picture, found.goals, year))
    lines = [dict(zip(BENEFIT_HEAD, row, strict=True)) for row in rows]
    for sentence in found.arrived.warnings:
        note(sentence)
    say(options, {"file": out, "pages": pages, "year": year, "measures": lines})
    return 1 if found.arrived.rejected else 0


def _read(
    folder: Path,
    measures: Path | None,
    schools: Path | None,
    keys: Path | None,
    figures: Path | None,
    rules: str,
) -> Borough:
    """The borough below a folder. Raises Problem."""
    if not folder.exists():
        raise Problem("there is no such folder", str(folder), "Check its name.")
    if rules not in RULES:
        raise Problem(f"'{rules}' is no way to read charts", "--rules", f"Choose from: {', '.join(RULES)}.")
    plan = read_goals(measures) if measures else read_goals()
    own = read_figures(figures, plan) if figures else {}
    goals, expected = aimed(plan, own), read_schools(schools) if schools else ()
    believed = read_authority(keys) if keys else Authority(goals.la)
    arrived = read_folder(folder, believed)
    picture = borough.roll_up(arrived.standing, goals, expected, own)
    return Borough(picture, arrived, goals, Beside(expected, own, folder / "figures.csv"), rules)


@app.command("sample")
def sample(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    schools: Annotated[int, typer.Option(min=1, max=30_000)] = 120,
    terms: Annotated[int, typer.Option(min=1, max=30)] = 9,
    seed: Annotated[int, typer.Option()] = 1,
    stores: Annotated[
        int,
        typer.Option(min=0, max=200, help="Schools that get a store with every record; seconds each."),
    ] = 0,
) -> int:
    """Write a fictional borough: schools' files over terms, who should send, the authority's own figures."""
    options: Options = ctx.obj
    made = write_borough_sample(folder, schools=schools, terms=terms, seed=seed, app=VERSION, stores=stores)
    say(options, {"out": folder, **made})
    return 0


@app.command("vectors")
def run_vectors(ctx: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> int:
    """Run a file of run-chart, XmR and funnel cases and print what the program answers."""
    options: Options = ctx.obj
    document = read_json(file)
    try:
        answer = vectors.answer(document)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Problem("this is not a file of chart cases", file.name, "Check the file.") from None
    say(options, answer)
    return 0


@authority.command("create")
def create(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    la: Annotated[str, typer.Option(help="Three digits, as in 372.")],
    name: Annotated[str, typer.Option(help="Name of the authority.")],
) -> int:
    """Make an authority's keys: the pack for schools, and the key that never leaves."""
    options: Options = ctx.obj
    if not (len(la) == 3 and la.isdigit()):
        raise Problem(f"'{la}' is not an authority's number", "--la", "Write three digits, as in 372.")
    folder.mkdir(parents=True, exist_ok=True)
    file, pack = create_authority(folder, la, name)
    say(options, {"file": file, "fingerprint": fingerprint(pack.key)})
    return 0


@authority.command("enrol")
def take(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    instead: Annotated[
        bool, typer.Option("--instead", help="In place of the key that the school enrolled before.")
    ] = False,
) -> int:
    """Let a school's signature count; compare its fingerprint by telephone first."""
    options: Options = ctx.obj
    enrolment = take_compared(folder, file, instead=instead)
    say(options, {"file": file, "urn": enrolment.urn, "fingerprint": enrolment.fingerprint})
    return 0


@authority.command("schools")
def schools_enrolled(
    ctx: typer.Context, folder: Annotated[Path, typer.Argument(metavar="DIR")], urn: UrnOption = None
) -> int:
    """The schools whose signatures count, each with its fingerprint; one of them with --urn."""
    options: Options = ctx.obj
    read_authority(folder)
    found = [
        {"urn": one.urn, "issued": one.issued.isoformat(), "fingerprint": one.fingerprint}
        for one in enrolments(folder)
        if urn in (None, one.urn)
    ]
    say(options, found)
    return 0


@authority.command("set-aside")
def leave_out(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    urn: Annotated[int, typer.Option(help="The school's number.")],
) -> int:
    """Let a school's key count no longer; its enrolment is kept among the earlier ones."""
    options: Options = ctx.obj
    say(options, {"file": set_aside(folder, urn), "urn": urn})
    return 0


@school.command("enrol")
def enrol(
    ctx: typer.Context,
    store: StorePath,
    la: Annotated[Path, typer.Option(metavar="PACK", help="The authority's pack.")],
    out: Annotated[Path, typer.Option(metavar="FILE")],
) -> int:
    """Write the school's enrolment for its authority."""
    options: Options = ctx.obj
    pack = read_pack(la)
    with opened(store, options) as opened_store:
        made = enrol_school(pack, opened_store.school.urn, opened_store.signing_key, options.today)
    file = write_enrolment(made, out)
    say(options, {"file": file, "fingerprint": fingerprint(bytes.fromhex(made.public_key))})
    return 0
