"""By what two names, telephone numbers or streets are known as one, however they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from liaison_app.language.folding import digits, fold, fold_ascii, skeleton
from liaison_app.remembered import remembered

if TYPE_CHECKING:
    from liaison_app.store.driver import Row

_ALIKE = 85.0  # of 100: one letter in seven
_DIGITS = 7  # the last of a telephone number


def name_of(row: Row) -> str:
    """The name by which a person is compared, from a row with the columns of `person`."""
    whole = f"{row['given_name']} {row['family_name']}".strip()
    return whole or row["preferred_name"] or row["native_name"]


@remembered(65_536)
def sounds(name: str) -> tuple[str, ...]:
    """The consonants of each word of a name, in any order."""
    return tuple(sorted(set(skeleton(name).split())))


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


def contact_key(row: Row) -> str:
    """By what two spellings of a telephone number or an e-mail address are one."""
    return contact(row["value"])


@remembered(65_536)
def contact(value: str) -> str:
    """A number's last seven digits, an address in small letters; "" if it is neither."""
    if "@" in value:
        return value.strip().casefold()
    number = digits(value)
    return number[-_DIGITS:] if len(number) >= _DIGITS else ""


def street_key(row: Row) -> str:
    """By what two spellings of a street with its number and apartment are one."""
    return _street(row["line_1"], row["line_2"])


@remembered(65_536)
def _street(line_1: str, line_2: str) -> str:
    text = fold(f"{line_1} {line_2}")
    return text if re.search(r"\d", text) else ""
