# SPDX-License-Identifier: MIT
"""protection: drafts of the papers that data protection asks for, filled in from this school's settings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from desktop.cli.opening import opened
from desktop.cli.speech import Options, say
from desktop.cli.stores import StorePath
from desktop.paper.protection import DRAFTS, write_draft
from desktop.preferences import PreferencesFile
from models.protection import Settings, practice_of
from thresholds.problems import Problem


def add_to(app: typer.Typer) -> None:
    """Hang the command on the line."""
    app.command("protection")(protection)


def protection(
    ctx: typer.Context,
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help=", ".join(DRAFTS))],
    store: StorePath,
    out: Annotated[Path, typer.Option(metavar="FILE.pdf|.docx")],
) -> int:
    """Draft a DPIA or a privacy notice from what is so in this school, as PDF or Word."""
    options: Options = ctx.obj
    if draft not in DRAFTS:
        raise Problem(f"‘{draft}’ is not a draft", mend=f"Choose one of {', '.join(DRAFTS)}.")
    chosen = PreferencesFile().now
    settings = Settings(chosen.lock_after_minutes, chosen.second_backup_folder)
    with opened(store, options) as opened_store:
        practice = practice_of(opened_store, settings, options.today)
    write_draft(out, DRAFTS[draft], practice)
    say(options, {"file": out})
    return 0
