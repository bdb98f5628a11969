# SPDX-License-Identifier: MIT
"""store erase, retention, hold: until when records are kept, what holds them, and erasing one child."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop import clock
from desktop.cli.line import read_day
from desktop.cli.opening import opened, pupil_by_upn
from desktop.cli.speech import Options, note, say
from desktop.cli.stores import StorePath
from desktop.paper.certificate import write_certificate
from models.erasing import Outcome, end_holds, erase, holds_in_force
from models.records import LegalHold
from models.records.checked import checked
from models.retention import review, to_look_at


def add_to(app: typer.Typer) -> None:
    """Hang the command on the store's."""
    app.command("erase")(erase_child)
    app.command("retention")(retention)
    app.command("hold")(hold)


def erase_child(
    ctx: typer.Context,
    store: StorePath,
    upn: Annotated[str, typer.Option(help="Who is erased.")],
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE.pdf", help="Where; else beside the store.")
    ] = None,
    rule: Annotated[str, typer.Option(help="Why, for the certificate.")] = "The school decided to erase it",
    reference: Annotated[str, typer.Option(help="Your own number for it; no name and no UPN.")] = "",
    remove_backups: Annotated[
        bool, typer.Option("--remove-backups", help="Also delete the backups that still hold the child.")
    ] = False,
) -> int:
    """Erase one child everywhere, for good; backups that still hold the child are named."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store:
        with opened_store.reading() as tx:
            pupil = pupil_by_upn(tx, upn)
        outcome = erase(
            opened_store,
            pupil,
            now=clock.now(),
            rule=rule,
            reference=reference,
            remove_backups=remove_backups,
        )
        name = f"Certificate {outcome.erasure.certificate}.pdf"
        path = certificate or store.resolve().with_name(name)
        lines, _pages = write_certificate(path, outcome.erasure, opened_store.school)
    for sentence in (*outcome.notes, *_left(outcome)):
        note(sentence)
    say(options, {"file": str(path), "lines": str(lines), **outcome.as_json()})
    return 1 if outcome.copies or outcome.elsewhere or outcome.notes else 0


def retention(
    ctx: typer.Context,
    store: StorePath,
    everyone: Annotated[bool, typer.Option("--all", help="Everybody, not only those to look at.")] = False,
) -> int:
    """Say until when each child's record is kept, who is due for a look, and why. Nothing goes by itself."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        lines = review(tx, opened_store.school, options.today)
    chosen = lines if everyone else to_look_at(lines, options.today)
    say(options, [one.as_json() for one in chosen])
    return 0


def hold(
    ctx: typer.Context,
    store: StorePath,
    upn: Annotated[str, typer.Option(help="Whose record is held.")],
    reason: Annotated[str, typer.Option(help="Why it must stay.")] = "",
    by: Annotated[str, typer.Option(help="Who decided it.")] = "",
    until: Annotated[str, typer.Option(metavar="DATE", help="The last day; else nobody can say yet.")] = "",
    end: Annotated[bool, typer.Option("--end", help="End the holds on this record today.")] = False,
) -> int:
    """Keep one child's record whatever the rules say, or let that end; a held record can't be erased."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store, opened_store.transaction() as tx:
        pupil = pupil_by_upn(tx, upn)
        if end:
            end_holds(tx, pupil.id, options.today)
        else:
            given = {"placed_on": options.today, "reason": reason, "placed_by": by}
            last = read_day(until, "--until") if until else None
            tx.put(checked(LegalHold, {"pupil_id": pupil.id, **given, "until": last}))
        left = holds_in_force(tx, pupil.id, options.today)
    say(options, {"upn": pupil.upn, "holds": [{"reason": one.reason, "until": one.until} for one in left]})
    return 0


def _left(outcome: Outcome) -> list[str]:
    said = []
    for one in outcome.copies:
        knows = "still holds the child" if one.knows else "can't be opened and may hold the child"
        until = f"goes by itself by {one.gone_by}" if one.gone_by else "stays until you delete it"
        said.append(f"{one.file} {knows}; it {until}.")
    said += [f"The name still stands in: {words}." for words in outcome.elsewhere]
    return said
