"""Turns the bytes of a text export into text, and says in words when they are something else.

Offices save CSV as UTF-8 (with or without a byte order mark), as "Unicode text" (UTF-16) or in the
Windows code page 1252. There is no label inside such a file, so the encoding is inferred, and what
was assumed is said whenever it is not certain.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from liaison_app.errors import UnreadableInput
from liaison_app.language.catalogues import _

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_PACKED = (b"PK\x03\x04", b"PK\x05\x06", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b")
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f]")
_C1 = re.compile("[\x80-\x9f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and how it was read.

    `encoding` is a name for people; `assumed` is true when the file did not prove it. `damaged`
    counts characters that could not be read (they stand as U+FFFD in `text`).
    """

    text: str
    encoding: str
    assumed: bool
    damaged: int


def decode(data: bytes, name: str) -> Decoded:
    """Read `data` as text; `name` is the file's name for the sentence, should it fail.

    Raises:
        UnreadableInput: the file is empty, or not text at all.
    """
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe"):
        raise UnreadableInput(
            _("{name} is empty. Export it again from the school's system.").format(name=name)
        )
    _refuse_what_is_not_text(data, name)
    decoded = _decode(data)
    strange = len(_CONTROL.findall(decoded.text)) + len(_C1.findall(decoded.text))
    if (strange + decoded.damaged) * 50 > len(decoded.text):
        raise _not_a_table(name)
    return Decoded(
        _CONTROL.sub("", decoded.text), decoded.encoding, decoded.assumed, decoded.damaged
    )


def _decode(data: bytes) -> Decoded:
    if data.startswith(codecs.BOM_UTF8):
        return _utf8(data[3:])
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _utf16(data[2:], codec, assumed=False)
    guessed = _utf16_without_mark(data)
    if guessed:
        return _utf16(data, guessed, assumed=True)
    read = _utf8(data)
    if read.damaged and read.damaged * 10 > sum(map(_beyond_ascii, read.text)) - read.damaged:
        # Bytes that are no UTF-8 are many beside the characters that prove it.
        text = data.decode("cp1252", "replace")
        return Decoded(text, "Windows-1252", assumed=True, damaged=text.count("\ufffd"))
    return read


def _utf8(data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    own = data.count(b"\xef\xbf\xbd")  # a replacement character that the file itself holds
    return Decoded(text, "UTF-8", assumed=False, damaged=max(text.count("\ufffd") - own, 0))


def _utf16(data: bytes, codec: str, *, assumed: bool) -> Decoded:
    text = data.decode(codec, "replace")
    return Decoded(text, "UTF-16", assumed=assumed, damaged=text.count("\ufffd"))


def _utf16_without_mark(data: bytes) -> str:
    """Which UTF-16 this is, from where the zero bytes of its ASCII part stand; else empty."""
    head = data[:4096]
    half = len(head) // 2
    first, second = head[0::2].count(0), head[1::2].count(0)
    if half and second > half * 0.4 and first < half * 0.05:
        return "utf-16-le"
    if half and first > half * 0.4 and second < half * 0.05:
        return "utf-16-be"
    return ""


def _beyond_ascii(character: str) -> bool:
    return character > "\x7f"


def _refuse_what_is_not_text(data: bytes, name: str) -> None:
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if data.startswith(_OLE):
        raise old_workbook(data, name)
    if data.startswith(b"%PDF"):
        raise UnreadableInput(
            _("{name} is a PDF. Export the list as CSV or .xlsx instead.").format(name=name)
        )
    if data.startswith(_PICTURES):
        raise UnreadableInput(
            _("{name} is a picture. Export the list as CSV or .xlsx instead.").format(name=name)
        )
    if data.startswith(_PACKED):
        raise UnreadableInput(
            _("{name} is a packed or damaged file. Ask for the export again.").format(name=name)
        )
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"{\\rtf")):
        raise UnreadableInput(
            _(
                "{name} is a web page or document that only looks like a spreadsheet. "
                "Open it in a spreadsheet program and save it as .xlsx."
            ).format(name=name)
        )
    if data.startswith(_UTF32) or data.startswith((b"SQLite format 3", b"\x7fELF", b"MZ\x90")):
        raise _not_a_table(name)


def old_workbook(data: bytes, name: str) -> UnreadableInput:
    """The sentence for an OLE container: a locked workbook, or one of before 2007."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableInput(
            _(
                "{name} is locked with a password. Open it in a spreadsheet program, save a copy "
                "without a password, and import that."
            ).format(name=name)
        )
    return UnreadableInput(
        _(
            "{name} is a workbook of the old kind (.xls). Open it in a spreadsheet program and "
            "save it as .xlsx or CSV."
        ).format(name=name)
    )


def _not_a_table(name: str) -> UnreadableInput:
    return UnreadableInput(
        _("{name} is not a list that can be read. Export it as CSV or .xlsx.").format(name=name)
    )
