"""What two laptops wrote down twice is asked once they traded real files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import differences, new_families
from liaison_app.actions.new_families import NewFamily
from liaison_app.records.looked_at import Doubt
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.differing import only
from tests.sync.laptops import Team, digest

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def entered_twice(team: Team) -> tuple[Workspace, Workspace, list[str]]:
    """A family that both wrote down at one school night, each with a note; neither has heard."""
    ana, ben = team.first("Ana Ruiz"), team.join("Ben Ortiz")
    team.send(ana, ben)
    homes = []
    for one, phone in ((ana, "206-555-0100"), (ben, "(206) 555 0100")):
        home = new_families.add(one, NewFamily(name="Hassan", phone=phone)).ids[0]
        one.commit("add", [Add(Note(household=home, text=f"{one.person} met them"))])
        homes.append(home)
    return ana, ben, homes


def test_a_file_that_brings_the_other_entry_says_that_something_is_to_be_settled(
    team: Team,
) -> None:
    ana, ben, _homes = entered_twice(team)
    [taken] = team.send(ana, ben)
    assert taken.conflicts == 1
    [taken] = team.send(ben, ana)
    assert taken.conflicts == 1
    here, there = only(ana), only(ben)
    assert here.doubt == Doubt.SAME_FAMILY
    assert here.id == there.id
    assert {side.author for side in here.sides} == {"Ana Ruiz", "Ben Ortiz"}


def test_both_make_them_one_the_same_way_without_knowing_of_each_other(team: Team) -> None:
    ana, ben, homes = entered_twice(team)
    team.send(ana, ben)
    team.send(ben, ana)
    for one in (ana, ben):
        differences.answer(one, only(one).id, keep=1)
    team.send(ana, ben)
    team.send(ben, ana)
    stays = min(homes)
    for one in (ana, ben):
        assert differences.waiting(one) == 0
        assert [row.id for row in one.all(Household)] == [stays]
        assert len(one.all(Note, household=stays)) == 2
    assert digest(ana) == digest(ben)


def test_both_make_them_one_in_opposite_ways_and_nothing_goes(team: Team) -> None:
    ana, ben, _homes = entered_twice(team)
    team.send(ana, ben)
    team.send(ben, ana)
    differences.answer(ana, only(ana).id, keep=1)
    differences.answer(ben, only(ben).id, keep=2)
    team.send(ana, ben)
    team.send(ben, ana)
    assert digest(ana) == digest(ben)
    while waiting := differences.differences(ana):
        answers = [side.number for side in waiting[0].sides if side.value in (False, "")] or [1]
        differences.answer(ana, waiting[0].id, keep=answers[0])
    team.send(ana, ben)
    for one in (ana, ben):
        [family] = one.all(Household)
        assert len(one.all(Note, household=family.id)) == 2
        assert differences.waiting(one) == 0
