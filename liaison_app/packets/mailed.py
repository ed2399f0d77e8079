"""To whom a letter to a family is addressed, and where; and to whom none may be mailed.

Whoever reads an envelope learns who lives there. So nothing is mailed to a protected address, nor
to a home where somebody lives who must not be contacted about the children.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.names import full_name, isolate
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.recipients import circle, is_current
from liaison_app.records.people import (
    Address,
    AddressKind,
    Household,
    HouseholdMember,
    NameOrder,
    Relationship,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.packets.kind import Asked
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.taking import Taking
    from liaison_app.records.people import Person

_KINDS = (AddressKind.MAILING, AddressKind.HOME)
"""Where letters go, best first; a place to meet or to stay for now gets none."""

_LONGEST = 40
"""Characters of a line of an address."""


@dataclass(frozen=True)
class Envelope:
    """What stands on a letter, from top to bottom.

    Attributes:
        household: id of the family.
        native: the name in the family's own script; "" if it is that of the post, too.
        lines: name, street, and city with state and postal code, as the post reads them.
    """

    household: str
    native: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Mailed:
    """Envelopes, and families that get none, with the reason."""

    envelopes: tuple[Envelope, ...]
    problems: tuple[Problem, ...]


def mailed(asked: Asked, typed: str) -> Mailed:
    """Take the envelopes of families.

    Args:
        asked: where.
        typed: ids or names of families, with semicolons between them; "" for all that are open.

    Raises:
        InvalidValue: there is no family of a name, or there are several.
    """
    named = [one.strip() for one in typed.split(";") if one.strip()]
    every = asked.workspace.all(Household)
    families = [_family(every, one) for one in named] or [one for one in every if not one.closed_on]
    kept_away = _kept_away(asked)
    envelopes: list[Envelope] = []
    problems: list[Problem] = []
    for one in sorted(families, key=lambda family: fold(asked.take.words(family, "name"))):
        found = _envelope(asked, one, kept_away, chosen=bool(named))
        if isinstance(found, Envelope):
            envelopes.append(found)
        else:
            problems.append(found)
    return Mailed(tuple(envelopes), tuple(problems))


def _family(every: Iterable[Household], typed: str) -> Household:
    found = [one for one in every if typed == one.id or fold(typed) == fold(one.name)]
    if len(found) == 1:
        return found[0]
    if found:
        why = _("There are several families “{name}”. Use the id of the one you mean.")
    else:
        why = _("There is no family “{name}”. Use its name or its id; put ; between several.")
    raise InvalidValue(why.format(name=typed))


def _kept_away(asked: Asked) -> frozenset[str]:
    """The homes of everybody who must not be contacted about some child.

    These fields decide to whom nothing is mailed; they are never printed, so they are not taken.
    """
    ties = asked.workspace.all(Relationship)
    people = {one.adult for one in ties if one.contact_restrictions.strip()}
    today = asked.workspace.today()
    members = (
        one for person in people for one in asked.workspace.all(HouseholdMember, person=person)
    )
    return frozenset(one.household for one in members if is_current(one, today))


def _envelope(
    asked: Asked, family: Household, kept_away: frozenset[str], *, chosen: bool
) -> Envelope | Problem:
    """An envelope, or why there is none: that stops the print only if the family was chosen."""
    around = circle(asked.workspace, family.id)
    reader = around.first
    at, name = place("household", family.id), isolate(family.name)
    level = red if chosen else amber
    if around.protected:
        why = _("{name} gets no label: the address is protected, so nothing is mailed there.")
        return level("address-protected", why.format(name=name), at)
    if reader is None:
        why = _("{name} gets no label: no adult is written down who may receive mail.")
        return amber("no-recipient", why.format(name=name), at)
    if family.id in kept_away or around.by_hand(reader.person.id):
        why = _(
            "{name} gets no label: somebody who must not be contacted lives there, and would"
            " read the letter."
        )
        return level("address-in-hand", why.format(name=name), at)
    lines = next(_where(asked, family), ())
    if not lines:
        why = _("{name} gets no label: no street and city is written down.")
        return amber("no-address", why.format(name=name), at)
    native, latin = _names(reader.person, asked.take)
    return Envelope(family.id, native if latin else "", (latin or native, *lines))


def _where(asked: Asked, family: Household) -> Iterator[tuple[str, ...]]:
    """Addresses to which letters go, as the post reads them: city, state and code in one line."""
    take = asked.take
    every = asked.workspace.all(Address, household=family.id)
    for kind in _KINDS:
        for one in every:
            street, city = take.words(one, "line_1"), take.words(one, "city")
            if take.choice(one, "kind") == kind and street and city:
                region = f"{take.words(one, 'region')} {take.words(one, 'postal_code')}".strip()
                last = f"{city}, {region}" if region else city
                yield (*_street(street, take.words(one, "line_2")), last)


def _street(street: str, unit: str) -> tuple[str, ...]:
    """Street and unit in one line; a unit that does not fit stands above its street.

    Source: Postal Addressing Standards of the U.S. Postal Service, Publication 28.
    """
    whole = f"{street} {unit}".strip()
    return (whole,) if len(whole) <= _LONGEST else (unit, street)


def _names(person: Person, take: Taking) -> tuple[str, str]:
    """The name in the person's own script, and the one that the post reads."""
    order = take(person, "name_order")
    latin = full_name(
        take.words(person, "given_name"),
        take.words(person, "family_name"),
        family_first=None if order is None else order == NameOrder.FAMILY_FIRST,
    )
    return take.words(person, "native_name"), latin
