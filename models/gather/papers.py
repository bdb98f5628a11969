# SPDX-License-Identifier: MIT
"""One provider for each kind of document of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from models.codes import Profession
from models.gather.folder import Folder, key
from models.records import Advice, Assessment, EbsaProfile
from thresholds.evidence import Document

Provider = Callable[[Folder], Iterable[Document]]


def senses_check(folder: Folder) -> Iterator[Document]:
    """The days on which hearing and vision were checked."""
    for one in folder.all(Assessment):
        if one.senses_checked_on is not None:
            yield Document(one.senses_checked_on, key(one), "assessment")


def professional_report(folder: Folder) -> Iterator[Document]:
    """Every professional's written advice."""
    for one in folder.all(Advice):
        yield Document(one.dated_on, key(one), one.author or one.profession.label)


def _from(profession: Profession) -> Provider:
    def advice(folder: Folder) -> Iterator[Document]:
        for one in folder.all(Advice):
            if one.profession is profession:
                yield Document(one.dated_on, key(one), one.author or one.profession.label)

    return advice


def ebsa_profile(folder: Folder) -> Iterator[Document]:
    """Profiles that were made with both the child and the parents."""
    for one in folder.all(EbsaProfile):
        if one.is_shared:
            yield Document(one.made_on, key(one), one.by or "profile")


PAPERS: dict[str, Provider] = {
    "senses_check": senses_check,
    "professional_report": professional_report,
    "salt_advice": _from(Profession.SALT),
    "ep_advice": _from(Profession.EP),
    "ot_advice": _from(Profession.OT),
    "pt_advice": _from(Profession.PT),
    "specialist_teacher_advice": _from(Profession.TEACHER),
    "mental_health_advice": _from(Profession.MENTAL_HEALTH),
    "health_advice": _from(Profession.HEALTH),
    "ebsa_profile": ebsa_profile,
}
