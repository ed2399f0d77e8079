"""Undo, and what is remembered about backups, over several laptops and restores."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, workspaces
from liaison_app.errors import NothingToUndo
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.workspace import Add, Put, Remove
from tests.desk import PASSPHRASE, StandingClock, workspace_at
from tests.store import laptops

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspace_at(tmp_path / "w")
    yield made
    made.close()


def add(workspace: Workspace, name: str) -> tuple[str, int]:
    touched = workspace.commit("family.add", [Add(Household(name=name))])
    return touched.ids[0], touched.number


def names(workspace: Workspace) -> list[str]:
    return [household.name for household in workspace.all(Household)]


def test_an_action_of_many_records_is_one_step(workspace: Workspace) -> None:
    family, _number = add(workspace, "García")
    workspace.commit(
        "visit.record",
        [
            Put(Household, family, {"name": "López"}),
            Add(Note(household=family, text="one")),
            Add(Note(household=family, text="two")),
        ],
    )
    undone = care.undo(workspace)
    assert undone.words == "Visit: recorded"
    assert undone.left == ()
    assert names(workspace) == ["García"]
    assert workspace.all(Note) == []
    care.undo(workspace, undone.number)
    assert names(workspace) == ["López"]
    assert [note.text for note in workspace.all(Note)] == ["one", "two"]
    assert workspaces.check(workspace).ok


def test_a_removal_is_undone(workspace: Workspace) -> None:
    family, _number = add(workspace, "García")
    workspace.commit("family.remove", [Remove(Household, family)])
    assert names(workspace) == []
    care.undo(workspace)
    assert names(workspace) == ["García"]


def test_what_somebody_worked_on_since_is_left_and_named(workspace: Workspace) -> None:
    family, number = add(workspace, "García")
    other, _other = add(workspace, "López")
    touched = workspace.commit(
        "family.change",
        [Put(Household, family, {"name": "A"}), Put(Household, other, {"name": "B"})],
    )
    workspace.commit("family.change", [Put(Household, other, {"name": "C"})])
    undone = care.undo(workspace, touched.number)
    assert names(workspace) == ["García", "C"]
    assert undone.left == ("Family, Family name: changed since, so it stays as it is.",)
    with pytest.raises(NothingToUndo, match="undone already"):
        care.undo(workspace, touched.number)
    workspace.commit("note.add", [Add(Note(household=family, text="since"))])
    with pytest.raises(NothingToUndo, match="changed since"):
        care.undo(workspace, number)


def test_what_a_colleague_did_cannot_be_undone_here(tmp_path: Path) -> None:
    stable = laptops.Stable(tmp_path)
    mine, hers = stable.laptop(), stable.laptop()
    add(hers, "Hers")
    laptops.send(laptops.outgoing(hers), mine)
    assert names(mine) == ["Hers"]
    number = mine.read("SELECT max(n) AS n FROM op WHERE action IS NOT NULL")[0]["n"]
    with pytest.raises(NothingToUndo, match="colleague"):
        care.undo(mine, number)
    with pytest.raises(NothingToUndo, match="nothing to undo"):
        care.undo(mine)
    assert names(mine) == ["Hers"]
    mine.close()
    hers.close()


def test_what_was_done_before_a_restore_can_still_be_undone(tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path / "w")
    _family, number = add(workspace, "García")
    care.backup(workspace, tmp_path / "b.backup")
    workspace.close()
    again = workspaces.restore(tmp_path / "b.backup", tmp_path / "again", PASSPHRASE)
    assert names(again) == ["García"]
    care.undo(again, number)
    assert names(again) == []
    again.close()


def test_two_undos_at_once_undo_once(workspace: Workspace) -> None:
    _family, number = add(workspace, "García")
    answers: list[str] = []
    both = threading.Barrier(2)

    def undo() -> None:
        with workspace.elsewhere() as view:
            both.wait()
            try:
                answers.append(care.undo(view, number).words)
            except NothingToUndo:
                answers.append("refused")

    threads = [threading.Thread(target=undo) for _n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["Family added", "refused"]
    assert names(workspace) == []
    assert workspaces.check(workspace).ok


def test_the_age_of_the_last_backup(tmp_path: Path) -> None:
    clock = StandingClock()
    workspace = workspace_at(tmp_path / "w", clock)
    assert care.days_since_backup(workspace) is None
    care.backup(workspace, tmp_path / "one.backup")
    clock.wait(days=9, hours=23)
    assert care.days_since_backup(workspace) == 9
    care.backup(workspace, tmp_path / "two.backup")
    assert care.days_since_backup(workspace) == 0
    places = [made.place for made in care.backups_made(workspace)]
    assert places == [str(tmp_path / "one.backup"), str(tmp_path / "two.backup")]
    workspace.close()
