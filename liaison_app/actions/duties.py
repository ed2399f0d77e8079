"""What the person at this laptop may decide for the team, as the signed roster says it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.sync import rosters
from liaison_app.sync.roster_entries import ADMIN, COORDINATOR

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def roles(workspace: Workspace) -> tuple[str, ...]:
    """The roles of this laptop; none before it is let in, and after it was removed."""
    return rosters.known(workspace.conn).roles_of(own_laptop(workspace))


def own_laptop(workspace: Workspace) -> str:
    """The id of this laptop: 16 hex digits."""
    return workspace.device.partition(".")[0]


def coordinates(workspace: Workspace) -> bool:
    """Whether a coordinator or an admin works here."""
    return bool({COORDINATOR, ADMIN} & set(roles(workspace)))


def administers(workspace: Workspace) -> bool:
    """Whether an admin works here."""
    return ADMIN in roles(workspace)


def refuse_others(workspace: Workspace) -> None:
    """Let only coordinators and admins go on.

    Raises:
        NotAllowed: neither works here.
    """
    if not coordinates(workspace):
        raise NotAllowed(_("That is for a coordinator. Ask yours."))
