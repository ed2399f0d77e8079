"""Ana and Ben write the same thing in different ways, and trade real files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import differences, records
from liaison_app.records.partnership import Note
from liaison_app.records.people import Address, Household
from liaison_app.workspace import Add, Put
from tests.differing import only, plain, said
from tests.sync.laptops import Team, digest, family

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def two_streets(team: Team) -> tuple[Workspace, Workspace]:
    """A street that both wrote; neither has heard of it yet."""
    ana, ben = team.first("Ana Ruiz"), team.join("Ben Ortiz")
    home = family(ana, "Hassan")
    address = ana.commit("add", [Add(Address(household=home, line_1="1 Old Rd"))]).ids[0]
    team.send(ana, ben)
    for one, street in ((ana, "12 Elm St"), (ben, "14 Elm St")):
        one.commit("change", [Put(Address, address, {"line_1": street})])
    return ana, ben


def test_a_card_names_the_colleague(team: Team) -> None:
    ana, ben = two_streets(team)
    team.send(ana, ben)
    [taken] = team.send(ben, ana)
    assert taken.conflicts == 1
    for one in (ana, ben):
        card = only(one)
        assert {side.author: plain(side.words) for side in card.sides} == {
            "Ana Ruiz": "12 Elm St",
            "Ben Ortiz": "14 Elm St",
        }
        ben_said = next(side.said for side in card.sides if side.author == "Ben Ortiz")
        assert plain(ben_said).startswith("Ben Ortiz, Sat, Nov 21, ")
        assert plain(ben_said).endswith("without having seen what Ana Ruiz wrote")


def test_an_answer_that_travels_takes_the_card_away_everywhere(team: Team) -> None:
    ana, ben = two_streets(team)
    team.send(ana, ben)
    team.send(ben, ana)
    card = only(ana)
    differences.answer(ana, card.id, keep=1, seen=card.seen)
    assert only(ben).id == card.id
    team.send(ana, ben)
    assert differences.waiting(ana) == differences.waiting(ben) == 0
    assert ben.all(Address)[0].line_1 == card.sides[0].value
    assert digest(ana) == digest(ben)


def test_two_answers_are_one_new_card_with_both(team: Team) -> None:
    ana, ben = two_streets(team)
    team.send(ana, ben)
    team.send(ben, ana)
    differences.answer(ana, only(ana).id, value="16 Elm St")
    differences.answer(ben, only(ben).id, value="18 Elm St")
    team.send(ana, ben)
    team.send(ben, ana)
    assert sorted(words for words, _shown in said(only(ana))) == ["16 Elm St", "18 Elm St"]
    assert only(ana).id == only(ben).id
    assert digest(ana) == digest(ben)


def test_a_file_that_leaves_work_in_a_removed_family_opens_one_difference(team: Team) -> None:
    ana, ben = team.first("Ana Ruiz"), team.join("Ben Ortiz")
    home = family(ana, "Hassan")
    team.send(ana, ben)
    records.remove(ana, "household", home)
    for text in ("She asks for the bus pass", "On Friday again"):
        ben.commit("note.add", [Add(Note(household=home, text=text))])
    [taken] = team.send(ben, ana)
    assert taken.conflicts == 1
    [taken] = team.send(ana, ben)
    assert taken.conflicts == 1
    for one in (ana, ben):
        said_of_it = plain(only(one).explained)
        assert "Ana Ruiz removed this family. Ben Ortiz wrote for it" in said_of_it
        assert "2 notes" in said_of_it
    differences.answer(ben, only(ben).id, keep=1)
    team.send(ben, ana)
    assert differences.waiting(ana) == 0
    assert not ana.get(Household, home).deleted
    assert digest(ana) == digest(ben)
