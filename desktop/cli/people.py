# SPDX-License-Identifier: MIT
"""pupils, record, verdicts: who is here, what is known of them, and what the standard says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.opening import opened, pupil_by_upn
from desktop.cli.shapes import verdict_as_json
from desktop.cli.speech import Options, say
from desktop.cli.stores import StorePath
from models.caseload import as_json, filtered, rows
from models.codes import Layer, SenType
from models.gather import gather
from models.recording import record_file
from models.records import Pupil
from models.standing import standard_for
from thresholds.judge import judge
from thresholds.problems import Problem


def add_to(app: typer.Typer) -> None:
    """Hang the commands on the line."""
    app.command("pupils")(pupils)
    app.command("record")(record)
    app.command("verdicts")(verdicts)


def pupils(
    ctx: typer.Context,
    store: StorePath,
    layer: Annotated[str | None, typer.Option(help="universal, targeted, targeted_plus, specialist")] = None,
    need: Annotated[str | None, typer.Option(metavar="CODE", help="A type of need, as in SLCN.")] = None,
    search: Annotated[str, typer.Option(metavar="TEXT", help="Part of a name, a class, a UPN.")] = "",
) -> int:
    """List the pupils."""
    options: Options = ctx.obj
    if layer is not None and layer not in list(Layer):
        raise Problem(f"'{layer}' is not a layer", "--layer", f"Choose one of {', '.join(Layer)}.")
    if need is not None and need.upper() not in list(SenType):
        raise Problem(f"'{need}' is not a type of need", "--need", f"Choose one of {', '.join(SenType)}.")
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        everyone = rows(tx, options.today)
    chosen = filtered(
        everyone,
        text=search,
        layer=Layer(layer) if layer else None,
        need=SenType(need.upper()) if need else None,
    )
    say(options, [as_json(row) for row in chosen])
    return 0


def record(
    ctx: typer.Context,
    store: StorePath,
    upn: Annotated[str, typer.Option(help="Whose evidence it is.")],
    file: Annotated[
        Path, typer.Option(metavar="FACTS.yaml", help="Dated evidence as in a pack's record block.")
    ],
) -> int:
    """Add dated evidence for one pupil; what is there already is not added twice."""
    options: Options = ctx.obj
    with opened(store, options) as opened_store, opened_store.transaction() as tx:
        pupil = pupil_by_upn(tx, upn)
        standard = standard_for(tx, pupil, opened_store.school, options.today)
        count = record_file(tx, pupil, file, standard, options.today)
    say(options, {"recorded": count})
    return 0


def verdicts(
    ctx: typer.Context,
    store: StorePath,
    upn: Annotated[str | None, typer.Option(help="One pupil only.")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Each criterion with its evidence.")] = False,
) -> int:
    """Say what the standard says of each pupil, what is missing and what would settle it."""
    options: Options = ctx.obj
    answer = []
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        chosen = [pupil_by_upn(tx, upn)] if upn else [p for p in tx.find(Pupil) if p.left_on is None]
        standards = {p.id: standard_for(tx, p, opened_store.school, options.today) for p in chosen}
        for standard in dict.fromkeys(standards.values()):
            group = [p for p in chosen if standards[p.id] is standard]
            known = gather(tx, group, options.today, standard)
            for pupil in group:
                shape = verdict_as_json(judge(standard, known[pupil.id]), explain=explain)
                answer.append({"upn": pupil.upn, **shape})
    say(options, answer)
    return 0
