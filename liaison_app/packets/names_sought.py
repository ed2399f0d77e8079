"""Finding names and telephone numbers in words, as people write them.

A name is found with what Arabic joins to it (to Karim is one word), and by the given name of a
whole name in its own script; a number is found without its area code, too.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from liaison_app.language.folding import fold
from liaison_app.records.people import NameOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.records.people import Person

LOCAL_DIGITS = 7
"""Digits of a number as neighbors dial it, and those from which a number is somebody's."""

_JOINED = "[وف]?[بلك]?(?:ال)?"  # and, so; with, to, like; the
_THE, _TO_THE = "ال", "[وف]?لل"
_BEGINS_A_NAME = frozenset(map(fold, ("عبد", "أبو", "أم", "بن", "ابن")))  # with the next word
_SHORTEST_PART = 3
"""Letters of a part of a name in Latin or Cyrillic; "An" is a word in many sentences."""


def named_in(words: str, names: Iterable[str]) -> bool:
    """Whether words hold one of these folded names."""
    text = f" {fold(words)} "
    return any(_holds(text, one) for one in names)


def given_in_own_script(person: Person) -> Iterator[str]:
    """The given name in a name of several words in its own script."""
    parts = person.native_name.split()
    if len(parts) < 2:
        return
    family_first = person.name_order is NameOrder.FAMILY_FIRST
    if family_first or fold(parts[0]) == fold(person.family_name):
        yield from filter(_long_enough, (" ".join(parts[1:]), parts[-1]))
    elif fold(parts[0]) in _BEGINS_A_NAME:
        yield " ".join(parts[:2])
    elif _long_enough(parts[0]):
        yield parts[0]


def dialled_in(words: str, number: str) -> bool:
    """Whether words hold a number, with its area code or without."""
    return bool(_number(number[-LOCAL_DIGITS:]).search(_plain(words)))


def without_names(words: str, names: Iterable[str]) -> str:
    """The words, folded, without these folded names."""
    text = f" {fold(words)} "
    for one in names:
        text = text.replace(f" {one} ", " ; ")
    return text


def without_numbers(words: str, own: frozenset[str], sought: frozenset[str]) -> str:
    """The words without these numbers; one that is also sought goes without its area code, too."""
    text = _plain(words)
    for one in sorted(own, key=len, reverse=True):
        text = _number(one).sub(";", text)
    for one in own & sought:
        text = _number(one[-LOCAL_DIGITS:]).sub(";", text)
    return text


def _holds(text: str, name: str) -> bool:
    if f" {name} " in text or f" {name}s " in text:
        return True
    if not "\u0600" <= name[0] <= "\u06ff":
        return False
    ways = [f"{_JOINED}{re.escape(name)}"]
    if name.startswith(_THE):
        ways.append(f"{_TO_THE}{re.escape(name.removeprefix(_THE))}")
    return bool(re.search(f" (?:{'|'.join(ways)}) ", text))


def _long_enough(part: str) -> bool:
    letters = fold(part).replace(" ", "")
    return len(letters) >= (_SHORTEST_PART if letters < "\u0530" else 2)


def _number(digits: str) -> re.Pattern[str]:
    """A number in any usual writing; it goes over no end of a line, nor into a longer number."""
    return re.compile(r"(?:[^\w\n]|_){0,3}".join(digits) + r"(?!\d)")


def _plain(words: str) -> str:
    """Digits of any script as ASCII, without marks of direction."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in words
        if unicodedata.category(char) != "Cf"
    )
