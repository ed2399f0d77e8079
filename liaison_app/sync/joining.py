"""Joining a team with an invite: with a new workspace, or with one that nobody else knows of.

What joins is a laptop of the team as far as it knows; until the roster names it, its files carry
its enrolment (`enrolments.py`). In the same room it can read at once what others send; by post it
can only write, sealed to the team, until it is let in (`welcomes.py`).
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records import TYPES, Stream
from liaison_app.records.governance import StaffMember, Team
from liaison_app.store import applying, caseloads, clock, judging, ops, renaming, rights, settings
from liaison_app.store.changes import Put, Touched
from liaison_app.store.driver import roomy, transaction
from liaison_app.store.merge import DELETED
from liaison_app.sync import caseloads as sync_caseloads
from liaison_app.sync import (
    container,
    enrolments,
    epochs,
    identity,
    invite_book,
    remote_state,
    rosters,
)
from liaison_app.sync.enrolments import Enrolment
from liaison_app.sync.roster_entries import action_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.records import Record
    from liaison_app.store.driver import Connection
    from liaison_app.store.writing import Progress
    from liaison_app.sync.identity import Identity
    from liaison_app.sync.invite_files import Invite
    from liaison_app.workspace import Workspace

JOINED = "joined"
_MANY = 10_000


@dataclass(frozen=True)
class Joined:
    """How this laptop came to its team.

    Attributes:
        enrolment: what it says of itself until it is let in.
        key: the MAC key of the code, in hex.
        by_post: it came with no secret.
        inviter: the laptop that invited.
        inviter_name: the name of who works there.
        inviter_key: its Ed25519 public key.
        expires: when the invite does, in UTC.
    """

    enrolment: Enrolment
    key: str = field(repr=False)
    by_post: bool
    inviter: str
    inviter_name: str
    inviter_key: bytes
    expires: datetime


def refuse_expired(invite: Invite, now: datetime) -> None:
    """Refuse an invite that is too old.

    Raises:
        NotAllowed: it is.
    """
    if invite.expires < now:
        raise NotAllowed(
            _(
                "This invite has expired. Ask for a new one; if it was made just now, see whether"
                " the date and time of this computer are right."
            )
        )


def begin(workspace: Workspace, invite: Invite, code: str) -> None:
    """Let a workspace in which nothing is yet be one of the team's.

    Args:
        workspace: new and empty.
        invite: as it was read, and not expired.
        code: as typed.
    """
    conn = workspace.conn
    with workspace.shared.writing, transaction(conn):
        identity.make_keys(conn, workspace.random)
        _take_over(conn, invite, code)
        _write_names(workspace, conn, invite)
    workspace.shared.look_again()


def refuse_known(workspace: Workspace, invite: Invite) -> None:
    """Refuse to bring a workspace into a team that others know of, or that is of another kind.

    Raises:
        NotAllowed: says why, and what to do instead.
        InvalidValue: practice and real would mix.
    """
    if workspace.practice != invite.found.practice:
        raise InvalidValue(
            _(
                "This invite is into a practice caseload. Real families never go into practice:"
                " join with a new workspace in a folder of its own."
            )
            if invite.found.practice
            else _(
                "This is a practice caseload, and the invite is into a real team. Practice never"
                " goes there: join with a new workspace in a folder of its own."
            )
        )
    conn = workspace.conn
    roster = rosters.known(conn)
    members = {member.laptop for member in roster.members}
    own = workspace.device.partition(".")[0]
    same_team = settings.get(conn, rosters.GENESIS) == invite.genesis  # a root is not proof of it
    if same_team and own in members:
        raise NotAllowed(
            _("This laptop is in {team} already, so there is nothing to do.").format(
                team=isolate(invite.found.team_name)
            )
        )
    if joined(conn) is not None:  # not let in yet: another invite into the same team will do
        if invite.root != workspace.root or own in roster.laptops:  # it was removed
            raise NotAllowed(
                _(
                    "This workspace belongs to a team already. Join with a new workspace in"
                    " another folder; what is here stays here."
                )
            )
    elif members != {own} or _exchanged(conn):
        raise NotAllowed(
            _(
                "Others were invited into this workspace, or a file was made from it, so it cannot"
                " become part of another team. Join with a new workspace in another folder."
            )
        )


def rehome(
    workspace: Workspace,
    invite: Invite,
    code: str,
    ids: Mapping[str, str],
    progress: Progress | None = None,
) -> None:
    """Bring a workspace with all that is in it into the team that the invite is for.

    Args:
        workspace: `refuse_known` had nothing against it.
        invite: as it was read, and not expired.
        code: as typed.
        ids: former id to new id: `person_and_team`, and what else follows from the team's root.
        progress: called with (done, all); raises `Cancelled` to stop, and nothing is changed.

    Raises:
        WorkspaceInUse: other work is under way.
        NoRoom, ReadOnlyPlace, Cancelled: nothing was changed.
    """
    with workspace.alone():
        opened = workspace.shared.opened
        conn = opened.database
        streams = {
            settings.get(conn, f"stream.{kind}"): stream for stream, kind in invite.found.streams
        }
        sealed = caseloads.renamed(conn, workspace.person, invite.person, dict(invite.caseloads))
        ids = {**ids, **caseloads.renamed_ids(conn, sealed)}
        with roomy(conn, _MANY), transaction(conn):
            renaming.rename_records(conn, ids, streams | sealed, progress, drafts=opened.drafts)
            _take_over(conn, invite, code)
            _write_names(workspace, conn, invite)
        renaming.rename_drafts(conn, opened.drafts)
    workspace.shared.look_again()
    names = [Put(cls, record_id, {"name": name}) for cls, record_id, name in _called(invite)]
    workspace.commit("device.join", names)
    workspace.tell(Touched(frozenset(TYPES), None, "device.join"))


def joined(conn: Connection) -> Joined | None:
    """Say how this laptop came to its team; None if it began it."""
    said = settings.get(conn, JOINED)
    if not said:
        return None
    told = json.loads(said)
    return Joined(
        enrolment=enrolments.read(told["enrolment"]),
        key=told["key"],
        by_post=told["by_post"],
        inviter=told["inviter"],
        inviter_name=told["inviter_name"],
        inviter_key=bytes.fromhex(told["inviter_key"]),
        expires=datetime.fromisoformat(told["expires"]),
    )


def enrolment(workspace: Workspace, own: Identity) -> bytes | None:
    """Give the record that a file carries until the roster names this laptop; then None."""
    conn = workspace.conn
    how = joined(conn)
    roster = rosters.known(conn)
    if how is None or own.laptop in roster.laptops:
        return None
    control = settings.get(conn, "stream.control")
    line = {
        "kind": enrolments.KIND,
        "dev": own.dev,
        "stream": control,
        "n": 1,
        "prev": "",
        **enrolments.said_of(how.enrolment),
        "asked": workspace.now().isoformat(),
        "mac": enrolments.mac(bytes.fromhex(how.key), workspace.root, how.enrolment),
    }
    epoch, recipient = epochs.current(conn, roster, control)
    pk = own.sign.verify_key.encode().hex()
    header = container.Header(control, epoch, own.dev, 1, "", pk)
    plain = json.dumps(line, separators=(",", ":"), ensure_ascii=False).encode() + b"\n"
    return container.seal(plain, header, own.sign, recipient)


def fingerprint(workspace: Workspace) -> bytes:
    """Give the 80 bits behind the words that this laptop shows; empty if it is let in."""
    how = joined(workspace.conn)
    own = workspace.device.partition(".")[0]
    if how is None or own in rosters.known(workspace.conn).laptops:
        return b""
    return enrolments.fingerprint(workspace.root, how.inviter_key, how.enrolment)


def _take_over(conn: Connection, invite: Invite, code: str) -> None:
    """Be the team's: its root, streams, roster and secrets in place of one's own."""
    if settings.get(conn, "root") != invite.root:
        for table in ("epoch", "roster_entry"):
            conn.execute(f"DELETE FROM {table}")  # noqa: S608  (two names)
        caseloads.forget(conn)
    settings.put(conn, "root", invite.root)
    settings.put(conn, "person", invite.person)
    settings.put(conn, rosters.GENESIS, invite.genesis)
    for stream, kind in invite.found.streams:
        settings.put(conn, f"stream.{kind}", stream)
    caseloads.remember(conn, dict(invite.caseloads))
    for name, secret in invite.epochs.items():
        if secret:
            epochs.keep(conn, name, secret)
    told = {
        "do": [action_json(invite.found), action_json(invite.inviter)],
        "since": invite.since.isoformat(),
        "epochs": {stream: [number, recipient] for stream, number, recipient in invite.epochs},
        "owners": dict(invite.caseloads),
    }
    settings.put(conn, rosters.INVITED_BY, json.dumps(told, ensure_ascii=False))
    for raw in invite.entries:
        rosters.keep(conn, next(container.read_records(io.BytesIO(raw))))
    own = identity.of(conn, settings.get(conn, "device"))
    settings.put(conn, JOINED, json.dumps(_how(own, invite, code), ensure_ascii=False))
    identity.mark_practice(conn, practice=invite.found.practice)
    sync_caseloads.heed(conn, rosters.known(conn))
    # Who is not let in yet may do already what they will be let in for.
    rights.remember_writer(conn, own.laptop, invite.person, invite.roles)
    judging.judge_anew(conn, [own.laptop])
    _keep_places(conn, invite)


def _keep_places(conn: Connection, invite: Invite) -> None:
    """Keep the shared places of the invite; one that has the name of another is left out."""
    taken = {known.name for known in remote_state.every(conn)}
    for name, place in invite.remotes:
        if name not in taken:
            remote_state.add(conn, name, place)


def _how(own: Identity, invite: Invite, code: str) -> dict[str, object]:
    said = Enrolment(
        invite=invite.id,
        laptop=own.laptop,
        sign=own.sign.verify_key.encode(),
        age=own.recipient,
        name=invite.person_name,
    )
    return {
        "enrolment": enrolments.said_of(said),
        "key": enrolments.mac_key(code).hex(),
        "by_post": invite.by_post,
        "inviter": invite.inviter.laptop,
        "inviter_name": invite.inviter.name,
        "inviter_key": invite.inviter.sign.hex(),
        "expires": invite.expires.isoformat(),
    }


def _write_names(workspace: Workspace, conn: Connection, invite: Invite) -> None:
    """Write who works here and in which team, so that both have a name before anything arrives.

    Only the names are written: the team's laptops have them too, so that nobody is asked which of
    two values is right, whatever else they come to say.
    """
    for cls, record_id, name in _called(invite):
        found = conn.execute(
            f"SELECT 1 FROM {cls.TYPE.name} WHERE id = ?",  # noqa: S608  (a declared type)
            (record_id,),
        ).fetchone()
        if found is None:
            _write_name(workspace, conn, cls, record_id, name)


def _called(invite: Invite) -> list[tuple[type[Record], str, str]]:
    """What person and team are called in the team that is joined."""
    person: tuple[type[Record], str, str] = (StaffMember, invite.person, invite.person_name)
    team = (Team, invite.found.team, invite.found.team_name)
    return [person, team] if invite.found.team else [person]


def _write_name(
    workspace: Workspace, conn: Connection, cls: type[Record], record_id: str, name: str
) -> None:
    stream = settings.get(conn, f"stream.{Stream.REFERENCE}")
    origin = ops.origin_number(conn, stream, settings.get(conn, "device"))
    seq = ops.last_seq(conn, origin) + 1
    last = conn.execute("SELECT hlc FROM clock WHERE n = 1").fetchone()[0]
    hlc = clock.tick(last, workspace.now())
    conn.execute("UPDATE clock SET hlc = ? WHERE n = 1", (hlc,))
    op = ops.Op(
        origin=origin,
        seq=seq,
        hlc=hlc,
        act=seq,
        type=cls.TYPE.name,
        id=record_id,
        body=ops.encode({DELETED: [False], "name": [name]}),
        action=ops.encode({"name": "device.join"}),
    )
    applying.take(conn, op)


def person_and_team(workspace: Workspace, invite: Invite) -> dict[str, str]:
    """Give what one's own record and team are called in the team that is joined.

    What was sealed already cannot be called anything else any more: of those who join the same
    team a second time, with another invite.
    """
    if invite.root == workspace.root and _exchanged(workspace.conn):
        return {}
    renamed = {workspace.person: invite.person}
    own_team = rosters.known(workspace.conn).team
    if own_team and invite.found.team:
        renamed[own_team] = invite.found.team
    return renamed


def _exchanged(conn: Connection) -> bool:
    """Whether anything left this workspace for others, or came from them."""
    if invite_book.every(conn):
        return True
    tables = ("file_made", "file_taken", "bundle", "peer")
    return any(
        conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608  (of this list)
        for table in tables
    )
