# SPDX-License-Identifier: MIT
"""Transfer files for the tests, written piece by piece; every child in them is made up."""

from __future__ import annotations

from models.upn import check_letter

HEADER = """<Header><DocumentName>Common Transfer File</DocumentName><CTFversion>{version}</CTFversion>
<DateTime>2026-09-14T09:30:00</DateTime><DocumentQualifier>full</DocumentQualifier><SupplierID>Test</SupplierID>
<SourceSchool><LEA>372</LEA><Estab>2001</Estab><SchoolName>Elm</SchoolName><AcademicYear>2026</AcademicYear>
</SourceSchool><DestSchool><LEA>372</LEA><Estab>4001</Estab></DestSchool></Header>"""


def upn(number: int, *, year: int = 26, last: str = "") -> str:
    """A valid UPN of a made-up school; last is the letter of a temporary one."""
    body = f"3722001{year:02d}{number:03d}"
    body = body[:11] + last if last else body
    return check_letter(body) + body


def pupil(
    code: str, inside: str = "", *, names: tuple[str, str] = ("Okafor", "Ife"), sex: str = "Sex"
) -> str:
    """One Pupil with the least that identifies a child, and whatever else is given."""
    surname, forename = names
    return (
        f"<Pupil><UPN>{code}</UPN><Surname>{surname}</Surname><Forename>{forename}</Forename>"
        f"<DOB>2015-10-04</DOB><{sex}>F</{sex}>\n{inside}</Pupil>"
    )


def ctf(
    *pupils: str, version: str = "25.0", declared: str = "utf-8", space: str = "", header: str = HEADER
) -> str:
    """A whole transfer file."""
    content = "\n".join(pupils)
    return (
        f'<?xml version="1.0" encoding="{declared}"?>\n<CTfile{space}>\n{header.format(version=version)}\n'
        f"<CTFpupilData>\n{content}\n</CTFpupilData>\n</CTfile>\n"
    )


FULL = """<BasicDetails><FormerUPN>FORMER</FormerUPN><PreferredSurname>Okafor-Lee</PreferredSurname>
<PreferredForename>Ify</PreferredForename><MiddleNames>Ada</MiddleNames><NCyearActual>6</NCyearActual>
<Languages><Type><LanguageType>F</LanguageType><Language>IBO</Language></Type></Languages></BasicDetails>
<LookedAfter><InCare>true</InCare><CareAuthority>372</CareAuthority></LookedAfter>
<FSMhistory><FSMreviewDate>2026-09-01</FSMreviewDate><FSMinstance><FSMstartDate>2022-01-10</FSMstartDate>
<UKcountry>ENG</UKcountry></FSMinstance></FSMhistory>
<SENhistory><SEN><StartDate>2013-09-02</StartDate><SENprovision>A</SENprovision></SEN>
<SEN><StartDate>2014-01-06</StartDate><SENprovision>P</SENprovision></SEN>
<SEN><StartDate>2014-06-02</StartDate><SENprovision>S</SENprovision></SEN>
<SEN><StartDate>2019-09-02</StartDate><SENprovision>K</SENprovision></SEN>
<SENneeds><SENneed><NeedStartDate>2019-09-02</NeedStartDate><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype>
</SENneed><SENneed><SENtypeRank>2</SENtypeRank><SENtype>ASD</SENtype></SENneed></SENneeds></SENhistory>
<Attendance><YearData><Year>2025</Year><LEA>372</LEA><Estab>2001</Estab><SessionsPossible>380</SessionsPossible>
<SessionsAuthorised>20</SessionsAuthorised><SessionsAttended>350</SessionsAttended>
<SessionsUnauthorised>10</SessionsUnauthorised></YearData></Attendance>
"""

FULL = FULL.replace("FORMER", upn(1, year=25, last="A"))
