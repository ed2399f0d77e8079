"""Faults in what arrives, in undo, in clocks, and in coming back from a backup."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from liaison_app.errors import LiaisonError
from liaison_app.store import (
    applying,
    arriving,
    clock,
    history,
    ops,
    renaming,
    search,
    transacting,
    travelling,
    undo,
)
from liaison_app.store.driver import transaction
from liaison_app.store.gathering import Gathering
from liaison_app.store.merge import DELETED, Dot
from tests.sync.simulation import lives, sticks
from tests.sync.simulation.laptops import KINDS, Laptop

if TYPE_CHECKING:
    from collections.abc import Iterator

Put = tuple[object, str, Any]  # what is patched, the name in it, and what takes its place


# --- what arrives


def twice_acts_twice() -> list[Put]:
    arrive = arriving.arrive

    def again(conn: Any, stream: str, kind: Any, came: Any, **told: Any) -> Any:
        arrived = arrive(conn, stream, kind, came, **told)
        for one in came if arrived.duplicates else ():
            origin = ops.origin_number(conn, stream, one.dev)
            op = ops.at(conn, Dot(origin, one.seq))
            applying.apply(conn, op, op.n)
        return arrived

    return [(sticks, "arrive", again)]


def gaps_are_taken() -> list[Put]:
    def new(conn: Any, names: Any, came: Any) -> list[Any]:
        return [one for one in came if one.seq > arriving._last(conn, names.stream, one.dev)]

    return [(arriving, "_new", new)]


def import_echoes() -> list[Put]:
    take = Gathering.take

    def echo(self: Any, op: Any) -> Any:
        taken, conn = take(self, op), self._conn
        self.write()
        device = conn.execute("SELECT value FROM setting WHERE name = 'device'").fetchone()[0]
        stream = conn.execute("SELECT stream FROM origin WHERE n = ?", (op.origin,)).fetchone()[0]
        own = ops.origin_number(conn, stream, device)
        take(self, replace(op, origin=own, seq=ops.last_seq(conn, own) + 1))
        return taken

    return [(Gathering, "take", echo)]


def wrong_stream_acts() -> list[Put]:
    return [(ops.Streams, "kind", lambda _self, _origin: "")]


def streams_mixed() -> list[Put]:
    def number(self: Any, _stream: str, dev: str) -> int:
        found = self.conn.execute("SELECT min(n) FROM origin WHERE dev = ?", (dev,)).fetchone()[0]
        return int(found or ops.origin_number(self.conn, self.stream, dev))

    return [(travelling.Names, "_number", number)]


def parked_is_dropped() -> list[Put]:
    return [(applying, "make_anew", lambda _conn, _type, _record: None)]


def parked_comes_last() -> list[Put]:
    """What waited acts on the record as it is, as if it had only just been written."""

    def replay(conn: Any) -> None:
        rows = conn.execute("SELECT op.* FROM parked JOIN op ON op.n = parked.op").fetchall()
        for op in map(ops.from_row, rows):
            conn.execute("DELETE FROM parked WHERE op = ?", (op.n,))
            applying.apply(conn, replace(op, schema=0), op.n)

    return [(applying, "replay_parked", replay)]


def clock_follows() -> list[Put]:
    return [(clock, "received", lambda last, stamp, _now: max(last, stamp))]


def actions_fall_apart() -> list[Put]:
    numbered = travelling.Names.numbered

    def alone(self: Any, one: Any) -> Any:
        return numbered(self, replace(one, act=one.seq))

    return [(travelling.Names, "numbered", alone)]


def last_is_left_out() -> list[Put]:
    outgoing = travelling.outgoing
    return [(sticks, "outgoing", lambda *told: list(outgoing(*told))[:-1])]


def refused_is_half_saved() -> list[Put]:
    """What was written before a change was refused stays."""

    @contextmanager
    def careless(conn: Any) -> Iterator[None]:
        with transaction(conn):
            try:
                yield
            except LiaisonError as refused:
                conn.execute("COMMIT")
                raise refused from None

    return [(transacting, "transaction", careless)]


def import_in_parts() -> list[Put]:
    """What a crash leaves half done stays."""

    @contextmanager
    def careless(conn: Any) -> Iterator[None]:
        conn.execute("BEGIN")
        try:
            yield
        finally:
            conn.execute("COMMIT") if not hasattr(conn, "conn") else conn.conn.execute("COMMIT")

    return [(transacting, "transaction", careless)]


def search_forgets_removals() -> list[Put]:
    reindex = search.reindex

    def without(conn: Any, name: str, record: str, changed: Any) -> None:
        reindex(conn, name, record, [field for field in changed if field != DELETED])

    return [(search, "reindex", without)]


# --- undo, and coming back from a backup


def undo_takes_neighbours() -> list[Put]:
    """An action is all that stands in the log up to the next one, whoever wrote it."""

    def all_of(conn: Any, number: int) -> list[Any]:
        after = history._after(conn, number)
        rows = conn.execute("SELECT * FROM op WHERE n >= ? AND n < ?", (number, after))
        return [ops.from_row(row) for row in rows]

    return [(history, "ops_of", all_of)]


def undo_of_half() -> list[Put]:
    return [(history, "_parts", lambda _conn, first: {(first.origin, first.act)})]


def undo_of_any() -> list[Put]:
    """An undo writes the former value back whatever was written since."""
    back = undo._fields_back

    def anyhow(conn: Any, op: Any, own: Any, left: Any) -> Any:
        live = applying.load(conn, op.type, op.id).cells.live
        return back(conn, op, own | {d for dots in live.values() for d in dots}, left)

    return [(undo, "_fields_back", anyhow)]


def restored_keeps_name() -> list[Put]:
    return [(lives, "noticed_at_once", lambda _laptop: None)]


def former_self_is_silent() -> list[Put]:
    rename = Laptop.take_new_name

    def silent(self: Laptop) -> None:
        rename(self)
        self.sent = {(stream, self.dev): 0 for stream in KINDS}

    return [(Laptop, "take_new_name", silent)]


def second_life_keeps_name() -> list[Put]:
    return [(lives, "part_from_former_life", lambda _laptop, _first: None)]


def moved_alone() -> list[Put]:
    """What a second life wrote gets names of its own; what refers to it goes on by the old ones."""
    return [(renaming, "_follow_in_writes", lambda _conn, _move: set())]


# --- no faults after all


def clock_never_follows() -> list[Put]:
    return [(clock, "received", lambda last, _stamp, _now: last)]


def clock_stands() -> list[Put]:
    return [(clock, "tick", lambda last, now: max(last, clock.stamp_at(now)))]
