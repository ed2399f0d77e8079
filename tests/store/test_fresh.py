"""Many new records at once leave the file as one after the other would, and are as well checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import InvalidValue
from liaison_app.records.partnership import Note
from liaison_app.records.people import ContactPoint, Household, HouseholdMember, Person
from liaison_app.records.schools import School
from liaison_app.store import fresh
from liaison_app.workspace import Add, Change, Put, Workspace
from tests.store import laptops

if TYPE_CHECKING:
    from pathlib import Path

LOCAL = ("setting", "unlock_log", "_sqlite_migrations", "epoch", "roster_entry", "bundle")


def families(count: int, start: int = 0) -> list[Change]:
    changes: list[Change] = []
    for n in range(start, start + count):
        home, person = f"home-{n}", f"person-{n}"
        changes += [
            Add(School(id=f"school-{n}", name="Oak")),
            Add(Household(id=home, name=f"Nguyễn {n}" if n % 3 else "حسن")),
            Add(Person(id=person, given_name="Ánh", family_name=f"Lê {n}", is_child=n % 2 == 0)),
            Add(Person(id=f"plain-{n}", family_name="Lo")),
            Add(HouseholdMember(id=f"member-{n}", household=home, person=person)),
            Add(ContactPoint(id=f"phone-{n}", person=person, value=f"555-01{n:02d}")),
            Add(Note(id=f"note-{n}", household=home, text=f"They like the garden, {n} times.")),
        ]
    return changes


def everything(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, the search indexes included."""
    tables = workspace.read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return {
        name: sorted(tuple(row) for row in workspace.read(f"SELECT * FROM {name}"))
        for (name,) in tables
        if name not in LOCAL
    }


def test_the_file_is_the_same_as_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for name, worth_it in (("quick", fresh.WORTH_IT), ("slow", 10**9)):
        monkeypatch.setattr(fresh, "WORTH_IT", worth_it)
        workspace = laptops.new(tmp_path / name, seed=3)
        workspace.commit("import", families(30))
        rename = Put(Person, "person-3", {"family_name": "Trần"})
        workspace.commit("import", [*families(8, start=30), rename])
        workspace.commit("import", families(30, start=40))
        assert workspaces.check(workspace).ok
        made.append(everything(workspace))
        workspace.close()
    assert made[0] == made[1]


def test_what_is_wrong_with_one_record_stops_all(tmp_path: Path) -> None:
    workspace = laptops.new(tmp_path / "w")
    lost = Add(HouseholdMember(id="m", household="nobody", person="nobody"))
    unfit = Add(School(id="s", name=""))
    doubled = Add(Person(id="person-2", family_name="Lo"))
    for wrong in (lost, unfit, doubled):
        with pytest.raises(InvalidValue):
            workspace.commit("import", [*families(10), wrong])
    assert workspace.all(Person) == []
    workspace.commit("import", families(10))
    with pytest.raises(InvalidValue, match="already there"):
        workspace.commit("import", families(10))
