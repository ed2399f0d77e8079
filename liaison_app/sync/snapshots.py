"""Snapshots: everything ever written in a stream, sealed anew in few large records.

A laptop that joins, or was away for long, would fetch every bundle ever made. A snapshot holds the
same ops in parts of up to 10,000, whoever wrote them, so that it costs bytes and no requests. It is
the log, not the tables: taking one in is taking in ops, and what comes of that is, whatever came
before or comes later, the union of both.

A part is a record of the stream, of kind `part`: lines as in a bundle (`lines.py`), but ops of any
laptop. A snapshot is a record of the stream, of kind `snap`, with one line

    {"kind":"snap","dev","stream","n","prev","root","time","schema","app",
     "have":{dev: last},                what is in it: the ops of each incarnation up to a number
     "chains":{dev: [number, hash]},    the bundles of each incarnation that are wholly in it
     "parts":[{"hash","epoch","count","spans":{dev:[first,last]}}, ...],
     "emptied": n}                      how many of its ops hold nothing where words may have been

What it says others wrote is vouched for by who signs it, so it counts from coordinators, admins and
the office alone. A later snapshot has the parts of the one before and one more, unless words were
emptied since: then every part is sealed anew.
"""

from __future__ import annotations

import heapq
import io
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.store import ops
from liaison_app.store.travelling import Names, Travelling, held
from liaison_app.sync import epochs, outbox, rosters
from liaison_app.sync.container import ALWAYS_FITS, Header, open_record, read_record, seal, verify
from liaison_app.sync.lines import MOST_OPS, pack_ops, program, read_heading
from liaison_app.sync.refusals import not_understood
from liaison_app.sync.roster_entries import ADMIN, COORDINATOR, OFFICE
from liaison_app.sync.strict import DEV, HASH, is_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from liaison_app.store.driver import Connection, Row
    from liaison_app.sync.container import Record
    from liaison_app.sync.identity import Identity
    from liaison_app.sync.roster import Roster
    from liaison_app.workspace import Workspace

KIND, PART = "snap", "part"
MAKERS = frozenset({COORDINATOR, ADMIN, OFFICE})
"""Whose snapshots count."""

_MOST_BYTES = ALWAYS_FITS * 3 // 4  # of bodies in a part: names and numbers come on top
_A_LINE = 400
_MOST_PARTS = 10_000
_MOST_NAMES = 10_000
_encode = json.JSONEncoder(separators=(",", ":"), sort_keys=True).encode


@dataclass(frozen=True)
class Part:
    """One of the records that hold the ops.

    Attributes:
        hash: its name.
        epoch: which of the stream's secrets opens it.
        count: how many ops are in it.
        spans: first and last number of each incarnation's ops in it.
    """

    hash: str
    epoch: int
    count: int
    spans: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Snapshot:
    """What a snapshot says.

    Attributes:
        hash: its name.
        stream: whose ops it holds.
        have: the last op of each incarnation; all before are in it as well.
        chains: number and hash of the last bundle of each incarnation that is wholly in it.
        parts: where the ops are, in an order in which they can be taken in.
        emptied: how many ops in it hold nothing where words may have been: it grows when some are
            emptied, wherever the change travels that says so.
    """

    hash: str
    stream: str
    have: Mapping[str, int]
    chains: Mapping[str, tuple[int, str]]
    parts: tuple[Part, ...]
    emptied: int = 0

    @property
    def names(self) -> frozenset[str]:
        """The hashes of all its records."""
        return frozenset({self.hash, *(part.hash for part in self.parts)})


@dataclass(frozen=True)
class Made:
    """A snapshot that was made here: what it says, and its records that are new, parts first."""

    snapshot: Snapshot
    records: Mapping[str, bytes]


def may_make(roster: Roster, laptop: str, stream: str = "") -> bool:
    """Whether snapshots that this laptop signs count; of caseloads, only coordinators' do."""
    roles = roster.roles_of(laptop)
    return COORDINATOR in roles if stream in roster.owners else bool(MAKERS.intersection(roles))


# --- making


