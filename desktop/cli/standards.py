# SPDX-License-Identifier: MIT
"""standard lint, test, show, diff, impact, evaluate, moderate, vectors, schema: the rules themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from desktop.cli.line import read_day
from desktop.cli.opening import opened
from desktop.cli.shapes import comparison_as_json, verdict_as_json
from desktop.cli.speech import Options, note, say
from desktop.cli.stores import StorePath
from desktop.files import put
from models.adopting import adopt, must_hold, read_signer
from models.fingerprints import fingerprint
from models.impact import impact
from thresholds import cases, check, judgements, moderation, reader, record_block, vectors
from thresholds.book import book
from thresholds.compare import compare
from thresholds.evidence import Phase
from thresholds.judge import judge
from thresholds.problems import Problem
from thresholds.signed import Seal, handed, sign
from thresholds.standard import Standard

app = typer.Typer(help="An authority's standard: check it, test it, try it.", no_args_is_help=True)

PackPath = Annotated[Path, typer.Argument(metavar="PACK", help="A rule pack: a file or a folder.")]


@app.command("lint")
def lint(ctx: typer.Context, pack: PackPath) -> int:
    """Check a pack: each finding with line, column, what is wrong and the mend."""
    options: Options = ctx.obj
    found = check.check_path(pack)
    say(
        options,
        {
            "errors": [_finding(one) for one in found.errors],
            "warnings": [_finding(one) for one in found.warnings],
            "notes": [_finding(one) for one in found.notes],
        },
    )
    return 1 if found.errors else 0


def _finding(problem: Problem) -> dict[str, Any]:
    return {
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": problem.what,
        "mend": problem.mend,
        "file": problem.where,
    }


@app.command("test")
def test(ctx: typer.Context, pack: PackPath) -> int:
    """Run a pack's own test cases and say which criteria they cover."""
    options: Options = ctx.obj
    result = cases.run(reader.read(pack))
    say(options, result.as_json())
    return 1 if result.failed else 0


@app.command("show")
def show(
    ctx: typer.Context,
    pack: PackPath,
    out: Annotated[Path | None, typer.Option(metavar="FILE.pdf", help="Write it as a booklet.")] = None,
) -> int:
    """Print a pack as a book: areas, thresholds, clauses, with every word; or write it as a booklet."""
    options: Options = ctx.obj
    standard = reader.read(pack)
    if out is None:
        say(options, book(standard))
        return 0
    # What draws paper takes a moment to load, and no other command about standards needs it.
    from desktop.paper.booklet import write_booklet

    say(options, {"file": str(out), "pages": write_booklet(out, standard, options.today)})
    return 0


@app.command("diff")
def diff(
    ctx: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="A")],
    new: Annotated[Path, typer.Argument(metavar="B")],
) -> int:
    """Say in words what differs between two versions of a pack."""
    options: Options = ctx.obj
    found = compare(reader.read(old), reader.read(new))
    say(options, {"changes": [{"kind": one.kind, "id": one.id, "words": one.words} for one in found]})
    return 0


@app.command("impact")
def impact_of(
    ctx: typer.Context,
    old: Annotated[Path, typer.Argument(metavar="OLD")],
    new: Annotated[Path, typer.Argument(metavar="NEW")],
    store: StorePath,
) -> int:
    """Say whose verdicts a new version would change, and why, before it is adopted."""
    options: Options = ctx.obj
    before, after = reader.read(old), reader.read(new)
    with opened(store, options) as opened_store, opened_store.reading() as tx:
        found = impact(tx, before, after, options.today)
    say(
        options,
        {
            "pupils": found.pupils,
            "by_threshold": found.by_threshold,
            "changed": [
                {
                    "upn": one.pupil.upn,
                    "threshold": one.threshold,
                    "before": one.before,
                    "after": one.after,
                    "why": list(one.why),
                }
                for one in found.moved
            ],
        },
    )
    return 0


@app.command("sign")
def sign_pack(
    ctx: typer.Context,
    pack: PackPath,
    key: Annotated[
        Path,
        typer.Option(metavar="KEY", help="The authority's key file, or an Ed25519 key in PEM."),
    ],
    out: Annotated[Path, typer.Option(metavar="FILE", help="Where the signed file goes.")],
) -> int:
    """Check a pack, then write it as one signed file that schools can adopt."""
    options: Options = ctx.obj
    standard = reader.read(pack)
    untested = must_hold(standard)
    signer = read_signer(key)
    name = signer.name or standard.pack.pack.authority
    put(out, sign(pack, signer.key, name).encode("utf-8"))
    _tell_untested(untested)
    answer = _standard_shape(standard, name, standard.pack.pack.effective.from_)
    say(options, {**answer, "fingerprint": signer.fingerprint, "file": str(out)})
    return 0


