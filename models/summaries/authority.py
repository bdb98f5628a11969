# SPDX-License-Identifier: MIT
"""An authority's keys and its schools' enrolments: who may open a summary, and whose signature it bears.

The layouts stand in docs/formats/authority.md. A pack or an enrolment is believed only after its fingerprint
was compared with the other side by voice; the files themselves prove no identity.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from pydantic import Field, ValidationError

from models.summaries.arrivals import Authority
from models.summaries.document import Part
from models.summaries.protect import canonical
from models.summaries.seal import fingerprint
from thresholds.problems import Problem

PACK: Final = "gr-authority/1"
SECRET: Final = "gr-authority-key/1"
ENROLMENT: Final = "gr-enrolment/1"
ENROLLED = "enrolled"
_LARGEST = 16 * 1024

La = Annotated[str, Field(pattern=r"^\d{3}$")]
Key = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Read = TypeVar("Read", bound=Part)


class AuthorityPack(Part):
    """What every school gets from its authority: whom summaries are sealed to."""

    format: Literal["gr-authority/1"] = PACK
    la: La
    name: Annotated[str, Field(min_length=1, max_length=100)]
    public_key: Key

    @property
    def key(self) -> bytes:
        """The raw X25519 key that summaries are sealed to."""
        return bytes.fromhex(self.public_key)

    @property
    def fingerprint(self) -> str:
        """To be read out and compared before the pack is believed."""
        return fingerprint(self.key)


class AuthoritySecret(Part):
    """What opens the summaries; never leaves the authority."""

    format: Literal["gr-authority-key/1"] = SECRET
    la: La
    opening_key: Key


class Enrolment(Part):
    """A school's public key on its way to the authority, signed with that key."""

    format: Literal["gr-enrolment/1"] = ENROLMENT
    la: La
    urn: Annotated[int, Field(ge=100000, le=999999)]
    issued: date
    public_key: Key
    signature: Annotated[str, Field(pattern=r"^[0-9a-f]{128}$")]

    @property
    def fingerprint(self) -> str:
        """To be compared with the school by telephone, on its published number."""
        return fingerprint(bytes.fromhex(self.public_key))

    @property
    def name(self) -> str:
        """The file's name."""
        return f"gr-enrol-{self.la}-{self.urn}.json"

    def signed_bytes(self) -> bytes:
        """What the signature stands over."""
        return _enrolment_bytes(self.la, self.urn, self.issued, self.public_key)


def _enrolment_bytes(la: str, urn: int, issued: date, public_key: str) -> bytes:
    body = {"la": la, "urn": urn, "issued": issued.isoformat(), "public_key": public_key}
    return ENROLMENT.encode() + b"\0" + canonical(body)


def create_authority(folder: Path, la: str, name: str) -> tuple[Path, AuthorityPack]:
    """Make an authority's keys in a folder: the pack for schools, and the key that never leaves.

    Raises Problem where the folder has keys already: a lost key can't open what was sealed to it.
    """
    if existing := sorted(folder.glob("gr-authority-*.key")):
        raise Problem("there is an authority's key already", str(existing[0]), "Choose another folder.")
    secret = X25519PrivateKey.generate()
    try:
        pack = AuthorityPack(la=la, name=name, public_key=secret.public_key().public_bytes_raw().hex())
    except ValidationError:
        raise Problem("an authority has three digits and a name", f"{la} {name}") from None
    key = AuthoritySecret(la=la, opening_key=secret.private_bytes_raw().hex())
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"gr-authority-{la}.key", key, mode=0o600)
    return _write(folder / f"gr-authority-{la}.json", pack), pack


