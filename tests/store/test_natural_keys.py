"""One consent for one giver, purpose and recipient, whoever wrote it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.errors import InvalidValue
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.people import Person
from liaison_app.store import checking
from liaison_app.workspace import Add, Put, Remove, Workspace
from tests.store.laptops import outgoing, send

if TYPE_CHECKING:
    from collections.abc import Callable

    Laptops = Callable[..., Workspace]


def add(
    workspace: Workspace,
    giver: str,
    state: ConsentState | None = None,
    *,
    purpose: str = "photo",
    recipient: str = "Lakewood Library",
    **said: Any,
) -> str:
    consent = Consent(giver=giver, state=state, purpose=purpose, recipient=recipient, **said)
    return workspace.commit("consent.add", [Add(consent)]).ids[0]


def a_person(workspace: Workspace) -> str:
    return workspace.commit("add", [Add(Person(given_name="Lan"))]).ids[0]


def test_two_laptops_meet_in_one_and_the_strictest_answer_acts_at_once(laptop: Laptops) -> None:
    first, second = laptop("a"), laptop("b", days_ahead=1)
    giver = a_person(first)
    send(outgoing(first), second)
    refused = add(first, giver, ConsentState.REFUSED)
    given = add(second, giver, ConsentState.GIVEN, purpose="Photo ")
    assert refused == given
    ours, theirs = outgoing(first), outgoing(second)
    send(theirs, first)
    send(ours, second)
    for one in (first, second):
        [consent] = one.all(Consent)
        assert consent.state is ConsentState.REFUSED
        assert ("consent", "state") in {
            (row["type"], row["field"]) for row in one.read("SELECT type, field FROM conflict")
        }
        assert checking.check(one.conn).ok
    assert checking.digest(first.conn) == checking.digest(second.conn)


def test_a_second_one_is_there_already(workspace: Workspace) -> None:
    giver, other = a_person(workspace), a_person(workspace)
    add(workspace, giver, ConsentState.GIVEN)
    others: list[dict[str, Any]] = [{}, {"purpose": " PHOTO"}, {"id": "of-its-own"}]
    for said in others:
        with pytest.raises(InvalidValue, match="already there"):
            add(workspace, giver, **said)
    add(workspace, other)
    add(workspace, giver, recipient="School")
    add(workspace, giver, purpose="names")
    assert len(workspace.all(Consent)) == 4


def test_one_cannot_become_another(workspace: Workspace) -> None:
    giver = a_person(workspace)
    photo, names = add(workspace, giver), add(workspace, giver, purpose="names")
    with pytest.raises(InvalidValue, match="already there"):
        workspace.commit("put", [Put(Consent, names, {"purpose": "photo"})])
    workspace.commit("put", [Put(Consent, photo, {"purpose": "photos"})])
    again = add(workspace, giver, ConsentState.GIVEN)
    assert again not in (photo, names)
    assert len(workspace.all(Consent)) == 3
    assert checking.check(workspace.conn).ok


def test_one_that_was_removed_comes_back_as_it_is_now(workspace: Workspace) -> None:
    giver = a_person(workspace)
    photo = add(workspace, giver, ConsentState.GIVEN, wording="2025")
    workspace.commit("remove", [Remove(Consent, photo)])
    assert add(workspace, giver, ConsentState.REFUSED) == photo
    [consent] = workspace.all(Consent)
    assert (consent.state, consent.wording) == (ConsentState.REFUSED, "")
    assert checking.check(workspace.conn).ok
