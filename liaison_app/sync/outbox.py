"""What goes out: own changes are sealed once, and files carry what some laptop may lack.

A change is sealed into one bundle, which is kept and goes out again, the same bytes, until every
known laptop has acknowledged it. Others' bundles are passed on in the same way: whoever holds one
may hand it to anybody, and its author's signature still proves who wrote it.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.store.travelling import Travelling, outgoing
from liaison_app.sync import chains, epochs, incarnations, peers, rosters
from liaison_app.sync.container import ALWAYS_FITS, Header, read_record, seal
from liaison_app.sync.lines import MOST_OPS, pack_ops, program
from liaison_app.sync.peers import laptop_of
from liaison_app.sync.roster_entries import CONTROL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from liaison_app.store.driver import Connection
    from liaison_app.store.writing import Progress
    from liaison_app.sync.container import Record
    from liaison_app.sync.identity import Identity
    from liaison_app.sync.peers import Have
    from liaison_app.sync.roster import Roster
    from liaison_app.workspace import Workspace

OWN, TAKEN, COVERED = chains.OWN, chains.TAKEN, chains.COVERED
"""States of a bundle: sealed here, applied, come in a snapshot with all before it in its chain."""
WAITING, QUARANTINED = "waiting", "quarantined"
"""States of a bundle that is not applied: kept until it can be, kept apart from everything."""

_MOST_BYTES = ALWAYS_FITS * 3 // 4  # of bodies: names of laptops and numbers come on top
_A_LINE = 400  # bytes of a line beside the body, at most


@dataclass(frozen=True)
class Kept:
    """A sealed bundle in the database, without its bytes.

    Attributes:
        n: its local number.
        hash: its name.
        stream: the stream.
        dev: who sealed it.
        number: its place in the chain of that name in the stream.
        spans: incarnation to first and last sequence number of the changes in it.
        size: in bytes; 0 if it was let go.
        epoch: which of the stream's secrets opens it.
    """

    n: int
    hash: str
    stream: str
    dev: str
    number: int
    spans: Mapping[str, Sequence[int]]
    size: int
    epoch: int

    @property
    def changes(self) -> int:
        """How many changes are in it."""
        return sum(last - first + 1 for first, last in self.spans.values())


def seal_pending(
    workspace: Workspace, conn: Connection, identity: Identity, progress: Progress | None = None
) -> int:
    """Seal what this laptop wrote under any of its names and never sealed; gives the count.

    Args:
        workspace: whose changes.
        conn: inside a transaction.
        identity: of this laptop.
        progress: called with (done, all); raises `Cancelled` to stop.
    """
    roster = rosters.known(conn)
    now = workspace.now()
    pending = list(_pending(conn, identity.laptop, roster))
    total = sum(last - first + 1 for _stream, _dev, first, last in pending)
    done = 0
    for stream in dict.fromkeys(one[0] for one in pending):
        spans = [(dev, first, last) for its, dev, first, last in pending if its == stream]
        sealing = Sealing(conn, identity, roster, stream, now)
        for ops in _portions(conn, stream, spans):
            sealing.add(ops)
            done += len(ops)
            if progress:
                progress(done, total)
    return done


def _pending(conn: Connection, laptop: str, roster: Roster) -> Iterator[tuple[str, str, int, int]]:
    """Give stream, incarnation, first and last number of what is in no bundle yet."""
    own = [chain for chain in chains.every(conn) if laptop_of(chain[1]) == laptop]
    rows = conn.execute(
        "SELECT stream, dev, (SELECT max(seq) FROM op WHERE op.origin = origin.n) AS last"
        " FROM origin ORDER BY n"
    ).fetchall()
    for row in rows:
        stream, dev = row["stream"], row["dev"]
        known = roster.streams.get(stream, CONTROL) != CONTROL and stream in roster.epochs
        if laptop_of(dev) == laptop and known:
            last = row["last"] or 0
            first = chains.last_sealed(conn, own, (stream, dev), last) + 1
            if first <= last:
                yield stream, dev, first, last


def numbers(conn: Connection, dev: str) -> dict[str, int]:
    """Give the number of an incarnation's last bundle in each stream."""
    found = {}
    for stream, its in chains.every(conn):
        if its == dev:
            row = conn.execute(
                "SELECT max(number) AS last FROM bundle WHERE stream = ? AND dev = ?", (stream, dev)
            ).fetchone()
            found[stream] = row["last"]
    return found


def heads(conn: Connection) -> dict[str, dict[str, tuple[int, str]]]:
    """Give number and hash of the last bundle of each incarnation in each stream that counts."""
    found: dict[str, dict[str, tuple[int, str]]] = {}
    for chain in chains.every(conn):
        row = chains.newest(conn, "number, hash", chain).fetchone()
        if row:
            found.setdefault(chain[0], {})[chain[1]] = (row["number"], row["hash"])
    return found


