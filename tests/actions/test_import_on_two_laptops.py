"""Colleagues who import the same export meet in the same records, and nobody is asked anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import care, importing, protecting, workspaces
from liaison_app.actions.protecting import Substitute
from liaison_app.records.people import Address, Enrollment, Household, Person
from liaison_app.records.schools import School
from liaison_app.sync import alarms
from liaison_app.workspace import Put
from tests.interchange.exports import FIXTURES
from tests.store.laptops import Stable, outgoing, send
from tests.sync.laptops import dump

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team


LINE = "Student ID,First Name,Last Name,DOB,Grade,School\n"


def exchange(one: Workspace, other: Workspace) -> None:
    from_one, from_other = outgoing(one), outgoing(other)
    send(from_other, one)
    send(from_one, other)


def conflicts(workspace: Workspace) -> int:
    return int(workspace.read("SELECT count(*) FROM conflict")[0][0])


def test_the_same_export_on_two_laptops_then_exchange(tmp_path: Path) -> None:
    stable = Stable(tmp_path)
    one, other = stable.laptop(), stable.laptop()
    for name in ("oneroster_1_1", "lists/students.csv", "sds_2_1"):
        importing.run(one, FIXTURES / name)
        importing.run(other, FIXTURES / name)
    count = len(one.all(Person))
    exchange(one, other)
    assert (len(one.all(Person)), len(other.all(Person))) == (count, count)
    assert (conflicts(one), conflicts(other)) == (0, 0)
    checked = [workspaces.check(laptop) for laptop in (one, other)]
    assert checked[0].digest == checked[1].digest
    assert all(found.ok for found in checked)
    assert importing.run(one, FIXTURES / "lists" / "students.csv").added == {}


def test_the_next_export_renews_what_both_had_imported(tmp_path: Path) -> None:
    stable = Stable(tmp_path)
    one, other = stable.laptop(), stable.laptop()
    path = tmp_path / "list.csv"
    path.write_text(LINE + "1,Amina,Hasan,2016-04-02,3,Oak\n")
    importing.run(one, path)
    importing.run(other, path)
    exchange(one, other)
    path.write_text(LINE + "1,Amina,Hassan,2016-04-02,4,Oak\n")
    account = importing.run(one, path)
    assert account.changed == {"person": 1, "enrollment": 1}
    exchange(one, other)
    for laptop in (one, other):
        assert [p.family_name for p in laptop.all(Person)] == ["Hassan"]
        assert [e.grade for e in laptop.all(Enrollment)] == ["4"]
        assert conflicts(laptop) == 0


def test_a_colleagues_hand_edit_stands_too(tmp_path: Path) -> None:
    stable = Stable(tmp_path)
    one, other = stable.laptop(), stable.laptop()
    path = tmp_path / "list.csv"
    path.write_text(LINE + "1,Amina,Hasan,2016-04-02,3,Oak\n")
    importing.run(one, path)
    exchange(one, other)
    (amina,) = other.all(Person)
    other.commit("person.change", [Put(Person, amina.id, {"family_name": "Hassan"})])
    exchange(one, other)
    account = importing.run(one, path)
    assert account.changed == {}
    assert one.get(Person, amina.id).family_name == "Hassan"


def test_a_liaison_imports_beside_the_office_and_changes_nothing_of_its(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    path = team.folder / "list.csv"
    path.write_text(LINE + "1,Amina,Hasan,2016-04-02,3,Oak\n")
    first = importing.run(rosa, path)
    team.send(rosa, ben)
    care.undo(rosa, first.number)  # the school was the office's; it stays away
    team.send(rosa, ben)
    path.write_text(LINE + "1,Amina,Hasan,2016-04-02,3,Oak\n2,Lan,Tran,2015-01-01,4,Elm\n")
    importing.run(ben, path)
    assert [one.name for one in ben.all(School)] == ["Elm"]
    team.send(ben, rosa)
    assert [one.name for one in rosa.all(School)] == ["Elm"]
    assert workspaces.check(rosa).digest == workspaces.check(ben).digest
    assert not alarms.unseen(rosa.conn)
    importing.run(rosa, path)
    assert sorted(one.name for one in rosa.all(School)) == ["Elm", "Oak"]


def test_the_next_export_says_nothing_of_where_a_protected_family_lives(team: Team) -> None:
    rosa = team.first()
    path = team.folder / "list.csv"
    heading = LINE.rstrip() + ",Street,City\n"
    path.write_text(heading + "1,Amina,Hasan,2016-04-02,3,Oak,18 Quarry Lane,Salem\n")
    importing.run(rosa, path)
    [home] = rosa.all(Household)
    protecting.protect(rosa, home.id, Substitute(line_1="PO Box 118"))
    path.write_text(heading + "1,Amina,Hasan,2016-04-02,4,Oak,20 Gravel Lane,Salem\n")
    account = importing.run(rosa, path)
    assert account.changed == {"enrollment": 1}
    assert "Gravel" not in repr(account)
    assert "Gravel" not in repr(dump(rosa))
    assert [one.line_1 for one in rosa.all(Address)] == ["PO Box 118"]
