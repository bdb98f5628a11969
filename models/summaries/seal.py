# SPDX-License-Identifier: MIT
"""Signs a summary for the school, seals it for the authority, and verifies both kinds of file.

Ed25519 over "gr-summary/1\\0" and the canonical bytes; HPKE (RFC 9180: X25519, HKDF-SHA-256,
ChaCha20-Poly1305) around signature and bytes. The layout of both files stands in docs/formats/summary.md.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Annotated

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from pydantic import Field, ValidationError

from models.fingerprints import fingerprint as fingerprint
from models.summaries.document import AGAIN, FORMAT, LARGEST, REWRITTEN, Part, TermlySummary, read
from models.summaries.protect import canonical
from thresholds.problems import Problem

INFO = FORMAT.encode()
SEALED = b"gr-sealed/1\n"
_SIGNED = INFO + b"\0"
_FRAMED = b"gr-sealed/1\0"
_SIGNATURE_BYTES = 64
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_BESIDE = re.compile(
    rb',"signature":\{"public_key":"([0-9a-f]{64})","value":"([0-9a-f]{128})"\}(?=,"tables":)'
)
_HEX_KEY = r"^[0-9a-f]{64}$"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a file turned out to be: whose, which term and version, and signed with which key.

    summary is None for a sealed file that was only checked from outside.
    """

    urn: int
    term: str
    version: int
    key_id: str
    public_key: bytes
    summary: TermlySummary | None


def plain_file(summary: TermlySummary, signing_key: bytes) -> bytes:
    """The school's plain copy: the summary's fields and, beside them, the signature over them.

    signing_key: the 32 raw bytes of the school's Ed25519 key.
    """
    key = Ed25519PrivateKey.from_private_bytes(signing_key)
    body = summary.canonical_bytes()
    signature = {
        "public_key": _public(key).hex(),
        "value": key.sign(_SIGNED + body).hex(),
    }
    return canonical({**json.loads(body), "signature": signature}) + b"\n"


def sealed_file(summary: TermlySummary, signing_key: bytes, authority_key: bytes) -> bytes:
    """The file that only the authority can open: signed, sealed to its X25519 key, and framed.

    The frame repeats, in the clear, what the file's name says anyway, and is signed too, so that a damaged
    or altered file is noticed by whoever carries it.
    """
    key = Ed25519PrivateKey.from_private_bytes(signing_key)
    body = summary.canonical_bytes()
    inner = key.sign(_SIGNED + body) + body
    sealed = _SUITE.encrypt(inner, X25519PublicKey.from_public_bytes(authority_key), INFO)
    frame = canonical(_frame(summary, _public(key), authority_key).model_dump()) + b"\n"
    return SEALED + frame + sealed + key.sign(_FRAMED + frame + sealed)


class Frame(Part):
    """What stands on the outside of a sealed file."""

    la: Annotated[str, Field(pattern=r"^\d{3}$")]
    urn: Annotated[int, Field(ge=100000, le=999999)]
    term: Annotated[str, Field(pattern=r"^20\d\d-\d\d\.[123]$")]
    version: Annotated[int, Field(ge=1, le=99)]
    key_id: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
    public_key: Annotated[str, Field(pattern=_HEX_KEY)]
    sealed_to: Annotated[str, Field(pattern=r"^(\d{4} ){7}\d{4}$")]


def _frame(summary: TermlySummary, public_key: bytes, authority_key: bytes) -> Frame:
    return Frame(
        la=summary.la,
        urn=summary.urn,
        term=summary.term,
        version=summary.version,
        key_id=summary.key_id,
        public_key=public_key.hex(),
        sealed_to=fingerprint(authority_key),
    )


def verify(content: bytes, name: str, opening_key: bytes | None = None) -> Verified:
    """Check structure, signature and cells of a plain or a sealed file; name is the file's, for the sentence.

    A sealed file is opened where opening_key (the authority's 32 raw X25519 bytes) is given; otherwise its
    frame and outer signature are checked. Raises Problem with one sentence.
    """
    if len(content) > LARGEST:
        raise Problem("it is far too large for a summary", name, code="too_large")
    if not content.startswith(SEALED):
        return _verify_plain(content, name)
    return _verify_sealed(content, name, opening_key)


def _verify_plain(content: bytes, name: str) -> Verified:
    signed = _BESIDE.search(content)
    if signed is None or not content.endswith(b"\n"):
        raise _unsigned(content, name)
    # What is cut out was all that was added: the rest has exactly one form, and read insists on it.
    body = content[: signed.start()] + content[signed.end() : -1]
    summary = read(body, name)
    public_key, signature = (bytes.fromhex(word.decode()) for word in signed.groups())
    _check(public_key, signature, _SIGNED + body, name)
    return _verified(summary, public_key)


def _unsigned(content: bytes, name: str) -> Problem:
    """Why a file without a signature in its place can't be taken."""
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError):
        fields = None
    if not isinstance(fields, dict) or "tables" not in fields:
        return Problem("it isn't a summary", name, AGAIN, code="not_a_summary")
    if "signature" in fields:
        return Problem(REWRITTEN, name, AGAIN, code="rewritten")
    return Problem("it isn't signed", name, AGAIN, code="not_signed")


def _verify_sealed(content: bytes, name: str, opening_key: bytes | None) -> Verified:
    frame, line, rest = content.removeprefix(SEALED).partition(b"\n")
    try:
        outside = Frame.model_validate_json(frame)
    except ValidationError:
        raise Problem("its beginning is damaged", name, AGAIN, code="damaged") from None
    public_key = bytes.fromhex(outside.public_key)
    sealed, signature = rest[:-_SIGNATURE_BYTES], rest[-_SIGNATURE_BYTES:]
    _check(public_key, signature, _FRAMED + frame + line + sealed, name)
    if opening_key is None:
        return Verified(outside.urn, outside.term, outside.version, outside.key_id, public_key, summary=None)
    summary = _opened(sealed, public_key, opening_key, name)
    own = X25519PrivateKey.from_private_bytes(opening_key).public_key().public_bytes_raw()
    if outside != _frame(summary, public_key, own):
        raise Problem("its outside says something else than its inside", name, AGAIN, code="other_frame")
    return _verified(summary, public_key)


def _opened(sealed: bytes, public_key: bytes, opening_key: bytes, name: str) -> TermlySummary:
    try:
        inner = _SUITE.decrypt(sealed, X25519PrivateKey.from_private_bytes(opening_key), INFO)
    except (InvalidTag, ValueError):
        raise Problem(
            "it is sealed to another key", name, "Check which authority it was made for.", code="other_key"
        ) from None
    signature, body = inner[:_SIGNATURE_BYTES], inner[_SIGNATURE_BYTES:]
    _check(public_key, signature, _SIGNED + body, name)
    return read(body, name)


def _check(public_key: bytes, signature: bytes, signed: bytes, name: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        raise Problem(
            "the signature doesn't fit: it was changed after it left the school", name, AGAIN, code="altered"
        ) from None


def _public(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes_raw()


def _verified(summary: TermlySummary, public_key: bytes) -> Verified:
    return Verified(summary.urn, summary.term, summary.version, summary.key_id, public_key, summary)
