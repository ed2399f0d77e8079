"""Forms households of the people in a roster, without joining families that only seem to be one.

Children belong together when the school's own family number says so; else when they share an adult
and do not live at different addresses; else when they live at one address under one family name and
phone number. Where an export knows no addresses (OneRoster, School Data Sync), children belong
together when they have the same adults, or one's adults are among the other's and their family name
is the same: a father's child from another marriage is not put into his former wife's family.

A wrongly joined family shows one family's facts to another; a wrongly parted one is joined by hand
in a minute. So doubt parts.

An adult lives with the children unless the export says otherwise or gives her another address; at
another address she has a household of her own, in which the children live too if it says so. Where
only the adults have addresses, the children's home is that of the first adult they live with. A
neighbor or friend does not live with them unless the export says so.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from liaison_app.interchange.people_drafts import address_key, contact_key
from liaison_app.interchange.values import folded
from liaison_app.records.people import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.interchange.roster import (
        IncomingAddress,
        IncomingContact,
        IncomingPerson,
        IncomingRelationship,
        Line,
        Roster,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingHousehold:
    """People who live together. `key` names it in the source: its own number, or a child's."""

    key: str
    stable: bool
    at: Line
    name: str
    members: tuple[str, ...]
    children: tuple[str, ...]
    home_language: str = ""
    interpreter: bool | None = None
    address: IncomingAddress | None = None
    mailing: IncomingAddress | None = None
    contacts: tuple[IncomingContact, ...] = ()


@dataclass(slots=True)
class _Ties:
    """Which adults each child has, and in what way."""

    adults: dict[str, list[IncomingRelationship]] = field(default_factory=lambda: defaultdict(list))

    def caring(self, child: str) -> frozenset[str]:
        """The adults of a child who are more than a number to call in an emergency."""
        found = self.adults.get(child, [])
        caring = {r.adult for r in found if not _stands_by(r)}
        return frozenset(caring or {r.adult for r in found if r.lives_with is not False})


