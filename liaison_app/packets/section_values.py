"""The values that sections ask for by name, made from facts (the names are in `templates`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.calendars import calendar_of
from liaison_app.language.clock_times import times_in
from liaison_app.language.names import isolate
from liaison_app.packets.content import Origin
from liaison_app.packets.values import (
    Clock,
    Code,
    Day,
    Name,
    OpeningHours,
    Phone,
    Place,
    Value,
    Words,
    one_line,
)
from liaison_app.packets.voices import ENGLISH, Voice

if TYPE_CHECKING:
    from liaison_app.packets.facts import Facts, SchoolFacts

Dress = Callable[[Value], Value]
"""Gives a value as it is to be put in: itself, or blank to see what stands around it."""

Values = dict[str, Value | str]


@dataclass(frozen=True)
class TypedWords(Words):
    """What staff typed, in the words of a district's translation where there is one.

    Attributes:
        voices: of the packet; `language` is the family's if the first of them has a translation.
        section: whose translations are looked up.
    """

    voices: tuple[Voice, ...] = ()
    section: str = ""

    def said(self, tag: str) -> str:
        """The words in this language, else as typed."""
        for one in self.voices:
            if one.tag == tag and (found := translated(one, self.words, self.section)):
                return isolate(one_line(found))
        return super().said(tag)


def translated(voice: Voice, typed: str, section: str) -> str:
    """What a district wrote in this language for words that staff typed in English; "" if none."""
    wording = voice.wording(typed, section=section) if takes_apart(typed) else None
    if wording is None or wording.origin in {Origin.UNTRANSLATED, Origin.SOURCE}:
        return ""
    return wording.words


def takes_apart(typed: str) -> bool:
    """Whether typed words can be looked up: what has braces or stars is no text of a packet."""
    return not set("{}*") & set(typed)


def typed_words(typed: str, voices: tuple[Voice, ...], section: str) -> TypedWords:
    """Words of staff as a value; their language is the family's if they have a translation."""
    first = voices[0]
    language = first.tag if translated(first, typed, section) else ENGLISH
    return TypedWords(typed, language, voices, section)


def common_values(facts: Facts, code: str, dress: Dress) -> dict[str, Value]:
    """What every section may ask for."""
    liaison, number = facts.liaison, facts.help.number if facts.help else ""
    name = liaison.name if liaison else ""
    known: dict[str, Value] = {
        "recipient": Name(facts.recipient.name),
        "help_phone": Phone(number),
        "help_name": Name(facts.help.name if facts.help else name),
        "liaison": Name(name),
        "liaison_phone": Phone((liaison.phone if liaison else "") or number),
        "code": Code(code),
        "today": Day(facts.today, year=True, also=calendar_of(facts.calendar)),
    }
    return {name: dress(value) for name, value in known.items()}


def school_values(
    school: SchoolFacts, voices: tuple[Voice, ...], section: str, dress: Dress
) -> Values:
    """What a section about a school may ask for."""
    times = times_in(school.hours) or ()
    as_typed = typed_words(school.hours, voices, section)
    starts, ends = {one.start for one in times}, {one.end for one in times}
    known: dict[str, Value] = {
        "school": Name(school.name),
        "address": Place((school.street, school.city)),
        "school_phone": Phone(school.phone),
        "attendance_phone": Phone(school.attendance_phone or school.phone),
        "nurse_phone": Phone(school.nurse_phone),
        "bus_phone": Phone(school.bus_phone),
        "interpreter_phone": Phone(school.interpreter_phone),
        "hours": OpeningHours(school.hours) if times else as_typed,
        "starts": Clock(starts.pop() if len(starts) == 1 else None),
        "ends": Clock(ends.pop() if len(ends) == 1 else None),
        "bus": typed_words(school.bus, voices, section),
        "meals": typed_words(school.meals, voices, section),
    }
    values: Values = {name: dress(value) for name, value in known.items()}
    choices = {
        "breakfast": school.breakfast,
        "lunch": school.lunch,
        "bus_service": school.bus_service,
    }
    return values | {name: choice for name, choice in choices.items() if choice}
