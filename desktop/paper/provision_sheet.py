# SPDX-License-Identifier: MIT
"""The school's provision map on paper: who gets what, how often, from whom, how much of it, at what cost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from reportlab.platypus import Flowable

from desktop.files import Target
from desktop.paper.cycle_record import pounds
from desktop.paper.pupil_plan import how_often
from desktop.paper.sheet import Furniture, build, grid, text
from models.provision_map import ProvisionRow, totals
from models.records import School


def write_provision(path: Target, rows: Sequence[ProvisionRow], school: School, made_on: date) -> int:
    """Write the provision that runs on a day as a PDF and return its number of pages."""
    furniture = Furniture(title="Provision map", school=school.name, made_on=made_on, about="Provision map")
    children = len({row.pupil.id for row in rows})
    story: list[Flowable] = [
        text("Provision map", "title"),
        text(f"{school.name}: {len(rows)} lines for {children} children", "lead"),
    ]
    if not rows:
        return build(path, furniture, [*story, text("No provision is running.")])
    cost = totals(rows)
    said = f"Given so far {pounds(cost.to_date)}; it will come to {pounds(cost.projected)}"
    story += [
        text(f"{said}; in full {pounds(cost.full)}.", "body"),
        text("By child", "heading"),
        _by_child(rows),
        text("By intervention", "heading"),
        _summed(rows, "What", lambda row: row.provision.name),
        text("By adult", "heading"),
        _summed(rows, "Who", lambda row: row.provision.staff or row.provision.staff_role or "Not said"),
    ]
    return build(path, furniture, story)


def _by_child(rows: Sequence[ProvisionRow]) -> Flowable:
    lines = [
        [
            f"{row.pupil.known_as}{f', {row.pupil.form}' if row.pupil.form else ''}",
            row.provision.name,
            how_often(row.provision),
            row.provision.staff or row.provision.staff_role or "–",
            _given(row),
            _money(row.spent),
        ]
        for row in rows
    ]
    head = ("Child", "What", "How often", "Who", "Given", "Cost so far")
    return grid(head, lines, (4, 4, 4.4, 3, 2, 2))


def _summed(rows: Sequence[ProvisionRow], title: str, named: Callable[[ProvisionRow], str]) -> Flowable:
    groups: dict[str, list[ProvisionRow]] = {}
    for row in rows:
        groups.setdefault(named(row), []).append(row)
    lines = []
    for name, mine in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        spent, projected, full = totals(mine)
        children = len({row.pupil.id for row in mine})
        given = sum(row.given for row in mine)
        lines.append([name, str(children), str(given), *map(pounds, (spent, projected, full))])
    head = (title, "Children", "Sessions given", "Cost so far", "Will come to", "In full")
    return grid(head, lines, (5, 2, 2.4, 2.4, 2.4, 2.4))


def _given(row: ProvisionRow) -> str:
    planned = row.provision.sessions_planned
    return f"{row.given} of {planned}" if planned is not None else str(row.given)


def _money(amount: Decimal | None) -> str:
    return pounds(amount) if amount is not None else "–"
