# SPDX-License-Identifier: MIT
"""A child's record sent and taken in: the store, the file and the keys brought together."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.custody import strength
from models.exchange import envelope
from models.exchange.giving import whole
from models.exchange.importing import ImportResult
from models.exchange.incoming import size_within
from models.exchange.taking_over import check_receiver, take_over
from models.exchange.transfer import MOST_BYTES, Transfer, inside, opened_transfer, to_send
from models.fingerprints import fingerprint
from models.records import Pupil, RecordSent, School
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.store import Changes, Store

KEY_FORMAT: Final = "gr-transfer-key/1"
_NUMBER = re.compile(r"^(\d{3})/?(\d{4})$|^(\d{6})$")


class SchoolKey(BaseModel):
    """The key that a school gives to others, so that only it can open what they send."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["gr-transfer-key/1"] = KEY_FORMAT
    name: str = Field(max_length=200)
    la: Annotated[str, Field(pattern=r"^\d{3}$")]
    estab: Annotated[str, Field(pattern=r"^\d{4}$")]
    urn: int
    public_key: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @property
    def fingerprint(self) -> str:
        """To be compared by telephone before anything is sealed to it."""
        return fingerprint(bytes.fromhex(self.public_key))


@dataclass(frozen=True, slots=True)
class Sealing:
    """How a transfer is closed: with a passphrase, or to a school's key; to is the receiver's number."""

    passphrase: str = ""
    key: SchoolKey | None = None
    to: str = ""


def receiver(text: str) -> str:
    """A school's number as typed, LAESTAB or URN, in the one form that a file bears. Raises Problem.

    >>> receiver("3722002")
    '372/2002'
    """
    found = _NUMBER.match(text.strip())
    if text.strip() and found is None:
        raise Problem(
            f"‘{text}’ is not a school's number",
            mend="Write it as 372/2002, or give the URN.",
            code="receiver",
        )
    if found is None:
        return ""
    return found[3] or f"{found[1]}/{found[2]}"


def opening_key(store: Store) -> bytes:
    """The school's X25519 private key, made when it is first needed; what is sealed to it opens here only."""
    if not store.about("opening_key"):
        store.note_about("opening_key", X25519PrivateKey.generate().private_bytes_raw().hex())
    return bytes.fromhex(store.about("opening_key"))


def school_key(store: Store) -> SchoolKey:
    """The key that this school gives to others."""
    school = store.school
    public = X25519PrivateKey.from_private_bytes(opening_key(store)).public_key().public_bytes_raw()
    return SchoolKey(
        name=school.name, la=school.la, estab=school.estab, urn=school.urn, public_key=public.hex()
    )


def write_school_key(key: SchoolKey, path: Path) -> None:
    """Write the key as a small file to be sent to other schools; it holds no secret."""
    content = json.dumps(key.model_dump(), ensure_ascii=False, indent=1)
    _put(path, f"{content}\n".encode())


def _put(path: Path, content: bytes) -> None:
    def write(part: Path) -> None:
        part.write_bytes(content)

    whole(path, write)


def read_school_key(path: Path) -> SchoolKey:
    """Another school's key. Raises Problem for a file that is none."""
    size_within(path, 10_000, called="a school's key")
    try:
        key = SchoolKey.model_validate_json(path.read_bytes())
        # A key of small order would seal to everybody.
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(bytes.fromhex(key.public_key)))
    except (ValidationError, ValueError):
        raise Problem("this is not a school's key", path.name, "Ask the school for it again.") from None
    return key


def send(
    store: Store, pupil: Pupil, path: Path, sealing: Sealing, *, pdf: Callable[[], bytes], now: datetime
) -> Changes:
    """Write a child's whole record for another school, and note that it was made. Raises Problem.

    pdf() makes the sheet that a person can read; nothing of it touches the disk in clear.
    """
    if sealing.key is None and not strength(sealing.passphrase).is_enough:
        raise Problem(
            "this passphrase is too easy to guess for a file that leaves the school",
            mend="Take four unrelated words, and tell them to the other school by telephone.",
            code="weak",
        )
    with store.reading() as tx:
        records = to_send(tx, pupil, store.school)
    inner = inside(records, store.school, store.signing_key, pdf(), now)
    if sealing.key is None:
        content = envelope.closed_with_passphrase(inner, sealing.passphrase, sealing.to)
    else:
        to = sealing.to or f"{sealing.key.la}/{sealing.key.estab}"
        content = envelope.closed_to_key(inner, bytes.fromhex(sealing.key.public_key), to)
    _put(path, content)
    sent = RecordSent(
        pupil_id=pupil.id,
        sent_on=now.date(),
        to=sealing.to or (f"{sealing.key.la}/{sealing.key.estab}" if sealing.key else ""),
        closed_with="the receiver's key" if sealing.key else "a passphrase",
        file_hash=hashlib.sha256(content).hexdigest(),
    )
    with store.transaction() as tx:
        tx.put(sent)
    return tx.changes


@dataclass(frozen=True, slots=True)
class Arrived:
    """A transfer file as it lies there; needs_passphrase says whether one has to be asked for."""

    name: str
    content: bytes
    needs_passphrase: bool


def arrived(path: Path, school: School) -> Arrived:
    """Look at a file from outside. Raises Problem: no transfer, changed, too large, for another school."""
    size_within(path, MOST_BYTES, called="one child's record")
    try:
        content = path.read_bytes()
    except OSError:
        raise Problem("the file can't be read", str(path), "Check its rights.", code="unreadable") from None
    frame = envelope.frame_of(content, path.name)
    check_receiver(frame.to, school, path.name)
    return Arrived(path.name, content, frame.way == "passphrase")


def open_arrived(store: Store, file: Arrived, passphrase: str = "") -> Transfer:
    """The transfer inside. Raises Problem where passphrase or key don't open it."""
    key = b"" if file.needs_passphrase else opening_key(store)
    return opened_transfer(file.content, file.name, passphrase=passphrase, opening_key=key)


def take_in_arrived(store: Store, file: Arrived, transfer: Transfer, now: datetime) -> ImportResult:
    """Join a transfer with what is here, all of it or nothing."""
    digest = hashlib.sha256(file.content).hexdigest()
    return take_over(store, transfer, file.name, digest, now)
