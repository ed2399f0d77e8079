"""PNG (W3C, third edition): without texts, times, Exif, and whatever programs add of their own."""

from __future__ import annotations

import zlib

from liaison_app.interchange.metadata import orientation
from liaison_app.interchange.metadata.bounds import MOST_BLOCKS, Unfit, need, take, whole

_BEGINS = b"\x89PNG\r\n\x1a\n"
_PICTURE = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD"}
    | {b"pHYs", b"hIST", b"sPLT", b"cICP", b"mDCV", b"cLLI", b"acTL", b"fcTL", b"fdAT"}
)
"""Chunks that say how the picture looks."""


def is_one(content: bytes) -> bool:
    """Whether a file begins as a PNG does."""
    return content.startswith(_BEGINS)


def strip(content: bytes) -> bytes:
    """Give the picture without what it says of itself.

    Raises:
        Unfit: it is not exactly a PNG.
    """
    view = memoryview(content)
    out = bytearray(_BEGINS)
    at, after_head, turned = len(_BEGINS), 0, orientation.UPRIGHT
    for _block in range(MOST_BLOCKS):
        size, kind = whole(view, at, 4), bytes(take(view, at + 4, 4))
        chunk = take(view, at, size + 12)
        need(bool(after_head) is not (kind == b"IHDR"))
        at += size + 12
        if kind == b"IEND":
            break
        if kind == b"eXIf":
            turned = orientation.read(chunk[8:-4])
        elif kind in _PICTURE:
            out += chunk
        else:
            need(kind[0] & 0x20)  # the picture cannot be shown without it, and we do not know it
        after_head = after_head or len(out)
    else:
        raise Unfit
    need(b"IDAT" in out)
    if turned != orientation.UPRIGHT:
        out[after_head:after_head] = _chunk(b"eXIf", orientation.write(turned))
    return bytes(out + _chunk(b"IEND", b""))


def _chunk(kind: bytes, body: bytes) -> bytes:
    sum_ = zlib.crc32(kind + body).to_bytes(4, "big")
    return len(body).to_bytes(4, "big") + kind + body + sum_
