# SPDX-License-Identifier: MIT
"""What an import would change, record by record, before it does; and doing it.

A file's empty field never takes away what the store knows, and nothing is ever removed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from models.exchange.history import merged_attendance, merged_needs, merged_statuses
from models.exchange.incoming import IncomingPupil, Reading, Source, rejection
from models.exchange.matching import grouped, in_order_of_certainty, upn_values
from models.records import AttendanceFigure, Need, Pupil, Record, SenStatus, fields_of, new_id
from models.records.checked import checked
from thresholds.problems import Problem, Problems

if TYPE_CHECKING:
    from models.store import Transaction

R = TypeVar("R", bound=Record)
Step = Callable[[int, int], None]

_NAMES = frozenset({"surname", "forename", "middle_names", "preferred_forename", "preferred_surname"})
# The fields that contradict each other or the date of birth; they go before a child is turned away.
_CLASHING = frozenset({"joined_on", "left_on"})
_LABELS = {spec.name: spec.label for spec in fields_of(Pupil)}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a pupil as the store has it and as the file gives it, for a person to compare."""

    field: str
    label: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class PupilPlan:
    """What would become of one pupil: the records as they would stand, and the differences to now.

    before   the pupil as the store has it; None for one who is new
    added, changed   the records to be written, the pupil first if it is among them
    """

    pupil: Pupil
    before: Pupil | None
    rows: tuple[IncomingPupil, ...]
    added: tuple[Record, ...]
    changed: tuple[Record, ...]

    @property
    def kind(self) -> str:
        """added, changed or unchanged."""
        if self.before is None:
            return "added"
        return "changed" if self.added or self.changed else "unchanged"

    @property
    def fields(self) -> tuple[FieldChange, ...]:
        """The pupil's fields in which the file differs; none for one who is new."""
        if self.before is None:
            return ()
        pairs = ((name, getattr(self.before, name), getattr(self.pupil, name)) for name in _LABELS)
        return tuple(FieldChange(name, _LABELS[name], old, new) for name, old, new in pairs if old != new)


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a reading would do to the store; nothing is done yet."""

    sources: tuple[Source, ...] = ()
    pupils: tuple[PupilPlan, ...] = ()
    rejected: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = field(default=())

    def of(self, kind: str) -> tuple[PupilPlan, ...]:
        """The pupils that would be added, changed or unchanged."""
        return tuple(plan for plan in self.pupils if plan.kind == kind)

    def keeping(self, mine: Collection[tuple[str, str]]) -> MergePlan:
        """The plan without the changes that a person turned down, named as (pupil id, field).

        A field of the pupil keeps the store's value; SenStatus, Need and AttendanceFigure turn down
        every record of that kind.
        """
        kept = [_keeping(plan, {name for id, name in mine if id == plan.pupil.id}) for plan in self.pupils]
        return replace(self, pupils=tuple(kept))


def plan(tx: Transaction, reading: Reading, step: Step | None = None) -> MergePlan:
    """What the reading would change in the store. Counts are pupils; a pupil met twice counts once."""
    everyone = {pupil.id: pupil for pupil in tx.find(Pupil)}
    groups, problems = grouped(everyone, reading.pupils)
    if all(source.format == "attendance" for source in reading.sources):
        groups = _only_known(groups, everyone, problems)
    here = [key for key in groups if key in everyone]
    statuses = _by_pupil(tx, SenStatus, [key for key in here if any(row.statuses for row in groups[key])])
    needs = _by_pupil(tx, Need, [key for key in here if any(row.needs for row in groups[key])])
    figures = _by_pupil(tx, AttendanceFigure, [key for key in here if any(r.attendance for r in groups[key])])
    plans = []
    for done, (key, rows) in enumerate(groups.items()):
        if step is not None:
            step(done, len(groups))
        before = everyone.get(key)
        pupil = _pupil(rows, before, problems)
        if pupil is None:
            continue
        known: list[Record] = [*statuses.get(key, []), *needs.get(key, []), *figures.get(key, [])]
        records: list[Record] = [
            *([pupil] if pupil != before else []),
            *merged_statuses(pupil.id, rows, statuses.get(key, [])),
            *merged_needs(pupil.id, rows, needs.get(key, [])),
            *merged_attendance(pupil.id, rows, figures.get(key, [])),
        ]
        ids = {record.id for record in known} | everyone.keys()
        added = tuple(record for record in records if record.id not in ids)
        changed = tuple(record for record in records if record.id in ids)
        plans.append(PupilPlan(pupil, before, tuple(rows), added, changed))
    order = {source.file: place for place, source in enumerate(reading.sources)}
    rejected = sorted([*reading.problems, *problems], key=lambda p: (order.get(_file_of(p), 0), p.line))
    return MergePlan(tuple(reading.sources), tuple(plans), tuple(rejected), tuple(reading.notes))


def apply(tx: Transaction, merge: MergePlan) -> int:
    """Do what the plan says, inside the given transaction; the number of records written."""
    fresh = [record for one in merge.pupils for record in one.added]
    changed = [record for one in merge.pupils for record in one.changed]
    tx.add_all(fresh)
    for record in changed:
        tx.put(record)
    return len(fresh) + len(changed)


def _file_of(problem: Problem) -> str:
    return problem.where.rpartition(", line ")[0]


def _by_pupil(tx: Transaction, kind: type[R], keys: Sequence[str]) -> dict[str, list[R]]:
    found: dict[str, list[R]] = {}
    for record in tx.find(kind, pupil_id=keys) if keys else ():
        found.setdefault(str(getattr(record, "pupil_id")), []).append(record)  # noqa: B009
    return found


def _only_known(
    groups: dict[str, list[IncomingPupil]], everyone: Mapping[str, Pupil], problems: list[Problem]
) -> dict[str, list[IncomingPupil]]:
    """The rows of pupils who are here; the others are listed, for attendance brings nobody in."""
    for key in groups.keys() - everyone.keys():
        for row in groups[key]:
            value = row.values.get("upn", "")
            problems.append(
                rejection(row, "UPN", value, "No pupil here has this UPN", "Import the pupils first.")
            )
    return {key: rows for key, rows in groups.items() if key in everyone}


def _pupil(rows: Sequence[IncomingPupil], before: Pupil | None, problems: list[Problem]) -> Pupil | None:
    """The pupil as the rows leave it; None, with the reasons among the problems, where there can't be one."""
    known = before.model_dump() if before else {"id": new_id()}
    values = _said(rows, known)
    while values:
        try:
            return checked(Pupil, {**known, **values})
        except Problems as found:
            at_fault = _rejections(rows[-1], found, values)
            problems += at_fault
            dropped = {problem.code for problem in at_fault} & values.keys()
            if any(not problem.field for problem in found.problems):
                dropped |= _CLASHING & values.keys()
            if not dropped:
                return before
            values = {name: value for name, value in values.items() if name not in dropped}
    return before


