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

Key = tuple[int, int, int, str]
"""A glyph, how far right and up of the pen it is drawn, in the face's units, and the characters it
stands for: what a document gives a code to."""

_SLIGHT = 0.05  # thousandths of an em that no eye sees
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
    for (face, stroked), same in groupby(parts, attrgetter("face", "stroked")):
        written: list[str] = []
        keys: list[Key] = []
        for part in same:
            said, wholes = _shares(part.glyphs, words)
            written += _written(part, wholes)
            keys += zip(part.glyphs.ids, part.glyphs.rights, part.glyphs.ups, said, strict=True)
        operators = f"[<{''.join(written)}>]TJ ".replace("[<>]TJ ", "").replace("<>", "")
        pieces.append(Piece(face, f"2 Tr {operators}0 Tr " if stroked else operators, tuple(keys)))
    return tuple(pieces)


Wholes = dict[int, tuple[int, str]]
"""Where glyphs stand for fewer characters than they are: first glyph -> after the last, words."""


def _written(part: Part, wholes: Wholes) -> list[str]:
    """What stands inside the string of a TJ operator: codes and kerns, and what breaks it."""
    glyphs, widths = part.glyphs, part.face.advances
    steps = map(sub, glyphs.advances, map(widths.__getitem__, glyphs.ids))
    written = ["%s" if -_SLIGHT < step < _SLIGHT else f"%s>{-step:.6g}<" for step in steps]
    for first, (last, words) in wholes.items():
        text = words.encode("utf-16-be").hex().upper()
        written[first] = f">]TJ /Span<</ActualText<FEFF{text}>>>BDC [<{written[first]}"
        written[last - 1] += ">]TJ EMC [<"
    return written


def _shares(glyphs: Glyphs, words: str) -> tuple[list[str], Wholes]:
    """The characters of each glyph, and the clusters that have too few for all of theirs."""
    said = _said(glyphs, words)
    wholes: Wholes = {}
    if len(set(glyphs.ats)) == len(said):
        return said, wholes
    first = 0
    for _, same in groupby(glyphs.ats):
        last = first + len(list(same))
        if last - first > 1:
            cluster = said[first if glyphs.rtl else last - 1]
            said[first:last] = _share(cluster, last - first, rtl=glyphs.rtl)
            if len(cluster) < last - first:
                wholes[first] = (last, cluster)
        first = last
    return said, wholes


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


def _share(said: str, glyphs: int, *, rtl: bool) -> list[str]:
    """Spread the characters of a cluster over its glyphs, the rest on the last."""
    if len(said) >= glyphs:
        shares = [*said[: glyphs - 1], said[glyphs - 1 :]]
    else:
        shares = [*said, *[_EXTRA] * (glyphs - len(said))]
    return shares[::-1] if rtl else shares
