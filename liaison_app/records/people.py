"""People, households and who may decide for whom.

A child may live in several households, a household needs no head, and authority is stored for
each adult and child (terms: Ed-Fi StudentContactAssociation, LanguageUse, Telephone).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import (
    Choice,
    Field,
    LanguageTag,
    LongText,
    Merge,
    Privacy,
    Record,
    record,
)


class NameOrder(Choice):
    """Which name the family says first."""

    GIVEN_FIRST = "given_first", N_("Given name first")
    FAMILY_FIRST = "family_first", N_("Family name first")


class Relation(Choice):
    """How an adult is related to a child (Ed-Fi RelationDescriptor, with the field's additions)."""

    MOTHER = "mother", N_("Mother")
    FATHER = "father", N_("Father")
    PARENT = "parent", N_("Parent")
    STEPPARENT = "stepparent", N_("Stepparent")
    GRANDMOTHER = "grandmother", N_("Grandmother")
    GRANDFATHER = "grandfather", N_("Grandfather")
    GRANDPARENT = "grandparent", N_("Grandparent")
    AUNT = "aunt", N_("Aunt")
    UNCLE = "uncle", N_("Uncle")
    SIBLING = "sibling", N_("Sibling")
    COUSIN = "cousin", N_("Cousin")
    RELATIVE = "relative", N_("Relative")
    FOSTER_PARENT = "foster_parent", N_("Foster parent")
    COURT_APPOINTED_GUARDIAN = "court_appointed_guardian", N_("Court-appointed guardian")
    GUARDIAN = "guardian", N_("Guardian")
    CAREGIVER_BY_AFFIDAVIT = "caregiver_by_affidavit", N_("Caregiver by affidavit")
    SURROGATE_PARENT = "surrogate_parent", N_("Surrogate parent")
    SPOUSE = "spouse", N_("Spouse")
    NEIGHBOR = "neighbor", N_("Neighbor")
    FRIEND = "friend", N_("Friend")
    OTHER = "other", N_("Other")
    UNKNOWN = "unknown", N_("Unknown")


class RightsBasis(Choice):
    """On what an adult's education rights rest."""

    PARENT = "parent", N_("Parent")
    COURT = "court", N_("Court")
    CAREGIVER_AFFIDAVIT = "caregiver_affidavit", N_("Caregiver affidavit")
    SURROGATE = "surrogate", N_("Surrogate")
    UNKNOWN = "unknown", N_("Unknown")


class LanguageUse(Choice):
    """What a language is used for (Ed-Fi LanguageUse)."""

    SPOKEN = "spoken", N_("Spoken")
    WRITTEN = "written", N_("Written")
    HOME = "home", N_("Home")


class Comfort(Choice):
    """How comfortable a person is with a language."""

    COMFORTABLE = "comfortable", N_("Comfortable")
    A_LITTLE = "a_little", N_("A little")
    PREFERS_SPOKEN = "prefers_spoken", N_("Prefers spoken")


class Interpreter(Choice):
    """Whether an interpreter is needed."""

    ALWAYS = "always", N_("Always")
    SOMETIMES = "sometimes", N_("Sometimes")
    NO = "no", N_("No")


class ContactKind(Choice):
    """What a contact point is."""

    MOBILE = "mobile", N_("Mobile")
    HOME = "home", N_("Home")
    WORK = "work", N_("Work")
    EMAIL = "email", N_("E-mail")
    MESSAGING = "messaging", N_("Messaging")
    OTHER = "other", N_("Other")


class AddressKind(Choice):
    """What an address is to the household (Ed-Fi AddressType)."""

    HOME = "home", N_("Home")
    MAILING = "mailing", N_("Mailing")
    TEMPORARY = "temporary", N_("Temporary")
    MEETING_PLACE = "meeting_place", N_("Meeting place")
    SUBSTITUTE = "substitute", N_("Substitute address")


class EnrollmentStatus(Choice):
    """Whether a child is at the school now."""

    ENROLLED = "enrolled", N_("Enrolled")
    PENDING = "pending", N_("Pending")
    LEFT = "left", N_("Left")


class CalendarUse(Choice):
    """The calendar by which a family counts its days, beside the school's."""

    ETHIOPIC = "ethiopic", N_("Ethiopian")
    PERSIAN = "persian", N_("Persian (solar)")
    ISLAMIC = "islamic", N_("Islamic (lunar)")


@record(
    "household",
    label=N_("Family"),
    plural=N_("Families"),
    title=("name",),
)
class Household(Record):
    """People whom we meet as one family, at one place or several."""

    name: Annotated[
        str,
        Field(
            N_("Family name"),
            help=N_("As the family says it"),
            privacy=Privacy.FAMILY,
            listed=True,
        ),
    ]
    home_language: Annotated[
        LanguageTag, Field(N_("Home language"), privacy=Privacy.FAMILY, listed=True)
    ] = ""
    interpreter: Annotated[
        Interpreter | None, Field(N_("Interpreter"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = None
    best_times: Annotated[
        str, Field(N_("Best times to visit"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    visit_wishes: Annotated[
        LongText,
        Field(
            N_("Wishes for visits"),
            help=N_("Doorstep or another place, who should be there, what not to raise"),
            merge=Merge.REVISIONS,
        ),
    ] = ""
    calendar: Annotated[
        CalendarUse | None,
        Field(
            N_("The family's calendar"),
            help=N_("Prints beside ours; leave it empty if the family uses ours"),
            privacy=Privacy.FAMILY,
            merge=Merge.LWW,
        ),
    ] = None
    closed_on: Annotated[date | None, Field(N_("Closed on"), merge=Merge.ASK)] = None


def person_rule(person: Person) -> str:
    """A person is known by some name."""
    names = (person.given_name, person.family_name, person.preferred_name, person.native_name)
    return "" if any(name.strip() for name in names) else N_("A person needs a name.")


@record(
    "person",
    label=N_("Person"),
    plural=N_("People"),
    title=("given_name", "family_name"),
    rule=person_rule,
)
class Person(Record):
    """A child, caregiver or other person of a family."""

    given_name: Annotated[
        str, Field(N_("Given name"), privacy=Privacy.FAMILY, merge=Merge.LWW, listed=True)
    ] = ""
    family_name: Annotated[
        str, Field(N_("Family name"), privacy=Privacy.FAMILY, merge=Merge.LWW, listed=True)
    ] = ""
    preferred_name: Annotated[
        str, Field(N_("Name to use"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    native_name: Annotated[
        str, Field(N_("Name in own script"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    native_name_first: Annotated[
        bool, Field(N_("Show the name in own script first"), merge=Merge.LWW)
    ] = False
    name_order: Annotated[NameOrder | None, Field(N_("Order of names"), merge=Merge.LWW)] = None
    pronunciation: Annotated[str, Field(N_("Say it like"), merge=Merge.LWW)] = ""
    birth_date: Annotated[
        date | None, Field(N_("Date of birth"), privacy=Privacy.FAMILY, listed=True)
    ] = None
    is_child: Annotated[bool, Field(N_("Child or student"), privacy=Privacy.FAMILY)] = False
    interpreter: Annotated[
        Interpreter | None, Field(N_("Interpreter"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = None


@record(
    "household_member",
    label=N_("Family member"),
    plural=N_("Family members"),
    rows=Merge.SET,
    title=("person",),
)
class HouseholdMember(Record):
    """That a person lives with a household, all the time or on some days."""

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    person: Annotated[
        str, Field(N_("Person"), refers_to="person", privacy=Privacy.FAMILY, listed=True)
    ]
    days: Annotated[
        str, Field(N_("Which days"), help=N_("Empty means all the time"), merge=Merge.ASK)
    ] = ""
    since: Annotated[date | None, Field(N_("Since"))] = None
    until: Annotated[date | None, Field(N_("Until"))] = None


def relationship_rule(tie: Relationship) -> str:
    """Nobody is their own guardian."""
    return N_("The child and the adult are the same person.") if tie.child == tie.adult else ""


@record(
    "relationship",
    label=N_("Relationship"),
    plural=N_("Relationships"),
    title=("relation",),
    rule=relationship_rule,
)
class Relationship(Record):
    """What one adult may do and is for one child."""

    child: Annotated[
        str, Field(N_("Child"), refers_to="person", privacy=Privacy.FAMILY, listed=True)
    ]
    adult: Annotated[
        str, Field(N_("Adult"), refers_to="person", privacy=Privacy.FAMILY, listed=True)
    ]
    relation: Annotated[
        Relation | None, Field(N_("Relation"), privacy=Privacy.FAMILY, listed=True)
    ] = None
    lives_with: Annotated[bool | None, Field(N_("Lives with the child"))] = None
    legal_guardian: Annotated[bool | None, Field(N_("Legal guardian"), listed=True)] = None
    education_rights_holder: Annotated[
        bool | None, Field(N_("Holds education rights"), listed=True)
    ] = None
    rights_basis: Annotated[RightsBasis | None, Field(N_("Rights rest on"))] = None
    document_seen: Annotated[str, Field(N_("Document seen"), privacy=Privacy.RESTRICTED)] = ""
    rights_until: Annotated[date | None, Field(N_("Rights end on"))] = None
    primary_contact: Annotated[bool, Field(N_("Primary contact"))] = False
    emergency_contact: Annotated[bool, Field(N_("Emergency contact"))] = False
    may_pick_up: Annotated[bool | None, Field(N_("May pick up the child"))] = None
    contact_priority: Annotated[int | None, Field(N_("Order of contact"))] = None
    contact_restrictions: Annotated[
        str,
        Field(
            N_("Contact restrictions"),
            help=N_("A restricted adult gets no packet and no message"),
            privacy=Privacy.RESTRICTED,
        ),
    ] = ""


@record(
    "person_language",
    label=N_("Language of a person"),
    plural=N_("Languages of people"),
    rows=Merge.SET,
    title=("language",),
)
class PersonLanguage(Record):
    """A language a person speaks or reads, and how comfortably."""

    person: Annotated[
        str, Field(N_("Person"), refers_to="person", privacy=Privacy.FAMILY, listed=True)
    ]
    language: Annotated[LanguageTag, Field(N_("Language"), privacy=Privacy.FAMILY, listed=True)]
    use: Annotated[LanguageUse, Field(N_("Use"), privacy=Privacy.FAMILY, listed=True)] = (
        LanguageUse.SPOKEN
    )
    comfort: Annotated[Comfort | None, Field(N_("Comfort"), merge=Merge.LWW)] = None


@record(
    "contact_point",
    label=N_("Contact point"),
    plural=N_("Contact points"),
    title=("value",),
)
class ContactPoint(Record):
    """A phone number, e-mail address or account at which a person can be reached."""

    person: Annotated[str, Field(N_("Person"), refers_to="person", listed=True)] = ""
    household: Annotated[str, Field(N_("Family"), refers_to="household", listed=True)] = ""
    kind: Annotated[ContactKind, Field(N_("Kind"), listed=True)] = ContactKind.MOBILE
    value: Annotated[str, Field(N_("Number or address"), listed=True)] = ""
    priority: Annotated[int | None, Field(N_("Try first"), merge=Merge.LWW)] = None
    may_text: Annotated[bool | None, Field(N_("May be texted"))] = None
    may_leave_message: Annotated[bool | None, Field(N_("Safe to leave a message"))] = None
    never_use: Annotated[bool, Field(N_("Never use"))] = False


@record(
    "address",
    label=N_("Address"),
    plural=N_("Addresses"),
    title=("line_1", "city"),
)
class Address(Record):
    """Where a household lives, gets mail or prefers to meet."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", listed=True)]
    kind: Annotated[AddressKind, Field(N_("Kind"), listed=True)] = AddressKind.HOME
    line_1: Annotated[str, Field(N_("Street and number"), listed=True)] = ""
    line_2: Annotated[str, Field(N_("Apartment, unit"))] = ""
    city: Annotated[str, Field(N_("City"), listed=True)] = ""
    region: Annotated[str, Field(N_("State or region"))] = ""
    postal_code: Annotated[str, Field(N_("Postal code"))] = ""
    directions: Annotated[str, Field(N_("How to find the door"), merge=Merge.LWW)] = ""
    do_not_publish: Annotated[bool, Field(N_("Never on lists or route sheets"))] = False


@record(
    "enrollment",
    label=N_("Enrollment"),
    plural=N_("Enrollments"),
    title=("person", "school"),
)
class Enrollment(Record):
    """That a child goes to a school, and in which grade."""

    person: Annotated[
        str, Field(N_("Child"), refers_to="person", privacy=Privacy.FAMILY, listed=True)
    ]
    school: Annotated[
        str, Field(N_("School"), refers_to="school", privacy=Privacy.FAMILY, listed=True)
    ]
    grade: Annotated[str, Field(N_("Grade"), privacy=Privacy.FAMILY, listed=True)] = ""
    teacher: Annotated[str, Field(N_("Teacher"), privacy=Privacy.FAMILY, merge=Merge.LWW)] = ""
    status: Annotated[EnrollmentStatus, Field(N_("Status"), privacy=Privacy.FAMILY)] = (
        EnrollmentStatus.ENROLLED
    )
    since: Annotated[date | None, Field(N_("Since"), privacy=Privacy.FAMILY)] = None
    until: Annotated[date | None, Field(N_("Until"), privacy=Privacy.FAMILY)] = None


@record(
    "external_id",
    label=N_("Number in another system"),
    plural=N_("Numbers in other systems"),
    rows=Merge.SET,
    title=("system", "key"),
)
class ExternalId(Record):
    """The key under which another system holds the same record."""

    record_type: Annotated[str, Field(N_("Kind of record"), listed=True)]
    record: Annotated[str, Field(N_("Record"), listed=True)]
    system: Annotated[str, Field(N_("System"), listed=True)]
    key: Annotated[str, Field(N_("Key"), listed=True)]
