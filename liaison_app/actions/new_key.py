"""Giving a workspace another database key, so that former passphrases and codes open nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from liaison_app.actions.slots import recovery_wrapping, slots_for
from liaison_app.errors import LiaisonError
from liaison_app.store import access, keyslots, settings

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def give(workspace: Workspace, passphrase: str, code: str | None = None) -> None:
    """Give the files a new key under this passphrase and code.

    Args:
        workspace: this laptop's.
        passphrase: the person's from now on.
        code: of a new sheet, with which the office's code goes as well; None: both stay good.

    Raises:
        WorkspaceInUse, NoRoom, ReadOnlyPlace: the files are under the former key still.
    """
    from liaison_app.sync import office_codes  # noqa: PLC0415  (loads the seals)

    shared = workspace.shared
    with workspace.alone():
        conn = shared.opened.database
        wrapping = recovery_wrapping(conn, shared.sets)
        if code is not None:
            wrapping = keyslots.recovery_key(code)
            settings.put(conn, "next_recovery_key", wrapping.hex())
        office = b"" if code else office_codes.wrapping(conn)
        path = shared.opened.folder.path
        make = slots_for(path, passphrase, wrapping, workspace.random, office)
        shared.sets = access.rekey(shared.opened, shared.sets, make, workspace.random.randbytes)
        settings.put(conn, "recovery_key", wrapping.hex())
        settings.put(conn, access.KEY_IS_DUE, "")
    office_codes.settle(workspace)  # the one that the office keeps may be gone


def give_if_due(workspace: Workspace, passphrase: str) -> None:
    """Give a new key if a code was replaced while nobody typed the passphrase.

    Should it fail, for want of room, the next unlock does it.
    """
    if settings.get(workspace.conn, access.KEY_IS_DUE):
        with suppress(LiaisonError):
            give(workspace, passphrase)