def kept(conn: Connection, *states: str) -> Iterator[Kept]:
    """Give the bundles in these states, in the order in which they were made or came."""
    marks = ", ".join("?" * len(states))
    yield from _rows(conn, f"state IN ({marks}) ORDER BY n", *states)


def within(conn: Connection, chain: chains.Chain, first: int, last: int) -> Iterator[Kept]:
    """Give the bundles of a chain with these numbers that count, with or without their bytes."""
    found = "stream = ? AND dev = ? AND number BETWEEN ? AND ? AND state IN (?, ?) ORDER BY number"
    return _rows(conn, found, *chain, first, last, OWN, TAKEN)


def _rows(conn: Connection, found: str, *values: str | int) -> Iterator[Kept]:
    for row in conn.execute(
        "SELECT n, hash, stream, dev, number, spans, length(raw), epoch FROM bundle"  # noqa: S608
        f" WHERE {found}",
        values,
    ):
        n, name, stream, dev, number, spans, size, epoch = row
        yield Kept(n, name, stream, dev, number, json.loads(spans), size, epoch)


def let_go(conn: Connection, bundles: Iterable[Kept]) -> None:
    """Keep of bundles only that they were, in the caller's transaction."""
    conn.executemany("UPDATE bundle SET raw = x'' WHERE n = ?", [(one.n,) for one in bundles])


def cover(
    conn: Connection,
    stream: str,
    dev: str,
    head: tuple[int, str],
    spans: Mapping[str, Sequence[int]],
) -> None:
    """Note that all bundles of a chain up to one came in a snapshot, in the caller's transaction.

    Args:
        conn: inside a transaction.
        stream: the stream.
        dev: whose chain.
        head: number and hash of the last of them.
        spans: what of that laptop is in the snapshot.
    """
    conn.execute(
        "INSERT INTO bundle (hash, stream, dev, number, state, spans, raw)"
        " VALUES (?, ?, ?, ?, ?, ?, x'') ON CONFLICT (hash) DO UPDATE SET state = excluded.state,"
        " spans = excluded.spans WHERE state = 'waiting'"
        " AND (stream, dev, number) = (excluded.stream, excluded.dev, excluded.number)",
        (head[1], stream, dev, head[0], COVERED, json.dumps(dict(spans))),
    )
    shut = conn.execute(
        "SELECT n FROM bundle WHERE stream = ? AND dev = ? AND number < ? AND state = ?"
        " AND spans = '{}'",
        (stream, dev, head[0], WAITING),
    ).fetchall()
    chains.drop(conn, [row["n"] for row in shut])  # its secret may have been destroyed by now


def find(conn: Connection, stream: str, dev: str, number: int) -> Kept | None:
    """Give a bundle that counts and whose bytes are here."""
    found = within(conn, (stream, dev), number, number)
    return next((one for one in found if one.size), None)


def raw(conn: Connection, name: str) -> bytes:
    """Give the bytes of the bundle of a hash, whatever its state; empty if they are not here."""
    row = conn.execute("SELECT raw FROM bundle WHERE hash = ?", (name,)).fetchone()
    return bytes(row["raw"]) if row else b""


def _portions(
    conn: Connection, stream: str, spans: Sequence[tuple[str, int, int]]
) -> Iterator[list[Travelling]]:
    """Cut changes into what one bundle holds for certain."""
    ops: list[Travelling] = []
    size = 0
    for dev, first, last in spans:
        sizes = _sizes(conn, stream, dev, first, last)
        for op, more in zip(outgoing(conn, stream, dev, first, last), sizes, strict=True):
            if ops and (len(ops) == MOST_OPS or size + more > _MOST_BYTES):
                yield ops
                ops, size = [], 0
            ops.append(op)
            size += more
    if ops:
        yield ops


def _sizes(conn: Connection, stream: str, dev: str, first: int, last: int) -> Iterator[int]:
    rows = conn.execute(
        "SELECT octet_length(op.body) + coalesce(octet_length(op.action), 0) AS size"
        " FROM op JOIN origin ON origin.n = op.origin"
        " WHERE origin.stream = ? AND origin.dev = ? AND op.seq BETWEEN ? AND ? ORDER BY op.seq",
        (stream, dev, first, last),
    )
    return (row["size"] + _A_LINE for row in rows)


