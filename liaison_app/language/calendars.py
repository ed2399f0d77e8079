"""The calendars that families live by beside the school's: Ethiopic, Persian and Islamic.

The first two are arithmetic of a few lines. The Islamic one is a table: Umm al-Qura, the civil
calendar of Saudi Arabia, which is also what printed calendars elsewhere mostly follow. Where a
month begins when somebody has seen the moon, it may be a day off. Python has none of the three,
and ICU, which has them all, takes 16 MB into a program that may only want to show a list: here it
is the oracle of the tests, for every day of two centuries.
"""

from __future__ import annotations

from bisect import bisect
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from liaison_app.language import umm_al_qura


class CalendarSystem(StrEnum):
    """A way to count days, months and years."""

    GREGORIAN = "gregorian"
    ETHIOPIC = "ethiopic"
    PERSIAN = "persian"
    ISLAMIC = "islamic"


def calendar_of(stored: str) -> CalendarSystem | None:
    """The calendar that a record names; None if it names none, or one of a later version."""
    return next((system for system in CalendarSystem if system == stored), None)


class CalendarDate(NamedTuple):
    """A date in some calendar; months and days are counted from 1."""

    year: int
    month: int
    day: int


def in_calendar(day: date, system: CalendarSystem) -> CalendarDate | None:
    """The same day in another calendar; None where nobody has laid down what day it is.

    Args:
        day: the date as the school counts.
        system: Ethiopic (Amete Mihret) and Persian (Solar Hijri) for 1799 to 2123, Islamic
            (Umm al-Qura) for November 1882 to November 2174.
    """
    match system:
        case CalendarSystem.GREGORIAN:
            return CalendarDate(day.year, day.month, day.day)
        case CalendarSystem.ETHIOPIC:
            return _ethiopic(day.toordinal()) if _FIRST <= day <= _LAST else None
        case CalendarSystem.PERSIAN:
            return _persian(day.toordinal()) if _FIRST <= day <= _LAST else None
        case CalendarSystem.ISLAMIC:
            return _islamic(day.toordinal())


# In these years, 1178 to 1501, the rule of 33 years finds the same Nowruz as the astronomers do
# in Tehran. Nobody is asked about other ones.
_FIRST, _LAST = date(1799, 3, 21), date(2123, 3, 20)
_ETHIOPIC_ERA = 2796  # 1 Meskerem 1 as Python counts days
_PERSIAN_ERA = 226_895  # 1 Farvardin 1, were the rule as old as the era


def _ethiopic(day: int) -> CalendarDate:
    """Twelve months of 30 days, then Pagume of five, or of six every fourth year."""
    year = (4 * (day - _ETHIOPIC_ERA) + 1463) // 1461
    before = day - _ETHIOPIC_ERA - 365 * (year - 1) - year // 4
    return CalendarDate(year, before // 30 + 1, before % 30 + 1)


def _persian(day: int) -> CalendarDate:
    """Six months of 31 days, five of 30, and one of 29, or of 30 in eight of 33 years."""
    year = 1 + (33 * (day - _PERSIAN_ERA) + 3) // 12053
    before = day - _PERSIAN_ERA - 365 * (year - 1) - (8 * year + 21) // 33
    month, first = (before // 31, 0) if before < 186 else ((before - 6) // 30, 6)
    length = 31 if first == 0 else 30
    return CalendarDate(year, month + 1, before - first - length * month + 1)


def _islamic(day: int) -> CalendarDate | None:
    starts = _new_moons()
    if not starts[0] <= day < starts[-1]:
        return None
    month = bisect(starts, day) - 1
    year, of_year = divmod(month, 12)
    return CalendarDate(umm_al_qura.FIRST_YEAR + year, of_year + 1, day - starts[month] + 1)


@cache
def _new_moons() -> tuple[int, ...]:
    """The first day of every month of the table, and of the one after it."""
    starts = [umm_al_qura.FIRST_DAY.toordinal()]
    for year in umm_al_qura.LONG_MONTHS.split():
        for long in f"{int(year, 16):012b}":
            starts.append(starts[-1] + 29 + int(long))
    return tuple(starts)
