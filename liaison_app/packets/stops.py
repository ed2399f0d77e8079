"""The stops of a route: the visits of one day that somebody makes, and how much is said of each.

The sheet may be lost in the street. What it says is in three levels; at each of them an address
that must not become known stays on the laptop, with everything else that could lead to it, and a
person who must not be contacted is not named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.languages import name_of
from liaison_app.language.names import initials
from liaison_app.packets.facts import person_name
from liaison_app.packets.kept_out import kept_out
from liaison_app.packets.recipients import circle, is_protected
from liaison_app.packets.streets import street_alone
from liaison_app.packets.wishes import asked_not_to_be_visited
from liaison_app.records.partnership import Visit, VisitPlace
from liaison_app.records.people import (
    Address,
    AddressKind,
    ContactKind,
    ContactPoint,
    Enrollment,
    LanguageUse,
    PersonLanguage,
)
from liaison_app.records.schools import School
from liaison_app.records.values import format_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.kept_out import KeptOut
    from liaison_app.packets.kind import Asked
    from liaison_app.packets.recipients import Circle
    from liaison_app.records import Choice, Record
    from liaison_app.records.people import Household, Person
    from liaison_app.workspace import Workspace

INITIALS, NAMES, FULL = "initials", "names", "full"
"""How much a sheet says: what a finder could do with it grows from one to the next."""

AT_HOME = (None, VisitPlace.HOME, VisitPlace.DOORSTEP)
"""Where a visit is made at the family's door; where nobody said, it is."""

_WHERE_FIRST = (AddressKind.HOME, AddressKind.TEMPORARY)
_DIALLED = (ContactKind.MOBILE, ContactKind.HOME, ContactKind.WORK)
_LAST = 1_000_000


@dataclass(frozen=True)
class Stop:
    """One visit of the day.

    Attributes:
        household: id of the family.
        known_as: what the family is called, for the screen alone.
        at: when, by the clock here.
        family: initials, or the name.
        place: in words, where it is not at the family's home; "" there.
        where: parts of the address, the smallest first.
        hidden: the address stays on the laptop.
        language: its name, in the language of the interface.
        interpreter: whether one is needed, in words.
        bridge: numbers of interpreters by phone.
        ask_for: the first contact.
        phone: theirs, as it was typed.
        told: label and words of what the family said about visits.
        look_first: there is something to read on the laptop before this visit.
        wants_none: id of the question in which the family asked not to be visited; "" for none.
        unsaid: something that was typed names somebody who must not be named, and stays out.
        nowhere: no address is written down.
    """

    household: str
    known_as: str
    at: time
    family: str
    place: str = ""
    where: tuple[str, ...] = ()
    hidden: bool = False
    language: str = ""
    interpreter: str = ""
    bridge: tuple[str, ...] = ()
    ask_for: str = ""
    phone: str = ""
    told: tuple[tuple[str, str], ...] = ()
    look_first: bool = False
    wants_none: str = ""
    unsaid: bool = False
    nowhere: bool = False


def visits_of_day(workspace: Workspace, day: date) -> list[Visit]:
    """Visits of a local day that are not written down yet, one's own and nobody's, in order.

    A visit with a family that was removed is none.
    """
    try:
        begins, ends = _midnight(day), _midnight(day + timedelta(days=1))
    except (OverflowError, ValueError):  # the first or last day of all calendars
        return []
    rows = workspace.read(_OF_DAY, {"me": workspace.person, "begins": begins, "ends": ends})
    return [workspace.get(Visit, row["id"]) for row in rows]


_OF_DAY = (
    "SELECT v.id FROM visit v JOIN household h ON h.id = v.household AND NOT h.deleted"
    " WHERE NOT v.deleted AND v.outcome IS NULL AND v.planned_start >= :begins"
    " AND v.planned_start < :ends AND v.staff IN ('', :me) ORDER BY v.planned_start, v.n"
)


def _midnight(day: date) -> str:
    """The beginning of a local day, as times are stored."""
    return format_time(datetime.combine(day, time()).astimezone().astimezone(UTC))


def stops(asked: Asked, day: date, level: str) -> tuple[Stop, ...]:
    """The stops of a day, in the order of their times.

    Args:
        asked: takes the fields, so that pre-flight knows what stands on the page.
        day: the local date.
        level: `INITIALS`, `NAMES` or `FULL`.
    """
    return tuple(_stop(asked, one, level) for one in visits_of_day(asked.workspace, day))


