"""Workbooks: what a person sees in the sheet is what is read."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils.datetime import MAC_EPOCH

from liaison_app.errors import UnreadableInput
from tests.interchange.exports import cells, saved, table, workbook

HEADINGS = ["Student ID", "First Name", "Last Name", "DOB"]


def test_dates_numbers_and_texts_are_read_as_they_are_shown() -> None:
    data = workbook(
        {
            "Students": [
                HEADINGS,
                [5001, "Amina", "Hassan", date(2016, 4, 2)],
                ["0042", "José", "Peña", datetime(2015, 3, 25, 8, 30)],  # noqa: DTZ001
                [5550142.0, "Mei", True, 42095],
            ]
        }
    )
    assert cells(table(data, "s.xlsx")) == [
        ["5001", "Amina", "Hassan", "2016-04-02"],
        ["0042", "José", "Peña", "2015-03-25 08:30"],
        ["5550142", "Mei", "TRUE", "42095"],
    ]


def test_a_workbook_named_csv_is_still_a_workbook() -> None:
    assert cells(table(workbook({"S": [HEADINGS, [1, "A", "B", ""]]}), "s.csv"))[0][0] == "1"


def test_a_formula_gives_its_saved_result_and_without_one_there_is_help() -> None:
    data = workbook({"S": [HEADINGS, ["=40+2", "Amina", "Hassan", ""]]})
    with pytest.raises(UnreadableInput, match="cell A2 holds a formula"):
        table(data, "s.xlsx")
    with_result = _edit(data, "<f>40+2</f><v />", "<f>40+2</f><v>42</v>")
    assert cells(table(with_result, "s.xlsx"))[0][0] == "42"


def test_the_only_sheet_with_a_list_is_taken_and_hidden_ones_are_not() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Read me first"])
    hidden = book.create_sheet("Old")
    hidden.append(HEADINGS)
    hidden.append([9, "Old", "Entry", ""])
    hidden.sheet_state = "hidden"
    wanted = book.create_sheet("List")
    wanted.append(HEADINGS)
    wanted.append([1, "Amina", "Hassan", ""])
    read = table(saved(book), "s.xlsx")
    assert cells(read)[0][1] == "Amina"
    assert any("List" in note for note in read.notes)


def test_several_lists_ask_for_a_choice_that_can_be_made() -> None:
    data = workbook(
        {"Grade 3": [HEADINGS, [1, "Amina", "H", ""]], "Grade 4": [HEADINGS, [2, "José", "P", ""]]}
    )
    with pytest.raises(UnreadableInput, match="Grade 3, Grade 4"):
        table(data, "s.xlsx")
    assert cells(table(data, "s.xlsx", "grade 4"))[0][1] == "José"
    with pytest.raises(UnreadableInput, match="no sheet “Grade 9”"):
        table(data, "s.xlsx", "Grade 9")


def test_a_cell_merged_downwards_counts_for_every_row_it_covers() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([*HEADINGS, "Address"])
    sheet.append([1, "Amina", "Hassan", "", "12 Elm St"])
    sheet.append([2, "Yusuf", "Hassan", "", ""])
    sheet.merge_cells("E2:E3")
    assert [row[4] for row in cells(table(saved(book), "s.xlsx"))] == ["12 Elm St", "12 Elm St"]


def test_the_other_date_system_is_understood() -> None:
    book = openpyxl.Workbook()
    book.epoch = MAC_EPOCH
    book.worksheets[0].append(HEADINGS)
    book.worksheets[0].append([1, "Amina", "Hassan", date(2016, 4, 2)])
    assert cells(table(saved(book), "s.xlsx"))[0][3] == "2016-04-02"


@pytest.mark.parametrize(
    ("part", "was", "becomes"),
    [
        ("xl/worksheets/sheet1.xml", "</sheetData>", ""),
        ("xl/worksheets/sheet1.xml", "<worksheet ", "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet "),
        ("xl/workbook.xml", "<sheet ", "<sheet r:id='rId99' "),
    ],
)
def test_a_damaged_workbook_is_named(part: str, was: str, becomes: str) -> None:
    data = workbook({"S": [HEADINGS, [1, "Amina", "Hassan", ""]]})
    with pytest.raises(UnreadableInput, match="cannot be read as a workbook"):
        table(_edit(data, was, becomes, part), "s.xlsx")


def test_a_workbook_that_unpacks_to_a_bomb_is_not_opened() -> None:
    data = workbook({"S": [HEADINGS, [1, "Amina", "Hassan", ""]]})
    data = _edit(data, "</sheetData>", "</sheetData>" + " " * 12_000_000)
    with pytest.raises(UnreadableInput, match="far more"):
        table(data, "s.xlsx")


def _edit(data: bytes, was: str, becomes: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Change one part of a workbook."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert was.encode() in text
                text = text.replace(was.encode(), becomes.encode())
            new.writestr(name, text, zipfile.ZIP_DEFLATED)
    return made.getvalue()
