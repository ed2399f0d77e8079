"""Finding a street in words, however it was shortened: 44 Secret Street, 44 secret st., Secret St.

Words are compared as search folds them, so case, accents and punctuation make no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from liaison_app.language.folding import fold

_TYPES = frozenset(
    fold(
        "street st str avenue av ave lane ln road rd drive dr court ct boulevard blvd bvd place pl"
        " way wy circle cir terrace ter trail trl parkway pkwy highway hwy square sq loop alley aly"
        " crescent cres row path plaza plz calle avenida avda camino carretera rue via rua"
        " strasse gasse weg ulica ulitsa شارع طريق вулиця вул улица ул проспект"
    ).split()
)
_GLUED = ("street", "strasse", "str", "gasse", "weg")
_SIDES = frozenset(
    [
        "n",
        "s",
        "e",
        "w",
        "ne",
        "nw",
        "se",
        "sw",
        "north",
        "south",
        "east",
        "west",
        "northeast",
        "northwest",
    ]
)
_SIDES_TOO = frozenset(("southeast", "southwest"))
_ROOMS = frozenset(
    [
        "apt",
        "apartment",
        "unit",
        "suite",
        "ste",
        "floor",
        "fl",
        "lot",
        "room",
        "rm",
        "bldg",
        "building",
        "apto",
        "depto",
        "no",
        "number",
    ]
)
_JOINING = frozenset(["de", "del", "la", "el", "los", "las", "do", "da", "dos", "das", "du", "des"])
_ORDINARY = (
    _TYPES
    | _SIDES
    | _SIDES_TOO
    | frozenset(
        [
            "main",
            "park",
            "school",
            "church",
            "high",
            "market",
            "center",
            "centre",
            "college",
            "university",
            "library",
            "station",
            "hill",
            "lake",
            "river",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "summer",
            "spring",
            "winter",
            "meeting",
            "market",
            "office",
            "club",
            "green",
        ]
    )
)
"""Names of streets that are also words of every day: those are sought with their type only."""

_HOUSE = re.compile(r"\d+[a-z]?")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")

_DISTINCTIVE = 4
"""Letters from which the name of a street is known without its type."""


@dataclass(frozen=True)
class Street:
    """A street as it is sought.

    Attributes:
        houses: the number of the house, folded; several for "44-46", none if there is no number.
        name: without the type, folded: "secret".
    """

    houses: tuple[str, ...]
    name: str

    def numbered_in(self, words: str, *, typed: bool) -> bool:
        """Whether the words hold the house: its number beside the name of the street.

        Args:
            words: anything.
            typed: somebody wrote them, perhaps without "Street"; on whole pages a number may stand
                before a name by chance, so the type is asked for.
        """
        if not self.houses:
            return False
        house = f"(?:{'|'.join(map(re.escape, self.houses))})"
        name = self._name("" if typed else "+")
        before = f" {house} ?{name}(?= )"
        after = f" {name} (?:no )?{house}(?= )"
        return bool(re.search(f"{before}|{after}", f" {fold(words)} "))

    def named_in(self, words: str) -> bool:
        """Whether the words name the street; by its bare name only if that is no usual word."""
        bare = self.name.replace(" ", "")
        usual = bare in _ORDINARY or len(bare) < _DISTINCTIVE or not bare.isalpha()
        name = self._name("+" if usual else "")
        return bool(re.search(f" {name}s?(?= )", f" {fold(words)} "))

    def _name(self, needs_type: str) -> str:
        """A pattern for the name, with its type before or after it."""
        name = " ?".join(map(re.escape, self.name.split()))
        kind = "(?:" + "|".join(sorted(map(re.escape, _TYPES), key=len, reverse=True)) + ")"
        side = "(?:(?:" + "|".join(sorted(_SIDES | _SIDES_TOO)) + ") )?"
        joins = "(?:(?:" + "|".join(sorted(_JOINING)) + ") )*"
        if needs_type:
            return f"(?:{side}{name} ?{kind}|{kind} {joins}{side}{name})"
        return f"(?:{kind} {joins})?{side}{name}(?: ?{kind})?"


def street_of(line: str) -> Street | None:
    """The street of an address line; None if nothing of a name is in it."""
    words = _street_part(line)
    numbers = []
    while len(words) > 1 and _HOUSE.fullmatch(words[0]):
        numbers.append(words[0])
        words = words[1:]
    words = _until_room(words)
    if not numbers and len(words) > 1 and words[-1][0].isdecimal():
        *words, last = words
        numbers.append(last)
    name = _bare(words)
    return Street(tuple(numbers), " ".join(name)) if name else None


def street_alone(line: str) -> str:
    """The street of an address line as it was written, without house and flat; "" for none.

    Where a number could be either, it counts as a house: better a street that is hard to find than
    a door on a sheet that somebody lost.
    """
    parts = [one.split() for one in re.split("[,;،\n]", re.sub(r"#\s*\w+", ",", line))]
    parts = [one for one in parts if one and fold(one[0]) not in _ROOMS]
    if len(parts) > 1 and len(parts[0]) == 1 and _is_number(parts[0][0]):
        parts = parts[1:]
    words = parts[0] if parts else []
    while words and _is_number(words[0]):
        words = words[1:]
    words = words[: len(_until_room([fold(word) or word for word in words]))]
    while words and _is_number(words[-1]):
        words = words[:-1]
    return " ".join(words)


def _is_number(word: str) -> bool:
    """Whether a word is the number of a house or flat: 18, 18a, 18-20, 1/2, N4517; not 2nd."""
    folded = fold(word)
    return any(map(str.isdecimal, folded)) and not _ORDINAL.fullmatch(folded)


def _street_part(line: str) -> list[str]:
    """The part between commas that holds the street: no flat before it, no town after it."""
    parts = [fold(one).split() for one in re.split("[,;،\n]", re.sub(r"#\s*\w+", ",", line))]
    parts = [one for one in parts if one and one[0] not in _ROOMS]
    if len(parts) > 1 and len(parts[0]) == 1 and _HOUSE.fullmatch(parts[0][0]):
        return [*parts[0], *parts[1]]
    return parts[0] if parts else []


def _until_room(words: list[str]) -> list[str]:
    """What stands before the flat: "secret street" of "secret street apt 3"."""
    for at, word in enumerate(words):
        if at and word in _ROOMS:
            return words[:at]
        # a number after the type is a flat, unless nothing stands before the type (calle 5)
        if at > 1 and word[0].isdecimal() and words[at - 1] in _TYPES | _SIDES:
            return words[:at]
    return words


def _bare(words: list[str]) -> list[str]:
    """The name without sides and type, as long as something of it is left."""
    every = _SIDES | _SIDES_TOO
    while len(words) > 1 and words[-1] in every:
        words = words[:-1]
    if len(words) > 1 and words[-1] in _TYPES:
        words = words[:-1]
    elif len(words) > 1 and words[0] in _TYPES:
        words = words[1:]
        while len(words) > 1 and words[0] in _JOINING:
            words = words[1:]
    elif words and (end := next((one for one in _GLUED if words[-1].endswith(one)), "")):
        stem = words[-1].removesuffix(end)
        words = [*words[:-1], stem] if len(stem) >= _DISTINCTIVE else words
    while len(words) > 1 and words[0] in every:
        words = words[1:]
    return words
