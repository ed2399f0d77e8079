"""What a coordinator's laptop sees to: sealed streams for all (`caseloads.py`), new secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from liaison_app.store import caseloads as store_caseloads
from liaison_app.store import settings
from liaison_app.store.driver import transaction
from liaison_app.sync import caseloads, epochs, peers, rosters
from liaison_app.sync.roster import may_invite
from liaison_app.sync.roster_entries import COORDINATOR, LIAISON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection
    from liaison_app.sync.membership import Reader
    from liaison_app.workspace import Workspace

RENEWED_AFTER = timedelta(days=30)
"""Secrets are followed by others after so long, if nothing was a reason before."""


@dataclass(frozen=True)
class Expected:
    """Somebody who is invited: a reader without a laptop yet."""

    person: str
    roles: tuple[str, ...]
    laptop: str = ""
    age: str = ""


def complete(workspace: Workspace, conn: Connection, people: Iterable[Reader] = ()) -> None:
    """Make the sealed streams that are missing, in the caller's transaction.

    Does nothing unless this is a coordinator's laptop.

    Args:
        workspace: this laptop's.
        conn: inside a transaction.
        people: who are no members yet, and should have one.
    """
    roster = rosters.known(conn)
    own = workspace.device.partition(".")[0]
    if COORDINATOR in roster.roles_of(own):
        wanted = [*roster.members, *people]
        do = caseloads.missing(conn, roster, wanted, workspace.random)
        if do:
            rosters.sign_entry(workspace, conn, do)


def renew(workspace: Workspace, conn: Connection) -> None:
    """Make the next secrets of streams whose newest are old, in the caller's transaction.

    Does nothing unless this laptop may, and others take part: nobody else reads what it seals.
    """
    own = peers.laptop_of(workspace.device)
    roster = rosters.known(conn)
    if len(roster.members) < 2 or not may_invite(roster, own, LIAISON):
        return
    line = workspace.now() - RENEWED_AFTER
    old = {stream for stream, made in roster.renewed.items() if made <= line}
    do = epochs.renew(conn, roster, roster.members, own, only=old) if old else []
    if do:
        rosters.sign_entry(workspace, conn, do)


def at_unlock(workspace: Workspace) -> None:
    """Give a workspace from before there were sealed streams what it lacks; else do nothing."""
    conn = workspace.conn
    if settings.get(conn, f"caseload.{store_caseloads.COORDINATORS}"):
        return
    with workspace.shared.writing, transaction(conn):
        complete(workspace, conn)
        caseloads.heed(conn, rosters.known(conn))
