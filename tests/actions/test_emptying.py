"""Words are emptied for good by who wrote them until they were sent, then by a coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, exchange, histories, visits
from liaison_app.errors import NotAllowed
from liaison_app.records.partnership import Note, Visit
from liaison_app.workspace import Add, Put
from tests.sync.laptops import Team, family

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def note(workspace: Workspace, text: str) -> str:
    home = family(workspace, "Hassan")
    return workspace.commit("note.add", [Add(Note(household=home, text=text))]).ids[0]


def offered(workspace: Workspace, record: str) -> bool:
    """Whether the window offers to empty the text."""
    return any(
        change.may_empty
        for change in histories.history_of(workspace, "note", record)
        if change.field == "text"
    )


def text(workspace: Workspace, record: str) -> str:
    return str(workspace.get(Note, record).text)


def test_a_liaison_empties_her_own_words_until_they_were_in_a_file(team: Team) -> None:
    team.first()
    ben = team.join("Ben Ortiz")
    early, late = note(ben, "never sent"), note(ben, "sent")
    assert offered(ben, early)
    care.redact(ben, "note", early, "text")
    assert text(ben, early) == ""
    exchange.make_file(ben, team.file())
    assert not offered(ben, late)
    with pytest.raises(NotAllowed, match="Only a coordinator's or admin's laptop can empty them"):
        care.redact(ben, "note", late, "text")
    assert text(ben, late) == "sent"


def test_only_the_version_that_was_not_sent_yet_is_hers(team: Team) -> None:
    team.first()
    ben = team.join("Ben Ortiz")
    record = note(ben, "sent")
    exchange.make_file(ben, team.file())
    revision = ben.commit("note.edit", [Put(Note, record, {"text": "not yet"})]).number
    with pytest.raises(NotAllowed):
        care.redact(ben, "note", record, "text")
    care.redact(ben, "note", record, "text", revision)
    assert "not yet" not in text(ben, record)


def test_a_colleagues_words_are_emptied_by_a_coordinator(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    ana = team.join("Ana Coleman", role="coordinator")
    record = note(rosa, "typed about the wrong family")
    team.send(rosa, ben, ana)
    assert not offered(ben, record)
    with pytest.raises(NotAllowed):
        care.redact(ben, "note", record, "text")
    assert offered(ana, record)
    care.redact(ana, "note", record, "text")
    team.send(ana, ben)
    assert text(ben, record) == ""


def test_who_is_alone_empties_also_what_was_in_a_file(team: Team) -> None:
    rosa = team.first()
    record = note(rosa, "sent to nobody")
    exchange.make_file(rosa, team.file())
    assert offered(rosa, record)
    care.redact(rosa, "note", record, "text")
    assert text(rosa, record) == ""


def test_a_visit_with_words_that_were_sent_is_withdrawn_by_a_coordinator(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(ben, "Hassan")
    visit = ben.commit("visit.add", [Add(Visit(household=home, family_said="ours"))]).ids[0]
    team.send(ben, rosa)
    with pytest.raises(NotAllowed):
        visits.withdraw(ben, visit)
    assert not ben.get(Visit, visit).deleted
    visits.withdraw(rosa, visit)
    team.send(rosa, ben)
    assert ben.get(Visit, visit).family_said == ""
