"""The people of a family: names, ages, languages, schools, and who may decide for which child."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions.debriefs import age
from liaison_app.actions.titles import language_name, titles
from liaison_app.language.catalogues import _
from liaison_app.language.names import shown_name
from liaison_app.records import Choice
from liaison_app.records.people import (
    Comfort,
    Enrollment,
    EnrollmentStatus,
    HouseholdMember,
    LanguageUse,
    NameOrder,
    Person,
    PersonLanguage,
    Relationship,
)
from liaison_app.records.values import to_record

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Authority:
    """What one adult is and may do for one child.

    Attributes:
        id: of the relationship.
        other: id of the child (on an adult) or of the adult (on a child).
        name: the other's name.
        relation: in words.
        rights: what the adult holds, in words: legal guardian, education rights, lives with.
        may_pick_up: None if nobody said.
        restricted: contact with this adult is restricted: for staff's eyes only.
        rights_until: when the education rights end, a local date.
    """

    id: str
    other: str
    name: str
    relation: str
    rights: tuple[str, ...]
    may_pick_up: bool | None
    restricted: bool
    rights_until: date | None


@dataclass(frozen=True)
class Elsewhere:
    """Another family that the same person belongs to."""

    household: str
    name: str


@dataclass(frozen=True)
class Schooling:
    """The school of a child now: the enrollment's id, school, grade, teacher."""

    id: str
    school: str
    grade: str
    teacher: str


@dataclass(frozen=True)
class Someone:
    """One person of a family.

    Attributes:
        id: of the person.
        member: id of the membership.
        other_name: the name in the other script; "" for none.
        say: how to say the name.
        languages: in words, such as "Tigrinya (spoken)".
        days: on which days they live here; "" for always.
        also_with: other families they belong to.
        authorities: for a child its adults, for an adult the children.
    """

    id: str
    member: str
    name: str
    other_name: str
    say: str
    child: bool
    age: str
    languages: tuple[str, ...]
    days: str
    also_with: tuple[Elsewhere, ...]
    schools: tuple[Schooling, ...]
    authorities: tuple[Authority, ...]

    @property
    def restricted(self) -> bool:
        """Whether an adult of theirs, or they themselves, may not be contacted freely."""
        return any(one.restricted for one in self.authorities)


def people_of(workspace: Workspace, household: str) -> tuple[Someone, ...]:
    """The people of a family: children first, the eldest first, then adults as they came."""
    today = workspace.today()
    now: dict[str, HouseholdMember] = {}
    for one in workspace.all(HouseholdMember, household=household):
        if one.until is None or one.until >= today:
            now.setdefault(one.person, one)  # two laptops may each have put the same person in
    members = list(now.values())
    people = {one.person: person for one in members if (person := _living(workspace, one.person))}
    found = [
        _someone(workspace, people[one.person], one, today)
        for one in members
        if one.person in people
    ]
    order = {one.person: at for at, one in enumerate(members)}
    return tuple(sorted(found, key=lambda one: (not one.child, -int(one.age or 0), order[one.id])))


def _living(workspace: Workspace, person: str) -> Person | None:
    rows = workspace.read("SELECT * FROM person WHERE id = :id AND NOT deleted", {"id": person})
    return to_record(Person, rows[0]) if rows else None


def _someone(workspace: Workspace, person: Person, member: HouseholdMember, today: date) -> Someone:
    shown = shown_name(
        person.given_name,
        person.family_name,
        preferred=person.preferred_name,
        native=person.native_name,
        native_first=person.native_name_first,
        family_first=_family_first(person),
    )
    return Someone(
        id=person.id,
        member=member.id,
        name=shown.main or _("(no name)"),
        other_name=shown.other,
        say=person.pronunciation,
        child=person.is_child,
        age=age(person.birth_date.isoformat() if person.birth_date else None, today),
        languages=_languages(workspace, person.id),
        days=member.days,
        also_with=_also_with(workspace, person.id, member.household, today),
        schools=_schools(workspace, person.id),
        authorities=_authorities(workspace, person),
    )


def _family_first(person: Person) -> bool | None:
    return None if person.name_order is None else person.name_order is NameOrder.FAMILY_FIRST


def _languages(workspace: Workspace, person: str) -> tuple[str, ...]:
    uses: dict[str, list[str]] = {}
    for one in workspace.all(PersonLanguage, person=person):
        words = [_word(one.use)] if one.use is not LanguageUse.HOME else []
        if one.comfort is not None and one.comfort is not Comfort.COMFORTABLE:
            words.append(_word(one.comfort))
        uses.setdefault(one.language, []).extend(words)
    return tuple(
        _("{language} ({use})").format(language=language_name(tag), use=", ".join(words).lower())
        if words
        else language_name(tag)
        for tag, words in uses.items()
    )


def _word(value: object) -> str:
    return _(value.label) if isinstance(value, Choice) else str(value)


def _also_with(
    workspace: Workspace, person: str, household: str, today: date
) -> tuple[Elsewhere, ...]:
    rows = workspace.read(
        "SELECT DISTINCT h.id, h.name FROM household_member m JOIN household h"
        " ON h.id = m.household WHERE m.person = :person AND m.household <> :household"
        " AND NOT m.deleted AND NOT h.deleted AND coalesce(m.until, '9999') >= :today",
        {"person": person, "household": household, "today": today.isoformat()},
    )
    return tuple(Elsewhere(row["id"], row["name"]) for row in rows)


def _schools(workspace: Workspace, person: str) -> tuple[Schooling, ...]:
    found = [
        one
        for one in workspace.all(Enrollment, person=person)
        if one.status is not EnrollmentStatus.LEFT
    ]
    names = titles(workspace, "school", (one.school for one in found)) if found else {}
    return tuple(
        Schooling(one.id, names.get(one.school, ""), one.grade, one.teacher) for one in found
    )


def _authorities(workspace: Workspace, person: Person) -> tuple[Authority, ...]:
    if person.is_child:
        found: Sequence[tuple[Relationship, str]] = [
            (one, one.adult) for one in workspace.all(Relationship, child=person.id)
        ]
    else:
        found = [(one, one.child) for one in workspace.all(Relationship, adult=person.id)]
    names = titles(workspace, "person", (other for _one, other in found)) if found else {}
    made = [_authority(one, other, names[other]) for one, other in found if other in names]
    return tuple(made)


def _authority(one: Relationship, other: str, name: str) -> Authority:
    rights = (
        (one.legal_guardian, _("legal guardian")),
        (one.education_rights_holder, _("education rights")),
        (one.lives_with, _("lives with the child")),
        (one.primary_contact, _("primary contact")),
        (one.emergency_contact, _("emergency contact")),
    )
    return Authority(
        id=one.id,
        other=other,
        name=name,
        relation=_word(one.relation) if one.relation is not None else "",
        rights=tuple(words for held, words in rights if held),
        may_pick_up=one.may_pick_up,
        restricted=bool(one.contact_restrictions.strip()),
        rights_until=one.rights_until,
    )
