# SPDX-License-Identifier: MIT
"""A ZIP with one encrypted member (WinZip's AES-256, AE-2), written as it comes, which 7-Zip and WinZip open.

The names in a ZIP are in clear however it is encrypted, so what bears a child's name goes into a ZIP of its
own, and that is the one member here. Source: winzip.com/en/support/aes-encryption (AE-2: no checksum of the
clear text), PKWARE's APPNOTE 6.3.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import struct
import zlib
from collections.abc import Callable
from itertools import chain, repeat
from pathlib import Path
from typing import BinaryIO

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from models.exchange.giving import whole
from thresholds.problems import Problem

_ROUNDS = 1000
"""Rounds of PBKDF2, which the form prescribes; so few that the passphrase has to be long by itself."""
_SALT, _KEY, _CHECK, _SEAL = 16, 32, 2, 10
_AT_A_TIME = 1 << 16
_MOST = 0xFFFF_FFFF - 1_000_000
"""Bytes that a ZIP without extensions holds, less what its own tables need."""
_METHOD_AES = 99
_EXTRA = struct.pack("<HHH2sBH", 0x9901, 7, 2, b"AE", 3, 0)
_ENCRYPTED, _UTF8 = 0x0001, 0x0800


class SealedStream:
    """Takes clear bytes and writes them encrypted; has what a ZIP needs to be written into it."""

    def __init__(self, out: BinaryIO, passphrase: str) -> None:
        salt = secrets.token_bytes(_SALT)
        made = hashlib.pbkdf2_hmac("sha1", passphrase.encode("utf-8"), salt, _ROUNDS, 2 * _KEY + _CHECK)
        self._blocks = Cipher(algorithms.AES(made[:_KEY]), modes.ECB()).encryptor()
        self._seal = hmac.new(made[_KEY : 2 * _KEY], digestmod="sha1")
        self._out = out
        self._waiting = bytearray()
        self._counter = 0
        self.size = 0
        out.write(salt + made[-_CHECK:])

    @property
    def sealed_size(self) -> int:
        """Bytes of the member as it stands in the file, once it is closed."""
        return _SALT + _CHECK + self.size + _SEAL

    def write(self, content: bytes) -> int:
        """Encrypt and write. Raises Problem where the whole grows past what a ZIP holds."""
        self.size += len(content)
        if self.size > _MOST:
            raise Problem(
                "all that is on record is more than one archive holds, which is four gigabytes",
                mend="Save reports of children who have left elsewhere first, or use a backup.",
                code="large",
            )
        for at in range(0, len(content), _AT_A_TIME):
            self._waiting += content[at : at + _AT_A_TIME]
            if len(self._waiting) >= _AT_A_TIME:
                self._encrypt(len(self._waiting) // 16 * 16)
        return len(content)

    def flush(self) -> None:
        """Nothing: what waits is written when there is enough of it."""

    def close(self) -> None:
        """Write what still waits, and the seal over all of it."""
        self._encrypt(len(self._waiting))
        self._out.write(self._seal.digest()[:_SEAL])

    def _encrypt(self, count: int) -> None:
        clear, self._waiting = self._waiting[:count], self._waiting[count:]
        blocks = -(-count // 16)
        # WinZip counts from 1, the lowest byte first; libraries' own counter mode has the highest first.
        first = self._counter + 1
        halves = chain.from_iterable(zip(range(first, first + blocks), repeat(0), strict=False))
        counters = struct.pack(f"<{2 * blocks}Q", *halves)
        self._counter += blocks
        stream = self._blocks.update(counters)[:count]
        sealed = (int.from_bytes(clear, "big") ^ int.from_bytes(stream, "big")).to_bytes(count, "big")
        self._seal.update(sealed)
        self._out.write(sealed)


def write_sealed(
    path: Path, name: str, passphrase: str, fill: Callable[[SealedStream], None], *, note: str
) -> int:
    """Write a ZIP with README.txt in clear and one encrypted member that fill() writes; its size in bytes.

    Nothing is there under the name before it is whole. Raises Problem where it can't be written.
    """

    def write(part: Path) -> None:
        with part.open("wb") as out:
            _write(out, name, passphrase, fill, note.encode("utf-8"))

    whole(path, write)
    return path.stat().st_size


def _write(
    out: BinaryIO, name: str, passphrase: str, fill: Callable[[SealedStream], None], note: bytes
) -> None:
    plain = _Member("README.txt", 0, zlib.crc32(note), len(note), len(note))
    out.write(plain.local + note)
    at = out.tell()
    out.write(_Member(name, at, 0, 0, 0, sealed=True).local)
    stream = SealedStream(out, passphrase)
    fill(stream)
    stream.close()
    end = out.tell()
    sealed = _Member(name, at, 0, stream.sealed_size, stream.size, sealed=True)
    out.seek(at)
    out.write(sealed.local)
    out.seek(end)
    listed = plain.listed + sealed.listed
    out.write(listed + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, len(listed), end, 0))


class _Member:
    """One member's entry: before its bytes, and in the list at the end."""

    def __init__(
        self, name: str, at: int, checksum: int, packed: int, size: int, *, sealed: bool = False
    ) -> None:
        named = name.encode("utf-8")
        extra = _EXTRA if sealed else b""
        flags = _UTF8 | (_ENCRYPTED if sealed else 0)
        # 1 January 1980: when it was made says README; nothing reads a clock here.
        common = struct.pack(
            "<5H3I2H",
            51 if sealed else 20,
            flags,
            _METHOD_AES if sealed else 0,
            0,
            0x21,
            checksum,
            packed,
            size,
            len(named),
            len(extra),
        )
        self.local = b"PK\3\4" + common + named + extra
        self.listed = b"PK\1\2" + struct.pack("<H", 63) + common + struct.pack("<3H2I", 0, 0, 0, 0, at)
        self.listed += named + extra
