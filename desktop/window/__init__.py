# SPDX-License-Identifier: MIT
"""The main window: its frame, the desk on an open file, and how the program opens."""

from desktop.window.frame import MainWindow

__all__ = ["MainWindow", "open_window"]


def open_window(path: str | None = None) -> int:
    """Run the program with a screen; see desktop.window.opening, which is read only for that."""
    from desktop.window.opening import open_window as begin

    return begin(path)
