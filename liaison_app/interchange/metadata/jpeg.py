"""JPEG (ITU-T T.81, annex B): without Exif, XMP, IPTC, comments, small pictures and trailers.

What the picture needs stays: the tables, the scans, the colour profile (APP2 ICC_PROFILE), and how
its colours are coded (APP14 Adobe).
"""

from __future__ import annotations

import re

from liaison_app.interchange.metadata import orientation
from liaison_app.interchange.metadata.bounds import MOST_BLOCKS, Unfit, need, take, whole

_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_JFIF, _EXIF, _ICC, _ADOBE, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xFE
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_TABLES = frozenset({*range(0xC0, 0xD0), *range(0xDB, 0xE0)})
_APPLICATIONS = range(0xE0, 0xF0)


def is_one(content: bytes) -> bool:
    """Whether a file begins as a JPEG does."""
    return content.startswith(b"\xff\xd8\xff")


def strip(content: bytes) -> bytes:
    """Give the photo without what it says of itself.

    Raises:
        Unfit: it is not exactly a JPEG.
    """
    view = memoryview(content)
    out = bytearray()
    jfif, turned, at, scans = b"", orientation.UPRIGHT, 2, 0
    for _block in range(MOST_BLOCKS):
        at = _marker_at(view, at)
        marker, segment = _segment_at(view, at)
        if marker == _END:
            break
        body, at = segment[4:], at + len(segment)
        if marker == _JFIF and not jfif:
            jfif = _without_small_picture(body)
        elif marker == _EXIF and bytes(body[:6]) == b"Exif\0\0" and turned == orientation.UPRIGHT:
            turned = orientation.read(body[6:])
        elif marker == _ADOBE and bytes(body[:5]) == b"Adobe" and len(body) >= 12:
            out += b"\xff\xee\x00\x0e" + bytes(body[:12])
        elif _stays(marker, body):
            out += segment
        if marker == _SCAN:
            found = _NEXT_MARKER.search(content, at)
            need(found)
            end = found.start() if found else at
            out += view[at:end]
            at, scans = end, scans + 1
    else:
        raise Unfit
    need(scans)
    exif = b"" if turned == orientation.UPRIGHT else _segment(_turned(turned))
    return b"".join((b"\xff\xd8", jfif, exif, out, b"\xff\xd9"))


def _marker_at(view: memoryview, at: int) -> int:
    """Give where a marker is; any number of 0xFF may come before it."""
    need(whole(view, at, 1) == 0xFF)
    while whole(view, at + 1, 1) == 0xFF:
        at += 1
    return at


def _segment_at(view: memoryview, at: int) -> tuple[int, memoryview]:
    marker = whole(view, at + 1, 1)
    if marker == _END:
        return marker, view[at : at + 2]
    size = whole(view, at + 2, 2)
    need(size >= 2)
    return marker, take(view, at, size + 2)


def _stays(marker: int, body: memoryview) -> bool:
    """Whether a segment is needed to show the picture."""
    if marker == _ICC:
        return bytes(body[:12]) == b"ICC_PROFILE\0"
    if marker == _COMMENT or marker in _APPLICATIONS:
        return False
    need(marker == _SCAN or marker in _TABLES)
    return True


def _without_small_picture(body: memoryview) -> bytes:
    if bytes(body[:5]) != b"JFIF\0" or len(body) < 14:
        return b""
    fixed = b"\xff\xe0\x00\x10" + bytes(body[:12])
    return fixed + b"\0\0"


def _turned(turned: int) -> bytes:
    return b"Exif\0\0" + orientation.write(turned)


def _segment(body: bytes) -> bytes:
    return b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body
