# SPDX-License-Identifier: MIT
"""put: a text written into one place of a Word document, in the letters that stand there."""

from __future__ import annotations

import copy
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from models.forms.blanks import BLANK, DOTTED, text_of


def put(element: Any, text: str) -> None:
    """Write a text into a cell, a line or a content control, in the letters that stand there."""
    if element.tag == qn("w:sdt"):
        _into_control(element, text)
    elif element.tag == qn("w:tc"):
        _into_cell(element, text)
    else:
        _into_line(element, text)


def _into_cell(cell: Any, text: str) -> None:
    lines = list(cell.iterchildren(qn("w:p")))
    blank = [one for one in lines if BLANK.fullmatch(text_of(one))]
    first = blank[0] if blank else copy.deepcopy(lines[-1])
    if not blank:
        for run in list(first.iterchildren(qn("w:r"))):
            first.remove(run)
        lines[-1].addnext(first)
    _write(first, text)


def _into_line(line: Any, text: str) -> None:
    dotted = next((t for t in line.iter(qn("w:t")) if DOTTED.search(t.text or "")), None)
    if dotted is not None:
        first, *more = text.split("\n")
        dotted.text = DOTTED.sub(lambda _: first, dotted.text or "", count=1)
        for rest in [
            t for t in line.iter(qn("w:t")) if t is not dotted and DOTTED.fullmatch((t.text or "").strip())
        ]:
            rest.text = ""
        if more:
            _append(line, "\n" + "\n".join(more))
        return
    _append(line, " " + text)


def _into_control(control: Any, text: str) -> None:
    properties, content = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
    shows = properties.find(qn("w:showingPlcHdr"))
    if shows is not None:
        properties.remove(shows)
    runs = list(content.iter(qn("w:r")))
    for style in [one for run in runs for one in run.iter(qn("w:rStyle"))]:
        style.getparent().remove(style)
    if runs:
        for other in runs[1:]:
            other.getparent().remove(other)
        _fill_run(runs[0], text)
        return
    lines = list(content.iter(qn("w:p")))
    _write(lines[0], text) if lines else content.append(_run(text))


def _write(line: Any, text: str) -> None:
    """Make a line say a text, in the letters that the line was given."""
    runs = list(line.iterchildren(qn("w:r")))
    for run in runs[1:]:
        line.remove(run)
    if runs:
        _fill_run(runs[0], text)
    else:
        _append(line, text)


def _append(line: Any, text: str) -> None:
    runs = list(line.iterchildren(qn("w:r")))
    look = runs[-1].find(qn("w:rPr")) if runs else line.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    run = _run(text)
    if look is not None:
        plain = copy.deepcopy(look)
        for bold in [one for tag in ("w:b", "w:bCs", "w:vanish") for one in plain.findall(qn(tag))]:
            plain.remove(bold)
        run.insert(0, plain)
    line.append(run)


def _run(text: str) -> Any:
    run = OxmlElement("w:r")
    _fill_run(run, text)
    return run


def _fill_run(run: Any, text: str) -> None:
    for part in [one for one in run if one.tag != qn("w:rPr")]:
        run.remove(part)
    for at, words in enumerate(text.split("\n")):
        if at:
            run.append(OxmlElement("w:br"))
        told = OxmlElement("w:t")
        told.text = words
        told.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(told)
