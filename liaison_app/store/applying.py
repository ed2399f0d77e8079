"""Applying an op: the only code that writes record tables, for our own changes and for others'.

What a record's row says is a pure function of the set of ops about it: the order in which they came
does not matter, and a rebuild from the log must give the same rows (`checking.py` proves it).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison_app.records import TYPES, FieldSpec, Merge, RecordType
from liaison_app.records.values import Stored, default_stored
from liaison_app.store import merge, ops, search
from liaison_app.store.merge import DELETED, REDACT, Cells, Dot, Sibling
from liaison_app.store.ops import Streams

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op

REMOVALS_SAY_WHAT_THEY_SAW = 3  # the schema since which a removal names all that its author saw


@dataclass
class State:
    """One record while ops are applied to it.

    Attributes:
        n: its row number; 0 if there is none yet.
        cells: its live writes.
        removed: whether a live write of `deleted` says so, shown or not.
    """

    n: int
    cells: Cells
    removed: bool = False


@dataclass(frozen=True)
class Siblings:
    """Reads the live writes behind dots; knows the op at hand before it is found in the log."""

    conn: Connection
    at_hand: Op | None = None

    def of(self, dots: Iterable[Dot], field: str) -> list[Sibling]:
        """Give the live writes of a field."""
        return [self._one(dot, field) for dot in dots]

    def op(self, dot: Dot) -> Op:
        """Give the op with this dot."""
        op = self.at_hand
        return op if op is not None and op.dot == dot else ops.at(self.conn, dot)

    def _one(self, dot: Dot, field: str) -> Sibling:
        op = self.op(dot)
        device = self.conn.execute(
            "SELECT dev || '/' || stream FROM origin WHERE n = ?", (dot.origin,)
        ).fetchone()[0]
        return Sibling(op.hlc, device, op.seq, dot, op.writes[field][0])


def load(conn: Connection, type_name: str, record_id: str) -> State:
    """Read the merging state of a record."""
    row = conn.execute(
        "SELECT n, cells, deleted OR EXISTS (SELECT 1 FROM conflict c"  # noqa: S608  (declared)
        f" WHERE c.id = r.id AND c.type = '{type_name}' AND c.field = '{DELETED}')"
        f" FROM {type_name} r WHERE id = ?",
        (record_id,),
    ).fetchone()
    if not row:
        return State(0, Cells())
    return State(row[0], Cells.from_json(json.loads(row[1])), bool(row[2]))


class Taken(NamedTuple):
    """The local number that an op got, and whether it acted; if not, it is parked."""

    n: int
    acted: bool


def take(
    conn: Connection, op: Op, state: State | None = None, streams: Streams | None = None
) -> Taken:
    """Take a new op into the log and let it act: on its record, on search, on hidden words.

    Ours and everybody else's come this way. Whoever began the transaction ends one in which
    something was redacted with `search.forget` and a checkpoint.

    Args:
        conn: inside a transaction.
        op: not in the log yet.
        state: what `load` gave for the record, if the caller has it.
        streams: the same for all ops of a transaction, so that it is asked once.
    """
    n = ops.append(conn, op)
    applied = apply(conn, op, n, state, streams)
    if applied:
        _scrub(conn, op, applied.cells)
        # An edit that a removal did not see brings its record back, so that it is found again.
        changed = [*op.writes, DELETED] if applied.removed else op.writes
        search.reindex(conn, op.type, op.id, changed)
    return Taken(n, applied is not None)


def apply(
    conn: Connection, op: Op, n: int, state: State | None = None, streams: Streams | None = None
) -> State | None:
    """Apply the op with the local number `n`; parks it and gives `None` if this program cannot."""
    why = ops.why_parked(op, streams or Streams(conn))
    if why:
        conn.execute("INSERT OR IGNORE INTO parked (op, why) VALUES (?, ?)", (n, why))
        return None
    state = state or load(conn, op.type, op.id)
    state.cells.apply(op.dot, op.writes, lambda dot: _applied(conn, dot, before=n))
    if state.n == 0 and not any(len(w) > 1 or f.startswith(REDACT) for f, w in op.writes.items()):
        values = {name: write[0] for name, write in op.writes.items()}
    else:
        values = _shown(conn, op, state)
    _write_row(conn, op, state, values)
    return state


def replay_parked(conn: Connection) -> None:
    """Apply what an older program could not, making each record anew from all its ops.

    An op that waited may be older than ops which replaced it, so its record's ops are applied again
    in the order of the log, as a rebuild does.
    """
    waiting = conn.execute("SELECT op.* FROM parked JOIN op ON op.n = parked.op").fetchall()
    streams = Streams(conn)
    able = [op for op in map(ops.from_row, waiting) if not ops.why_parked(op, streams)]
    conn.executemany("DELETE FROM parked WHERE op = ?", [(op.n,) for op in able])
    for type_name, record_id in dict.fromkeys((op.type, op.id) for op in able):
        make_anew(conn, type_name, record_id)


def make_anew(conn: Connection, type_name: str, record_id: str) -> None:
    """Make a record's row, open differences and index words again from all its ops."""
    fields = TYPES[type_name].fields
    empty = "".join(f"{name} = ?, " for name in fields)
    conn.execute(
        f"UPDATE {type_name} SET {empty}deleted = 0, cells = '[]' WHERE id = ?",  # noqa: S608
        (*(default_stored(spec) for spec in fields.values()), record_id),
    )
    conn.execute("DELETE FROM conflict WHERE type = ? AND id = ?", (type_name, record_id))
    for op in ops.of_record(conn, record_id, type_name):
        applied = apply(conn, op, op.n)
        if applied:
            _scrub(conn, op, applied.cells)
    search.reindex(conn, type_name, record_id, fields)


