"""Photos that say where they were taken, made by a real encoder, and HEIC by hand."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image, PngImagePlugin
from PIL.Image import Exif

NEEDLE = b"12 Elm Street"
WORDS = NEEDLE.decode()
SIX = 6  # turned to the right


def picture(mode: str = "RGB") -> Image.Image:
    """A small picture that is no single colour."""
    made = Image.new("RGB", (48, 32))
    made.putdata([(x * 5, y * 7, (x * y) % 256) for y in range(32) for x in range(48)])
    return made.convert(mode)


def exif(orientation: int = SIX) -> Exif:
    """Exif with an address, a place on earth, a time, and how the photo is turned."""
    found = Exif()
    found[0x0112] = orientation
    found[0x010E] = WORDS
    found[0x013B] = WORDS
    found[0x0132] = "2026:11:22 10:11:12"
    found.get_ifd(0x8825).update({1: "N", 2: (41.0, 8.0, 30.0), 3: "W", 4: (104.0, 49.0, 1.0)})
    return found


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf>' + NEEDLE + b"</rdf></x:xmpmeta>"


def jpeg(*, orientation: int = SIX, progressive: bool = False, mode: str = "RGB") -> bytes:
    """A JPEG with Exif, XMP, IPTC, a comment, small pictures, a profile and a trailer."""
    out = io.BytesIO()
    picture(mode).save(
        out,
        "JPEG",
        exif=exif(orientation),
        xmp=XMP,
        comment=WORDS,
        icc_profile=b"profile " * 20,
        progressive=progressive,
    )
    raw = out.getvalue()
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x12\x1c\x02\x78\0\x0d" + NEEDLE
    extra = _segment(0xED, iptc) + _segment(0xE5, NEEDLE) + _segment(0xE2, b"FPXR\0" + NEEDLE)
    extra += _segment(0xE0, b"JFXX\0\x13\x01\x01" + NEEDLE)
    rest = raw[2:]
    if rest.startswith(b"\xff\xe0\x00\x10JFIF"):  # five points of a small picture
        rest = b"\xff\xe0\x00\x1f" + rest[4:16] + b"\5\1" + NEEDLE + b"!!" + rest[18:]
    return raw[:2] + extra + rest + b"trailer " + NEEDLE


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def png(*, mode: str = "RGB", animated: bool = False) -> bytes:
    """A PNG with texts of three kinds, a time, Exif, a chunk of some program and a trailer."""
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", WORDS)
    said.add_text("Packed", WORDS, zip=True)
    said.add_itxt("XML:com.adobe.xmp", XMP.decode())
    said.add(b"tIME", struct.pack(">HBBBBB", 2026, 11, 22, 10, 11, 12))
    said.add(b"caBX", NEEDLE)
    out = io.BytesIO()
    more = [picture(mode).rotate(180)] if animated else []
    picture(mode).save(
        out, "PNG", pnginfo=said, exif=exif(), save_all=animated, append_images=more, dpi=(72, 72)
    )
    return out.getvalue() + NEEDLE


def gif() -> bytes:
    """An animated GIF with a comment, XMP and a trailer."""
    out = io.BytesIO()
    picture("P").save(
        out,
        "GIF",
        save_all=True,
        append_images=[picture("P").rotate(180)],
        comment=NEEDLE,
        loop=3,
        duration=[100, 200],
    )
    raw = out.getvalue()
    at = raw.index(b"\x21\xff\x0bNETSCAPE2.0")
    xmp = b"\x21\xff\x0bXMP DataXMP" + XMP + b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    return raw[:at] + xmp + raw[at:] + NEEDLE


def webp(*, animated: bool = False, orientation: int = SIX) -> bytes:
    """A WebP with Exif, XMP, a chunk that nobody knows and a trailer."""
    out = io.BytesIO()
    more = [picture().rotate(180)] if animated else []
    picture().save(
        out,
        "WEBP",
        exif=exif(orientation),
        xmp=XMP,
        icc_profile=b"profile " * 20,
        save_all=animated,
        append_images=more,
        lossless=True,
    )
    raw = out.getvalue() + b"ABCD" + struct.pack("<I", len(NEEDLE)) + NEEDLE + b"\0"
    return raw[:4] + struct.pack("<I", len(raw) - 8) + raw[8:] + NEEDLE


def avif() -> bytes:
    """An AVIF with Exif and XMP."""
    out = io.BytesIO()
    picture().save(out, "AVIF", exif=exif(), xmp=XMP, quality=90)
    return out.getvalue()


def heic(*, item: bytes = b"Exif", more: bytes = b"", extra_property: bytes = b"") -> bytes:
    """A HEIC with a picture in two pieces, Exif between them, and bytes that nothing names.

    Args:
        item: kind of the item that is no picture.
        more: a further box at the end.
        extra_property: a further property of the picture.
    """
    first, second = b"PICTURE-A" * 9, b"PICTURE-B" * 5
    said = struct.pack(">I", 6) + b"Exif\0\0" + exif().tobytes()[6:]
    hidden = b"left over: " + NEEDLE
    ftyp = _box(b"ftyp", b"heic\0\0\0\0mif1heic")

    def meta(start: int) -> bytes:
        one, two = start, start + len(first) + len(said)
        iloc = struct.pack(">IHHHHHIIII", 0, 0x4400, 2, 1, 0, 2, one, len(first), two, len(second))
        iloc += struct.pack(">HHHII", 2, 0, 1, start + len(first), len(said))
        infe = _infe(1, b"hvc1") + _infe(2, item)
        turned = _box(b"irot", b"\1") + _box(b"ispe", bytes(12)) + extra_property
        return _box(
            b"meta",
            bytes(4)
            + _box(b"hdlr", bytes(8) + b"pict" + bytes(13))
            + _box(b"pitm", bytes(4) + b"\0\1")
            + _box(b"iinf", bytes(4) + struct.pack(">H", 2) + infe)
            + _box(b"iprp", _box(b"ipco", turned) + _box(b"ipma", bytes(8)))
            + _box(b"iloc", iloc),
        )

    start = len(ftyp) + len(meta(0)) + 8
    body = first + said + second + hidden
    return ftyp + meta(start) + _box(b"mdat", body) + _box(b"free", NEEDLE) + more


def _infe(number: int, kind: bytes) -> bytes:
    return _box(b"infe", b"\2\0\0\0" + struct.pack(">HH", number, 0) + kind + b"\0")


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def unpacked(raw: bytes) -> bytes:
    """The bytes of a PNG's chunks that are packed, for a search in them."""
    out = b""
    for at in range(len(raw)):
        if raw[at : at + 2] in (b"x\x9c", b"x\xda"):
            try:
                out += zlib.decompressobj().decompress(raw[at:])
            except zlib.error:
                continue
    return out
