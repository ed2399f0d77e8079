"""ICU: where a line may end, with the dictionaries of Khmer, Thai, Lao and Burmese.

The breakers are iterated, and lengths summed: their `segments()` counts UTF-16 units and is wrong
after the first emoji.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from icu4py.breakers import CharacterBreaker, LineBreaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Japanese and Korean keep phrases whole, which is easier to read; Japanese and Chinese begin no
# line with a small kana or a closing mark.
_MANNERS = {"ja": "@lb=strict;lw=phrase", "ko": "@lw=phrase", "zh": "@lb=strict"}
_IN_PHRASES = {"ja": "ja@lb=strict", "ko": "ko"}  # how to break inside them
_BREAKABLE = "\u5b57"  # an ideograph: a line may end before and after it
_KANA = ("\u3000", "\u30ff")  # which of these no line begins with, ICU knows


def line_ends(text: str, language: str) -> list[int]:
    """After which characters a line may end, the end of the text included."""
    primary = language.partition("-")[0]
    return _ends(LineBreaker(text, primary + _MANNERS.get(primary, "")))


def tears(word: str, language: str) -> Iterator[list[int]]:
    """After which characters a word that is wider than the column may be torn, best places first.

    Inside a Japanese or Korean phrase; then between letters, but so that no line begins with a
    full stop or ends with a bracket; at last between any two grapheme clusters.
    """
    primary = language.partition("-")[0]
    if primary in _IN_PHRASES:
        yield _ends(LineBreaker(word, _IN_PHRASES[primary]))
    clusters = list(CharacterBreaker(word, "root"))
    ends = [0, *_ends(clusters)]
    likened = "".join(map(_likened, clusters))
    yield [ends[number] for number in _ends(LineBreaker(likened, primary))]
    yield ends[1:]


def _likened(cluster: str) -> str:
    """One character for a cluster: the ideograph for letters and figures, its first for others."""
    first = cluster[0]
    return _BREAKABLE if first.isalnum() and not _KANA[0] <= first <= _KANA[1] else first


def _ends(pieces: Iterable[str]) -> list[int]:
    return list(accumulate(map(len, pieces)))
