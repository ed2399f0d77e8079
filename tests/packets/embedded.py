"""A font as a PDF carries it: which code draws which outline, how wide it is, what it says.

Outlines are told apart by their points, so that what a reader sees can be compared with a shipped
face without believing a word of what the file says about itself.
"""

from __future__ import annotations

import hashlib
import io
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf.generic import DictionaryObject

    Box = tuple[float, float, float, float]

NOTHING = ""
"""The outline of a glyph that draws nothing, such as a space."""

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")


class NotEmbedded(AssertionError):
    """Words are drawn in a font that the file does not carry, or not as glyphs of a subset."""


def outline(font: TTFont, glyph: str) -> str:
    """The identity of what a glyph draws, the same in a font and in every subset of it."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[glyph].draw(pen)
    if not pen.value:
        return NOTHING
    drawn = f"{font['head'].unitsPerEm} {pen.value!r}"
    return hashlib.sha256(drawn.encode()).hexdigest()[:16]


class Embedded:
    """One composite font of a document."""

    def __init__(self, font: DictionaryObject) -> None:
        self.name = str(font["/BaseFont"]).lstrip("/")
        kind = str(font["/Subtype"]), str(font.get("/Encoding"))
        self.composite = kind == ("/Type0", "/Identity-H")
        self._within: Any = (
            font["/DescendantFonts"][0].get_object()  # type: ignore[index]
            if self.composite
            else {"/FontDescriptor": {}}
        )
        self._said: Any = font.get("/ToUnicode")
        self._outlines: dict[int, str] = {}
        self._boxes: dict[int, Box | None] = {}

    @cached_property
    def face(self) -> TTFont:
        """The face inside the file."""
        descriptor = self._within["/FontDescriptor"]
        if "/FontFile2" not in descriptor:
            raise NotEmbedded(f"{self.name} is not in the file")
        return TTFont(io.BytesIO(descriptor["/FontFile2"].get_data()), lazy=True)

    @cached_property
    def units(self) -> int:
        """Units to the em."""
        return int(self.face["head"].unitsPerEm)

    @cached_property
    def _names(self) -> list[str]:
        return list(self.face.getGlyphOrder())

    @cached_property
    def _glyph_of(self) -> bytes | None:
        mapped = self._within.get("/CIDToGIDMap")
        if mapped is None or mapped == "/Identity":
            return None
        return bytes(mapped.get_object().get_data())

    def glyph(self, code: int) -> int:
        """The number of the glyph that a code draws; 0 is the box for what is missing."""
        table = self._glyph_of
        return code if table is None else int.from_bytes(table[2 * code : 2 * code + 2], "big")

    def outline(self, code: int) -> str:
        """What a code draws."""
        if code not in self._outlines:
            self._outlines[code] = outline(self.face, self._names[self.glyph(code)])
        return self._outlines[code]

    def box(self, code: int) -> Box | None:
        """The box of the ink in ems, from the origin: left, bottom, right, top."""
        if code not in self._boxes:
            glyphs = self.face.getGlyphSet()
            pen = BoundsPen(glyphs)
            glyphs[self._names[self.glyph(code)]].draw(pen)
            found = pen.bounds
            self._boxes[code] = (
                None
                if found is None
                else (
                    found[0] / self.units,
                    found[1] / self.units,
                    found[2] / self.units,
                    found[3] / self.units,
                )
            )
        return self._boxes[code]

    @cached_property
    def _widths(self) -> dict[int, float]:
        return dict(_widths(list(self._within.get("/W", []))))

    def width(self, code: int) -> float:
        """How far a code moves the pen, in ems."""
        return self._widths.get(code, float(self._within.get("/DW", 1000))) / 1000

    @cached_property
    def _texts(self) -> dict[int, str]:
        if self._said is None:
            return {}
        return dict(_texts(self._said.get_object().get_data()))

    def text(self, code: int) -> str:
        """What the file says that a code says."""
        return self._texts.get(code, "")


def _widths(given: list[Any]) -> Iterator[tuple[int, float]]:
    at = 0
    while at < len(given):
        first, then = int(given[at]), given[at + 1]
        if isinstance(then, list):
            yield from ((first + n, float(width)) for n, width in enumerate(then))
            at += 2
        else:
            yield from ((code, float(given[at + 2])) for code in range(first, int(then) + 1))
            at += 3


def _texts(cmap: bytes) -> Iterator[tuple[int, str]]:
    for kind, body in _BLOCK.findall(cmap):
        if b"[" in body:
            raise NotImplementedError("a range of texts one by one")
        numbers = [found[0] for found in _HEX.findall(body)]
        step = 2 if kind == b"bfchar" else 3
        for at in range(0, len(numbers), step):
            first, last = int(numbers[at], 16), int(numbers[at + step - 2], 16)
            said = bytes.fromhex(numbers[at + step - 1].decode()).decode("utf-16-be")
            for code in range(first, last + 1):
                yield code, said[:-1] + chr(ord(said[-1]) + code - first) if said else ""
