# SPDX-License-Identifier: MIT
"""Problem: what is wrong, where, and the mend; what every layer raises or returns for a person to read."""

from __future__ import annotations

from collections.abc import Sequence


class Problem(Exception):
    """Something that a person can understand and mend.

    Checkers and importers return these in lists; the store and the command line raise them.

    what   one plain sentence without its full stop: what is wrong
    where  the file, line, field or record it stands in; empty where the sentence says it already
    mend   one plain sentence: what to do about it; empty where nothing can be done
    code   a short, stable name for the kind of problem, for tests and for tables
    line, column   places in a text file, counted from 1; 0 where there is none
    field, value   the field and the value as it was given, for import reports
    """

    def __init__(  # noqa: PLR0913
        self,
        what: str,
        where: str = "",
        mend: str = "",
        *,
        code: str = "",
        line: int = 0,
        column: int = 0,
        field: str = "",
        value: str = "",
    ) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.mend = mend
        self.code = code
        self.line = line
        self.column = column
        self.field = field
        self.value = value

    @property
    def sentence(self) -> str:
        """The problem in one line: where it is, what is wrong, and the mend.

        >>> Problem("the check letter doesn't fit", "pupils.csv, line 7", "Check the UPN.").sentence
        "pupils.csv, line 7: the check letter doesn't fit. Check the UPN."
        """
        lead = f"{self.where}: " if self.where else ""
        tail = f" {self.mend}" if self.mend else ""
        return f"{lead}{self.what.rstrip('.')}.{tail}"

    def __str__(self) -> str:
        return self.sentence

    def __repr__(self) -> str:
        return f"Problem({self.sentence!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Problem):
            return NotImplemented
        return vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.what, self.where, self.mend, self.code, self.line, self.column))


class Problems(Exception):
    """Several problems found in one go, in the order in which they stand in the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)

    @property
    def sentence(self) -> str:
        """The first problem, and how many more there are."""
        more = len(self.problems) - 1
        tail = " (And one more problem.)" if more == 1 else f" (And {more} more problems.)" if more else ""
        return f"{self.problems[0].sentence}{tail}"

    def __str__(self) -> str:
        return self.sentence
