# SPDX-License-Identifier: MIT
"""One value as it stands in a file, made into what a record holds; ValueError says why not, with the mend."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Literal

from models.codes import SenProvision, SenType, Sex, YearGroup
from models.upn import check_upn

DateOrder = Literal["day-first", "month-first"]

_LAST_STATEMENT = date(2018, 3, 31)
"""Until this day statements of SEN could still stand, by the transitional order (SI 2014/2270)."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_NUMBERS = re.compile(r"^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ].*)?$")
_WORDS = re.compile(
    r"^(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]{3,9})[-/., ]+(\d{4}|\d{2})(?: .*)?$"
)
_SERIAL = re.compile(r"^(\d{5})(?:\.0+)?$")
_FIRST_SERIAL_DAY = date(1899, 12, 30)
_YEAR_WORDS = re.compile(r"^(?:nc )?(?:national curriculum )?(?:year|yr|y|nc ?year)?[ -]*0?(\d{1,2})$")

_YES = {
    "y",
    "yes",
    "true",
    "t",
    "1",
    "x",
    "✓",
    "eligible",
    "in care",
    "looked after",
    "lac",
    "cla",
    "eal",
    "fsm",
}
_NO = {"n", "no", "false", "f", "0", "not eligible", "none", "never", "not looked after"}
_YEARS = {code.value: code for code in YearGroup}
_TYPES = {code.value: code for code in SenType}

_PROVISIONS = {
    "n": SenProvision.NONE,
    "no sen": SenProvision.NONE,
    "none": SenProvision.NONE,
    "no": SenProvision.NONE,
    "no sen provision": SenProvision.NONE,
    "no special educational need": SenProvision.NONE,
    "no special educational needs": SenProvision.NONE,
    "k": SenProvision.SUPPORT,
    "sen support": SenProvision.SUPPORT,
    "sen k": SenProvision.SUPPORT,
    "send support": SenProvision.SUPPORT,
    "support": SenProvision.SUPPORT,
    "e": SenProvision.PLAN,
    "ehcp": SenProvision.PLAN,
    "ehc plan": SenProvision.PLAN,
    "ehc": SenProvision.PLAN,
    "education health and care plan": SenProvision.PLAN,
    "education health care plan": SenProvision.PLAN,
    # Before September 2014 the codes were school action, school action plus and statement.
    "a": SenProvision.SUPPORT,
    "school action": SenProvision.SUPPORT,
    "school early years action": SenProvision.SUPPORT,
    "p": SenProvision.SUPPORT,
    "school action plus": SenProvision.SUPPORT,
    "school early years action plus": SenProvision.SUPPORT,
}
_STATEMENT = {"s", "statement", "statemented", "statement of sen"}

_NEED_WORDS = {
    "pld": SenType.SPLD,
    "dyslexia": SenType.SPLD,
    "autism": SenType.ASD,
    "autistic spectrum condition": SenType.ASD,
    "autism spectrum disorder": SenType.ASD,
    "autism spectrum condition": SenType.ASD,
    "asc": SenType.ASD,
    "besd": SenType.SEMH,
    "visual impairment": SenType.VI,
    "speech language and communication need": SenType.SLCN,
    "multi sensory impairment": SenType.MSI,
    "downs syndrome": SenType.DS,
    "no specialist assessment": SenType.NSA,
    "other": SenType.OTH,
}


_ODD_BLANKS = {0xA0: " ", 0x202F: " ", 0xFEFF: None, 0x200B: None}


def tidy(text: str) -> str:
    """Text without what no person typed: control characters, odd blanks, and the guard of a formula cell.

    >>> tidy('="J372400026001"'), tidy("'-Ann"), tidy("  O\\u00a0Neil ")
    ('J372400026001', '-Ann', 'O Neil')
    """
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text.translate(_ODD_BLANKS))
        text = "".join(
            c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn")
        )
    text = text.strip()
    if text.startswith('="') and text.endswith('"') and len(text) > 2:
        return text[2:-1].strip()
    if len(text) > 1 and text[0] == "'" and text[1] in "=+-@":
        return text[1:]
    return text


def plain(text: str) -> str:
    """Words for comparing: small letters and figures, everything else one blank.

    >>> plain(" SEN_Need-Type (Primary) ")
    'sen need type primary'
    """
    return " ".join(
        re.findall(r"[a-z0-9+✓]+", text.casefold().replace("&", " and ").replace("%", " percent "))
    )


