# SPDX-License-Identifier: MIT
"""document KIND: what is printed, for one child, for many, or of the whole school."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.opening import opened, pupil_by_upn
from desktop.cli.speech import Options, note, say
from desktop.cli.stores import StorePath
from desktop.files import put
from desktop.paper.guarded import made
from desktop.paper.kinds import KINDS, Order
from models.name_guard import NameGuard
from thresholds.problems import Problem


def add_to(app: typer.Typer) -> None:
    """Hang the command on the line."""
    app.command("document")(document)


def document(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS))],
    store: StorePath,
    out: Annotated[Path, typer.Option(metavar="FILE.pdf")],
    upn: Annotated[list[str] | None, typer.Option(help="Whose; repeat it for several.")] = None,
) -> int:
    """Print a document as PDF. For several pupils FILE becomes FILE-UPN."""
    options: Options = ctx.obj
    if kind not in KINDS:
        raise Problem(f"'{kind}' is not a kind of document", mend=f"Choose one of {', '.join(KINDS)}.")
    if out.suffix.lower() != ".pdf":
        raise Problem("the document is a PDF", str(out), "Give a name that ends in .pdf.")
    chosen, whose = KINDS[kind], upn or []
    if chosen.per_child and not whose:
        raise Problem("this document is about a child", "--upn", "Say whose it is by the UPN.")
    files: list[Path] = []
    pages = 0
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        guard = NameGuard.of(tx, opened_store.school)
        for pupil in [pupil_by_upn(tx, one) for one in whose] if chosen.per_child else [None]:
            path = out if pupil is None or len(whose) == 1 else out.with_stem(f"{out.stem}-{pupil.upn}")
            paper = made(guard, chosen, Order(tx, opened_store.school, options.today, pupil))
            put(path, paper.content)
            pages += paper.pages
            if paper.sightings:
                names = ", ".join(one.name for one in paper.sightings)
                note(f"{path.name} may name other children: {names}. Look before you pass it on.")
            files.append(path)
    say(
        options,
        {"file": str(files[0]), "pages": pages} if len(files) == 1 else {"files": files, "pages": pages},
    )
    return 0
