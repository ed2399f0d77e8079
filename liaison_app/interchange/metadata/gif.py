"""GIF (89a): without comments, XMP and what programs add; how often it repeats stays."""

from __future__ import annotations

from liaison_app.interchange.metadata.bounds import MOST_BLOCKS, need, take, whole

_EXTENSION, _PICTURE, _END = 0x21, 0x2C, 0x3B
_TIMING, _TEXT, _COMMENT, _APPLICATION = 0xF9, 0x01, 0xFE, 0xFF
_REPEATS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})


def is_one(content: bytes) -> bool:
    """Whether a file begins as a GIF does."""
    return content.startswith((b"GIF87a", b"GIF89a"))


def strip(content: bytes) -> bytes:
    """Give the picture without what it says of itself.

    Raises:
        Unfit: it is not exactly a GIF.
    """
    view = memoryview(content)
    at = 13 + _colours(whole(view, 10, 1))
    out = bytearray(take(view, 0, at))
    blocks = 0
    while True:
        blocks += 1
        need(blocks < MOST_BLOCKS)
        kind = whole(view, at, 1)
        if kind == _END:
            return bytes(out + bytes([_END]))
        if kind == _PICTURE:
            data = at + 10 + _colours(whole(view, at + 9, 1)) + 1
        else:
            need(kind == _EXTENSION)
            data = at + 2
        end = _end_of_blocks(view, data)
        if kind == _PICTURE or _stays(view, at + 1):
            out += view[at:end]
        at = end


def _colours(flags: int) -> int:
    """How many bytes the table of colours has."""
    return 3 * 2 ** ((flags & 0x07) + 1) if flags & 0x80 else 0


def _end_of_blocks(view: memoryview, at: int) -> int:
    while size := whole(view, at, 1):
        at += size + 1
    return at + 1


def _stays(view: memoryview, at: int) -> bool:
    label = whole(view, at, 1)
    if label == _APPLICATION:
        return bytes(take(view, at + 2, 11)) in _REPEATS
    need(label in (_TIMING, _TEXT, _COMMENT))
    return label != _COMMENT
