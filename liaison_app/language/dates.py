"""Dates and times as they are said in a language, always with the digits 0 to 9.

Babel does the work. Its stand-alone month and day names must not be used: after one such lookup in
Chinese or Hebrew, the same lookup answers in that language for every other
(python-babel/babel#1263). Every pattern here is turned into its "format" context first.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from liaison_app.language import catalogues
from liaison_app.language.languages import parents

if TYPE_CHECKING:
    from datetime import date, datetime, tzinfo

    from babel import Locale

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
    from babel.dates import format_date as said  # noqa: PLC0415 - 70 ms

    skeleton = f"{'y' if year else ''}MMM{'E' if weekday else ''}d"
    locale = _locale(tag or catalogues.current())
    return said(day, _pattern(skeleton, locale), locale=locale)


def format_time(when: datetime, *, zone: tzinfo | None = None, tag: str | None = None) -> str:
    """The time of day, in the way of the language: 2:05 PM.

    Args:
        when: a moment with its time zone.
        zone: the zone to tell it in; by default this computer's.
        tag: the language; by default that of the interface.
    """
    from babel.dates import format_time as said  # noqa: PLC0415 - 70 ms

    local = when.astimezone(zone)
    return said(local.time(), "short", locale=_locale(tag or catalogues.current()))


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
    from babel.dates import get_month_names  # noqa: PLC0415 - 70 ms

    return str(get_month_names("wide", "format", _locale(tag or catalogues.current()))[month])


def weekday_name(weekday: int, *, tag: str | None = None) -> str:
    """The name of a day of the week, 0 for Monday."""
    from babel.dates import get_day_names  # noqa: PLC0415 - 70 ms

    return str(get_day_names("wide", "format", _locale(tag or catalogues.current()))[weekday])


# Liaisons work in the United States: their clock has twelve hours in English and Spanish.
_REGIONAL = {"en": "en_US", "es": "es_US", catalogues.PSEUDO: "en_US"}


@cache
def _locale(tag: str) -> Locale:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - 70 ms

    for parent in parents(tag):
        try:
            return Locale.parse(_REGIONAL.get(parent, parent.replace("-", "_")))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse(_REGIONAL["en"])  # languages that CLDR lacks (Karen, Mam)


@cache
def _pattern(skeleton: str, locale: Locale) -> str:
    """CLDR's pattern for some parts of a date, in the format context (M and E, not L and c)."""
    from babel.dates import match_skeleton  # noqa: PLC0415 - 70 ms

    skeletons = locale.datetime_skeletons
    best = skeleton if skeleton in skeletons else match_skeleton(skeleton, skeletons)
    pattern = skeletons[best].pattern if best else locale.date_formats["medium"].pattern
    parts = re.split("('[^']*')", pattern)
    parts[::2] = [part.replace("L", "M").replace("c", "E") for part in parts[::2]]
    return "".join(parts)
