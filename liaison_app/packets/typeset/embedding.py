"""Fonts in a document: one subset of each face, with a code for each glyph and its characters.

A code (CID) stands for a glyph together with the characters it was made from, so that text that is
searched, copied or read aloud is the text that was written. HarfBuzz cuts the subset when the
document is saved, when all glyphs are known; what is drawn beside its place is added.
Formats: ISO 32000-1, 9.7 (composite fonts) and 9.10.3 (ToUnicode).
"""

from __future__ import annotations

import struct
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import uharfbuzz as hb
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFString,
)

from liaison_app.packets.compact import Verbatim, deflated
from liaison_app.packets.typeset.encoding import Key
from liaison_app.remembered import remembered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.packets.typeset.faces import Face
from liaison_app.packets.typeset.drawings import Shape, marks_of, with_drawings

_ASCII = range(0x20, 0x7F)
_FIRST_FREE = len(_ASCII) + 1  # code 0 is nothing's
_MOST_ROWS = 100  # of one bfchar section
_DROPPED = (
    b"GSUB",
    b"GPOS",
    b"GDEF",
    b"kern",
    b"STAT",
    b"meta",
    b"DSIG",
    b"name",
    b"post",
    b"OS/2",
)


class Codes(dict[Key, str]):
    """The code of each glyph and its characters, four hexadecimal digits, given as they come.

    The letters, digits and signs of ASCII have codes of their own before all others: so pages on
    which no name stands are the same bytes, whatever name stands before them.
    """

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._reserved = _reserved(face)
        self._next = _FIRST_FREE

    def __missing__(self, key: Key) -> str:
        code = self._reserved.get(key)
        if code is None:
            code = f"{self._next:04X}"
            self._next += 1
        self[key] = code
        return code

    def shapes(self) -> tuple[Shape, ...]:
        """What each code draws, from 0 on; those that are nothing's, the sign for nothing."""
        drawn: list[Shape] = [0] * self._next
        for (shape, _), code in self.items():
            drawn[int(code, 16)] = shape
        return tuple(drawn)


@cache
def _reserved(face: Face) -> dict[Key, str]:
    glyphs = ((chr(point), face.font.get_nominal_glyph(point)) for point in _ASCII)
    return {(glyph, said): f"{number:04X}" for number, (said, glyph) in enumerate(glyphs, 1)}


class DocumentFont:
    """A face as one document uses it. ReportLab calls `addObjects` when it saves."""

    def __init__(self, face: Face, number: int) -> None:
        self.face = face
        self.name = f"S{number}"
        self.codes = Codes(face)
        self._tag = "".join(chr(ord("A") + digit) for digit in (number // 26 % 26, number % 26))

    def filled(self, keys: Iterable[Key]) -> tuple[str, ...]:
        """The font's name, and the codes of these keys."""
        return (self.name, *map(self.codes.__getitem__, keys))

    def addObjects(self, document: Any) -> None:  # noqa: N802 - ReportLab's name
        """Put the font and all that belongs to it into the document."""
        shapes = self.codes.shapes()
        data, places = _subset(self.face, shapes)
        base = PDFName(f"LIAI{self._tag}+{self.face.name}")
        descriptor = _dictionary(
            Type=PDFName("FontDescriptor"),
            FontName=base,
            Flags=4,  # symbolic: codes are our own
            FontBBox=PDFArray([-500, round(self.face.descent), 2000, round(self.face.ascent)]),
            ItalicAngle=0,
            StemV=80,
            Ascent=round(self.face.ascent),
            Descent=round(self.face.descent),
            CapHeight=700,
            FontFile2=document.Reference(deflated(data, b"/Length1 %d" % len(data))),
        )
        widths = " ".join(f"{self._width(shape):.8g}" for shape in shapes)
        descendant = _dictionary(
            Type=PDFName("Font"),
            Subtype=PDFName("CIDFontType2"),
            BaseFont=base,
            FontDescriptor=document.Reference(descriptor),
            DW=1000,
            CIDSystemInfo=_dictionary(
                Registry=PDFString("Adobe"), Ordering=PDFString("Identity"), Supplement=0
            ),
            W=Verbatim(f"[0 [{widths}]]".encode()),
            CIDToGIDMap=document.Reference(deflated(places)),
        )
        font = _dictionary(
            Type=PDFName("Font"),
            Subtype=PDFName("Type0"),
            BaseFont=base,
            Encoding=PDFName("Identity-H"),
            DescendantFonts=PDFArray([document.Reference(descendant)]),
            ToUnicode=document.Reference(deflated(_to_unicode(self.codes).encode())),
        )
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = document.Reference(font, f"font.{self.name}")

    def _width(self, shape: Shape) -> float:
        return round(sum(self.face.advances[glyph] for glyph, _, _ in marks_of(shape)), 2)


class Fonts(dict["Face", DocumentFont]):
    """The fonts of a document; a face is in it from the first time on that it is asked for."""

    def __init__(self, document: Any) -> None:
        super().__init__()
        self._document = document

    def __missing__(self, face: Face) -> DocumentFont:
        font = self[face] = DocumentFont(face, len(self))
        self._document.delayedFonts.append(font)
        return font


def fonts_of(document: Any) -> Fonts:
    """The fonts of a ReportLab document."""
    kept = vars(document)
    if "shaped_fonts" not in kept:
        kept["shaped_fonts"] = Fonts(document)
    fonts: Fonts = kept["shaped_fonts"]
    return fonts


def _dictionary(**entries: Any) -> Any:
    return PDFDictionary(entries)


@remembered(16)  # packets of a school have the same letters, as a rule
def _subset(face: Face, shapes: tuple[Shape, ...]) -> tuple[bytes, bytes]:
    """A font file that has these shapes as glyphs, and their numbers in it, two bytes each."""
    wanted = hb.SubsetInput()
    wanted.flags = (
        hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NO_BIDI_CLOSURE
        | hb.SubsetFlags.NOTDEF_OUTLINE
    )
    wanted.glyph_set.update({glyph for shape in shapes for glyph, _, _ in marks_of(shape)})
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _DROPPED)
    plan = hb.SubsetPlan(_prepared(face), wanted)
    data: bytes = plan.execute().blob.data
    new: dict[int, int] = dict(plan.old_to_new_glyph_mapping)
    places: dict[Shape, int] = dict(new.items())
    added = [shape for shape in dict.fromkeys(shapes) if shape not in places]
    places.update((shape, max(new.values()) + at) for at, shape in enumerate(added, 1))
    drawings = [
        tuple((new[glyph], right, up) for glyph, right, up in marks_of(shape)) for shape in added
    ]
    numbers = (places[shape] for shape in shapes)
    return with_drawings(data, drawings), struct.pack(f">{len(shapes)}H", *numbers)


@cache
def _prepared(face: Face) -> Any:
    return hb.subset_preprocess(face.face)


def _to_unicode(codes: Codes) -> str:
    by_code = sorted(codes.items(), key=itemgetter(1))
    rows = [f"<{code}> <{_utf16(words)}>" for (_, words), code in by_code]
    sections = [rows[first : first + _MOST_ROWS] for first in range(0, len(rows), _MOST_ROWS)]
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        + "".join(
            f"{len(section)} beginbfchar\n" + "\n".join(section) + "\nendbfchar\n"
            for section in sections
        )
        + "endcmap CMapName currentdict /CMap defineresource pop end end\n"
    )


def _utf16(words: str) -> str:
    return words.encode("utf-16-be").hex().upper()
