"""ICU: where a line may end, with the dictionaries of Khmer, Thai, Lao and Burmese.

The breakers are iterated, and lengths summed: their `segments()` counts UTF-16 units and is wrong
after the first emoji.
"""

from __future__ import annotations

from itertools import accumulate

from icu4py.breakers import CharacterBreaker, LineBreaker

# Japanese and Korean keep phrases whole, which is easier to read; Japanese and Chinese begin no
# line with a small kana or a closing mark.
_MANNERS = {"ja": "@lb=strict;lw=phrase", "ko": "@lw=phrase", "zh": "@lb=strict"}


def line_ends(text: str, language: str) -> list[int]:
    """After which characters a line may end, the end of the text included."""
    primary = language.partition("-")[0]
    return list(accumulate(map(len, LineBreaker(text, primary + _MANNERS.get(primary, "")))))


def cluster_ends(text: str) -> list[int]:
    """After which characters a word may be torn when it is wider than the column."""
    return list(accumulate(map(len, CharacterBreaker(text, "root"))))
