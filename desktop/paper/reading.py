# SPDX-License-Identifier: MIT
"""text_of: what stands in a PDF, for looking it over before it leaves."""

from __future__ import annotations

import pypdfium2

from desktop.pdfium_turn import PDFIUM_TURN
from thresholds.problems import Problem


def text_of(pdf: bytes) -> str:
    """Every page's text, one after the other. Raises Problem where it can't be read."""
    with PDFIUM_TURN:
        try:
            with pypdfium2.PdfDocument(pdf) as document:
                return "\n".join(page.get_textpage().get_text_bounded() for page in document)
        except pypdfium2.PdfiumError:
            raise Problem(
                "the document can't be read back, so nobody has looked whether it names other children",
                mend="Make it again.",
                code="unreadable",
            ) from None
