# SPDX-License-Identifier: MIT
"""The clipboard: the one place that copies; what was copied is forgotten after a minute and at locking."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_FOR = 60_000
"""Milliseconds for which copied words stay: long enough to paste them into a form."""

_WINDOWS = 'application/x-qt-windows-mime;value="{}"'
# A clipboard's history and its copies in a cloud would outlive the minute.
_UNSEEN = {
    _WINDOWS.format("ExcludeClipboardContentFromMonitorProcessing"): b"\0\0\0\0",
    _WINDOWS.format("CanIncludeInClipboardHistory"): b"\0\0\0\0",
    _WINDOWS.format("CanUploadToCloudClipboard"): b"\0\0\0\0",
    "x-kde-passwordManagerHint": b"secret",
}

_put = b""


def copy(text: str) -> None:
    """Put words on the clipboard, kept out of its history; a Copied that listens forgets them in time."""
    global _put
    _put = _mark(text)
    held = QMimeData()
    held.setText(text)
    for name, value in _UNSEEN.items():
        held.setData(name, value)
    QGuiApplication.clipboard().setMimeData(held)


def _mark(text: str) -> bytes:
    return sha256(text.encode("utf-8", "replace")).digest()


class Copied(QObject):
    """Forgets what this program put on the clipboard, be it with copy() or with Ctrl+C in a box.

    What another program put there is nobody's to clear, and stays.
    """

    def __init__(self, parent: QObject, *, is_own: Callable[[], bool] | None = None) -> None:
        super().__init__(parent)
        self._clipboard: QClipboard = QGuiApplication.clipboard()
        self._is_own = is_own or self._clipboard.ownsClipboard
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_FOR)
        self._timer.timeout.connect(self.forget)
        self._clipboard.dataChanged.connect(self._on_changed)

    @property
    def is_waiting(self) -> bool:
        """Whether something of ours stands there, to be forgotten."""
        return self._timer.isActive()

    def forget(self) -> None:
        """Clear the clipboard, if what stands there is ours."""
        self._timer.stop()
        if self._is_ours():
            self._clipboard.clear()

    def _is_ours(self) -> bool:
        text = self._clipboard.text()
        return bool(text) and (self._is_own() or _mark(text) == _put)

    def _on_changed(self) -> None:
        if self._is_ours():
            self._timer.start()
        else:
            self._timer.stop()
