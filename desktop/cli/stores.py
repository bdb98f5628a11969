# SPDX-License-Identifier: MIT
"""store create, fill, check, backup, restore, rekey."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from desktop import clock
from desktop.cli.line import NEW_PASSPHRASE_VARIABLE, passphrase
from desktop.cli.opening import opened, who
from desktop.cli.speech import Options, note, say
from models.codes import SchoolPhase
from models.records import School
from models.sample import fill
from models.store import Store, back_up, check, restore
from thresholds.problems import Problem

app = typer.Typer(help="The school's encrypted file.", no_args_is_help=True)

StorePath = Annotated[Path, typer.Argument(metavar="STORE", help="Path of the school's store.")]


@app.command("create")
def create_store(
    ctx: typer.Context,
    store: StorePath,
    name: Annotated[str, typer.Option(help="Name of the school.")],
    laestab: Annotated[str, typer.Option(help="Authority and establishment, as in 372/2001.")],
    urn: Annotated[int, typer.Option(help="Six digits.")],
    phase: Annotated[
        str, typer.Option(help="nursery, primary, secondary, all_through, special, pru, college")
    ],
) -> int:
    """Make a new encrypted store for one school."""
    options: Options = ctx.obj
    school = _school(name, laestab, urn, phase)
    made = Store.create(store, passphrase(options, confirm=True), school, now=clock.now, who=who())
    try:
        say(options, {"store": str(made.path), "schema": made.schema})
    finally:
        made.close()
    return 0


def _school(name: str, laestab: str, urn: int, phase: str) -> School:
    parts = re.fullmatch(r"(\d{3})/?(\d{4})", laestab.strip())
    if parts is None:
        raise Problem(f"'{laestab}' is not an LAESTAB", "--laestab", "Write it as 372/2001.")
    if phase not in list(SchoolPhase):
        raise Problem(f"'{phase}' is not a phase", "--phase", f"Choose one of {', '.join(SchoolPhase)}.")
    if not 100000 <= urn <= 999999:
        raise Problem(f"{urn} is not a URN", "--urn", "A URN has six digits, as in 100001.")
    if not name.strip():
        raise Problem("the name is empty", "--name", "Give the school's name.")
    return School(name=name.strip(), la=parts[1], estab=parts[2], urn=urn, phase=SchoolPhase(phase))


@app.command("fill")
def fill_store(
    ctx: typer.Context,
    store: StorePath,
    pupils: Annotated[int, typer.Option(min=1, max=5000, help="How many pupils.")] = 300,
    terms: Annotated[int, typer.Option(min=1, max=21, help="How many terms of history.")] = 3,
    seed: Annotated[int, typer.Option(help="The same seed makes the same school.")] = 1,
) -> int:
    """Add fictional pupils with history."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        added = fill(opened_store, pupils=pupils, terms=terms, seed=seed, until=options.today)
        say(options, {"pupils": added, "terms": terms, "seed": seed})
    return 0


@app.command("check")
def check_store(ctx: typer.Context, store: StorePath) -> int:
    """Look whether the store is whole: pages, schema, audit chain, last good backup."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        answer = check(opened_store)
        say(options, answer)
        return 0 if answer["ok"] else 1


@app.command("backup")
def backup_store(
    ctx: typer.Context, store: StorePath, folder: Annotated[Path, typer.Argument(metavar="DIR")]
) -> int:
    """Copy the store, encrypted, into a folder, and prove the copy by opening it."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        made = back_up(opened_store, folder, clock.now())
        say(options, {"file": str(made.file), "pupils": made.pupils, "bytes": made.size})
    return 0


@app.command("restore")
def restore_store(
    ctx: typer.Context, backup: Annotated[Path, typer.Argument(metavar="BACKUP")], store: StorePath
) -> int:
    """Put a backup in a store's place; a store that stood there is kept beside it."""
    options: Options = ctx.obj
    made = restore(backup, store, passphrase(options), now=clock.now)
    if made.kept is not None:
        note(f"The store that stood there is kept as {made.kept}.")
    say(options, {"file": str(made.file), "pupils": made.pupils})
    return 0


@app.command("rekey")
def rekey_store(
    ctx: typer.Context,
    store: StorePath,
    new_passphrase_file: Annotated[
        Path | None, typer.Option(help=f"A file with the new passphrase; else {NEW_PASSPHRASE_VARIABLE}.")
    ] = None,
) -> int:
    """Change the passphrase and encrypt the store anew."""
    options: Options = ctx.obj
    fresh = passphrase(
        Options(options.as_json, new_passphrase_file, today=options.today, now=options.now),
        confirm=True,
        variable=NEW_PASSPHRASE_VARIABLE,
    )
    with opened(store, options) as opened_store:
        opened_store.rekey(fresh)
        say(options, {"file": str(opened_store.path), "schema": opened_store.schema})
    return 0
