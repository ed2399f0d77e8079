"""Lists with a child on every line: adults, families, dates, and what is left out and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.families import households_of
from liaison_app.interchange.lists import read_list
from liaison_app.interchange.mapping import propose
from liaison_app.interchange.sources import InputFile
from liaison_app.interchange.tables import read_table
from liaison_app.records.people import ContactKind, EnrollmentStatus, Relation
from tests.interchange.exports import FIXTURES, TODAY, list_roster, roster

if TYPE_CHECKING:
    from pathlib import Path


def test_a_directory_with_guardians_beside_each_child() -> None:
    read = roster(FIXTURES / "lists" / "students.csv")
    assert [p.given_name for p in read.people if p.is_child] == ["Amina", "Yusuf", "Sofía", "Linh"]
    adults = [f"{p.given_name} {p.family_name}" for p in read.people if not p.is_child]
    assert adults == ["Fatima Hassan", "Omar Hassan", "Rosa López", "Thu Nguyễn"]
    assert len(read.relationships) == 6
    first, second, third = households_of(read)
    assert (first.name, first.home_language, first.interpreter) == ("Hassan", "so", True)
    assert len(first.members) == 4
    assert second.address is not None
    assert second.address.line_1 == "48 Oak Ave, rear"
    assert third.home_language == ""
    said = {(r.at.line, r.skipped): r.why for r in read.remarks}
    assert "A total" in said[9, True]
    assert any("Klingon" in r.why for r in read.remarks)
    assert any("Lunch Status" in note for note in read.notes)
    assert "Reduced" not in repr(read.people)


def test_a_spanish_list_with_day_first_dates_proven_by_one_value() -> None:
    read = roster(FIXTURES / "lists" / "contactos.csv")
    lucia = next(p for p in read.people if p.given_name == "Lucía")
    assert lucia.birth_date == date(2018, 4, 3)
    assert [r.relation for r in read.relationships].count(Relation.MOTHER) == 2
    assert len(households_of(read)) == 1


def test_a_contact_on_each_line() -> None:
    read = roster(FIXTURES / "lists" / "contacts_long.csv")
    assert len([p for p in read.people if p.is_child]) == 2
    uncle = next(r for r in read.relationships if r.relation is Relation.UNCLE)
    assert (uncle.lives_with, uncle.legal_guardian, uncle.contact_priority) == (False, False, 2)
    (household,) = households_of(read)
    assert len(household.members) == 3  # the uncle lives elsewhere


def test_dates_that_nothing_proves_are_said(tmp_path: Path) -> None:
    read = list_roster(tmp_path, "First Name,Last Name,DOB\nAmina,Hassan,03/04/2016\n")
    assert read.people[0].birth_date == date(2016, 3, 4)
    assert any("month, day, year" in note for note in read.notes)


def test_future_and_impossible_dates_are_left_out_with_the_line(tmp_path: Path) -> None:
    read = list_roster(
        tmp_path, "First Name,Last Name,DOB\nA,B,2031-01-01\nC,D,02/31/2016\nE,F,2016-01-01\n"
    )
    assert [p.birth_date for p in read.people] == [None, None, date(2016, 1, 1)]
    assert [r.at.line for r in read.remarks] == [2, 3]


def test_a_name_of_300_characters_leaves_out_its_line_only(tmp_path: Path) -> None:
    read = list_roster(tmp_path, f"First Name,Last Name\n{'A' * 300},Hassan\nJosé,Peña\n")
    assert [p.given_name for p in read.people] == ["José"]
    assert "300 characters" in read.remarks[0].why


def test_a_number_used_for_two_children_is_not_guessed(tmp_path: Path) -> None:
    read = list_roster(tmp_path, "Student ID,First Name,Last Name\n1,Amina,Hassan\n1,Li,Wang\n")
    assert [p.given_name for p in read.people] == ["Amina"]
    assert read.remarks[0].skipped
    assert "line 2" in read.remarks[0].why


def test_contact_kinds(tmp_path: Path) -> None:
    read = list_roster(
        tmp_path,
        "First Name,Last Name,Home Phone,Guardian 1 Name,Guardian 1 Cell,Guardian 1 Work Phone,"
        "Guardian 1 Email\nAmina,Hassan,555-0100,Fatima Hassan,555-0101,5.55E+09,nobody\n",
    )
    child, adult = read.people
    assert [(c.kind, c.value) for c in child.home_contacts] == [(ContactKind.HOME, "555-0100")]
    assert [(c.kind, c.value) for c in adult.contacts] == [(ContactKind.MOBILE, "555-0101")]
    assert len(read.remarks) == 2


def test_enrollment_states(tmp_path: Path) -> None:
    read = list_roster(
        tmp_path,
        "First Name,Last Name,School,Grade,Enrollment Status,Exit Date\n"
        "A,B,Oak,3º,Active,\nC,D,Oak,KG,Withdrawn,\n"
        "E,F,Oak,Pre-K,,01/05/2020\nG,H,Oak,12,Pre-Reg,\n",
    )
    assert [(e.grade, e.status) for e in read.enrollments] == [
        ("3", EnrollmentStatus.ENROLLED),
        ("K", EnrollmentStatus.LEFT),
        ("PK", EnrollmentStatus.LEFT),
        ("12", EnrollmentStatus.PENDING),
    ]


def test_families_are_not_joined_on_a_shared_building_or_a_shared_father(tmp_path: Path) -> None:
    read = list_roster(
        tmp_path,
        "Student ID,First Name,Last Name,Address,Guardian 1 Name,Guardian 1 Phone,Guardian 2 Name,"
        "Guardian 2 Phone\n"
        "1,Amina,Hassan,12 Elm St,Fatima Hassan,555-0101,Omar Hassan,555-0102\n"
        "2,Li,Wang,12 Elm St,Mei Wang,555-0110,,\n"
        "3,Idris,Hassan,99 Far Rd,Leyla Hassan,555-0120,Omar Hassan,555-0102\n",
    )
    assert [h.children for h in households_of(read)] == [("1",), ("2",), ("3",)]


def test_a_father_at_another_address_has_a_household_of_his_own(tmp_path: Path) -> None:
    read = list_roster(
        tmp_path,
        "Student ID,First Name,Last Name,Address,Guardian 1 Name,Guardian 2 Name,"
        "Guardian 2 Address,Guardian 2 Lives With Student\n"
        "1,Amina,Hassan,12 Elm St,Fatima Hassan,Omar Hassan,9 Oak Ct,Y\n",
    )
    home, his = households_of(read)
    assert set(home.members) == {"1", "1|fatima hassan"}
    assert set(his.members) == {"1", "1|omar hassan"}


def test_parents_apart_are_told_apart_when_only_they_have_addresses(tmp_path: Path) -> None:
    read = list_roster(
        tmp_path,
        "Student ID,First Name,Last Name,Guardian 1 Name,Guardian 1 Address,Guardian 1 City,"
        "Guardian 1 Lives With,Guardian 2 Name,Guardian 2 Address,Guardian 2 Lives With\n"
        "1,Ida,Berg,Anna Berg,1 First St,Duluth,Y,Bjorn Berg,2 Second St,Y\n"
        "2,Ola,Berg,Anna Berg,1 First St,Duluth,Y,Bjorn Berg,2 Second St,N\n",
    )
    hers, his = households_of(read)
    assert set(hers.members) == {"1", "2", "1|anna berg"}
    assert hers.address is not None
    assert (hers.address.line_1, hers.address.city) == ("1 First St", "Duluth")
    assert set(his.members) == {"1", "1|bjorn berg"}
    assert his.address is not None
    assert his.address.line_1 == "2 Second St"


def test_a_neighbor_is_known_but_not_of_the_household(tmp_path: Path) -> None:
    read = list_roster(
        tmp_path,
        "Student ID,First Name,Last Name,Contact First Name,Contact Last Name,Relationship\n"
        "1,Amina,Farah,Halima,Farah,Mother\n"
        "1,Amina,Farah,Asha,Nur,Neighbor\n"
        "2,Bilal,Farah,Asha,Nur,Neighbor\n",
    )
    assert len(read.relationships) == 3
    first, second = households_of(read)
    assert set(first.members) == {"1", "1|halima farah"}
    assert second.members == ("2",)


def test_a_line_without_a_childs_name_is_said_and_brings_no_lone_adult(tmp_path: Path) -> None:
    read = list_roster(
        tmp_path,
        "Student ID,First Name,Last Name,Grade,Guardian 1 Name,Guardian 1 Phone\n"
        "2,,,,Omar Hassan,612-555-0103\n"
        "1,Amina,Hassan,3,Fatima Hassan,612-555-0101\n"
        "1,,,,Leyla Hassan,612-555-0102\n"
        ",,,,Nobody Known,612-555-0104\n"
        "3,,,4,,\n",
    )
    assert [p.given_name for p in read.people] == ["Amina", "Fatima", "Leyla"]
    assert [r.adult for r in read.relationships] == ["1|fatima hassan", "1|leyla hassan"]
    assert [(r.at.line, r.skipped) for r in read.remarks] == [(2, True), (5, True), (6, True)]
    assert all("student's name" in r.why for r in read.remarks)


def test_two_adults_in_one_cell_are_said(tmp_path: Path) -> None:
    read = list_roster(
        tmp_path,
        "First Name,Last Name,Parent/Guardian\nA,Hill,Ann & Tom Hill\nB,Hill,Ann Hill\n"
        "C,Paz,Ana y Luis Paz\nD,Ito,Andy Ito\n",
    )
    assert [(r.at.line, r.skipped) for r in read.remarks] == [(2, False), (4, False)]
    assert all("one cell" in r.why for r in read.remarks)


def test_the_order_of_lines_does_not_change_any_key(tmp_path: Path) -> None:
    lines = (FIXTURES / "lists" / "students.csv").read_text().splitlines()
    turned = "\n".join([*lines[:3], *reversed(lines[3:7])])
    there = roster(FIXTURES / "lists" / "students.csv")
    back = list_roster(tmp_path, turned)
    assert {p.key for p in there.people} == {p.key for p in back.people}
    assert {h.key for h in households_of(there)} == {h.key for h in households_of(back)}


def test_no_column_with_names_is_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no column with names"):
        list_roster(tmp_path, "Grade,School\n3,Oak\n")


@given(
    st.binary(max_size=600)
    | st.text(alphabet='",;\n\r\t =+-@aÉ1\x00/', max_size=400).map(str.encode)
    | st.text(max_size=200).map(lambda t: ("First Name,Last Name,DOB,Phone\n" + t).encode("utf-16"))
)
@example(b'First Name,Last Name\n"')
@example(b"PK\x05\x06" + b"\x00" * 18)
@example(b"First Name,Last Name\n\xff\xfe\x00,b")
def test_any_bytes_give_a_roster_or_help(data: bytes) -> None:
    try:
        table = read_table(InputFile("any.csv", lambda: data))
        read = read_list(table, propose(table), today=TODAY)
    except UnreadableInput:
        return
    households_of(read)
