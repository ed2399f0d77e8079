"""What a packet knows about a family: plain values, taken field by field from what may be printed.

Nothing staff keeps for itself comes in here: no address or number of the family, no note, no
follow-up, no adult but the recipient (see `taking`). Dates are local.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from liaison_app.language.names import shown_name
from liaison_app.packets.kind import NOTHING, About
from liaison_app.packets.reading import Reading, reading_of
from liaison_app.packets.taking import Source, Taking
from liaison_app.records.governance import Assignment, AssignmentRole, StaffMember, Team
from liaison_app.records.partnership import Commitment, PromiseState
from liaison_app.records.people import Enrollment, EnrollmentStatus, NameOrder, Person
from liaison_app.records.schools import School, SchoolDate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.packets.kept_out import KeptOut
    from liaison_app.packets.recipients import Candidate, Circle
    from liaison_app.workspace import Workspace

_AHEAD = timedelta(days=400)
_SCHOOL_YEARS = range(5, 19)


@dataclass(frozen=True)
class Recipient:
    """Who reads the packet.

    Attributes:
        id: of the person.
        name: as the family prefers it, in its own script if that is so.
        reading: in which language and how comfortably they read.
        lives_here: belongs to the family's household.
    """

    id: str
    name: str
    reading: Reading
    lives_here: bool


@dataclass(frozen=True)
class SchoolFacts:
    """What a school says to families; choices are their stored values, "" is not known."""

    id: str
    name: str
    phone: str
    attendance_phone: str
    street: str
    city: str
    hours: str
    breakfast: str
    lunch: str
    meals: str
    bus_service: str
    bus: str
    bus_phone: str
    nurse_phone: str
    interpreter_phone: str


@dataclass(frozen=True)
class Child:
    """A child and their place at school.

    Attributes:
        name: what the child is called; never with the family name (a packet may be lost).
        school: None if the child is at none.
        enrollment: id of the record that says where the child goes to school.
        expected: old enough for school, or of an age that nobody wrote down.
    """

    id: str
    name: str
    school: SchoolFacts | None = None
    grade: str = ""
    teacher: str = ""
    enrollment: str = ""
    expected: bool = True


@dataclass(frozen=True)
class Liaison:
    """The member of staff who is there for the family."""

    id: str
    name: str
    phone: str


@dataclass(frozen=True)
class Help:
    """The one number to call, as it was typed, and whose it is: record type and id.

    Attributes:
        name: beside which the number stands; never somebody's who does not answer there.
    """

    number: str
    type: str
    id: str
    name: str = ""


@dataclass(frozen=True)
class Promise:
    """An open promise.

    Attributes:
        owner: stored value of `Owner`.
        who: in words; "" where the owner says enough.
        language: of `what` and `who`; "" if nobody said.
    """

    id: str
    owner: str
    what: str
    who: str
    due: date | None
    language: str


@dataclass(frozen=True)
class Day:
    """Something that is different on a day of school.

    Attributes:
        until: the last day; the same as `day` if there is one only.
        kind: stored value of `SchoolDay`.
        what: in the words of staff.
        time: as it was typed.
        school: the name of the only school that it concerns; "" for every school.
    """

    id: str
    day: date
    until: date
    kind: str
    what: str
    time: str
    school: str


@dataclass(frozen=True)
class Facts:
    """Everything about a family that its packet may say.

    Attributes:
        help: None if no number is known at all.
        days: of the children's schools or of every school, from this month on, in order.
        promises: the open ones, the next one first.
        practice: the family is invented.
        sources: the fields from which all this was taken.
        calendar: stored value of `CalendarUse`: by which the family counts its days; "" for ours.
        about: what the print is about, beside the family.
    """

    household: str
    recipient: Recipient
    children: tuple[Child, ...]
    liaison: Liaison | None
    help: Help | None
    promises: tuple[Promise, ...]
    days: tuple[Day, ...]
    practice: bool
    today: date
    sources: frozenset[Source]
    calendar: str = ""
    about: About = NOTHING

    @property
    def for_a_family(self) -> bool:
        """Whether there is a family: a poster has none."""
        return bool(self.household)

    @property
    def schools(self) -> tuple[SchoolFacts, ...]:
        """The schools of the children, each once."""
        return tuple(dict.fromkeys(one.school for one in self.children if one.school))

    def at(self, school: SchoolFacts) -> tuple[Child, ...]:
        """The children who are at a school."""
        return tuple(one for one in self.children if one.school == school)


def gather(
    workspace: Workspace, circle: Circle, candidate: Candidate | None, kept: KeptOut
) -> Facts:
    """Take what the packet of one family may say to a recipient; None if nobody is known."""
    take = Taking()
    household, reader = circle.household.id, candidate.person if candidate else None
    children = _children(workspace, circle, take)
    liaison, team_phone = _liaison(workspace, household, take)
    facts = Facts(
        household=household,
        recipient=Recipient(
            id=reader.id if reader else "",
            name=person_name(reader, take) if reader else "",
            reading=reading_of(workspace, circle.household, reader, take),
            lives_here=candidate is None or candidate.lives_here,
        ),
        children=children,
        liaison=liaison,
        help=None,
        promises=_promises(workspace, household, kept, take),
        days=_days(workspace, children, take),
        practice=workspace.practice,
        today=workspace.today(),
        sources=frozenset(),
        calendar=take.choice(circle.household, "calendar"),
    )
    return replace(facts, help=_help(facts, team_phone), sources=take.sources)


def gather_for_all(workspace: Workspace, language: str) -> Facts:
    """Take what a print that names no family may say: who of the staff made it, and the number.

    Args:
        workspace: where.
        language: tag in which it is printed.
    """
    take = Taking()
    liaison, team_phone = _liaison(workspace, "", take)
    facts = Facts(
        household="",
        recipient=Recipient("", "", Reading(language), lives_here=False),
        children=(),
        liaison=liaison,
        help=None,
        promises=(),
        days=(),
        practice=workspace.practice,
        today=workspace.today(),
        sources=frozenset(),
    )
    return replace(facts, help=_help(facts, team_phone), sources=take.sources)


def person_name(person: Person, take: Taking) -> str:
    """What an adult is called on paper: as the family prefers it."""
    order = take(person, "name_order")
    shown = shown_name(
        take.words(person, "given_name"),
        take.words(person, "family_name"),
        preferred=take.words(person, "preferred_name"),
        native=take.words(person, "native_name"),
        native_first=bool(take(person, "native_name_first")),
        family_first=None if order is None else order == NameOrder.FAMILY_FIRST,
    )
    return shown.main


def _child_name(person: Person, take: Taking) -> str:
    given, family = take.words(person, "given_name"), take.words(person, "family_name")
    native = take.words(person, "native_name")
    first = native if take(person, "native_name_first") else ""
    return take.words(person, "preferred_name") or first or given or native or family


def _children(workspace: Workspace, circle: Circle, take: Taking) -> tuple[Child, ...]:
    today = workspace.today()
    schools = {one.id: _school(one, take) for one in workspace.all(School)}
    eldest_first = sorted(circle.children, key=lambda one: one.birth_date or date.max)
    made = []
    for person in eldest_first:
        child = Child(person.id, _child_name(person, take), expected=_expected(person, today, take))
        place = _enrollment(workspace, person.id, today)
        if place and take(place, "school") in schools:
            child = replace(
                child,
                school=schools[place.school],
                grade=take.words(place, "grade"),
                teacher=take.words(place, "teacher"),
                enrollment=place.id,
            )
        made.append(child)
    return tuple(made)


def _expected(person: Person, today: date, take: Taking) -> bool:
    born = take(person, "birth_date")
    return born is None or (today - born).days // 365 in _SCHOOL_YEARS


def _enrollment(workspace: Workspace, person: str, today: date) -> Enrollment | None:
    found = [
        one
        for one in workspace.all(Enrollment, person=person)
        if one.status is not EnrollmentStatus.LEFT and (one.until is None or one.until >= today)
    ]
    found.sort(
        key=lambda one: (one.status is EnrollmentStatus.ENROLLED, one.since or date.min),
        reverse=True,
    )
    return found[0] if found else None


def _school(school: School, take: Taking) -> SchoolFacts:
    return SchoolFacts(
        id=school.id,
        name=take.words(school, "name"),
        phone=take.words(school, "phone"),
        attendance_phone=take.words(school, "attendance_phone"),
        street=take.words(school, "street"),
        city=take.words(school, "city"),
        hours=take.words(school, "hours"),
        breakfast=take.choice(school, "breakfast"),
        lunch=take.choice(school, "lunch"),
        meals=take.words(school, "meals"),
        bus_service=take.choice(school, "bus_service"),
        bus=take.words(school, "bus"),
        bus_phone=take.words(school, "bus_phone"),
        nurse_phone=take.words(school, "nurse_phone"),
        interpreter_phone=take.words(school, "interpreter_phone"),
    )


def _liaison(workspace: Workspace, household: str, take: Taking) -> tuple[Liaison | None, Help]:
    """Who is there for the family, and the number of their team."""
    today = workspace.today()
    assigned = [
        one
        for one in (workspace.all(Assignment, household=household) if household else ())
        if one.role is AssignmentRole.LIAISON and (one.until is None or one.until >= today)
    ]
    assigned.sort(key=lambda one: one.staff != workspace.person)  # who prints it, if several
    staff = [*(one.staff for one in assigned), workspace.person]
    found = next(filter(None, (_staff(workspace, one, take) for one in staff)), None)
    teams = {one.id: one for one in workspace.all(Team)}
    named = [teams[team] for one in assigned if (team := take(one, "team")) in teams]
    known = named or (list(teams.values()) if len(teams) == 1 else [])
    numbers = [Help(take.words(one, "phone"), "team", one.id) for one in known]
    return found, next(iter(numbers), Help("", "team", ""))


def _staff(workspace: Workspace, staff: str, take: Taking) -> Liaison | None:
    for one in workspace.all(StaffMember, id=staff):
        if take(one, "active"):
            return Liaison(one.id, take.words(one, "name"), take.words(one, "phone"))
    return None


def _help(facts: Facts, team_phone: Help) -> Help | None:
    """The number that stands on every page: the liaison's, else the team's, else a school's."""
    liaison = facts.liaison
    if liaison and liaison.phone:
        return Help(liaison.phone, "staff_member", liaison.id, liaison.name)
    if team_phone.number:  # her team answers for her
        return replace(team_phone, name=liaison.name if liaison else "")
    schools = (one for one in facts.schools if one.phone)
    return next((Help(one.phone, "school", one.id, one.name) for one in schools), None)


