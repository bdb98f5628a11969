# SPDX-License-Identifier: MIT
"""Keyring: the file's random key, wrapped once for each way in; and where it stands.

While the file is closed the keyring is its last few hundred bytes: one file holds everything.
While it is open the keyring stands beside it in name.keys, because the file may grow at its end.
At every instant at least one of the two is whole on the disk (docs/decisions/0006).
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.store import keys
from models.store.faults import not_a_store
from models.store.files import settle_folder

PAGE = 4096
"""SQLCipher's page in bytes: what stands after the last whole page is the keyring."""

_MAGIC = b"graduated-response keyring 1\n"
_LONGEST = PAGE - 1
# Between the two copies, so that one bad sector can't hurt both.
_SECTOR = 512
PASSPHRASE, RECOVERY = "passphrase", "recovery"


@dataclass(frozen=True, slots=True)
class Door:
    """One way in: the file's key wrapped (AES-256-GCM) by the key that a passphrase or a sheet makes."""

    way: str
    nonce: bytes
    wrapped: bytes
    salt: bytes = b""
    cost: keys.Cost | None = None


@dataclass(frozen=True, slots=True)
class Keyring:
    """Every way into one file; file_id ties the doors to it."""

    file_id: str
    doors: tuple[Door, ...] = ()

    @classmethod
    def new(cls) -> Keyring:
        """A keyring without doors, for a new file."""
        return cls(secrets.token_hex(16))

    def with_passphrase(self, key: bytes, passphrase: str, cost: keys.Cost) -> Keyring:
        """The same with this passphrase as the only one."""
        salt = secrets.token_bytes(16)
        door = self._door(PASSPHRASE, key, keys.from_passphrase(passphrase, salt, cost))
        return self._with(replace(door, salt=salt, cost=cost))

    def with_recovery(self, key: bytes, recovery_key: bytes) -> Keyring:
        """The same with this recovery sheet as the only one."""
        return self._with(self._door(RECOVERY, key, recovery_key))

    @property
    def cost(self) -> keys.Cost:
        """What a guess at this file's passphrase costs."""
        return next((door.cost for door in self.doors if door.cost), keys.USUAL)

    def by_passphrase(self, passphrase: str) -> bytes | None:
        """The file's key, if the passphrase opens a door."""
        for door in self.doors:
            if door.way == PASSPHRASE and door.cost:
                key = self._through(door, keys.from_passphrase(passphrase, door.salt, door.cost))
                if key:
                    return key
        return None

    def by_recovery(self, recovery_key: bytes) -> bytes | None:
        """The file's key, if the recovery sheet's key opens a door."""
        found = (self._through(door, recovery_key) for door in self.doors if door.way == RECOVERY)
        return next((key for key in found if key), None)

    def to_bytes(self) -> bytes:
        """The keyring as it is written: name, checksum, length and JSON; twice, against a bad sector."""
        doors = [_plain(door) for door in self.doors]
        body = json.dumps({"file_id": self.file_id, "doors": doors}, sort_keys=True).encode("ascii")
        once = _MAGIC + f"{hashlib.sha256(body).hexdigest()} {len(body):04d}\n".encode("ascii") + body
        twice = once + b" " * _SECTOR + once
        return twice if len(twice) < PAGE else once

    @classmethod
    def from_bytes(cls, content: bytes) -> Keyring | None:
        """The keyring that was written, or None where no copy of it is whole."""
        at = content.find(_MAGIC)
        while at >= 0:
            found = cls._from_one(content[at + len(_MAGIC) :])
            if found:
                return found
            at = content.find(_MAGIC, at + 1)
        return None

    @classmethod
    def _from_one(cls, written: bytes) -> Keyring | None:
        first, _, rest = written.partition(b"\n")
        try:
            check, length = first.decode("ascii").split(" ")
            body = rest[: int(length)]
            if hashlib.sha256(body).hexdigest() != check:
                return None
            read = json.loads(body)
            return cls(str(read["file_id"]), tuple(_door(one) for one in read["doors"]))
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def _door(self, way: str, key: bytes, wrapping: bytes) -> Door:
        nonce = secrets.token_bytes(12)
        return Door(way, nonce, AESGCM(wrapping).encrypt(nonce, key, self._label(way)))

    def _with(self, door: Door) -> Keyring:
        return replace(self, doors=(*(d for d in self.doors if d.way != door.way), door))

    def _through(self, door: Door, wrapping: bytes) -> bytes | None:
        try:
            return AESGCM(wrapping).decrypt(door.nonce, door.wrapped, self._label(door.way))
        except InvalidTag:
            return None

    def _label(self, way: str) -> bytes:
        return f"graduated-response {way} {self.file_id}".encode("ascii")


def _plain(door: Door) -> dict[str, Any]:
    hexed = {"nonce": door.nonce.hex(), "wrapped": door.wrapped.hex(), "salt": door.salt.hex()}
    return {"way": door.way, **hexed, "cost": asdict(door.cost) if door.cost else None}


def _door(read: dict[str, Any]) -> Door:
    cost = keys.Cost(**read["cost"]) if read["cost"] else None
    nonce, wrapped, salt = (bytes.fromhex(read[name]) for name in ("nonce", "wrapped", "salt"))
    return Door(str(read["way"]), nonce, wrapped, salt, cost)


def beside(path: Path) -> Path:
    """Where the keyring of an open file stands."""
    return path.with_name(path.name + ".keys")


def read(path: Path) -> Keyring:
    """The keyring of a file, open or closed. Raises Problem where it has none: it isn't a school's file."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(size - size % PAGE)
        found = Keyring.from_bytes(file.read(_LONGEST))
    side = beside(path)
    if found is None and side.is_file():
        found = Keyring.from_bytes(side.read_bytes()[:_LONGEST])
    if found is None or size < PAGE:
        raise not_a_store(path)
    return found


def take_off(path: Path, keyring: Keyring) -> None:
    """Before a file is opened: the keyring stands beside it, and only whole pages stand in it."""
    put_beside(path, keyring)
    with path.open("rb+") as file:
        size = file.seek(0, os.SEEK_END)
        file.truncate(size - size % PAGE)
        os.fsync(file.fileno())


def put_beside(path: Path, keyring: Keyring) -> None:
    """Write the keyring of an open file, whole or not at all."""
    side, content = beside(path), keyring.to_bytes()
    if side.is_file() and side.read_bytes() == content:
        return
    part = side.with_name(side.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, side)
    finally:
        part.unlink(missing_ok=True)
    settle_folder(path.parent)


def put_on(path: Path, keyring: Keyring) -> None:
    """After a file was closed: the keyring becomes its end again, and nothing stands beside it."""
    with path.open("rb+") as file:
        size = file.seek(0, os.SEEK_END)
        file.truncate(size - size % PAGE)
        file.seek(0, os.SEEK_END)
        file.write(keyring.to_bytes())
        file.flush()
        os.fsync(file.fileno())
    side = beside(path)
    # Reading prefers the file's own end, so this compares what is there now.
    if side.exists() and read(path) == keyring:
        side.unlink()
