"""The Unicode Bidirectional Algorithm (UAX #9): in which order a line's characters are seen.

Names and rule numbers are those of the standard. `embed` finds the levels of a paragraph,
`line_levels` those of one of its lines, `visual_order` puts the parts of a line in order from left
to right. It passes all of BidiTest and BidiCharacterTest.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from liaison_app.language.bidi_sequences import bracket_pairs, resolve, sequences
from liaison_app.language.character_table import CharacterTable
from liaison_app.language.unicode_tables import BIDI_CLASS

if TYPE_CHECKING:
    from collections.abc import Sequence

_MAX_DEPTH = 125
_EMBEDDINGS = frozenset(("LRE", "RLE", "LRO", "RLO"))
_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_REMOVED = _EMBEDDINGS | {"PDF", "BN"}  # X9
_FROM_THE_RIGHT = frozenset(("R", "AL", "AN", "RLE", "RLO", "RLI"))  # no odd level without these
_TURNING = _EMBEDDINGS | _ISOLATES | {"R", "AL", "AN", "PDF", "PDI"}  # others leave a text as it is

Level = int | None  # None: a character that rule X9 removes


@dataclass(frozen=True)
class Embedded:
    """A paragraph with its levels: `classes` and `levels` have one entry per character.

    Without `text`, brackets are not paired.
    """

    classes: tuple[str, ...]
    base: int
    text: str = ""

    @cached_property
    def levels(self) -> tuple[Level, ...]:
        """The embedding level of each character."""
        return levels(self.classes, self.base, self.text)

    @cached_property
    def plain(self) -> bool:
        """Whether all of it runs from left to right; most texts, and no levels are needed."""
        return self.base == 0 and _FROM_THE_RIGHT.isdisjoint(self.classes)


def classes(text: str) -> tuple[str, ...]:
    """The Bidi_Class of each character."""
    return tuple(map(_table().__getitem__, text))


@cache
def _table() -> CharacterTable:
    return CharacterTable(BIDI_CLASS)


def embed(text: str, base: int | None = None) -> Embedded:
    """The levels of one paragraph.

    Args:
        text: the paragraph, without paragraph separators inside.
        base: 0 from left to right, 1 from right to left; None by its first strong character (P2).
    """
    found = classes(text)
    if base is None:
        base = base_level(found) or 0
    return Embedded(found, base, text)


def base_level(types: Sequence[str], start: int = 0, end: int | None = None) -> int | None:
    """The level that the first strong character asks for, isolates skipped (P2, P3)."""
    depth = 0
    for kind in types[start:end]:
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif depth == 0 and kind in {"L", "R", "AL"}:
            return int(kind != "L")
    return None


def levels(types: Sequence[str], base: int, text: str = "") -> tuple[Level, ...]:
    """The embedding level of each character (rules X1 to I2).

    Args:
        types: their Bidi_Class.
        base: the paragraph's level.
        text: the characters themselves, for the paired brackets of N0; without it, no brackets.
    """
    if base == 0 and _TURNING.isdisjoint(types):
        return tuple([None if kind == "BN" else 0 for kind in types])
    closing = _matching_isolates(types)
    explicit = _Explicit(types, base, closing)
    found: list[Level] = list(explicit.levels)
    kept = [at for at, kind in enumerate(types) if kind not in _REMOVED]
    for sequence, start, end in sequences(types, explicit.levels, kept, closing, base):
        own = tuple([explicit.types[at] for at in sequence])
        pairs = bracket_pairs([text[at] for at in sequence], own) if text else ()
        resolved = resolve(own, pairs, explicit.levels[sequence[0]] & 1, start, end)
        for at, raised in zip(sequence, resolved, strict=True):
            found[at] = explicit.levels[at] + raised
    return tuple([None if kind in _REMOVED else found[at] for at, kind in enumerate(types)])


def line_levels(paragraph: Embedded, start: int, end: int) -> list[int]:
    """The levels of the line [start, end): spaces at its end take the paragraph's (L1).

    Characters that X9 removes get the level before them, so that they end no run.
    """
    found: list[int] = []
    level = paragraph.base
    for at in range(start, end):
        own = paragraph.levels[at]
        level = level if own is None else own
        found.append(level)
    trailing = True
    for at in range(end - 1, start - 1, -1):
        kind = paragraph.classes[at]
        if kind in {"S", "B"}:
            found[at - start], trailing = paragraph.base, True
        elif kind in _SPACELIKE:
            found[at - start] = paragraph.base if trailing else found[at - start]
        else:
            trailing = False
    return found


_SPACELIKE = _ISOLATES | _REMOVED | {"WS", "PDI"}


def visual_order(line: Sequence[int]) -> list[int]:
    """The indices of characters or runs with these levels, from left to right (L2)."""
    order = list(range(len(line)))
    lowest_odd = min((level for level in line if level & 1), default=0)
    if not lowest_odd:
        return order
    for level in range(max(line), lowest_odd - 1, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and line[order[end]] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = end + 1
    return order


def _matching_isolates(types: Sequence[str]) -> dict[int, int]:
    """Where each isolate that is closed is closed (BD9)."""
    matching: dict[int, int] = {}
    opened: list[int] = []
    for at, kind in enumerate(types):
        if kind in _ISOLATES:
            opened.append(at)
        elif kind == "PDI" and opened:
            matching[opened.pop()] = at
    return matching


class _Explicit:
    """Rules X1 to X8: levels by embeddings, overrides and isolates."""

    def __init__(self, types: Sequence[str], base: int, closing: dict[int, int]) -> None:
        self.levels = [base] * len(types)
        self.types = list(types)
        self._source = types
        self._closing = closing
        # The directional status stack: level, override, whether it is an isolate's.
        self._stack: list[tuple[int, str, bool]] = [(base, "", False)]
        self._excess_isolates = self._excess_embeddings = 0
        for at, kind in enumerate(types):
            if kind != "B":
                self._take(at, kind)

    def _take(self, at: int, kind: str) -> None:
        if kind == "PDI":
            self._end_isolate()
        level, override, _ = self._stack[-1]
        self.levels[at] = level
        if override and kind not in _REMOVED:
            self.types[at] = override
        if kind in _EMBEDDINGS:
            self._begin_embedding(kind)
        elif kind in _ISOLATES:
            self._begin_isolate(at, kind)
        elif kind == "PDF":
            self._end_embedding()

    def _deeper(self, *, rtl: bool) -> int | None:
        """The next level that is odd or even, None if that is too deep."""
        level = self._stack[-1][0]
        deeper = (level + 1) | 1 if rtl else (level + 2) & ~1
        overflow = self._excess_isolates or self._excess_embeddings
        return None if overflow or deeper > _MAX_DEPTH else deeper

    def _begin_embedding(self, kind: str) -> None:
        deeper = self._deeper(rtl=kind[0] == "R")
        if deeper is not None:
            self._stack.append((deeper, kind[0] if kind[2] == "O" else "", False))
        elif not self._excess_isolates:
            self._excess_embeddings += 1

    def _begin_isolate(self, at: int, kind: str) -> None:
        if kind == "FSI":
            end = self._closing.get(at, len(self._source))
            kind = "RLI" if base_level(self._source, at + 1, end) else "LRI"
        deeper = self._deeper(rtl=kind == "RLI")
        if deeper is None:
            self._excess_isolates += 1
        else:
            self._stack.append((deeper, "", True))

    def _end_isolate(self) -> None:
        if self._excess_isolates:
            self._excess_isolates -= 1
        elif any(isolate for _, _, isolate in self._stack):
            self._excess_embeddings = 0
            while not self._stack.pop()[2]:
                pass

    def _end_embedding(self) -> None:
        if self._excess_isolates:
            return
        if self._excess_embeddings:
            self._excess_embeddings -= 1
        elif len(self._stack) > 1 and not self._stack[-1][2]:
            self._stack.pop()
