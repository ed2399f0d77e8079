"""Drawings of several glyphs, or of one beside its place, added to a font file as glyphs.

A mark above its letter could be raised by an operator of its own in the page, and a letter whose
dots are glyphs of their own drawn one by one. Readers then take the mark for text of another line,
and find more characters than were written. As one glyph, a composite, all stays what it is.
Formats: OpenType 1.9, `glyf`, `loca`, `hmtx`, `maxp`.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Mark = tuple[int, int, int]
"""A glyph, and how far right and up it is moved, in the font's units."""

Shape = int | tuple[Mark, ...]
"""A glyph in its place, or glyphs that are drawn together and are as wide as all of them alone."""


def marks_of(shape: Shape) -> tuple[Mark, ...]:
    """The glyphs of a shape."""
    return ((shape, 0, 0),) if isinstance(shape, int) else shape


_MOVED = 0x0003  # component flags: its arguments are words, and they are a move
_MORE = 0x0020  # another component follows
_FARTHEST = 0x3FFF  # units that a glyph is moved at most
_MOST = 0xFFFF  # what two bytes hold
_CHECKSUM_OF_ALL = 0xB1B0AFBA


def with_drawings(font: bytes, shapes: Sequence[tuple[Mark, ...]]) -> bytes:
    """The font with one more glyph for each shape, numbered on from its last in the same order.

    Args:
        font: a TrueType font that is no collection.
        shapes: drawings of its glyphs.
    """
    if not shapes:
        return font
    tables = _tables(font)
    glyphs = _glyphs(tables)
    metrics = _metrics(tables, len(glyphs))
    for shape in shapes:
        drawn = _composite(glyphs, shape)
        glyphs.append(drawn)
        left = struct.unpack_from(">h", drawn, 2)[0] if drawn else 0
        width = sum(metrics[glyph][0] for glyph, _, _ in shape)
        metrics.append((min(width, _MOST), left))
    tables[b"glyf"] = b"".join(glyphs)
    offsets = [0]
    for data in glyphs:
        offsets.append(offsets[-1] + len(data))
    tables[b"loca"] = struct.pack(f">{len(offsets)}L", *offsets)
    tables[b"hmtx"] = b"".join(struct.pack(">Hh", *metric) for metric in metrics)
    _count(tables, len(glyphs), max(map(len, shapes)))
    return _file(tables)


def _composite(glyphs: list[bytes], shape: tuple[Mark, ...]) -> bytes:
    """The data of a composite glyph; what has no ink is left out, and stays without."""
    inked = [(glyph, _near(right), _near(up)) for glyph, right, up in shape if glyphs[glyph]]
    if not inked:
        return b""
    boxes = [_box(glyphs[glyph], right, up) for glyph, right, up in inked]
    left, bottom, right, top = zip(*boxes, strict=True)
    code = [struct.pack(">5h", -1, min(left), min(bottom), max(right), max(top))]
    flags = [_MOVED | _MORE] * (len(inked) - 1) + [_MOVED]
    code += [struct.pack(">HHhh", flag, *mark) for flag, mark in zip(flags, inked, strict=True)]
    return _padded(b"".join(code))


def _near(move: int) -> int:
    """A move that the format can say: hundreds of marks on one letter climb beyond it."""
    return max(-_FARTHEST, min(move, _FARTHEST))


def _box(data: bytes, right: int, up: int) -> tuple[int, int, int, int]:
    left, bottom, far, top = struct.unpack_from(">4h", data, 2)
    return left + right, bottom + up, far + right, top + up


def _padded(data: bytes) -> bytes:
    """Filled up to whole words of four bytes."""
    return data + b"\0" * (-len(data) % 4)


def _tables(font: bytes) -> dict[bytes, bytes]:
    (count,) = struct.unpack_from(">H", font, 4)
    entries = [struct.unpack_from(">4s3L", font, 12 + 16 * number) for number in range(count)]
    return {tag: font[start : start + length] for tag, _, start, length in entries}


def _glyphs(tables: dict[bytes, bytes]) -> list[bytes]:
    """The data of each glyph."""
    (long,) = struct.unpack_from(">h", tables[b"head"], 50)
    (count,) = struct.unpack_from(">H", tables[b"maxp"], 4)
    form, unit = (f">{count + 1}L", 1) if long else (f">{count + 1}H", 2)
    offsets = [unit * offset for offset in struct.unpack_from(form, tables[b"loca"])]
    glyphs = [tables[b"glyf"][offsets[at] : offsets[at + 1]] for at in range(count)]
    return [_padded(data) for data in glyphs]


def _metrics(tables: dict[bytes, bytes], count: int) -> list[tuple[int, int]]:
    """Advance and left side bearing of each glyph."""
    (long,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    data = tables[b"hmtx"]
    full = [struct.unpack_from(">Hh", data, 4 * at) for at in range(long)]
    rest = struct.unpack_from(f">{count - long}h", data, 4 * long)
    return [(width, bearing) for width, bearing in full] + [(full[-1][0], one) for one in rest]


def _count(tables: dict[bytes, bytes], glyphs: int, components: int) -> None:
    """Say how many glyphs there are now, and that their places are told in long numbers."""
    head = bytearray(tables[b"head"])
    struct.pack_into(">h", head, 50, 1)
    hhea = bytearray(tables[b"hhea"])
    struct.pack_into(">H", hhea, 34, glyphs)
    maxp = bytearray(tables[b"maxp"])
    points, contours, most_points, most_contours = struct.unpack_from(">4H", maxp, 6)
    elements, depth = struct.unpack_from(">2H", maxp, 28)
    struct.pack_into(">H", maxp, 4, glyphs)
    together = (max(points, most_points) * components, max(contours, most_contours) * components)
    struct.pack_into(">2H", maxp, 10, *(min(count, _MOST) for count in together))
    struct.pack_into(">2H", maxp, 28, max(elements, components), depth + 1)
    tables.update({b"head": bytes(head), b"hhea": bytes(hhea), b"maxp": bytes(maxp)})


def _file(tables: dict[bytes, bytes]) -> bytes:
    """A font file of these tables, with its checksums."""
    head = bytearray(tables[b"head"])
    struct.pack_into(">L", head, 8, 0)
    tables[b"head"] = bytes(head)
    power = len(tables).bit_length() - 1
    header = struct.pack(
        ">L4H", 0x00010000, len(tables), 16 << power, power, 16 * (len(tables) - (1 << power))
    )
    start = 12 + 16 * len(tables)
    directory, bodies, place = [], [], {}
    for tag, data in sorted(tables.items()):
        padded = _padded(data)
        directory.append(struct.pack(">4s3L", tag, _checksum(padded), start, len(data)))
        bodies.append(padded)
        place[tag] = start
        start += len(padded)
    font = bytearray(b"".join([header, *directory, *bodies]))
    adjustment = (_CHECKSUM_OF_ALL - _checksum(bytes(font))) & 0xFFFFFFFF
    struct.pack_into(">L", font, place[b"head"] + 8, adjustment)
    return bytes(font)


def _checksum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}L", data)
    return sum(words) & 0xFFFFFFFF
