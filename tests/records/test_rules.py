"""Rules over several fields: what no form, command or import may write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import InvalidValue
from liaison_app.records.governance import Consent
from liaison_app.records.partnership import Visit
from liaison_app.records.people import Household, Person, Relationship
from liaison_app.workspace import Add, Put, Redact
from tests.desk import workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with workspace_at(tmp_path / "w") as made:
        yield made


def _add(workspace: Workspace, record: object) -> str:
    return workspace.commit("test", [Add(record)]).ids[0]  # type: ignore[arg-type]


def test_what_makes_no_sense_is_refused_in_words(workspace: Workspace) -> None:
    someone = _add(workspace, Person(given_name="Lan"))
    family = _add(workspace, Household(name="Nguyễn"))
    for record, words in (
        (Person(given_name="  "), "needs a name"),
        (Relationship(child=someone, adult=someone), "same person"),
        (Visit(household=family, minutes=-5), "0 to 1440"),
        (Visit(household=family, planned_minutes=100_000), "0 to 1440"),
        (Consent(giver=someone, purpose=" "), "must not be empty"),
    ):
        with pytest.raises(InvalidValue, match=words):
            _add(workspace, record)


def test_a_change_may_not_break_a_rule_either(workspace: Workspace) -> None:
    someone = _add(workspace, Person(given_name="Lan"))
    with pytest.raises(InvalidValue, match="needs a name"):
        workspace.commit("test", [Put(Person, someone, {"given_name": ""})])
    assert workspace.get(Person, someone).given_name == "Lan"


def test_many_at_once_obey_too(workspace: Workspace) -> None:
    people = [Add(Person(id=workspace.new_id(), given_name=f"P{n}")) for n in range(30)]
    nameless = Add(Person(id=workspace.new_id()))
    with pytest.raises(InvalidValue, match="needs a name"):
        workspace.commit("test", [*people, nameless])
    assert workspace.all(Person) == []


def test_a_record_whose_name_was_emptied_for_good_can_still_be_changed(
    workspace: Workspace,
) -> None:
    someone = _add(workspace, Person(given_name="Lan"))
    workspace.commit("redact", [Redact(Person, someone, "given_name")])
    workspace.commit("test", [Put(Person, someone, {"is_child": True})])
    assert workspace.get(Person, someone).is_child
