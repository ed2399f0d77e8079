"""A day in the family's own calendar, in the words and digits of its language.

It stands beside the day as the school says it, never in its place. Where a language has no names
for the months of a calendar they are said as English spells them, and in its digits: an Amharic
page says Persian months so, as does a Karen page all of them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from liaison_app.language.calendars import CalendarSystem, in_calendar
from liaison_app.language.regional_dates import filled, number
from liaison_app.language.regions import LACKING, region

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.language.calendars import CalendarDate
    from liaison_app.language.regions import CalendarNames, Region


def other_language(tag: str, system: CalendarSystem) -> str:
    """The language in which a calendar's months are said on a page in the language `tag`."""
    place = region(tag)
    return place.language if system in place.calendars else LACKING


def other_day(day: date, system: CalendarSystem | None, tag: str) -> str:
    """A day in another calendar: 15 Hedar 2019. "" in the school's own, or if nobody knows it."""
    there = _there(day, system)
    if system is None or there is None:
        return ""
    place = region(other_language(tag, system))
    names = place.calendars[system]
    month, pattern = names.months[there.month - 1], _pattern(place, names, "day_year")
    return _said(there, month, pattern, names, place)


def other_months(day: date, system: CalendarSystem | None, tag: str) -> str:
    """The months that share a Gregorian month: Tekemt – Hedar 2019. "" as in `other_day`.

    Args:
        day: any day of the Gregorian month.
        system: the other calendar.
        tag: BCP 47 tag of the language.
    """
    days = (day.replace(day=at) for at in range(1, monthrange(day.year, day.month)[1] + 1))
    known = [there for one in days if (there := _there(one, system))]
    if system is None or not known:
        return ""
    place = region(other_language(tag, system))
    names = place.calendars[system]
    firsts = list({(one.year, one.month): one for one in known}.values())
    pattern = _pattern(place, names, "month_year")
    if len({one.year for one in firsts}) == 1 and "LLLL" in pattern:
        said = place.between_days.join(names.months_alone[one.month - 1] for one in firsts)
        return _said(firsts[0], said, pattern, names, place)
    return place.between_days.join(
        _said(one, names.months_alone[one.month - 1], pattern, names, place) for one in firsts
    )


def other_number(day: date, system: CalendarSystem | None, tag: str) -> str:
    """Which day of the other calendar's month a day is; "" as in `other_day`."""
    there = _there(day, system)
    if system is None or there is None:
        return ""
    return number(there.day, other_language(tag, system))


def month_begins(day: date, system: CalendarSystem | None, tag: str) -> str:
    """1 Hedar, on the first day of a month of the other calendar; "" on every other day.

    Also "" in languages that say months by number: 1月1日 would be a day of ours.
    """
    there = _there(day, system)
    if system is None or there is None or there.day > 1:
        return ""
    place = region(other_language(tag, system))
    names = place.calendars[system]
    pattern = _day_first(place.patterns["day"])
    if not re.search("MMMM|LLLL", pattern):
        return ""
    return _said(there, names.months[there.month - 1], pattern, names, place)


def shares_months(tag: str, system: CalendarSystem | None) -> bool:
    """Whether months of both calendars have the same name, as in Tigrinya and Oromo.

    24 Hidar may then be either of two days, unless a year stands beside it.
    """
    place = region(tag)
    names = place.calendars.get(system) if system else None
    return names is not None and not set(names.months).isdisjoint(place.months)


def _there(day: date, system: CalendarSystem | None) -> CalendarDate | None:
    if system is None or system == CalendarSystem.GREGORIAN:
        return None
    return in_calendar(day, system)


def _pattern(place: Region, names: CalendarNames, name: str) -> str:
    """The pattern of the school's dates, made to fit another calendar.

    Where months are said by number the era comes first, or 2019年3月15日 would be a day of ours.
    Where the month comes first, as in English, these calendars are written with the day first.
    """
    pattern = re.sub(r"\s*G+\s*", " ", place.patterns[name]).strip()
    if not re.search("MMMM|LLLL", pattern):
        return f"G{pattern}"
    pattern = _day_first(pattern)
    return f"{pattern} G" if names.era else pattern


def _day_first(pattern: str) -> str:
    if pattern.startswith("MMMM"):
        return "d MMMM y" if "y" in pattern else "d MMMM"
    return pattern


def _said(
    there: CalendarDate, month: str, pattern: str, names: CalendarNames, place: Region
) -> str:
    fields = {
        "y": str(there.year),
        "M": str(there.month),
        "MMMM": month,
        "LLLL": month,
        "d": str(there.day),
        "dd": f"{there.day:02}",
        "G": names.era,
    }
    return filled(pattern, fields, place)
