# SPDX-License-Identifier: MIT
"""IdleWatch: tells when nobody has touched keys or mouse for a while, so that the file locks itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from typing_extensions import override

_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    )
)


class IdleWatch(QObject):
    """Watches the program's own windows: idle() when they were left alone for so long; 0 never tells."""

    idle = Signal()

    def __init__(self, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.idle)
        self._watched: set[int] = set()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)
            for window in app.topLevelWindows():
                self._watch(window)
        self.allow(minutes)

    def allow(self, minutes: int) -> None:
        """Allow so many minutes from now on."""
        self._timer.setInterval(minutes * 60_000)
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    @property
    def is_counting(self) -> bool:
        """Whether it will tell at some time."""
        return self._timer.isActive()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES and self._timer.isActive():
            self._timer.start()
        return False

    def _watch(self, window: QWindow | None) -> None:
        # A filter on windows sees each touch once; one on the application would see every widget's events.
        if window is not None and id(window) not in self._watched:
            self._watched.add(id(window))
            number = id(window)
            window.destroyed.connect(lambda *_: self._watched.discard(number))
            window.installEventFilter(self)
