"""The op log: every change ever made, in the order it arrived.

An op is `(stream, dev, seq, hlc, act, schema, type, id, {field: [value, replaced dot, ...]})`. Its
dot is `(stream, dev, seq)`; `seq` has no holes per stream and device. `act` is the `seq` of the
first op of the action, which carries the action's name. Inside this file a (stream, dev) pair is a
small number, `origin.n`; those numbers never leave it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from liaison_app.records import TYPES
from liaison_app.records.values import fits
from liaison_app.store.merge import DELETED, REDACT, Dot
from liaison_app.store.schema import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison_app.store.driver import Connection, Row


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


def encode(value: object) -> str:
    """Compact JSON, the same bytes for the same value."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def append(conn: Connection, op: Op) -> int:
    """Add an op to the log and give its local number."""
    cursor = conn.execute(
        "INSERT INTO op (origin, seq, hlc, act, schema, type, id, body, action)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (op.origin, op.seq, op.hlc, op.act, op.schema, op.type, op.id, op.body, op.action),
    )
    return int(cursor.lastrowid)


def of_record(conn: Connection, record_id: str) -> list[Op]:
    """Give every op about a record, oldest arrival first."""
    return [_op(r) for r in conn.execute("SELECT * FROM op WHERE id = ? ORDER BY n", (record_id,))]


def at(conn: Connection, dot: Dot) -> Op:
    """Give the op with this dot."""
    row = conn.execute("SELECT * FROM op WHERE origin = ? AND seq = ?", dot).fetchone()
    return _op(row)


def numbered(conn: Connection, n: int) -> Op | None:
    """Give the op with this local number."""
    row = conn.execute("SELECT * FROM op WHERE n = ?", (n,)).fetchone()
    return _op(row) if row else None


def every(conn: Connection) -> Any:
    """Iterate over the whole log in order of arrival."""
    for row in conn.execute("SELECT * FROM op ORDER BY n"):
        yield _op(row)


def of_action(conn: Connection, origin: int, act: int) -> list[Op]:
    """Give the ops that one action wrote into one stream."""
    rows = conn.execute(
        "SELECT * FROM op WHERE origin = ? AND seq >= ? AND act = ? ORDER BY seq",
        (origin, act, act),
    )
    return [_op(r) for r in rows]


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


def why_parked(type_name: str, schema: int, writes: Mapping[str, Sequence[Any]]) -> str:
    """Say why this program cannot apply an op now (empty: it can). Nothing is ever dropped."""
    if schema > SCHEMA or type_name not in TYPES:
        return "newer"
    fields = TYPES[type_name].fields
    for name, (value, *_over) in writes.items():
        plain = name.removeprefix(REDACT)
        if plain != DELETED and plain not in fields:
            return "newer"
        if name == DELETED and not isinstance(value, bool):
            return "unfit"
        if name in fields and not fits(fields[name], value):
            return "unfit"
        if name.startswith(REDACT) and not isinstance(value, bool | list):
            return "unfit"
    return ""


def _op(row: Row) -> Op:
    return Op(
        n=row["n"],
        origin=row["origin"],
        seq=row["seq"],
        hlc=row["hlc"],
        act=row["act"],
        schema=row["schema"],
        type=row["type"],
        id=row["id"],
        body=row["body"],
        action=row["action"],
    )
