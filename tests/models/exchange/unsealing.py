# SPDX-License-Identifier: MIT
"""Opens a ZIP with an encrypted member as another program would: by the published form, from its bytes."""

from __future__ import annotations

import hashlib
import hmac
import struct
import zipfile
from io import BytesIO
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes


def unsealed(path: Path, passphrase: str) -> zipfile.ZipFile:
    """The ZIP inside. Raises ValueError where passphrase or seal don't fit."""
    with zipfile.ZipFile(path) as outer:
        (member,) = [one for one in outer.infolist() if one.flag_bits & 1]
        assert (member.compress_type, member.CRC) == (99, 0)
        assert struct.unpack("<HHH2sBH", member.extra) == (0x9901, 7, 2, b"AE", 3, 0)
        start, size = member.header_offset, member.compress_size
    content = path.read_bytes()
    named, extra = struct.unpack("<2H", content[start + 26 : start + 30])
    start += 30 + named + extra
    body = content[start : start + size]
    salt, check, sealed, seal = body[:16], body[16:18], body[18:-10], body[-10:]
    made = hashlib.pbkdf2_hmac("sha1", passphrase.encode(), salt, 1000, 66)
    if made[64:] != check:
        raise ValueError("passphrase")
    if hmac.new(made[32:64], sealed, "sha1").digest()[:10] != seal:
        raise ValueError("seal")
    blocks = Cipher(algorithms.AES(made[:32]), modes.ECB()).encryptor()
    stream = b"".join(
        blocks.update(number.to_bytes(16, "little")) for number in range(1, len(sealed) // 16 + 2)
    )
    clear = bytes(one ^ other for one, other in zip(sealed, stream, strict=False))
    assert len(clear) == member.file_size
    return zipfile.ZipFile(BytesIO(clear))
