"""The op log: every change ever made, in the order it arrived.

An op is `(stream, dev, seq, hlc, act, schema, type, id, {field: [value, replaced dot, ...]})`. Its
dot is `(stream, dev, seq)`; `seq` has no holes per stream and device. `act` is the `seq` of the
first op of the action, which carries the action's name. Inside this file a (stream, dev) pair is a
small number, `origin.n`; those numbers never leave it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from liaison_app.records import TYPES, Stream
from liaison_app.records.values import fits
from liaison_app.store import given_up
from liaison_app.store.merge import DELETED, LIFTED, REDACT, Dot
from liaison_app.store.rights import Rights, is_in_stream
from liaison_app.store.schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection, Row

LONGEST_ID = 100  # characters; ours have 36
ROLE = "role"
"""Why an op waits whose author may not write it, until they may."""
END = 2**62  # a local number that comes after all others
_COLUMNS = 10  # of the log


@dataclass(frozen=True)
class Op:
    """One change of one record, with local numbers for streams and devices."""

    origin: int
    seq: int
    hlc: int
    act: int
    type: str
    id: str
    body: str
    action: str | None = None
    schema: int = SCHEMA
    n: int = 0

    @property
    def dot(self) -> Dot:
        """The op's name among all ops."""
        return Dot(self.origin, self.seq)

    @cached_property
    def writes(self) -> dict[str, list[Any]]:
        """Field name to `[value, replaced dot, ...]`."""
        parsed: dict[str, list[Any]] = json.loads(self.body)
        return parsed

    @property
    def hides(self) -> bool:
        """Whether it hides words, or lifts that."""
        return f'"{REDACT}' in self.body and any(name.startswith(REDACT) for name in self.writes)


# Nothing that is written holds itself: to look for that takes a third of the time.
_ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False)


def encode(value: object) -> str:
    """Compact JSON, the same bytes for the same value."""
    return _ENCODER.encode(value)


def append(conn: Connection, op: Op) -> int:
    """Add an op to the log and give its local number."""
    cursor = conn.execute(
        "INSERT INTO op (origin, seq, hlc, act, schema, type, id, body, action)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (op.origin, op.seq, op.hlc, op.act, op.schema, op.type, op.id, op.body, op.action),
    )
    return int(cursor.lastrowid)


def append_all(conn: Connection, numbered: Iterable[tuple[int, Op]]) -> None:
    """Add ops to the log, each with the local number that `append` would give it."""
    conn.executemany(
        "INSERT INTO op (n, origin, seq, hlc, act, schema, type, id, body, action)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (n, o.origin, o.seq, o.hlc, o.act, o.schema, o.type, o.id, o.body, o.action)
            for n, o in numbered
        ],
    )


def of_record(conn: Connection, record_id: str, type_name: str = "") -> list[Op]:
    """Give every op about a record, oldest arrival first.

    With `type_name`, only those that say so: somebody hostile may give a record of another type the
    id of one that is there.
    """
    rows = conn.execute("SELECT * FROM op WHERE id = ? ORDER BY n", (record_id,))
    return [from_row(row) for row in rows if type_name in ("", row["type"])]


def at(conn: Connection, dot: Dot) -> Op:
    """Give the op with this dot."""
    row = conn.execute("SELECT * FROM op WHERE origin = ? AND seq = ?", dot).fetchone()
    return from_row(row)


def numbered(conn: Connection, n: int) -> Op | None:
    """Give the op with this local number."""
    row = conn.execute("SELECT * FROM op WHERE n = ?", (n,)).fetchone()
    return from_row(row) if row else None


def every(conn: Connection) -> Any:
    """Iterate over the whole log in order of arrival."""
    for row in conn.execute("SELECT * FROM op ORDER BY n"):
        yield from_row(row)


def last_seq(conn: Connection, origin: int) -> int:
    """Give the last sequence number used in a stream by a device."""
    found = conn.execute("SELECT max(seq) FROM op WHERE origin = ?", (origin,)).fetchone()[0]
    return int(found or 0)


def origin_number(conn: Connection, stream: str, dev: str) -> int:
    """Give the local number of a (stream, device) pair, making it if it is new."""
    found = conn.execute(
        "SELECT n FROM origin WHERE stream = ? AND dev = ?", (stream, dev)
    ).fetchone()
    if found:
        return int(found[0])
    made = conn.execute("INSERT INTO origin (stream, dev) VALUES (?, ?)", (stream, dev))
    return int(made.lastrowid)


def rewrite(conn: Connection, op: Op) -> None:
    """Write the changed `writes` of an op back: only a redaction ever changes the log."""
    conn.execute("UPDATE op SET body = ? WHERE n = ?", (encode(op.writes), op.n))


@dataclass
class Streams:
    """What kind of stream each origin writes in (settings `stream.KIND` and `stream.KIND.ID`).

    `rights` says what counts of what it writes.
    """

    conn: Connection
    _kinds: dict[int, str] = field(default_factory=dict)

    @cached_property
    def rights(self) -> Rights:
        """Whose writes count, as it was when this was made."""
        return Rights(self.conn)

    def kind(self, origin: int) -> str:
        """Give the kind; empty if nobody has said."""
        if origin not in self._kinds:
            row = self.conn.execute(
                "SELECT name FROM setting WHERE name LIKE 'stream.%'"
                " AND value = (SELECT stream FROM origin WHERE n = ?)",
                (origin,),
            ).fetchone()
            self._kinds[origin] = row[0].split(".")[1] if row else ""
        return self._kinds[origin]


def why_parked(op: Op, streams: Streams) -> str:
    """Say why this program cannot apply an op now (empty: it can). Nothing is ever dropped."""
    if op.schema > SCHEMA or op.type not in TYPES:
        return "newer"
    if streams.kind(op.origin) not in ("", TYPES[op.type].stream):
        return "stream"  # whoever may write in that stream may not write this
    if TYPES[op.type].stream is Stream.SEALED and not is_in_stream(
        streams.rights.stream(op.origin), op.id
    ):
        return "stream"
    if not op.writes or len(op.id) > LONGEST_ID or given_up.takes_back(op.type, op.writes):
        return "unfit"
    why = _why_unfit(op)
    if why or streams.rights.permits(op.type, op.origin, op.writes, op.id):
        return why
    return ROLE


def _why_unfit(op: Op) -> str:
    fields = TYPES[op.type].fields
    for name, write in op.writes.items():
        value = write[0]
        if name in fields:
            fit = fits(fields[name], value)
        elif name == DELETED:
            fit = isinstance(value, bool)
        elif name == LIFTED:
            fit = isinstance(value, str)
        elif name.startswith(REDACT) and name.removeprefix(REDACT) in fields:
            fit = isinstance(value, bool | list)
        else:
            return "newer"
        if not fit:
            return "unfit"
    return ""


def from_row(row: Row) -> Op:
    """Make an op from a row that begins with the columns of the log, in their order."""
    n, origin, seq, hlc, act, schema, type_name, record_id, body, action = row[:_COLUMNS]
    return Op(origin, seq, hlc, act, type_name, record_id, body, action, schema, n)
