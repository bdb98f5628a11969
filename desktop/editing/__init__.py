# SPDX-License-Identifier: MIT
"""Records edited on screen."""

from desktop.editing.editor import Editor
from desktop.editing.editors import editor_for
from desktop.editing.record_editor import RecordEditor

__all__ = ["Editor", "RecordEditor", "editor_for"]
