"""Which words of one text are not in the others: where they stand, to be marked.

Nothing is merged: each text stays as somebody wrote it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCE_END = re.compile(
    r"(?<=[.!?\u2026\u061f\u06d4\u0964\u104b])\s+|(?<=[\u3002\uff01\uff1f\u1362])|\n+"
)
"""After what ends a sentence in the scripts that families write in, or a line."""

_MOST = 1_500  # words that are compared one by one; comparing takes the square of that
Span = tuple[int, int]


def marks(text: str, others: Sequence[str]) -> list[Span]:
    """The stretches of a text that at least one of the others has otherwise.

    Args:
        text: a text.
        others: what it is compared with; a text like it marks nothing.

    Returns:
        first and last place (the latter not included), counted as Qt counts: in UTF-16.
    """
    words = _WORD.findall(text)
    new: set[int] = set()
    for other in others:
        new |= _changed(words, _WORD.findall(other))
    return _spans(words, new)


def only_here(text: str, others: Sequence[str]) -> tuple[str, ...]:
    """The sentences of a text that at least one of the others does not have, each once.

    Args:
        text: a text.
        others: what it is compared with; case and spaces make no difference.
    """
    known = [{_plain(one) for one in _sentences(other)} for other in others]
    found = dict.fromkeys(one for one in _sentences(text))
    return tuple(one for one in found if any(_plain(one) not in each for each in known))


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE_END.split(text) if one.strip()]


def _plain(sentence: str) -> str:
    return " ".join(sentence.split()).casefold()


def _changed(words: Sequence[str], others: Sequence[str]) -> set[int]:
    """The numbers of the words that the other text does not have at this place."""
    start = 0
    while start < min(len(words), len(others)) and words[start] == others[start]:
        start += 1
    end = 0
    while (
        end < min(len(words), len(others)) - start
        and words[len(words) - 1 - end] == others[len(others) - 1 - end]
    ):
        end += 1
    middle, other = words[start : len(words) - end], others[start : len(others) - end]
    if max(len(middle), len(other)) > _MOST:
        return set(range(start, len(words) - end))
    found: set[int] = set()
    matcher = SequenceMatcher(None, middle, other, autojunk=False)
    for what, first, last, _from, _to in matcher.get_opcodes():
        if what != "equal":
            found.update(range(start + first, start + last))
    return found


def _spans(words: Sequence[str], marked: set[int]) -> list[Span]:
    """Stretches of marked words; the spaces at their ends stay unmarked."""
    spans: list[Span] = []
    place, begun = 0, -1
    end = 0
    for number, word in enumerate(words):
        after = place + len(word.encode("utf-16-le")) // 2
        if number in marked:
            if not word.isspace():
                begun = place if begun < 0 else begun
                end = after
        elif begun >= 0:
            spans.append((begun, end))
            begun = -1
        place = after
    if begun >= 0:
        spans.append((begun, end))
    return spans
