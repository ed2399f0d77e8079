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


@remembered(65_536)
def alike(one: str, other: str) -> bool:
    """Whether two names are one but for spelling, order of words or a word more.

    Word by word: “Mario” is not “Maria”, nor “Daniela” Daniel, whatever their surname is.
    """
    first, second = folded(one), folded(other)
    if first == second:
        return True
    shorter, longer = sorted((first.split(), second.split()), key=len)
    if not shorter or len(shorter) == 1 < len(longer):
        return False
    return all(any(_spelt_alike(word, more) for more in longer) for word in shorter)


def part_of(one: str, other: str) -> bool:
    """Whether one name is the other with words left out: “Hassan” of “Hassan family”."""
    first, second = set(folded(one).split()), set(folded(other).split())
    return bool(first and second) and (first <= second or second <= first)


def _spelt_alike(one: str, other: str) -> bool:
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if long == f"{short}a" or (one[:-1] == other[:-1] and {one[-1], other[-1]} == {"a", "o"}):
        return False
    from rapidfuzz import fuzz  # noqa: PLC0415  (10 ms that few need)

    return fuzz.ratio(one, other) >= _ALIKE


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
