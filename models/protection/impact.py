# SPDX-License-Identifier: MIT
"""A draft data protection impact assessment in the seven steps that the ICO asks for.

Source of the steps: the Information Commissioner's guidance "How do we do a DPIA?" (UK GDPR, Article 35).
"""

from __future__ import annotations

from models.protection.practice import Practice
from models.protection.written import Listed, Part, to_fill
from thresholds.phrases import capital

_LAW = (
    "Public task and legal obligation (UK GDPR, Article 6(1)(e) and (c)): the school must use its best "
    "endeavours to meet special educational needs (Children and Families Act 2014, section 66), tell "
    "parents (section 68), keep records under the SEND Code of Practice and make reasonable adjustments "
    "(Equality Act 2010).",
    "For data on health and other special categories: substantial public interest (Article 9(2)(g)) with "
    "Schedule 1 to the Data Protection Act 2018, paragraphs 6 (statutory purposes) and 18 (safeguarding). "
    "The school needs an appropriate policy document for these.",
)

_RISKS: tuple[tuple[str, str, str, str], ...] = (
    (
        "The computer or a stick is lost or stolen",
        "Possible; severe",
        "The file and every copy are encrypted (SQLCipher, AES-256). Without the passphrase or the recovery "
        "sheet nobody can read them. Each guess costs time by design (Argon2id).",
        "Low, as long as the passphrase is good and isn’t kept with the computer",
    ),
    (
        "Somebody at an unlocked computer reads or changes a record",
        "Possible; significant",
        "{lock} Copied words leave the clipboard after a minute. Changes are in an audit trail that shows "
        "tampering.",
        "Medium: locking when one leaves stays a habit",
    ),
    (
        "Records are lost: disk, mistake, malicious software",
        "Possible; significant",
        "{copies} Undo, taking back an import, and going back to a copy with the present kept.",
        "{loss}",
    ),
    (
        "A paper or list reaches the wrong person",
        "Likely over years; significant",
        "A plan or letter names one child only. Records go to another school only as an encrypted file. "
        "The file for a parent marks other people’s names for the school to decide on.",
        "Medium: what is printed or saved outside is the school’s to look after",
    ),
    (
        "The authority’s figures allow a child to be recognised",
        "Unlikely; significant",
        "Summaries hold protected counts only: noise is added by a published method, and no list of "
        "children leaves.",
        "Low",
    ),
    (
        "Records are kept too long, or go too early",
        "Likely without rules; moderate",
        "Retention by rule, a list of those due for a look, holds, and erasing everywhere with a "
        "certificate. Nothing goes by itself.",
        "Low, if somebody goes through the list",
    ),
    (
        "A wrong or one-sided entry shapes decisions about a child",
        "Possible; significant",
        "What isn’t recorded counts as “not yet evidenced”, never as “no”. Every result says why, clause by "
        "clause. People decide; the decision is kept with its reason. Child’s and parents’ views have their "
        "place.",
        "Medium",
    ),
)


def impact_assessment(practice: Practice) -> tuple[Part, ...]:
    """The draft, filled in from what is so; gaps that only the school can fill are marked."""
    return (
        Part("What this is", _about(practice)),
        Part("Step 1: The need", _need(practice)),
        Part("Step 2: The processing", _processing(practice)),
        Part("Step 3: Consultation", _consultation()),
        Part("Step 4: Necessity and proportionality", _necessity()),
        Part("Steps 5 and 6: Risks and what reduces them", (_risks(practice), *_to_do(practice))),
        Part("Step 7: Sign-off", (_sign_off(),)),
    )


def _about(practice: Practice) -> tuple[str, ...]:
    return (
        f"A draft made by Graduated Response from the settings and counts of {practice.school.name} on "
        f"{practice.on.day} {practice.on:%B %Y}. It isn’t legal advice. The school’s data protection "
        "officer checks it, fills in what stands in square brackets, and the school signs it.",
    )


def _need(practice: Practice) -> tuple[str, ...]:
    return (
        "The school records special educational needs, what is planned, done and reviewed, and whether the "
        "local authority’s threshold is met. A DPIA is needed because this is data about children on health "
        "and disability, for as long as they are at school and beyond.",
        f"It concerns {practice.children} children on roll, {practice.support} of them with SEN Support and "
        f"{practice.plans} with an EHC plan, and {practice.left} who have left.",
    )


