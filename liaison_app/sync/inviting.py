"""Inviting a laptop: what the invite says, and what is remembered of it here."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.records.governance import Team
from liaison_app.remotes import addresses
from liaison_app.store import settings
from liaison_app.store.driver import transaction
from liaison_app.sync import (
    completing,
    enrolments,
    epochs,
    invite_book,
    invite_files,
    remote_state,
    rosters,
)
from liaison_app.sync.invite_book import OPEN, Made
from liaison_app.sync.membership import reads
from liaison_app.sync.roster import may_invite
from liaison_app.sync.roster_entries import ADMIN, COORDINATOR, LIAISON, SEALED, Add, Found

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from liaison_app.remotes.addresses import Address
    from liaison_app.store.driver import Connection
    from liaison_app.sync.invite_files import Invite
    from liaison_app.sync.membership import Reader
    from liaison_app.sync.roster import Roster
    from liaison_app.sync.roster_entries import EpochName
    from liaison_app.workspace import Workspace

ROLES = {
    ADMIN: (ADMIN, COORDINATOR, LIAISON),
    COORDINATOR: (COORDINATOR, LIAISON),
}
"""What else comes with a role."""


def may(workspace: Workspace, role: str) -> bool:
    """Whether somebody may be invited from this laptop with this role."""
    return may_invite(rosters.known(workspace.conn), workspace.device.partition(".")[0], role)


def draw_up(
    workspace: Workspace,
    person: str,
    name: str,
    role: str,
    *,
    by_post: bool,
    remotes: Mapping[str, Mapping[str, str]] | None = None,
) -> Invite:
    """Write down what an invite says; nothing is kept of it yet.

    Args:
        workspace: where somebody is invited to.
        person: the id of who is invited.
        name: their name.
        role: what their laptop is let in as.
        by_post: leave every secret out.
        remotes: name of each shared place that the laptop is to use, to what opens it for that
            laptop alone; who this laptop signs in as is never passed on.

    Raises:
        UnknownRecord: there is no shared place of a name.
        NotAllowed: that is not for this laptop to do.
    """
    conn = workspace.conn
    roster = rosters.known(conn)
    own = roster.laptops.get(workspace.device.partition(".")[0])
    if own is None or not may_invite(roster, own.laptop, role):
        raise _not_theirs(coordinates=own is not None and may_invite(roster, own.laptop, LIAISON))
    roles = ROLES.get(role, (role,))
    expected = completing.Expected(person, roles)
    with workspace.shared.writing, transaction(conn):
        completing.complete(workspace, conn, [expected])
    roster = rosters.known(conn)
    teams = [team for team in workspace.all(Team) if team.id == roster.team]
    return invite_files.Invite(
        id=workspace.random.randbytes(8).hex(),
        by_post=by_post,
        expires=workspace.now() + invite_files.lifetime(by_post=by_post),
        root=roster.root,
        genesis=settings.get(conn, rosters.GENESIS),
        found=Found(
            practice=roster.practice,
            streams=tuple((one, k) for one, k in roster.streams.items() if k != SEALED),
            team=roster.team,
            team_name=teams[0].name if teams else roster.team_name,
        ),
        person=person,
        person_name=name,
        roles=roles,
        epochs=_epochs(conn, roster, None if by_post else expected),
        caseloads=tuple(roster.owners.items()),
        entries=() if by_post else tuple(rosters.raw_entries(conn)),
        inviter=Add(
            laptop=own.laptop,
            name=own.name,
            person=own.person,
            roles=own.roles,
            sign=own.sign,
            age=own.age,
            streams=roster.open_streams(own.laptop),
            invite=own.invite,
        ),
        since=own.since,
        remotes=_places(conn, remotes or {}, by_post=by_post),
    )


def _epochs(conn: Connection, roster: Roster, reader: Reader | None) -> dict[EpochName, str]:
    """Give what to seal to, with every secret of the streams that somebody will read."""
    names = {(stream, *epoch): "" for stream, epoch in roster.epochs.items()}
    if reader is None:
        return names
    hers = {
        name: secret
        for name, secret in epochs.held(conn).items()
        if name[0] not in roster.owners or reads(reader, roster.owners[name[0]])
    }
    return dict(sorted((names | hers).items()))


def _places(
    conn: Connection, wanted: Mapping[str, Mapping[str, str]], *, by_post: bool
) -> tuple[tuple[str, Address], ...]:
    """Give the shared places of these names, opened as is said; by post without any secret."""
    known = {one.name: one.address for one in remote_state.every(conn)}
    if not known.keys() >= wanted.keys():
        raise UnknownRecord(_("There is no shared place of this name. Look at the list."))
    places = [(name, addresses.shared(known[name], keys)) for name, keys in wanted.items()]
    return tuple((name, addresses.open_to_all(one) if by_post else one) for name, one in places)


def keep(workspace: Workspace, invite: Invite, code: str, path: Path, sealed: bytes) -> None:
    """Remember an invite: not its code, only what proves that somebody typed it."""
    made = Made(
        id=invite.id,
        state=OPEN,
        expires=invite.expires,
        person=invite.person,
        name=invite.person_name,
        roles=invite.roles,
        by_post=invite.by_post,
        key=enrolments.mac_key(code).hex(),
        path=str(path),
        sha256=hashlib.sha256(sealed).hexdigest(),
    )
    conn = workspace.conn
    with workspace.shared.writing, transaction(conn):
        invite_book.put(conn, made)


def forget(workspace: Workspace, invite_id: str) -> None:
    """Forget an invite whose file could not be written; nobody has it."""
    conn = workspace.conn
    with workspace.shared.writing, transaction(conn):
        invite_book.forget(conn, invite_id)


def _not_theirs(*, coordinates: bool) -> NotAllowed:
    if coordinates:
        return NotAllowed(
            _("A coordinator invites liaisons and the office. Ask an admin to invite this person.")
        )
    return NotAllowed(
        _(
            "Only a coordinator's or admin's laptop can invite others. Ask your coordinator to"
            " invite them."
        )
    )
