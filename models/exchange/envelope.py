# SPDX-License-Identifier: MIT
"""The envelope of a transfer file: closed with a passphrase or to the receiver's key, opened by either.

The layout stands in docs/formats/transfer.md. The outside is authenticated together with what is inside.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import Annotated, Final, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from models.fingerprints import fingerprint
from models.store import keys
from thresholds.problems import Problem

FAMILY: Final = b"gr-transfer/"
FIRST_LINE: Final = FAMILY + b"1\n"
AGAIN = "Ask the sender for the file again."
_SUM_BYTES = 32
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class Frame(BaseModel):
    """What stands on the outside: how it is closed and for which school; nothing about the child.

    to   the receiver as 372/2002 or as a URN; empty where any school may open it
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    way: Literal["passphrase", "key"]
    to: Annotated[str, Field(pattern=r"^(\d{3}/\d{4}|\d{6})?$")] = ""
    salt: Annotated[str, Field(pattern=r"^([0-9a-f]{32})?$")] = ""
    memory: int = 0
    passes: int = 0
    lanes: int = 0
    nonce: Annotated[str, Field(pattern=r"^([0-9a-f]{24})?$")] = ""
    sealed_to: Annotated[str, Field(pattern=r"^((\d{4} ){7}\d{4})?$")] = ""

    def line(self) -> bytes:
        """The frame as its line of the file, in the one form that is authenticated."""
        return self.model_dump_json().encode("ascii") + b"\n"


def closed_with_passphrase(inner: bytes, passphrase: str, to: str = "") -> bytes:
    """A file that the passphrase opens: argon2id as for a store, then AES-256-GCM."""
    salt, nonce, cost = secrets.token_bytes(16), secrets.token_bytes(12), keys.USUAL
    frame = Frame(
        way="passphrase",
        to=to,
        salt=salt.hex(),
        memory=cost.memory,
        passes=cost.passes,
        lanes=cost.lanes,
        nonce=nonce.hex(),
    )
    outside = FIRST_LINE + frame.line()
    key = keys.from_passphrase(passphrase, salt, cost)
    return _summed(outside + AESGCM(key).encrypt(nonce, inner, outside))


def closed_to_key(inner: bytes, public_key: bytes, to: str = "") -> bytes:
    """A file that only the holder of the key opens: HPKE (RFC 9180), as summaries are sealed."""
    outside = FIRST_LINE + Frame(way="key", to=to, sealed_to=fingerprint(public_key)).line()
    sealed = _SUITE.encrypt(inner, X25519PublicKey.from_public_bytes(public_key), outside)
    return _summed(outside + sealed)


def _summed(content: bytes) -> bytes:
    return content + hashlib.sha256(content).digest()


def frame_of(content: bytes, name: str) -> Frame:
    """What the outside says. Raises Problem: not a transfer, from a newer version, changed or cut off."""
    if not content.startswith(FAMILY):
        raise Problem("this is not a transfer file", name, "Choose another file.", code="not-a-transfer")
    if b"\n" in content[:40] and not content.startswith(FIRST_LINE):
        raise Problem(
            "it was made by a newer version of the program; nothing was taken in",
            name,
            "Install that version here.",
            code="newer",
        )
    body, told = content[:-_SUM_BYTES], content[-_SUM_BYTES:]
    if hashlib.sha256(body).digest() != told:
        raise Problem(
            "it was changed or cut off on its way; nothing was taken in", name, AGAIN, code="damaged"
        )
    try:
        return Frame.model_validate_json(content[len(FIRST_LINE) :].partition(b"\n")[0])
    except ValidationError:
        raise Problem(
            "its beginning makes no sense; nothing was taken in", name, AGAIN, code="damaged"
        ) from None


def opened(content: bytes, name: str, *, passphrase: str = "", opening_key: bytes = b"") -> bytes:
    """What is inside. Raises Problem where neither the passphrase nor the key opens it.

    opening_key: the receiver's 32 raw X25519 bytes.
    """
    frame = frame_of(content, name)
    outside = FIRST_LINE + frame.line()
    sealed = content.removeprefix(outside)[:-_SUM_BYTES]
    if len(sealed) == len(content) - _SUM_BYTES:
        raise _damaged(name)
    try:
        if frame.way == "key":
            return _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(opening_key), outside)
        cost = keys.Cost(frame.memory, frame.passes, frame.lanes)
        key = keys.from_passphrase(passphrase, bytes.fromhex(frame.salt), cost)
        return AESGCM(key).decrypt(bytes.fromhex(frame.nonce), sealed, outside)
    except (InvalidTag, ValueError):
        raise _not_opened(frame, name) from None


def _damaged(name: str) -> Problem:
    return Problem("it was changed or cut off on its way; nothing was taken in", name, AGAIN, code="damaged")


def _not_opened(frame: Frame, name: str) -> Problem:
    if frame.way == "key":
        return Problem(
            "it is sealed to another school's key, or was changed; nothing was taken in",
            name,
            "Send your key to the sender again.",
            code="other-key",
        )
    return Problem(
        "the passphrase doesn't open it, or it was changed; nothing was taken in",
        name,
        "Type it again, or ask the sender.",
        code="wrong-passphrase",
    )
