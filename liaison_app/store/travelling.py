"""Ops as they travel: names of devices instead of this file's local numbers, and back.

All ops about a record travel in the one stream of its type, so a dot inside an op's writes needs no
stream: it is `[device, sequence]`. The links of an action (`with`, `undoes`) may lead to another
stream and are `[stream, device, sequence]`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.store import ops
from liaison_app.store.merge import REDACT
from liaison_app.store.ops import Op

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liaison_app.store.driver import Connection

LINKS = ("with", "undoes")
Writes = dict[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Travelling:
    """One op outside a file; its stream is that of the bundle it is in.

    Attributes:
        dev: the laptop that wrote it and its incarnation, `<16 hex>.<incarnation>`.
        seq: its place among that laptop's ops in the stream, from 1, without holes.
        hlc: its hybrid logical stamp (`clock.py`).
        act: `seq` of the first op of the action it was part of.
        schema: the schema of the program that wrote it.
        type: name of the record type.
        id: the record's id.
        writes: field name to `[value, replaced dot, ...]`.
        action: what the first op of an action carries: its `name` and its links.
    """

    dev: str
    seq: int
    hlc: int
    act: int
    schema: int
    type: str
    id: str
    writes: Writes
    action: dict[str, Any] | None = None


@dataclass
class Names:
    """Local numbers of devices in one stream, and the names behind them."""

    conn: Connection
    stream: str

    def __post_init__(self) -> None:
        self._names: dict[int, tuple[str, str]] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    def named(self, op: Op) -> Travelling:
        """Give an op of this stream with names for numbers."""
        action = json.loads(op.action) if op.action else None
        if action:
            for link in LINKS:
                if link in action:
                    number, seq = action[link]
                    action[link] = [*self._name(number), seq]
        return Travelling(
            dev=self._name(op.origin)[1],
            seq=op.seq,
            hlc=op.hlc,
            act=op.act,
            schema=op.schema,
            type=op.type,
            id=op.id,
            writes=_with_dots(op.writes, lambda dot: [self._name(dot[0])[1], dot[1]]),
            action=action,
        )

    def numbered(self, one: Travelling) -> Op:
        """Give an op with numbers of this file for names; unheard names get new numbers."""
        action = dict(one.action) if one.action else None
        if action:
            for link in LINKS:
                if link in action:
                    stream, dev, seq = action[link]
                    action[link] = [self._number(stream, dev), seq]
        writes = _with_dots(one.writes, lambda dot: [self._number(self.stream, dot[0]), dot[1]])
        op = Op(
            origin=self._number(self.stream, one.dev),
            seq=one.seq,
            hlc=one.hlc,
            act=one.act,
            type=one.type,
            id=one.id,
            body=ops.encode(writes),
            action=ops.encode(action) if action else None,
            schema=one.schema,
        )
        vars(op)["writes"] = writes  # what it would read from its body
        return op

    def _name(self, number: int) -> tuple[str, str]:
        if number not in self._names:
            row = self.conn.execute(
                "SELECT stream, dev FROM origin WHERE n = ?", (number,)
            ).fetchone()
            self._names[number] = (row["stream"], row["dev"])
        return self._names[number]

    def _number(self, stream: str, dev: str) -> int:
        pair = (stream, dev)
        if pair not in self._numbers:
            self._numbers[pair] = ops.origin_number(self.conn, stream, dev)
        return self._numbers[pair]


def outgoing(
    conn: Connection, stream: str, dev: str, first: int, last: int
) -> Iterator[Travelling]:
    """Give a laptop's ops in a stream from `first` to `last`, both included, in order."""
    names = Names(conn, stream)
    rows = conn.execute(
        "SELECT op.* FROM op JOIN origin ON origin.n = op.origin"
        " WHERE origin.stream = ? AND origin.dev = ? AND op.seq BETWEEN ? AND ? ORDER BY op.seq",
        (stream, dev, first, last),
    )
    for row in rows:
        yield names.named(ops.from_row(row))


def held(conn: Connection) -> dict[str, dict[str, int]]:
    """Give what this file holds without holes: stream to device to last sequence number."""
    have: dict[str, dict[str, int]] = {}
    for row in conn.execute(
        "SELECT stream, dev, (SELECT max(seq) FROM op WHERE op.origin = origin.n) AS last"
        " FROM origin ORDER BY n"  # each is looked up at its end, however many there are
    ):
        if row["last"]:
            have.setdefault(row["stream"], {})[row["dev"]] = row["last"]
    return have


def _with_dots(writes: Writes, renamed: Callable[[list[Any]], list[Any]]) -> Writes:
    translated: Writes = dict(writes)
    odd = [field for field, write in writes.items() if len(write) > 1 or field[0] == REDACT]
    for field in odd:
        value, *over = writes[field]
        if field.startswith(REDACT) and isinstance(value, list):
            value = [renamed(dot) for dot in value]
        translated[field] = [value, *(renamed(dot) for dot in over)]
    return translated
