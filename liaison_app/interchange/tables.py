"""Reads a list as an office exports it (CSV or .xlsx) into headings and rows of clean text.

What is around the list is told apart from it: title lines above the headings, headings repeated on
every page, totals below. Every line that is left out is named with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.decoding import decode
from liaison_app.interchange.delimited import BrokenLine, Row, rows_of
from liaison_app.interchange.headings import recognise
from liaison_app.interchange.workbook import MAX_COLUMNS, Sheet, Workbook, is_workbook
from liaison_app.language.catalogues import _
from liaison_app.language.names import clean_text

if TYPE_CHECKING:
    from liaison_app.interchange.sources import InputFile

MAX_LINES = 500_000
_HEADING_WITHIN = 40  # rows from the top in which the headings are looked for
_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff]+")
_BIDI_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_WHOLE_AS_FLOAT = re.compile(r"\d{1,18}\.0")
_SUMMARY = re.compile(
    r"(grand |sub ?)?total\b|(total|number|no\.?|#) of |(record|row|student|line)s? ?(count)?\b.*\d"
    r"|count\b|page \d|p[aá]gina \d|printed|generated|report (date|run)|run date|end of report"
    r"|(as of|created|exported)\b|\*+|-{3,}|={3,}|confidential",
    re.IGNORECASE,
)


class SeveralSheets(UnreadableInput):
    """A workbook holds several lists: a person has to choose. `names` are its sheets."""

    def __init__(self, file: str, names: list[str]) -> None:
        words = _("{name} has several sheets. Choose one of them: {sheets}.")
        super().__init__(words.format(name=file, sheets=", ".join(names)))
        self.names = names


@dataclass(frozen=True, slots=True)
class Table:
    """A list: its headings (made unique), its rows as wide as the headings, what was left out."""

    name: str
    headings: tuple[str, ...]
    rows: list[Row]
    left_out: list[BrokenLine]
    notes: list[str]


def read_table(file: InputFile, sheet: str = "") -> Table:
    """Read `file`; of a workbook the named `sheet`, or the only one that holds a list.

    Raises:
        UnreadableInput: not a list, empty, locked, damaged, or several sheets to choose from.
    """
    data = file.read()
    notes: list[str] = []
    left_out: list[BrokenLine] = []
    if is_workbook(data):
        rows = _rows_of_workbook(data, file.name, sheet, notes)
    else:
        decoded = decode(data, file.name)
        rows, left_out = rows_of(decoded.text, file.name)
        if decoded.assumed:
            notes.append(
                _("The characters of {name} were read as {encoding}.").format(
                    name=file.name, encoding=decoded.encoding
                )
            )
        if decoded.damaged:
            notes.append(_("Some characters of {name} are damaged.").format(name=file.name))
    if len(rows) > MAX_LINES:
        raise UnreadableInput(
            _("{name} is larger than a school export can be.").format(name=file.name)
        )
    return _table(file.name, rows, left_out, notes)


def clean(value: str) -> str:
    """One line of normal text: no odd spaces or direction marks, no `.0` behind a number."""
    if value.isascii():
        value = clean_text(" ".join(value.split()))
        return value[:-2] if value.endswith(".0") and _WHOLE_AS_FLOAT.fullmatch(value) else value
    return clean_text(_SPACES.sub(" ", _BIDI_MARKS.sub("", clean_text(value))).strip())


def _rows_of_workbook(data: bytes, name: str, sheet: str, notes: list[str]) -> list[Row]:
    workbook = Workbook(data, name)
    chosen = _choose(workbook, name, sheet)
    if len(workbook.sheets) > 1:
        notes.append(_("Read from the sheet “{sheet}”.").format(sheet=chosen.name))
    return workbook.rows(chosen)


def _choose(workbook: Workbook, name: str, wanted: str) -> Sheet:
    if wanted:
        for sheet in workbook.sheets:
            if sheet.name.strip().casefold() == wanted.strip().casefold():
                return sheet
        raise UnreadableInput(
            _("{name} has no sheet “{sheet}”. It has: {sheets}.").format(
                name=name, sheet=wanted, sheets=", ".join(s.name for s in workbook.sheets)
            )
        )
    visible = [s for s in workbook.sheets if not s.hidden]
    if len(visible) == 1:
        return visible[0]
    lists = [s for s in visible if _looks_like_a_list(workbook.rows(s, limit=_HEADING_WITHIN))]
    if len(lists) == 1:
        return lists[0]
    if not visible:
        raise UnreadableInput(_("{name} has no visible sheet.").format(name=name))
    raise SeveralSheets(name, [sheet.name for sheet in lists or visible])


def _looks_like_a_list(rows: list[Row]) -> bool:
    return any(_recognised(row) >= 2 for row in rows)


def _table(name: str, rows: list[Row], left_out: list[BrokenLine], notes: list[str]) -> Table:
    for row in rows:
        row.values[:] = map(clean, row.values)
    rows = [row for row in rows if any(row.values)]
    at = _heading_row(rows)
    if at is None:
        raise UnreadableInput(
            _(
                "{name} has no row of headings. The first row should name the columns, such as "
                "First name, Last name, Birth date."
            ).format(name=name)
        )
    headings = _unique(_under_groups(rows[at].values, rows[at - 1].values if at else []))
    if len(headings) > MAX_COLUMNS:
        raise UnreadableInput(
            _("{name} has more columns than a school export can have.").format(name=name)
        )
    kept: list[Row] = []
    for row in rows[at + 1 :]:
        why = _why_not(row, rows[at], len(headings))
        if why:
            left_out.append(BrokenLine(row.line, why))
        else:
            row.values.extend([""] * (len(headings) - len(row.values)))
            del row.values[len(headings) :]
            kept.append(row)
    if not kept:
        raise UnreadableInput(
            _("{name} has headings but no rows below them. Export it again.").format(name=name)
        )
    return Table(name, headings, kept, sorted(left_out, key=lambda b: b.line), notes)


def _heading_row(rows: list[Row]) -> int | None:
    """The row that names the columns: the one with most headings that we know.

    If none is known, the first row that is as wide as most rows and holds no digits, so that a
    mapping can still be made by hand.
    """
    top = rows[:_HEADING_WITHIN]
    best = max(range(len(top)), key=lambda i: (_recognised(top[i]), -i), default=None)
    if best is not None and _recognised(top[best]) >= 2:
        return best
    widths = Counter(_filled(row) for row in rows[:500])
    usual = max(widths, key=lambda w: (widths[w], w), default=0)
    for i, row in enumerate(top):
        words = [v for v in row.values if v]
        if len(words) >= max(usual, 2) and not any(re.search(r"\d{3}|@", v) for v in words):
            return i
    return best if best is not None and _recognised(top[best]) else None


def _under_groups(values: list[str], above: list[str]) -> list[str]:
    """Headings with the one that spans them: `Guardian 2` above `Name` and `Phone`.

    Only a row that names people and nothing else is taken for such groups. Nothing says where the
    last group ends, so what is told apart without it stays as it is there: `Home language`.
    """
    starts = [index for index, value in enumerate(above[: len(values)]) if value]
    if len(starts) < 2 or not all(recognise(above[i]).endswith(".name") for i in starts):
        return values
    named = list(values)
    for index in range(starts[0], len(values)):
        start = max(i for i in starts if i <= index)
        value, spanned = values[index], f"{above[start]} {values[index]}"
        doubtful = start == starts[-1] and values.count(value) == 1 and recognise(value)
        if value and recognise(spanned) and not doubtful:
            named[index] = spanned
    return named


def _recognised(row: Row) -> int:
    return len({target for value in row.values if (target := recognise(value))})


def _filled(row: Row) -> int:
    return sum(1 for value in row.values if value)


def _unique(values: list[str]) -> tuple[str, ...]:
    while values and not values[-1]:
        values = values[:-1]
    seen: Counter[str] = Counter()
    headings = []
    for value in values:
        seen[value] += 1
        headings.append(f"{value} ({seen[value]})" if value and seen[value] > 1 else value)
    return tuple(headings)


def _why_not(row: Row, heading: Row, width: int) -> str:
    """Why a row below the headings is not part of the list, or empty."""
    if row.values == heading.values:
        return _("The headings are repeated here.")
    filled = [value for value in row.values if value]
    if len(filled) <= max(2, width // 4) and width > 2 and _SUMMARY.match(filled[0]):
        return _("A total or remark, not a person.")
    if any(row.values[width:]):
        return _(
            "There are {values} values but {headings} headings. A comma inside a value is probably "
            "not in quotation marks."
        ).format(values=len(row.values), headings=width)
    return ""
