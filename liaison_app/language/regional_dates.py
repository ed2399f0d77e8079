"""Days, months, times and numbers in words and digits of a family's language and region.

Plain words, without marks of direction: whoever puts one into a sentence isolates it
(`liaison_app.packets.values`). The window's own dates are in `liaison_app.language.dates`, those
of other calendars in `liaison_app.language.other_dates`.
"""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING

from liaison_app.language.regions import region

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from liaison_app.language.regions import Region


def date_in_words(day: date, tag: str, *, weekday: bool = True, year: bool = False) -> str:
    """A date as it is said in a sentence, names in full: Tuesday, November 24.

    Args:
        day: the date, in the Gregorian calendar that the school uses.
        tag: BCP 47 tag of the language, its region included if known.
        weekday: say the day of the week too.
        year: say the year too.
    """
    return dated(day, region(tag), pattern_name(weekday=weekday, year=year))


def month_title(day: date, tag: str) -> str:
    """The month and the year of a date, as they stand over a calendar: November 2026."""
    return dated(day, region(tag), "month_year")


def clock_time(when: time, tag: str) -> str:
    """A time of day as the clock at school shows it, said as people of the region do: 3:30 PM.

    Never converted: Ethiopians count hours from six in the morning, and are told 8:15 with their
    word for the morning, as the clock on the school's wall has it.
    """
    return timed(when, region(tag))


def timed(when: time, place: Region) -> str:
    """A time of day by the clock, the words and the digits of a region."""
    minute = when.hour * 60 + when.minute
    words = place.periods[bisect(place.periods, minute, key=lambda one: one[0]) - 1][1]
    twelve = when.hour % 12 or 12
    fields = {
        "a": words,
        "h": str(twelve),
        "hh": f"{twelve:02}",
        "K": str(when.hour % 12),
        "H": str(when.hour),
        "HH": f"{when.hour:02}",
        "mm": f"{when.minute:02}",
    }
    return filled(place.clock, fields, place)


def weekdays_in_words(first: int, last: int, tag: str) -> str:
    """A day of the week, or the first and the last of several: Monday – Thursday.

    Args:
        first: 0 for Monday.
        last: the same, if it is one day only.
        tag: the language.
    """
    place = region(tag)
    days = (first,) if first == last else (first, last)
    return place.between_days.join(place.days_alone[day] for day in days)


def number(count: int, tag: str) -> str:
    """A whole number in the digits of the region, without separators."""
    return in_digits(str(count), region(tag))


def in_digits(text: str, place: Region) -> str:
    """`text` with its digits 0 to 9 turned into those of a region."""
    return text.translate({48 + value: digit for value, digit in enumerate(place.digits)})


def pattern_name(*, weekday: bool, year: bool) -> str:
    """Which of the patterns of a region says these parts of a date."""
    return ("weekday_" if weekday else "") + "day" + ("_year" if year else "")


def dated(day: date, place: Region, name: str) -> str:
    """A date by one of the patterns of a region, in its digits."""
    fields: dict[str, str] = {
        "y": str(day.year),
        "M": str(day.month),
        "MM": f"{day.month:02}",
        "MMM": place.months_short[day.month - 1],
        "MMMM": place.months[day.month - 1],
        "LLLL": place.months_alone[day.month - 1],
        "d": str(day.day),
        "dd": f"{day.day:02}",
        "EEE": place.days_brief[day.weekday()],
        "EEEE": place.days[day.weekday()],
        "cccc": place.days_alone[day.weekday()],
        "G": place.era,
    }
    fields["L"] = fields["M"]
    return filled(place.patterns[name], fields, place)


def filled(pattern: str, fields: Mapping[str, str], place: Region) -> str:
    """A pattern of UTS #35 with its fields filled; what stands in apostrophes stays."""

    def part(found: re.Match[str]) -> str:
        quoted, letters = found["quoted"], found["letters"]
        if letters:
            return in_digits(fields[letters], place)
        return quoted[1:-1] or "'"

    return _PART.sub(part, pattern)


_PART = re.compile(r"(?P<quoted>'[^']*')|(?P<letters>([A-Za-z])\3*)")
