"""Undo takes back what an action did, leaves what was changed since, and says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import Cancelled
from liaison_app.records.kits import Kit, MovementReason, StockMovement
from liaison_app.records.partnership import Note
from liaison_app.records.people import ContactPoint, Household, HouseholdMember, Person
from liaison_app.records.schools import School
from liaison_app.store import checking, history, ops, undo
from liaison_app.workspace import Add, Change, Lift, Put, Redact, Remove, Touched

if TYPE_CHECKING:
    from liaison_app.store.undo import Plan
    from liaison_app.workspace import Workspace


def do(workspace: Workspace, *changes: Change) -> Touched:
    return workspace.commit("work", changes)


def take_back(workspace: Workspace, number: int) -> tuple[Plan, Touched]:
    plan = undo.plan(workspace.conn, number)
    first = ops.numbered(workspace.conn, number)
    assert first
    touched = workspace.commit("undo", plan.changes, undoes=(first.origin, first.act))
    assert checking.rebuild_differences(workspace.conn) == []
    return plan, touched


def test_an_edit_is_taken_back_and_done_again(workspace: Workspace) -> None:
    person = do(workspace, Add(Person(given_name="Ana"))).ids[0]
    edit = do(workspace, Put(Person, person, {"given_name": "Anna", "is_child": True}))
    _plan, undone = take_back(workspace, edit.number)
    assert workspace.get(Person, person) == Person(id=person, given_name="Ana")
    take_back(workspace, undone.number)
    assert workspace.get(Person, person).given_name == "Anna"
    states = {a.number: a.undone for a in history.actions(workspace.conn, workspace.device)}
    assert states[edit.number] is False
    assert states[undone.number] is True


def test_what_an_action_made_is_removed_and_comes_back(workspace: Workspace) -> None:
    home, person = workspace.new_id(), workspace.new_id()
    made = do(
        workspace,
        Add(Household(id=home, name="Baker")),
        Add(Person(id=person, given_name="Lan")),
        Add(HouseholdMember(household=home, person=person)),
    )
    _plan, undone = take_back(workspace, made.number)
    assert [*workspace.all(Household), *workspace.all(Person)] == []
    take_back(workspace, undone.number)
    assert len(workspace.all(Household)) == len(workspace.all(HouseholdMember)) == 1


def test_what_was_changed_since_is_left_and_named(workspace: Workspace) -> None:
    home = do(workspace, Add(Household(name="Baker"))).ids[0]
    edit = do(workspace, Put(Household, home, {"name": "Backer", "best_times": "mornings"}))
    do(workspace, Put(Household, home, {"name": "Bakker"}))
    plan, _undone = take_back(workspace, edit.number)
    assert [(left.type, left.field) for left in plan.left] == [("household", "name")]
    found = workspace.get(Household, home)
    assert (found.name, found.best_times) == ("Bakker", "")


def test_a_field_written_twice_in_one_action_gets_its_first_value_back(
    workspace: Workspace,
) -> None:
    person = do(workspace, Add(Person(given_name="A"))).ids[0]
    edit = do(
        workspace,
        Put(Person, person, {"given_name": "B"}),
        Put(Person, person, {"given_name": "C"}),
    )
    take_back(workspace, edit.number)
    assert workspace.get(Person, person).given_name == "A"


def test_a_removal_is_taken_back(workspace: Workspace) -> None:
    person = do(workspace, Add(Person(given_name="A"))).ids[0]
    removal = do(workspace, Remove(Person, person))
    take_back(workspace, removal.number)
    assert not workspace.get(Person, person).deleted


def test_a_ledger_row_is_removed_and_never_rewritten(workspace: Workspace) -> None:
    kit = do(workspace, Add(Kit(name="Books"))).ids[0]
    move = do(workspace, Add(StockMovement(kit=kit, change=5, reason=MovementReason.COUNTED)))
    take_back(workspace, move.number)
    assert workspace.all(StockMovement) == []


def test_an_action_over_two_streams_is_one_step(workspace: Workspace) -> None:
    school, person = workspace.new_id(), workspace.new_id()
    made = do(
        workspace,
        Add(Person(id=person, given_name="Lan")),
        Add(School(id=school, name="Elm School")),
        Add(Person(given_name="Ben")),
    )
    take_back(workspace, made.number)
    assert [*workspace.all(Person), *workspace.all(School)] == []


def test_a_family_somebody_worked_on_since_stays_whole(workspace: Workspace) -> None:
    homes = [workspace.new_id() for _n in range(2)]
    people = [workspace.new_id() for _n in range(2)]
    school = workspace.new_id()
    changes: list[Change] = [Add(School(id=school, name="Elm School"))]
    for home, person in zip(homes, people, strict=True):
        changes += [
            Add(Household(id=home, name="Baker")),
            Add(Person(id=person, given_name="Lan")),
            Add(HouseholdMember(household=home, person=person)),
            Add(ContactPoint(person=person, value="+1 555 0100")),
        ]
    made = do(workspace, *changes)
    do(workspace, Add(Note(household=homes[0], text="They asked about the bus")))
    plan, _undone = take_back(workspace, made.number)
    assert [home.id for home in workspace.all(Household)] == [homes[0]]
    assert [person.id for person in workspace.all(Person)] == [people[0]]
    assert [point.person for point in workspace.all(ContactPoint)] == [people[0]]
    assert {left.type for left in plan.left} == {
        *("household", "person", "household_member", "contact_point")
    }


def test_what_was_emptied_for_good_does_not_come_back(workspace: Workspace) -> None:
    home = do(workspace, Add(Household(name="Baker"))).ids[0]
    note = do(workspace, Add(Note(household=home, text="wrong family"))).ids[0]
    edit = do(workspace, Put(Note, note, {"text": "wrong family, again"}))
    do(workspace, Redact(Note, note, "text"))
    plan, _undone = take_back(workspace, edit.number)
    assert [left.field for left in plan.left] == ["text"]
    do(workspace, Lift(Note, note, "text"))
    rewritten = do(workspace, Put(Note, note, {"text": "right family"}))
    assert workspace.get(Note, note).text == "right family"
    take_back(workspace, rewritten.number)
    assert workspace.get(Note, note).text == ""


def test_one_version_of_a_text_can_be_emptied_and_the_text_goes_on(workspace: Workspace) -> None:
    home = do(workspace, Add(Household(name="Baker"))).ids[0]
    note = do(workspace, Add(Note(household=home, text="first"))).ids[0]
    do(workspace, Put(Note, note, {"text": "a number that must not be kept"}))
    do(workspace, Put(Note, note, {"text": "third"}))
    versions = list(history.revisions(workspace.conn, note, "text"))
    do(workspace, Redact(Note, note, "text", revision=versions[1].n))
    assert workspace.get(Note, note).text == "third"
    do(workspace, Put(Note, note, {"text": "fourth"}))
    assert workspace.get(Note, note).text == "fourth"
    after = [entry.after for entry in history.revisions(workspace.conn, note, "text")]
    assert after == ["first", None, "third", "fourth"]
    assert checking.check(workspace.conn).ok


def test_history_says_who_changed_what_from_what(workspace: Workspace) -> None:
    person = do(workspace, Add(Person(given_name="Ana"))).ids[0]
    workspace.commit("person.correct", [Put(Person, person, {"given_name": "Anna"})])
    last = history.of_record(workspace.conn, person)[-1]
    assert (last.action, last.field, last.before, last.after) == (
        *("person.correct", "given_name", ("Ana",), "Anna"),
    )
    assert last.device == workspace.device


def test_a_plan_that_is_stopped_changes_nothing(workspace: Workspace) -> None:
    made = do(workspace, *(Add(Person(given_name=str(n))) for n in range(1_200)))

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        undo.plan(workspace.conn, made.number, stop)
    assert len(workspace.all(Person)) == 1_200
