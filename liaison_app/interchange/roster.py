"""What every reader makes of an export: people, how they belong together, and what was left out.

One form for all formats, so that matching and writing exist once. Keys are those of the source
system where it has any; `stable` says so. Nothing here knows the workspace.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.records.people import ContactKind, EnrollmentStatus, LanguageUse, Relation

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """Where something stands: the file's bare name, and the line counted from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A line, or a value on it, that was left out or read with doubt, and why.

    `skipped` is true when the whole line was left out.
    """

    at: Line
    why: str
    skipped: bool


@dataclass(frozen=True, slots=True)
class IncomingAddress:
    """An address as the school holds it."""

    line_1: str
    line_2: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class IncomingContact:
    """A phone number or e-mail address."""

    kind: ContactKind
    value: str


@dataclass(frozen=True, slots=True)
class IncomingLanguage:
    """A BCP 47 tag, and what the language is used for."""

    tag: str
    use: LanguageUse


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingPerson:
    """A child or adult. `household_key` is the source's own family number, if it has one."""

    key: str
    stable: bool
    at: Line
    is_child: bool
    given_name: str = ""
    family_name: str = ""
    preferred_name: str = ""
    native_name: str = ""
    birth_date: date | None = None
    interpreter: bool | None = None
    languages: tuple[IncomingLanguage, ...] = ()
    contacts: tuple[IncomingContact, ...] = ()
    address: IncomingAddress | None = None
    mailing: IncomingAddress | None = None
    home_language: str = ""
    home_interpreter: bool | None = None
    home_contacts: tuple[IncomingContact, ...] = ()
    household_key: str = ""
    household_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingRelationship:
    """What an adult is, and may do, for one child, both named by their keys."""

    child: str
    adult: str
    at: Line
    relation: Relation | None = None
    lives_with: bool | None = None
    legal_guardian: bool | None = None
    education_rights_holder: bool | None = None
    primary_contact: bool = False
    emergency_contact: bool = False
    may_pick_up: bool | None = None
    contact_priority: int | None = None
    contact_restrictions: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingSchool:
    """A school."""

    key: str
    stable: bool
    at: Line
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingEnrollment:
    """That a child goes to a school, both named by their keys."""

    person: str
    school: str
    at: Line
    grade: str = ""
    teacher: str = ""
    status: EnrollmentStatus = EnrollmentStatus.ENROLLED
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """All that an export says. `source` names the system: the first half of every external id."""

    source: str
    format: str
    people: tuple[IncomingPerson, ...]
    relationships: tuple[IncomingRelationship, ...]
    schools: tuple[IncomingSchool, ...]
    enrollments: tuple[IncomingEnrollment, ...]
    remarks: tuple[Remark, ...]
    notes: tuple[str, ...] = field(default=())


def without_lone_adults(roster: Roster) -> Roster:
    """Leave out adults of no child in the export, and say so.

    They would belong to no family, and a phone number that nobody can find is only a risk.
    """
    tied = {tie.adult for tie in roster.relationships}
    lone = [person for person in roster.people if not person.is_child and person.key not in tied]
    if not lone:
        return roster
    why = _("No child of this adult is in the export.")
    gone = {person.key for person in lone}
    return replace(
        roster,
        people=tuple(person for person in roster.people if person.key not in gone),
        remarks=(*roster.remarks, *(Remark(person.at, why, True) for person in lone)),
    )
