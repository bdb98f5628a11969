# SPDX-License-Identifier: MIT
"""One child's whole record as a file for the next school, written and read (docs/formats/transfer.md).

What stays behind: the audit trail, drafts, who had the record before, and anything about other children.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.attaching import bytes_of, media_of
from models.exchange import envelope
from models.exchange.envelope import AGAIN
from models.fingerprints import fingerprint
from models.records import (
    RECORDS,
    FormAnswer,
    Involvement,
    KeptFile,
    LegalHold,
    Pupil,
    Record,
    RecordSent,
    School,
    WiderRequestChild,
    fields_of,
)
from models.whole_record import OF_A_CHILD, group_requests, whole_record
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.cycle_parts import Reader

ENDING: Final = ".grtransfer"
MOST_BYTES: Final = 200_000_000
"""The largest file that is read; ten years of records without reports and photos take under a million."""

# Reports and photos don't shrink, and words don't shrink to less than a hundredth.
_WORDS_INSIDE = 60_000_000
_SIGNED = b"gr-transfer/1\0"
_SIGNATURE_BYTES = 64
# An answer in a form belongs to a form that the next school doesn't have; a request for a group is about
# other children too, so it goes as a request for this one; who had the record before is this school's matter.
STAYS: tuple[type[Record], ...] = (FormAnswer, WiderRequestChild, RecordSent, LegalHold)
_WHOLE: tuple[type[Record], ...] = (Pupil, *OF_A_CHILD)
_GOES = {kind.kind(): kind for kind in _WHOLE if kind not in STAYS}
_KNOWN = {kind.kind() for kind in RECORDS}


class Sender(BaseModel):
    """The school that a transfer says it is from; its signature shows that nothing was changed since."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(max_length=200)
    la: str = Field(pattern=r"^\d{3}$")
    estab: str = Field(pattern=r"^\d{4}$")
    urn: int
    public_key: str = Field(pattern=r"^[0-9a-f]{64}$")

    @property
    def fingerprint(self) -> str:
        """To be compared by telephone where it matters who sent it."""
        return fingerprint(bytes.fromhex(self.public_key))

    @property
    def words(self) -> str:
        """The school as people write it: name, authority and number."""
        return f"{self.name[:150]} ({self.la}/{self.estab})"


class _Inside(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["gr-transfer/1"]
    made_at: datetime
    sender: Sender
    records: list[tuple[str, dict[str, Any]]] = Field(max_length=100_000)
    pdf_bytes: int = Field(ge=0)


@dataclass(frozen=True, slots=True)
class Transfer:
    """A transfer that was opened: from whom, made when, the child's records and the sheet to read."""

    sender: Sender
    made_at: datetime
    records: tuple[Record, ...]
    pdf: bytes

    @property
    def pupil(self) -> Pupil:
        """The child that it is about."""
        return next(one for one in self.records if isinstance(one, Pupil))

    @property
    def source(self) -> str:
        """From which school, on which day."""
        day = self.made_at.date()
        return f"{self.sender.words}, {day.day} {day:%B %Y}"


def to_send(tx: Reader, pupil: Pupil, school: School) -> list[Record]:
    """The child's records as they go along: the home authority is said, what stays behind isn't there."""
    leaving = pupil.model_copy(update={"home_la": pupil.home_la or school.la})
    records = [one for one in whole_record(tx, leaving)[1:] if type(one) not in STAYS]
    links = {one.request_id: one.id for one in tx.find(WiderRequestChild, pupil_id=pupil.id)}
    asked = [
        Involvement(
            id=links[one.id],
            pupil_id=pupil.id,
            question=f"Asked for with a group at {school.name}.",
            **one.model_dump(include=_ASKED),
        )
        for one in group_requests(tx, pupil)
    ]
    return [leaving, *records, *asked]


_ASKED = {"profession", "name", "is_expert_at_hand", "requested_on", "accepted_on", "seen_on", "closed_on"}


def inside(
    records: Sequence[Record], school: School, signing_key: bytes, pdf: bytes, made_at: datetime
) -> bytes:
    """What is to be closed up: signature, records as JSON, and a sheet to read; compressed.

    signing_key: the 32 raw bytes of the school's Ed25519 key.
    """
    key = Ed25519PrivateKey.from_private_bytes(signing_key)
    content = {
        "format": "gr-transfer/1",
        "made_at": made_at.isoformat(timespec="seconds"),
        "sender": {
            "name": school.name,
            "la": school.la,
            "estab": school.estab,
            "urn": school.urn,
            "public_key": key.public_key().public_bytes_raw().hex(),
        },
        "records": [(one.kind(), one.model_dump(mode="json")) for one in records],
        "pdf_bytes": len(pdf),
    }
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    body = written.encode("utf-8") + b"\n" + pdf
    return zlib.compress(key.sign(_SIGNED + body) + body)


def read_inside(inner: bytes, name: str) -> Transfer:
    """What an opened file holds, every record checked. Raises Problem; then nothing of it may be used."""
    plain = _unpacked(inner, name)
    signature, body = plain[:_SIGNATURE_BYTES], plain[_SIGNATURE_BYTES:]
    line, _, pdf = body.partition(b"\n")
    try:
        found = _Inside.model_validate_json(line)
    except ValidationError:
        raise _nonsense(name) from None
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(found.sender.public_key))
        key.verify(signature, _SIGNED + body)
    except (InvalidSignature, ValueError):
        raise Problem(
            "its signature doesn't fit: it was changed after it left the school", name, AGAIN, code="altered"
        ) from None
    if found.pdf_bytes != len(pdf):
        raise _nonsense(name)
    records = tuple(_record(kind, values, name) for kind, values in found.records)
    _is_of_one_child(records, name)
    _are_papers(records, name)
    return Transfer(found.sender, found.made_at, records, pdf)