def make(
    workspace: Workspace,
    conn: Connection,
    identity: Identity,
    stream: str,
    before: Snapshot | None = None,
) -> Made:
    """Make a snapshot of all that is in a stream here.

    Args:
        workspace: whose clock it is.
        conn: in a transaction or a moment, with nothing of ours left unsealed.
        identity: of this laptop.
        stream: the stream.
        before: the newest one that is known; what it holds is not sealed again.
    """
    have = held(conn).get(stream, {})
    kept = _reusable(conn, stream, have, before)
    there: dict[str, int] = {}
    for part in kept:
        for dev, (_first, last) in part.spans.items():
            there[dev] = max(last, there.get(dev, 0))
    sealing = _Sealing(workspace, conn, identity, stream)
    parts, records = list(kept), {}
    for some in _portions(conn, stream, have, there):
        part, raw = sealing.part(some)
        parts.append(part)
        records[part.hash] = raw
    chains = whole_chains(conn, stream)
    empty = emptied(conn, stream, have)
    snapshot, raw = sealing.snapshot(Snapshot("", stream, have, chains, tuple(parts), empty))
    return Made(snapshot, {**records, snapshot.hash: raw})


def _reusable(
    conn: Connection, stream: str, have: Mapping[str, int], before: Snapshot | None
) -> tuple[Part, ...]:
    """Give the parts of the last snapshot that need not be made again.

    None of them, if words were emptied since. A last part that is not full is made again together
    with what follows, so that there are never many small ones.
    """
    if before is None or any(have.get(dev, 0) < last for dev, last in before.have.items()):
        return ()
    newest = {number for name, number, _recipient in epochs.held(conn) if name == stream}
    if any(part.epoch not in newest for part in before.parts):
        return ()
    if emptied(conn, stream, before.have) != before.emptied:
        return ()
    new = sum(have.values()) - sum(before.have.values())
    parts = list(before.parts)
    while parts and parts[-1].count + new <= MOST_OPS:
        new += parts.pop().count
    return tuple(parts)


def emptied(conn: Connection, stream: str, upto: Mapping[str, int]) -> int:
    """Count the ops up to these that hold nothing where words may have been."""
    found = 0
    for dev, last in upto.items():
        found += conn.execute(
            "SELECT count(*) FROM op JOIN origin ON origin.n = op.origin WHERE origin.stream = ?"
            " AND origin.dev = ? AND op.seq <= ? AND instr(op.body, '[null')",
            (stream, dev, last),
        ).fetchone()[0]
    return found


def _rows(
    conn: Connection, stream: str, upto: Mapping[str, int], after: Mapping[str, int]
) -> Iterator[Row]:
    """Give ops in the order in which they came here, so that causes mostly come first."""
    each = [
        conn.execute(
            "SELECT op.*, origin.dev FROM op JOIN origin ON origin.n = op.origin"
            " WHERE origin.stream = ? AND origin.dev = ? AND op.seq > ? AND op.seq <= ?"
            " ORDER BY op.seq",
            (stream, dev, after.get(dev, 0), last),
        )
        for dev, last in sorted(upto.items())
        if after.get(dev, 0) < last
    ]
    yield from heapq.merge(*each, key=lambda row: int(row["n"]))


def _portions(
    conn: Connection, stream: str, upto: Mapping[str, int], after: Mapping[str, int]
) -> Iterator[list[Travelling]]:
    """Cut ops into what one record holds for certain."""
    names = Names(conn, stream)
    some: list[Travelling] = []
    size = 0
    for row in _rows(conn, stream, upto, after):
        more = len(row["body"].encode()) + len((row["action"] or "").encode()) + _A_LINE
        if some and (len(some) == MOST_OPS or size + more > _MOST_BYTES):
            yield some
            some, size = [], 0
        some.append(names.named(ops.from_row(row)))
        size += more
    if some:
        yield some


def whole_chains(conn: Connection, stream: str) -> dict[str, tuple[int, str]]:
    """Give the last bundle of each incarnation up to which all were applied."""
    stopped: dict[str, int] = {}
    for bundle in outbox.kept(conn, outbox.WAITING, outbox.QUARANTINED):
        if bundle.stream == stream:
            at = min(bundle.number, stopped.get(bundle.dev, bundle.number))
            stopped[bundle.dev] = at
    heads = outbox.heads(conn).get(stream, {})
    return {dev: head for dev, head in heads.items() if head[0] < stopped.get(dev, head[0] + 1)}


