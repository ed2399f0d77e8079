"""Bringing in an export: once is enough, a hand edit stands, everything can be taken back."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import importing, workspaces
from liaison_app.actions.importing import Account, Outcome, Progress
from liaison_app.errors import Cancelled, UnreadableInput
from liaison_app.records.people import (
    Address,
    ContactPoint,
    Enrollment,
    EnrollmentStatus,
    ExternalId,
    Household,
    HouseholdMember,
    Person,
    Relationship,
)
from liaison_app.workspace import Add, Put, Remove, Workspace
from tests.desk import PASSPHRASE, workspace_at
from tests.interchange.exports import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

ONEROSTER = FIXTURES / "oneroster_1_1"
STUDENTS = FIXTURES / "lists" / "students.csv"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return workspace_at(tmp_path / "w")


def bring(workspace: Workspace, tmp_path: Path, text: str) -> Account:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return importing.run(workspace, path)


def person(workspace: Workspace, given: str) -> Person:
    return next(p for p in workspace.all(Person) if p.given_name == given)


def whys(account: Account, outcome: Outcome) -> str:
    return " ".join(line.why for line in account.of(outcome))


@pytest.mark.parametrize(
    "name", ["oneroster_1_1", "oneroster_1_2", "sds_2_1", "lists/students.csv"]
)
def test_the_same_export_again_adds_nothing(workspace: Workspace, name: str) -> None:
    first = importing.run(workspace, FIXTURES / name)
    digest = workspaces.check(workspace).digest
    again = importing.run(workspace, FIXTURES / name)
    assert sum(first.added.values()) > 10
    assert (again.added, again.changed, again.number) == ({}, {}, 0)
    assert {line.outcome for line in again.lines} <= {Outcome.SKIPPED, Outcome.REMARK}
    assert workspaces.check(workspace).digest == digest


def test_families_are_there_with_authority_phones_and_schools(workspace: Workspace) -> None:
    importing.run(workspace, FIXTURES / "lists" / "contacts_long.csv")
    (household,) = workspace.all(Household)
    thiri, uncle = person(workspace, "Thiri"), person(workspace, "Ko")
    mother = person(workspace, "Aye")
    members = {m.person for m in workspace.all(HouseholdMember, household=household.id)}
    assert members == {thiri.id, mother.id, person(workspace, "Min").id}
    (tie,) = workspace.all(Relationship, child=thiri.id, adult=mother.id)
    assert (tie.legal_guardian, tie.lives_with, tie.contact_priority) == (True, True, 1)
    assert workspace.all(Relationship, adult=uncle.id)[0].legal_guardian is False
    assert {c.value for c in workspace.all(ContactPoint, person=mother.id)} == {
        "555-0107",
        "aye@example.org",
    }
    assert workspace.all(Enrollment, person=thiri.id)[0].grade == "4"


def test_ids_are_those_that_every_laptop_gives(workspace: Workspace) -> None:
    importing.run(workspace, ONEROSTER)
    source = "oneroster:example-sis"
    ids = {workspace.imported_id(source, "person", key) for key in ("u1", "u2", "g3")}
    assert ids <= {p.id for p in workspace.all(Person)}
    numbers = {(e.system, e.key): e.record for e in workspace.all(ExternalId)}
    assert numbers[source, "u1"] == workspace.imported_id(source, "person", "u1")


def test_a_dry_run_says_the_same_and_writes_nothing(workspace: Workspace) -> None:
    before = workspaces.check(workspace).digest
    dry = importing.run(workspace, ONEROSTER, dry_run=True)
    assert workspaces.check(workspace).digest == before
    real = importing.run(workspace, ONEROSTER)
    assert (dry.added, dry.lines) == (real.added, real.lines)


def test_two_laptops_of_one_team_make_the_same_records(tmp_path: Path) -> None:
    one = workspace_at(tmp_path / "one")
    one.close()
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    ids = []
    for name in ("one", "two"):
        laptop = workspaces.unlock(tmp_path / name, PASSPHRASE)
        importing.run(laptop, STUDENTS)
        ids.append({p.id for p in laptop.all(Person)} | {h.id for h in laptop.all(Household)})
        ids[-1] |= {c.id for c in laptop.all(ContactPoint)}
        laptop.close()
    assert ids[0] == ids[1]


LINE = (
    "Student ID,First Name,Last Name,DOB,Grade,School,Address,City,"
    "Guardian 1 Name,Guardian 1 Cell\n"
)


def test_a_hand_edit_stands_and_what_the_school_says_is_listed(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(
        workspace,
        tmp_path,
        LINE + "1,Amina,Hassan,2016-04-02,3,Oak,1 Elm,Fresno,Fatima H,555-0101\n",
    )
    amina, mother = person(workspace, "Amina"), person(workspace, "Fatima")
    (phone,) = workspace.all(ContactPoint, person=mother.id)
    (address,) = workspace.all(Address)
    workspace.commit(
        "person.change",
        [
            Put(Person, amina.id, {"birth_date": date(2016, 2, 4)}),
            Put(ContactPoint, phone.id, {"value": "555-0199"}),
            Put(Address, address.id, {"line_1": "9 Pine Ct"}),
        ],
    )
    again = bring(
        workspace,
        tmp_path,
        LINE + "1,Amina,Hassan,2016-04-02,4,Oak,1 Elm,Fresno,Fatima H,555-0101\n",
    )
    assert workspace.get(Person, amina.id).birth_date == date(2016, 2, 4)
    assert workspace.get(Address, address.id).line_1 == "9 Pine Ct"
    assert [c.value for c in workspace.all(ContactPoint)] == ["555-0199"]
    assert workspace.all(Enrollment)[0].grade == "4"  # nobody here had touched it
    said = whys(again, Outcome.SCHOOL_SAYS)
    assert all(value in said for value in ("2016-04-02", "555-0101", "1 Elm"))
    assert again.added == {}


def test_what_the_school_changed_is_renewed(workspace: Workspace, tmp_path: Path) -> None:
    bring(
        workspace,
        tmp_path,
        LINE + "1,Amina,Hasan,2016-04-02,3,Oak,1 Elm,Fresno,Fatima H,555-0101\n",
    )
    again = bring(
        workspace,
        tmp_path,
        LINE + "1,Amina,Hassan,2016-04-02,4,Pine,7 Ash,Fresno,Fatima H,555-0102\n",
    )
    assert person(workspace, "Amina").family_name == "Hassan"
    assert [c.value for c in workspace.all(ContactPoint)] == ["555-0102"]
    assert [a.line_1 for a in workspace.all(Address)] == ["7 Ash"]
    states = {e.grade: e.status for e in workspace.all(Enrollment)}
    assert states == {"3": EnrollmentStatus.LEFT, "4": EnrollmentStatus.ENROLLED}
    assert again.changed == {"person": 1, "contact_point": 1, "address": 1, "enrollment": 1}


def test_what_was_removed_here_stays_removed(workspace: Workspace, tmp_path: Path) -> None:
    importing.run(workspace, STUDENTS)
    fatima, linh = person(workspace, "Fatima"), person(workspace, "Linh")
    (phone,) = workspace.all(ContactPoint, person=fatima.id)
    omar = person(workspace, "Omar")
    (member,) = workspace.all(HouseholdMember, person=omar.id)
    workspace.commit(
        "person.remove",
        [
            Remove(ContactPoint, phone.id),
            Remove(HouseholdMember, member.id),
            Remove(Person, linh.id),
        ],
    )
    again = importing.run(workspace, STUDENTS)
    assert again.added == {}
    assert workspace.all(ContactPoint, person=fatima.id) == []
    assert workspace.all(HouseholdMember, person=omar.id) == []
    assert "removed here" in whys(again, Outcome.SKIPPED)


def test_a_family_kept_by_hand_is_met_again_not_doubled(workspace: Workspace) -> None:
    home, child, mother = (workspace.new_id() for _ in range(3))
    workspace.commit(
        "household.new",
        [
            Add(Household(id=home, name="Hassan")),
            Add(
                Person(
                    id=child,
                    given_name="AMINA",
                    family_name="Hassan",
                    birth_date=date(2016, 4, 2),
                    is_child=True,
                )
            ),
            Add(Person(id=mother, given_name="Fatima", family_name="Hassan")),
            Add(ContactPoint(person=mother, value="(555) 555-0101")),
            Add(HouseholdMember(household=home, person=child)),
            Add(HouseholdMember(household=home, person=mother)),
        ],
    )
    importing.run(workspace, STUDENTS)
    assert len([p for p in workspace.all(Person) if p.family_name == "Hassan"]) == 4
    yusuf = person(workspace, "Yusuf")
    assert [m.household for m in workspace.all(HouseholdMember, person=yusuf.id)] == [home]
    numbers = {(e.record, e.key) for e in workspace.all(ExternalId, record_type="person")}
    assert (child, "5001") in numbers
    assert workspace.get(Household, home).home_language == "so"


def test_somebody_like_her_is_asked_about_never_merged(
    workspace: Workspace, tmp_path: Path
) -> None:
    known = workspace.new_id()
    workspace.commit(
        "person.add",
        [
            Add(
                Person(
                    id=known,
                    given_name="Mohammad",
                    family_name="Hasan",
                    birth_date=date(2016, 4, 2),
                    is_child=True,
                )
            )
        ],
    )
    text = "Student ID,First Name,Last Name,DOB\n1,Muhammed,Hassan,2016-04-02\n"
    dry = importing.run(workspace, _write(tmp_path, text), dry_run=True)
    (question,) = dry.of(Outcome.POSSIBLY_SAME)
    assert (question.key, question.other) == ("1", known)
    bring(workspace, tmp_path, text)
    assert len(workspace.all(Person)) == 2


def test_an_answer_of_a_person_joins_them(workspace: Workspace, tmp_path: Path) -> None:
    known = workspace.new_id()
    workspace.commit(
        "person.add",
        [Add(Person(id=known, given_name="Mo", family_name="Hasan", is_child=True))],
    )
    path = _write(tmp_path, "Student ID,First Name,Last Name\n1,Muhammed,Hassan\n")
    importing.run(workspace, path, same={"1": known})
    assert [p.id for p in workspace.all(Person)] == [known]
    assert importing.run(workspace, path).added == {}


def test_twins_and_namesakes_are_not_made_one(workspace: Workspace, tmp_path: Path) -> None:
    account = bring(
        workspace,
        tmp_path,
        "Student ID,First Name,Last Name,DOB,Address,Home Phone\n"
        "1,Ali,Hassan,2016-04-02,1 Elm,555-0101\n2,Alia,Hassan,2016-04-02,1 Elm,555-0101\n"
        "3,Ali,Hassan,2016-04-02,9 Oak,555-0109\n",
    )
    assert account.added["person"] == 3
    assert len(workspace.all(Household)) == 2


def test_a_practice_workspace_warns(tmp_path: Path) -> None:
    made = workspaces.create(
        tmp_path / "p", person="Rosa", team="North", passphrase="demo", practice=True
    )
    account = importing.run(made.workspace, ONEROSTER, dry_run=True)
    assert account.practice
    assert "practice" in account.notes[0]


@pytest.mark.parametrize("step", [importing.READING, importing.MATCHING, importing.WRITING])
def test_cancelled_at_any_step_nothing_is_half_done(workspace: Workspace, step: str) -> None:
    before = workspaces.check(workspace).digest

    def report(progress: Progress) -> None:
        if progress.step == step:
            raise Cancelled

    with pytest.raises(Cancelled):
        importing.run(workspace, STUDENTS, report=report)
    assert workspaces.check(workspace).digest == before
    assert not workspace.busy


def test_a_save_made_while_matching_is_seen_before_writing(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(workspace, tmp_path, LINE + "1,Amina,Hassan,2016-04-02,3,Oak,,,,\n")
    amina = person(workspace, "Amina")
    saved: list[object] = []

    def report(progress: Progress) -> None:
        if progress.step == importing.MATCHING and progress.done and not saved:
            saved.append(
                workspace.commit("person.change", [Put(Person, amina.id, {"given_name": "Mina"})])
            )

    path = _write(tmp_path, LINE + "1,Aminah,Hassan,2016-04-02,3,Oak,,,,\n")
    account = importing.run(workspace, path, report=report)
    assert saved
    assert workspace.get(Person, amina.id).given_name == "Mina"
    assert "Aminah" in whys(account, Outcome.SCHOOL_SAYS)


def test_the_window_can_read_and_save_while_an_import_is_read(workspace: Workspace) -> None:
    reading, go_on = threading.Event(), threading.Event()

    def report(progress: Progress) -> None:
        if progress.step == importing.MATCHING:
            reading.set()
            assert go_on.wait(30)

    worker = threading.Thread(
        target=importing.run, args=(workspace, STUDENTS), kwargs={"report": report}
    )
    worker.start()
    assert reading.wait(30)
    workspace.commit("person.add", [Add(Person(given_name="New", family_name="Family"))])
    assert len(workspace.all(Person)) == 1
    go_on.set()
    worker.join(60)
    assert len(workspace.all(Person)) == 9


def test_killed_while_writing_nothing_is_half_done(tmp_path: Path) -> None:
    workspace_at(tmp_path / "w").close()
    ready = tmp_path / "ready"
    program = f"""
