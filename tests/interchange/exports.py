"""Small makers of exports for tests: lists as bytes, workbooks, folders, archives."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl

from liaison_app.interchange.recognition import Format, read_export, recognise_export
from liaison_app.interchange.sources import InputFile
from liaison_app.interchange.tables import Table, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison_app.interchange.roster import Roster

TODAY = date(2026, 11, 21)
FIXTURES = Path(__file__).parents[1] / "fixtures" / "exports"
LIST = "Student ID,First Name,Last Name,DOB\n1,Amina,Hassan,2016-04-02\n2,José,Peña,2015-03-25\n"


def table(data: bytes | str, name: str = "list.csv", sheet: str = "") -> Table:
    raw = data.encode() if isinstance(data, str) else data
    return read_table(InputFile(name, lambda: raw), sheet)


def cells(read: Table) -> list[list[str]]:
    return [row.values for row in read.rows]


def roster(path: Path, wanted: Format = Format.AUTO, sheet: str = "") -> Roster:
    return read_export(recognise_export(path, wanted=wanted, sheet=sheet), today=TODAY)


def list_roster(tmp_path: Path, text: str, name: str = "list.csv") -> Roster:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return roster(path)


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def archive(path: Path, files: Mapping[str, bytes | str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return path


def folder_files(name: str) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((FIXTURES / name).iterdir())}
