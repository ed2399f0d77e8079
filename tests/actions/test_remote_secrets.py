"""What opens a place, and whose it is, is told to nobody: not by names, bytes, lists or errors."""

from __future__ import annotations

import traceback
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import remotes
from liaison_app.cli import remotes as commands
from liaison_app.errors import LiaisonError
from liaison_app.records.governance import StaffMember
from liaison_app.remotes.addresses import Address
from liaison_app.store.changes import Written
from liaison_app.sync import remote_state
from tests.sync.laptops import Team, family, names
from tests.sync.shared_place import sync

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace

SECRET = "otter-plum-7719"


def keep(workspace: Workspace, name: str, address: Address) -> None:
    """Keep a place without asking whether it is there."""

    def work(conn: Connection) -> Written:
        remote_state.add(conn, name, address)
        return Written()

    workspace.receive("remote.add", work, changes=0)


def test_who_finds_the_stick_learns_no_word(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz", role="coordinator")
    home = family(rosa, "Haddad")
    for one in (rosa, ben, rosa, ben):
        sync(one, place)
    staff = rosa.all(StaffMember)
    told = ["Haddad", "Rosa", "Vega", "Ortiz", "North", "coordinator", "liaison", "admin"]
    told += [version("liaison"), "schema", home, *(one.id for one in staff)]
    found = [path for path in place.rglob("*") if path.is_file()]
    assert found
    for path in found:
        name, data = path.relative_to(place).as_posix().encode().lower(), path.read_bytes().lower()
        for word in told:
            said = word.lower().encode()
            assert said not in name, (word, path.name)
            # Two or three letters come up in sealed bytes by chance.
            assert len(said) < 5 or said not in data, (word, path.name)


@pytest.mark.parametrize("first", ["real", "practice"])
def test_practice_and_a_real_team_never_exchange(tmp_path: Path, place: Path, first: str) -> None:
    real, practice = Team(tmp_path / "real"), Team(tmp_path / "practice", seed=2)
    try:
        ours = real.first(), practice.first(practice=True)
        one, other = ours if first == "real" else ours[::-1]
        family(one, "Haddad")
        sync(one, place)
        before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
        with pytest.raises(LiaisonError):
            sync(other, place)
        assert before == {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
        assert names(other) == []
    finally:
        real.close()
        practice.close()


def test_what_opens_a_place_is_in_no_list_no_repr_and_no_error(team: Team) -> None:
    rosa = team.first()
    address = Address("webdav+https://nowhere.invalid/team", {"user": "rosa", "password": SECRET})
    keep(rosa, "office", address)
    known = rosa.reading(remote_state.every)
    told = [repr(known), repr(address), repr(remotes.remotes(rosa)), repr(remotes.sync(rosa))]
    told.append(repr([commands._said(one) for one in remotes.remotes(rosa)]))
    with pytest.raises(LiaisonError) as caught:
        remotes.test(rosa, "office")
    told += traceback.format_exception(caught.value)
    assert not [one for one in told if SECRET in one]


def test_a_place_that_this_laptop_cannot_open_keeps_nobody_from_the_others(
    team: Team, place: Path
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    keep(rosa, "a drive", Address("sftp://files.example.org/x", {"user": "rosa"}))
    keep(rosa, "office", Address(f"folder:{place}"))
    family(rosa, "Haddad")
    done = {one.name: one for one in remotes.sync(rosa)}
    assert done["a drive"].trouble
    assert not done["office"].trouble
    sync(ben, place)
    assert names(ben) == ["Haddad"]
    assert remotes.find(rosa, "a drive").trouble
