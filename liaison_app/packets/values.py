"""The values that go into a packet's sentences: names, numbers, times, each said per language.

Every value comes out isolated (UAX #9), so that in a sentence of the other direction it neither is
turned around nor turns the words beside it: an unisolated (612) 555-0142 after Arabic letters is
printed 0142-555 (612). Digits alone run from left to right (LRI), words in their own direction
(FSI). What people typed loses its marks of direction and its line breaks first.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from liaison_app.language.clock_times import times_in
from liaison_app.language.languages import direction_of
from liaison_app.language.names import clean_text, isolate, isolate_ltr
from liaison_app.language.other_dates import other_day, other_months, shares_months
from liaison_app.language.phones import parse_phone
from liaison_app.language.regional_dates import (
    clock_time,
    date_in_words,
    month_title,
    number,
    weekdays_in_words,
)
from liaison_app.language.regions import region

if TYPE_CHECKING:
    from datetime import date, time

    from liaison_app.language.calendars import CalendarSystem
    from liaison_app.language.clock_times import Hours as SchoolHours

_NBSP = "\u00a0"


class Value(Protocol):
    """Something that is known about a family or a school."""

    def said(self, tag: str) -> str:
        """How it stands in a sentence of this language, isolated; "" if it is not known."""
        ...


@dataclass(frozen=True)
class Name:
    """What a person or a place is called, as written."""

    words: str

    def said(self, tag: str) -> str:
        """The name in its own direction, whatever the sentence's."""
        del tag
        return isolate(one_line(self.words))


@dataclass(frozen=True)
class Names:
    """What several people are called, in the order of the page."""

    names: tuple[str, ...]

    def said(self, tag: str) -> str:
        """The names, each in its own direction, one after the other in that of the language."""
        known = [said for name in self.names if (said := Name(name).said(tag))]
        return _in_order(known, tag)


@dataclass(frozen=True)
class Place:
    """Where something is: the parts of its address that are known, the smallest first."""

    parts: tuple[str, ...]

    def said(self, tag: str) -> str:
        """The address as one, in its own direction: the number stays with its street."""
        del tag
        known = ", ".join(filter(None, map(one_line, self.parts)))
        return isolate(known) if known else ""


@dataclass(frozen=True)
class Words:
    """What staff typed, in a language of their own choice.

    Attributes:
        words: as typed.
        language: BCP 47 tag of the words; it decides nothing here, and much on the page.
    """

    words: str
    language: str

    def said(self, tag: str) -> str:
        """The words as typed; telephone numbers in them stay in order."""
        del tag
        return isolate(_numbers_apart(one_line(self.words)))


@dataclass(frozen=True)
class Code:
    """A code to read out or to copy, such as the packet's."""

    code: str

    def said(self, tag: str) -> str:
        """The code from left to right."""
        del tag
        return isolate_ltr(one_line(self.code))


@dataclass(frozen=True)
class Phone:
    """A telephone number as typed. Families dial it: its digits are 0 to 9 in every language."""

    typed: str
    country: str = "US"

    def said(self, tag: str) -> str:
        """The number in groups that no line break can part; as typed if it is not complete."""
        del tag
        typed = one_line(self.typed)
        phone = parse_phone(typed, self.country)
        if phone is not None:
            return isolate_ltr(str(phone).replace(" ", _NBSP))
        digits = "".join(map(_ascii_digit, typed))
        if any(unicodedata.bidirectional(char) in {"R", "AL"} for char in digits):
            return isolate(_numbers_apart(digits))
        return isolate_ltr(_together(digits))


@dataclass(frozen=True)
class Clock:
    """A time of day by the school's clock; None if nobody knows it."""

    at: time | None

    def said(self, tag: str) -> str:
        """The time as people of the region say it."""
        return "" if self.at is None else _isolated_time(clock_time(self.at, tag))


@dataclass(frozen=True)
class ClockRange:
    """From one time of day to a later one of the same day."""

    start: time | None
    end: time | None

    def said(self, tag: str) -> str:
        """Both times, the earlier first in the direction of their words; digits left to right."""
        if self.start is None or self.end is None:
            return Clock(self.start or self.end).said(tag)
        between = region(tag).between
        start, end = (clock_time(at, tag) for at in (self.start, self.end))
        if _has_letters(start + between + end):
            return isolate(start + between + end)
        # Arabic-Indic digits would turn the dash between them, and so the two times.
        return isolate_ltr(isolate_ltr(start) + between + isolate_ltr(end))


@dataclass(frozen=True)
class OpeningHours:
    """Hours as a school typed them: 8:15-15:30, or Mon-Thu 8:15-15:30, Fri 8:15-12:00."""

    typed: str

    def said(self, tag: str) -> str:
        """The times as people of the region say them; as typed if they are more than times."""
        found = times_in(self.typed)
        if found is None:
            return isolate(one_line(self.typed))
        return _in_order([_hours_said(hours, tag) for hours in found], tag)


