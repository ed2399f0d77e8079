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
from liaison_app.remembered import when_closed

if TYPE_CHECKING:
    from liaison_app.packets.typeset.faces import Face
    from liaison_app.packets.typeset.shaping import Glyphs
from liaison_app.packets.typeset.drawings import Mark, Shape

Key = tuple[Shape, str]
"""What is drawn, and the characters it stands for: what a document gives a code to."""

_SLIGHT = 0.05  # thousandths of an em that no eye sees


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
            codes, shown = _encode(part, words)
            written += codes
            keys += _same(shown)
        operators = f"[<{''.join(written)}>]TJ ".replace("<>", "")
        pieces.append(Piece(face, f"2 Tr {operators}0 Tr " if stroked else operators, tuple(keys)))
    return tuple(pieces)


_KNOWN: dict[Key, Key] = {}
when_closed(_KNOWN.clear)
_MOST_KNOWN = 65536


def _same(keys: list[Key]) -> list[Key]:
    """The keys as lines share them: else lines would take ten times the memory."""
    if len(_KNOWN) > _MOST_KNOWN:
        _KNOWN.clear()
    return [_KNOWN.setdefault(key, key) for key in keys]


def _encode(part: Part, words: str) -> tuple[list[str], list[Key]]:
    """What stands in the string of a TJ operator, codes and kerns, and the keys of the codes."""
    glyphs, widths = part.glyphs, part.face.advances
    keys: list[Key] = list(zip(_shapes(glyphs), _said(glyphs, words), strict=True))
    steps = list(map(sub, glyphs.advances, map(widths.__getitem__, glyphs.ids)))
    if len(set(glyphs.ats)) < len(keys):
        keys, steps = _merged(part, keys, steps)
    codes = ["%s" if -_SLIGHT < step < _SLIGHT else f"%s>{-step:.6g}<" for step in steps]
    return codes, keys


def _shapes(glyphs: Glyphs) -> list[Shape]:
    """What is drawn for each glyph: itself, unless it stands beside its place."""
    if not any(glyphs.ups) and not any(glyphs.rights):
        return [*glyphs.ids]
    marks = zip(glyphs.ids, glyphs.rights, glyphs.ups, strict=True)
    return [(mark,) if mark[1] or mark[2] else mark[0] for mark in marks]


def _merged(part: Part, keys: list[Key], steps: list[float]) -> tuple[list[Key], list[float]]:
    """Clusters of several glyphs: their characters are spread over them.

    Where there are too few, as for a letter and its dots, all of them become one drawing: a code
    that says nothing would tear the word when it is searched.
    """
    glyphs = part.glyphs
    found: list[Key] = []
    moves: list[float] = []
    first = 0
    for _, same in groupby(glyphs.ats):
        last = first + len(list(same))
        words = keys[first if glyphs.rtl else last - 1][1]
        if len(words) >= last - first:
            shares = _share(words, last - first, rtl=glyphs.rtl)
            found += [(key[0], share) for key, share in zip(keys[first:last], shares, strict=True)]
            moves += steps[first:last]
        else:
            found.append((_drawing(part, first, last), words))
            moves.append(sum(steps[first:last]))
        first = last
    return found, moves


def _drawing(part: Part, first: int, last: int) -> tuple[Mark, ...]:
    """Several glyphs as one, each as far from the pen before the first as it is drawn."""
    glyphs = part.glyphs
    marks: list[Mark] = []
    pen = 0.0
    for at in range(first, last):
        marks.append((glyphs.ids[at], round(pen) + glyphs.rights[at], glyphs.ups[at]))
        pen += glyphs.advances[at] / part.face.scale
    return tuple(marks)


def _said(glyphs: Glyphs, words: str) -> list[str]:
    """The characters of each glyph's cluster."""
    if glyphs.rtl:
        borders = [glyphs.end, *glyphs.ats]
        said = [words[at:end] for end, at in pairwise(borders)]
    else:
        borders = [*glyphs.ats, glyphs.end]
        said = [words[at:end] for at, end in pairwise(borders)]
    if has_unread(words[glyphs.start : glyphs.end]):
        return [readable(one) or one for one in said]
    return said


def _share(said: str, glyphs: int, *, rtl: bool) -> list[str]:
    """Spread the characters of a cluster over its glyphs, the rest on the last."""
    shares = [*said[: glyphs - 1], said[glyphs - 1 :]]
    return shares[::-1] if rtl else shares
