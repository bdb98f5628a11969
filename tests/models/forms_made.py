# SPDX-License-Identifier: MIT
"""Three forms as authorities make them: a table of labels, content controls, and lines to write on."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt


def _bytes(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def of_tables() -> bytes:
    """Labels with empty cells beside them, a grid with headings, and a box of a fixed height."""
    made = Document()
    made.add_heading("Request for Targeted Plus support", 1)
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    for label in ("Name of child", "Date of birth", "UPN", "School", "Name of SENCO", "Favourite colour"):
        row = table.add_row()
        row.cells[0].text = label
        row.cells[1].paragraphs[0].style.font.size = Pt(11)
    made.add_paragraph("Provision in the last two cycles")
    grid = made.add_table(rows=2, cols=2, style="Table Grid")
    grid.rows[0].cells[0].text, grid.rows[0].cells[1].text = "Interventions", "Impact"
    box = made.add_table(rows=2, cols=1, style="Table Grid")
    box.rows[0].cells[0].text = "Views of the child"
    box.rows[1].height, box.rows[1].height_rule = Cm(1.2), WD_ROW_HEIGHT_RULE.EXACTLY
    for cell in (*box.columns[0].cells,):
        cell.width = Cm(8)
    return _bytes(made)


def of_controls() -> bytes:
    """Content controls that show what is to be typed, as Word's own forms have them."""
    made = Document()
    for title, shown in (
        ("Surname", "Click to enter text."),
        ("Forename", "Type here"),
        ("Parents' views", "…"),
    ):
        line = made.add_paragraph(f"{title}: ")
        control, properties, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
        alias, shows = OxmlElement("w:alias"), OxmlElement("w:showingPlcHdr")
        alias.set(qn("w:val"), title)
        properties.extend((alias, shows))
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = shown
        run.append(text)
        content.append(run)
        control.extend((properties, content))
        line._p.append(control)
    return _bytes(made)


def of_lines() -> bytes:
    """Lines of dots and underscores, and labels that end in a colon."""
    made = Document()
    made.add_paragraph("Early help referral")
    made.add_paragraph("Pupil's name: ______________________")
    made.add_paragraph("Year group …………………")
    made.add_paragraph("Strengths:")
    made.add_paragraph("This form is sent to the authority by post.")
    return _bytes(made)
