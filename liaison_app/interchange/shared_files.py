"""Files for programs that hold what was given to somebody outside: CSV and JSON.

Each file says for whom it is, for what and until when, in every row where it has rows, so that a
copied part still says so. In CSV a value that a spreadsheet would take for a formula begins with
an apostrophe (OWASP, "CSV injection"); in JSON every value is exactly as it is.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

_FORMULAS = frozenset("=+-@|%\t\r\n")
_HEAD = ("code", "recipient", "purpose", "keep_until")
_COLUMNS = (*_HEAD, "about", "kind", "number", "field", "label", "value")


@dataclass(frozen=True)
class Given:
    """For whom a file is."""

    code: str
    recipient: str
    purpose: str
    until: date
    practice: bool = False

    @property
    def head(self) -> tuple[str, ...]:
        """What every row begins with."""
        purpose = f"SAMPLE {self.purpose}" if self.practice else self.purpose
        return (self.code, self.recipient, purpose, self.until.isoformat())


@dataclass(frozen=True)
class Row:
    """One value: whose, of which record and field, and what it is."""

    about: str
    kind: str
    number: int
    field: str
    label: str
    value: str | int | bool | None
    words: str


def as_csv(given: Given, rows: Iterable[Row]) -> bytes:
    """A table with a heading, every cell quoted, in UTF-8 as spreadsheets recognise it."""
    return table(
        _COLUMNS,
        (
            (*given.head, one.about, one.kind, str(one.number), one.field, one.label, one.words)
            for one in rows
        ),
    )


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV file in which no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def plain_cell(words: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    Wide forms of the signs count, and signs that cannot be seen before them are looked through.
    """
    seen = unicodedata.normalize("NFKC", words).lstrip(" \u00a0\u200b\u200e\u200f\u061c\ufeff'")
    if words[:1] in _FORMULAS or seen[:1] in _FORMULAS:
        return f"'{words}"
    return words


def as_json(given: Given, rows: Iterable[Row]) -> bytes:
    """One JSON object: for whom, for what, until when, and the values by record."""
    records: dict[tuple[str, int], dict[str, object]] = {}
    for one in rows:
        record = records.setdefault(
            (one.kind, one.number),
            {"kind": one.kind, "number": one.number, "about": one.about, "values": {}},
        )
        values = record["values"]
        if isinstance(values, dict):
            values[one.field] = {"label": one.label, "value": one.value, "words": one.words}
    document = {
        "format": "liaison-share",
        "version": 1,
        **dict(zip(_HEAD, given.head, strict=True)),
        "practice": given.practice,
        "records": list(records.values()),
    }
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