def enrol_school(pack: AuthorityPack, urn: int, signing_key: bytes, issued: date) -> Enrolment:
    """The enrolment that a school sends to its authority; signing_key: its raw Ed25519 key."""
    key = Ed25519PrivateKey.from_private_bytes(signing_key)
    public_key = key.public_key().public_bytes_raw().hex()
    signature = key.sign(_enrolment_bytes(pack.la, urn, issued, public_key)).hex()
    return Enrolment(la=pack.la, urn=urn, issued=issued, public_key=public_key, signature=signature)


def write_enrolment(enrolment: Enrolment, path: Path) -> Path:
    """Write a school's enrolment."""
    return _write(path, enrolment)


def take_enrolment(folder: Path, file: Path) -> Enrolment:
    """Let a school's signature count from now on; to be called after its fingerprint was compared.

    Raises Problem for an altered file, for another authority's, and where the school enrolled another key
    before: then the old file is removed by hand, after a telephone call.
    """
    authority = read_authority(folder)
    enrolment = read_enrolment(file)
    if enrolment.la != authority.la:
        raise Problem(f"it was made for authority {enrolment.la}, not for {authority.la}", file.name)
    kept = folder / ENROLLED / enrolment.name
    if kept.exists() and read_enrolment(kept).public_key != enrolment.public_key:
        raise Problem(
            f"school {enrolment.urn} has enrolled another key before",
            file.name,
            "Ring the school; if the new key is right, let it count in place of the old one.",
        )
    kept.parent.mkdir(exist_ok=True)
    _write(kept, enrolment)
    return enrolment


def read_pack(file: Path) -> AuthorityPack:
    """An authority's pack. Raises Problem."""
    pack = _read(file, AuthorityPack, "an authority's pack")
    try:
        # A key of small order would seal to everybody.
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(pack.key))
    except ValueError:
        raise Problem("its key can't be used", file.name, "Ask the authority for its pack again.") from None
    return pack


def read_enrolment(file: Path) -> Enrolment:
    """A school's enrolment with its signature checked. Raises Problem."""
    enrolment = _read(file, Enrolment, "a school's enrolment")
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(enrolment.public_key))
        key.verify(bytes.fromhex(enrolment.signature), enrolment.signed_bytes())
    except (InvalidSignature, ValueError):
        raise Problem("it was changed after the school made it", file.name, "Ask for it again.") from None
    return enrolment


def read_authority(folder: Path) -> Authority:
    """The authority whose key is in the folder, with the schools enrolled there. Raises Problem."""
    keys = sorted(folder.glob("gr-authority-*.key"))
    if not keys:
        raise Problem("there is no authority's key here", str(folder), "Make one with: authority create.")
    secret = _read(keys[0], AuthoritySecret, "an authority's key")
    enrolled: dict[int, list[bytes]] = defaultdict(list)
    for file in sorted((folder / ENROLLED).glob("*.json")):
        enrolment = read_enrolment(file)
        enrolled[enrolment.urn].append(bytes.fromhex(enrolment.public_key))
    known: dict[int, Sequence[bytes]] | None = dict(enrolled) or None
    return Authority(secret.la, bytes.fromhex(secret.opening_key), known)


def keys_near(folder: Path) -> Path | None:
    """Where the authority's keys are: in a folder of summaries or beside it; None where there are none."""
    folder = folder if folder.is_dir() else folder.parent
    places = (folder, folder / "authority", folder.parent, folder.parent / "authority")
    return next((place for place in places if any(place.glob("gr-authority-*.key"))), None)


def _read(file: Path, kind: type[Read], words: str) -> Read:
    try:
        if file.stat().st_size > _LARGEST:
            raise Problem(f"it isn't {words}", file.name)
        return kind.model_validate_json(file.read_bytes())
    except OSError as fault:
        raise Problem("it can't be read", file.name, f"The system says: {fault.strerror}.") from None
    except ValidationError:
        raise Problem(f"it isn't {words}", file.name) from None


def _write(path: Path, part: Part, mode: int = 0o644) -> Path:
    content = canonical(part.model_dump(mode="json")) + b"\n"
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
        file.write(content)
    return path
