# SPDX-License-Identifier: MIT
"""A Common Transfer File out of the store: version 25, written strictly as the DfE lays it down.

What the file has no element for (plans, outcomes, views) is not in it, nor what the school doesn't know.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from models.exchange.cells import tidy
from models.exchange.ctf import NEWEST
from models.exchange.giving import whole
from models.exchange.pupils_out import sen_by_pupil
from models.records import Need, Pupil, School, SenStatus

if TYPE_CHECKING:
    from models.store import Transaction

UNKNOWN = ("XXX", "XXXX")
"""Authority and establishment of a school that isn't known, as the specification writes it."""


def write_ctf(
    tx: Transaction,
    school: School,
    path: Path,
    *,
    now: datetime,
    pupil_ids: Collection[str] | None = None,
    destination: tuple[str, str] = UNKNOWN,
) -> int:
    """Write pupils with their SEN history and needs; all who are on roll, or those named. The number of them.

    Raises Problem where the file can't be written.
    """
    everyone = [p for p in tx.find(Pupil) if p.id in pupil_ids] if pupil_ids is not None else _on_roll(tx)
    statuses, needs = sen_by_pupil(tx)
    root = ET.Element("CTfile")
    root.append(_header(school, now, destination))
    body = ET.SubElement(root, "CTFpupilData")
    for pupil in sorted(everyone, key=lambda p: (p.surname.casefold(), p.forename.casefold(), p.upn)):
        body.append(_pupil(pupil, statuses.get(pupil.id, []), needs.get(pupil.id, [])))
    ET.indent(root)
    whole(path, lambda part: ET.ElementTree(root).write(part, encoding="utf-8", xml_declaration=True))
    return len(everyone)


def _on_roll(tx: Transaction) -> list[Pupil]:
    return [pupil for pupil in tx.find(Pupil) if pupil.left_on is None]


def _header(school: School, now: datetime, destination: tuple[str, str]) -> ET.Element:
    header = ET.Element("Header")
    _add(header, "DocumentName", "Common Transfer File")
    _add(header, "CTFversion", f"{NEWEST}.0")
    _add(header, "DateTime", now.strftime("%Y-%m-%dT%H:%M:%S"))
    _add(header, "DocumentQualifier", "partial")
    _add(header, "SupplierID", "Graduated Response")
    source = ET.SubElement(header, "SourceSchool")
    _add(source, "LEA", school.la)
    _add(source, "Estab", school.estab)
    _add(source, "SchoolName", school.name)
    _add(source, "AcademicYear", str(now.year if now.month >= 9 else now.year - 1))
    target = ET.SubElement(header, "DestSchool")
    _add(target, "LEA", destination[0])
    _add(target, "Estab", destination[1])
    return header


def _pupil(pupil: Pupil, statuses: Sequence[SenStatus], needs: Sequence[Need]) -> ET.Element:
    made = ET.Element("Pupil")
    _add(made, "UPN", pupil.upn)
    _add(made, "Surname", pupil.surname)
    _add(made, "Forename", pupil.forename)
    _add(made, "DOB", pupil.date_of_birth)
    _add(made, "Sex", pupil.sex)
    details = ET.Element("BasicDetails")
    _add(details, "FormerUPN", pupil.former_upn)
    _add(details, "PreferredSurname", pupil.preferred_surname)
    _add(details, "PreferredForename", pupil.preferred_forename)
    _add(details, "MiddleNames", pupil.middle_names)
    _add(details, "NCyearActual", pupil.year_group)
    if len(details):
        made.append(details)
    if pupil.looked_after is not None:
        _add(ET.SubElement(made, "LookedAfter"), "InCare", "true" if pupil.looked_after else "false")
    if statuses:
        made.append(_history(statuses, needs))
    return made


def _history(statuses: Sequence[SenStatus], needs: Sequence[Need]) -> ET.Element:
    history = ET.Element("SENhistory")
    for status in statuses:
        entry = ET.SubElement(history, "SEN")
        _add(entry, "StartDate", status.started_on)
        _add(entry, "SENprovision", status.provision)
    if needs:
        block = ET.SubElement(history, "SENneeds")
        for need in needs:
            entry = ET.SubElement(block, "SENneed")
            _add(entry, "NeedStartDate", need.started_on)
            _add(entry, "SENtypeRank", need.rank)
            _add(entry, "SENtype", need.code)
    return history


def _add(parent: ET.Element, name: str, value: str | int | date | None) -> None:
    text = value.isoformat() if isinstance(value, date) else tidy(str(value)) if value is not None else ""
    if text:
        ET.SubElement(parent, name).text = text
