# SPDX-License-Identifier: MIT
"""import ctf, pupils, attendance; export ctf, pupils: what comes in and what goes out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from desktop import clock
from desktop.cli.line import passphrase
from desktop.cli.opening import opened
from desktop.cli.speech import Options, note, say
from desktop.cli.stores import StorePath
from desktop.paper.child_papers import papers_on
from models.exchange import (
    import_attendance,
    import_ctf,
    import_pupils,
    read_mapping,
    write_ctf,
    write_pupils,
)
from models.exchange.everything import write_everything
from models.exchange.taking_back import batches, look_at_taking_back, take_back
from models.records import ImportBatch
from thresholds.problems import Problem

imports = typer.Typer(
    help="Take pupils and figures in; the same file twice changes nothing.", no_args_is_help=True
)
exports = typer.Typer(help="Give lists out.", no_args_is_help=True)

ARCHIVE_VARIABLE = "GRADUATED_RESPONSE_ARCHIVE_PASSPHRASE"
MapFile = Annotated[Path | None, typer.Option("--map", metavar="MAP.yaml", help="Which column is which.")]


def told(options: Options, result: Any) -> int:
    """Say what came of an import, notes beside it; 1 where something was not taken."""
    for sentence in result.notes:
        note(sentence)
    say(options, result.as_json())
    return 1 if result.rejected else 0


@imports.command("ctf")
def ctf(
    ctx: typer.Context, store: StorePath, files: Annotated[list[Path], typer.Argument(metavar="FILE...")]
) -> int:
    """Take in Common Transfer Files, versions 17 to 25."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        return told(options, import_ctf(opened_store, files, now=clock.now()))


@imports.command("pupils")
def pupils(
    ctx: typer.Context,
    store: StorePath,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    mapping: MapFile = None,
) -> int:
    """Take in a list of pupils as CSV or XLSX, columns in any order."""
    options: Options = ctx.obj
    chosen = read_mapping(mapping) if mapping else None
    with opened(store, options) as opened_store:
        return told(options, import_pupils(opened_store, file, chosen, now=clock.now()))


@imports.command("attendance")
def attendance(
    ctx: typer.Context,
    store: StorePath,
    file: Annotated[Path, typer.Argument(metavar="FILE")],
    mapping: MapFile = None,
) -> int:
    """Take in attendance as CSV or XLSX."""
    options: Options = ctx.obj
    chosen = read_mapping(mapping) if mapping else None
    with opened(store, options) as opened_store:
        return told(options, import_attendance(opened_store, file, chosen, now=clock.now()))


@imports.command("batches")
def list_batches(ctx: typer.Context, store: StorePath) -> int:
    """List what was taken in, the newest first."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        found = batches(tx)
    say(options, [_batch(one) for one in found])
    return 0


@imports.command("take-back")
def take_batch_back(
    ctx: typer.Context,
    store: StorePath,
    batch: Annotated[str, typer.Argument(metavar="BATCH", help="As import batches says it; or: last.")],
    look: Annotated[bool, typer.Option("--look", help="Only say what it would come to.")] = False,
) -> int:
    """Take a whole import back; what somebody edited since stays and is named."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        with opened_store.reading() as tx:
            known = [one for one in batches(tx) if one.taken_back_at is None or one.id == batch]
        chosen = next((one for one in known if batch in (one.id, "last")), None)
        if chosen is None:
            raise Problem(f"there is no import ‘{batch}’", mend="See import batches.")
        if look:
            done = look_at_taking_back(opened_store, chosen)
        else:
            done = take_back(opened_store, chosen, options.now)
    say(options, {**_batch(chosen), **done.as_json()})
    return 1 if done.stayed else 0


def _batch(one: ImportBatch) -> dict[str, Any]:
    counts = {"added": one.added, "changed": one.changed, "taken_back": one.taken_back_at}
    return {"batch": one.id, "file": one.file_name, "format": one.format, "at": one.taken_at, **counts}


@exports.command("ctf")
def transfer_file(
    ctx: typer.Context, store: StorePath, out: Annotated[Path, typer.Option(metavar="FILE")]
) -> int:
    """Write everyone on the roll as a Common Transfer File, with SEN history and needs."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        count = write_ctf(tx, opened_store.school, out, now=options.now)
    say(options, {"file": str(out), "pupils": count})
    return 0


@exports.command("pupils")
def pupil_list(
    ctx: typer.Context, store: StorePath, out: Annotated[Path, typer.Option(metavar="FILE")]
) -> int:
    """Write the list of pupils as CSV or XLSX; a cell that could act as a formula is written as text."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        count = write_pupils(tx, out)
    say(options, {"file": str(out), "pupils": count})
    return 0


@exports.command("everything")
def everything(
    ctx: typer.Context,
    store: StorePath,
    out: Annotated[Path, typer.Option(metavar="FILE.zip")],
    archive_passphrase_file: Annotated[
        Path | None, typer.Option(help=f"The archive's own passphrase; else {ARCHIVE_VARIABLE}.")
    ] = None,
) -> int:
    """Write the whole school, lists, papers and files, into one encrypted ZIP that 7-Zip opens."""
    options: Options = ctx.obj
    asked = Options(options.as_json, archive_passphrase_file, today=options.today, now=options.now)
    words = passphrase(
        asked,
        confirm=True,
        variable=ARCHIVE_VARIABLE,
        option="--archive-passphrase-file",
        prompt="Passphrase of the archive: ",
    )
    with opened(store, options) as opened_store:
        made = write_everything(opened_store, out, words, papers=papers_on(options.today), now=options.now)
    say(options, {"file": str(made.file), "pupils": made.pupils, "files": made.files, "bytes": made.size})
    return 0
