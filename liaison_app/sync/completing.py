"""What a coordinator's laptop sees to: every liaison has a sealed stream (`caseloads.py`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.store import caseloads as store_caseloads
from liaison_app.store import settings
from liaison_app.store.driver import transaction
from liaison_app.sync import caseloads, rosters
from liaison_app.sync.roster_entries import COORDINATOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection
    from liaison_app.sync.membership import Reader
    from liaison_app.workspace import Workspace


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


def at_unlock(workspace: Workspace) -> None:
    """Give a workspace from before there were sealed streams what it lacks; else do nothing."""
    conn = workspace.conn
    if settings.get(conn, f"caseload.{store_caseloads.COORDINATORS}"):
        return
    with workspace.shared.writing, transaction(conn):
        complete(workspace, conn)
        caseloads.heed(conn, rosters.known(conn))
