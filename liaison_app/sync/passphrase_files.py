"""Writing an age v1 file for one passphrase, with little memory.

The format is age-encryption.org/v1 with one scrypt stanza, and what is written is read by others'
code: by `pyrage` here, and by stock `age`. The library that reads would also write, but with as
much memory as takes a second: a gibibyte on a quick computer, which the slower one that is to read
it may not have. A code of 120 random bits needs no slow function at all.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

from nacl.bindings import crypto_aead_chacha20poly1305_ietf_encrypt as encrypted

if TYPE_CHECKING:
    from collections.abc import Callable

WORK = 15
"""Binary logarithm of scrypt's cost: 32 MiB."""

_VERSION = b"age-encryption.org/v1"
_CHUNK = 64 * 1024
_LAST = b"\x01"


def sealed(plain: bytes, passphrase: str, random: Callable[[int], bytes]) -> bytes:
    """Encrypt to a passphrase.

    Args:
        plain: the contents.
        passphrase: at random and long: the work factor does not make up for a weak one.
        random: source of random bytes.
    """
    file_key, salt, nonce = random(16), random(16), random(16)
    wrapping = hashlib.scrypt(
        passphrase.encode(),
        salt=_VERSION + b"/scrypt" + salt,
        n=1 << WORK,
        r=8,
        p=1,
        dklen=32,
        maxmem=1 << (WORK + 11),
    )
    body = encrypted(file_key, b"", bytes(12), wrapping)
    header = _VERSION + b"\n-> scrypt %s %d\n%s\n---" % (_base64(salt), WORK, _base64(body))
    mac = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    key = _derived(file_key, nonce, b"payload")
    return header + b" " + _base64(mac) + b"\n" + nonce + _chunks(plain, key)


def _chunks(plain: bytes, key: bytes) -> bytes:
    """Each chunk under its number; the last one says so, and is empty only in an empty file."""
    parts = [plain[at : at + _CHUNK] for at in range(0, len(plain), _CHUNK)] or [b""]
    ends = [b"\x00"] * (len(parts) - 1) + [_LAST]
    return b"".join(
        encrypted(part, b"", number.to_bytes(11, "big") + end, key)
        for number, (part, end) in enumerate(zip(parts, ends, strict=True))
    )


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 (RFC 5869), 32 bytes of it."""
    extracted = hmac.digest(salt, key, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def _base64(value: bytes) -> bytes:
    return base64.b64encode(value).rstrip(b"=")