def _said(rows: Sequence[IncomingPupil], known: Mapping[str, Any]) -> dict[str, Any]:
    """What the rows say beyond what is known, a later row before an earlier one."""
    values: dict[str, Any] = {}
    current = str(known.get("upn", ""))
    for row in rows:
        others = {name: value for name, value in row.values.items() if name not in ("upn", "former_upn")}
        values.update({name: value for name, value in others.items() if value not in (None, "")})
    for row in in_order_of_certainty(rows):
        upns = upn_values(row, current)
        current = upns.get("upn", current)
        values.update(upns)
    return {name: value for name, value in values.items() if _says_more(name, value, known.get(name))}


def _rejections(row: IncomingPupil, found: Problems, values: dict[str, Any]) -> list[Problem]:
    """The problems of a pupil's values as rejections; their code is the name of the field at fault."""
    made = []
    for problem in found.problems:
        label = _LABELS.get(problem.field, "")
        is_missing = problem.field not in values
        mend = f"Add a column or element for {label.lower()}." if is_missing and label else problem.mend
        what = f"{label}: {problem.what}" if label else problem.what
        one = rejection(row, label, values.get(problem.field, ""), what, mend)
        one.code = problem.field or "rejected"
        made.append(one)
    return made


def _says_more(name: str, value: Any, present: Any) -> bool:
    """Whether a value is to take the present one's place: not where a name differs in capitals only."""
    if name in _NAMES and isinstance(present, str) and present.casefold() == str(value).casefold():
        return False
    return bool(present != value)


def _keeping(one: PupilPlan, names: set[str]) -> PupilPlan:
    if not names or one.before is None:
        return one
    mine = {name: getattr(one.before, name) for name in names if name in _LABELS}
    pupil = one.pupil.model_copy(update=mine)
    added = tuple(record for record in one.added if record.kind() not in names)
    rest = [r for r in one.changed if not isinstance(r, Pupil) and r.kind() not in names]
    changed = (pupil, *rest) if pupil != one.before else tuple(rest)
    return replace(one, pupil=pupil, added=added, changed=changed)
