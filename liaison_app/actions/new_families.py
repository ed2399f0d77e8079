"""A new family in one short form, and a new person of a family, each in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions import protected_places
from liaison_app.actions.titles import titles
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.governance import Assignment, AssignmentRole
from liaison_app.records.people import Address, ContactPoint, Household, HouseholdMember, Person
from liaison_app.store import lookalike_families
from liaison_app.workspace import Add, Change, Touched

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.workspace import Workspace

_ALIKE = 3


@dataclass(frozen=True)
class NewFamily:
    """What is known of a family at first; only its name must be there."""

    name: str
    home_language: str = ""
    given_name: str = ""
    family_name: str = ""
    phone: str = ""
    street: str = ""
    city: str = ""


def add(workspace: Workspace, family: NewFamily, *, by: object = None, draft: str = "") -> Touched:
    """Keep a new family, with whoever adds it as its liaison; the family's id is the first.

    Raises:
        InvalidValue: its name is empty, or something else does not fit; nothing was written.
    """
    if not family.name.strip():
        raise InvalidValue(_("Give the family's name, as the family says it."))
    household = workspace.new_id()
    changes: list[Change] = [
        Add(Household(id=household, name=family.name, home_language=family.home_language))
    ]
    person = ""
    if family.given_name.strip() or family.family_name.strip():
        person = workspace.new_id()
        who = Person(id=person, given_name=family.given_name, family_name=family.family_name)
        changes += [Add(who), Add(HouseholdMember(household=household, person=person))]
    if family.phone.strip():
        changes.append(
            Add(ContactPoint(person=person, household=household, value=family.phone.strip()))
        )
    if family.street.strip() or family.city.strip():
        changes.append(Add(Address(household=household, line_1=family.street, city=family.city)))
    if workspace.person:
        mine = Assignment(
            household=household,
            staff=workspace.person,
            role=AssignmentRole.LIAISON,
            since=workspace.today(),
        )
        changes.append(Add(mine))
    return workspace.commit("household.add", changes, by=by, discard_draft=draft)


@dataclass(frozen=True)
class Alike:
    """A family that may be the one that is being typed: its id, and what tells it from others."""

    id: str
    words: str


def here_already(workspace: Workspace, family: NewFamily) -> tuple[Alike, ...]:
    """Which families may be the one that is being typed, the likeliest first; at most three."""
    found = workspace.reading(
        lambda conn: lookalike_families.families_like(
            conn, family.name, family.phone, family.street
        )
    )[:_ALIKE]
    names = titles(workspace, "household", found)
    return tuple(Alike(one, _told_apart(workspace, one, names[one])) for one in found)


def _told_apart(workspace: Workspace, household: str, name: str) -> str:
    rows = workspace.read(
        "SELECT id, line_1 FROM address WHERE household = :id AND NOT deleted AND line_1 <> ''"
        " ORDER BY id",
        {"id": household},
    )
    hidden = protected_places.hidden(workspace, household)
    rows = [row for row in rows if row["id"] not in hidden]
    if not rows:
        return isolate(name)
    return _("{name} ({street})").format(name=isolate(name), street=isolate(rows[0]["line_1"]))


def add_person(
    workspace: Workspace,
    household: str,
    values: Mapping[str, object],
    *,
    by: object = None,
    draft: str = "",
) -> Touched:
    """Keep a new person who belongs to a family; the person's id is the first.

    Raises:
        InvalidValue: something does not fit, or there is no name; nothing was written.
    """
    given: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
    names = ("given_name", "family_name", "preferred_name", "native_name")
    if not any(str(given.get(name, "")).strip() for name in names):
        raise InvalidValue(_("Give at least one name."))
    person = Person(id=workspace.new_id(), **given)
    member = HouseholdMember(household=household, person=person.id)
    return workspace.commit("person.add", [Add(person), Add(member)], by=by, discard_draft=draft)
