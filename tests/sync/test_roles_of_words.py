"""Only coordinators empty what others wrote, and decide between answers to a consent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import exchange
from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.partnership import Note
from liaison_app.records.people import Person
from liaison_app.sync import alarms, granting
from liaison_app.workspace import Add, Put, Redact
from tests.sync.laptops import Team as Laptops
from tests.sync.laptops import conflicts, digest, family
from tests.sync.test_caseloads import meet
from tests.sync.test_roles import apart, forged, put_in_file

if TYPE_CHECKING:
    from liaison_app.store.travelling import Travelling
    from liaison_app.workspace import Workspace


def act(author: Workspace, kind: str, record_id: str, writes: dict[str, list[Any]]) -> Travelling:
    """The next change of a laptop in the team's stream, whatever its own program would say."""
    return replace(forged(author, "team", record_id, writes), type=kind, writes=writes)


def dots(workspace: Workspace, record_id: str, field: str) -> list[list[Any]]:
    """The writes of a field that are here, as they are named on their way."""
    return [
        [row["dev"], row["seq"]]
        for row in workspace.read(
            "SELECT dev, seq FROM op JOIN origin ON origin.n = op.origin WHERE id = :id"
            " AND instr(body, :field) ORDER BY op.n",
            {"id": record_id, "field": f'"{field}"'},
        )
    ]


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("first", [False, True])
def test_only_a_coordinator_empties_what_others_wrote(
    team: Laptops, *, named: bool, first: bool
) -> None:
    rosa, ben, ana = team.first(), team.join("Ben Ortiz"), team.join("Ana Diaz")
    home = family(rosa, "Hassan")
    text = rosa.commit("note.add", [Add(Note(household=home, text="words"))]).ids[0]
    with pytest.raises(UnknownRecord):
        ben.commit("redact", [Redact(Note, text, "text")])
    file = exchange.make_file(rosa, team.file()).path
    exchange.take_file(ben, file)
    if first:
        exchange.take_file(ana, file)
    with pytest.raises(NotAllowed, match="empty them for good"):
        ben.commit("redact", [Redact(Note, text, "text")])
    value = dots(ben, text, "text") if named else True
    stream = ben.setting("stream.team")
    put_in_file(team, ben, act(ben, "note", text, {"~text": [value]}), stream, rosa, ana)
    exchange.take_file(ana, file)
    for one in (rosa, ana):
        assert one.get(Note, text).text == "words"
        assert apart(one) == [alarms.NOT_ALLOWED]
    assert digest(rosa) == digest(ana)
    granting.grant(rosa, ben.device.partition(".")[0], "coordinator")
    team.send(rosa, ana)
    for one in (rosa, ana):
        assert one.get(Note, text).text == ""
    assert digest(rosa) == digest(ana)


def test_everybody_empties_what_they_wrote_themselves(team: Laptops) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    meet(team, rosa, ben)
    text = ben.commit("note.add", [Add(Note(household=home, text="words"))]).ids[0]
    ben.commit("redact", [Redact(Note, text, "text")])
    meet(team, rosa, ben)
    for one in (rosa, ben):
        assert one.get(Note, text).text == ""
        assert apart(one) == []
        assert one.read("SELECT 1 FROM op WHERE instr(body, 'words')") == []
    assert digest(rosa) == digest(ben)


def test_a_laxer_answer_over_two_waits_unless_a_coordinator_gives_it(team: Laptops) -> None:
    rosa, ben, ana = team.first(), team.join("Ben Ortiz"), team.join("Ana Diaz")
    giver = rosa.commit("p", [Add(Person(given_name="Lan"))]).ids[0]
    consent = rosa.commit("c", [Add(Consent(giver=giver, purpose="photos"))]).ids[0]
    meet(team, rosa, ben, ana)
    rosa.commit("c", [Put(Consent, consent, {"state": ConsentState.GIVEN})])
    ben.commit("c", [Put(Consent, consent, {"state": ConsentState.WITHDRAWN})])
    meet(team, rosa, ben, ana)
    named = dots(ben, consent, "state")[-2:]
    op = act(ben, "consent", consent, {"state": ["given", *named]})
    put_in_file(team, ben, op, ben.setting("stream.team"), rosa, ana)
    for one in (rosa, ana):
        assert one.get(Consent, consent).state is ConsentState.WITHDRAWN
        assert conflicts(one) == 1
        assert apart(one) == [alarms.NOT_ALLOWED]
    assert digest(rosa) == digest(ana)


def test_a_liaison_still_writes_down_that_a_family_says_yes_again(team: Laptops) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    giver = rosa.commit("p", [Add(Person(given_name="Lan"))]).ids[0]
    consent = rosa.commit("c", [Add(Consent(giver=giver, purpose="photos"))]).ids[0]
    meet(team, rosa, ben)
    for one in (rosa, ben):  # both hear the same yes
        one.commit("c", [Put(Consent, consent, {"state": ConsentState.GIVEN})])
    meet(team, rosa, ben)
    ben.commit("c", [Put(Consent, consent, {"interpreter": "Noor"})])
    meet(team, rosa, ben)
    for one in (rosa, ben):
        found = one.get(Consent, consent)
        assert (found.state, found.interpreter) == (ConsentState.GIVEN, "Noor")
        assert conflicts(one) == 0
        assert apart(one) == []
    ben.commit("c", [Put(Consent, consent, {"state": ConsentState.WITHDRAWN})])
    ben.commit("c", [Put(Consent, consent, {"state": ConsentState.GIVEN})])
    meet(team, rosa, ben)
    assert rosa.get(Consent, consent).state is ConsentState.GIVEN
    assert digest(rosa) == digest(ben)