class _Groups:
    """Disjoint sets of keys (union and find)."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._parent = {key: key for key in keys}

    def find(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = self._parent[self._parent[key]]
            key = self._parent[key]
        return key

    def join(self, keys: Iterable[str]) -> None:
        first, *rest = map(self.find, keys)
        for other in rest:
            self._parent[self.find(other)] = self.find(first)

    def groups(self) -> list[list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key in self._parent:
            found[self.find(key)].append(key)
        return list(found.values())


def households_of(roster: Roster) -> list[IncomingHousehold]:
    """Form the households of a roster, in the order of their first child."""
    people = {person.key: person for person in roster.people}
    ties = _Ties()
    for relationship in roster.relationships:
        ties.adults[relationship.child].append(relationship)
    children = [_at_home(child, people, ties) for child in roster.people if child.is_child]
    people |= {child.key: child for child in children}
    groups = _Groups(child.key for child in children)
    _join_children(groups, children, ties)
    elsewhere: dict[str, list[IncomingRelationship]] = defaultdict(list)
    found = [_household(group, people, ties, elsewhere) for group in groups.groups()]
    housed = {member for household in found for member in household.members}
    found += [
        _own_household(people[adult], relationships)
        for adult, relationships in elsewhere.items()
        if adult not in housed
    ]
    return found


def _at_home(
    child: IncomingPerson, people: dict[str, IncomingPerson], ties: _Ties
) -> IncomingPerson:
    """The child at the address of its line, or else at that of the first adult it lives with."""
    if child.address:
        return child
    near = [tie for tie in ties.adults.get(child.key, ()) if not _stands_by(tie)]
    near = [tie for tie in near if tie.lives_with is not False and people[tie.adult].address]
    near.sort(key=lambda tie: (not tie.lives_with, not tie.primary_contact))
    return replace(child, address=people[near[0].adult].address) if near else child


def _join_children(groups: _Groups, children: list[IncomingPerson], ties: _Ties) -> None:
    same: dict[tuple[object, ...], list[str]] = defaultdict(list)
    by_adult: dict[str, list[IncomingPerson]] = defaultdict(list)
    for child in children:
        for reason in _reasons(child, ties):
            same[reason].append(child.key)
        for adult in ties.caring(child.key):
            by_adult[adult].append(child)
    for keys in same.values():
        groups.join(keys)
    for sharing in by_adult.values():
        _join_under_an_adult(groups, sharing, ties)


def _reasons(child: IncomingPerson, ties: _Ties) -> list[tuple[object, ...]]:
    """What alone is enough to put children together."""
    if child.household_key:
        return [("number", child.household_key)]
    place = address_key(child.address)
    reasons: list[tuple[object, ...]] = []
    if place:
        name = folded(child.family_name)
        reasons += [("place", place, name, contact_key(c)) for c in child.home_contacts]
        reasons += [("place", place, adult) for adult in ties.caring(child.key)]
    else:
        caring = ties.caring(child.key)
        if caring:
            reasons.append(("adults", caring))
    return reasons


def _join_under_an_adult(groups: _Groups, sharing: list[IncomingPerson], ties: _Ties) -> None:
    """Children of one adult whose addresses do not say: same name, and no adult of another home."""
    first = sharing[0]
    for other in sharing[1:]:
        if first.household_key or other.household_key:
            continue
        places = {address_key(first.address), address_key(other.address)} - {""}
        mine, theirs = ties.caring(first.key), ties.caring(other.key)
        nested = mine <= theirs or theirs <= mine
        if len(places) < 2 and nested and folded(first.family_name) == folded(other.family_name):
            groups.join([first.key, other.key])


def _household(
    group: list[str],
    people: dict[str, IncomingPerson],
    ties: _Ties,
    elsewhere: dict[str, list[IncomingRelationship]],
) -> IncomingHousehold:
    children = [people[key] for key in group]
    first = children[0]
    address = next((c.address for c in children if c.address), None)
    adults: dict[str, None] = {}
    for key in group:
        for tie in ties.adults.get(key, ()):
            if _lives_here(tie, people[tie.adult], address):
                adults.setdefault(tie.adult)
            elif people[tie.adult].address and not tie.emergency_contact:
                elsewhere[tie.adult].append(tie)
    number = next((c.household_key for c in children if c.household_key), "")
    contacts = {contact_key(c): c for child in children for c in child.home_contacts}
    interpreter = [c.home_interpreter for c in children if c.home_interpreter is not None]
    return IncomingHousehold(
        key=number or min(group),
        stable=bool(number),
        at=first.at,
        name=next((c.household_name for c in children if c.household_name), "")
        or _name([people[a] for a in adults], children),
        members=(*group, *adults),
        children=tuple(group),
        home_language=next((c.home_language for c in children if c.home_language), ""),
        interpreter=any(interpreter) if interpreter else None,
        address=address,
        mailing=next((c.mailing for c in children if c.mailing), None),
        contacts=tuple(contacts.values()),
    )


def _lives_here(
    tie: IncomingRelationship, adult: IncomingPerson, address: IncomingAddress | None
) -> bool:
    if tie.lives_with is not None:
        same_place = not adult.address or not address
        return tie.lives_with and (same_place or address_key(adult.address) == address_key(address))
    if _stands_by(tie):
        return False
    return not adult.address or not address or address_key(adult.address) == address_key(address)


def _stands_by(tie: IncomingRelationship) -> bool:
    """Whether an adult is but a number to call, as far as the export says."""
    aside = tie.emergency_contact or tie.relation in (Relation.NEIGHBOR, Relation.FRIEND)
    return aside and not tie.lives_with


def _own_household(
    adult: IncomingPerson, relationships: list[IncomingRelationship]
) -> IncomingHousehold:
    children = tuple(r.child for r in relationships if r.lives_with)
    return IncomingHousehold(
        key=adult.key,
        stable=False,
        at=adult.at,
        name=adult.family_name or adult.given_name,
        members=(adult.key, *children),
        children=children,
        address=adult.address,
    )


def _name(adults: list[IncomingPerson], children: list[IncomingPerson]) -> str:
    """The children's family name; with two of them, both."""
    names = dict.fromkeys(c.family_name for c in children if c.family_name)
    names = names or dict.fromkeys(a.family_name for a in adults if a.family_name)
    given = [p.given_name for p in (*adults, *children) if p.given_name]
    return " / ".join(list(names)[:2]) or (given[0] if given else "")
