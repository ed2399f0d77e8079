"""A shared place on which something of every kind lies, and the laptop that put it there."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

import pyrage

from liaison_app.records.governance import StaffMember
from liaison_app.remotes.addresses import Address
from liaison_app.store.changes import Written
from liaison_app.store.keyslots import new_code, read_code
from liaison_app.sync import invite_files, inviting, remote_keeping, remote_state
from liaison_app.workspace import Add
from tests.sync.laptops import Team, family
from tests.sync.shared_place import sync

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace


@contextmanager
def a_place(folder: Path) -> Iterator[tuple[Workspace, Path, list[bytes]]]:
    """Give a laptop, its place, and what is in invites with places of the same team."""
    place = folder / "place"
    place.mkdir()
    team = Team(folder)
    rosa, ben = team.first(), team.join("Ben Ortiz")
    with patch.object(remote_keeping, "MANY_BUNDLES", 2):
        for number in range(4):
            family(rosa, f"Family {number}")
            family(ben, f"Other {number}")
            for one in (ben, rosa):
                sync(one, place)
        sync(rosa, place)
    yield rosa, place, [_invite(rosa, by_post=by_post) for by_post in (False, True)]
    team.close()


def _invite(rosa: Workspace, *, by_post: bool) -> bytes:
    def add(conn: Connection) -> Written:
        keys = {"user": "ana", "password": "quiet"}
        remote_state.add(conn, f"school {by_post}", Address("webdav+https://example.org/x", keys))
        return Written()

    rosa.receive("remote.add", add, changes=0)
    staff = rosa.commit("device.invite", [Add(StaffMember(name="Cleo Park"))]).ids[0]
    places = {f"school {by_post}": {"user": "cleo", "password": "other"}}
    drawn = inviting.draw_up(rosa, staff, "Cleo Park", "liaison", by_post=by_post, remotes=places)
    code = new_code(rosa.random.randbytes)
    sealed = invite_files.seal(drawn, code, rosa.random.randbytes)
    plain: bytes = pyrage.passphrase.decrypt(sealed, read_code(code))
    return plain.rstrip(b" ")
