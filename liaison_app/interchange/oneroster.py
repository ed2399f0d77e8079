"""Reads a OneRoster CSV export, versions 1.1 and 1.2 (1EdTech, "OneRoster CSV tables").

Files used: `manifest.csv` (propertyName, value: `oneroster.version`, `file.users` = bulk | delta |
absent, `source.systemName`), `orgs.csv`, `users.csv`, `roles.csv` (1.2: userSourcedId, roleType,
role, beginDate, endDate, orgSourcedId), `demographics.csv` (birthDate only), `enrollments.csv`.
In 1.1 the role and the schools (`orgSourcedIds`) stand in users.csv. `agentSourcedIds` of a student
names her adults and that of an adult the children; both are read.

`userProfiles.csv` holds credentials and is never opened; `password` and `username` are never read.
A `status` of `tobedeleted` is put into the account: an import never deletes.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.dates import DateOrder, read_date
from liaison_app.interchange.packages import Entry, Heartbeat, Package, birth_date_in, language_in
from liaison_app.interchange.roster import (
    IncomingEnrollment,
    IncomingPerson,
    IncomingRelationship,
    IncomingSchool,
    Line,
    Roster,
)
from liaison_app.interchange.values import MAX_KEY, MAX_NAME, grade_of
from liaison_app.language.catalogues import _
from liaison_app.language.languages import tag_of
from liaison_app.records.people import EnrollmentStatus, Relation

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.interchange.sources import Source

ADULTS = {
    "parent": Relation.PARENT,
    "guardian": Relation.GUARDIAN,
    "relative": Relation.RELATIVE,
}


@dataclass(slots=True)
class _Role:
    """What a user is, and at which schools since when."""

    role: str = ""
    orgs: dict[str, tuple[date | None, date | None]] = field(default_factory=dict)


def is_oneroster(source: Source) -> bool:
    """Whether the files are a OneRoster package."""
    if "users.csv" not in source.files:
        return False
    if "manifest.csv" in source.files:
        return True
    head = source.files["users.csv"].read()[:4096].replace(b"\x00", b"").lower()
    return b"sourcedid" in head and (b"enableduser" in head or b"agentsourcedids" in head)


def read_oneroster(
    source: Source, *, today: date, heartbeat: Heartbeat = lambda _done: None
) -> Roster:
    """Read the package behind `source`.

    Raises:
        UnreadableInput: a file is missing or damaged, or the export holds only changes (delta).
    """
    package = Package(source, heartbeat)
    version, system = _manifest(package)
    schools = _schools(package)
    listed = package.entries("users.csv", ("sourcedId", "givenName", "familyName"))
    users = [e for e in listed if package.is_usable(e) and not _removed(package, e)]
    roles = _roles(package, users, today)
    births = _births(package, today)
    people: dict[str, IncomingPerson] = {}
    for entry in users:
        key = entry["sourcedId"]
        role = roles[key].role
        if role != "student" and role not in ADULTS:
            package.skip(entry.at, _("Staff or another account, not a child or parent."))
        elif key in people:
            package.skip(entry.at, _("The same sourcedId stands on a line above."))
        else:
            people[key] = _person(package, entry, births, is_child=role == "student")
    if not people:
        raise UnreadableInput(_("This OneRoster export holds no students and no parents."))
    return Roster(
        source=f"oneroster:{system}" if system else "oneroster",
        format=f"OneRoster {version}".strip(),
        people=tuple(people.values()),
        relationships=tuple(_relationships(package, users, people, roles)),
        schools=tuple(schools.values()),
        enrollments=tuple(
            _enrollments(package, users, people, roles, schools=schools, today=today)
        ),
        remarks=tuple(package.remarks),
        notes=tuple(package.notes),
    )


def _manifest(package: Package) -> tuple[str, str]:
    """Version and system of the export; refuses one that holds changes only."""
    properties = {e["propertyName"].lower(): e["value"] for e in package.entries("manifest.csv")}
    for name in ("users", "orgs", "roles", "enrollments", "demographics"):
        mode = properties.get(f"file.{name}", "").lower()
        if mode == "delta":
            raise UnreadableInput(
                _(
                    "This OneRoster export holds only what changed (delta). Ask for a full export "
                    "(bulk)."
                )
            )
        if mode == "bulk" and not package.has(f"{name}.csv"):
            raise UnreadableInput(
                _("The manifest names {name}.csv, but it is not there. Ask for it again.").format(
                    name=name
                )
            )
    version = properties.get("oneroster.version", "")
    if version and not version.startswith(("1.1", "1.2")):
        package.notes.append(
            _("The export says OneRoster {version}; it was read as 1.2.").format(version=version)
        )
    system = properties.get("source.systemcode") or properties.get("source.systemname", "")
    return version[:20], system[:100]


def _schools(package: Package) -> dict[str, IncomingSchool]:
    schools = {}
    for entry in package.entries("orgs.csv", ("sourcedId", "name", "type")):
        if entry["type"].lower() != "school" or not entry["name"]:
            continue
        if not 0 < len(entry["sourcedId"]) <= MAX_KEY:
            continue
        if not _removed(package, entry):
            schools[entry["sourcedId"]] = IncomingSchool(
                key=entry["sourcedId"], stable=True, at=entry.at, name=entry["name"][:MAX_NAME]
            )
    return schools


def _roles(package: Package, users: list[Entry], today: date) -> dict[str, _Role]:
    """What each user is: from roles.csv (1.2), else from users.csv (1.1)."""
    roles: dict[str, _Role] = defaultdict(_Role)
    for entry in package.entries("roles.csv", ("userSourcedId", "role")):
        if _removed(package, entry):
            continue
        known = roles[entry["userSourcedId"]]
        name = entry["role"].lower()
        if not known.role or name == "student" or entry["roleType"].lower() == "primary":
            known.role = name
        known.orgs.setdefault(
            entry["orgSourcedId"],
            (_day(entry["beginDate"], today), _day(entry["endDate"], today)),
        )
    for entry in users:
        known = roles[entry["sourcedId"]]
        known.role = known.role or entry["role"].lower()
        for org in (*entry.many("orgSourcedIds"), entry["primaryOrgSourcedId"]):
            if org:
                known.orgs.setdefault(org, (None, None))
    return roles


def _births(package: Package, today: date) -> dict[str, tuple[date | None, str]]:
    """Birth date and home language by user; nothing else of demographics.csv is read."""
    return {
        entry["sourcedId"]: (birth_date_in(entry, today), language_in(entry))
        for entry in package.entries("demographics.csv", ("sourcedId",))
        if entry["status"].lower() != "tobedeleted"
    }


def _person(
    package: Package,
    entry: Entry,
    births: dict[str, tuple[date | None, str]],
    *,
    is_child: bool,
) -> IncomingPerson:
    birth_date, language = births.get(entry["sourcedId"], (None, ""))
    language = language_in(entry) or language
    tag = tag_of(language) if language else None
    if language and not tag:
        package.remark(
            entry.at,
            _("The language “{text}” is not known and was left out.").format(text=language[:60]),
        )
    given = f"{entry['givenName']} {entry['middleName']}".strip()
    return IncomingPerson(
        key=entry["sourcedId"],
        stable=True,
        at=entry.at,
        is_child=is_child,
        given_name=given,
        family_name=entry["familyName"],
        preferred_name=entry["preferredGivenName"][:MAX_NAME],
        birth_date=birth_date,
        contacts=package.contacts(entry, email=not is_child),
        home_language=(tag or "") if is_child else "",
    )


def _relationships(
    package: Package,
    users: list[Entry],
    people: dict[str, IncomingPerson],
    roles: dict[str, _Role],
) -> list[IncomingRelationship]:
    found: dict[tuple[str, str], IncomingRelationship] = {}
    for entry in users:
        person = people.get(entry["sourcedId"])
        for agent in entry.many("agentSourcedIds") if person else ():
            other = people.get(agent)
            if other is None or person is None:
                package.remark(entry.at, _("A parent named here is not in the export."))
                continue
            if person.is_child == other.is_child:
                continue
            child, adult = (person, other) if person.is_child else (other, person)
            found.setdefault(
                (child.key, adult.key),
                IncomingRelationship(
                    child=child.key,
                    adult=adult.key,
                    at=entry.at,
                    relation=ADULTS[roles[adult.key].role],
                ),
            )
    return list(found.values())


def _enrollments(
    package: Package,
    users: list[Entry],
    people: dict[str, IncomingPerson],
    roles: dict[str, _Role],
    *,
    schools: dict[str, IncomingSchool],
    today: date,
) -> list[IncomingEnrollment]:
    """One enrollment per child and school: class lists name the school once for every class."""
    places: dict[str, dict[str, Line]] = defaultdict(dict)
    for entry in package.entries("enrollments.csv", ("userSourcedId", "schoolSourcedId")):
        if entry["status"].lower() != "tobedeleted":
            places[entry["userSourcedId"]].setdefault(entry["schoolSourcedId"], entry.at)
    found = []
    for entry in users:
        person = people.get(entry["sourcedId"])
        if person is None or not person.is_child:
            continue
        orgs = roles[person.key].orgs
        for school in dict.fromkeys((*places.get(person.key, ()), *orgs)):
            if school in schools:
                since, until = orgs.get(school, (None, None))
                gone = until is not None and until < today
                found.append(
                    IncomingEnrollment(
                        person=person.key,
                        school=school,
                        at=places.get(person.key, {}).get(school, entry.at),
                        grade=grade_of((entry.many("grades") or [""])[0]),
                        status=EnrollmentStatus.LEFT if gone else EnrollmentStatus.ENROLLED,
                        since=since,
                        until=until,
                    )
                )
    return found


def _removed(package: Package, entry: Entry) -> bool:
    if entry["status"].lower() != "tobedeleted":
        return False
    package.skip(entry.at, _("The school has marked this for removal. Nothing was deleted here."))
    return True


def _day(text: str, today: date) -> date | None:
    return read_date(text, DateOrder.MONTH_FIRST, today) if text else None
