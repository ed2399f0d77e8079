"""Taking a laptop out of the team, for good.

The entry that says so carries new secrets of every stream, wrapped to those who stay. What was
sealed before stays readable to whoever has that laptop and its passphrase: nothing is wiped.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.store import settings
from liaison_app.store.driver import transaction
from liaison_app.sync import epochs, invite_book, rosters
from liaison_app.sync.invite_book import ASKED, CANCELLED, OPEN
from liaison_app.sync.roster import may_invite
from liaison_app.sync.roster_entries import ADMIN, CONTROL, LIAISON, Remove

if TYPE_CHECKING:
    from liaison_app.store.driver import Connection
    from liaison_app.sync.roster import Roster
    from liaison_app.sync.roster_entries import Action
    from liaison_app.workspace import Workspace

_RENEWED = "renewed_after"
"""Setting: the laptops after whose removal this one has made new secrets of its own."""


def may(workspace: Workspace) -> bool:
    """Whether laptops may be removed from here: that is for admins."""
    return ADMIN in rosters.known(workspace.conn).roles_of(_laptop(workspace))


def remove(workspace: Workspace, laptop: str) -> None:
    """Take a laptop out of the team, and make secrets that it never gets.

    Only an admin may, and never itself; so the last admin always stays.

    Args:
        workspace: of an admin.
        laptop: 16 hex digits.

    Raises:
        NotAllowed: this laptop is no admin's, or is the one to be removed.
        UnknownRecord: no such laptop takes part.
    """
    conn = workspace.conn
    with workspace.shared.writing, transaction(conn):
        roster = rosters.known(conn)
        _refuse(workspace, roster, laptop)
        readers = [member for member in roster.members if member.laptop != laptop]
        renewed = epochs.renew(conn, roster, readers, _laptop(workspace))
        do: list[Action] = [Remove(laptop, roster.tips), *renewed]
        rosters.sign_entry(workspace, conn, do)
        for made in invite_book.every(conn):
            if made.state == ASKED and made.request and made.request.laptop == laptop:
                _close(conn, made)


def follow_up(workspace: Workspace, conn: Connection) -> None:
    """Do what follows from removals that others signed, in the caller's transaction.

    Who let somebody in without having heard of a removal wrapped those secrets to the laptop that
    was removed as well. Whoever may makes new ones then, once for each laptop that was removed.
    """
    roster = rosters.known(conn)
    own = roster.laptops.get(_laptop(workspace))
    if own and own.removed:
        for made in invite_book.every(conn):
            if made.state in {OPEN, ASKED}:  # they open nothing to anybody any more
                _close(conn, made)
    if not may_invite(roster, _laptop(workspace), LIAISON):
        return
    now = {(stream, *epoch) for stream, epoch in roster.epochs.items()}
    control = roster.stream(CONTROL)
    done = set(settings.get(conn, _RENEWED).split())
    due = {
        name
        for name, laptop in roster.laptops.items()
        if laptop.removed
        and any(epoch in now and epoch[0] != control for epoch in roster.covered.get(name, ()))
    }
    if due - done:
        renewed = epochs.renew(conn, roster, roster.members, _laptop(workspace))
        rosters.sign_entry(workspace, conn, renewed)
        settings.put(conn, _RENEWED, " ".join(sorted(due | done)))


def _refuse(workspace: Workspace, roster: Roster, laptop: str) -> None:
    if ADMIN not in roster.roles_of(_laptop(workspace)):
        raise NotAllowed(_("Only an admin removes a laptop from the team. Ask your admin."))
    if laptop == _laptop(workspace):
        raise NotAllowed(
            _("A laptop cannot remove itself. Ask another admin to do it from theirs.")
        )
    if laptop not in {member.laptop for member in roster.members}:
        raise UnknownRecord(
            _("No laptop of the team is called that; look at the list of laptops again.")
        )


def _close(conn: Connection, made: invite_book.Made) -> None:
    invite_book.put(conn, replace(made, state=CANCELLED, request=None))


def _laptop(workspace: Workspace) -> str:
    return workspace.device.partition(".")[0]