def _promises(
    workspace: Workspace, household: str, kept: KeptOut, take: Taking
) -> tuple[Promise, ...]:
    found = [
        Promise(
            id=one.id,
            owner=take.choice(one, "owner"),
            what=take.words(one, "what"),
            who=_who(take.words(one, "who"), kept),
            due=take(one, "due"),
            language=take.words(one, "language"),
        )
        for one in workspace.all(Commitment, household=household)
        if take.choice(one, "state") == PromiseState.OPEN
    ]
    return tuple(sorted(found, key=lambda one: one.due or date.max))


def _who(who: str, kept: KeptOut) -> str:
    """Who does it, unless that names somebody of the family whom this page is not for."""
    unsaid = kept.restricted_in(who, typed=True) or kept.names_another(who)
    return "" if unsaid else who


def _days(workspace: Workspace, children: Iterable[Child], take: Taking) -> tuple[Day, ...]:
    today = workspace.today()
    own = {"": "", **{one.school.id: one.school.name for one in children if one.school}}
    found = []
    for one in workspace.all(SchoolDate):
        day, until = take(one, "day"), take(one, "until") or one.day
        school = take(one, "school")
        if school in own and today.replace(day=1) <= until and day <= today + _AHEAD:
            what, time = take.words(one, "what"), take.words(one, "time")
            kind = take.choice(one, "kind")
            found.append(Day(one.id, day, until, kind, what, time, own[school]))
    return tuple(sorted(found, key=lambda one: (one.day, one.time)))
