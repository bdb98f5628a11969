# SPDX-License-Identifier: MIT
"""Pupil, SenStatus, Contact: who the child is and who stands beside them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, model_validator

from models.codes import SenProvision, Sex, YearGroup
from models.records.record import Line, LongText, PupilId, Record, ask
from models.upn import check_upn

Upn = Annotated[str, Field(min_length=13, max_length=13), AfterValidator(check_upn)]


class Pupil(Record):
    """A child or young person on the school's roll, or who was."""

    called: ClassVar[str] = "pupil"

    upn: Upn = ask("UPN", help="Thirteen characters; the first is a check letter.", section="Identity")
    surname: Line = ask("Surname", section="Identity", min_length=1)
    forename: Line = ask("Forename", section="Identity", min_length=1)
    date_of_birth: date = ask("Date of birth", section="Identity")
    preferred_forename: Line = ask("Likes to be called", default="", section="Identity")
    preferred_surname: Line = ask("Preferred surname", default="", section="Identity")
    middle_names: Line = ask("Middle names", default="", section="Identity")
    former_upn: Annotated[str, Field(max_length=13)] = ask("Former UPN", default="", section="Identity")
    sex: Sex | None = ask("Sex", default=None, section="Identity")
    year_group: YearGroup | None = ask("Year group", default=None, section="School")
    form: Line = ask("Class", default="", section="School")
    joined_on: date | None = ask("Joined the school on", default=None, section="School")
    left_on: date | None = ask("Left the school on", default=None, section="School")
    is_main_registration: bool = ask(
        "Main registration is here",
        default=True,
        section="School",
        help="A child on two rolls is counted once, at the main school.",
    )
    home_la: Annotated[str, Field(pattern=r"^(\d{3})?$")] = ask(
        "Home local authority",
        default="",
        section="School",
        help="Three digits; empty means the school's own authority.",
    )
    free_school_meals: bool | None = ask("Free school meals", default=None, section="Background")
    looked_after: bool | None = ask("Looked after by a local authority", default=None, section="Background")
    english_additional: bool | None = ask(
        "English as an additional language", default=None, section="Background"
    )
    about_me: LongText = ask("What people like and admire about me", default="", section="One-page profile")
    important_to_me: LongText = ask("What is important to me", default="", section="One-page profile")
    how_to_help: LongText = ask("How to help me best", default="", section="One-page profile")

    @property
    def known_as(self) -> str:
        """The name as the child likes it: preferred forename and surname where there are any."""
        return f"{self.preferred_forename or self.forename} {self.preferred_surname or self.surname}"

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.left_on and self.joined_on and self.left_on < self.joined_on:
            raise ValueError("The day of leaving can't be before the day of joining.")
        if self.joined_on and self.joined_on < self.date_of_birth:
            raise ValueError("The day of joining can't be before the date of birth.")
        return self


class SenStatus(Record):
    """SEN provision from a day on: N, K or E, as the census counts it. The history is the list of these."""

    called: ClassVar[str] = "SEN provision"

    pupil_id: PupilId
    provision: SenProvision = ask("SEN provision")
    started_on: date = ask("From")
    ended_on: date | None = ask("Until", default=None)
    reason: LongText = ask("Why", default="")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.ended_on and self.ended_on < self.started_on:
            raise ValueError("The end can't be before the start.")
        return self


class Contact(Record):
    """A parent, carer or other person to speak with about the child."""

    called: ClassVar[str] = "contact"

    pupil_id: PupilId
    name: Line = ask("Name", min_length=1)
    relation: Line = ask("Relation to the child", default="")
    telephone: Line = ask("Telephone", default="")
    email: Line = ask("Email", default="")
    has_parental_responsibility: bool | None = ask("Has parental responsibility", default=None)
    notes: LongText = ask("How to reach them best", default="")
