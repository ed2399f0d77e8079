"""When a promise is due, as a liaison types it: Fri, tomorrow, next week, 24 Nov, +3.

Understood in every language of the interface, whichever one it is set to. What is not understood
gives None, never a guess: the box then asks for a date. Without a year the next such day is meant.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from liaison_app.language import due_words
from liaison_app.language.letterforms import fold

_FARTHEST_DAYS = 3 * 366
_FRIDAY = 4


def parse_due(text: str, today: date, *, month_first: bool = True) -> date | None:
    """The day that `text` means, seen from `today`; None if it is not understood.

    "Next week" is its Monday and "next Friday" the Friday of the week that begins on Sunday;
    "próximo viernes" and "الجمعة القادمة" are the coming Friday, as those languages mean it.

    Args:
        text: one expression in English, Spanish or Arabic, or a date in figures.
        today: the day it is typed on.
        month_first: 3/4 is March 4. A pair that can only be read one way is read that way.
    """
    plain = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text.strip()
    )
    return _figures(plain, today, month_first=month_first) or _words(fold(plain), today)


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_PAIR = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}|\d{2}))?\.?")
_PLUS = re.compile(r"\+\s*(\d{1,3})\s*([^\W\d]*)")


def _figures(plain: str, today: date, *, month_first: bool) -> date | None:
    if iso := _ISO.fullmatch(plain):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if plus := _PLUS.fullmatch(plain):
        return _after(today, int(plus[1]), fold(plus[2]) or "d")
    if pair := _PAIR.fullmatch(plain):
        first, second = int(pair[1]), int(pair[2])
        month, day = (first, second) if month_first else (second, first)
        if month > 12:
            month, day = day, month
        return _in_year(month, day, pair[3] or "", today)
    return None


def _words(folded: str, today: date) -> date | None:
    for days, said in due_words.NEAR.items():
        if folded in said.split():
            return today + timedelta(days=days)
    if folded in due_words.DAY_AFTER_TOMORROW:
        return today + timedelta(days=2)
    for beginning in due_words.END_OF:
        if folded.startswith(beginning):
            return _end_of(folded.removeprefix(beginning).split(), today)
    for phrase in due_words.NEXT_PHRASES:
        folded = re.sub(rf"\b{phrase}\b", "siguiente", folded)
    words = re.sub(r"(كانون|تشرين) ", r"\1_", folded).split()
    following = {w for w in words if w in due_words.NEXT}
    within = any(w in due_words.IN or w in due_words.ONE for w in words)
    rest = [w for w in words if w not in _FILLERS]
    if not rest:
        return None
    return (
        _unit_alone(rest, today, following=bool(following), within=within)
        or _amount(rest, today)
        or _weekday(rest, today, next_week="next" in following)
        or _month_and_day(rest, today)
    )


_FILLERS = due_words.NEXT | due_words.IN | due_words.ONE | due_words.THIS


def _end_of(words: list[str], today: date) -> date | None:
    unit = _unit([w for w in words if w not in _FILLERS][-1:])
    if unit == "w":
        return today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
    if unit == "m":
        return _first_of_next_month(today) - timedelta(days=1)
    return None


def _unit_alone(words: list[str], today: date, *, following: bool, within: bool) -> date | None:
    """Next week, in a month, بعد أسبوعين."""
    if len(words) != 1:
        return None
    if two := due_words.TWO_OF.get(words[0]):
        return _after(today, 2, two)
    unit = _unit(words)
    if following and unit == "w":
        return _next_sunday(today) + timedelta(days=1)
    if following and unit == "m":
        return _first_of_next_month(today)
    return _after(today, 1, unit) if within and unit else None


def _amount(words: list[str], today: date) -> date | None:
    """3 days, 2w, tres semanas."""
    joined = re.sub(r"(?<=\d)(?=[^\W\d])", " ", " ".join(words)).split()
    if len(joined) != 2 or not (unit := _unit(joined[1:])):
        return None
    number = due_words.NUMBERS.get(joined[0]) or _number(joined[0])
    return _after(today, number, unit) if number else None


def _weekday(words: list[str], today: date, *, next_week: bool) -> date | None:
    if len(words) != 1:
        return None
    for number, names in enumerate(due_words.WEEKDAYS):
        if words[0] in names.split():
            if next_week:
                return _next_sunday(today) + timedelta(days=(number + 1) % 7)
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    return None


def _month_and_day(words: list[str], today: date) -> date | None:
    """24 Nov, November 24th 2026, الجمعة 27 تشرين الثاني, or the 24th alone."""
    month = 0
    numbers = []
    for word in words:
        found = next((m for m, names in enumerate(due_words.MONTHS, 1) if word in names.split()), 0)
        if found and not month:
            month = found
        elif number := re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)?", word):
            numbers.append(number[1])
        elif not any(word in names.split() for names in due_words.WEEKDAYS):
            return None
    if not numbers or len(numbers) > 2:
        return None
    year = numbers[1] if len(numbers) > 1 else ""
    if month:
        return _in_year(month, int(numbers[0]), year, today)
    return None if year else _next_monthday(int(numbers[0]), today)


def _in_year(month: int, day: int, year: str, today: date) -> date | None:
    if year:
        return _day(int(year) + (2000 if len(year) == 2 else 0), month, day)
    coming = (_day(today.year + ahead, month, day) for ahead in range(9))  # 29 Feb may be far
    return next((found for found in coming if found and found >= today), None)


def _next_monthday(day: int, today: date) -> date | None:
    first = today.replace(day=1)
    for _month in range(3):  # the 31st is never more than two months away
        found = _day(first.year, first.month, day)
        if found and found > today:
            return found
        first = _first_of_next_month(first)
    return None


def _after(today: date, number: int, unit: str) -> date | None:
    kind = _unit([unit])
    if kind == "m" and number <= 36:
        return _months_after(today, number)
    days = {"d": number, "w": 7 * number}.get(kind, _FARTHEST_DAYS + 1)
    return today + timedelta(days=days) if days <= _FARTHEST_DAYS else None


def _months_after(today: date, number: int) -> date:
    """The same day of a later month, or its last day: a month after January 31 is February 28."""
    months = today.month - 1 + number
    first = date(today.year + months // 12, months % 12 + 1, 1)
    last = _first_of_next_month(first) - timedelta(days=1)
    return last if today.day > last.day else first.replace(day=today.day)


def _unit(words: list[str]) -> str:
    """d, w or m for a single word that names a day, a week or a month; else ""."""
    word = words[0].removeprefix("ال") if len(words) == 1 else ""  # الأسبوع is the week
    names = (("d", due_words.DAYS), ("w", due_words.WEEKS), ("m", due_words.MONTHS_LONG))
    return next((unit for unit, said in names if word in said), "")


def _number(word: str) -> int:
    return int(word) if word.isdecimal() and len(word) <= 3 else 0


def _next_sunday(today: date) -> date:
    return today + timedelta(days=7 - (today.weekday() + 1) % 7)


def _first_of_next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
