# SPDX-License-Identifier: MIT
"""The papers of one child for the archive of everything: the whole file, and the plan where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import BytesIO

from desktop.paper.kinds import KINDS, Order
from desktop.paper.whole_file import whole_file
from models.cycle_parts import Reader, current_cycle
from models.exchange.transfer import to_print
from models.records import Pupil, School


def papers_on(on: date) -> Callable[[Reader, School, Pupil], Iterable[tuple[str, bytes]]]:
    """What makes a child's papers as they stand on a day: (name, bytes) of each."""

    def papers(tx: Reader, school: School, pupil: Pupil) -> Iterator[tuple[str, bytes]]:
        yield "File.pdf", whole_file(pupil, school, to_print(tx, pupil), on)[0]
        if current_cycle(tx, pupil.id) is not None:
            made = BytesIO()
            KINDS["plan"].write(made, Order(tx, school, on, pupil))
            yield "Support plan.pdf", made.getvalue()

    return papers
