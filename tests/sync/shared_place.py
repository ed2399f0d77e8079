"""A shared folder for tests, and laptops that exchange with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.remotes.addresses import Address
from liaison_app.remotes.folder import FolderRemote
from liaison_app.store.changes import Written
from liaison_app.sync import remote_exchange, remote_state

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.remotes.protocol import Entry, Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.remote_exchange import Exchanged
    from liaison_app.sync.remote_state import State
    from liaison_app.workspace import Workspace


class Counted:
    """A remote that counts what is asked of it."""

    def __init__(self, inner: Remote) -> None:
        self.inner = inner
        self.asked: list[str] = []

    def list(self, folder: str) -> list[Entry]:
        self.asked.append(f"list {folder}")
        return self.inner.list(folder)

    def get(self, name: str, *, start: int = 0, most: int = 1 << 30) -> bytes:
        self.asked.append(f"get {name}")
        return self.inner.get(name, start=start, most=most)

    def put(self, name: str, data: bytes) -> None:
        self.asked.append(f"put {name}")
        self.inner.put(name, data)

    def delete(self, name: str) -> None:
        self.asked.append(f"delete {name}")
        self.inner.delete(name)

    def probe(self) -> None:
        self.asked.append("probe")
        self.inner.probe()

    def close(self) -> None:
        self.inner.close()


def know(workspace: Workspace, place: Path) -> int:
    """Tell a laptop of the shared place; gives its number."""
    known = workspace.reading(remote_state.every)
    if known:
        return known[0].n
    found: list[int] = []

    def work(conn: Connection) -> Written:
        found.append(remote_state.add(conn, "office", Address(f"folder:{place}")))
        return Written()

    workspace.receive("remote.add", work, changes=0)
    return found[0]


def sync(workspace: Workspace, place: Path, remote: Remote | None = None) -> Exchanged:
    """Exchange once."""
    with_it = remote or FolderRemote(place)
    try:
        return remote_exchange.exchange(workspace, with_it, know(workspace, place))
    finally:
        with_it.close()


def state(workspace: Workspace) -> State:
    """What a laptop remembers of the shared place."""
    return workspace.reading(remote_state.every)[0].state
