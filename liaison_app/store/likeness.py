"""By what two names, telephone numbers or streets are known as one, however they are written."""

from __future__ import annotations

import re

from liaison_app.language.folding import digits, fold, fold_ascii, skeleton
from liaison_app.remembered import remembered

_ALIKE = 85.0  # of 100: one letter in seven
_DIGITS = 7  # the last of a telephone number


@remembered(65_536)
def sounds(name: str) -> str:
    """The consonants of each word of a name, in alphabetical order."""
    return " ".join(sorted(set(skeleton(name).split())))


@remembered(65_536)
def folded(name: str) -> str:
    """The words of a name in Latin letters, in any order."""
    return " ".join(sorted(fold_ascii(name).split()))


def alike(one: str, other: str) -> bool:
    """Whether two names are one but for spelling, order of words or a word more."""
    first, second = folded(one), folded(other)
    if first == second:
        return True
    from rapidfuzz import fuzz  # noqa: PLC0415  (10 ms that few need)

    words, more = set(first.split()), set(second.split())
    part = len(words & more) > 1 and (words <= more or more <= words)
    return part or fuzz.ratio(first, second) >= _ALIKE


@remembered(65_536)
def contact(value: str) -> str:
    """A number's last seven digits, an address in small letters; "" if it is neither."""
    if "@" in value:
        return value.strip().casefold()
    number = digits(value)
    return number[-_DIGITS:] if len(number) >= _DIGITS else ""


@remembered(65_536)
def street(line_1: str, line_2: str) -> str:
    """A street with its number and apartment, folded; "" without a number."""
    text = fold(f"{line_1} {line_2}")
    return text if re.search(r"\d", text) else ""
