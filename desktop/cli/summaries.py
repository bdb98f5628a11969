# SPDX-License-Identifier: MIT
"""summary tables, preview, export, verify, vectors: what stays, what leaves, and whether it is whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.opening import opened
from desktop.cli.speech import Options, say
from desktop.cli.standards import read_json
from desktop.cli.stores import StorePath
from desktop.files import put
from desktop.paper.shareable_summary import leaving_files
from desktop.version import VERSION
from models.calendar import read_term
from models.issuing import keep, ready
from models.summaries import measures, protect
from models.summaries.authority import read_pack
from models.summaries.document import CORRECTIONS, Correction
from models.summaries.seal import verify
from models.tally import tabulate
from thresholds.problems import Problem

app = typer.Typer(
    help="The termly summary: protected, so that it can leave the school.", no_args_is_help=True
)

ReasonOption = Annotated[
    str | None,
    typer.Option(help=f"Why there is a fourth version of a term or a later one: {', '.join(CORRECTIONS)}."),
]
TermOption = Annotated[str, typer.Option(help="As in 2026-27.1 for the autumn term.")]


@app.command("tables")
def tables(ctx: typer.Context, store: StorePath, term: TermOption) -> int:
    """The school's own true tables. Personal data, for the school's eyes."""
    options: Options = ctx.obj
    chosen = read_term(term)
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        counted = tabulate(tx, opened_store.school, chosen, options.today)
    answer = {
        "term": str(chosen),
        "query_set": measures.QUERY_SET,
        "tables": counted.tables,
        "structural": [list(cell) for cell in counted.structural],
        "blank": measures.BLANK,
    }
    say(options, answer)
    return 0


@app.command("preview")
def preview(ctx: typer.Context, store: StorePath, term: TermOption, reason: ReasonOption = None) -> int:
    """What would leave the school, number by number, before anything is written."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        found = ready(opened_store, read_term(term), options.today, VERSION, _correction(reason))
        say(options, json.loads(found.summary.canonical_bytes()))
    return 0


@app.command("export")
def export(
    ctx: typer.Context,
    store: StorePath,
    term: TermOption,
    out: Annotated[Path, typer.Option(metavar="DIR")],
    la: Annotated[
        Path | None, typer.Option(metavar="LA-KEY", help="The authority's key; seals the file to it.")
    ] = None,
    reason: ReasonOption = None,
) -> int:
    """Write the term's summary: a plain signed copy, a PDF, and a sealed file where the key is given."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        found = ready(opened_store, read_term(term), options.today, VERSION, _correction(reason))
        summary, key = found.summary, opened_store.signing_key
        made = leaving_files(summary, key, read_pack(la).key if la else None)
        files = {out / name: content for name, content in made.items()}
        for path, content in files.items():
            put(path, content)
        keep(opened_store, found)
    say(options, {"files": list(files), "version": summary.version})
    return 0


@app.command("verify")
def verify_file(ctx: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> int:
    """Check a summary's structure, signature and cells."""
    options: Options = ctx.obj
    found = verify(_content(file), file.name)
    answer: dict[str, Any] = {
        "ok": True,
        "urn": found.urn,
        "term": found.term,
        "version": found.version,
        "key_id": found.key_id,
    }
    say(options, answer)
    return 0


def _correction(reason: str | None) -> Correction | None:
    """The reason as the summary carries it. Raises Problem for one that isn't known."""
    known: dict[str, Correction] = {str(one): one for one in CORRECTIONS}
    if reason is None or reason in known:
        return known[reason] if reason else None
    raise Problem(f"'{reason}' is no reason that is known", "--reason", f"Choose from: {', '.join(known)}.")


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > 1_000_000:
            raise Problem("it is far too large for a summary", file.name, "Choose another file.")
        return file.read_bytes()
    except OSError as fault:
        reason = (fault.strerror or "no access").lower()
        raise Problem(f"the file can't be read ({reason})", str(file), "Check its name and place.") from None


@app.command("vectors")
def vectors(ctx: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> int:
    """Run a file of noise cases and print what the mechanism answers."""
    options: Options = ctx.obj
    document = read_json(file)
    try:
        answer = protect.answer(document)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Problem("this is not a file of noise cases", file.name, "Check the file.") from None
    say(options, answer)
    return 0
