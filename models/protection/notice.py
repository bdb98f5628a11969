# SPDX-License-Identifier: MIT
"""A draft privacy notice for parents and older pupils on the school's SEN records, in plain words.

What it has to say is in UK GDPR, Articles 13 and 14.
"""

from __future__ import annotations

from models.protection.practice import Practice
from models.protection.written import Part, to_fill


def privacy_notice(practice: Practice) -> tuple[Part, ...]:
    """The draft, filled in from what is so; gaps that only the school can fill are marked."""
    return (
        Part("Who we are", _who(practice)),
        Part("What we keep", _what(practice)),
        Part("Why, and what the law says", _why()),
        Part("Where it comes from", _from()),
        Part("Who sees it", _seen_by(practice)),
        Part("How it is kept safe", _safe(practice)),
        Part("How long we keep it", _how_long()),
        Part("Your rights", _rights()),
    )


def _who(practice: Practice) -> tuple[str, ...]:
    school = practice.school
    senco = f" Our SENCO is {school.senco}." if school.senco else ""
    ring = f" You can ring us on {school.telephone}." if school.telephone else ""
    return (
        f"{school.name} keeps records on children who need more or different help with learning. We decide "
        f"what is kept and are responsible for it (the “controller”).{senco}{ring}",
        f"Our data protection officer: {to_fill('name, email, telephone')}",
    )


def _what(practice: Practice) -> tuple[str, ...]:
    names = [name for name, _count in practice.held]
    kinds = f"At present these are: {', '.join(names)}." if names else ""
    return (
        "Your child’s name, date of birth and pupil number; whom to contact; what your child is good at and "
        "finds hard; what you, your child and teachers say; what was planned, done and reviewed; "
        "attendance; advice from "
        f"professionals, which may say something about health; decisions and letters. {kinds}".strip(),
    )


def _why() -> tuple[str, ...]:
    return (
        "To know what your child needs, to give it, to see whether it helps, and to ask for more in time.",
        "The law asks us to (Children and Families Act 2014, SEND Code of Practice, Equality Act 2010). We "
        "do it as our public task and legal duty (UK GDPR, Article 6(1)(e) and (c)). For information about "
        "health or disability we rely on substantial public interest (Article 9(2)(g) and Schedule 1 to the "
        "Data Protection Act 2018).",
        "No computer decides about your child. The program shows what the local authority’s guidance says; "
        "people decide.",
    )


def _from() -> tuple[str, ...]:
    return (
        "From you and your child, from our staff, from the last school, from the local authority, and from "
        "professionals such as speech and language therapists or educational psychologists.",
    )


def _seen_by(practice: Practice) -> tuple[str, ...]:
    to = practice.authority or "our local authority"
    return (
        f"Staff who teach or help your child. You, whenever you ask. Professionals and {to}, when more help "
        "is asked for; we tell you first. The next school, when your child moves, as an encrypted file.",
        f"Each term {to} may get a summary for the whole school. It holds numbers only, which are blurred "
        "on purpose, so that no child can be recognised.",
        "We don’t sell anything, and nothing goes to a company: the program runs on our own computer and "
        "sends nothing by itself. Nothing leaves the United Kingdom.",
    )


def _safe(practice: Practice) -> tuple[str, ...]:
    minutes = practice.settings.lock_after_minutes
    locks = f" and locks itself after {minutes} minutes" if minutes else ""
    return (
        f"Everything stands in one encrypted file that opens with a passphrase{locks}. Copies are encrypted "
        "too. Each change is noted with who made it and when.",
    )


def _how_long() -> tuple[str, ...]:
    return (
        "If your child had special educational needs, to their 31st birthday; otherwise to their 25th. A "
        "primary school passes the file on to the next school. After that we look at it and destroy it, "
        "unless the law asks us to keep it longer, as for an appeal or an inquiry.",
    )


def _rights() -> tuple[str, ...]:
    return (
        "You may ask for a copy of all that we keep, ask us to correct what is wrong, object, or ask us to "
        "stop using or to erase something. Where we must keep it by law, we tell you so. Children have "
        "these rights themselves once they understand them.",
        "If you aren’t happy, speak to us first. You can also complain to the Information Commissioner’s "
        "Office: ico.org.uk/make-a-complaint.",
    )