class Sealing:
    """Seals bundles of one stream, each chained to the one before it."""

    def __init__(
        self, conn: Connection, identity: Identity, roster: Roster, stream: str, now: datetime
    ) -> None:
        self._conn = conn
        self._identity = identity
        self._stream = stream
        self._epoch, self._recipient = epochs.current(conn, roster, stream)
        self._pk = public_key(identity, roster)
        self._now = now
        row = conn.execute(
            "SELECT number, hash FROM bundle WHERE stream = ? AND dev = ?"
            " ORDER BY number DESC LIMIT 1",
            (stream, identity.dev),
        ).fetchone()
        # One that had to be dropped (`second_lives.py`) may be with others: its number is used up.
        used = incarnations.last_sent(conn).get(stream, 0)
        self._number: int = max(used, row["number"] if row else 0)
        self._prev: str = row["hash"] if row and row["number"] == self._number else ""

    def add(self, ops: Sequence[Travelling], more: Mapping[str, Any] | None = None) -> None:
        """Seal one more bundle and keep it; `more` is what its heading says besides."""
        header = Header(
            stream=self._stream,
            epoch=self._epoch,
            dev=self._identity.dev,
            n=self._number + 1,
            prev=self._prev,
            pk=self._pk,
        )
        plain = pack_ops({**_heading(header, self._now), **(more or {})}, ops)
        raw = seal(plain, header, self._identity.sign, self._recipient)
        record = read_record(io.BytesIO(raw))
        assert record is not None  # noqa: S101  (it was sealed just now)
        spans: dict[str, list[int]] = {}
        for op in ops:
            spans.setdefault(op.dev, [op.seq, op.seq])[1] = op.seq
        keep(self._conn, record, OWN, spans)
        self._number, self._prev = header.n, record.hash


def _heading(header: Header, now: datetime) -> dict[str, Any]:
    return {
        "dev": header.dev,
        "stream": header.stream,
        "n": header.n,
        "prev": header.prev,
        **program(),
        "time": now.isoformat(),
    }


def public_key(identity: Identity, roster: Roster) -> str:
    """Give the key that headers carry: that of a laptop which no roster names yet, else ""."""
    return "" if identity.laptop in roster.laptops else identity.sign.verify_key.encode().hex()


def keep(conn: Connection, record: Record, state: str, spans: Mapping[str, Sequence[int]]) -> int:
    """Keep a sealed bundle, byte for byte, in the caller's transaction; gives its number.

    Args:
        conn: inside a transaction.
        record: the bundle.
        state: what becomes of it.
        spans: what is in it; nothing if that cannot be read yet.
    """
    chains.drop_false(conn, record)
    made = conn.execute(
        "INSERT INTO bundle (hash, stream, dev, number, epoch, state, spans, raw)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record.hash,
            record.stream,
            record.dev,
            record.n,
            record.epoch,
            state,
            json.dumps(dict(spans)),
            record.raw,
        ),
    )
    return int(made.lastrowid)


def addressed(conn: Connection, roster: Roster, own: str, *, expecting: bool) -> list[Kept]:
    """Give the bundles that some laptop is not known to have, in the order in which they came.

    Args:
        conn: the database.
        roster: as it is known.
        own: this laptop's name and incarnation.
        expecting: somebody may join who holds nothing yet.
    """
    lacking = list(readers(conn, roster, own))
    passed_on = roster.owners.keys() & frozenset().union(*(one.streams for one in lacking))
    everything = expecting or not lacking
    known = {*roster.laptops, laptop_of(own)}
    return [
        bundle
        for bundle in kept(conn, OWN, TAKEN, WAITING)
        if laptop_of(bundle.dev) in known
        and bundle.size  # else it was let go
        and (bundle.spans or bundle.stream in passed_on)  # unopened: it may be anything else
        and (everything or not bundle.spans or any(reader.lacks(bundle) for reader in lacking))
    ]


@dataclass(frozen=True)
class Reader:
    """A laptop that bundles are for.

    Attributes:
        dev: its name.
        have: what it is known to have.
        streams: what it may read.
        apart: stream to bundle kept apart because it may be of a second life of this laptop.
    """

    dev: str
    have: Have
    streams: frozenset[str]
    apart: Mapping[str, int]

    def lacks(self, bundle: Kept) -> bool:
        """Whether it may read a bundle and is not known to have it.

        What is under its own name it has. But if two lives of it used that name, it must hear what
        the other one wrote, so that it takes another name (`incarnations.py`).
        """
        if bundle.stream not in self.streams:
            return False
        if bundle.dev == self.dev:
            return bundle.number >= self.apart.get(bundle.stream, bundle.number + 1)
        return not peers.covers(self.have, bundle.stream, bundle.spans)


def readers(conn: Connection, roster: Roster, own: str) -> Iterator[Reader]:
    """Give every incarnation in use of every laptop of the team but the one at hand."""
    heard: dict[str, list[peers.Peer]] = {}
    for peer in peers.every(conn):
        if peer.have is not None and peer.dev != own:
            heard.setdefault(peer.laptop, []).append(peer)
    for laptop in roster.members:
        streams = frozenset(laptop.streams)
        for peer in heard.get(laptop.laptop, ()):
            yield Reader(peer.dev, peer.have or {}, streams, _apart(conn, peer.dev))
        if laptop.laptop not in heard and laptop.laptop != laptop_of(own):
            yield Reader("", {}, streams, {})


def _apart(conn: Connection, dev: str) -> dict[str, int]:
    """Give the number of the first bundle of a name that is kept apart, per stream."""
    rows = conn.execute(
        "SELECT stream, min(number) AS first FROM bundle WHERE dev = ? AND state = ?"
        " GROUP BY stream",
        (dev, QUARANTINED),
    )
    return {row["stream"]: row["first"] for row in rows}
