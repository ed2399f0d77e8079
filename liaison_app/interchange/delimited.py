"""Cuts delimited text (CSV and its relatives) into rows that know their line in the file.

RFC 4180 with what offices add to it: semicolon, tab or bar between the values, `sep=;` on the first
line, line breaks inside quotes, and quotation marks that are never closed. Such a mark costs the
line it stands on, which is named, not the rest of the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from liaison_app.errors import UnreadableInput
from liaison_app.language.catalogues import _

DELIMITERS = ",;\t|"
MAX_BROKEN_QUOTES = 200  # beyond this the file as a whole is not what it seems
MAX_LINES_OF_A_ROW = 40  # more than this in one row is a quotation mark gone wrong
_SAMPLE = 300  # lines looked at to find the delimiter
_TEXT_FORMULA = re.compile(r'="([^"=]*)"')  # ="00123": how exports keep leading zeros in Excel


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one row, and the line of the file on which it begins."""

    line: int
    values: list[str]


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that was left out, and why."""

    line: int
    why: str


def rows_of(text: str, name: str) -> tuple[list[Row], list[BrokenLine]]:
    """Cut `text` into rows; blank lines are dropped.

    Raises:
        UnreadableInput: quotation marks are broken on so many lines that nothing can be trusted.
    """
    lines = list(io.StringIO(text, newline=""))
    first = 0
    delimiter = _announced(lines[0]) if lines else ""
    if delimiter:
        first = 1
    else:
        delimiter = _most_even(lines)
    rows: list[Row] = []
    broken: list[BrokenLine] = []
    while first < len(lines):
        stopped = _read_on(lines, first, delimiter, rows)
        if stopped is None:
            break
        broken.append(BrokenLine(stopped + 1, _("A quotation mark opens here and never closes.")))
        if len(broken) > MAX_BROKEN_QUOTES:
            raise UnreadableInput(
                _(
                    "{name} has quotation marks that never close, the first on line {line}. "
                    "Open it in a spreadsheet program and save it again as .xlsx."
                ).format(name=name, line=broken[0].line)
            )
        first = stopped + 1
    return rows, broken


def _read_on(lines: list[str], first: int, delimiter: str, rows: list[Row]) -> int | None:
    """Read from line `first` (counted from 0) on; the line that cannot be read, or None."""
    reader = csv.reader(islice(lines, first, None), delimiter=delimiter, strict=True)
    begin = first
    try:
        for values in reader:
            if reader.line_num + first - begin > MAX_LINES_OF_A_ROW:
                return begin
            if any(values):
                rows.append(Row(begin + 1, [_plain(value) for value in values]))
            begin = first + reader.line_num
    except csv.Error:
        return begin
    return None


def _plain(value: str) -> str:
    """Take the value out of ="..."; anything else that begins with = + - @ stays text."""
    if value.startswith("="):
        wrapped = _TEXT_FORMULA.fullmatch(value.strip())
        if wrapped:
            return wrapped.group(1)
    return value


def _announced(line: str) -> str:
    """The delimiter that Excel's `sep=` line names, else empty."""
    found = re.fullmatch(r'"?sep=(.)"?', line.rstrip("\r\n"), re.IGNORECASE)
    return found.group(1) if found and found.group(1) in DELIMITERS else ""


def _most_even(lines: list[str]) -> str:
    """The delimiter that cuts most lines into the same number of values, the more the better."""
    best, best_score = ",", (0, 0)
    for delimiter in DELIMITERS:
        rows: list[Row] = []
        _read_on(lines[:_SAMPLE], 0, delimiter, rows)
        widths = Counter(len(row.values) for row in rows if len(row.values) > 1)
        if widths:
            width, count = widths.most_common(1)[0]
            if (count, width) > best_score:
                best, best_score = delimiter, (count, width)
    return best
