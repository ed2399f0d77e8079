"""What a removed laptop wrote before it was lost: looked at, taken in or set aside by an office."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import kept_apart, laptops
from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.records.partnership import Note
from liaison_app.workspace import Add
from tests.sync.laptops import Team, digest, family, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.close()


def laptop(workspace: Workspace) -> str:
    return workspace.device.partition(".")[0]


def lost_after_three_days(team: Team) -> tuple[Workspace, Workspace, Workspace]:
    """Chau works on, is removed, and then two files of hers turn up."""
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    home = family(chau, "Pham")
    team.send(chau, rosa, ben)
    laptops.remove(rosa, laptop(chau))
    team.send(rosa, ben)
    chau.commit("note.add", [Add(Note(household=home, text="Ask Lan about glasses"))])
    team.send(chau, rosa)
    family(chau, "Osei")
    team.send(chau, rosa, ben)
    return rosa, ben, chau


def test_a_coordinator_sees_what_waits_in_words(team: Team) -> None:
    rosa, ben, chau = lost_after_three_days(team)
    (line,) = kept_apart.kept_apart(rosa)
    assert (line.person, line.changes, line.aside) == ("Chau Tran", 2, False)
    assert line.families == ("Pham", "Osei")
    assert line.first
    assert names(rosa) == ["Pham"]
    said = kept_apart.contents(rosa, laptop(chau))
    assert "Ask Lan about glasses" in said[0]
    assert said[0].startswith("Note")
    assert "Osei" in said[1]
    with pytest.raises(NotAllowed):
        kept_apart.kept_apart(ben)
    with pytest.raises(NotAllowed):
        kept_apart.take_in(ben, laptop(chau))


def test_what_is_taken_in_counts_on_every_laptop(team: Team) -> None:
    rosa, ben, chau = lost_after_three_days(team)
    assert kept_apart.take_in(rosa, laptop(chau)).applied == 2
    assert names(rosa) == ["Osei", "Pham"]
    assert rosa.all(Note)[0].text == "Ask Lan about glasses"
    assert kept_apart.kept_apart(rosa) == ()
    assert names(ben) == ["Pham"]
    team.send(rosa, ben)
    assert names(ben) == ["Osei", "Pham"]
    assert digest(rosa) == digest(ben)
    family(chau, "Haddad")  # what comes later is a decision of its own
    team.send(chau, rosa)
    assert names(rosa) == ["Osei", "Pham"]
    assert [one.families for one in kept_apart.kept_apart(rosa)] == [("Haddad",)]


def test_what_is_set_aside_is_kept_and_may_be_taken_in_later(team: Team) -> None:
    rosa, ben, chau = lost_after_three_days(team)
    kept_apart.set_aside(rosa, laptop(chau))
    (line,) = kept_apart.kept_apart(rosa)
    assert line.aside
    team.send(rosa, ben)
    assert names(ben) == names(rosa) == ["Pham"]
    kept_apart.take_in(rosa, laptop(chau))
    assert names(rosa) == ["Osei", "Pham"]
    with pytest.raises(UnknownRecord):
        kept_apart.set_aside(rosa, laptop(chau))
