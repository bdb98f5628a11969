# SPDX-License-Identifier: MIT
"""document plan, cycle: what is printed, for one child or for many."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.opening import opened, pupil_by_upn
from desktop.cli.speech import Options, say
from desktop.cli.stores import StorePath
from desktop.paper import cycle_record, pupil_plan
from models.cycle_parts import CycleParts, current_cycle, read_parts
from models.records import School, Score
from models.store import Transaction
from thresholds.problems import Problem

Writer = Callable[[Path, CycleParts, School, Transaction, Options], int]


def _plan(path: Path, parts: CycleParts, school: School, tx: Transaction, options: Options) -> int:
    del tx
    return pupil_plan.write_plan(path, parts, school, options.today)


def _cycle(path: Path, parts: CycleParts, school: School, tx: Transaction, options: Options) -> int:
    scores = sorted(tx.find(Score, pupil_id=parts.pupil.id), key=lambda s: s.assessed_on)
    return cycle_record.write_cycle(path, parts, school, scores, options.today)


KINDS: dict[str, Writer] = {"plan": _plan, "cycle": _cycle}


def add_to(app: typer.Typer) -> None:
    """Hang the command on the line."""
    app.command("document")(document)


def document(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=", ".join(KINDS))],
    store: StorePath,
    upn: Annotated[list[str], typer.Option(help="Whose; repeat it for several.")],
    out: Annotated[Path, typer.Option(metavar="FILE.pdf")],
) -> int:
    """Print a document as PDF. For several pupils FILE becomes FILE-UPN."""
    options: Options = ctx.obj
    if kind not in KINDS:
        raise Problem(f"'{kind}' is not a kind of document", mend=f"Choose one of {', '.join(KINDS)}.")
    if out.suffix.lower() != ".pdf":
        raise Problem("the document is a PDF", str(out), "Give a name that ends in .pdf.")
    files: list[Path] = []
    pages = 0
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        for one in upn:
            pupil = pupil_by_upn(tx, one)
            cycle = current_cycle(tx, pupil.id)
            if cycle is None:
                raise Problem(
                    f"{pupil.known_as} has no cycle yet", mend="Start one; then there is a plan to print."
                )
            path = out if len(upn) == 1 else out.with_stem(f"{out.stem}-{pupil.upn}")
            pages += KINDS[kind](path, read_parts(tx, pupil, cycle), opened_store.school, tx, options)
            files.append(path)
    say(
        options,
        {"file": str(files[0]), "pages": pages} if len(files) == 1 else {"files": files, "pages": pages},
    )
    return 0
