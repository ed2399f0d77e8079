"""Who may receive a packet of a family, who must not, and who comes first.

The fields read here are for staff alone: they decide who may hold the page and never stand on it.
A contact restriction for any child of the family, written as whatever, keeps the adult away from
the whole packet: what a court meant is not for a program to weigh.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.records.people import (
    Address,
    AddressKind,
    Household,
    HouseholdMember,
    Person,
    Relation,
)
from liaison_app.records.people import Relationship as Tie
from liaison_app.records.sealed import ProtectedAddress

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from liaison_app.workspace import Workspace

_PARENTS = frozenset(
    (
        Relation.MOTHER,
        Relation.FATHER,
        Relation.PARENT,
        Relation.STEPPARENT,
        Relation.FOSTER_PARENT,
        Relation.COURT_APPOINTED_GUARDIAN,
        Relation.GUARDIAN,
        Relation.CAREGIVER_BY_AFFIDAVIT,
        Relation.SURROGATE_PARENT,
    )
)
_LAST = 1_000_000  # after everybody whose place in the order of contact is written down


@dataclass(frozen=True)
class Candidate:
    """An adult of the family or of its children who may receive the packet.

    Attributes:
        person: who.
        lives_here: belongs to this household now.
        close: parent, guardian, or living with the family; for others somebody has to choose them,
            since a neighbor to call in an emergency is no reader of the children's school facts.
    """

    person: Person
    lives_here: bool
    close: bool


@dataclass(frozen=True)
class Circle:
    """A family as far as it matters for who may read its packet.

    Attributes:
        household: the family.
        children: its children now, as they were written down.
        candidates: who may receive its packet, the first contact first.
        restricted: adults whom a contact restriction for any child of the family keeps away.
        protected: ids of the households of these people whose address must not become known.
        homes: for each candidate and child the households to which they belong now.
        shunned: ids of the households in which a restricted adult lives now.
    """

    household: Household
    children: tuple[Person, ...]
    candidates: tuple[Candidate, ...]
    restricted: tuple[Person, ...]
    protected: frozenset[str]
    homes: dict[str, frozenset[str]]
    shunned: frozenset[str]

    @property
    def first(self) -> Candidate | None:
        """Who receives the packet unless somebody says otherwise."""
        return next((one for one in self.candidates if one.close), None)

    def candidate(self, person: str) -> Candidate | None:
        """The candidate with this id, if they may receive the packet."""
        return next((one for one in self.candidates if one.person.id == person), None)

    def restricts(self, person: str) -> bool:
        """Whether a contact restriction keeps this person away."""
        return any(one.id == person for one in self.restricted)

    def hidden_homes(self, person: str) -> frozenset[str]:
        """The protected households that a packet for this person has to do with.

        A child's other home counts: the packet would tell the father where the children of a
        mother in hiding are at school.
        """
        concerned = [person, *(child.id for child in self.children)]
        homes = (self.homes.get(one, frozenset()) for one in concerned)
        return self.protected & frozenset({self.household.id}).union(*homes)

    def comes_to_the_restricted(self, person: str) -> bool:
        """Whether a packet for this person would come to where a restricted adult lives.

        It is so for another adult of that home, and for a packet that is made under that home.
        """
        return bool(self.shunned & {self.household.id, *self.homes.get(person, ())})

    def by_hand(self, person: str) -> bool:
        """Whether a packet for this person may only go from hand to hand."""
        return bool(self.hidden_homes(person)) or self.comes_to_the_restricted(person)


def circle(workspace: Workspace, household: str) -> Circle:
    """Find who may receive a family's packet.

    Raises:
        UnknownRecord: there is no such family.
    """
    family = _family(workspace, household)
    members = workspace.all(HouseholdMember, household=household)
    now = [one.person for one in members if is_current(one, workspace.today())]
    ever = _people(workspace, (one.person for one in members))
    children = [one for one in ever.values() if one.is_child]
    ties = [tie for child in children for tie in workspace.all(Tie, child=child.id)]
    adults = _people(workspace, [*now, *(tie.adult for tie in ties)])
    kept_away = {tie.adult for tie in ties if tie.contact_restrictions.strip()}
    here = {child.id for child in children} & set(now)
    of_children = [tie for tie in ties if tie.child in here]
    around = [*now, *(tie.adult for tie in of_children)]
    candidates = [
        _candidate(adults[one], of_children, now)
        for one in dict.fromkeys(around)
        if one in adults and not adults[one].is_child and one not in kept_away
    ]
    candidates.sort(key=lambda one: _order(one, of_children))  # stable: else as they were added
    around_now = [*here, *(one.person.id for one in candidates)]
    homes = {one: _homes(workspace, one) for one in around_now}
    concerned = {household}.union(*homes.values())
    return Circle(
        household=family,
        children=tuple(ever[one] for one in dict.fromkeys(now) if one in here),
        candidates=tuple(candidates),
        restricted=tuple(_people(workspace, kept_away).values()),
        protected=frozenset(one for one in concerned if is_protected(workspace, one)),
        homes=homes,
        shunned=frozenset().union(*(_homes(workspace, one) for one in kept_away)),
    )


def is_current(member: HouseholdMember, today: date) -> bool:
    """Whether somebody belongs to a household now."""
    return member.until is None or member.until >= today


def is_protected(workspace: Workspace, household: str) -> bool:
    """Whether an address of a family must not become known.

    Only some laptops hold the real one, sealed; the substitute in its place says so to all.
    """
    return any(
        one.do_not_publish or one.kind is AddressKind.SUBSTITUTE
        for one in workspace.all(Address, household=household)
    ) or bool(workspace.all(ProtectedAddress, household=household))


def _family(workspace: Workspace, household: str) -> Household:
    for one in workspace.all(Household, id=household):
        return one
    raise UnknownRecord(_("There is no such family. Perhaps it was deleted."))


def _people(workspace: Workspace, ids: Iterable[str]) -> dict[str, Person]:
    found = {one: workspace.all(Person, id=one) for one in dict.fromkeys(ids)}
    return {one: people[0] for one, people in found.items() if people}


def _candidate(person: Person, ties: Sequence[Tie], now: Sequence[str]) -> Candidate:
    lives_here = person.id in now
    own = [tie for tie in ties if tie.adult == person.id]
    return Candidate(person, lives_here, lives_here or any(_close(tie) for tie in own))


def _close(tie: Tie) -> bool:
    marks = (tie.legal_guardian, tie.education_rights_holder, tie.lives_with, tie.primary_contact)
    return any(marks) or tie.relation in _PARENTS


def _order(one: Candidate, ties: Sequence[Tie]) -> tuple[bool, bool, int, bool, bool, bool]:
    own = [tie for tie in ties if tie.adult == one.person.id]
    priorities = [tie.contact_priority for tie in own if tie.contact_priority is not None]
    return (
        not one.close,
        not any(tie.primary_contact for tie in own),
        min(priorities, default=_LAST),
        not any(tie.legal_guardian for tie in own),
        not any(tie.lives_with for tie in own),
        not one.lives_here,
    )


def _homes(workspace: Workspace, person: str) -> frozenset[str]:
    members = workspace.all(HouseholdMember, person=person)
    return frozenset(one.household for one in members if is_current(one, workspace.today()))
