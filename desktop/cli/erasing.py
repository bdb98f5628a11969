# SPDX-License-Identifier: MIT
"""store erase: one child erased for good, with a certificate that doesn't say whose."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop import clock
from desktop.cli.opening import opened, pupil_by_upn
from desktop.cli.speech import Options, note, say
from desktop.cli.stores import StorePath
from desktop.paper.certificate import write_certificate
from models.erasing import Outcome, erase


def add_to(app: typer.Typer) -> None:
    """Hang the command on the store's."""
    app.command("erase")(erase_child)


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


def _left(outcome: Outcome) -> list[str]:
    said = []
    for one in outcome.copies:
        knows = "still holds the child" if one.knows else "can't be opened and may hold the child"
        until = f"goes by itself by {one.gone_by}" if one.gone_by else "stays until you delete it"
        said.append(f"{one.file} {knows}; it {until}.")
    said += [f"The name still stands in: {words}." for words in outcome.elsewhere]
    return said
