"""Reading dates and times as people type them, and writing them back in full.

Understood, besides the ISO form: `24 nov`, `Nov 24 2026`, `24.11.`, `11/24` in the order of the
interface language, `today`, `tomorrow`, `+3` (days) and weekday names (the next one to come).
Digits of every script are read; digits are written in Latin script.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from PySide6.QtCore import QLocale

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _

_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$")
_NUMBERS = re.compile(r"^(\d{1,2})\s*[./\- ]\s*(\d{1,2})(?:\s*[./\- ]\s*(\d{4}|\d{2}))?\.?$")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_TIME = re.compile(r"^(\d{1,2})(?:\s*[:.h]?\s*(\d{2}))?\s*(am|pm|a|p)?$")


def read_date(typed: str, today: date) -> date | None:
    """The date that was typed, or None for nothing.

    Raises:
        InvalidValue: it cannot be read as a date.
    """
    text = typed.strip().strip("\u2068\u2069").casefold()
    if not text:
        return None
    try:
        found = _relative(text, today) or _numeric(text, today) or _in_words(text, today)
    except ValueError:  # 31 November
        found = None
    if found is None:
        raise InvalidValue(_("Write a date, such as 24 Nov, tomorrow or Tuesday."))
    return found


def write_date(day: date) -> str:
    """A date with its weekday, in the interface language."""
    locale = QLocale()
    return _("{weekday} {day} {month} {year}").format(
        weekday=locale.dayName(day.isoweekday(), QLocale.FormatType.ShortFormat),
        day=day.day,
        month=locale.monthName(day.month, QLocale.FormatType.ShortFormat),
        year=day.year,
    )


def read_time(typed: str) -> time | None:
    """The local time of day that was typed (`9`, `930`, `9:30`, `2 pm`), or None for nothing.

    Raises:
        InvalidValue: it cannot be read as a time.
    """
    text = typed.strip().casefold()
    if not text:
        return None
    found = _TIME.match(text)
    if found:
        hour, minute, half = int(found[1]), int(found[2] or 0), found[3] or ""
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half.startswith("p") else 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise InvalidValue(_("Write a time, such as 9:30 or 14:00."))


def _relative(text: str, today: date) -> date | None:
    words = {
        _("today").casefold(): 0,
        _("tomorrow").casefold(): 1,
        _("yesterday").casefold(): -1,
    }
    if text in words:
        return today + timedelta(days=words[text])
    if re.fullmatch(r"[+-]\s*\d{1,4}", text):
        return today + timedelta(days=int(text.replace(" ", "")))
    if len(text) < 2:
        return None
    for number in range(1, 8):
        if any(name.startswith(text) for name in _weekday_names(number)):
            ahead = (number - today.isoweekday()) % 7 or 7
            return today + timedelta(days=ahead)
    return None


def _numeric(text: str, today: date) -> date | None:
    iso = _ISO.match(text)
    if iso:
        return date(int(iso[1]), int(iso[2]), int(iso[3]))
    found = _NUMBERS.match(text)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    month_first = QLocale().dateFormat(QLocale.FormatType.ShortFormat).lstrip().startswith("M")
    day, month = (second, first) if month_first else (first, second)
    return _with_year(day, month, found[3], today)


def _in_words(text: str, today: date) -> date | None:
    words = _WORDS.findall(text)
    numbers = [word for word in words if word.isdecimal()]
    months = [m for m in map(_month_of, (w for w in words if not w.isdecimal())) if m]
    if not numbers or len(months) != 1 or len(numbers) > 2:
        return None
    return _with_year(int(numbers[0]), months[0], numbers[1] if len(numbers) > 1 else None, today)


def _month_of(word: str) -> int | None:
    if len(word) < 3:
        return None
    for number in range(1, 13):
        if any(name.startswith(word) for name in _month_names(number)):
            return number
    return None


def _with_year(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        full = int(year)
        return date(full + 2000 if full < 100 else full, month, day)
    near = [_safe(today.year + step, month, day) for step in (-1, 0, 1)]
    return min((d for d in near if d), key=lambda d: abs((d - today).days))


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday_names(number: int) -> list[str]:
    long = QLocale.FormatType.LongFormat
    return [locale.dayName(number, long).casefold() for locale in (QLocale(), QLocale.c())]


def _month_names(number: int) -> list[str]:
    kinds = (QLocale.FormatType.LongFormat, QLocale.FormatType.ShortFormat)
    locales = (QLocale(), QLocale.c())
    return [locale.monthName(number, kind).casefold() for locale in locales for kind in kinds]
