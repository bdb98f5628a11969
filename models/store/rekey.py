# SPDX-License-Identifier: MIT
"""Other ways into an open file: a new passphrase, with or without a new key; a recovery sheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from models.store import files, keyring, keys
from models.store.connection import connect
from thresholds.problems import Problem

if TYPE_CHECKING:
    from models.store.store import Store


def make_recovery_sheet(store: Store, key: bytes) -> str:
    """The words of a new sheet. They are kept nowhere.

    The key that they make is kept inside the encrypted file, so that the sheet outlives a new passphrase.
    """
    words = keys.new_recovery_words()
    recovery_key = keys.from_recovery_words(words)
    store.note_about("recovery_key", recovery_key.hex())
    store.change_keyring(store.keyring.with_recovery(key, recovery_key))
    return words


def change_passphrase(store: Store, passphrase: str, key: bytes, *, is_new: bool) -> None:
    """Let this passphrase be the one that leads to the key; write the file anew where the key is new."""
    ring = store.keyring.with_passphrase(key, passphrase, store.keyring.cost)
    if store.has_recovery_sheet:
        ring = ring.with_recovery(key, bytes.fromhex(store.about("recovery_key")))
    if not is_new:
        store.change_keyring(ring)
        return
    fresh = files.part_of(store.path)
    try:
        _copy_under(store, fresh, key)
        keyring.put_on(fresh, ring)
        store.take_over(fresh, key)
    finally:
        files.clear(fresh)


def _copy_under(store: Store, path: Path, key: bytes) -> None:
    """Write the whole store into a new file under another key, and prove it."""
    source = store.raw()
    try:
        source.execute("ATTACH DATABASE ? AS fresh KEY ?", (str(path), f"x'{key.hex()}'"))
        source.execute("PRAGMA fresh.synchronous=FULL")
        source.execute("SELECT sqlcipher_export('fresh')")
        source.execute("DETACH DATABASE fresh")
    finally:
        source.close()
    proof = connect(path, key, settings=False)
    try:
        whole = proof.execute("PRAGMA integrity_check").fetchone()[0]
        if whole != "ok" or proof.execute("PRAGMA cipher_integrity_check").fetchall():
            raise Problem("the newly encrypted file is not whole; the old one stays", path.name, "Try again.")
    finally:
        proof.close()
