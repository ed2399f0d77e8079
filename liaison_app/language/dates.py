"""Dates and times of the window and the command line, always with the digits 0 to 9.

The words are those of `liaison_app.language.regions`, in short. What a family reads on paper is
said by `liaison_app.language.regional_dates`, in full and in its own digits.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.regional_dates import dated, pattern_name, timed
from liaison_app.language.regions import Region, region

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

_FARTHEST_RELATIVE = 13


def format_date(
    day: date, *, weekday: bool = False, year: bool = True, tag: str | None = None
) -> str:
    """A date in short words: Nov 24, 2026.

    Args:
        day: the date.
        weekday: say the day of the week too.
        year: say the year too.
        tag: the language; by default that of the interface.
    """
    return dated(day, _place(tag), f"brief_{pattern_name(weekday=weekday, year=year)}")


def format_time(when: datetime, *, zone: tzinfo | None = None, tag: str | None = None) -> str:
    """The time of day, in the way of the language: 2:05 PM.

    Args:
        when: a moment with its time zone.
        zone: the zone to tell it in; by default this computer's.
        tag: the language; by default that of the interface.
    """
    # On a screen the narrow space, at which no line breaks either, looks better than on paper.
    return timed(when.astimezone(zone).time(), _place(tag)).replace("\u00a0", "\u202f")


def relative_day(day: date, today: date, *, tag: str | None = None) -> str:
    """How far off a date is: Today, Tomorrow, 3 days ago; beyond 13 days the date itself."""
    words = catalogues.catalogue(tag or catalogues.current())
    days = (day - today).days
    near = {
        0: words.text(catalogues.N_("Today")),
        1: words.text(catalogues.N_("Tomorrow")),
        -1: words.text(catalogues.N_("Yesterday")),
    }
    if days in near:
        return near[days]
    if abs(days) > _FARTHEST_RELATIVE:
        return format_date(day, year=day.year != today.year, tag=tag)
    if days < 0:
        return words.counted("{count} day ago", "{count} days ago", -days).format(count=-days)
    return words.counted("in {count} day", "in {count} days", days).format(count=days)


def month_name(month: int, *, tag: str | None = None) -> str:
    """The name of a month, 1 for January."""
    return _place(tag).months_alone[month - 1]


def weekday_name(weekday: int, *, tag: str | None = None) -> str:
    """The name of a day of the week, 0 for Monday."""
    return _place(tag).days_alone[weekday]


def _place(tag: str | None) -> Region:
    return _in_our_digits(tag or catalogues.current())


@cache
def _in_our_digits(tag: str) -> Region:
    return replace(region(tag), digits="0123456789")
