# SPDX-License-Identifier: MIT
"""store backups, look-after, difference: which copies there are, making those due, what one would change."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desktop import clock
from desktop.cli.line import passphrase
from desktop.cli.opening import opened
from desktop.cli.speech import Options, note, say
from desktop.cli.stores import StorePath
from models.store import difference, look_after, shelf, warning

Folders = Annotated[
    list[Path] | None, typer.Option(metavar="DIR", help="Where else copies stand; repeat for several.")
]


def add_to(app: typer.Typer) -> None:
    """Hang the commands on the store's."""
    app.command("backups")(backups)
    app.command("look-after")(look_after_copies)
    app.command("difference")(tell_difference)


def backups(
    ctx: typer.Context,
    store: StorePath,
    folder: Folders = None,
    check: Annotated[bool, typer.Option("--check", help="Look at every page of each copy.")] = False,
) -> int:
    """List the copies of a store: when, how big, what each holds, and whether the last is old."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        found = shelf(opened_store, folder or (), look_closely=check)
        said = warning(opened_store, options.now)
    if said:
        note(said)
    rows = [
        {
            "file": one.file,
            "at": one.at,
            "bytes": one.size,
            "pupils": one.pupils,
            "audit_events": one.audit_events,
            "ok": one.is_whole,
        }
        for one in found
    ]
    say(options, {"backups": rows, "warning": said})
    return 1 if said or any(one.is_whole is False for one in found) else 0


def look_after_copies(
    ctx: typer.Context,
    store: StorePath,
    second: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A second folder or stick; left alone if absent.")
    ] = None,
) -> int:
    """Make the copies that are due, as the open window does by itself, and let go those no rule keeps."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        done = look_after(opened_store, clock.now(), second)
    for problem in done.problems:
        note(problem.sentence)
    say(options, {"made": [one.file for one in done.made], "let_go": list(done.gone)})
    return 1 if done.problems else 0


def tell_difference(
    ctx: typer.Context,
    store: StorePath,
    backup: Annotated[Path, typer.Argument(metavar="BACKUP")],
    backup_passphrase_file: Annotated[
        Path | None, typer.Option(help="The copy's own passphrase, where it was made under another.")
    ] = None,
) -> int:
    """Say what would change if a copy were put in the store's place. Nothing is changed."""
    options: Options = ctx.obj
    other = ""
    if backup_passphrase_file is not None:
        asked = Options(options.as_json, backup_passphrase_file, today=options.today, now=options.now)
        other = passphrase(asked)
    with opened(store, options) as opened_store:
        found = difference(opened_store, backup, passphrase=other)
    say(options, {"same": found.is_none, **asdict(found)})
    return 0