class _Sealing:
    """Seals the records of one snapshot."""

    def __init__(
        self, workspace: Workspace, conn: Connection, identity: Identity, stream: str
    ) -> None:
        roster = rosters.known(conn)
        if not may_make(roster, identity.laptop):
            raise NotAllowed(_("Only a coordinator's laptop keeps the team's snapshots."))
        self._workspace = workspace
        self._identity = identity
        self._stream = stream
        self._epoch, self._recipient = epochs.current(conn, roster, stream)
        self._n = 0

    def _sealed(self, plain: bytes, header: Header) -> tuple[str, bytes]:
        raw = seal(plain, header, self._identity.sign, self._recipient)
        record = read_record(io.BytesIO(raw))
        assert record is not None  # noqa: S101  (it was sealed just now)
        return record.hash, raw

    def _header(self) -> Header:
        self._n += 1
        return Header(self._stream, self._epoch, self._identity.dev, self._n, "")

    def _heading(self, header: Header) -> dict[str, Any]:
        return {
            "dev": header.dev,
            "stream": header.stream,
            "n": header.n,
            "prev": "",
            **program(),
            "time": self._workspace.now().isoformat(),
        }

    def part(self, some: Sequence[Travelling]) -> tuple[Part, bytes]:
        header = self._header()
        plain = pack_ops(self._heading(header), some, kind=PART)
        name, raw = self._sealed(plain, header)
        spans: dict[str, list[int]] = {}
        for op in some:
            spans.setdefault(op.dev, [op.seq, op.seq])[1] = op.seq
        return Part(name, header.epoch, len(some), spans), raw

    def snapshot(self, made: Snapshot) -> tuple[Snapshot, bytes]:
        header = self._header()
        line = {
            "kind": KIND,
            **self._heading(header),
            "root": self._workspace.root,
            "have": made.have,
            "chains": made.chains,
            "parts": [
                {"hash": one.hash, "epoch": one.epoch, "count": one.count, "spans": one.spans}
                for one in made.parts
            ],
            "emptied": made.emptied,
        }
        name, raw = self._sealed(_encode(line).encode() + b"\n", header)
        return replace(made, hash=name), raw


# --- reading


def read(conn: Connection, roster: Roster, record: Record, root: str) -> Snapshot:
    """Verify and read a snapshot.

    Raises:
        NotAllowed: it is not signed by somebody whose snapshots count.
        DamagedFile, NewerFile, NoKey: it cannot be read.
    """
    plain = opened(conn, roster, record)
    said = read_heading(plain, record)
    if said["kind"] != KIND or said.get("root") != root or plain.count(b"\n") != 1:
        raise not_understood()
    try:
        return Snapshot(
            record.hash,
            record.stream,
            {_dev(dev): _count(last) for dev, last in _mapping(said["have"]).items()},
            {_dev(dev): _head(head) for dev, head in _mapping(said["chains"]).items()},
            _parts(said["parts"]),
            _count(said.get("emptied", 0) + 1) - 1,
        )
    except (KeyError, TypeError, ValueError):
        raise not_understood() from None


def opened(conn: Connection, roster: Roster, record: Record) -> bytes:
    """Verify a record of a snapshot, and open it.

    Raises:
        NotAllowed, DamagedFile, NewerFile, NoKey: as `read`.
    """
    author = roster.laptops.get(record.laptop)
    if author is None or not may_make(roster, record.laptop, record.stream):
        raise NotAllowed(_("A snapshot was made by a laptop that may not make any."))
    verify(record, author.sign)
    return open_record(record, epochs.secrets(conn, record.stream, record.epoch))


def _parts(value: object) -> tuple[Part, ...]:
    if not isinstance(value, list) or len(value) > _MOST_PARTS:
        raise TypeError
    return tuple(
        Part(
            _hash(one["hash"]),
            _count(one["epoch"]),
            _count(one["count"]),
            {_dev(dev): _span(span) for dev, span in _mapping(one["spans"]).items()},
        )
        for one in value
    )


def _span(value: object) -> tuple[int, int]:
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError
    first, last = map(_count, value)
    if first > last:
        raise ValueError
    return first, last


def _head(value: object) -> tuple[int, str]:
    if not isinstance(value, list) or len(value) != 2:
        raise TypeError
    return _count(value[0]), _hash(value[1])


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict) or len(value) > _MOST_NAMES:
        raise TypeError
    return value


def _dev(value: str) -> str:
    if not DEV.fullmatch(value):
        raise ValueError
    return value


def _hash(value: object) -> str:
    if not isinstance(value, str) or not HASH.fullmatch(value):
        raise ValueError
    return value


def _count(value: object) -> int:
    if not is_count(value):
        raise ValueError
    assert isinstance(value, int)  # noqa: S101  (is_count says so)
    return value
