"""A line as PDF operators, ready for any document and any place and size.

Drawing is most of the work of a packet, and most paragraphs of a packet are the same for every
family. So a line is encoded once: its text space is one em wide per unit, moves are those of TJ in
thousandths of an em, and where the code of a glyph belongs stands a `%s` that each document fills
with its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from liaison_app.packets.typeset.characters import readable

if TYPE_CHECKING:
    from liaison_app.packets.typeset.faces import Face
    from liaison_app.packets.typeset.shaping import Glyph

Key = tuple[int, str]
"""A glyph and the characters it stands for: what a document gives a code to."""

_SLIGHT = 0.05  # thousandths of an em that no eye sees; they do not add up
_EXTRA = "\u200b"  # stands for a glyph that no character is left for


@dataclass(frozen=True, slots=True)
class Part:
    """Glyphs of one face, from left to right. `end`: after the last of their characters."""

    face: Face
    stroked: bool
    rtl: bool
    glyphs: list[Glyph]
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Operators with one `%s` for the code of each of the keys."""

    face: Face
    operators: str
    keys: tuple[Key, ...]


def encode(parts: list[Part], words: str) -> tuple[Piece, ...]:
    """The pieces of a line.

    Args:
        parts: what is in it, from left to right.
        words: the paragraph whose characters the glyphs stand for.
    """
    pieces: list[Piece] = []
    pen = _Pen()
    for (face, stroked), same in groupby(parts, attrgetter("face", "stroked")):
        for part in same:
            _write(pen, part, words)
        pieces.append(pen.take(face, stroked=stroked))
    return tuple(pieces)


def _write(pen: _Pen, part: Part, words: str) -> None:
    starts = sorted({glyph.at for glyph in part.glyphs})
    ends = dict(zip(starts, [*starts[1:], part.end], strict=False))  # no glyph, no end
    for at, same in groupby(part.glyphs, attrgetter("at")):
        glyphs = list(same)
        said = words[at : ends[at]]
        said = readable(said) or said
        shares = _share(said, len(glyphs), rtl=part.rtl)
        if len(said) < len(glyphs):
            pen.begin_actual(said)
        for glyph, share in zip(glyphs, shares, strict=True):
            pen.draw(part.face, glyph, share)
        if len(said) < len(glyphs):
            pen.end_actual()


def _share(said: str, glyphs: int, *, rtl: bool) -> list[str]:
    """Spread the characters of a cluster over its glyphs, the rest on the last."""
    if glyphs == 1:
        return [said]
    if len(said) >= glyphs:
        shares = [*said[: glyphs - 1], said[glyphs - 1 :]]
    else:
        shares = [*said, *[_EXTRA] * (glyphs - len(said))]
    return shares[::-1] if rtl else shares


class _Pen:
    """Writes text-showing operators; where it stands is counted as the page's reader will."""

    def __init__(self) -> None:
        self._at = self._place = self._rise = 0.0
        self._open = ""  # inside nothing, "[" an array, "<" a string in it
        self._written: list[str] = []
        self._keys: list[Key] = []

    def draw(self, face: Face, glyph: Glyph, words: str) -> None:
        """Draw a glyph, and go on by its advance."""
        if abs(glyph.y - self._rise) > _SLIGHT:
            self._close()
            self._written.append(f"{glyph.y / 1000:.5g} Ts ")
            self._rise = glyph.y
        self._move(self._place + glyph.x - self._at)
        self._reach("<")
        self._written.append("%s")
        self._keys.append((glyph.id, words))
        self._at += face.advance(glyph.id)
        self._place += glyph.advance

    def begin_actual(self, words: str) -> None:
        """Say what the next glyphs stand for together (PDF 1.7, 14.9.4)."""
        self._close()
        text = words.encode("utf-16-be").hex().upper()
        self._written.append(f"/Span<</ActualText<FEFF{text}>>>BDC ")

    def end_actual(self) -> None:
        """End what `begin_actual` began."""
        self._close()
        self._written.append("EMC ")

    def take(self, face: Face, *, stroked: bool) -> Piece:
        """What was written since the last time."""
        self._close()
        if self._rise:
            self._written.append("0 Ts ")
            self._rise = 0.0
        operators, keys = "".join(self._written), tuple(self._keys)
        self._written, self._keys = [], []
        return Piece(face, f"2 Tr {operators}0 Tr " if stroked else operators, keys)

    def _move(self, distance: float) -> None:
        if abs(distance) <= _SLIGHT:
            return
        step = round(distance, 2)
        self._reach("[")
        self._written.append(f"{-step:.8g}")
        self._at += step

    def _reach(self, state: str) -> None:
        """Go into an array, or into a string in it, whatever is open now."""
        if self._open == state:
            return
        if not self._open:
            self._written.append("[")
        self._written.append("<" if state == "<" else ">" if self._open == "<" else "")
        self._open = state

    def _close(self) -> None:
        if self._open:
            self._written.append(">]TJ " if self._open == "<" else "]TJ ")
        self._open = ""
