"""Reads a Microsoft School Data Sync export: "SDS V2.1 CSV file format", learn.microsoft.com.

Files used: `orgs.csv` (sourcedId, name, type, parentSourcedId), `users.csv` (sourcedId, familyName,
givenName, email, phone, sms), `roles.csv` (userSourcedId, orgSourcedId, role, sessionSourcedId,
grade, isPrimary, roleStartDate, roleEndDate), `relationships.csv` (userSourcedId of the child,
relationshipUserSourcedId of the adult, relationshipRole) and `demographics.csv` (birthDate only).

`password`, `username` and `activeDirectoryMatchId` are never read. Adults have no role of their
own: they are the users whom relationships.csv names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.dates import DateOrder, decide, read_date
from liaison_app.interchange.packages import Entry, Heartbeat, Package, birth_date_in
from liaison_app.interchange.roster import (
    IncomingEnrollment,
    IncomingPerson,
    IncomingRelationship,
    IncomingSchool,
    Roster,
)
from liaison_app.interchange.values import MAX_KEY, MAX_NAME, grade_of, relation_of
from liaison_app.language.catalogues import _
from liaison_app.records.people import EnrollmentStatus, Relation

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from liaison_app.interchange.sources import Source

SOURCE = "sds"


def is_sds(source: Source) -> bool:
    """Whether the files are a School Data Sync V2.1 package."""
    if not {"users.csv", "roles.csv", "orgs.csv"} <= set(source.files):
        return False
    head = source.files["users.csv"].read()[:4096].replace(b"\x00", b"").lower()
    return b"sourcedid" in head and b"enableduser" not in head


def read_sds(source: Source, *, today: date, heartbeat: Heartbeat = lambda _done: None) -> Roster:
    """Read the package behind `source`.

    Raises:
        UnreadableInput: a file is missing or damaged, or nobody in it is a student.
    """
    package = Package(source, heartbeat)
    schools = {
        e["sourcedId"]: IncomingSchool(
            key=e["sourcedId"], stable=True, at=e.at, name=e["name"][:MAX_NAME]
        )
        for e in package.entries("orgs.csv", ("sourcedId", "name", "type"))
        if e["type"].lower() in ("school", "campus")
        and e["name"]
        and 0 < len(e["sourcedId"]) <= MAX_KEY
    }
    roles = [
        e
        for e in package.entries("roles.csv", ("userSourcedId", "orgSourcedId", "role"))
        if e["role"].lower() == "student"
    ]
    students = {entry["userSourcedId"] for entry in roles}
    links = list(
        package.entries("relationships.csv", ("userSourcedId", "relationshipUserSourcedId"))
    )
    adults = {entry["relationshipUserSourcedId"] for entry in links} - students
    people = _people(package, students, adults, today)
    if not any(person.is_child for person in people.values()):
        raise UnreadableInput(_("This School Data Sync export holds no students."))
    return Roster(
        source=SOURCE,
        format="School Data Sync 2.1",
        people=tuple(people.values()),
        relationships=tuple(_relationships(package, links, people)),
        schools=tuple(schools.values()),
        enrollments=tuple(_enrollments(roles, people, schools, today)),
        remarks=tuple(package.remarks),
        notes=tuple(package.notes),
    )


def _people(
    package: Package, students: set[str], adults: set[str], today: date
) -> dict[str, IncomingPerson]:
    births = list(package.entries("demographics.csv", ("userSourcedId",)))
    order = decide(entry["birthDate"] for entry in births).order
    born = {entry["userSourcedId"]: birth_date_in(entry, today, order) for entry in births}
    people: dict[str, IncomingPerson] = {}
    for entry in package.entries("users.csv", ("sourcedId", "givenName", "familyName")):
        key = entry["sourcedId"]
        if not package.is_usable(entry):
            continue
        if key not in students and key not in adults:
            package.skip(entry.at, _("Staff or another account, not a child or parent."))
        elif key in people:
            package.skip(entry.at, _("The same sourcedId stands on a line above."))
        else:
            is_child = key in students
            people[key] = IncomingPerson(
                key=key,
                stable=True,
                at=entry.at,
                is_child=is_child,
                given_name=f"{entry['givenName']} {entry['middleName']}".strip(),
                family_name=entry["familyName"],
                birth_date=born.get(key),
                contacts=package.contacts(entry, email=not is_child),
            )
    return people


def _relationships(
    package: Package, links: list[Entry], people: dict[str, IncomingPerson]
) -> list[IncomingRelationship]:
    found: dict[tuple[str, str], IncomingRelationship] = {}
    for entry in links:
        child = people.get(entry["userSourcedId"])
        adult = people.get(entry["relationshipUserSourcedId"])
        if child is None or adult is None or not child.is_child or adult.is_child:
            package.skip(entry.at, _("A person named here is not in the export."))
            continue
        found.setdefault(
            (child.key, adult.key),
            IncomingRelationship(
                child=child.key,
                adult=adult.key,
                at=entry.at,
                relation=relation_of(entry["relationshipRole"]) or Relation.UNKNOWN,
            ),
        )
    return list(found.values())


def _enrollments(
    roles: list[Entry],
    people: dict[str, IncomingPerson],
    schools: dict[str, IncomingSchool],
    today: date,
) -> list[IncomingEnrollment]:
    day = _days(roles, today)
    found: dict[tuple[str, str], IncomingEnrollment] = {}
    for entry in roles:
        place = (entry["userSourcedId"], entry["orgSourcedId"])
        if place[0] in people and place[1] in schools:
            until = day(entry["roleEndDate"])
            gone = until is not None and until < today
            found[place] = IncomingEnrollment(
                person=place[0],
                school=place[1],
                at=entry.at,
                grade=grade_of(entry["grade"]),
                status=EnrollmentStatus.LEFT if gone else EnrollmentStatus.ENROLLED,
                since=day(entry["roleStartDate"]),
                until=until,
            )
    return list(found.values())


def _days(roles: list[Entry], today: date) -> Callable[[str], date | None]:
    texts = [entry[heading] for entry in roles for heading in ("roleStartDate", "roleEndDate")]
    order: DateOrder = decide(texts).order
    return lambda text: read_date(text, order, today) if text else None
