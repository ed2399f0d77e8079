"""The first laptop of a team: its keys, the team's streams and secrets, the roster's first entry.

Every workspace begins as such a team of one; workspaces from before files travelled become one at
their next unlock. Joining another team takes the place of it (`joining.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.records.governance import StaffMember, Team
from liaison_app.store import settings
from liaison_app.store.driver import transaction
from liaison_app.sync import caseloads, epochs, identity, rosters
from liaison_app.sync.roster import Roster
from liaison_app.sync.roster_entries import (
    ADMIN,
    CONTROL,
    COORDINATOR,
    LIAISON,
    REFERENCE,
    TEAM,
    Add,
    Found,
)

if TYPE_CHECKING:
    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace

FIRST_ROLES = (ADMIN, COORDINATOR, LIAISON)
KINDS = (CONTROL, TEAM, REFERENCE)


def found(workspace: Workspace) -> None:
    """Make keys, secrets and the first entry in one transaction; does nothing if they are there."""
    conn = workspace.conn
    with workspace.shared.writing, transaction(conn):
        if not identity.has_keys(conn):
            identity.make_keys(conn, workspace.random)
            settings.put(conn, "stream.control", workspace.random.randbytes(8).hex())
            _first_entry(workspace, conn)
            identity.mark_practice(conn, practice=workspace.practice)


def obey_roster(workspace: Workspace) -> None:
    """See to it that the workspace is practice or not as the roster's first entry has it.

    A setting that somebody changed by hand is put right.
    """
    conn = workspace.conn
    if not identity.practice_is_marked(conn):
        signed = rosters.known(conn).practice
        with workspace.shared.writing, transaction(conn):
            identity.mark_practice(conn, practice=signed)
        workspace.shared.look_again()


def _first_entry(workspace: Workspace, conn: Connection) -> None:
    own = identity.of(conn, workspace.device)
    streams = {kind: settings.get(conn, f"stream.{kind}") for kind in KINDS}
    teams = workspace.all(Team)
    person = workspace.get(StaffMember, workspace.person)
    name = person.name
    add = Add(
        laptop=own.laptop,
        name=name,
        person=person.id,
        roles=FIRST_ROLES,
        sign=own.sign.verify_key.encode(),
        age=own.recipient,
        streams=tuple(streams.values()),
    )
    rosters.sign_entry(
        workspace,
        conn,
        [
            Found(
                practice=workspace.practice,
                streams=tuple((stream, kind) for kind, stream in streams.items()),
                team=teams[0].id if teams else "",
                team_name=teams[0].name if teams else "",
            ),
            add,
            *(epochs.make(conn, stream, 1, [own.recipient]) for stream in streams.values()),
            *caseloads.missing(conn, Roster(), [add], workspace.random, besides=[add]),
        ],
    )
