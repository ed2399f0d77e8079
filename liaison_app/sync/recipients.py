"""Age recipients that others name: whether anything can be sealed to them at all.

Whoever joins names a key that everybody's secrets are then sealed to. One that is no key, or one of
the few points for which every secret comes out the same, would stop whoever seals next: the library
does not refuse the latter but dies of it.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SHAPE = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECKSUM = 6  # letters
_SIZE = 32  # bytes of a point
_ANY_SCALAR = bytes(range(_SIZE))


@lru_cache(maxsize=1024)
def is_good(text: str) -> bool:
    """Whether this is an `age1...` recipient (X25519) that something can be sealed to."""
    if not _SHAPE.fullmatch(text):
        return False
    import pyrage  # noqa: PLC0415  (slow to load, and unlocking needs none of it)
    from nacl.bindings import crypto_scalarmult  # noqa: PLC0415
    from nacl.exceptions import RuntimeError as OfNoUse  # noqa: PLC0415

    try:
        pyrage.x25519.Recipient.from_str(text)
        crypto_scalarmult(_ANY_SCALAR, _point(text))  # refuses what gives zero for every scalar
    except (pyrage.RecipientError, OfNoUse):
        return False
    return True


def _point(text: str) -> bytes:
    """Give the bytes of a recipient whose checksum fits (BIP 173)."""
    number = 0
    for letter in text.removeprefix("age1")[:-_CHECKSUM]:
        number = number << 5 | _LETTERS.index(letter)
    return (number >> 4).to_bytes(_SIZE, "big")  # 52 letters hold 4 bits more than 32 bytes
