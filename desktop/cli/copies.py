# SPDX-License-Identifier: MIT
"""store backups, look-after, difference, trail: the copies of a store, and who did what in it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from desktop import clock
from desktop.cli.line import passphrase
from desktop.cli.opening import opened, pupil_by_upn
from desktop.cli.speech import Options, note, say
from desktop.cli.stores import StorePath
from desktop.paper.trail_sheet import write_trail
from models.deeds import deeds, verified
from models.store import difference, look_after, shelf, warning

Folders = Annotated[
    list[Path] | None, typer.Option(metavar="DIR", help="Where else copies stand; repeat for several.")
]


def add_to(app: typer.Typer) -> None:
    """Hang the commands on the store's."""
    app.command("backups")(backups)
    app.command("look-after")(look_after_copies)
    app.command("difference")(tell_difference)
    app.command("trail")(tell_trail)


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


def tell_trail(
    ctx: typer.Context,
    store: StorePath,
    upn: Annotated[str, typer.Option(help="Only what was done about this child.")] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it as .csv, .xlsx or .pdf instead.")
    ] = None,
) -> int:
    """Say who did what when, the newest first, and whether every line follows from the one before."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        with opened_store.reading() as tx:
            found = deeds(tx, pupil_id=pupil_by_upn(tx, upn).id if upn else "")
        held = verified(opened_store)
        if out is not None:
            write_trail(out, found, held, opened_store.school, options.today)
    answer = {"ok": not held.broken_at, "lines": held.lines, "broken_at": held.broken_at}
    if out is not None:
        say(options, {"file": out, **answer})
    else:
        names = ("line", "at", "who", "did", "what", "records", "whose")
        say(options, {**answer, "deeds": [dict(zip(names, one.row, strict=True)) for one in found]})
    note(held.sentence)
    return 1 if held.broken_at else 0
