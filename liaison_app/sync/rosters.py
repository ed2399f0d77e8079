"""The roster as a file holds it: entries kept, read, verified, and new ones signed.

A workspace believes in one first entry, whose hash is the setting `genesis`: its own, or the one
that an invite named. Everything else follows from signatures.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.remembered import remembered
from liaison_app.store import settings
from liaison_app.sync import alarms, caseloads, container, epochs, identity
from liaison_app.sync.roster import Laptop, Roster, fold
from liaison_app.sync.roster_entries import (
    ADMIN,
    COORDINATOR,
    KIND,
    SEALED,
    Action,
    Add,
    Entry,
    Found,
    action_json,
    actions_of,
    time_of,
)
from liaison_app.sync.strict import parse_object

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.workspace import Workspace

GENESIS, INVITED_BY = "genesis", "invited_by"
_INVITERS = frozenset({ADMIN, COORDINATOR})
_encode = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


def known(conn: Connection, more: Iterable[Record] = ()) -> Roster:
    """Give the roster as far as this laptop knows it.

    A laptop that joined by post cannot read it before it is let in; it then knows the one that
    invited it, and the team.

    Args:
        conn: the database.
        more: entries that came in and are not kept yet; they may be forged.
    """
    raws = dict.fromkeys([*raw_entries(conn), *(one.raw for one in more)])
    return _known(tuple(raws), _belief(conn), settings.get(conn, INVITED_BY))


def unproved(conn: Connection, records: Iterable[Record]) -> list[Record]:
    """Give those of these entries that are not kept here, or not signed as they are.

    An entry's bytes may differ in the signature alone: whoever signs can do so in many ways, and so
    could give two colleagues copies that each would hold to be damaged in the other's files.
    Whether it counts is another question: its author may have had no right to it.
    """
    raws = raw_entries(conn)
    signed = {entry.hash: entry.key for entry in _entries(raws, _belief(conn))}
    kept = set(raws)
    return [
        record
        for record in records
        if record.hash not in signed
        or not (record.raw in kept or _is_signed(record, signed[record.hash]))
    ]


def keep(conn: Connection, record: Record) -> bool:
    """Keep an entry as it came, in the caller's transaction; says whether it was new.

    Whether it counts is for `known` to say. Another first entry than ours is never kept.
    """
    if record.n == 1 and record.hash != settings.get(conn, GENESIS):
        return False
    done = conn.execute(
        "INSERT OR IGNORE INTO roster_entry (hash, n, raw) VALUES (?, ?, ?)",
        (record.hash, record.n, record.raw),
    )
    return bool(done.rowcount)


def learn(conn: Connection, laptop: str, now: datetime) -> Roster:
    """Take to heart what entries that were kept say, in the caller's transaction.

    Secrets that they hold for this laptop are kept, what they say of streams and roles is heeded
    (`caseloads.py`), and alarms are raised.

    Args:
        conn: inside a transaction.
        laptop: this laptop's id.
        now: the time here.
    """
    roster = known(conn)
    epochs.learn(conn, roster, laptop)
    caseloads.heed(conn, roster)
    for other in roster.alarms:
        alarms.add(conn, now, alarms.ROSTER, {"laptop": other})
    return roster


def sign_entry(workspace: Workspace, conn: Connection, do: Sequence[Action]) -> bytes:
    """Sign the next entry and keep it, in the caller's transaction; gives its bytes.

    Whether this laptop may do it is for the caller to ask: others leave out what it may not.
    """
    own = identity.of(conn, workspace.device)
    roster = known(conn)
    depth, head = roster.head
    stream = settings.get(conn, "stream.control")
    line = {
        "kind": KIND,
        "dev": own.dev,
        "stream": stream,
        "n": depth + 1,
        "prev": head,
        "root": settings.get(conn, "root"),
        "time": workspace.now().isoformat(),
        "do": [action_json(action) for action in do],
    }
    epoch, recipient = epochs.current(conn, roster, stream)
    pk = "" if own.laptop in roster.laptops else own.sign.verify_key.encode().hex()
    header = container.Header(stream, epoch, own.dev, depth + 1, head, pk)
    raw = container.seal(_encode(line).encode() + b"\n", header, own.sign, recipient)
    record = _record(raw)
    if not depth:
        settings.put(conn, GENESIS, record.hash)
    keep(conn, record)
    caseloads.heed(conn, known(conn))
    return raw


def raw_entries(conn: Connection) -> list[bytes]:
    """Give every entry as it is kept, parents first."""
    rows = conn.execute("SELECT raw FROM roster_entry ORDER BY n, hash")
    return [bytes(row["raw"]) for row in rows]


def hashes(conn: Connection) -> list[str]:
    """Give the hash of every entry that is kept."""
    return [row["hash"] for row in conn.execute("SELECT hash FROM roster_entry ORDER BY hash")]


@dataclass(frozen=True)
class _Belief:
    """What a workspace goes by when it reads entries."""

    root: str
    genesis: str
    control: str
    secrets: tuple[str, ...] = field(repr=False)


@remembered(maxsize=8)
def _known(raws: tuple[bytes, ...], belief: _Belief, invited_by: str) -> Roster:
    found = fold(_entries(raws, belief), belief.root)
    if found.root or not invited_by:
        return found
    return _by_invite(invited_by, belief.root)


def _belief(conn: Connection) -> _Belief:
    control = settings.get(conn, "stream.control")
    secrets = tuple(secret for name, secret in epochs.held(conn).items() if name[0] == control)
    return _Belief(settings.get(conn, "root"), settings.get(conn, GENESIS), control, secrets)


def _by_invite(said: str, root: str) -> Roster:
    """The roster of a laptop that cannot read it yet: who invited it, into which team."""
    told = json.loads(said)
    actions = actions_of(told["do"])
    found = next(action for action in actions if isinstance(action, Found))
    since = time_of(told["since"])
    return Roster(
        root=root,
        practice=found.practice,
        team=found.team,
        team_name=found.team_name,
        streams=dict(found.streams) | dict.fromkeys(told.get("owners", {}), SEALED),
        owners=told.get("owners", {}),
        laptops={
            action.laptop: Laptop(**vars(action), since=since)
            for action in actions
            if isinstance(action, Add)
        },
        epochs={stream: (number, name) for stream, (number, name) in told["epochs"].items()},
    )


def _entries(raws: Sequence[bytes], belief: _Belief) -> list[Entry]:
    """Verify and read the entries whose authors become known along the way.

    Only who is let in as somebody who may let in others can write an entry that counts. What
    anybody else signs is not read, so that nobody fills everybody's files with it.
    """
    waiting: dict[str, list[Record]] = {}
    for record in map(_record, raws):
        if record.stream == belief.control:
            waiting.setdefault(record.laptop, []).append(record)
    authors = [
        (record.laptop, bytes.fromhex(record.pk))
        for records in waiting.values()
        for record in records
        if record.hash == belief.genesis and record.pk
    ]
    entries: list[Entry] = []
    for laptop, key in authors:  # which grows meanwhile
        read = {
            record.hash: entry
            for record in waiting.get(laptop, ())
            if (entry := _entry(record, key, belief))
        }
        entries += read.values()
        waiting[laptop] = [one for one in waiting.get(laptop, ()) if one.hash not in read]
        let_in = (add for entry in read.values() for add in entry.do if isinstance(add, Add))
        found = {(add.laptop, add.sign) for add in let_in if _INVITERS.intersection(add.roles)}
        authors += sorted(found.difference(authors))
    return entries


def _entry(record: Record, key: bytes, belief: _Belief) -> Entry | None:
    """Read an entry that this key signed; what is not one, or not for us, is none."""
    try:
        container.verify(record, key)
        said = parse_object(container.open_record(record, belief.secrets).rstrip(b"\n"))
        bound = [said.get(name) for name in ("kind", "dev", "stream", "n", "prev", "root")]
        if bound != [KIND, record.dev, record.stream, record.n, record.prev, belief.root]:
            return None
        return Entry(
            hash=record.hash,
            n=record.n,
            prev=record.prev,
            laptop=record.laptop,
            key=key,
            time=time_of(said.get("time")),
            do=actions_of(said.get("do")),
        )
    except (LiaisonError, ValueError):
        return None


def _is_signed(record: Record, key: bytes) -> bool:
    try:
        container.verify(record, key)
    except LiaisonError:
        return False
    return True


def _record(raw: bytes) -> Record:
    return next(container.read_records(io.BytesIO(raw)))
