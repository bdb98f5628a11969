# SPDX-License-Identifier: MIT
"""adopt: a standard that an authority handed over, looked at, and from a day on in force for its children."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from models.attaching import as_kept
from models.fingerprints import fingerprint
from models.records import AdoptedStandard, StandardDocument
from models.store import Transaction
from thresholds import cases
from thresholds.check import check
from thresholds.problems import Problem, Problems
from thresholds.signed import Handed, Seal
from thresholds.standard import Standard

_LARGEST_KEY = 16 * 1024
_SIGNS = b"graduated-response standard signing key/1"


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose signature a standard bears: a name, and the key that signs."""

    name: str
    key: Ed25519PrivateKey

    @property
    def fingerprint(self) -> str:
        """To be read out and compared by voice."""
        return fingerprint(self.key.public_key().public_bytes_raw())


def read_signer(path: Path, name: str = "") -> Signer:
    """The key that signs: an authority's key file or its folder, a PEM file, or 32 bytes in hex or base64.

    Raises Problem where it is none of these.
    """
    if path.is_dir():
        found = sorted(path.glob("gr-authority-*.key"))
        path = found[0] if found else path / "gr-authority-….key"
    content = _bytes_of(path)
    text = content.decode("utf-8", errors="replace").strip()
    if text.startswith("{"):
        return _of_authority(path, text, name)
    key = _pem(content) if "BEGIN" in text[:40] else _plain(content, text)
    if key is None:
        raise _no_key(path)
    return Signer(name, key)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_KEY:
            raise _no_key(path)
        return path.read_bytes()
    except OSError:
        raise Problem(
            "there is no key",
            str(path),
            "Make one: authority create FOLDER --la 372 --name NAME writes it.",
            code="no-key",
        ) from None


def _no_key(path: Path) -> Problem:
    return Problem(
        "this is no key that can sign",
        path.name,
        "Use the authority's own key file, or an Ed25519 key in PEM.",
    )


def _of_authority(path: Path, text: str, name: str) -> Signer:
    """An authority has one secret for all that it does; the key that signs is made from it."""
    try:
        document = json.loads(text)
        secret, la = bytes.fromhex(document["opening_key"]), str(document["la"])
    except (ValueError, KeyError, TypeError):
        raise _no_key(path) from None
    if len(secret) != 32:
        raise _no_key(path)
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=_SIGNS).derive(secret)
    return Signer(name or _name_beside(path, la), Ed25519PrivateKey.from_private_bytes(made))


def _name_beside(path: Path, la: str) -> str:
    """The authority's name from the pack that stands beside its key."""
    try:
        return str(json.loads((path.parent / f"gr-authority-{la}.json").read_text(encoding="utf-8"))["name"])
    except (OSError, ValueError, KeyError, TypeError):
        return f"Authority {la}"


def _pem(content: bytes) -> Ed25519PrivateKey | None:
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError):
        return None
    return key if isinstance(key, Ed25519PrivateKey) else None


def _plain(content: bytes, text: str) -> Ed25519PrivateKey | None:
    for read in (bytes.fromhex, lambda one: base64.b64decode(one, validate=True)):
        try:
            found = read(text)
        except (ValueError, binascii.Error):
            continue
        if len(found) == 32:
            return Ed25519PrivateKey.from_private_bytes(found)
    return Ed25519PrivateKey.from_private_bytes(content) if len(content) == 32 else None


def must_hold(standard: Standard) -> tuple[str, ...]:
    """What a person should know of a standard that may be signed and adopted: criteria that no case shows.

    Raises Problems where a check finds an error, or a case of its own comes out otherwise.
    """
    found = check(standard)
    if found.errors:
        raise Problems(found.errors)
    result = cases.run(standard)
    if result.failed:
        raise Problems(
            [
                Problem(
                    f"{one.threshold} is {one.got}, and {one.expected} was expected",
                    one.name,
                    "Mend the criterion or the case.",
                    code="case",
                )
                for one in result.failed
            ]
        )
    return tuple(one.what for one in found.warnings if one.code == "untested")


def adopt(
    tx: Transaction,
    given: Handed,
    *,
    la: str,
    today: date,
    effective: date | None = None,
    consent: bool = False,
) -> AdoptedStandard:
    """Put a standard in force from a day on; what is in force already as it is stays as it is.

    consent: somebody was told that the file bears no signature that holds, or a new signer's, and wants it.
    Raises Problem without it; Problems where the standard itself doesn't hold.
    """
    must_hold(given.standard)
    head = given.standard.pack.pack
    if head.status == "withdrawn":
        raise Problem("this version was withdrawn", f"{head.id} {head.version}", "Ask for the one in force.")
    held = tx.find(AdoptedStandard, la=head.la or la)
    if not consent:
        _must_be_trusted(given, held)
    begins = effective or head.effective.from_
    for one in held:
        if one.digest == given.standard.digest and one.effective_on == begins:
            return one
    document = StandardDocument(**as_kept(given.text.encode("utf-8")))
    tx.put(document)
    made = _adopted(given, head.la or la, begins, today, document.id)
    tx.put(made)
    return made


def _adopted(given: Handed, la: str, begins: date, today: date, document_id: str) -> AdoptedStandard:
    return AdoptedStandard(
        la=la,
        pack_id=given.standard.id,
        version=given.standard.version,
        digest=given.standard.digest,
        effective_on=begins,
        adopted_on=today,
        signed_by=given.signer,
        public_key=given.public_key.hex(),
        document_id=document_id,
    )


def _must_be_trusted(given: Handed, held: Sequence[AdoptedStandard]) -> None:
    head = given.standard.pack.pack
    name = f"{head.id} {head.version}"
    if given.seal is Seal.UNSIGNED:
        raise Problem(
            "nobody has signed this standard",
            name,
            "If you know where it comes from, say so with --consent.",
            code="unsigned",
        )
    if given.seal is Seal.ALTERED:
        raise Problem(
            "this standard was altered after it was signed",
            name,
            "Ask the authority for it again; only --consent adopts it as it is.",
            code="altered",
        )
    signers = {one.public_key for one in held if one.public_key}
    if signers and given.public_key.hex() not in signers:
        raise Problem(
            f"{given.signer} signs with another key than before ({fingerprint(given.public_key)})",
            name,
            "Compare these digits with the authority by telephone, then say so with --consent.",
            code="new-signer",
        )
