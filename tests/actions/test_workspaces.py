"""Making, opening and leaving a workspace, as a person does it."""

from __future__ import annotations

import threading
import uuid
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import (
    DamagedFile,
    InvalidValue,
    Locked,
    UnsafePlace,
    WorkspaceExists,
    WorkspaceInUse,
)
from liaison_app.records.governance import StaffMember, Team
from liaison_app.records.people import Household, Person
from liaison_app.store import folder
from liaison_app.workspace import Add, Put, Touched
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspace_at(tmp_path / "workspace")
    yield made
    made.close()


def test_a_new_workspace_knows_who_works_in_it(workspace: Workspace) -> None:
    assert workspace.get(StaffMember, workspace.person).name == "Rosa"
    assert [team.name for team in workspace.all(Team)] == ["North"]
    assert not workspace.practice
    assert workspaces.check(workspace, deep=True).ok


def test_a_folder_in_use_is_never_written_over(workspace: Workspace, tmp_path: Path) -> None:
    workspace.commit("add", [Add(Person(given_name="Ana"))])
    with pytest.raises(WorkspaceExists):
        workspace_at(tmp_path / "workspace")
    assert [person.given_name for person in workspace.all(Person)] == ["Ana"]


@pytest.mark.parametrize(
    ("person", "team", "passphrase"),
    [("", "North", PASSPHRASE), ("Rosa", "  ", PASSPHRASE), ("Rosa", "North", "short")],
)
def test_what_is_missing_is_said_and_nothing_is_left(
    tmp_path: Path, person: str, team: str, passphrase: str
) -> None:
    with pytest.raises(InvalidValue):
        workspaces.create(tmp_path / "w", person=person, team=team, passphrase=passphrase)
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize("name", ["OneDrive - School District", "Dropbox", "iCloud Drive"])
def test_a_folder_that_a_cloud_copies_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnsafePlace):
        workspace_at(tmp_path / name / "liaison")
    assert not (tmp_path / name).exists()


def test_a_temporary_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(folder.ALLOW_TEMPORARY)
    with pytest.raises(UnsafePlace):
        workspace_at(tmp_path / "w")


def test_a_workspace_whose_making_was_cut_short_says_so(workspace: Workspace) -> None:
    place = workspaces.folder_of(workspace)
    workspace.put_setting("person", "")
    workspace.close()
    for _again in range(2):  # and lets go of the folder
        with pytest.raises(DamagedFile):
            workspaces.unlock(place, PASSPHRASE)


def test_subscribers_hear_what_was_written_once_it_is(workspace: Workspace) -> None:
    heard: list[Touched] = []
    stop = workspace.subscribe(heard.append)
    home = workspace.commit("family.add", [Add(Household(name="Baker"))], by="page").ids[0]
    assert (heard[0].types, heard[0].households) == (frozenset({"household"}), frozenset({home}))
    assert (heard[0].action, heard[0].by) == ("family.add", "page")
    workspace.commit("family.edit", [Put(Household, home, {"name": "Baker"})])
    assert len(heard) == 1  # the same name again writes nothing
    stop()
    workspace.commit("family.edit", [Put(Household, home, {"name": "Bakker"})])
    assert len(heard) == 1


def test_a_refused_action_writes_nothing_and_tells_nobody(workspace: Workspace) -> None:
    heard: list[Touched] = []
    workspace.subscribe(heard.append)
    before = workspaces.check(workspace).digest
    with pytest.raises(InvalidValue):
        workspace.commit("add", [Add(Household(name="Baker")), Add(Household(name=" "))])
    assert workspaces.check(workspace).digest == before
    assert heard == []
    assert not workspace.conn.in_transaction


def test_locking_during_an_import_keeps_nothing_of_it(workspace: Workspace) -> None:
    place, problems = workspaces.folder_of(workspace), []
    under_way, go_on = threading.Event(), threading.Event()

    def report(done: int, _total: int) -> None:
        if done:
            under_way.set()
            go_on.wait(10)

    def run() -> None:
        people = [Add(Person(given_name=str(n))) for n in range(5_000)]
        try:
            with workspace.elsewhere() as view:
                view.commit("import", people, progress=report)
        except Locked as error:
            problems.append(error)

    importing = threading.Thread(target=run)
    importing.start()
    assert under_way.wait(10)
    closing = threading.Thread(target=workspace.close)
    closing.start()
    while not workspace.shared.closed:
        pass
    go_on.set()
    importing.join(10)
    closing.join(10)
    assert len(problems) == 1
    again = workspaces.unlock(place, PASSPHRASE)
    assert again.all(Person) == []
    assert workspaces.check(again).ok
    again.close()


def test_two_windows_cannot_have_it_and_closing_gives_it_back(workspace: Workspace) -> None:
    place = workspaces.folder_of(workspace)
    with pytest.raises(WorkspaceInUse):
        workspaces.unlock(place, PASSPHRASE)
    workspace.close()
    workspaces.unlock(place, PASSPHRASE).close()


def test_ids_of_imported_records_are_uuid5_of_the_root(tmp_path: Path) -> None:
    with workspace_at(tmp_path / "imported") as workspace:
        made = workspace.imported_id("lakeside", "person", "7001 é")
        assert made == str(uuid.uuid5(uuid.UUID(workspace.root), "lakeside|person|7001 é"))