def _shown(conn: Connection, op: Op, state: State) -> dict[str, Stored]:
    touched = {name.removeprefix(REDACT) for name in op.writes}
    if state.removed:
        touched.add(DELETED)  # an edit may be one that the removal did not see
    values: dict[str, Stored] = {}
    record_type, cells, reader = TYPES[op.type], state.cells, Siblings(conn, op)
    for name in sorted(touched):
        policy = policy_of(record_type, name)
        siblings = reader.of(cells.live.get(name, ()), name)
        if REDACT + name in cells.live:
            siblings = not_hidden(conn, op, name, siblings)
        winner = merge.shown(policy, siblings) if siblings else None
        values[name] = winner.value if winner else _empty(record_type.fields.get(name))
        asked = merge.needs_a_person(policy, siblings)
        if name == DELETED:
            removals = [s.dot for s in siblings if s.value]
            state.removed = bool(removals)
            if removals and _unseen(reader, cells, removals):
                values[name], asked = False, True
        _mark_conflict(conn, op, name, policy, asked=asked)
    return values


def _unseen(reader: Siblings, cells: Cells, removals: Iterable[Dot]) -> bool:
    removing = [reader.op(dot) for dot in removals]
    if any(op.schema < REMOVALS_SAY_WHAT_THEY_SAW for op in removing):
        return False  # written before laptops exchanged anything: its author saw all there was
    return merge.unseen(cells, {op.dot: op.writes[DELETED][1:] for op in removing})


def policy_of(record_type: RecordType, field: str) -> Merge:
    """Give the merge policy of a field, `deleted` included."""
    return record_type.rows if field == DELETED else record_type.fields[field].merge


def _empty(spec: FieldSpec | None) -> Stored:
    return False if spec is None else default_stored(spec)


def not_hidden(conn: Connection, op: Op, field: str, siblings: list[Sibling]) -> list[Sibling]:
    """Leave out the writes of a field that were emptied for good; `op` is any about the record."""
    redactions = redactions_of(conn, op.id, field, op.type)
    authors = {s.dot: op if op.dot == s.dot else ops.at(conn, s.dot) for s in siblings}
    return [s for s in siblings if not _hidden(authors[s.dot], field, redactions)]


def _hidden(op: Op, field: str, redactions: dict[Dot, Any]) -> bool:
    lifted = op.writes.get(REDACT + field, [None])
    return merge.hides(redactions, op.dot, lifted[1:] if lifted[0] is False else ())


def redactions_of(
    conn: Connection, record_id: str, field: str, type_name: str = ""
) -> dict[Dot, Any]:
    """Give every redaction ever made of a field, lifted or not: dot to value."""
    found = {}
    for op in ops.of_record(conn, record_id, type_name):
        value = op.writes.get(REDACT + field, [False])[0]
        if value is not False:
            found[op.dot] = value
    return found


def emptied_for_good(conn: Connection, cells: Cells, field: str) -> bool:
    """Whether a redaction of the field stands, so that it may not be written until that is lifted.

    A redaction of single versions does not keep anybody from writing another one.
    """
    live = cells.live.get(REDACT + field, ())
    return any(s.value is True for s in Siblings(conn).of(live, REDACT + field))


def _scrub(conn: Connection, op: Op, cells: Cells) -> None:
    """Empty in the log whatever is hidden in the fields that this op touches.

    Hidden words stay hidden whatever else arrives, so they are erased from every op: from those
    that are here when a redaction comes, and from those that come after it.
    """
    touched = {name.removeprefix(REDACT) for name in op.writes}
    for field in [name for name in touched if REDACT + name in cells.live]:
        redactions = redactions_of(conn, op.id, field, op.type)
        for written in ops.of_record(conn, op.id, op.type):
            write = written.writes.get(field, [None])
            if write[0] is not None and _hidden(written, field, redactions):
                write[0] = None
                ops.rewrite(conn, written)


def _mark_conflict(conn: Connection, op: Op, name: str, policy: Merge, *, asked: bool) -> None:
    if asked:
        conn.execute(
            "INSERT OR IGNORE INTO conflict (type, id, field, policy) VALUES (?, ?, ?, ?)",
            (op.type, op.id, name, policy.value),
        )
    else:
        conn.execute(
            "DELETE FROM conflict WHERE type = ? AND id = ? AND field = ?", (op.type, op.id, name)
        )


def _write_row(conn: Connection, op: Op, state: State, values: dict[str, Stored]) -> None:
    cells = ops.encode(state.cells.to_json())
    names = list(values)
    if state.n:
        changes = "".join(f"{name} = ?, " for name in names)
        conn.execute(
            f"UPDATE {op.type} SET {changes}cells = ? WHERE n = ?",  # noqa: S608  (declared names)
            (*values.values(), cells, state.n),
        )
        return
    columns = "".join(f", {name}" for name in names)
    marks = ", ?" * len(names)
    made = conn.execute(
        f"INSERT INTO {op.type} (id, cells{columns}) VALUES (?, ?{marks})",  # noqa: S608  (ditto)
        (op.id, cells, *values.values()),
    )
    state.n = made.lastrowid


def _applied(conn: Connection, dot: Dot, *, before: int) -> bool:
    """Whether an op came into the log before another one, and was not parked."""
    found = conn.execute(
        "SELECT 1 FROM op WHERE origin = ? AND seq = ? AND n < ?"
        " AND n NOT IN (SELECT op FROM parked)",
        (*dot, before),
    ).fetchone()
    return found is not None
