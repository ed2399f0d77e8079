"""After an erasure: new secrets for what follows, and letting go of what was sealed before.

A sealed bundle cannot be changed: its author signed it. What it holds of words that were emptied
since stays inside, encrypted. So once every laptop of the team has heard that they were emptied, a
bundle that holds them is let go: its row stays, as a mark in its author's chain, and its `raw` is
empty. Such a row is never put in a file. Whoever comes later gets what was in it from a snapshot,
in which the words are empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.store.driver import transaction
from liaison_app.sync import epochs, rosters
from liaison_app.sync.roster import may_invite
from liaison_app.sync.roster_entries import LIAISON

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def renew(workspace: Workspace) -> bool:
    """Make new secrets for every stream, if this laptop may and others take part.

    What was sealed before stays readable to whoever holds the former secrets, until these are
    destroyed (`epochs.destroy`).
    """
    conn = workspace.conn
    own = workspace.device.partition(".")[0]
    with workspace.shared.writing, transaction(conn):
        roster = rosters.known(conn)
        if len(roster.members) < 2 or not may_invite(roster, own, LIAISON):
            return False
        renewed = epochs.renew(conn, roster, roster.members, own)
        rosters.sign_entry(workspace, conn, renewed)
    return True
