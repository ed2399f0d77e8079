"""A stick that was put in again may be found at another place: another letter, another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.remotes import addresses
from liaison_app.remotes.addresses import Address
from liaison_app.sync import remote_layout, remote_state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from liaison_app.sync.remote_state import Known
    from liaison_app.workspace import Workspace


def follow(workspace: Workspace, folders: Iterable[Path]) -> tuple[str, ...]:
    """Let shared places on sticks be where the sticks are now.

    A folder is the same place if it bears the mark that the place bore, and the place is not where
    it was. May take long where a network drive is gone: call it in another thread.

    Args:
        workspace: this laptop's.
        folders: on sticks that are in this computer.

    Returns:
        The names of the places that moved.
    """
    away = {
        known.state.id: known
        for known in workspace.reading(remote_state.every)
        if known.address.kind == addresses.FOLDER
        and known.state.id
        and not addresses.folder_of(known.address.url).is_dir()
    }
    moved = []
    for folder in folders if away else ():
        known = away.pop(_id_of(workspace, folder), None)
        if known:
            _move(workspace, known, folder)
            moved.append(known.name)
    return tuple(moved)


def _id_of(workspace: Workspace, folder: Path) -> str:
    """Which place of this team a folder is; "" for none."""
    try:
        with (folder / remote_layout.MARK).open("rb") as file:
            mark = remote_layout.read_mark(file.read(remote_layout.MOST_MARK))
    except OSError:
        return ""
    return mark.id if mark and mark.root == workspace.root else ""


def _move(workspace: Workspace, known: Known, folder: Path) -> None:
    address = Address(f"folder:{folder}", known.address.keys)
    remote_state.note(
        workspace, "remote.change", lambda c: remote_state.put_keys(c, known.n, address)
    )
