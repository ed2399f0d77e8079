"""Who in an export is who here: what is enough to be sure, and what is never enough."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import importing
from liaison_app.actions.importing import Account, Outcome
from liaison_app.records.people import (
    Address,
    ContactPoint,
    Enrollment,
    EnrollmentStatus,
    Household,
    HouseholdMember,
    Person,
    Relationship,
)
from liaison_app.records.schools import School
from liaison_app.workspace import Add, Put, Redact, Remove, Workspace
from tests.desk import workspace_at
from tests.interchange.exports import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

BORN = date(2016, 4, 2)
CHILD = "Student ID,First Name,Last Name,DOB"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return workspace_at(tmp_path / "w")


@pytest.fixture
def bring(workspace: Workspace, tmp_path: Path) -> Bring:
    return Bring(workspace, tmp_path / "list.csv")


class Bring:
    """Imports a list that is written out in the test."""

    def __init__(self, workspace: Workspace, path: Path) -> None:
        self._workspace, self._path = workspace, path

    def __call__(self, *lines: str) -> Account:
        self._path.write_text("\n".join(lines) + "\n", "utf-8")
        return importing.run(self._workspace, self._path)


def by_hand(workspace: Workspace, **fields: object) -> str:
    made = workspace.new_id()
    workspace.commit("person.add", [Add(Person(id=made, **fields))])  # type: ignore[arg-type]
    return made


def test_two_who_fit_equally_are_not_guessed_between(workspace: Workspace, bring: Bring) -> None:
    for _ in range(2):
        by_hand(workspace, given_name="Ali", family_name="Hassan", birth_date=BORN, is_child=True)
    account = bring(CHILD, "1,Ali,Hassan,2016-04-02")
    assert len(workspace.all(Person)) == 3
    assert len(account.of(Outcome.POSSIBLY_SAME)) == 1


def test_two_numbers_of_one_school_are_two_children(workspace: Workspace, bring: Bring) -> None:
    bring(CHILD, "1,Ali,Hassan,2016-04-02")
    account = bring(CHILD, "2,Ali,Hassan,2016-04-02", "1,Ali,Hassan,2016-04-02")
    assert account.added["person"] == 1
    assert account.of(Outcome.POSSIBLY_SAME) == []


def test_a_child_is_never_her_mother(workspace: Workspace, bring: Bring) -> None:
    girl = by_hand(workspace, given_name="Fatima", family_name="Hassan", is_child=True)
    workspace.commit("contact.add", [Add(ContactPoint(person=girl, value="555-0101"))])
    account = bring(
        "First Name,Last Name,Guardian 1 Name,Guardian 1 Cell", "Ali,Hassan,Fatima Hassan,555-0101"
    )
    assert account.added["person"] == 2
    assert account.of(Outcome.POSSIBLY_SAME) == []


def test_one_person_here_is_not_two_of_the_export(workspace: Workspace, bring: Bring) -> None:
    known = by_hand(workspace, given_name="Ana", family_name="Peña")
    workspace.commit("contact.add", [Add(ContactPoint(person=known, value="555-0101"))])
    bring(
        "First Name,Last Name,Guardian 1 ID,Guardian 1 Name,Guardian 1 Cell",
        "José,Peña,77,Ana Peña,555-0101",
        "Luz,Gil,78,Ana Peña,555-0101",
    )
    assert len([p for p in workspace.all(Person) if p.given_name == "Ana"]) == 2


def test_a_mother_without_a_phone_is_known_by_her_child(workspace: Workspace, bring: Bring) -> None:
    child = by_hand(
        workspace, given_name="Ali", family_name="Hassan", birth_date=BORN, is_child=True
    )
    mother = by_hand(workspace, given_name="Fatima", family_name="Hassan")
    workspace.commit("tie", [Add(Relationship(child=child, adult=mother))])
    bring(f"{CHILD},Mother", "1,Ali,Hassan,2016-04-02,Fatima Hassan")
    assert len(workspace.all(Person)) == 2
    assert len(workspace.all(Relationship)) == 1


def test_a_new_sibling_joins_the_family_of_a_known_mother(
    workspace: Workspace, bring: Bring
) -> None:
    head = "Student ID,First Name,Last Name,Address,Guardian 1 Name,Guardian 1 Cell"
    bring(head, "1,Ali,Hassan,1 Elm,Fatima Hassan,555-0101")
    bring(head, "2,Amina,Hassan,1 Elm,Fatima Hassan,555-0101")
    assert len(workspace.all(Household)) == 1
    assert len(workspace.all(HouseholdMember)) == 3


def test_half_siblings_in_other_homes_keep_their_families(
    workspace: Workspace, bring: Bring
) -> None:
    bring(
        "Student ID,First Name,Last Name,Guardian 1 Name,Guardian 2 Name,Guardian 2 Cell",
        "1,Ali,Hassan,Fatima Hassan,Omar Hassan,555-0101",
        "2,Idris,Hassan,Leyla Hassan,Omar Hassan,555-0101",
    )
    assert len(workspace.all(Household)) == 2


def test_children_of_one_father_at_two_addresses_are_two_families(
    workspace: Workspace, bring: Bring
) -> None:
    bring(
        "Student ID,First Name,Last Name,Address,Guardian 1 Name,Guardian 1 Cell,Guardian 2 Name",
        "1,Ali,Hassan,1 Elm,Omar Hassan,555-0101,Fatima Hassan",
        "2,Idris,Hassan,9 Oak,Omar Hassan,555-0101,",
    )
    assert len(workspace.all(Household)) == 2


def test_a_child_moved_by_hand_takes_the_schools_news_along(
    workspace: Workspace, bring: Bring
) -> None:
    bring(CHILD, "1,Ali,Hassan,2016-04-02")
    (ali,), (member,) = workspace.all(Person), workspace.all(HouseholdMember)
    aunt = workspace.new_id()
    workspace.commit(
        "person.move",
        [
            Add(Household(id=aunt, name="Aunt")),
            Remove(HouseholdMember, member.id),
            Add(HouseholdMember(household=aunt, person=ali.id)),
        ],
    )
    bring(f"{CHILD},Address", "1,Ali,Hassan,2016-04-02,1 Elm")
    assert [a.household for a in workspace.all(Address)] == [aunt]
    assert [m.household for m in workspace.all(HouseholdMember)] == [aunt]


def test_an_address_is_renewed_as_a_whole_or_not_at_all(workspace: Workspace, bring: Bring) -> None:
    head = f"{CHILD},Address,City"
    bring(head, "1,Ali,Hassan,2016-04-02,1 Elm,Fresno")
    (address,) = workspace.all(Address)
    workspace.commit("address.change", [Put(Address, address.id, {"line_1": "2 Elm"})])
    account = bring(head, "1,Ali,Hassan,2016-04-02,9 Oak,Clovis")
    assert [(a.line_1, a.city) for a in workspace.all(Address)] == [("2 Elm", "Fresno")]
    assert "9 Oak" in account.of(Outcome.SCHOOL_SAYS)[0].why


def test_a_second_number_does_not_push_out_the_first(workspace: Workspace, bring: Bring) -> None:
    head = "First Name,Last Name,Guardian 1 Name,Guardian 1 Cell,Guardian 1 Mobile"
    bring(head, "Ali,Hassan,Fatima Hassan,555-0101,")
    bring(head, "Ali,Hassan,Fatima Hassan,555-0102,555-0101")
    assert {c.value for c in workspace.all(ContactPoint)} == {"555-0101", "555-0102"}


def test_a_school_kept_by_hand_is_used_and_what_she_wrote_of_it_stays(
    workspace: Workspace, bring: Bring
) -> None:
    oak, old = workspace.new_id(), workspace.new_id()
    workspace.commit(
        "school.add", [Add(School(id=oak, name="OAK")), Add(School(id=old, name="Old school"))]
    )
    bring(f"{CHILD},School,Grade", "1,Ali,Hassan,2016-04-02,Oak,3")
    (ali,) = workspace.all(Person)
    workspace.commit("enrollment.add", [Add(Enrollment(person=ali.id, school=old))])
    bring(f"{CHILD},School,Grade", "1,Ali,Hassan,2016-04-02,Oak,4")
    assert len(workspace.all(School)) == 2
    states = {e.school: e.status for e in workspace.all(Enrollment)}
    assert states == {oak: EnrollmentStatus.ENROLLED, old: EnrollmentStatus.ENROLLED}


def test_what_was_emptied_for_good_stays_empty(workspace: Workspace, bring: Bring) -> None:
    bring(CHILD, "1,Ali,Hassan,2016-04-02")
    (ali,) = workspace.all(Person)
    workspace.commit("redact", [Redact(Person, ali.id, "family_name")])
    account = bring(CHILD, "1,Ali,Hassan,2016-04-02")
    assert workspace.get(Person, ali.id).family_name == ""
    assert account.number == 0


def test_school_accounts_of_students_are_no_contact_points(workspace: Workspace) -> None:
    importing.run(workspace, FIXTURES / "oneroster_1_1")
    assert not [c for c in workspace.all(ContactPoint) if "school.example.org" in c.value]
