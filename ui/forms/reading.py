"""Reading dates and times as people type them; writing them is `liaison_app.language.dates`."""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from liaison_app.errors import InvalidValue
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.due_dates import parse_due

_YEAR = re.compile(r"\d{4}|\d[/.\-]\d{1,2}[/.\-]\d{2}\b")
_BACK = re.compile(r"-\s*(\d{1,4})")
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(\D*)")
_BEFORE_NOON = ("a", "am", "ص")
_AFTER_NOON = ("p", "pm", "م")
_MONTH_FIRST = ("en", "qps")


def read_date(typed: str, today: date, *, past: bool = False) -> date | None:
    """The date that was typed, or None for nothing.

    Args:
        typed: what `liaison_app.language.due_dates` understands, `yesterday`, `-3` (days).
        today: the local date.
        past: the day has been: without a year, the last such day is meant and not the next.

    Raises:
        InvalidValue: it cannot be read as a date.
    """
    text = typed.strip()
    if not text:
        return None
    if text.casefold() == _("Yesterday").casefold():
        return today - timedelta(days=1)
    if back := _BACK.fullmatch(text):
        return today - timedelta(days=int(back[1]))
    month_first = catalogues.current().split("-")[0] in _MONTH_FIRST
    found = parse_due(text, today, month_first=month_first)
    if found is None:
        raise InvalidValue(_("Write a date, such as 24 Nov, tomorrow or Tuesday."))
    if past and found > today and not _YEAR.search(text):
        return _the_one_before(found, weekday=not any(c.isdecimal() for c in text))
    return found


def read_time(typed: str) -> time | None:
    """The local time of day that was typed (`9`, `930`, `9:30`, `2 pm`), or None for nothing.

    Raises:
        InvalidValue: it cannot be read as a time.
    """
    text = typed.strip().casefold()
    if not text:
        return None
    if found := _TIME.fullmatch(text):
        half = re.sub(r"[^\w]", "", found[3])
        hour, minute = _hour(int(found[1]), half), int(found[2] or 0)
        if hour is not None and minute < 60:
            return time(hour, minute)
    raise InvalidValue(_("Write a time, such as 9:30 or 2:15 PM."))


def _hour(hour: int, half: str) -> int | None:
    """The hour of 24, or None if there is no such hour."""
    if not half:
        return hour if hour < 24 else None
    if not 1 <= hour <= 12 or half not in _BEFORE_NOON + _AFTER_NOON:
        return None
    return hour % 12 + (12 if half in _AFTER_NOON else 0)


def _the_one_before(found: date, *, weekday: bool) -> date:
    """The same weekday of the week before, or the same day of the year before."""
    if weekday:
        return found - timedelta(days=7)
    try:
        return found.replace(year=found.year - 1)
    except ValueError:  # 29 February
        return found.replace(year=found.year - 4)