def _processing(practice: Practice) -> tuple[str | Listed, ...]:
    writers = ", ".join(practice.writers) or "nobody yet"
    sent = f"records sent to another school: {practice.sent}"
    summaries = f"termly summaries made: {practice.summaries}"
    to = f", sealed to {practice.authority}" if practice.authority else ""
    return (
        "Nature: typed by staff, or taken in from the school’s management information system and from other "
        "schools. Everything stands in one encrypted file on the school’s own computer. The program sends "
        "nothing anywhere by itself, has no account and no telemetry; there is no processor.",
        f"Who writes: {writers}.",
        f"Where it goes: {sent}; {summaries}{to}. Papers go to parents, professionals and the authority as "
        "the school prints them.",
        "Scope: these sorts of record are held about children.",
        Listed(("What", "How many"), tuple((capital(name), f"{n:,}") for name, n in practice.held)),
        "Context: children and parents expect a school to keep such records. Parents are part of each "
        "cycle, and can have a copy of all that is held.",
        "Purpose: to know what a child needs, to do it, to see whether it helps, and to ask for more in "
        "time.",
        "How long: a SEN file to the 31st birthday, another to the 25th; a primary school passes it on. "
        f"{practice.to_look_at} records are due for a look, {practice.holds} are held, {practice.erasures} "
        "were erased.",
    )


def _consultation() -> tuple[str, ...]:
    return (
        to_fill("how parents, children and staff were asked, or why that isn’t fitting"),
        to_fill("what the data protection officer and whoever looks after the computers said"),
    )


def _necessity() -> tuple[str, ...]:
    return (
        *_LAW,
        "Only what the graduated response needs is asked for; most fields may stay empty. Rights: access (a "
        "file for the person, with other people’s names marked), correction (every field, with the change "
        "in the trail), erasure (everywhere, with a certificate), and a copy in forms that other programs "
        "read.",
        "No decision is made by the program alone (Article 22): it shows what a threshold says and what is "
        "missing.",
    )


def _risks(practice: Practice) -> Listed:
    minutes = practice.settings.lock_after_minutes
    lock = f"The file locks itself after {minutes} minutes." if minutes else "The file doesn’t lock itself."
    kept = practice.last_copy
    last = f"the last is of {kept.day} {kept:%B %Y}" if kept else "none was made yet"
    second = practice.settings.second_folder
    copies = f"Copies each hour, encrypted and proved; {last}. " + (
        "They also go to a second folder." if second else "They stand on the same computer only."
    )
    loss = "Low" if second and kept else "Medium: choose a second folder or stick"
    said = {"lock": lock, "copies": copies, "loss": loss}
    rows = tuple(tuple(cell.format(**said) for cell in row) for row in _RISKS)
    return Listed(("Risk", "Likelihood and harm", "What is done", "What is left"), rows)


def _to_do(practice: Practice) -> tuple[str, ...]:
    found = [
        words
        for holds, words in (
            (
                not practice.has_sheet,
                "Make a recovery sheet and lock it away: without it a forgotten passphrase loses all.",
            ),
            (not practice.settings.second_folder, "Choose a second folder or stick for copies."),
            (
                practice.settings.lock_after_minutes == 0,
                "Let the file lock itself when nobody is at the computer.",
            ),
            (
                practice.to_look_at > 0,
                f"Go through the {practice.to_look_at} records due for a look.",
            ),
        )
        if holds
    ]
    return tuple(f"Still to do: {words}" for words in found) or (
        "Nothing of the program’s own settings is open.",
    )


def _sign_off() -> Listed:
    return Listed(
        ("What", "Name, position, date", "Notes"),
        (
            ("Measures approved by", "", ""),
            (
                "What risk is left, approved by",
                "",
                "If it is still high, ask the ICO before going on (Article 36).",
            ),
            ("Advice of the data protection officer", "", ""),
            ("Advice followed, or not and why", "", ""),
            ("Looked at again by, on", "", "Once a year, and when something changes."),
        ),
    )
