# SPDX-License-Identifier: MIT
"""demo: a fictional school to look around in; without a display the whole journey, written into a folder."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

from desktop import clock, trouble_log
from desktop.cli.line import take_common
from desktop.cli.speech import Options, note, say
from desktop.files import put
from desktop.paper.cycle_record import write_cycle
from desktop.paper.pupil_plan import write_plan
from desktop.style import RESOURCES
from desktop.version import VERSION
from models.calendar import Calendar
from models.codes import Achievement, NextForOutcome, Progress, ReviewDecision, ScoreDomain
from models.cycle_parts import CycleParts, current_cycle, read_parts
from models.cycles import close_cycle, next_cycle
from models.exchange import import_ctf
from models.gather import gather
from models.issuing import keep, ready
from models.records import Outcome, OutcomeReview, Pupil, Review, Score
from models.sample import PASSPHRASE, fictional_school, fill
from models.sample.cast import AMIRA
from models.standing import standard_for
from models.store import QUICK, Store, back_up
from models.summaries.seal import plain_file
from thresholds.judge import judge
from thresholds.problems import Problem, Problems
from thresholds.verdict import Verdict

TERMS = 4


class _Line(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Problem(message, mend="Add --help to see what demo takes.")


def run(words: Sequence[str]) -> int:
    """Open the fictional school, or walk the journey headless; returns the exit status."""
    try:
        rest, options = take_common(words, clock.now())
        asked = _line().parse_args(rest)
        if asked.pupils < 1 or asked.pupils > 5000:
            raise Problem(f"{asked.pupils} pupils can't be made", "--pupils", "Give a number from 1 to 5000.")
        out = Path(asked.out) if asked.out else Path(tempfile.mkdtemp(prefix="graduated-response-"))
        if asked.headless or options.as_json or not has_display():
            return _walk(out, asked.pupils, asked.seed, options)
        return _open(out, asked.pupils, asked.seed, options)
    except Problem as problem:
        note(problem.sentence)
    except Problems as problems:
        note(problems.sentence)
    except SystemExit as wanted:
        return int(wanted.code or 0)
    except Exception as fault:
        note(trouble_log.last_words(fault))
    return 2


def _line() -> _Line:
    line = _Line(prog="graduated-response demo", description="A fictional school to look around in.")
    line.add_argument("--pupils", type=int, default=300, help="how many pupils (300)")
    line.add_argument("--seed", type=int, default=1, help="the same seed makes the same school")
    line.add_argument("--out", default="", metavar="DIR", help="where to write; a new folder otherwise")
    line.add_argument("--headless", action="store_true", help="walk the journey without a window")
    return line


def has_display() -> bool:
    """Whether a window could be shown."""
    if sys.platform == "win32" or sys.platform == "darwin":
        return os.environ.get("QT_QPA_PLATFORM", "") not in ("offscreen", "minimal")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _school(out: Path, pupils: int, seed: int, options: Options) -> Store:
    path = out / "Sample school.grstore"
    if path.exists():
        return Store.open(path, PASSPHRASE, now=clock.now, who="demo")
    out.mkdir(parents=True, exist_ok=True)
    store = Store.create(path, PASSPHRASE, fictional_school(), now=clock.now, who="demo", cost=QUICK)
    note(f"Making a fictional school of {pupils} pupils …")
    fill(store, pupils=pupils, terms=TERMS, seed=seed, until=options.today)
    return store


def _open(out: Path, pupils: int, seed: int, options: Options) -> int:
    from desktop.window.opening import open_sample

    note(f"The fictional school stands in {out}.")
    return open_sample(_school(out, pupils, seed, options))


def _walk(out: Path, pupils: int, seed: int, options: Options) -> int:
    store = _school(out, pupils, seed, options)
    files: list[Path] = [store.path]
    try:
        files += _bring_in(store, out, options)
        counts = _count_verdicts(store, options.today)
        before, after = _new_evidence(store, options.today)
        note(f"The score of a therapist's report was recorded: {_moved(before, after)}.")
        files += _paper(store, out, options.today)
        note(f"The cycle was reviewed: {_review(store, options.today)}.")
        files += _leave(store, out, options)
        backup = back_up(store, out / "backups", options.now)
        files.append(backup.file)
        files += _look(store, out)
        with store.reading() as tx:
            here = len(tx.find(Pupil))
    finally:
        store.close()
    note(f"Everything is in {out}. The store opens with the passphrase: {PASSPHRASE}")
    say(options, {"out": out, "files": files, "pupils": here, "verdicts": counts})
    return 0


def _bring_in(store: Store, out: Path, options: Options) -> list[Path]:
    """Pupils from a transfer file; the row with the wrong check letter is listed, the rest goes in."""
    file = RESOURCES / "sample" / "3722001_CTF_3722001_001.xml"
    copy = out / file.name
    put(copy, file.read_bytes())
    result = import_ctf(store, [copy], now=options.now)
    note(f"Brought in {result.added} pupils from {file.name}; {len(result.rejected)} row was not taken.")
    return [copy]


def _amira(tx: Any) -> Pupil:
    found = tx.find(Pupil, forename=AMIRA[0], surname=AMIRA[1])
    return found[0] if found else tx.find(Pupil)[0]  # type: ignore[no-any-return]


def _judged(store: Store, pupils: Sequence[Pupil], on: date) -> dict[str, Verdict]:
    with store.reading() as tx:
        standard = standard_for(tx, None, store.school, on)
        known = gather(tx, pupils, on, standard)
    return {id: judge(standard, evidence) for id, evidence in known.items()}


def _count_verdicts(store: Store, on: date) -> dict[str, int]:
    with store.reading() as tx:
        pupils = tx.find(Pupil)
    found = Counter(str(one.status) for v in _judged(store, pupils, on).values() for one in v.thresholds)
    return dict(sorted(found.items()))


def _new_evidence(store: Store, on: date) -> tuple[dict[str, str], dict[str, str]]:
    """What the standard says of one child before and after the score of a therapist's report is recorded."""
    with store.reading() as tx:
        child = _amira(tx)
    before = _judged(store, [child], on)[child.id].statuses()
    with store.transaction() as tx:
        tx.put(
            Score(
                pupil_id=child.id,
                domain=ScoreDomain.RECEPTIVE,
                instrument="Standardised language assessment",
                score=Decimal(76),
                interval_low=Decimal(71),
                interval_high=Decimal(82),
                assessed_on=on - timedelta(60),
                assessor="Speech and language therapist",
            )
        )
    return before, _judged(store, [child], on)[child.id].statuses()


