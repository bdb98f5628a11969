# SPDX-License-Identifier: MIT
"""A standard as one file that can be handed over: its files as written, and whose signature they bear."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from thresholds.reader import BUNDLE, files_of, read, text_of
from thresholds.standard import Standard


class Seal(StrEnum):
    """What can be said of a file's signature."""

    SIGNED = "signed"
    UNSIGNED = "unsigned"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Handed:
    """A standard as it was handed over. signer and public_key are empty unless its signature holds."""

    standard: Standard
    text: str
    seal: Seal
    signer: str = ""
    public_key: bytes = b""


def sign(path: Path, key: Ed25519PrivateKey, signer: str) -> str:
    """One file with everything of a pack, signed. Raises Problem or Problems where the pack can't be read."""
    standard, files = read(path), files_of(path)
    public = key.public_key().public_bytes_raw().hex()
    head = _head(standard, files, signer, public)
    return _written({**head, "signature": key.sign(_signed_bytes(head)).hex(), "files": files})


def unsigned(path: Path) -> str:
    """One file with everything of a pack, without a signature: how an unsigned one is kept."""
    standard, files = read(path), files_of(path)
    return _written({**_head(standard, files, "", ""), "signature": "", "files": files})


def _written(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _head(standard: Standard, files: Mapping[str, str], signer: str, public_key: str) -> dict[str, Any]:
    return {
        "format": BUNDLE,
        "id": standard.id,
        "version": standard.version,
        "digest": standard.digest,
        "signed_by": signer,
        "public_key": public_key,
        "sha256": {name: hashlib.sha256(text.encode()).hexdigest() for name, text in sorted(files.items())},
    }


def _signed_bytes(head: Mapping[str, Any]) -> bytes:
    body = json.dumps(head, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return BUNDLE.encode() + b"\0" + body.encode()


def handed(path: Path) -> Handed:
    """Read a standard that was handed over: a signed file, or a pack as it is written, without a signature.

    Raises Problem or Problems where no standard can be read from it.
    """
    path = Path(path)
    standard = read(path)
    if path.is_dir() or path.suffix in (".yaml", ".yml"):
        return Handed(standard, unsigned(path), Seal.UNSIGNED)
    text = text_of(path)
    try:
        document = json.loads(text)
    except ValueError:
        return Handed(standard, unsigned(path), Seal.UNSIGNED)
    if not document.get("signature"):
        return Handed(standard, text, Seal.UNSIGNED)
    if not _holds(document, standard):
        return Handed(standard, text, Seal.ALTERED)
    return Handed(
        standard, text, Seal.SIGNED, str(document["signed_by"]), bytes.fromhex(document["public_key"])
    )


def _holds(document: Mapping[str, Any], standard: Standard) -> bool:
    """Whether the signature stands over these very files."""
    try:
        signer, public = str(document["signed_by"]), str(document["public_key"])
        head = _head(standard, document["files"], signer, public)
        named = {name: document[name] for name in head}
        if named != head:
            return False
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(document["signature"]), _signed_bytes(head))
    except (KeyError, TypeError, ValueError, InvalidSignature):
        return False
    return True
