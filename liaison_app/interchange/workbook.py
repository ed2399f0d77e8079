"""Reads the sheets of an .xlsx workbook into rows of text, quickly and whatever made the file.

Written against ECMA-376 part 1 (SpreadsheetML): only sheets, shared strings and date formats are
read, because school systems write workbooks whose styles trip complete readers, and because 30,000
rows have to be there in two or three seconds. Formulas give the result that was saved with them.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.delimited import Row
from liaison_app.interchange.sources import open_archive, read_member
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_COLUMNS = 1_000
MAX_ROWS = 500_000
MAX_MERGED = 20_000
MAX_MERGED_ROWS = 1_000
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet's name, and whether people see it when they open the workbook."""

    name: str
    hidden: bool
    part: str


class Workbook:
    """An opened workbook: its sheets, and the rows of each."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._archive = open_archive(data)
        self._parts = {m.filename.lower().lstrip("/"): m for m in self._archive.infolist()}
        try:
            self.sheets, self._epoch = self._read_sheets()
            self._strings = self._read_strings()
            self._dates = self._read_date_styles()
        except (ET.ParseError, KeyError, ValueError, IndexError) as error:
            raise self._damaged() from error

    def rows(self, sheet: Sheet, limit: int = MAX_ROWS) -> list[Row]:
        """The rows of `sheet` that hold anything, as text; dates are ISO 8601.

        Cells merged downwards give their value to every row they cover.

        Raises:
            UnreadableInput: damaged, too large, or a formula's result was never saved.
        """
        rows: list[Row] = []
        merged: list[str] = []
        try:
            for row in self._cells(sheet, merged):
                rows.append(row)
                if len(rows) >= limit:
                    break
        except (ET.ParseError, KeyError, ValueError, IndexError, OverflowError) as error:
            raise self._damaged() from error
        if len(rows) >= MAX_ROWS:
            raise UnreadableInput(
                _("{name} is larger than a school export can be.").format(name=self._name)
            )
        _fill_down(rows, merged)
        return rows

    def _cells(self, sheet: Sheet, merged: list[str]) -> Iterator[Row]:
        line = 0
        for element in self._elements(sheet.part):
            tag = element.tag.rpartition("}")[2]
            if tag == "row":
                line = int(element.get("r") or line + 1)
                values = self._row(element)
                element.clear()
                if any(values):
                    yield Row(line, values)
            elif tag == "mergeCell":
                merged.append(element.get("ref") or "")

    def _row(self, element: ET.Element) -> list[str]:
        values: list[str] = []
        for cell in element:
            reference = cell.get("r")
            column = _column(reference) if reference else len(values)
            if column >= MAX_COLUMNS:
                continue
            value = self._value(cell)
            if value:
                if column > len(values):
                    values.extend([""] * (column - len(values)))
                values.append(value)
            elif not reference:
                values.append("")
        return values

    def _value(self, cell: ET.Element) -> str:
        kind = cell.get("t", "n")
        text, formula = "", False
        for child in cell:
            tag = child.tag
            if tag.endswith("}v"):
                text = child.text or ""
            elif tag.endswith("}is"):
                return _rich_text(child)
            elif tag.endswith("}f"):
                formula = True
        if not text and formula and kind != "str":
            raise self._unsaved_formula(cell.get("r") or "")
        return self._typed(kind, text, cell.get("s")) if text else ""

    def _typed(self, kind: str, text: str, style: str | None) -> str:
        if kind == "n":
            return self._number(text, style)
        if kind == "s":
            return self._strings[int(text)]
        if kind == "b":
            return "TRUE" if text == "1" else "FALSE"
        return "" if kind == "e" else text

    def _number(self, text: str, style: str | None) -> str:
        if style and self._dates[int(style)]:
            return _moment(float(text), self._epoch)
        if text.isdigit():
            return text
        number = float(text)
        if number.is_integer() and abs(number) < 1e15:
            return str(int(number))
        return str(number)

    def _read_sheets(self) -> tuple[list[Sheet], datetime]:
        book = self._tree("xl/workbook.xml")
        relations = self._tree("xl/_rels/workbook.xml.rels")
        targets = {r.get("Id"): r.get("Target") or "" for r in relations}
        sheets = []
        epoch = WINDOWS_EPOCH
        for element in book.iter():
            tag = element.tag.rpartition("}")[2]
            if tag == "workbookPr" and element.get("date1904") in ("1", "true"):
                epoch = MAC_EPOCH
            if tag == "sheet":
                target = targets[element.get(_RELATION) or element.get(_STRICT_RELATION)]
                part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                hidden = element.get("state", "visible") != "visible"
                if part.lower() in self._parts and "chartsheet" not in part:
                    sheets.append(Sheet(element.get("name") or "", hidden, part.lower()))
        return sheets, epoch

    def _read_strings(self) -> list[str]:
        if "xl/sharedstrings.xml" not in self._parts:
            return []
        strings = []
        for element in self._elements("xl/sharedstrings.xml"):
            if element.tag.endswith("}si"):
                strings.append(_rich_text(element))
                element.clear()
        return strings

    def _read_date_styles(self) -> list[bool]:
        """For each cell style, whether it shows its number as a date."""
        if "xl/styles.xml" not in self._parts:
            return [False] * 65_536
        root = self._tree("xl/styles.xml")
        codes = {str(number): code for number, code in BUILTIN_FORMATS.items()}
        codes |= {
            e.get("numFmtId") or "": e.get("formatCode") or ""
            for e in root.iter()
            if e.tag.endswith("}numFmt")
        }
        styles: Iterable[ET.Element] = ()
        styles = next((e for e in root.iter() if e.tag.endswith("}cellXfs")), styles)
        return [bool(is_date_format(codes.get(s.get("numFmtId", "0"), ""))) for s in styles]

    def _tree(self, part: str) -> ET.Element:
        return ET.fromstring(self._part(part))  # noqa: S314 -- _part refuses document types

    def _elements(self, part: str) -> Iterator[ET.Element]:
        stream = io.BytesIO(self._part(part))
        for _event, element in ET.iterparse(stream):  # noqa: S314 -- _part refuses document types
            yield element

    def _part(self, part: str) -> bytes:
        """The bytes of a part that is plain XML; OOXML allows neither DTDs nor entities."""
        data = read_member(self._archive, self._parts[part])
        if b"\x00" in data[:200] or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            raise self._damaged()
        return data

    def _damaged(self) -> UnreadableInput:
        return UnreadableInput(
            _(
                "{name} cannot be read as a workbook. Open it in a spreadsheet program, save it "
                "again as .xlsx, and import that."
            ).format(name=self._name)
        )

    def _unsaved_formula(self, cell: str) -> UnreadableInput:
        return UnreadableInput(
            _(
                "{name}: cell {cell} holds a formula whose result was not saved. Open the file in "
                "a spreadsheet program, save it, and import it again."
            ).format(name=self._name, cell=cell)
        )


def is_workbook(data: bytes) -> bool:
    """Whether these are the bytes of an .xlsx workbook (a zip of SpreadsheetML parts)."""
    if not data.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(n.lower().lstrip("/") == "xl/workbook.xml" for n in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _rich_text(element: ET.Element) -> str:
    """The text of a string, formatted or not; phonetic hints are not part of it."""
    if len(element) == 1 and element[0].tag.endswith("}t"):
        return element[0].text or ""
    parts = []
    for child in element:
        if child.tag.endswith("}t"):
            parts.append(child.text or "")
        elif child.tag.endswith("}r"):
            parts.extend(t.text or "" for t in child if t.tag.endswith("}t"))
    return "".join(parts)


def _moment(number: float, epoch: datetime) -> str:
    """A date (or date and time) of Excel's serial numbering as ISO 8601 text."""
    try:
        moment = from_excel(number, epoch)
    except (OverflowError, ValueError):
        return str(number)
    if isinstance(moment, datetime):
        at_midnight = not (moment.hour or moment.minute or moment.second)
        return moment.date().isoformat() if at_midnight else moment.isoformat(" ", "minutes")
    return moment.isoformat() if isinstance(moment, date) else str(moment)


def _column(reference: str) -> int:
    """The column of a cell reference such as `AB12`, counted from 0."""
    return _column_of(reference.rstrip("0123456789"))


@lru_cache(maxsize=MAX_COLUMNS)
def _column_of(letters: str) -> int:
    number = 0
    for letter in letters[:4].upper():
        number = number * 26 + ord(letter) - 64
    return min(max(number - 1, 0), MAX_COLUMNS)


def _fill_down(rows: list[Row], merged: list[str]) -> None:
    by_line = {row.line: row for row in rows} if merged else {}
    for reference in merged[:MAX_MERGED]:
        found = re.fullmatch(r"([A-Z]+)(\d+):([A-Z]+)(\d+)", reference)
        if not found or found.group(2) == found.group(4):
            continue
        column, first, last = _column(found.group(1)), int(found.group(2)), int(found.group(4))
        top = by_line.get(first)
        if top is None or len(top.values) <= column:
            continue
        for line in range(first + 1, min(last, first + MAX_MERGED_ROWS) + 1):
            row = by_line.get(line)
            if row:
                row.values.extend([""] * (column + 1 - len(row.values)))
                row.values[column] = row.values[column] or top.values[column]
