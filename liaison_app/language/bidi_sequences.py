"""Isolating run sequences of the Unicode Bidirectional Algorithm: rules X10, W1 to W7, N0 to I2.

The part of `bidi` that decides about numbers, brackets, spaces and punctuation. A sequence is the
tuple of its characters' types; rules work on a list of them, in place.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from liaison_app.language.unicode_tables import BRACKETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ISOLATES = frozenset(("LRI", "RLI", "FSI"))
_NEUTRAL = _ISOLATES | {"B", "S", "WS", "ON", "PDI"}
_STRONG = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # as N0 to N2 see numbers
_MOST_BRACKETS = 63  # BD16

Pairs = tuple[tuple[int, int], ...]


def sequences(
    types: Sequence[str],
    levels: Sequence[int],
    kept: Sequence[int],
    closing: dict[int, int],
    base: int,
) -> Iterator[tuple[list[int], str, str]]:
    """Each isolating run sequence with the types before its start and after its end (X10).

    Args:
        types: Bidi_Class of each character.
        levels: explicit level of each character.
        kept: indices of the characters that X9 leaves.
        closing: the end of each isolate that has one.
        base: the paragraph's level.
    """
    runs = _level_runs(levels, kept)
    by_first = {run[0]: run for run in runs}
    continuing = set(closing.values())
    place = {at: number for number, at in enumerate(kept)}
    for run in runs:
        if run[0] in continuing:
            continue
        sequence = list(run)
        while (resumed := closing.get(sequence[-1])) is not None and resumed in by_first:
            sequence += by_first[resumed]
        level = levels[sequence[0]]
        first, last = place[sequence[0]], place[sequence[-1]]
        before = levels[kept[first - 1]] if first else base
        unclosed = types[sequence[-1]] in _ISOLATES
        after = base if unclosed or last + 1 == len(kept) else levels[kept[last + 1]]
        yield sequence, "LR"[max(level, before) & 1], "LR"[max(level, after) & 1]


def _level_runs(levels: Sequence[int], kept: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    level = -1
    for at in kept:
        if levels[at] != level:
            runs.append([])
            level = levels[at]
        runs[-1].append(at)
    return runs


def bracket_pairs(characters: Sequence[str], types: Sequence[str]) -> Pairs:
    """Which brackets belong together, by their places, in the order they open (BD16)."""
    opening, canonical = _brackets()
    opened: list[tuple[str, int]] = []
    pairs = []
    for at, character in enumerate(characters):
        if types[at] != "ON":
            continue
        if character in opening:
            if len(opened) == _MOST_BRACKETS:
                return ()
            opened.append((opening[character], at))
        elif character in canonical:
            pairs += _close(opened, canonical[character], at)
    return tuple(sorted(pairs))


def _close(opened: list[tuple[str, int]], wanted: str, at: int) -> list[tuple[int, int]]:
    for depth in range(len(opened) - 1, -1, -1):
        if opened[depth][0] == wanted:
            pair = (opened[depth][1], at)
            del opened[depth:]
            return [pair]
    return []


@cache
def _brackets() -> tuple[dict[str, str], dict[str, str]]:
    """The closing bracket of each opening one, and each closing one, canonical forms both."""
    opening, canonical = {}, {}
    for pair in BRACKETS.split():
        first, last = (chr(int(point, 16)) for point in pair.split(":"))
        opening[first] = canonical[last] = normalize("NFD", last)
    return opening, canonical


@lru_cache(maxsize=16384)
def resolve(
    types: tuple[str, ...], pairs: Pairs, odd: int, start: str, end: str
) -> tuple[int, ...]:
    """How much each character's level is raised (W1 to I2).

    Args:
        types: of the sequence's characters, after overrides.
        pairs: its brackets.
        odd: 1 if its explicit level is odd.
        start: type before it (sos), L or R.
        end: type after it (eos).
    """
    found = list(types)
    _join_marks(found, start)
    _judge_numbers(found, start)
    _join_separators(found)
    _join_terminators(found)
    _turn_numbers(found, start)
    _resolve_brackets(found, types, pairs, "LR"[odd], start)
    _resolve_neutrals(found, "LR"[odd], start, end)
    if odd:
        return tuple([int(kind != "R") for kind in found])
    return tuple([_RAISED[kind] for kind in found])


_RAISED = {"L": 0, "R": 1, "AN": 2, "EN": 2}


def _join_marks(types: list[str], start: str) -> None:
    """W1: a mark is what it stands on."""
    before = start
    for at, kind in enumerate(types):
        if kind == "NSM":
            types[at] = "ON" if before in _ISOLATES or before == "PDI" else before
        before = types[at]


def _judge_numbers(types: list[str], start: str) -> None:
    """W2, W3: digits after Arabic letters are Arabic numbers."""
    strong = start
    for at, kind in enumerate(types):
        if kind in {"L", "R", "AL"}:
            strong = kind
        elif kind == "EN" and strong == "AL":
            types[at] = "AN"
        if kind == "AL":
            types[at] = "R"


def _join_separators(types: list[str]) -> None:
    """W4: one separator between two numbers belongs to them."""
    for at in range(1, len(types) - 1):
        before, kind, after = types[at - 1 : at + 2]
        number = before == after
        if number and ((before == "EN" and kind in {"ES", "CS"}) or (before, kind) == ("AN", "CS")):
            types[at] = before


def _join_terminators(types: list[str]) -> None:
    """W5, W6: currency and percent signs go with the number beside them."""
    at = 0
    while at < len(types):
        end = at
        while end < len(types) and types[end] == "ET":
            end += 1
        if end == at:
            types[at] = "ON" if types[at] in {"ES", "CS"} else types[at]
            at += 1
            continue
        beside = (at > 0 and types[at - 1] == "EN") or (end < len(types) and types[end] == "EN")
        types[at:end] = ["EN" if beside else "ON"] * (end - at)
        at = end


def _turn_numbers(types: list[str], start: str) -> None:
    """W7: digits after Latin letters run with them."""
    strong = start
    for at, kind in enumerate(types):
        if kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":
            types[at] = "L"


def _resolve_brackets(
    types: list[str], original: tuple[str, ...], pairs: Pairs, embedding: str, start: str
) -> None:
    """N0: both brackets of a pair run as what is inside them."""
    for opening, closing in pairs:
        inside = {_STRONG[kind] for kind in types[opening + 1 : closing] if kind in _STRONG}
        if not inside:
            continue
        if embedding in inside:
            direction = embedding
        else:
            before = [_STRONG[kind] for kind in types[:opening] if kind in _STRONG]
            direction = before[-1] if before else start
        for bracket in (opening, closing):
            types[bracket] = direction
            _turn_marks(types, original, bracket + 1, direction)


def _turn_marks(types: list[str], original: tuple[str, ...], at: int, direction: str) -> None:
    while at < len(types) and original[at] == "NSM":
        types[at] = direction
        at += 1


def _resolve_neutrals(types: list[str], embedding: str, start: str, end: str) -> None:
    """N1, N2: spaces and punctuation run as what is on both sides of them."""
    at = 0
    while at < len(types):
        after = at
        while after < len(types) and types[after] in _NEUTRAL:
            after += 1
        if after == at:
            at += 1
            continue
        left = _STRONG[types[at - 1]] if at else start
        right = _STRONG[types[after]] if after < len(types) else end
        types[at:after] = [left if left == right else embedding] * (after - at)
        at = after
