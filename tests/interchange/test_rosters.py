"""OneRoster and School Data Sync exports, as folders and archives."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.families import households_of
from liaison_app.interchange.recognition import Format, recognise_export
from liaison_app.records.people import EnrollmentStatus, Relation
from tests.interchange.exports import FIXTURES, archive, folder_files, roster

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.interchange.roster import Roster


def why(read: Roster, file: str, line: int) -> str:
    found = [r.why for r in read.remarks if (r.at.file, r.at.line) == (file, line)]
    assert found, read.remarks
    return found[0]


def test_oneroster_1_1_people_adults_schools_and_grades() -> None:
    read = roster(FIXTURES / "oneroster_1_1")
    people = {p.key: p for p in read.people}
    assert set(people) == {"u1", "u2", "u3", "u5", "g1", "g2", "g3"}
    assert people["u1"].birth_date == date(2016, 4, 2)
    assert (people["u1"].home_language, people["u3"].home_language) == ("so", "es")
    assert people["u2"].given_name == "Yusuf Ali"
    ties = {(r.child, r.adult): r.relation for r in read.relationships}
    assert ties == {
        ("u1", "g1"): Relation.PARENT,
        ("u1", "g2"): Relation.GUARDIAN,
        ("u2", "g1"): Relation.PARENT,
        ("u2", "g2"): Relation.GUARDIAN,
        ("u3", "g3"): Relation.RELATIVE,
    }
    grades = {(e.person, e.school): e.grade for e in read.enrollments}
    assert grades == {("u1", "s1"): "3", ("u2", "s2"): "7", ("u3", "s1"): "K", ("u5", "s1"): "5"}
    assert read.source == "oneroster:example-sis"
    assert [set(h.members) for h in households_of(read)] == [
        {"u1", "u2", "g1", "g2"},
        {"u3", "g3"},
        {"u5"},
    ]


def test_oneroster_accounts_for_what_it_leaves_out() -> None:
    read = roster(FIXTURES / "oneroster_1_1")
    assert "removal" in why(read, "users.csv", 5)
    assert "Staff" in why(read, "users.csv", 10)
    assert "phone number" in why(read, "users.csv", 9)
    assert "not in the export" in why(read, "users.csv", 6)


@pytest.mark.parametrize("name", ["oneroster_1_1", "sds_2_1"])
def test_an_adult_of_no_child_in_the_export_is_left_out_and_said(tmp_path: Path, name: str) -> None:
    shutil.copytree(FIXTURES / name, tmp_path / name)
    users = tmp_path / name / "users.csv"
    lines = users.read_text("utf-8-sig").splitlines()
    whole = roster(tmp_path / name)
    child = whole.relationships[-1].child  # the only one of its adult
    users.write_text("\n".join(line for line in lines if not line.startswith(f"{child},")))
    read = roster(tmp_path / name)
    lone = {r.adult for r in whole.relationships} - {r.adult for r in read.relationships}
    assert lone
    assert not lone & {person.key for person in read.people}
    assert sum("No child of this adult" in r.why for r in read.remarks) == len(lone)


def test_oneroster_1_2_roles_profiles_and_agents_named_by_the_adult() -> None:
    read = roster(FIXTURES / "oneroster_1_2")
    assert {p.key for p in read.people if p.is_child} == {"u1", "u7"}
    assert {(r.child, r.adult) for r in read.relationships} == {("u1", "g1"), ("u7", "g7")}
    amina = next(p for p in read.people if p.key == "u1")
    assert amina.preferred_name == "Mina"
    assert {e.school for e in read.enrollments} == {"s1"}
    assert "not in the export" in why(read, "users.csv", 5)


def test_school_data_sync_people_relationships_and_us_dates() -> None:
    read = roster(FIXTURES / "sds_2_1")
    people = {p.key: p for p in read.people}
    assert {k for k, p in people.items() if p.is_child} == {"1001", "1002", "1003"}
    assert people["1001"].birth_date == date(2016, 7, 2)
    assert {(r.child, r.adult, r.relation) for r in read.relationships} == {
        ("1001", "2001", Relation.PARENT),
        ("1002", "2001", Relation.PARENT),
        ("1003", "2002", Relation.GUARDIAN),
    }
    first = next(e for e in read.enrollments if e.person == "1001")
    assert (first.grade, first.since) == ("4", date(2026, 8, 24))
    assert first.status is EnrollmentStatus.ENROLLED
    assert "Staff" in why(read, "users.csv", 7)
    assert "not in the export" in why(read, "relationships.csv", 5)
    assert [len(h.members) for h in households_of(read)] == [3, 2]


@pytest.mark.parametrize("name", ["oneroster_1_1", "oneroster_1_2", "sds_2_1"])
def test_passwords_races_and_places_of_birth_are_in_no_value(name: str) -> None:
    said = repr(roster(FIXTURES / name))
    for secret in ("secret", "teacherpass", "hunter2", "Mogadishu", "Kyiv", "UKR", "female"):
        assert secret not in said


@pytest.mark.parametrize("name", ["oneroster_1_1", "oneroster_1_2", "sds_2_1"])
@pytest.mark.parametrize("inside", ["", "Export 2026/", "a/b/", "\\\\server\\", "C:\\x\\"])
def test_an_archive_reads_as_its_folder(name: str, inside: str, tmp_path: Path) -> None:
    files = {inside + n.upper(): data for n, data in folder_files(name).items()}
    files["__MACOSX/._users.csv"] = b"\x00\x05\x16\x07"
    made = archive(tmp_path / "export.zip", files)
    assert [p.key for p in roster(made).people] == [p.key for p in roster(FIXTURES / name).people]


def test_a_folder_inside_a_folder_is_found(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "sds_2_1", tmp_path / "outer" / "inner")
    assert recognise_export(tmp_path / "outer").format is Format.SDS


def test_names_that_point_outside_do_no_harm(tmp_path: Path) -> None:
    files = {f"../../../{n}": data for n, data in folder_files("sds_2_1").items()}
    made = archive(tmp_path / "export.zip", files)
    assert len(roster(made).people) == 5
    assert [p.name for p in tmp_path.iterdir()] == ["export.zip"]


def test_one_name_twice_in_an_archive_is_refused(tmp_path: Path) -> None:
    files = folder_files("sds_2_1")
    made = archive(tmp_path / "export.zip", {**files, "old/USERS.csv": b"x"})
    with pytest.raises(UnreadableInput, match="more than once"):
        roster(made)


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    made = archive(tmp_path / "export.zip", {"users.csv": b"a" * 50_000_000})
    with pytest.raises(UnreadableInput, match="far more"):
        roster(made)


def test_an_export_of_changes_only_is_refused(tmp_path: Path) -> None:
    files = folder_files("oneroster_1_1")
    files["manifest.csv"] = files["manifest.csv"].replace(b"file.users,bulk", b"file.users,delta")
    with pytest.raises(UnreadableInput, match="delta"):
        roster(archive(tmp_path / "export.zip", files))


def test_a_file_that_the_manifest_promises_must_be_there(tmp_path: Path) -> None:
    files = folder_files("oneroster_1_1")
    del files["demographics.csv"]
    with pytest.raises(UnreadableInput, match=r"demographics\.csv"):
        roster(archive(tmp_path / "export.zip", files))


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    files = folder_files("sds_2_1")
    files["relationships.csv"] = b"userSourcedId,relationshipRole\n1001,parent\n"
    with pytest.raises(UnreadableInput, match="relationshipUserSourcedId"):
        roster(archive(tmp_path / "export.zip", files))


def test_a_damaged_archive_is_named(tmp_path: Path) -> None:
    made = archive(tmp_path / "export.zip", folder_files("sds_2_1"))
    data = bytearray(made.read_bytes())
    data[60:200] = b"\xff" * 140
    made.write_bytes(bytes(data))
    with pytest.raises(UnreadableInput):
        roster(made)
    made.write_bytes(bytes(data[:400]))
    with pytest.raises(UnreadableInput):
        roster(made)


def test_wrong_choices_are_said(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match="no file or folder"):
        roster(tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableInput, match="empty"):
        roster(tmp_path / "empty")
    with pytest.raises(UnreadableInput, match="not a OneRoster export"):
        roster(FIXTURES / "sds_2_1", Format.ONEROSTER)
    with pytest.raises(UnreadableInput, match="Choose one of its files"):
        roster(FIXTURES / "lists")