def _review(store: Store, on: date) -> str:
    """The child's cycle reviewed, closed and gone on from; what was carried forward, in words."""
    with store.reading() as tx:
        child = _amira(tx)
        cycle = current_cycle(tx, child.id)
        if cycle is None:
            return "no cycle was open"
        parts = read_parts(tx, child, cycle)
    with store.transaction() as tx:
        for outcome in parts.outcomes:
            tx.put(_outcome_review(parts, outcome))
        tx.put(_reviewed(parts, on))
        parts = read_parts(tx, child, cycle)
        tx.put(close_cycle(parts, on))
        begun = next_cycle(parts, on)
        for record in begun.records:
            tx.put(record)
    carried = sum(isinstance(one, Outcome) for one in begun.records)
    return f"cycle {begun.cycle.number} begun with {carried} outcome carried forward"


def _outcome_review(parts: CycleParts, outcome: Outcome) -> OutcomeReview:
    earlier = parts.review_of(outcome)
    given = {"id": earlier.id} if earlier is not None else {}
    return OutcomeReview(
        pupil_id=outcome.pupil_id,
        cycle_id=outcome.cycle_id,
        outcome_id=outcome.id,
        achievement=Achievement.AS_HOPED,
        now="3 of 5",
        comment="Follows two parts when the first is shown.",
        next=NextForOutcome.KEEP,
        **given,
    )


def _reviewed(parts: CycleParts, on: date) -> Review:
    given = {"id": parts.review.id} if parts.review is not None else {}
    return Review(
        pupil_id=parts.pupil.id,
        cycle_id=parts.cycle.id,
        reviewed_on=on,
        who_came="Amira, Mum, Mrs Lindqvist, SENCO",
        quality="Most sessions were given; four were missed.",
        impact="Amira starts tasks without waiting for the others.",
        progress=Progress.EXPECTED,
        decision=ReviewDecision.CONTINUE,
        next_review_on=on + timedelta(84),
        **given,
    )


def _moved(before: dict[str, str], after: dict[str, str]) -> str:
    moved = [f"{name} {before[name]} → {after[name]}" for name in before if before[name] != after[name]]
    return "; ".join(moved) or "no threshold moved, one gap less"


def _paper(store: Store, out: Path, on: date) -> list[Path]:
    with store.reading() as tx:
        child = _amira(tx)
        cycle = current_cycle(tx, child.id)
        if cycle is None:
            return []
        parts = read_parts(tx, child, cycle)
        scores = tx.find(Score, pupil_id=child.id)
    plan, record = out / "Support plan.pdf", out / "Cycle record.pdf"
    write_plan(plan, parts, store.school, on)
    write_cycle(record, parts, store.school, scores, on)
    return [plan, record]


def _leave(store: Store, out: Path, options: Options) -> list[Path]:
    """The protected summary of the term that the day belongs to."""
    found = ready(store, Calendar().term_of(options.today), options.today, VERSION)
    file = out / f"{found.summary.name}.json"
    put(file, plain_file(found.summary, store.signing_key))
    keep(store, found)
    return [file]


def _look(store: Store, out: Path) -> list[Path]:
    # Qt wants to know before it starts that there is no screen.
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from desktop.window.pictures import pictures_of

    return pictures_of(store, out / "screenshots")