def _unpacked(inner: bytes, name: str) -> bytes:
    unpacking = zlib.decompressobj()
    try:
        plain = unpacking.decompress(inner, _WORDS_INSIDE + 2 * len(inner))
    except zlib.error:
        raise _nonsense(name) from None
    if unpacking.unconsumed_tail:
        raise Problem("what is inside is far too large for one child", name, AGAIN, code="gigantic")
    if not unpacking.eof:
        raise _nonsense(name)
    return plain


def _record(kind: str, values: dict[str, Any], name: str) -> Record:
    if kind not in _GOES:
        if kind in _KNOWN:
            raise _nonsense(name)
        raise _newer(name)
    known = _GOES[kind]
    if values.keys() - known.model_fields.keys():
        raise _newer(name)
    try:
        return known.model_validate_json(json.dumps(values))
    except ValidationError:
        raise _nonsense(name) from None


def _is_of_one_child(records: Sequence[Record], name: str) -> None:
    """Refuse what isn't one child's, points outside the file or says a thing twice."""
    pupils = [one for one in records if isinstance(one, Pupil)]
    places = {(one.kind(), one.id) for one in records}
    if len(pupils) != 1 or len(places) != len(records):
        raise _nonsense(name)
    for one in records:
        if any(place not in places for place in pointed_to(one)):
            raise _nonsense(name)
        if not isinstance(one, Pupil) and getattr(one, "pupil_id") != pupils[0].id:  # noqa: B009
            raise _nonsense(name)


def _are_papers(records: Sequence[Record], name: str) -> None:
    """Refuse a kept file that is damaged, or is something else than a paper or a photo."""
    for one in records:
        if isinstance(one, KeptFile):
            try:
                media_of(bytes_of(one), name)
            except ValueError:
                raise _nonsense(name) from None


def pointed_to(record: Record) -> list[tuple[str, str]]:
    """The records that must be there before this one, as kind and id."""
    single = (spec for spec in fields_of(type(record)) if spec.refers and not spec.many)
    found = ((spec.refers, getattr(record, spec.name)) for spec in single)
    return [(kind, id) for kind, id in found if id]


def _nonsense(name: str) -> Problem:
    return Problem("what is inside makes no sense; nothing was taken in", name, AGAIN, code="damaged")


def _newer(name: str) -> Problem:
    return Problem(
        "a newer version of the program wrote records that this one doesn't know; nothing was taken in",
        name,
        "Install that version here.",
        code="newer",
    )


def opened_transfer(content: bytes, name: str, *, passphrase: str = "", opening_key: bytes = b"") -> Transfer:
    """A transfer file opened and checked. Raises Problem."""
    return read_inside(envelope.opened(content, name, passphrase=passphrase, opening_key=opening_key), name)
