"""WebP (RFC 9649): without Exif, XMP and chunks that nobody knows; how it is turned stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.interchange.metadata import orientation
from liaison_app.interchange.metadata.bounds import MOST_BLOCKS, need, take, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

_PICTURE = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM", b"ANMF"})
_OF_A_FRAME = frozenset({b"VP8 ", b"VP8L", b"ALPH"})
_FRAME_HEAD = 16
_HAS_EXIF, _HAS_XMP = 0x08, 0x04


def is_one(content: bytes) -> bool:
    """Whether a file begins as a WebP does."""
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def strip(content: bytes) -> bytes:
    """Give the picture without what it says of itself.

    Raises:
        Unfit: it is not exactly a WebP.
    """
    view = memoryview(content)
    size = whole(view, 4, 4, little=True)
    need(size >= 4)
    out, turned, kinds = bytearray(b"WEBP"), orientation.UPRIGHT, set()
    for kind, body in _chunks(take(view, 12, size - 4)):
        kinds.add(kind)
        if kind == b"EXIF":
            turned = orientation.read(body[6:] if bytes(body[:6]) == b"Exif\0\0" else body)
        elif kind == b"ANMF":
            out += _chunk(kind, _frame(body))
        elif kind in _PICTURE:
            out += _chunk(kind, body)
    need(kinds & {b"VP8 ", b"VP8L", b"ANMF"})
    extended = out[4:8] == b"VP8X"
    need(extended or b"VP8X" not in kinds)
    if extended:
        need(len(out) >= 13)
        out[12] &= 0xFF & ~(_HAS_EXIF | _HAS_XMP)
        if turned != orientation.UPRIGHT:
            out[12] |= _HAS_EXIF
            out += _chunk(b"EXIF", orientation.write(turned))
    return b"RIFF" + len(out).to_bytes(4, "little") + out


def _frame(body: memoryview) -> bytes:
    out = bytearray(take(body, 0, _FRAME_HEAD))
    for kind, part in _chunks(body[_FRAME_HEAD:]):
        if kind in _OF_A_FRAME:
            out += _chunk(kind, part)
    return bytes(out)


def _chunks(view: memoryview) -> Iterator[tuple[bytes, memoryview]]:
    at = blocks = 0
    while at < len(view):
        blocks += 1
        need(blocks < MOST_BLOCKS)
        size = whole(view, at + 4, 4, little=True)
        yield bytes(view[at : at + 4]), take(view, at + 8, size)
        at += 8 + size + size % 2
    need(at == len(view))


def _chunk(kind: bytes, body: bytes | memoryview) -> bytes:
    size = len(body).to_bytes(4, "little")
    return b"".join((kind, size, body, b"\0" * (len(body) % 2)))
