# SPDX-License-Identifier: MIT
"""What is blank in a Word document: nothing, dots or underscores."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

BLANK = re.compile(r"[_.…‥\s]*")
"""A text in which nothing stands that a person would read."""

DOTTED = re.compile(r"(?:_{3,}|\.{4,}|…{2,})")
"""A stretch to write on."""


def text_of(element: Any) -> str:
    """The words of a cell or a line."""
    lines = [element] if element.tag == qn("w:p") else list(element.iter(qn("w:p")))
    return "\n".join("".join(part.text or "" for part in one.iter(qn("w:t"))) for one in lines).strip()
