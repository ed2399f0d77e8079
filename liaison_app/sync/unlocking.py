"""What a workspace sees to when it was unlocked, as a laptop among others; mostly nothing."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.store import erasing, settings
from liaison_app.sync import identity, invite_book

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def unlocked(workspace: Workspace) -> None:
    """Have keys and a team; end invites that lapsed, and what was left beside somebody erased."""
    identity.found(workspace)
    if not settings.get(workspace.conn, "caseload."):
        from liaison_app.sync import completing  # noqa: PLC0415  (loads the seals)

        completing.at_unlock(workspace)
    if erasing.any_here(workspace.conn):
        workspace.shared.shed(workspace.conn)
        from liaison_app.sync import ending, shredding  # noqa: PLC0415  (loads the seals)

        with suppress(LiaisonError):  # as on a full disk; it is tried again at the next unlock
            shredding.let_go(workspace)
            ending.end(workspace)
    if invite_book.any_open(workspace.conn):
        from liaison_app.sync import invites  # noqa: PLC0415  (loads the seals)

        invites.upkeep(workspace)
