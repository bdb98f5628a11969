# SPDX-License-Identifier: MIT
"""The same work without a screen: one command for each thing, text for people and JSON for scripts."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from typer.exceptions import Abort, TyperException

from desktop import clock, trouble_log
from desktop.cli import (
    borough,
    copies,
    documents,
    erasing,
    outside,
    people,
    protection,
    standards,
    stores,
    summaries,
    transfers,
)
from desktop.cli.line import take_common
from desktop.cli.speech import note
from desktop.kept_standards import keep_standards
from thresholds.problems import Problem, Problems

DONE, FINDINGS, REFUSED = 0, 1, 2

app = typer.Typer(
    name="graduated-response",
    help="The graduated response for SENCOs: records, the standard, plans and protected summaries.",
    epilog="Everywhere: --json, --passphrase-file FILE, --as-of YYYY-MM-DD.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(stores.app, name="store")
app.add_typer(outside.imports, name="import")
app.add_typer(outside.exports, name="export")
app.add_typer(transfers.app, name="transfer")
app.add_typer(standards.app, name="standard")
app.add_typer(summaries.app, name="summary")
app.add_typer(borough.app, name="borough")
app.add_typer(borough.authority, name="authority")
app.add_typer(borough.school, name="school")
erasing.add_to(stores.app)
copies.add_to(stores.app)
people.add_to(app)
documents.add_to(app)
protection.add_to(app)


def run(words: Sequence[str]) -> int:
    """Carry out one line and return its exit status: 0 done, 1 done with findings, 2 refused.

    Whatever goes wrong, a person reads one sentence on standard error and never a traceback.
    """
    keep_standards()
    try:
        rest, options = take_common(words, clock.now())
        return int(app(rest, obj=options, standalone_mode=False) or DONE)
    except Problem as problem:
        note(problem.sentence)
    except Problems as problems:
        note(problems.sentence)
    except TyperException as wrong:
        note(f"{wrong.format_message().rstrip('.')}. Add --help to see what the command takes.")
    except (Abort, KeyboardInterrupt):
        note("Stopped. Nothing was changed.")
    except Exception as fault:
        note(trouble_log.last_words(fault))
    return REFUSED
