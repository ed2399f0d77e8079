"""What is kept apart: looked at, taken in where that can be, or set aside, by an office."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange, health, kept_apart, laptop_roles, laptops
from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.records.packets import Jargon
from liaison_app.records.partnership import Note
from liaison_app.workspace import Add
from tests.sync.laptops import Team, crafted, digest, family, names, own_ops, sealed
from tests.sync.test_caseloads import meet
from tests.sync.test_roles import forged, put_in_file

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


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


def looks(workspace: Workspace) -> list[str]:
    """All that health says needs a look, without what colleagues may lack."""
    found = health.health(workspace)
    said = [
        *found.words,
        *found.alarms,
        *(words for one in found.colleagues for words in one.words),
    ]
    assert found.well == (not said)
    return said


def test_what_was_set_aside_ends_in_health_and_what_comes_after_is_told_anew(team: Team) -> None:
    rosa, ben, chau = lost_after_three_days(team)
    apart, alarm = sorted(looks(rosa))
    assert "`device apart`" in apart
    assert "Chau Tran" in alarm
    kept_apart.set_aside(rosa, laptop(chau))
    assert looks(rosa) == [alarm]
    for one in (rosa, ben):
        (raised,) = laptops.alarms(one)
        laptops.dismiss_alarm(one, raised.n)
        assert looks(one) == []  # a liaison decides nothing, and was told
    team.send(rosa, ben)
    assert looks(rosa) == looks(ben) == []  # what was seen is not raised again
    family(chau, "Haddad")
    team.send(chau, rosa)
    assert sorted(looks(rosa)) == [
        apart.replace("2 parts are", "1 part is").replace("them", "it"),
        alarm,
    ]
    (line,) = kept_apart.kept_apart(rosa)
    assert (line.aside, line.changes) == (False, 3)
    kept_apart.take_in(rosa, laptop(chau))
    assert names(rosa) == ["Haddad", "Osei", "Pham"]


def forge(team: Team, writer: Workspace, *receivers: Workspace) -> None:
    """Let a liaison's laptop write what is the office's, as no Liaison does."""
    op = replace(
        forged(writer, "reference", "5eed0000-0000-4000-8000-000000000001", {}),
        type="jargon",
        writes={"deleted": [False], "term": ["IEP"], "plain": ["A plan of Ben's"]},
    )
    put_in_file(team, writer, op, writer.setting("stream.reference"), *receivers)


def test_what_a_role_does_not_allow_has_an_owner_and_words(team: Team) -> None:
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    meet(team, rosa, ben, chau)
    forge(team, ben, rosa, chau)
    assert all("`device apart`" in words for words in looks(rosa))
    (line,) = kept_apart.kept_apart(rosa)
    assert (line.person, line.why, line.may_take_in) == ("Ben Ortiz", kept_apart.Why.ROLE, False)
    assert "only a coordinator may change" in line.reason
    assert "`device role`" in line.advice
    (said,) = kept_apart.contents(rosa, laptop(ben))
    assert "A plan of Ben's" in said
    with pytest.raises(NotAllowed, match="write it yourself"):
        kept_apart.take_in(rosa, laptop(ben))
    kept_apart.set_aside(rosa, laptop(ben))
    for one in (rosa, chau):
        laptops.dismiss_alarm(one, laptops.alarms(one)[0].n)
        assert looks(one) == []
    assert kept_apart.kept_apart(rosa)[0].aside
    laptop_roles.give(rosa, laptop(ben), "coordinator")
    assert [one.plain for one in rosa.all(Jargon)] == ["A plan of Ben's"]
    assert kept_apart.kept_apart(rosa) == ()


def test_what_the_second_of_two_laptops_of_one_name_wrote_is_shown(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz", role="coordinator")
    family(rosa, "Hassan")
    team.send(rosa, ben)
    *before, last = own_ops(rosa)
    twin = replace(last, writes={**last.writes, "name": ["Hasan"]})
    exchange.take_file(ben, crafted(rosa, team.file(), [sealed(rosa, [*before, twin], n=2)]))
    (line,) = kept_apart.kept_apart(ben)
    assert (line.person, line.why) == ("Rosa Vega", kept_apart.Why.COPY)
    assert "second one wrote" in line.reason
    assert "Hasan" in kept_apart.contents(ben, laptop(rosa))[-1]
    kept_apart.set_aside(ben, laptop(rosa), kept_apart.Why.COPY)
    laptops.dismiss_alarm(ben, laptops.alarms(ben)[0].n)
    assert looks(ben) == []


def test_what_no_liaison_writes_is_shown_as_such(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(team, rosa, ben)
    op = replace(
        forged(ben, "team", "5eed0000-0000-4000-8000-000000000002", {}),
        type="household",
        writes={"deleted": ["perhaps"], "name": [["x"]]},
    )
    put_in_file(team, ben, op, ben.setting("stream.team"), rosa)
    (line,) = kept_apart.kept_apart(rosa)
    assert (line.person, line.why) == ("Ben Ortiz", kept_apart.Why.ODD)
    assert kept_apart.contents(rosa, laptop(ben))
    kept_apart.set_aside(rosa, laptop(ben))
    assert looks(rosa) == []
