"""What an exchange costs, counted and not timed: requests, bytes, steps of the database's machine.

Nothing that is asked every few minutes may grow with what was ever put on the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.records.people import Household
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.folder import FolderRemote
from liaison_app.store.changes import Written
from liaison_app.sync import identity, outbox, remote_keeping
from liaison_app.workspace import Add, Put
from tests.benchmarks.counting import steps_of, wire
from tests.remotes.webdav_servers import wsgidav
from tests.sync.laptops import Team, digest, family
from tests.sync.shared_place import sync

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace

REQUESTS = 10
IDLE_REQUESTS, IDLE_BYTES = 3, 16_000
FEW, MANY = 30, 300


def test_fifty_thousand_changes_come_in_ten_requests(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hundredth of them, in as many bundles."""
    monkeypatch.setattr(outbox, "MOST_OPS", 100)
    (tmp_path / "served").mkdir()
    with wsgidav(tmp_path / "served") as server:
        remote = connect(server.place())
        rosa, ben = team.first(), team.join("Ben Ortiz")
        for one in (rosa, ben, rosa, ben):
            sync(one, tmp_path, remote)
        rosa.commit("import", [Add(Household(name=f"Family {n}")) for n in range(500)])
        assert sync(rosa, tmp_path, remote).sent.bundles == 5
        with wire() as asked:
            got = sync(ben, tmp_path, remote)
        assert got.bundles.new == 500
        assert asked.requests <= REQUESTS
        assert digest(ben) == digest(rosa)


def test_where_nothing_is_new_a_listing_is_asked_for(team: Team, tmp_path: Path) -> None:
    (tmp_path / "served").mkdir()
    with wsgidav(tmp_path / "served") as server:
        remote = connect(server.place())
        rosa = team.first()
        for number in range(9):
            joined = team.join(f"Colleague {number}", told=False)
            for one in (joined, rosa):
                sync(one, tmp_path, remote)
        for _round in range(3):
            for one in team.laptops.values():
                sync(one, tmp_path, remote)
        with wire() as asked:
            sync(rosa, tmp_path, remote)
        assert asked.requests <= IDLE_REQUESTS
        assert asked.size <= IDLE_BYTES


def test_a_poll_costs_no_more_after_many_bundles(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both where nothing is new and where a bundle came."""
    monkeypatch.setattr(remote_keeping, "MANY_BUNDLES", 10 * MANY)  # no snapshot in between
    place = tmp_path / "place"
    place.mkdir()
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Haddad")
    for one in (rosa, ben, rosa, ben):
        sync(one, place)
    costs = []
    for count in (FEW, MANY):
        bundles(rosa, home, count)
        for one in (rosa, ben, rosa, ben):
            sync(one, place)
        bundles(rosa, home, 1)
        sync(rosa, place)
        costs.append((steps(ben, place), steps(ben, place)))
    (busy_before, idle_before), (busy_after, idle_after) = costs
    assert idle_after <= idle_before * 1.05
    assert busy_after <= busy_before * 1.05


def bundles(workspace: Workspace, home: str, count: int) -> None:
    """Write something again and again, and seal it each time."""

    def seal(conn: Connection) -> Written:
        outbox.seal_pending(workspace, conn, identity.own(workspace))
        return Written()

    for number in range(count):
        workspace.commit("x", [Put(Household, home, {"name": f"Haddad {number}"})])
        workspace.receive("sync", seal, changes=0)


def steps(workspace: Workspace, place: Path) -> int:
    """How much work of the database's an exchange is."""
    with steps_of(workspace.conn) as counted:
        sync(workspace, place, FolderRemote(place))
    return counted.count
