"""What must stand on no page of a family: restricted adults, hidden streets, other adults' names.

Facts never carry these (see `facts`); but a promise is in words that somebody typed, and a record
may name a person where nobody expects it. So the finished pages are searched once more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.language.folding import digits, fold
from liaison_app.language.names import full_name
from liaison_app.packets.names_sought import (
    LOCAL_DIGITS,
    dialled_in,
    given_in_own_script,
    named_in,
    without_names,
    without_numbers,
)
from liaison_app.packets.streets import Street, street_of
from liaison_app.records.governance import StaffMember, Team
from liaison_app.records.people import Address, AddressKind, ContactPoint
from liaison_app.records.schools import School
from liaison_app.records.sealed import ProtectedAddress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.packets.recipients import Candidate, Circle
    from liaison_app.records.people import Person
    from liaison_app.workspace import Workspace

_SCHOOL_PHONES = ("phone", "attendance_phone", "nurse_phone", "bus_phone", "interpreter_phone")


class Told(StrEnum):
    """What words tell of a restricted adult."""

    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True)
class KeptOut:
    """Words and numbers to search pages for, folded as search does.

    A name or number that the school, its staff or the reader have as well is theirs: it stands on
    pages because of them, and is no reason to give a family none.

    Attributes:
        restricted: whole names of restricted adults.
        restricted_first: what they are called; sought only in what staff typed, since "May" and
            "Hope" are also words.
        others: what the family's other adults are called; sought there, too.
        numbers: telephone numbers of restricted adults, their digits.
        places: the family's streets with numbers, as they were written.
        streets: the same, however they are shortened.
        hidden: streets of a protected address; sought without numbers in what staff typed.
        own_names: of schools and staff, whole.
        own_numbers: of schools, staff and the reader, their digits.
    """

    restricted: frozenset[str]
    restricted_first: frozenset[str]
    others: frozenset[str]
    numbers: frozenset[str]
    places: frozenset[str]
    streets: tuple[Street, ...]
    hidden: tuple[Street, ...]
    own_names: frozenset[str]
    own_numbers: frozenset[str]

    def restricted_in(self, words: str, *, typed: bool) -> frozenset[Told]:
        """What the words tell of a restricted adult, apart from what is the school's own."""
        sought = self.restricted | self.restricted_first if typed else self.restricted
        found = set()
        if named_in(without_names(words, self.own_names), sought):
            found.add(Told.NAME)
        rest = without_numbers(words, self.own_numbers, self.numbers)
        dialled = digits(rest) if typed else ""
        if any(dialled_in(rest, one) or one in dialled for one in self.numbers):
            found.add(Told.NUMBER)
        return frozenset(found)

    def shared_in(self, words: str) -> frozenset[Told]:
        """What the words hold that is both a restricted adult's and the school's or reader's."""
        found = set()
        names = {
            one
            for one in self.restricted
            if any(f" {one} " in f" {own} " for own in self.own_names)
        }
        if named_in(words, names):
            found.add(Told.NAME)
        if any(dialled_in(words, one) for one in self.numbers & self.own_numbers):
            found.add(Told.NUMBER)
        return frozenset(found)

    def names_another(self, words: str) -> bool:
        """Whether typed words name an adult of the family whom the page is not for."""
        return named_in(words, self.others)

    def names_place(self, words: str, *, typed: bool) -> bool:
        """Whether the words hold an address of the family, or the street of a hidden one."""
        if named_in(words, self.places):
            return True
        if any(one.numbered_in(words, typed=typed) for one in self.streets):
            return True
        return typed and any(one.named_in(words) for one in self.hidden)


NOBODY = KeptOut(
    restricted=frozenset(),
    restricted_first=frozenset(),
    others=frozenset(),
    numbers=frozenset(),
    places=frozenset(),
    streets=(),
    hidden=(),
    own_names=frozenset(),
    own_numbers=frozenset(),
)
"""For a print that names no family: there is nobody of whom it could tell."""


def kept_out(
    workspace: Workspace, circle: Circle, reader: Candidate | None, *, own_street: bool = False
) -> KeptOut:
    """Collect what the packet of one reader must not hold.

    Args:
        workspace: where the family is.
        circle: the family.
        reader: None if nobody knows who reads it.
        own_street: it may hold where the reader lives with this family, unless an address of the
            family is protected.
    """
    hers = [reader.person] if reader else []
    said = _called([*hers, *circle.children]) | _whole([*hers, *circle.children])
    others = [one.person for one in circle.candidates if one is not reader]
    homes = {circle.household.id}.union(*circle.homes.values())
    if own_street and may_say_street(circle, reader):
        homes -= {circle.household.id}
    addresses = [
        one
        for home in homes
        for one in workspace.all(Address, household=home)
        if one.kind is not AddressKind.MEETING_PLACE  # where a family meets us may be said
    ]
    numbered = [one.line_1 for one in addresses if any(map(str.isdigit, one.line_1))]
    hidden = [one.line_1 for one in addresses if one.household in circle.protected]
    for home in homes:  # what only some laptops know stays off their prints, too
        sealed = [one.line_1 for one in workspace.all(ProtectedAddress, household=home)]
        hidden += sealed
        numbered += [line for line in sealed if any(map(str.isdigit, line))]
    return KeptOut(
        restricted=_whole(circle.restricted) - said,
        restricted_first=_called(circle.restricted) - said,
        others=(_called(others) | _whole(others)) - said,
        numbers=_numbers(_of(workspace, circle.restricted)),
        places=_folded(numbered),
        streets=tuple(filter(None, map(street_of, numbered))),
        hidden=tuple(filter(None, map(street_of, hidden))),
        own_names=_own_names(workspace),
        own_numbers=_numbers([*_of(workspace, hers), *_own_numbers(workspace)]),
    )


def may_say_street(circle: Circle, reader: Candidate | None) -> bool:
    """Whether a page for its reader may hold the family's street at all."""
    lives_here = reader is not None and reader.lives_here
    return lives_here and circle.household.id not in circle.protected


def _own_names(workspace: Workspace) -> frozenset[str]:
    """Of schools and staff; one word alone may be anybody's."""
    staff = (one.name for one in workspace.all(StaffMember) if one.active)
    names = _folded([*staff, *(one.name for one in workspace.all(School))])
    return frozenset(one for one in names if " " in one)


def _own_numbers(workspace: Workspace) -> Iterator[str]:
    for school in workspace.all(School):
        yield from (getattr(school, field) for field in _SCHOOL_PHONES)
    yield from (one.phone for one in workspace.all(StaffMember) if one.active)
    yield from (one.phone for one in workspace.all(Team))


def _called(people: Iterable[Person]) -> frozenset[str]:
    names = (
        (one.given_name, one.preferred_name, one.native_name, *given_in_own_script(one))
        for one in people
    )
    return _folded(name for every in names for name in every)


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


def _of(workspace: Workspace, people: Iterable[Person]) -> Iterator[str]:
    """What is written down to reach these people."""
    for person in people:
        yield from (one.value for one in workspace.all(ContactPoint, person=person.id))


def _numbers(typed: Iterable[str]) -> frozenset[str]:
    """Digits without the country code; fewer than a local number stand in dates and times."""
    found = map(digits, typed)
    return frozenset(one[-10:] for one in found if len(one) >= LOCAL_DIGITS)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(fold, words)))
