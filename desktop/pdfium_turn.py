# SPDX-License-Identifier: MIT
"""PDFIUM_TURN: the library that reads PDFs looks at one page at a time, whatever the number of threads."""

from __future__ import annotations

import threading

PDFIUM_TURN = threading.Lock()
"""Held by whoever reads or draws a PDF."""
