# SPDX-License-Identifier: MIT
"""Shows a Problem where it belongs; the last resort for what nobody foresaw."""

from __future__ import annotations

import sys
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from desktop.trouble_log import last_words
from thresholds.problems import Problem, Problems


class Trouble(QObject):
    """Takes every exception that reaches the event loop and says it in one sentence.

    told(sentence) is what a person reads: the window shows it in its notice bar.
    A Problem or Problems raised in any slot arrives here by itself, so pages need no try around a save.
    """

    told = Signal(str)

    def watch(self) -> None:
        """Become the place where unforeseen exceptions go."""
        sys.excepthook = self.take

    def take(self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        """Say what went wrong; something unforeseen is also logged, without what was in it."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        self.told.emit(sentence_for(fault))


def sentence_for(fault: BaseException) -> str:
    """The sentence for a person; logs whatever is not a Problem."""
    if isinstance(fault, Problem | Problems):
        said = fault.sentence
        return said[:1].upper() + said[1:]
    return last_words(fault)
