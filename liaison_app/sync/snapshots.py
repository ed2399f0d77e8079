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
     "emptied": n,                      how many of its ops hold nothing where words may have been
     "holes":{dev: [[first,last],...]}} what was given up and is not in it

What it says others wrote is vouched for by who signs it, so it counts from coordinators, admins and
the office alone. A later snapshot has the parts of the one before and one more, unless words were
emptied since: then every part is sealed anew.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.store import given_up, ops
from liaison_app.store.travelling import Names, Travelling, held
from liaison_app.sync import epochs, outbox, ranges, rosters
from liaison_app.sync.container import ALWAYS_FITS, open_record, verify
from liaison_app.sync.lines import MOST_OPS, read_heading
from liaison_app.sync.refusals import not_understood
from liaison_app.sync.roster_entries import ADMIN, COORDINATOR, OFFICE
from liaison_app.sync.snapshot_sealing import Sealing
from liaison_app.sync.strict import DEV, HASH, is_count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from liaison_app.store.driver import Connection, Row
    from liaison_app.sync.container import Record
    from liaison_app.sync.identity import Identity
    from liaison_app.sync.ranges import Ranges
    from liaison_app.sync.roster import Roster
    from liaison_app.workspace import Workspace

KIND, PART = "snap", "part"
MAKERS = frozenset({COORDINATOR, ADMIN, OFFICE})
"""Whose snapshots count."""

_MOST_BYTES = ALWAYS_FITS * 3 // 4  # of bodies in a part: names and numbers come on top
_A_LINE = 400
_MOST_PARTS = 10_000
_MOST_NAMES = 10_000


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
        holes: what was given up and is not in it (`store/given_up.py`).
    """

    hash: str
    stream: str
    have: Mapping[str, int]
    chains: Mapping[str, tuple[int, str]]
    parts: tuple[Part, ...]
    emptied: int = 0
    holes: Mapping[str, Ranges] = field(default_factory=dict)

    def is_here(self, have: Mapping[str, int], holes: Mapping[str, Ranges]) -> bool:
        """Whether all that is in it is here.

        Args:
            have: the last op of each incarnation that is here.
            holes: what is missing here before those.
        """
        return _are_here({dev: (1, last) for dev, last in self.have.items()}, self, have, holes)

    def holds(self, holes: Mapping[str, Ranges]) -> bool:
        """Whether it lacks nothing but what is missing here as well."""
        return not any(ranges.without(some, holes.get(dev, ())) for dev, some in self.holes.items())

    @property
    def names(self) -> frozenset[str]:
        """The hashes of all its records."""
        return frozenset({self.hash, *(part.hash for part in self.parts)})


def part_is_here(
    snapshot: Snapshot, part: Part, have: Mapping[str, int], holes: Mapping[str, Ranges]
) -> bool:
    """Whether all that is in a part of a snapshot is here; asked as `Snapshot.is_here`."""
    return _are_here(part.spans, snapshot, have, holes)


def _are_here(
    spans: Mapping[str, Sequence[int]],
    snapshot: Snapshot,
    have: Mapping[str, int],
    holes: Mapping[str, Ranges],
) -> bool:
    for dev, (first, last) in spans.items():
        missing = ranges.without(holes.get(dev, ()), snapshot.holes.get(dev, ()))
        if last > have.get(dev, 0) or any(at <= last and end >= first for at, end in missing):
            return False
    return True


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
    if not may_make(rosters.known(conn), identity.laptop):
        raise NotAllowed(_("Only a coordinator's laptop keeps the team's snapshots."))
    sealing = Sealing(workspace, conn, identity, stream)
    parts, records = list(kept), {}
    for some in _portions(conn, stream, have, there):
        sealed = sealing.ops(PART, some)
        spans: dict[str, list[int]] = {}
        for op in some:
            spans.setdefault(op.dev, [op.seq, op.seq])[1] = op.seq
        parts.append(Part(sealed.hash, sealed.epoch, len(some), spans))
        records[sealed.hash] = sealed.raw
    chains = whole_chains(conn, stream)
    empty = emptied(conn, stream, have)
    holes = given_up.holes(conn).get(stream, {})
    snapshot = Snapshot("", stream, have, chains, tuple(parts), empty, holes)
    sealed = sealing.line(KIND, _said(snapshot))
    return Made(replace(snapshot, hash=sealed.hash), {**records, sealed.hash: sealed.raw})


def _said(snapshot: Snapshot) -> dict[str, Any]:
    """Write what a snapshot says."""
    parts = [
        {"hash": one.hash, "epoch": one.epoch, "count": one.count, "spans": one.spans}
        for one in snapshot.parts
    ]
    return {
        "have": snapshot.have,
        "chains": snapshot.chains,
        "parts": parts,
        "emptied": snapshot.emptied,
        "holes": snapshot.holes,
    }


def _reusable(
    conn: Connection, stream: str, have: Mapping[str, int], before: Snapshot | None
) -> tuple[Part, ...]:
    """Give the parts of the last snapshot that need not be made again.

    None of them, if words were emptied since, or what was given up was found. A last part that is
    not full is made again together with what follows, so that there are never many small ones.
    """
    if before is None or any(have.get(dev, 0) < last for dev, last in before.have.items()):
        return ()
    if not before.holds(given_up.holes(conn).get(stream, {})):
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
    """Cut ops into what one record holds for certain; none spans a hole."""
    names = Names(conn, stream)
    some: list[Travelling] = []
    size = 0
    last: dict[str, int] = {}
    for row in _rows(conn, stream, upto, after):
        more = len(row["body"].encode()) + len((row["action"] or "").encode()) + _A_LINE
        after_hole = row["seq"] != last.get(row["dev"], row["seq"] - 1) + 1
        if some and (len(some) == MOST_OPS or size + more > _MOST_BYTES or after_hole):
            yield some
            some, size, last = [], 0, {}
        last[row["dev"]] = row["seq"]
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
            {_dev(dev): ranges.read(some) for dev, some in _mapping(said.get("holes", {})).items()},
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
