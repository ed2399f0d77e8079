"""What must stand on no page of a family: restricted adults, hidden streets, other adults' names.

Facts never carry these (see `facts`); but a promise is in words that somebody typed, and a record
may name a person where nobody expects it. So the finished pages are searched once more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.folding import digits, fold
from liaison_app.language.names import full_name
from liaison_app.records.people import Address, AddressKind, ContactPoint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.packets.recipients import Candidate, Circle
    from liaison_app.records.people import Person
    from liaison_app.workspace import Workspace

_SHORTEST_NUMBER = 7
"""Digits from which a number is somebody's; fewer stand in dates and times."""


@dataclass(frozen=True)
class KeptOut:
    """Words and numbers to search pages for, folded as search does.

    Attributes:
        restricted: whole names of restricted adults.
        restricted_first: what they are called; sought only in what staff typed, since "May" and
            "Hope" are also words.
        others: what the family's other adults are called; sought there, too.
        numbers: telephone numbers of restricted adults, their last digits.
        places: the family's streets with numbers.
        hidden: streets of a protected address, without numbers; sought in what staff typed.
    """

    restricted: frozenset[str]
    restricted_first: frozenset[str]
    others: frozenset[str]
    numbers: frozenset[str]
    places: frozenset[str]
    hidden: frozenset[str]

    def names_restricted(self, words: str, *, typed: bool) -> bool:
        """Whether the words name a restricted adult or hold their number."""
        sought = self.restricted | self.restricted_first if typed else self.restricted
        dialled = digits(words)
        return _holds(words, sought) or any(number in dialled for number in self.numbers)

    def names_another(self, words: str) -> bool:
        """Whether typed words name an adult of the family whom the page is not for."""
        return _holds(words, self.others)

    def names_place(self, words: str, *, typed: bool) -> bool:
        """Whether the words hold an address of the family, or the street of a hidden one."""
        return _holds(words, self.places | self.hidden if typed else self.places)


def kept_out(workspace: Workspace, circle: Circle, reader: Candidate) -> KeptOut:
    """Collect what the packet of one reader must not hold."""
    said = _called([reader.person, *circle.children]) | _whole([reader.person, *circle.children])
    others = [one.person for one in circle.candidates if one is not reader]
    homes = {circle.household.id}.union(*circle.homes.values())
    addresses = [
        one
        for home in homes
        for one in workspace.all(Address, household=home)
        if one.kind is not AddressKind.MEETING_PLACE  # where a family meets us may be said
    ]
    return KeptOut(
        restricted=_whole(circle.restricted) - said,
        restricted_first=_called(circle.restricted) - said,
        others=(_called(others) | _whole(others)) - said,
        numbers=frozenset(_numbers(workspace, circle.restricted)),
        places=_folded(one.line_1 for one in addresses if any(map(str.isdigit, one.line_1))),
        hidden=_folded(
            re.sub(r"\W*\d\S*\W*", " ", one.line_1)
            for one in addresses
            if one.household in circle.protected
        ),
    )


def _holds(words: str, sought: Iterable[str]) -> bool:
    text = f" {fold(words)} "
    return any(f" {one} " in text or f" {one}s " in text for one in sought)


def _called(people: Iterable[Person]) -> frozenset[str]:
    return _folded(
        name for one in people for name in (one.given_name, one.preferred_name, one.native_name)
    )


def _whole(people: Iterable[Person]) -> frozenset[str]:
    """Names of two words or more, in both orders."""
    names = (
        full_name(given, one.family_name, family_first=first)
        for one in people
        for given in (one.given_name, one.preferred_name)
        for first in (False, True)
    )
    native = (one.native_name for one in people)
    return frozenset(name for name in _folded([*names, *native]) if " " in name)


def _numbers(workspace: Workspace, people: Iterable[Person]) -> Iterable[str]:
    for person in people:
        for one in workspace.all(ContactPoint, person=person.id):
            dialled = digits(one.value)
            if len(dialled) >= _SHORTEST_NUMBER:
                yield dialled[-10:]


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(fold, words)))
