# SPDX-License-Identifier: MIT
"""The main window: its frame, the desk on an open file, and how the program opens."""

from desktop.window.desk import Desk
from desktop.window.frame import MainWindow

__all__ = ["Desk", "MainWindow"]
