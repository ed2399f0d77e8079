"""HEIC and AVIF (ISO/IEC 23008-12): Exif, XMP and unused bytes are filled with nothing.

Such a file says where in it everything lies, so nothing may move: what is taken out is overwritten
in its place. How a photo is turned is no part of its Exif here (it is a property of the picture),
and stays. Only what this page knows is touched: a file with a film in it, with texts among its
properties, or with anything unknown is none that it can strip.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.interchange.metadata import orientation
from liaison_app.interchange.metadata.bounds import MOST_BLOCKS, need, take, whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BRANDS = frozenset({b"heic", b"heix", b"mif1", b"avif"})
_PICTURES = frozenset({b"hvc1", b"av01", b"grid", b"iovl", b"iden", b"tmap"})
_ABOUT = frozenset({b"Exif", b"mime"})
_OF_META = frozenset(
    {b"hdlr", b"pitm", b"iinf", b"iloc", b"iref", b"iprp", b"idat", b"grpl", b"dinf"}
)
_PROPERTIES = frozenset(
    {b"hvcC", b"av1C", b"ispe", b"pixi", b"colr", b"irot", b"imir", b"auxC", b"clap", b"pasp"}
    | {b"clli", b"mdcv", b"cclv", b"rloc", b"lsel", b"a1op", b"a1lx", b"amve"}
)

_MOST_ROOMS, _MOST_PLACES = 20, 10_000

Range = tuple[int, int]
"""From byte to byte, the last not included."""


@dataclass(frozen=True)
class _Box:
    kind: bytes
    start: int
    end: int


def is_one(content: bytes) -> bool:
    """Whether a file begins as a HEIC or AVIF does."""
    return content[4:8] == b"ftyp" and content[8:12] in _BRANDS


def strip(content: bytes) -> bytes:
    """Give the photo without what it says of itself, as long as it was.

    Raises:
        Unfit: it is not exactly such a file, or has parts that are not known here.
    """
    view = memoryview(content)
    tops = list(_boxes(view, 0, len(view)))
    need(tops[0].kind == b"ftyp")
    need({box.kind for box in tops} <= {b"ftyp", b"meta", b"mdat", b"free", b"skip"})
    meta = _one(tops, b"meta")
    need(whole(view, meta.start, 4) == 0)
    parts = list(_boxes(view, meta.start + 4, meta.end))
    need({part.kind for part in parts} <= _OF_META)
    _check_properties(view, parts)
    kinds = _items(view, _one(parts, b"iinf"))
    data = [part for part in parts if part.kind == b"idat"]
    places = _places(view, _one(parts, b"iloc"), data[0].start if data else -1)
    need(set(places) <= set(kinds) and set(kinds.values()) <= _PICTURES | _ABOUT)
    kept = [one for item, some in places.items() if kinds[item] in _PICTURES for one in some]
    gone = [some for item, some in places.items() if kinds[item] == b"Exif"]
    room = [(box.start, box.end) for box in (*tops, *data) if box.kind in (b"mdat", b"idat")]
    _check_room(room, [one for some in places.values() for one in some])
    out = bytearray(content)
    _blank(out, room, kept)
    _blank(out, [(box.start, box.end) for box in tops if box.kind in (b"free", b"skip")], [])
    for some in gone:
        _write_empty_exif(out, some, kept)
    return bytes(out)


# --- what lies where


def _boxes(view: memoryview, at: int, end: int) -> Iterator[_Box]:
    blocks = 0
    while at < end:
        blocks += 1
        need(blocks < MOST_BLOCKS)
        size, kind, head = whole(view, at, 4), bytes(take(view, at + 4, 4)), 8
        if size == 1:
            size, head = whole(view, at + 8, 8), 16
        need(head <= size <= end - at)
        yield _Box(kind, at + head, at + size)
        at += size


def _one(boxes: Sequence[_Box], kind: bytes) -> _Box:
    found = [box for box in boxes if box.kind == kind]
    need(len(found) == 1)
    return found[0]


def _check_properties(view: memoryview, parts: Sequence[_Box]) -> None:
    properties = _one(list(_boxes(view, *_inside(_one(parts, b"iprp")))), b"ipco")
    need({box.kind for box in _boxes(view, *_inside(properties))} <= _PROPERTIES)


def _inside(box: _Box) -> Range:
    return box.start, box.end


def _items(view: memoryview, box: _Box) -> dict[int, bytes]:
    """Give the kind of each item by its number."""
    version = whole(view, box.start, 1)
    at = box.start + (6 if version == 0 else 8)
    found: dict[int, bytes] = {}
    for entry in _boxes(view, at, box.end):
        need(entry.kind == b"infe")
        of = whole(view, entry.start, 1)
        need(of in (2, 3))
        wide = 2 if of == 2 else 4
        found[whole(view, entry.start + 4, wide)] = bytes(take(view, entry.start + 4 + wide + 2, 4))
    return found


def _places(view: memoryview, box: _Box, data: int) -> dict[int, list[Range]]:
    """Give where the bytes of each item lie."""
    version = whole(view, box.start, 1)
    need(version <= 2)
    sizes = whole(view, box.start + 4, 2)
    offset, length, base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index = sizes & 15 if version else 0
    need(offset in (4, 8) and length in (4, 8) and base in (0, 4, 8) and index == 0)
    wide = 4 if version == 2 else 2
    at = box.start + 6 + wide
    found: dict[int, list[Range]] = {}
    for _item in range(whole(view, box.start + 6, wide)):
        item, at = whole(view, at, wide), at + wide
        inside = whole(view, at, 2) & 15 if version else 0
        at += 2 if version else 0
        need(whole(view, at, 2) == 0 and inside in (0, 1) and (data >= 0 or not inside))
        start = whole(view, at + 2, base) + (data if inside else 0)
        count, at = whole(view, at + 2 + base, 2), at + 4 + base
        some = found.setdefault(item, [])
        for _extent in range(count):
            first, size = start + whole(view, at, offset), whole(view, at + offset, length)
            need(size)
            some.append((first, first + size))
            at += offset + length
        need(at <= box.end)
    return found


def _check_room(room: Sequence[Range], places: Sequence[Range]) -> None:
    need(len(room) <= _MOST_ROOMS and len(places) <= _MOST_PLACES)
    for first, last in places:
        need(any(start <= first and last <= end for start, end in room))


# --- taking out


def _blank(out: bytearray, room: Sequence[Range], kept: Sequence[Range]) -> None:
    """Fill with nothing what no picture needs."""
    for start, end in room:
        at = start
        for first, last in sorted(kept):
            if start <= first and last <= end:
                out[at : max(at, first)] = bytes(max(at, first) - at)
                at = max(at, last)
        out[at:end] = bytes(end - at)


def _write_empty_exif(out: bytearray, some: Sequence[Range], kept: Sequence[Range]) -> None:
    """Leave Exif behind that says nothing, where it says that some is."""
    need(not any(first < end and start < last for first, last in kept for start, end in some))
    first, last = some[0] if some else (0, 0)
    empty = bytes(4) + orientation.write(orientation.UPRIGHT)  # the first four: it begins at once
    if last - first >= len(empty):
        out[first : first + len(empty)] = empty
