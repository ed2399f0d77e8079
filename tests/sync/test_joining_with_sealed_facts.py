"""Who joins a team with families of their own brings sealed facts into their own caseload."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.records.governance import Assignment
from liaison_app.records.packets import Jargon
from liaison_app.records.sealed import SafetyNote
from liaison_app.store import caseloads
from liaison_app.sync import invites, rosters
from liaison_app.workspace import Add, Put
from tests.sync.laptops import digest, family
from tests.sync.test_caseloads import WORDS, knows, meet, note, notes
from tests.sync.test_joining import alone, bring_along, desk

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace
    from tests.sync.invited import Desk

__all__ = ["desk"]  # a fixture


def stream_of(workspace: Workspace, fact: SafetyNote) -> str:
    return caseloads.stream_of_id(workspace.conn, fact.id)


@pytest.mark.parametrize("by_post", [False, True], ids=["in the room", "by post"])
def test_sealed_facts_of_ones_own_become_those_of_ones_caseload(desk: Desk, by_post: bool) -> None:
    ben = alone(desk)
    home, nobodys = family(ben, "Hassan"), family(ben, "Tran")
    ben.commit("assign", [Add(Assignment(household=home, staff=ben.person))])
    note(ben, home)
    note(ben, nobodys, "Nobody's")
    assert len({stream_of(ben, one) for one in ben.all(SafetyNote)}) == 2
    invite, code = desk.invite("Ben Ortiz", by_post=by_post)
    bring_along(ben, invite, code)
    note(ben, home, "Written before anybody let Ben in")
    desk.team.send(ben, desk.rosa)
    if by_post:
        invites.accept(desk.rosa, invite.id)
        desk.team.send(desk.rosa, ben)
        desk.team.send(ben, desk.rosa)
    lan = desk.team.join("Lan Tran")
    meet(desk.team, desk.rosa, ben, lan)
    every = sorted([WORDS, "Nobody's", "Written before anybody let Ben in"])
    assert notes(desk.rosa) == every
    assert not knows(lan)
    owners = rosters.known(ben.conn).owners
    # Nobody was assigned to the other family; it is Ben's as well, who brought it in.
    assert [words for words in notes(ben) if words] == every  # what moved is empty where it was
    told = [one for one in ben.all(SafetyNote) if one.text]
    assert {owners[stream_of(ben, one)] for one in told} == {ben.person}
    first = next(one for one in ben.all(SafetyNote) if one.text == WORDS)
    ben.commit("change", [Put(SafetyNote, first.id, {"text": "Changed"})])
    meet(desk.team, desk.rosa, ben, lan)
    assert "Changed" in notes(desk.rosa)
    assert len({digest(one) for one in (desk.rosa, ben, lan)}) == 1


def test_words_of_ones_own_office_wait_in_a_team_that_has_one(desk: Desk) -> None:
    """Alone, Ben was the office; in the team he is a liaison until somebody says otherwise."""
    ben = alone(desk)
    ben.commit("jargon.add", [Add(Jargon(term="IEP", plain="Ben's words"))])
    invite, code = desk.invite("Ben Ortiz")
    bring_along(ben, invite, code)
    assert ben.all(Jargon) == []
    desk.team.send(ben, desk.rosa)
    desk.team.send(desk.rosa, ben)
    assert desk.rosa.all(Jargon) == ben.all(Jargon) == []
    assert digest(desk.rosa) == digest(ben)