@app.command("adopt")
def adopt_pack(
    ctx: typer.Context,
    store: StorePath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file that the authority handed over.")],
    effective: Annotated[
        str | None, typer.Option(metavar="DATE", help="From when it is in force; else as the standard says.")
    ] = None,
    consent: Annotated[
        bool,
        typer.Option(
            "--consent", "--unsigned", help="Adopt it although no signature of a known signer holds."
        ),
    ] = False,
) -> int:
    """Put a standard in force for the children of its authority, from a day on."""
    options: Options = ctx.obj
    begins = read_day(effective, "--effective") if effective else None
    given = handed(file)
    with opened(store, options) as opened_store, opened_store.transaction() as tx:
        la = opened_store.school.la
        made = adopt(tx, given, la=la, today=options.today, effective=begins, consent=consent)
    if given.seal is not Seal.SIGNED:
        note(f"This standard is {given.seal}: nobody vouches for it.")
    shape = _standard_shape(given.standard, made.signed_by, made.effective_on)
    digits = fingerprint(given.public_key) if given.public_key else None
    say(options, {**shape, "seal": given.seal.value, "fingerprint": digits})
    return 0


def _standard_shape(standard: Standard, signer: str, effective: date) -> dict[str, Any]:
    return {
        "id": standard.id,
        "version": standard.version,
        "signed_by": signer or None,
        "effective": effective.isoformat(),
    }


def _tell_untested(untested: Sequence[str]) -> None:
    if untested:
        note(f"{len(untested)} criteria are not shown by any case, the first: {untested[0]}")


@app.command("evaluate")
def evaluate(
    ctx: typer.Context,
    pack: PackPath,
    record: Annotated[Path, typer.Option(metavar="RECORD.yaml", help="A record as in a pack's tests.")],
    phase: Annotated[str | None, typer.Option(help=", ".join(Phase))] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Each criterion with its evidence.")] = False,
) -> int:
    """Say what a pack says of one loose record."""
    options: Options = ctx.obj
    if phase is not None and phase not in list(Phase):
        raise Problem(f"'{phase}' is not a phase", "--phase", f"Choose one of {', '.join(Phase)}.")
    standard = reader.read(pack)
    evidence = record_block.read_record_file(
        record, standard, as_of=options.today, phase=Phase(phase) if phase else None
    )
    del explain
    say(options, verdict_as_json(judge(standard, evidence), explain=True))
    return 0


@app.command("moderate")
def moderate(
    ctx: typer.Context,
    pack: PackPath,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Each person's judgements.")],
) -> int:
    """Compare what several people judged of a pack's vignettes: with one another, and with the engine."""
    options: Options = ctx.obj
    standard = reader.read(pack)
    taken = judgements.take_files(files, standard)
    found = moderation.compare(standard, taken.judgements)
    say(
        options,
        {**comparison_as_json(found), "refused": [problem.sentence for problem in taken.refused]},
    )
    return 1 if taken.refused else 0


@app.command("vectors")
def run_vectors(ctx: typer.Context, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> int:
    """Run a file of reference cases through the engine and print what the engine answers."""
    options: Options = ctx.obj
    say(options, vectors.answer(read_json(file)))
    return 0


@app.command("schema")
def schema(ctx: typer.Context) -> int:
    """Print the JSON Schema of a pack, for editors that complete and check while typing."""
    options: Options = ctx.obj
    say(options, reader.json_schema())
    return 0


def read_json(file: Path) -> Any:
    """The content of a JSON file; Problem with file and line where it isn't one."""
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as fault:
        reason = (fault.strerror or "it can't be opened").lower()
        raise Problem(f"the file can't be read ({reason})", str(file), "Check its name and place.") from None
    except UnicodeDecodeError:
        raise Problem("the file is not UTF-8 text", str(file), "Save it as UTF-8.") from None
    except (json.JSONDecodeError, RecursionError) as fault:
        line = getattr(fault, "lineno", 1)
        raise Problem(
            "this is not JSON", f"{file}, line {line}", "Check the file, or export it again."
        ) from None
