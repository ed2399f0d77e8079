"""Giving a laptop of the team more to do: what it wrote beyond its role until then acts at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES
from liaison_app.store.changes import Touched
from liaison_app.store.driver import transaction
from liaison_app.sync import invites, rosters
from liaison_app.sync.inviting import ROLES
from liaison_app.sync.roster_entries import ADMIN, Grant

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def grant(workspace: Workspace, laptop: str, role: str) -> None:
    """Give a laptop a role, with what comes with it, for good.

    Secrets that the role opens are shared in the same step if this laptop holds them. A role is
    taken away by removing the laptop.

    Args:
        workspace: of an admin.
        laptop: 16 hex digits.
        role: its name.

    Raises:
        NotAllowed: this laptop is no admin's.
        UnknownRecord: no such laptop takes part.
    """
    conn = workspace.conn
    roster = rosters.known(conn)
    if ADMIN not in roster.roles_of(workspace.device.partition(".")[0]):
        raise NotAllowed(_("Only an admin gives roles. Ask your admin."))
    if laptop not in {member.laptop for member in roster.members}:
        raise UnknownRecord(
            _("No laptop of the team is called that; look at the list of laptops again.")
        )
    with workspace.shared.writing, transaction(conn):
        rosters.sign_entry(workspace, conn, [Grant(laptop, ROLES.get(role, (role,)))])
    invites.upkeep(workspace)
    workspace.tell(Touched(frozenset(TYPES), None, "device.role"))
