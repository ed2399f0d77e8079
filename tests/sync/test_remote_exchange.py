"""Laptops that meet on a shared place: what one writes the others get, nobody loses anything."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import RemoteRefuses
from liaison_app.remotes.folder import FolderRemote
from liaison_app.store.changes import Written
from liaison_app.store.driver import transaction
from liaison_app.sync import remote_state
from tests.sync.laptops import Team, digest, family, names
from tests.sync.shared_place import Counted, know, sync

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.driver import Connection


def test_what_one_writes_the_other_gets(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Haddad")
    sync(rosa, place)
    got = sync(ben, place)
    assert names(ben) == ["Haddad"]
    assert got.bundles.new > 0
    family(ben, "Okafor")
    sync(ben, place)
    sync(rosa, place)
    assert names(rosa) == ["Haddad", "Okafor"]
    assert digest(rosa) == digest(ben)


def test_a_laptop_joins_without_any_file(team: Team, place: Path) -> None:
    rosa = team.first()
    family(rosa, "Haddad")
    ben = team.join("Ben Ortiz", told=False)
    sync(rosa, place)
    sync(ben, place)
    assert sync(rosa, place).joined
    sync(ben, place)
    assert names(ben) == ["Haddad"]
    family(ben, "Okafor")
    sync(ben, place)
    sync(rosa, place)
    assert digest(rosa) == digest(ben)


def test_what_came_on_a_stick_goes_on_to_the_shared_place(team: Team, place: Path) -> None:
    rosa, ben, cleo = team.first(), team.join("Ben Ortiz"), team.join("Cleo Park")
    family(cleo, "Haddad")  # Cleo has no connection
    team.send(cleo, ben)
    sync(ben, place)
    sync(rosa, place)
    assert names(rosa) == ["Haddad"]


def test_an_empty_folder_is_not_believed(team: Team, place: Path) -> None:
    rosa = team.first()
    family(rosa, "Haddad")
    sync(rosa, place)
    place.rename(place.with_name("drive"))
    place.mkdir()  # where the drive is not connected
    family(rosa, "Okafor")
    with pytest.raises(RemoteRefuses):
        sync(rosa, place)
    assert list(place.iterdir()) == []


def test_a_place_that_went_back_in_time_is_made_whole(
    team: Team, place: Path, tmp_path: Path
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Haddad")
    sync(rosa, place)
    shutil.copytree(place, tmp_path / "backup")
    family(rosa, "Okafor")
    sync(rosa, place)
    shutil.rmtree(place)
    shutil.copytree(tmp_path / "backup", place)
    assert sync(rosa, place).went_back
    sync(ben, place)
    assert names(ben) == ["Haddad", "Okafor"]
    assert not sync(rosa, place).went_back


@pytest.mark.parametrize("stays", [(), ("remote.json",)], ids=["all went", "the mark stays"])
@pytest.mark.parametrize("added_anew", [False, True], ids=["used again", "added anew"])
def test_colleagues_hear_who_uses_an_emptied_place_again(
    team: Team, place: Path, stays: tuple[str, ...], *, added_anew: bool
) -> None:
    """They remember how often this laptop spoke; it must not begin at one again."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for name in ("Haddad", "Okafor", "Mendes", "Silva", "Tesfaye", "Tran"):
        family(rosa, name)
        sync(rosa, place)
        sync(ben, place)
    for path in place.iterdir():
        if path.name not in stays:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    if added_anew:
        rosa.receive("remote.forget", lambda conn: _forget(conn, know(rosa, place)), changes=0)
    else:
        remote_state.renew(rosa, know(rosa, place))
    sync(rosa, place)
    sync(ben, place)
    family(rosa, "Zamora")
    sync(rosa, place)
    sync(ben, place)
    assert "Zamora" in names(ben)


def _forget(conn: Connection, number: int) -> Written:
    remote_state.forget(conn, number)
    return Written()


def test_where_nothing_is_new_one_request_is_made(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Haddad")
    for one in (rosa, ben, rosa, ben):
        sync(one, place)
    counted = Counted(FolderRemote(place))
    sync(rosa, place, counted)
    assert counted.asked == ["list heads"]


def test_what_was_put_before_a_crash_is_said_again(team: Team, place: Path) -> None:
    """It lies there, and her head said so; then the laptop went off before it noted that."""
    rosa, ben, cleo = team.first(), team.join("Ben Ortiz"), team.join("Cleo Park")
    sync(rosa, place)
    [before] = rosa.read("SELECT state FROM remote")
    heads = {path: path.read_bytes() for path in place.glob("heads/*.flb")}
    family(ben, "Brought by Ben on a stick")
    team.send(ben, rosa)
    sync(rosa, place)
    for path, raw in heads.items():
        path.write_bytes(raw)  # nor had it taken the former one away
    with transaction(rosa.conn):
        rosa.conn.execute("UPDATE remote SET state = ?", (before["state"],))
    family(rosa, "Written after it")
    sync(rosa, place)
    sync(cleo, place)
    assert names(cleo) == ["Brought by Ben on a stick", "Written after it"]
