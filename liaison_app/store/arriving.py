"""Taking in what other laptops wrote: ops come in order and without holes, or none is taken.

The only holes are what was given up for good (`given_up.py`).

Whatever order bundles come in, however often, the tables say what the set of ops says. An op which
this program cannot apply is kept and waits (`parked`); nothing is ever dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.store import clock, given_up, ops, settings
from liaison_app.store.gathering import Gathering
from liaison_app.store.travelling import Names, Travelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from liaison_app.records import Stream
    from liaison_app.store.driver import Connection

    Missing = Mapping[str, Sequence[Sequence[int]]]

_NOTHING: Missing = {}


class Gap(Exception):
    """Ops that come between what is here and what arrived are missing."""

    def __init__(self, dev: str, have: int, first: int) -> None:
        super().__init__(f"{dev}: have {have}, got {first}")
        self.dev, self.have, self.first = dev, have, first


class Fork(Exception):
    """A laptop's op is here already and says something else."""

    def __init__(self, dev: str, seq: int) -> None:
        super().__init__(f"{dev}: {seq}")
        self.dev, self.seq = dev, seq


@dataclass
class Arrived:
    """What a call of `arrive` did.

    Attributes:
        new: how many ops were not here before.
        duplicates: how many were.
        records: id to type of every record that a new op acted on.
        redacted: whether words were emptied; the caller ends its transaction with `search.forget`
            and a checkpoint.
        refused: whether some waits because its author may not write it (`rights.py`).
    """

    new: int = 0
    duplicates: int = 0
    records: dict[str, str] = field(default_factory=dict)
    redacted: bool = False
    refused: bool = False


def arrive(
    conn: Connection,
    stream: str,
    kind: Stream,
    arriving: Sequence[Travelling],
    *,
    now: datetime,
    without: Missing = _NOTHING,
) -> Arrived:
    """Take ops of one stream, of any number of laptops, into the log and let them act.

    Args:
        conn: inside a transaction.
        stream: the stream they came in.
        kind: what kind of stream that is; ops about types that travel in another one are parked.
        arriving: each laptop's in order; those that are here are skipped.
        now: the time here, for our clock.
        without: what is missing among these because it was given up, besides what is known here.

    Raises:
        Gap: an op of a laptop is missing before one of these. Nothing was written.
        Fork: one of these is here with other content. Nothing was written.
    """
    names = Names(conn, stream)
    new = _new(conn, names, arriving, without)
    _remember(conn, stream, kind)
    arrived = Arrived(new=len(new), duplicates=len(arriving) - len(new))
    coming = [names.numbered(one) for one in new]
    gathering = Gathering(conn, ops.Streams(conn))
    gathering.look_up(coming)
    for op in coming:
        if gathering.take(op):
            arrived.records[op.id] = op.type
            arrived.redacted = arrived.redacted or op.hides
    gathering.write()
    arrived.refused = gathering.refused
    arrived.redacted = arrived.redacted or gathering.erased
    _set_clock(conn, new, now)
    return arrived


def _set_clock(conn: Connection, new: Sequence[Travelling], now: datetime) -> None:
    stamp = conn.execute("SELECT hlc FROM clock WHERE n = 1").fetchone()[0]
    for hlc in sorted({one.hlc for one in new}, reverse=True):
        if hlc <= stamp:
            break
        stamp = clock.received(stamp, hlc, now)
    conn.execute("UPDATE clock SET hlc = ? WHERE n = 1", (stamp,))


def _new(
    conn: Connection, names: Names, arriving: Sequence[Travelling], without: Missing
) -> list[Travelling]:
    """Give those that are not here yet, having looked at all of them; writes nothing."""
    stream = names.stream
    new: dict[tuple[str, int], Travelling] = {}
    last: dict[str, int] = {}
    for one in arriving:
        if one.dev not in last:
            last[one.dev] = _last(conn, stream, one.dev)
        have = last[one.dev]
        if one.seq > have:
            more = without.get(one.dev, ())
            if not given_up.leads_on(conn, (stream, one.dev), have, one.seq, more):
                raise Gap(one.dev, have, one.seq)
            last[one.dev] = one.seq
            new[one.dev, one.seq] = one
            continue
        here = new.get((one.dev, one.seq)) or _held(conn, names, one)
        if here is None:
            new[one.dev, one.seq] = one  # it was given up, and found
        elif not _same(here, one):
            raise Fork(one.dev, one.seq)
    return list(new.values())


def _remember(conn: Connection, stream: str, kind: Stream) -> None:
    """Keep what kind of stream this is, so that a rebuild knows; the first word stands."""
    known = "SELECT 1 FROM setting WHERE name LIKE 'stream.%' AND value = ?"
    if not conn.execute(known, (stream,)).fetchone():
        settings.put(conn, f"stream.{kind}.{stream}", stream)


def _last(conn: Connection, stream: str, dev: str) -> int:
    found = conn.execute(
        "SELECT max(seq) FROM op"
        " WHERE origin = (SELECT n FROM origin WHERE stream = ? AND dev = ?)",
        (stream, dev),
    ).fetchone()[0]
    return int(found or 0)


def _held(conn: Connection, names: Names, one: Travelling) -> Travelling | None:
    row = conn.execute(
        "SELECT * FROM op WHERE seq = ?"
        " AND origin = (SELECT n FROM origin WHERE stream = ? AND dev = ?)",
        (one.seq, names.stream, one.dev),
    ).fetchone()
    return names.named(ops.from_row(row)) if row else None


def _same(held: Travelling, other: Travelling) -> bool:
    """Whether two ops of one name say the same; words that a redaction emptied may differ."""
    return _content(held, other) == _content(other, held)


def _content(one: Travelling, beside: Travelling) -> str:
    writes = {
        name: [None if beside.writes.get(name, [0])[0] is None else value, *over]
        for name, (value, *over) in one.writes.items()
    }
    said = [one.hlc, one.act, one.schema, one.type, one.id, sorted(writes.items()), one.action]
    return ops.encode(said)
