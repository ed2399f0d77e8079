"""How a language says days, months, digits and times in a region, from the shipped CLDR data.

The data is baked by packaging/make_cldr.py into resources/cldr, one file per language. Babel is not
asked: its stand-alone names leak from Chinese and Hebrew into other languages
(python-babel/babel#1263), and it does not turn digits.

A tag with a region (ar-IQ, es-MX) says where the family is from, and chooses everything. A tag
without one means the place where most who speak it live (uk is Ukraine's), except Arabic, English
and Spanish: those are spoken in too many countries to guess one, and the paper is read in the
United States beside the school's calendar. So their weeks begin on Sunday and their clock has
twelve hours.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from liaison_app.language.calendars import CalendarSystem
from liaison_app.language.languages import canonical, parents
from liaison_app.shipped import resources

if TYPE_CHECKING:
    from collections.abc import Mapping

LACKING = "en"
"""The language of the names where CLDR has none, for Karen or Mam."""


@dataclass(frozen=True)
class CalendarNames:
    """The names of another calendar than the school's.

    Attributes:
        months: names inside a date, the first month of the year first; the Ethiopic year has 13.
        months_alone: names that stand alone, as over a calendar.
        era: what is said after the year; "" where nothing is.
    """

    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    era: str = ""


@dataclass(frozen=True)
class Region:
    """What a language says in a region.

    Attributes:
        language: tag of the names as they are: the one that was asked for, or LACKING where CLDR
            does not have the language. Then the text has to say that it is in English.
        months: names inside a date, January first.
        months_alone: names that stand alone, as over a calendar.
        months_short: short names inside a date.
        days: names inside a date, Monday first.
        days_alone: names that stand alone.
        days_short: short names over the columns of a calendar.
        days_brief: short names inside a date.
        first_day: the day on which a week begins, 0 for Monday.
        digits: those for 0 to 9, in this order.
        clock: pattern of a time of day (UTS #35).
        between: what stands between two times.
        between_days: what stands between two days of the week.
        periods: (minute of the day, word from then on) for the field `a` of `clock`.
        patterns: of dates, by name.
        era: what `G` in a pattern says.
        calendars: the names of other calendars, under `CalendarSystem`; those that the language
            has no names for are lacking.
    """

    language: str
    months: tuple[str, ...]
    months_alone: tuple[str, ...]
    months_short: tuple[str, ...]
    days: tuple[str, ...]
    days_alone: tuple[str, ...]
    days_short: tuple[str, ...]
    days_brief: tuple[str, ...]
    first_day: int
    digits: str
    clock: str
    between: str
    between_days: str
    periods: tuple[tuple[int, str], ...]
    patterns: Mapping[str, str]
    era: str = ""
    calendars: Mapping[str, CalendarNames] = field(default_factory=dict)


@cache
def region(tag: str) -> Region:
    """How a language tells days and times in its region.

    Args:
        tag: BCP 47, in any case; with `-` or `_`.
    """
    own = canonical(tag)
    known = _found(own)
    asked, said = known or _whole(LACKING, LACKING)
    place = _place(asked)
    hours = _clock_of(asked.split("-")[0], place)
    return Region(
        language=own if known else LACKING,
        months=tuple(said["months"]),
        months_alone=tuple(said["months_alone"]),
        months_short=tuple(said["months_short"]),
        days=tuple(said["days"]),
        days_alone=tuple(said["days_alone"]),
        days_short=tuple(said["days_short"]),
        days_brief=tuple(said["days_brief"]),
        first_day=_about("first_day").get(place, _about("first_day")["001"]),
        digits=said["digits"],
        clock=said[f"clock_{hours}"],
        between=said[f"between_{hours}"],
        between_days=said["between_days"],
        periods=tuple((minute, word) for minute, word in said["periods"]),
        patterns={name: said[name] for name in _PATTERNS},
        era=said.get("era") or "",
        calendars={system: names for system in CalendarSystem if (names := _names(said, system))},
    )


def _names(said: dict[str, Any], system: CalendarSystem) -> CalendarNames | None:
    months = tuple(said.get(f"{system}_months") or ())
    alone = tuple(said.get(f"{system}_months_alone") or months)
    return CalendarNames(months, alone, said.get(f"{system}_era") or "") if months else None


def has_names(tag: str) -> bool:
    """Whether CLDR has the names of a language; without them `region` answers in English."""
    return region(tag).language == canonical(tag)


_DATES = ("weekday_day_year", "weekday_day", "day_year", "day")
_PATTERNS = (*_DATES, "month_year", *(f"brief_{name}" for name in _DATES))


def _found(asked: str) -> tuple[str, dict[str, Any]] | None:
    """The tag with its region and what CLDR says of it; None if it lacks the language."""
    asked = _HERE.get(asked, asked)
    for tag in parents(asked):
        if tag in _about("other_tags"):
            return _found(_about("other_tags")[tag] + asked[len(tag) :])
    known = _language_file(asked.split("-")[0])
    script = re.search("-[A-Z][a-z]{3}(?=-|$)", asked)
    short = asked.replace(script[0], "") if script else asked
    candidates = (*parents(asked)[:-1], *parents(short))
    return next((_whole(asked, tag) for tag in candidates if tag in known), None)


def _whole(asked: str, tag: str) -> tuple[str, dict[str, Any]]:
    """What CLDR says of a tag, with what it says of the shorter ones."""
    known = _language_file(parents(tag)[-1])
    said: dict[str, Any] = {}
    for above in reversed(parents(tag)):
        said |= known.get(above, {})
    return asked, said


# Without a region these say nothing of where a family is from: see above.
_HERE = {"ar": "ar-US", "en": "en-US", "es": "es-US", "es-419": "es-US"}


def _place(tag: str) -> str:
    """The region of a tag, or the one where most who speak the language live."""
    said = re.search("-([A-Z]{2})(?=-|$)", tag)
    if said:
        return said[1]
    usual = _about("region")
    return str(next((usual[one] for one in parents(tag) if one in usual), "US"))


def _clock_of(language: str, place: str) -> str:
    """`h` for the clock of twelve hours, `H` for that of twenty-four."""
    clocks = _about("clock")
    return str(clocks.get(f"{language}-{place}") or clocks.get(place) or clocks["001"])


@cache
def _language_file(base: str) -> dict[str, dict[str, Any]]:
    """What CLDR says of a language and its regions; nothing for a language that it lacks."""
    path = resources() / "cldr" / f"{base}.json"
    if base != LACKING and not (re.fullmatch("[a-z]{2,3}", base) and path.is_file()):
        return {}
    found: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return found


@cache
def _about(name: str) -> dict[str, Any]:
    """One of the tables about regions."""
    found: dict[str, Any] = _regions_file()[name]
    return found


@cache
def _regions_file() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((resources() / "cldr" / "regions.json").read_text("utf-8"))
    return found
