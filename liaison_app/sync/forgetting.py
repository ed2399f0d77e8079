"""What a laptop wrote into a colleague's caseload does not stay on it.

Writing there needs no key, so the words lie on the writer's own laptop as well. Once a member of
that stream has proved to hold them they are emptied here, in the log and in the tables, so that one
stolen laptop gives away no more than its own caseload. Should the laptop become a member later, its
own sealed bundles give the words back.
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.store import applying, ops, settings
from liaison_app.store.changes import Written
from liaison_app.store.merge import DELETED, REDACT
from liaison_app.store.owning import says_whose
from liaison_app.store.travelling import Names
from liaison_app.sync import epochs, membership, outbox, peers, rosters
from liaison_app.sync.container import open_record, read_record
from liaison_app.sync.lines import unpack_ops

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op
    from liaison_app.sync.roster import Roster
    from liaison_app.workspace import Workspace

_FORGOTTEN = "forgotten_streams"
"""Setting: streams of others in which words of this laptop were emptied here."""


def review(workspace: Workspace) -> None:
    """Empty what members of others' caseloads hold by now; fetch back what this laptop may read."""
    conn = workspace.conn
    roster = rosters.known(conn)
    laptop = workspace.device.partition(".")[0]
    own = roster.laptops.get(laptop)
    if own is None or own.removed:
        return
    theirs = [one for one, owner in roster.owners.items() if not membership.reads(own, owner)]
    due = [op for stream in theirs for op in _held_by_members(conn, roster, stream, laptop)]
    back = [one for one in forgotten(conn) if one not in theirs]
    if not due and not back:
        return

    def work(conn: Connection) -> Written:
        records = {}
        for op in due:
            for name in _words(op):
                op.writes[name][0] = None
            ops.rewrite(conn, op)
            records[op.id] = op.type
        records |= dict(_fetched(conn, back, laptop))
        for record_id, type_name in records.items():
            applying.make_anew(conn, type_name, record_id)
        streams = {_stream(conn, op) for op in due} | set(forgotten(conn)) - set(back)
        settings.put(conn, _FORGOTTEN, json.dumps(sorted(streams)))
        return Written(records, redacted=True)

    workspace.receive("sealed.forget", work, changes=len(due))


def forgotten(conn: Connection) -> list[str]:
    """Give the streams in which words of this laptop were emptied here alone."""
    found: list[str] = json.loads(settings.get(conn, _FORGOTTEN) or "[]")
    return found


def _held_by_members(conn: Connection, roster: Roster, stream: str, laptop: str) -> Iterator[Op]:
    """Give the changes of this laptop in a stream that some member has, and that hold words."""
    rows = conn.execute(
        "SELECT op.*, origin.dev FROM op JOIN origin ON origin.n = op.origin"
        " WHERE origin.stream = ? AND origin.dev LIKE ?",
        (stream, f"{laptop}.%"),
    ).fetchall()
    if not rows:
        return  # as nearly always, and it is asked at every poll
    members = {one.laptop for one in roster.members if membership.reads(one, roster.owners[stream])}
    have = [one.have or {} for one in peers.every(conn) if one.laptop in members]
    for row in rows:
        known = max((one.get(stream, {}).get(row["dev"], 0) for one in have), default=0)
        op = ops.from_row(row)
        if op.seq <= known and _words(op):
            yield op


def _words(op: Op) -> list[str]:
    return [
        name
        for name, write in op.writes.items()
        if write[0] not in (None, "")
        and name != DELETED
        and not name.startswith(REDACT)
        and not says_whose(op.type, name)
    ]


def _fetched(conn: Connection, streams: list[str], laptop: str) -> Iterator[tuple[str, str]]:
    """Write back what own bundles of these streams say; gives the records."""
    for bundle in [one for one in outbox.kept(conn, outbox.OWN) if one.stream in streams]:
        row = conn.execute("SELECT raw FROM bundle WHERE n = ?", (bundle.n,)).fetchone()
        record = read_record(io.BytesIO(row["raw"]))
        if record is None or record.laptop != laptop:
            continue
        try:
            secrets = epochs.secrets(conn, record.stream, record.epoch)
            said = unpack_ops(open_record(record, secrets), record).ops
        except LiaisonError:  # its secret is destroyed, or not here yet
            continue
        names = Names(conn, record.stream)
        for op in map(names.numbered, said):
            conn.execute(
                "UPDATE op SET body = ? WHERE origin = ? AND seq = ?", (op.body, op.origin, op.seq)
            )
            yield op.id, op.type


def _stream(conn: Connection, op: Op) -> str:
    row = conn.execute("SELECT stream FROM origin WHERE n = ?", (op.origin,)).fetchone()
    return str(row["stream"])
