# SPDX-License-Identifier: MIT
"""SEN history, needs and attendance of one child: what a file adds to what is known, without doubling it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from models.codes import SenType
from models.exchange.incoming import IncomingAttendance, IncomingNeed, IncomingPupil, IncomingStatus
from models.records import AttendanceFigure, Need, SenStatus

_UNDATED = "The file gives no first day; this is the day for which it speaks."


def merged_statuses(
    pupil_id: str, rows: Sequence[IncomingPupil], known: Sequence[SenStatus]
) -> list[SenStatus]:
    """New and changed SEN provision. A day has one provision; one without a day only adds what is news."""
    by_day = {status.started_on: status for status in known}
    before = dict(by_day)
    undated: dict[date, IncomingStatus] = {}
    for row in rows:
        for said in row.statuses:
            if said.started_on is None:
                undated[row.as_of] = said
            else:
                by_day[said.started_on] = _dated(pupil_id, said, said.started_on, by_day)
    for day, said in sorted(undated.items()):
        if _in_force(by_day, day) is not said.provision:
            by_day[day] = _dated(pupil_id, said, day, by_day)
    return [status for day, status in by_day.items() if status != before.get(day)]


def _dated(pupil_id: str, said: IncomingStatus, day: date, by_day: dict[date, SenStatus]) -> SenStatus:
    known = by_day.get(day)
    if known is None:
        reason = "" if said.started_on else _UNDATED
        return SenStatus(
            pupil_id=pupil_id,
            provision=said.provision,
            started_on=day,
            ended_on=said.ended_on,
            reason=reason,
        )
    ended_on = said.ended_on or known.ended_on
    if (known.provision, known.ended_on) == (said.provision, ended_on):
        return known
    return known.model_copy(update={"provision": said.provision, "ended_on": ended_on})


def _in_force(by_day: dict[date, SenStatus], on: date) -> object:
    """The provision that holds on a day: that of the latest entry up to it."""
    earlier = [day for day in by_day if day <= on]
    return by_day[max(earlier)].provision if earlier else None


def merged_needs(pupil_id: str, rows: Sequence[IncomingPupil], known: Sequence[Need]) -> list[Need]:
    """New and changed needs. A need that the file doesn't name stays, behind those that it does."""
    said = _all_said(rows)
    if not said:
        return []
    # Where a need came back after it had ended, the one still open is meant.
    by_code = {need.code: need for need in sorted(known, key=lambda need: need.ended_on is None)}
    before = dict(by_code)
    for incoming in said.values():
        by_code[incoming.code] = _need(pupil_id, incoming, by_code)
    _give_ranks(by_code, said, before)
    return [need for code, need in by_code.items() if need != before.get(code)]


def _give_ranks(
    by_code: dict[SenType, Need], said: dict[SenType, IncomingNeed], before: dict[SenType, Need]
) -> None:
    """Move needs whose rank the file doesn't say out of the way of those whose rank it does say."""
    taken = {incoming.rank for incoming in said.values() if incoming.rank is not None}
    free = [code for code in by_code if code not in said or said[code].rank is None]
    staying = {
        code for code in free if code in before and (before[code].rank not in taken or by_code[code].ended_on)
    }
    taken |= {by_code[code].rank for code in staying}
    for code in free:
        if code not in staying:
            rank = next((rank for rank in range(1, 100) if rank not in taken), 99)
            taken.add(rank)
            by_code[code] = by_code[code].model_copy(update={"rank": rank})


def _all_said(rows: Sequence[IncomingPupil]) -> dict[SenType, IncomingNeed]:
    """Each need that the rows name, once; what a later row says of it completes and corrects the earlier."""
    said: dict[SenType, IncomingNeed] = {}
    for row in rows:
        for need in row.needs:
            first = said.get(need.code)
            if first is None:
                said[need.code] = need
            else:
                said[need.code] = IncomingNeed(
                    need.code,
                    need.rank or first.rank,
                    need.started_on or first.started_on,
                    need.ended_on or first.ended_on,
                )
    return said


def _need(pupil_id: str, said: IncomingNeed, by_code: dict[SenType, Need]) -> Need:
    known = by_code.get(said.code)
    started_on = said.started_on or (known.started_on if known else None)
    ended_on = said.ended_on or (known.ended_on if known else None)
    if ended_on and started_on and ended_on < started_on:
        ended_on = None
    if known is None:
        return Need(
            pupil_id=pupil_id, code=said.code, rank=said.rank or 99, started_on=started_on, ended_on=ended_on
        )
    update = {"rank": said.rank or known.rank, "started_on": started_on, "ended_on": ended_on}
    return (
        known if all(getattr(known, k) == v for k, v in update.items()) else known.model_copy(update=update)
    )


def merged_attendance(
    pupil_id: str, rows: Sequence[IncomingPupil], known: Sequence[AttendanceFigure]
) -> list[AttendanceFigure]:
    """New and changed figures: the same stretch of dates is the same figure, and so is a total that grows."""
    by_start: dict[date, list[AttendanceFigure]] = {}
    for figure in known:
        by_start.setdefault(figure.from_on, []).append(figure)
    before = {figure.id: figure for figure in known}
    for said in (figure for row in rows for figure in row.attendance):
        figures = by_start.setdefault(said.from_on, [])
        at = next((place for place, figure in enumerate(figures) if _is_same(figure, said)), None)
        if at is None:
            figures.append(_figure(pupil_id, said))
        elif said.to_on >= figures[at].to_on:
            figures[at] = _updated(figures[at], said)
    everything = (figure for figures in by_start.values() for figure in figures)
    return [figure for figure in everything if figure != before.get(figure.id)]


def _is_same(figure: AttendanceFigure, said: IncomingAttendance) -> bool:
    return figure.to_on == said.to_on or (said.grows and figure.note == said.note)


def _figure(pupil_id: str, said: IncomingAttendance) -> AttendanceFigure:
    return AttendanceFigure(
        pupil_id=pupil_id,
        from_on=said.from_on,
        to_on=said.to_on,
        possible=said.possible,
        attended=said.attended,
        authorised=said.authorised,
        unauthorised=said.unauthorised,
        note=said.note,
    )


def _updated(figure: AttendanceFigure, said: IncomingAttendance) -> AttendanceFigure:
    fresh = _figure(figure.pupil_id, said)
    update = fresh.model_dump(include={"to_on", "possible", "attended", "authorised", "unauthorised"})
    if said.authorised is None and said.unauthorised is None and said.possible == figure.possible:
        update = {name: value for name, value in update.items() if value is not None}
    changed = figure.model_copy(update=update)
    return figure if changed == figure else AttendanceFigure.model_validate(changed.model_dump())
