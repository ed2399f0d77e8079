"""An import can be taken back as one action, and brought in again afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, importing, workspaces
from liaison_app.actions.importing import Outcome
from liaison_app.records.people import Address, ContactPoint, Enrollment, Household, Person
from liaison_app.workspace import Put, Remove, Workspace
from tests.desk import workspace_at
from tests.interchange.exports import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

STUDENTS = FIXTURES / "lists" / "students.csv"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return workspace_at(tmp_path / "w")


def shown(workspace: Workspace) -> set[tuple[object, ...]]:
    people = {(p.id, p.given_name, p.birth_date) for p in workspace.all(Person)}
    homes = {(h.id, h.name, h.home_language) for h in workspace.all(Household)}
    return people | homes | {(a.id, a.line_1) for a in workspace.all(Address)}


def test_undone_nothing_is_left_and_again_brings_all_back(workspace: Workspace) -> None:
    first = importing.run(workspace, STUDENTS)
    there = shown(workspace)
    undone = care.undo(workspace, first.number)
    assert undone.left == ()
    assert shown(workspace) == set()
    again = importing.run(workspace, STUDENTS)
    assert again.added == first.added
    assert shown(workspace) == there
    assert workspaces.check(workspace).ok
    assert importing.run(workspace, STUDENTS).added == {}


def test_undoing_a_later_import_gives_the_former_values_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    line = "Student ID,First Name,Last Name,Grade,School,Home Phone\n"
    path = tmp_path / "list.csv"
    path.write_text(line + "1,Amina,Hassan,3,Oak,555-0101\n")
    importing.run(workspace, path)
    path.write_text(line + "1,Amina,Hassan,4,Oak,555-0102\n2,Li,Wang,2,Oak,\n")
    second = importing.run(workspace, path)
    care.undo(workspace, second.number)
    assert [p.given_name for p in workspace.all(Person)] == ["Amina"]
    assert [e.grade for e in workspace.all(Enrollment)] == ["3"]
    assert [c.value for c in workspace.all(ContactPoint)] == ["555-0101"]
    third = importing.run(workspace, path)  # what undoing wrote is the school's, not a person's
    assert third.of(Outcome.SCHOOL_SAYS) == []
    assert {e.grade for e in workspace.all(Enrollment)} == {"4", "2"}


def test_a_family_that_somebody_worked_on_since_is_left_whole_and_named(
    workspace: Workspace,
) -> None:
    first = importing.run(workspace, STUDENTS)
    amina = next(p for p in workspace.all(Person) if p.given_name == "Amina")
    workspace.commit("person.change", [Put(Person, amina.id, {"preferred_name": "Mina"})])
    undone = care.undo(workspace, first.number)
    assert undone.left
    left = {(p.given_name, p.preferred_name) for p in workspace.all(Person)}
    assert left == {("Amina", "Mina"), ("Yusuf", ""), ("Fatima", ""), ("Omar", "")}
    assert [h.name for h in workspace.all(Household)] == ["Hassan"]  # her family stays whole


def test_a_removal_by_hand_after_an_undone_undo_still_stands(workspace: Workspace) -> None:
    first = importing.run(workspace, STUDENTS)
    undone = care.undo(workspace, first.number)
    care.undo(workspace, undone.number)
    linh = next(p for p in workspace.all(Person) if p.given_name == "Linh")
    workspace.commit("person.remove", [Remove(Person, linh.id)])
    again = importing.run(workspace, STUDENTS)
    assert again.added == {}
    assert any("removed here" in line.why for line in again.of(Outcome.SKIPPED))