import pathlib, time
from liaison_app.actions import importing, workspaces
opened = workspaces.unlock(pathlib.Path({str(tmp_path / "w")!r}), {PASSPHRASE!r})
def report(progress):
    if progress.step == importing.WRITING and progress.done == progress.whole:
        pathlib.Path({str(ready)!r}).touch()
        time.sleep(60)
importing.run(opened, pathlib.Path({str(ONEROSTER)!r}), report=report)
"""
    child = subprocess.Popen([sys.executable, "-c", program])
    while not ready.exists():
        assert child.poll() is None
        time.sleep(0.02)
    child.kill()
    child.wait()
    opened = workspaces.unlock(tmp_path / "w", PASSPHRASE)
    assert opened.all(Person) == []
    assert workspaces.check(opened, deep=True).ok
    assert importing.run(opened, ONEROSTER).added["person"] == 7


def test_nothing_of_the_export_lies_unencrypted_in_the_workspace(
    workspace: Workspace, tmp_path: Path
) -> None:
    importing.run(workspace, STUDENTS)
    for file in (tmp_path / "w").rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert b"Amina" not in data
            assert b"555-0101" not in data
            assert "Nguyễn".encode() not in data


def test_help_instead_of_a_crash(workspace: Workspace, tmp_path: Path) -> None:
    picture = tmp_path / "list.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 30)
    with pytest.raises(UnreadableInput, match="picture"):
        importing.run(workspace, picture)


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return path