def _stop(asked: Asked, visit: Visit, level: str) -> Stop:
    workspace, take = asked.workspace, asked.take
    around = circle(workspace, visit.household)
    home = around.household
    first = around.first
    person = first.person if first else None
    kept = kept_out(workspace, around, first)
    hidden = is_protected(workspace, home.id)
    asked_for_none = asked_not_to_be_visited(workspace, home.id)
    wants_none = asked_for_none.id if asked_for_none else ""
    level = INITIALS if hidden else level
    name = take.words(home, "name")
    named = level != INITIALS and not kept.restricted_in(name, typed=False)
    planned = take(visit, "planned_start").astimezone()
    stop = Stop(
        household=home.id,
        known_as=name,
        at=planned.time(),
        family=name if named else initials(name),
        hidden=hidden,
        language=_language(asked, visit, home, person),
        interpreter=_interpreter(asked, home, person),
        bridge=_bridge(asked, around),
        look_first=bool(hidden or wants_none or around.shunned & {home.id}),
        wants_none=wants_none,
    )
    stop = _placed(asked, visit, stop, level)
    return _in_full(asked, around, kept, stop) if level == FULL else stop


# --- where


def _placed(asked: Asked, visit: Visit, stop: Stop, level: str) -> Stop:
    """Where to go; an address that must not become known is not even looked at."""
    if visit.place not in AT_HOME:
        return replace(stop, place=_label(asked.take(visit, "place")))
    address = None if stop.hidden else _address(asked.workspace, stop.household)
    if address is None:
        return replace(stop, nowhere=not stop.hidden)
    street, city = (asked.take.words(address, name) for name in ("line_1", "city"))
    if level == INITIALS:
        return replace(stop, where=_known(street_alone(street), city))
    return replace(stop, where=_known(street, asked.take.words(address, "line_2"), city))


def _address(workspace: Workspace, household: str) -> Address | None:
    found = [one for one in workspace.all(Address, household=household) if one.line_1.strip()]
    known = [one for kind in _WHERE_FIRST for one in found if one.kind == kind]
    return known[0] if known else None


# --- how to talk


def _language(asked: Asked, visit: Visit, home: Household, person: Person | None) -> str:
    """What is spoken: at this visit, by the first contact, at home."""
    spoken = [
        asked.take.words(one, "language")
        for one in (_languages(asked.workspace, person) if person else ())
    ]
    tags = (asked.take.words(visit, "language"), *spoken, asked.take.words(home, "home_language"))
    tag = next(filter(None, tags), "")
    return name_of(tag, catalogues.current()) if tag else ""


def _languages(workspace: Workspace, person: Person) -> list[PersonLanguage]:
    every = workspace.all(PersonLanguage, person=person.id)
    return [one for one in every if one.use != LanguageUse.WRITTEN]


def _interpreter(asked: Asked, home: Household, person: Person | None) -> str:
    """Whether an interpreter is needed: as the person says, else as the family does."""
    told = [asked.take(one, "interpreter") for one in (person, home) if one]
    return _label(next(filter(None, told), None))


def _bridge(asked: Asked, around: Circle) -> tuple[str, ...]:
    """The numbers of interpreters at the children's schools, each once."""
    workspace = asked.workspace
    schools = {
        place.school
        for child in around.children
        for place in workspace.all(Enrollment, person=child.id)
    }
    rows = [one for school in sorted(schools) for one in workspace.all(School, id=school)]
    return _known(*dict.fromkeys(asked.take.words(one, "interpreter_phone") for one in rows))


# --- what only a full sheet says


def _in_full(asked: Asked, around: Circle, kept: KeptOut, stop: Stop) -> Stop:
    take, first = asked.take, around.first
    phone = _phone(asked, around, kept)
    told = list(_told(asked, around, stop))
    fit = [one for one in told if not kept.restricted_in(one[1], typed=True)]
    return replace(
        stop,
        ask_for=person_name(first.person, take) if first else "",
        phone=phone,
        told=tuple(fit),
        unsaid=len(fit) < len(told),
        look_first=stop.look_first or len(fit) < len(told),
    )


def _told(asked: Asked, around: Circle, stop: Stop) -> Iterator[tuple[str, str]]:
    """Label and words of what is known about visits with this family."""
    home = around.household
    address = _address(asked.workspace, home.id) if stop.where else None
    fields: list[tuple[Record | None, str]] = [
        (home, "best_times"),
        (home, "visit_wishes"),
        (address, "directions"),
    ]
    for record, name in fields:
        if record and (words := asked.take.words(record, name)):
            yield _(record.TYPE.fields[name].field.label), words


def _phone(asked: Asked, around: Circle, kept: KeptOut) -> str:
    """The number to try first, never one of somebody who must not be contacted."""
    workspace, first = asked.workspace, around.first
    points = workspace.all(ContactPoint, person=first.person.id) if first else []
    points += [
        one for one in workspace.all(ContactPoint, household=around.household.id) if not one.person
    ]
    fit = [
        one
        for one in points
        if one.kind in _DIALLED
        and not one.never_use
        and not kept.restricted_in(one.value, typed=True)
    ]
    fit.sort(key=lambda one: _LAST if one.priority is None else one.priority)
    return asked.take.words(fit[0], "value") if fit else ""


def _label(choice: Choice | None) -> str:
    return _(choice.label) if choice is not None and hasattr(choice, "label") else ""


def _known(*parts: str) -> tuple[str, ...]:
    return tuple(filter(None, parts))
