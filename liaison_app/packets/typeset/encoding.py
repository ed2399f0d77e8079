"""A line as PDF operators, ready for any document and any place and size.

Drawing is most of the work of a packet, and most paragraphs of a packet are the same for every
family. So a line is encoded once: its text space is one em wide per unit, moves are those of TJ in
thousandths of an em, and where the code of a glyph belongs stands a `%s` that each document fills
with its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter, sub
from typing import TYPE_CHECKING

from liaison_app.packets.typeset.characters import has_unread, readable

if TYPE_CHECKING:
    from liaison_app.packets.typeset.faces import Face
    from liaison_app.packets.typeset.shaping import Glyphs

Key = tuple[int, str]
"""A glyph and the characters it stands for: what a document gives a code to."""

_SLIGHT = 0.05  # thousandths of an em that no eye sees; they do not add up
_EXTRA = "\u200b"  # stands for a glyph that no character is left for


@dataclass(frozen=True, slots=True)
class Part:
    """Glyphs of a line that are drawn in one way. `stroked`: with a stroke, to look bold."""

    face: Face
    stroked: bool
    glyphs: Glyphs


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
            said = _said(part.glyphs, words)
            if _is_plain(part.glyphs):
                pen.draw_plain(face, part.glyphs, said)
            else:
                pen.draw(face, part.glyphs, said)
        operators, keys = pen.take()
        pieces.append(Piece(face, f"2 Tr {operators}0 Tr " if stroked else operators, keys))
    return tuple(pieces)


def _said(glyphs: Glyphs, words: str) -> list[str]:
    """The characters of each glyph's cluster."""
    if glyphs.rtl:
        borders = [glyphs.end, *glyphs.ats]
        said = [words[at:end] for end, at in pairwise(borders)]
    else:
        borders = [*glyphs.ats, glyphs.end]
        said = [words[at:end] for at, end in pairwise(borders)]
    if has_unread(words):
        return [readable(one) or one for one in said]
    return said


def _is_plain(glyphs: Glyphs) -> bool:
    """Whether each cluster is one glyph that stands at the pen."""
    return not any(glyphs.ys) and not any(glyphs.xs) and len(set(glyphs.ats)) == len(glyphs.ats)


class _Pen:
    """Writes text-showing operators; where it stands is counted as the page's reader will."""

    def __init__(self) -> None:
        self._behind = 0.0  # how far left of us the reader's pen is
        self._rise = 0.0
        self._open = ""  # inside nothing, "[" an array, "<" a string in it
        self._written: list[str] = []
        self._keys: list[Key] = []

    def draw_plain(self, face: Face, glyphs: Glyphs, said: list[str]) -> None:
        """Draw glyphs that each stand at the pen for their own characters: only kerns between."""
        self._lift(0.0)
        self._move(self._behind)
        self._reach("<")
        steps = list(map(sub, glyphs.advances, map(face.advances.__getitem__, glyphs.ids)))
        self._written += [
            "%s" if -_SLIGHT < step < _SLIGHT else f"%s>{-step:.6g}<" for step in steps
        ]
        self._keys += zip(glyphs.ids, said, strict=True)

    def draw(self, face: Face, glyphs: Glyphs, said: list[str]) -> None:
        """Draw any glyphs, cluster by cluster."""
        first = 0
        for _, same in groupby(glyphs.ats):
            last = first + len(list(same))
            words = said[first if glyphs.rtl else last - 1]
            whole = len(words) >= last - first
            if not whole:
                self._begin_actual(words)
            for index, share in enumerate(_share(words, last - first, rtl=glyphs.rtl), first):
                self._lift(glyphs.ys[index])
                self._move(self._behind + glyphs.xs[index])
                self._reach("<")
                self._written.append("%s")
                self._keys.append((glyphs.ids[index], share))
                self._behind += glyphs.advances[index] - face.advances[glyphs.ids[index]]
            if not whole:
                self._end_actual()
            first = last

    def take(self) -> tuple[str, tuple[Key, ...]]:
        """What was written since the last time."""
        self._lift(0.0)
        self._close()
        operators, keys = "".join(self._written), tuple(self._keys)
        self._written, self._keys = [], []
        return operators, keys

    def _begin_actual(self, words: str) -> None:
        """Say what the next glyphs stand for together (ISO 32000-1, 14.9.4)."""
        self._close()
        text = words.encode("utf-16-be").hex().upper()
        self._written.append(f"/Span<</ActualText<FEFF{text}>>>BDC ")

    def _end_actual(self) -> None:
        self._close()
        self._written.append("EMC ")

    def _lift(self, rise: float) -> None:
        if -_SLIGHT < rise - self._rise < _SLIGHT:
            return
        self._close()
        self._written.append(f"{rise / 1000:.5g} Ts ")
        self._rise = rise

    def _move(self, distance: float) -> None:
        if -_SLIGHT < distance < _SLIGHT:
            return
        step = round(distance, 2)
        self._reach("[")
        self._written.append(f"{-step:.8g}")
        self._behind -= step

    def _reach(self, state: str) -> None:
        """Go into an array, or into a string in it, whatever is open now."""
        if self._open != state:
            self._written.append(_OPENING[self._open, state])
            self._open = state

    def _close(self) -> None:
        if self._open:
            self._written.append(">]TJ " if self._open == "<" else "]TJ ")
            self._open = ""


_OPENING = {("", "["): "[", ("", "<"): "[<", ("[", "<"): "<", ("<", "["): ">"}


def _share(said: str, glyphs: int, *, rtl: bool) -> list[str]:
    """Spread the characters of a cluster over its glyphs, the rest on the last."""
    if glyphs == 1:
        return [said]
    if len(said) >= glyphs:
        shares = [*said[: glyphs - 1], said[glyphs - 1 :]]
    else:
        shares = [*said, *[_EXTRA] * (glyphs - len(said))]
    return shares[::-1] if rtl else shares
