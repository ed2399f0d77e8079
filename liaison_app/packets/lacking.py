"""Facts that a packet needs and nobody has written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.language.phones import parse_phone
from liaison_app.packets.judged import short
from liaison_app.packets.kind import Audience
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.values import one_line
from liaison_app.records import TYPES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.compose import Composed, Lack, Order
    from liaison_app.packets.facts import Facts, SchoolFacts
    from liaison_app.packets.problems import Problem

_SCHOOL_FIELDS = {
    "school_phone": "phone",
    "attendance_phone": "phone",
    "hours": "hours",
    "address": "street",
}
_STOPS = frozenset(("phone", "hours"))
_PHONES = ("phone", "attendance_phone", "nurse_phone", "bus_phone", "interpreter_phone")
_MEALS = frozenset(("breakfast", "lunch"))
_BUS = "bus_service"


def lacking(facts: Facts, order: Order, composed: Composed) -> Iterator[Problem]:
    """What is missing, each fact once, with the record and field where it belongs."""
    found: dict[Problem, None] = {}
    for lack in composed.lacks:
        if problem := _judged(facts, lack):
            found[problem] = None
    yield from found
    if any(template.each != "packet" for template in order.printed):
        yield from _without_school(facts)
    if order.kind.audience is not Audience.STAFF:  # staff know whom to call
        yield from _not_dialled(facts)
        yield from _without_her_number(facts)


def _not_dialled(facts: Facts) -> Iterator[Problem]:
    """Numbers that nobody can call. The one on every page stops it: it is all that a family has."""
    if facts.help and parse_phone(facts.help.number) is None:
        why = _(
            "“{number}” cannot be dialed, and the packet tells the family to call it. Write down"
            " one whole number with its area code, then print."
        )
        at = place(facts.help.type, facts.help.id, "phone")
        yield red("help-not-dialed", why.format(number=isolate(short(facts.help.number))), at)
    for school in facts.schools:
        for field in _PHONES:
            typed = getattr(school, field)
            told = facts.help and (school.id, field) == (facts.help.id, "phone")
            if one_line(typed) and not told and parse_phone(typed) is None:
                why = _("“{field}” of {school} cannot be dialed. Write one whole number there.")
                at = place("school", school.id, field)
                yield amber("not-dialed", _named(why, school, field), at)


def _without_her_number(facts: Facts) -> Iterator[Problem]:
    if facts.liaison and facts.help and facts.help.type == "school":
        why = _(
            "{name} has no phone written down, so the packet tells the family to call {school}."
            " Write down the liaison's work phone."
        )
        said = why.format(name=isolate(facts.liaison.name), school=isolate(facts.help.name))
        yield amber("liaison-number", said, place("staff_member", facts.liaison.id, "phone"))


def _judged(facts: Facts, lack: Lack) -> Problem | None:
    school, child = lack.school, lack.child
    if school and lack.fact in _SCHOOL_FIELDS:
        return _school_field(school, _SCHOOL_FIELDS[lack.fact])
    if school and lack.fact in _MEALS:
        return _meals(school, lack.fact)
    if school and lack.fact == _BUS:
        return None if school.bus else _missing(school, _BUS)
    if lack.fact == "children":
        return None  # each of them is missed by name
    if child and lack.fact == "grade":
        why = _("The grade of {name} is missing. A line to write on prints in its place.")
        at = place("enrollment", child.enrollment, "grade")
        return amber("grade-missing", why.format(name=isolate(child.name)), at)
    return _of_the_packet(facts, lack)


def _school_field(school: SchoolFacts, field: str) -> Problem:
    if field in _STOPS:
        return _missing(school, field)
    why = _("“{field}” of {school} is missing. A line to write on prints in its place.")
    return amber(
        "school-fact-missing", _named(why, school, field), place("school", school.id, field)
    )


def _meals(school: SchoolFacts, field: str) -> Problem | None:
    if school.meals:
        return None
    if not (school.breakfast or school.lunch):
        return _missing(school, "lunch")
    why = _("“{field}” of {school} is missing. The packet says nothing of it.")
    return amber(
        "school-fact-missing", _named(why, school, field), place("school", school.id, field)
    )


def _missing(school: SchoolFacts, field: str) -> Problem:
    why = _("“{field}” of {school} is missing. Write it down with the school, then print.")
    return red("school-fact-missing", _named(why, school, field), place("school", school.id, field))


def _named(why: str, school: SchoolFacts, field: str) -> str:
    spec = TYPES["school"].fields[field]
    return why.format(field=_(spec.field.label), school=isolate(school.name))


def _of_the_packet(facts: Facts, lack: Lack) -> Problem:
    if lack.fact in {"help_phone", "liaison_phone"}:
        why = _(
            "There is no number to call: neither the liaison, nor the team, nor a school has a"
            " phone. Write down the liaison's work phone, then print."
        )
        staff = facts.liaison.id if facts.liaison else ""
        return red("no-number", why, place("staff_member", staff, "phone"))
    if lack.fact in {"liaison", "help_name"}:
        if not facts.for_a_family:
            why = _("Your own name is not written down under Staff. Write it there, then print.")
            return red("no-liaison", why, place("staff_member", ""))
        why = _("Nobody is there for this family. Name its liaison, then print.")
        return red("no-liaison", why, place("household", facts.household))
    if lack.fact in {"recipient", "name"}:
        person = lack.child.id if lack.child else facts.recipient.id
        why = _("A name on the packet cannot be printed. Write it down again, then print.")
        return red("no-name", why, place("person", person, "given_name"))
    why = _("The section “{section}” lacks “{fact}”, which this program does not know.")
    return red("lacking", why.format(section=lack.section, fact=lack.fact), section=lack.section)


def _without_school(facts: Facts) -> Iterator[Problem]:
    if not facts.children:
        why = _("No child of this family is written down, so there is no school to tell of.")
        yield red("no-child", why, place("household", facts.household))
    elif not facts.schools:
        why = _("No child of this family is at a school yet. Write down the school, then print.")
        yield red("no-school", why, place("person", facts.children[0].id))
    else:
        why = _("{name} is at no school yet, so the packet does not tell of one.")
        for child in facts.children:
            if child.expected and not child.school:
                said = why.format(name=isolate(child.name))
                yield amber("no-school", said, place("person", child.id))
