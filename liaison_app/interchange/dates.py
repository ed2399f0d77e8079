"""Reads the dates of a column, deciding once for the whole column what comes first.

`03/04/2015` is March 4 in one office and 3 April in another; a single value cannot tell, but a
column nearly always holds one that can. What had to be assumed is said.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class DateOrder(StrEnum):
    """Which part of a numeric date comes first."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"


@dataclass(frozen=True, slots=True)
class Decided:
    """The order of a column, whether a value proved it, and whether others contradict it."""

    order: DateOrder
    proven: bool
    contradicted: bool


_NUMERIC = re.compile(r"(\d{1,2})([/.\-\s])(\d{1,2})\2(\d{4}|\d{2})(?:[T\s].*)?")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?")
_COMPACT = re.compile(r"(19|20)(\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"\d{4,5}(?:\.\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january enero ene",
            "feb february febrero",
            "mar march marzo",
            "apr april abril abr",
            "may mayo",
            "jun june junio",
            "jul july julio",
            "aug august agosto ago",
            "sep sept september septiembre setiembre",
            "oct october octubre",
            "nov november noviembre",
            "dec december diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}


def decide(values: Iterable[str]) -> Decided:
    """Decide the order from all values of a column; month first (US) if nothing tells."""
    month_first = day_first = dotted = 0
    for value in values:
        found = _NUMERIC.fullmatch(value.strip())
        if not found:
            continue
        first, second = int(found.group(1)), int(found.group(3))
        month_first += second > 12 >= first
        day_first += first > 12 >= second
        dotted += found.group(2) == "."
    if month_first or day_first:
        order = DateOrder.MONTH_FIRST if month_first >= day_first else DateOrder.DAY_FIRST
        return Decided(order, proven=True, contradicted=bool(month_first and day_first))
    order = DateOrder.DAY_FIRST if dotted else DateOrder.MONTH_FIRST
    return Decided(order, proven=False, contradicted=False)


def is_ambiguous(value: str) -> bool:
    """Whether the value reads as another day when the order is swapped."""
    found = _NUMERIC.fullmatch(value.strip())
    return bool(found) and int(found.group(1)) <= 12 and found.group(1) != found.group(3)  # type: ignore[union-attr]


def read_date(value: str, order: DateOrder, today: date) -> date | None:
    """The day that `value` names, or None if it names none.

    Two-digit years are taken as the last such year that is not after `today`.
    """
    value = value.strip()
    found = _ISO.fullmatch(value)
    if found:
        return _day(int(found.group(1)), int(found.group(2)), int(found.group(3)))
    found = _NUMERIC.fullmatch(value)
    if found:
        first, second = int(found.group(1)), int(found.group(3))
        month, day = (first, second) if order is DateOrder.MONTH_FIRST else (second, first)
        return _day(_year(found.group(4), today), month, day)
    found = _COMPACT.fullmatch(value)
    if found:
        return _day(int(found.group(1) + found.group(2)), int(found.group(3)), int(found.group(4)))
    if _SERIAL.fullmatch(value):
        return _EXCEL_EPOCH + timedelta(days=int(float(value)))
    return _written_out(value, today)


def _written_out(value: str, today: date) -> date | None:
    """`5 March 2015`, `Mar 5, 2015`, `5-mar-15`, `5 de marzo de 2015`."""
    plain = unicodedata.normalize("NFKD", value[:60]).casefold()
    words = re.findall(r"[a-z]+|\d+", plain)
    months = [_MONTHS[w] for w in words if w in _MONTHS]
    numbers = [w for w in words if w.isdigit()]
    if len(months) != 1 or len(numbers) < 2:
        return None
    return _day(_year(numbers[1], today), months[0], int(numbers[0]))


def _year(text: str, today: date) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    year += today.year // 100 * 100
    return year if year <= today.year else year - 100


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