def read_date(text: str, order: DateOrder = "day-first", *, until: date) -> date:
    """A day written in any usual way. until settles two-digit years: 31/12/27 read in 2026 is 1927.

    >>> read_date("12/9/2015", until=date(2026, 11, 23))
    datetime.date(2015, 9, 12)
    """
    text = text.strip()
    try:
        if found := _ISO.match(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _NUMBERS.match(text):
            day, month = (found[1], found[2]) if order == "day-first" else (found[2], found[1])
            return date(_whole_year(found[3], until), int(month), int(day))
        if found := _WORDS.match(text.casefold()):
            month_number = _MONTHS.index(found[2][:3]) + 1
            return date(_whole_year(found[3], until), month_number, int(found[1]))
        if found := _SERIAL.match(text):
            return _FIRST_SERIAL_DAY + timedelta(days=int(found[1]))
    except ValueError:
        pass
    raise ValueError("This is not a day. Write it as 12/09/2015 or 2015-09-12.")


def _whole_year(text: str, until: date) -> int:
    year = int(text)
    if len(text) == 4:
        return year
    century = until.year - until.year % 100
    return century + year if year <= until.year % 100 else century - 100 + year


def order_of(texts: list[str]) -> tuple[DateOrder, bool]:
    """Whether days or months come first in these dates, and whether the dates settle it.

    Where both readings fit every date, day first is assumed, as English schools write.
    """
    numbers = [found for text in texts if (found := _NUMBERS.match(text.strip()))]
    days_first = sum(1 for found in numbers if int(found[1]) > 12)
    months_first = sum(1 for found in numbers if int(found[2]) > 12)
    if not numbers:
        return "day-first", True
    if months_first > days_first:
        return "month-first", True
    return "day-first", days_first > 0


def read_upn(text: str) -> str:
    """A UPN whose check letter fits."""
    return check_upn(text)


def read_sex(text: str) -> Sex | None:
    """Female or male; None where the file says that it isn't known."""
    word = plain(text)
    if word in ("f", "female", "girl", "2"):
        return Sex.FEMALE
    if word in ("m", "male", "boy", "1"):
        return Sex.MALE
    if word in ("u", "unknown", "not known", "0", "9", "x", "not specified", "indeterminate"):
        return None
    raise ValueError("This is not a sex as transfer files write it. Write F or M, or leave it empty.")


def read_flag(text: str) -> bool | None:
    """Yes or no; None where the file says that it isn't known."""
    word = plain(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    if word in ("u", "unknown", "not known", "not obtained", "refused", ""):
        return None
    raise ValueError("This is neither yes nor no. Write Y or N, or leave it empty.")


def read_year_group(text: str) -> YearGroup:
    """A national curriculum year: R, 1 to 14, N1, N2, E1, E2 or X, with or without the word year."""
    word = plain(text)
    for code in YearGroup:
        if word in (code.casefold(), plain(code.label)):
            return code
    if word in ("reception", "rec", "yr r", "year r", "foundation", "fs2", "yr", "0", "y0", "year 0"):
        return YearGroup.R
    if word in ("nursery", "n", "fs1", "nursery 2"):
        return YearGroup.N2
    if (found := _YEAR_WORDS.match(word)) and found[1].lstrip("0") in _YEARS:
        return _YEARS[found[1].lstrip("0")]
    raise ValueError("This is not a year group. Write R, 1 to 14, N1, N2, E1, E2 or X.")


def read_provision(text: str, on: date | None = None) -> SenProvision:
    """SEN provision N, K or E; the codes and words from before 2014 become the code that followed them.

    A statement is taken as a plan only where its day lies before statements ended: some programs write S
    for pupils on SEN Support.
    """
    word = plain(text)
    if word in _PROVISIONS:
        return _PROVISIONS[word]
    lead = word.split(" ", 1)[0]
    if len(lead) == 1 and lead in _PROVISIONS and _PROVISIONS.get(word[2:]) is _PROVISIONS[lead]:
        return _PROVISIONS[lead]
    if word in _STATEMENT:
        if on is not None and on <= _LAST_STATEMENT:
            return SenProvision.PLAN
        raise ValueError("Statements ended in March 2018. Write E for an EHC plan or K for SEN Support.")
    raise ValueError("This is not a code for SEN provision. Write N, K or E.")


def read_need(text: str) -> SenType:
    """A type of need by its DfE code or its label; an asterisk or the code before a label does no harm."""
    word = plain(text)
    for code in SenType:
        if word in (code.casefold(), plain(code.label)) or word == f"{code.casefold()} {plain(code.label)}":
            return code
    if word in _NEED_WORDS:
        return _NEED_WORDS[word]
    lead, _, rest = word.partition(" ")
    if rest and lead.upper() in _TYPES and len(lead) > 1:
        return _TYPES[lead.upper()]
    raise ValueError(f"This is not a type of need. Write one of {', '.join(SenType)}.")


def read_whole(text: str) -> int:
    """A whole number; a trailing .0 does no harm."""
    if found := re.match(r"^\+?(\d{1,6})(?:[.,]0+)?$", text.strip()):
        return int(found[1])
    raise ValueError("This is not a whole number. Write figures only, as in 184.")


def read_english_additional(text: str) -> bool | None:
    """Whether a first language makes English an additional one; None for not known or refused.

    English is ENG, believed to be English ENB (DfE language code set).
    """
    word = plain(text)
    if word in ("eng", "enb", "english", "believed to be english", "en"):
        return False
    if word in ("", "not", "ref", "zzz", "unknown", "not known", "refused", "not obtained"):
        return None
    return True
