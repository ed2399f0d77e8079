"""The headings of real systems are known; columns that must never come in are not read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.dates import DateOrder
from liaison_app.interchange.headings import is_never_kept, recognise
from liaison_app.interchange.mapping import propose, read_preset, write_preset
from liaison_app.interchange.targets import is_target, targets
from tests.interchange.exports import table

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = {
    "student.id": "Student ID|Student Number|Stu #|Student_Number|Perm ID|Matrícula|ID",
    "student.given_name": "Student First Name|Stu_First|First Name|FirstName|Legal First Name"
    "|Nombres",
    "student.family_name": "Student Last Name|Last Name|Surname|LastSurname|Apellidos",
    "student.name": "Student Name|Name|Student|LastFirst|Student Name (Last, First)",
    "student.birth_date": "DOB|Birth Date|BirthDate|Date of Birth|Birthdate|Fecha de nacimiento",
    "student.grade": "Grade|Grade Level|GradeLevel|Gr|Grado",
    "student.school": "School|School Name|Campus|Escuela",
    "student.teacher": "Homeroom Teacher|Teacher|Home Room",
    "family.language": "Home Language|HomeLanguage|Home Lang|Language|Native Language"
    "|Correspondence Language|Idioma del hogar",
    "family.interpreter": "Interpreter needed|Needs Interpreter?|Interpreter",
    "family.line_1": "Address|Street Address|Address Line 1|Address1|Home Address|Dirección"
    "|StreetNumberName",
    "family.line_2": "Address Line 2|Address 2|Apt|ApartmentRoomSuiteNumber",
    "family.city": "City|Ciudad",
    "family.region": "State|StateAbbreviationDescriptor|Estado",
    "family.postal_code": "Zip|Zip Code|Postal Code|PostalCode|Código postal",
    "family.mail_line_1": "Mailing Address|Mailing_Street",
    "family.phone": "Home Phone|Home_Phone|Phone|Teléfono|Household Phone",
    "family.id": "Household ID|Family ID|Family Key",
    "guardian1.name": "Guardian 1 Name|Parent/Guardian|Guardian|Nombre del tutor"
    "|Primary Guardian Name",
    "guardian1.phone": "Guardian 1 Phone|Guardian1_Phone|Contact 1 Phone|Teléfono del tutor",
    "guardian1.mobile": "Guardian 1 Cell|Parent 1 Cell Phone",
    "guardian1.email": "Parent Email|GuardianEmail|Guardian 1 Email",
    "guardian1.relation": "Relationship|Contact 1 Relationship|RelationDescriptor|Parentesco",
    "guardian1.lives_with": "Lives With|LivesWith|Student lives with contact",
    "guardian1.legal_guardian": "Legal Guardian|LegalGuardian",
    "guardian2.family_name": "Guardian 2 Last Name|Parent2 Last Name",
    "guardian2.phone": "Secondary Guardian Phone",
    "mother.name": "Mother|Mother Name|Madre|Nombre de la madre",
    "mother.given_name": "Mother's First Name|Mother_First",
    "father.work_phone": "Father Work Phone",
    "emergency1.name": "Emergency Contact|Emerg_Contact_1|Contacto de emergencia",
    "emergency2.phone": "Emergency Contact 2 Phone",
    "": "Notes|Locker|Gender|Bus Route|School Year|State Student ID",
}


@pytest.mark.parametrize(
    ("heading", "target"), [(h, target) for target, all_ in KNOWN.items() for h in all_.split("|")]
)
def test_known_headings(heading: str, target: str) -> None:
    assert recognise(heading) == target
    assert not is_never_kept(heading)
    assert is_target(target)


@pytest.mark.parametrize(
    "heading",
    [
        "SSN",
        "Social Security Number",
        "Student SSN",
        "Password",
        "User Name",
        "Login",
        "Immigration Status",
        "Citizenship",
        "Country of Birth",
        "BirthCountry",
        "Place of Birth",
        "Lunch Status",
        "FRL",
        "Free/Reduced Lunch",
        "Income",
        "Race",
        "Ethnicity",
        "Religion",
        "Homeless",
        "Migrant Status",
        "Refugee",
        "IEP",
        "Section 504",
        "Allergies",
        "PIN",
        "Contraseña",
        "País de nacimiento",
        "Estatus migratorio",
        "Date Entered US",
    ],
)
def test_never_read(heading: str) -> None:
    assert is_never_kept(heading)
    assert recognise(heading) == ""


def test_a_sensitive_column_stays_out_even_if_a_mapping_asks_for_it(tmp_path: Path) -> None:
    saved = tmp_path / "map.json"
    columns = {"SSN": "student.id", "Vorname": "student.given_name", "Last Name": ""}
    saved.write_text(json.dumps({"liaison_mapping": 1, "columns": columns, "dates": "day_first"}))
    preset = read_preset(saved)
    read = table("SSN,Vorname,Last Name,Grade\n078051120,Amina,Hassan,3\n")
    found = propose(read, preset)
    assert [c.target for c in found] == ["", "student.given_name", "", "student.grade"]
    assert preset.dates is DateOrder.DAY_FIRST
    write_preset(saved, found, DateOrder.DAY_FIRST)
    assert read_preset(saved).columns["Vorname"] == "student.given_name"
    assert "Amina" not in saved.read_text()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"liaison_mapping": 2}',
        '{"liaison_mapping": 1, "columns": [1]}',
        '{"liaison_mapping": 1, "columns": {"A": "student.shoe_size"}}',
        '{"liaison_mapping": 1, "columns": {"A": 5}}',
    ],
)
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, text: str) -> None:
    saved = tmp_path / "map.json"
    saved.write_text(text)
    with pytest.raises(UnreadableInput, match=r"mapping"):
        read_preset(saved)


def test_columns_that_nobody_knows_are_said_as_that() -> None:
    read = table("First Name,Bus,Locker,Given Name\nAmina,7,12,Amina\n")
    assert [c.why for c in propose(read)] == [
        "",
        "Not known.",
        "Not known.",
        "Another column already holds this.",
    ]


def test_legal_guardian_may_head_names_or_answers() -> None:
    names = table("First Name,Last Name,Legal Guardian\nAmina,Hassan,Fatima Hassan\n")
    answers = table("First Name,Last Name,Legal Guardian\nAmina,Hassan,Y\n")
    assert propose(names)[2].target == "guardian1.name"
    assert propose(answers)[2].target == "guardian1.legal_guardian"


def test_every_target_of_the_form_is_one() -> None:
    assert all(map(is_target, targets()))
    assert len(set(targets())) == len(targets())
