"""Lists as offices save them are read; what is not a list is named, never a crash."""

from __future__ import annotations

import pytest

from liaison_app.errors import UnreadableInput
from tests.interchange.exports import LIST, cells, table

WANTED = [["1", "Amina", "Hassan", "2016-04-02"], ["2", "José", "Peña", "2015-03-25"]]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (LIST.encode(), ""),
        (LIST.encode("utf-8-sig"), ""),
        (LIST.encode("utf-16"), ""),
        (b"\xfe\xff" + LIST.encode("utf-16-be"), ""),
        (LIST.encode("utf-16-le"), "UTF-16"),
        (LIST.encode("utf-16-be"), "UTF-16"),
        (LIST.encode("cp1252"), "Windows-1252"),
        (LIST.replace("\n", "\r\n").encode(), ""),
        (LIST.replace("\n", "\r").encode(), ""),
        (LIST.replace(",", ";").encode(), ""),
        (LIST.replace(",", "\t").encode("utf-16"), ""),
        (LIST.replace(",", "|").encode(), ""),
        (("sep=;\r\n" + LIST.replace(",", ";")).encode(), ""),
    ],
)
def test_encodings_and_delimiters(data: bytes, encoding: str) -> None:
    read = table(data)
    assert cells(read) == WANTED
    assert any(encoding in note for note in read.notes) == bool(encoding)


def test_a_comma_in_a_semicolon_list_cuts_nothing() -> None:
    read = table("Name;Address\nHassan, Amina;12 Elm St, Apt 4\nPeña, José;1 Oak St, rear\n")
    assert cells(read)[0] == ["Hassan, Amina", "12 Elm St, Apt 4"]


def test_line_breaks_inside_quotes_keep_the_line_numbers() -> None:
    read = table('First Name,Last Name,Address\nAmina,Hassan,"12 Elm St\nApt 4"\nJosé,Peña,x\n')
    assert cells(read)[0][2] == "12 Elm St Apt 4"
    assert [row.line for row in read.rows] == [2, 4]


@pytest.mark.parametrize("rest", ["Li,Wang\n", '"Li","Wang"\n', ""])
def test_an_unclosed_quote_costs_its_own_line_only(rest: str) -> None:
    read = table(f'First Name,Last Name\nAmina,Hassan\n"José,Peña\nMei,Wang\n{rest}')
    assert [b.line for b in read.left_out] == [3]
    assert "quotation mark" in read.left_out[0].why
    assert ["Mei", "Wang"] in cells(read)


def test_a_file_full_of_unclosed_quotes_is_refused_with_the_first_line() -> None:
    with pytest.raises(UnreadableInput, match="line 2"):
        table("First Name,Last Name\n" + 'a","\n' * 30_000)


def test_one_damaged_byte_does_not_turn_utf_8_into_code_page_1252() -> None:
    text = LIST + "3,Nguyễn,Đặng,2014-01-01\n4,Зоя,Шевченко,2014-01-02\n"
    read = table(text.encode() + b"5,Ana\xff,Ruiz,2014-01-03\n")
    assert ["3", "Nguyễn", "Đặng", "2014-01-01"] in cells(read)
    assert any("damaged" in note for note in read.notes)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\x00" * 5000, "empty"),
        (b"%PDF-1.7 rubbish", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "picture"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20, "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, r"\.xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        (b"PK\x03\x04 cut off", "packed or damaged"),
        (b"<html><table><tr><td>Name</td></tr></table></html>", "only looks like"),
        (b'<?xml version="1.0"?><Workbook/>', "only looks like"),
        (bytes(range(256)) * 40, "not a list"),
        (b"SQLite format 3\x00" + b"x" * 100, "not a list"),
        (b"First Name,Last Name\n", "no rows"),
        (b"12345\n67890\n", "headings"),
        (b"one line of prose and nothing else", "headings"),
    ],
)
def test_what_is_not_a_list_is_named(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableInput, match=says):
        table(data)


def test_title_lines_totals_and_repeated_headings_are_told_apart() -> None:
    read = table(
        "Oak Grove Elementary,,,\nRun date 11/20/2026,,,\n\n"
        "First Name,Last Name,Grade,School\nAmina,Hassan,3,Oak Grove\n"
        "First Name,Last Name,Grade,School\nJosé,Peña,4,Oak Grove\n"
        "Total students: 2,,,\nPage 1 of 1,,,\n"
    )
    assert [row[0] for row in cells(read)] == ["Amina", "José"]
    assert [b.line for b in read.left_out] == [6, 8, 9]


def test_ragged_rows_short_ones_are_filled_long_ones_are_named() -> None:
    read = table(
        "First Name,Last Name,City\nAmina,Hassan\nJosé,Peña,Fresno,CA\nMei,Wang,Fresno,,\n"
    )
    assert cells(read) == [["Amina", "Hassan", ""], ["Mei", "Wang", "Fresno"]]
    assert [(b.line, "4 values but 3" in b.why) for b in read.left_out] == [(3, True)]


def test_repeated_headings_are_told_apart() -> None:
    read = table("First Name,Last Name,Phone,Phone\nAmina,Hassan,555-0101,555-0102\n")
    assert read.headings == ("First Name", "Last Name", "Phone", "Phone (2)")


def test_headings_under_groups_take_the_name_of_their_group() -> None:
    read = table(
        "District list,,,,,,,\n"
        ",,,Guardian 1,,Guardian 2,,,\n"
        "Student ID,First Name,Last Name,Name,Phone,Name,Phone,Relationship,Home Language\n"
        "1,Amina,Hassan,Fatima Hassan,612-555-0101,Omar Hassan,612-555-0102,Father,Somali\n"
    )
    assert read.headings[3:7] == (
        "Guardian 1 Name",
        "Guardian 1 Phone",
        "Guardian 2 Name",
        "Guardian 2 Phone",
    )
    assert read.headings[:3] == ("Student ID", "First Name", "Last Name")
    assert read.headings[-1] == "Home Language"


def test_cells_that_look_like_formulas_stay_text() -> None:
    read = table('Student ID,First Name,Last Name,Notes\n="00123",=cmd|calc,@Hassan,+1 555\n')
    assert cells(read) == [["00123", "=cmd|calc", "@Hassan", "+1 555"]]


def test_odd_spaces_direction_marks_and_floats_are_tidied() -> None:
    read = table(
        "Student ID,First Name,Last Name\n5550142.0,\u00a0Amina\u2003 B,\u202eHassan\u202c\n"
    )
    assert cells(read) == [["5550142", "Amina B", "Hassan"]]


def test_a_list_without_known_headings_can_still_be_mapped_by_hand() -> None:
    read = table("Alpha;Beta;Gamma\nAmina;Hassan;x\nJosé;Peña;y\n")
    assert read.headings == ("Alpha", "Beta", "Gamma")