@dataclass(frozen=True)
class Day:
    """A date, with its day of the week unless that is already said.

    Attributes:
        day: as the school counts.
        weekday: whether its day of the week is said.
        year: whether the year is said. It always is where the family's calendar has a month of the
            same name: 24 Hidar alone could be either.
        also: the family's own calendar, in which the day stands beside it.
    """

    day: date | None
    weekday: bool = True
    year: bool = False
    also: CalendarSystem | None = None

    def said(self, tag: str) -> str:
        """The date in words: Tuesday, November 24, or Tuesday, November 24 (15 Hedar 2019)."""
        if self.day is None:
            return ""
        other = other_day(self.day, self.also, tag)
        year = self.year or bool(other and shares_months(tag, self.also))
        return _beside(date_in_words(self.day, tag, weekday=self.weekday, year=year), other, tag)


@dataclass(frozen=True)
class Month:
    """The month that a date lies in.

    Attributes:
        day: any day of it.
        also: the family's own calendar, whose months stand beside it.
    """

    day: date | None
    also: CalendarSystem | None = None

    def said(self, tag: str) -> str:
        """The month and its year: November 2026, or November 2026 (Tekemt – Hedar 2019)."""
        if self.day is None:
            return ""
        return _beside(month_title(self.day, tag), other_months(self.day, self.also, tag), tag)


@dataclass(frozen=True)
class Count:
    """How many there are."""

    count: int | None

    def said(self, tag: str) -> str:
        """The number in the digits of the region."""
        return "" if self.count is None else isolate_ltr(number(self.count, tag))


def one_line(typed: str) -> str:
    """What was typed, as it may stand inside a sentence: one line, without marks of direction.

    Text that has no ink is "". A mark without a letter before it gets a space to stand on, as
    Unicode advises (section 2.11), so that it is not put on what is before the value.
    """
    text = _SPACES.sub(" ", _MARKS.sub("", clean_text(typed))).strip()
    if not any(unicodedata.category(char) not in _INKLESS for char in text):
        return ""
    return _NBSP + text if unicodedata.category(text[0])[0] == "M" else text


def _in_order(isolated: list[str], tag: str) -> str:
    """Values one after the other, in one isolate with the direction of the words around them.

    The first strong letter could not tell the direction: inside isolates none is looked for.
    """
    return "".join(isolated) if len(isolated) < 2 else _directed(" · ".join(isolated), tag)


def _beside(said: str, other: str, tag: str) -> str:
    """A date, and in brackets the same one in the family's calendar, each in its own direction."""
    return _directed(f"{isolate(said)} ({isolate(other)})", tag) if other else isolate(said)


def _directed(text: str, tag: str) -> str:
    """An isolate that runs as the language does, whatever stands in it."""
    return f"{_RLI if direction_of(tag) == 'rtl' else _LRI}{text}{_PDI}"


_LRI, _RLI, _PDI = "\u2066", "\u2067", "\u2069"
_MARKS = re.compile("[\u200e\u200f\u061c]")
_SPACES = re.compile("[ \t\n]+")
_INKLESS = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf", "Cs"))


def _hours_said(hours: SchoolHours, tag: str) -> str:
    when = ClockRange(hours.start, hours.end).said(tag)
    if not hours.days:
        return when
    days = "/".join(weekdays_in_words(first, last, tag) for first, last in hours.days)
    return isolate(f"{days} {when}")


def _isolated_time(said: str) -> str:
    return isolate(said) if _has_letters(said) else isolate_ltr(said)


def _has_letters(text: str) -> bool:
    return any(unicodedata.bidirectional(char) in {"L", "R", "AL"} for char in text)


def _numbers_apart(text: str) -> str:
    """`text` with the telephone numbers in it isolated: Arabic letters would turn them around.

    So they do dates and times. Their digits become 0 to 9: Arabic-Indic ones turn around a dash
    even inside the isolate.
    """

    def apart(found: re.Match[str]) -> str:
        return isolate_ltr(_together("".join(map(_ascii_digit, found[0]))))

    turned = any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)
    return (_FIGURES if turned else _PHONE).sub(apart, text)


_NUMBER = r"""
    (?<![\d-])
    (?: \+\d[\d\s().-]{6,}\d
      | (?:\(\d{3}\)|\d{3}) [\s.-]? \d{3} [\s.-]? \d{4}
      | [0٠۰]\d{2,4} [\s-] \d{3,4} [\s-]? \d{3,4}
      | \d{3} [.-] \d{4}
      {more}
    )
    (?![\d-])
"""
_DATE_OR_TIME = r"| (?<![\d/:.]) \d{1,4} (?: [/:.-] \d{1,4} )+ (?![/:.]\d)"
_PHONE = re.compile(_NUMBER.replace("{more}", ""), re.VERBOSE)
_FIGURES = re.compile(_NUMBER.replace("{more}", _DATE_OR_TIME), re.VERBOSE)


def _together(text: str) -> str:
    """Spaces between the parts of a number, made ones at which no line breaks."""
    return re.sub(r"(?<=[\d).+-]) (?=[\d(])", _NBSP, text)


def _ascii_digit(char: str) -> str:
    return str(unicodedata.decimal(char)) if char.isdecimal() else char
