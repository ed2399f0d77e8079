"""Applying an op: the only code that writes record tables, for our own changes and for others'.

What a record's row says is a pure function of the set of ops about it: the order in which they came
does not matter, and a rebuild from the log must give the same rows (`checking.py` proves it).
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from liaison_app.records import TYPES, FieldSpec, Merge, RecordType
from liaison_app.records.values import Stored, default_stored
from liaison_app.store import erasing, merge, ops, owning, search
from liaison_app.store.hiding import not_hidden, scrub
from liaison_app.store.merge import DELETED, LIFTED, REDACT, Cells, Dot, Sibling
from liaison_app.store.ops import Streams
from liaison_app.store.owning import ERASURE
from liaison_app.store.rights import Rights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from liaison_app.store.driver import Connection, Row
    from liaison_app.store.ops import Op

REMOVALS_SAY_WHAT_THEY_SAW = 3  # the schema since which a removal names all that its author saw


@dataclass
class State:
    """One record while ops are applied to it.

    Attributes:
        n: its row number; 0 if there is none yet.
        cells: its live writes.
        removed: whether a live write of `deleted` says so, shown or not.
        asked: its fields about which a person is asked; None if nobody has looked.
        erasures: those that reach it.
    """

    n: int
    cells: Cells
    removed: bool = False
    asked: set[str] | None = None
    erasures: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Siblings:
    """Reads the live writes behind dots; knows the ops at hand before they are in the log."""

    conn: Connection
    at_hand: Mapping[Dot, Op] = dataclasses.field(default_factory=dict)
    _devices: dict[int, str] = dataclasses.field(default_factory=dict)

    @cached_property
    def rights(self) -> Rights:
        """Whose writes count first."""
        return Rights(self.conn)

    def of(self, dots: Iterable[Dot], field: str) -> list[Sibling]:
        """Give the live writes of a field that count.

        Beside one by somebody whose words count first (`rights.py`), what others added does not.
        """
        found = [self.op(dot) for dot in dots]
        if len(found) > 1:
            counts = self.rights.counts_first
            found = [o for o in found if counts(o.type, o.origin, o.id)] or found
        return [
            Sibling(o.hlc, self._device(o.origin), o.seq, o.dot, o.writes[field][0]) for o in found
        ]

    def op(self, dot: Dot) -> Op:
        """Give the op with this dot."""
        return self.at_hand.get(dot) or ops.at(self.conn, dot)

    def _device(self, origin: int) -> str:
        if origin not in self._devices:
            self._devices[origin] = self.conn.execute(
                "SELECT dev || '/' || stream FROM origin WHERE n = ?", (origin,)
            ).fetchone()[0]
        return self._devices[origin]


def load(conn: Connection, type_name: str, record_id: str) -> State:
    """Read the merging state of a record."""
    row = conn.execute(
        f"SELECT {columns(type_name)} FROM {type_name} r WHERE id = ?",  # noqa: S608  (declared)
        (record_id,),
    ).fetchone()
    if row:
        return from_row(row)
    return State(0, Cells(), asked=set(), erasures=erasing.upon(conn, (type_name, record_id)))


def columns(type_name: str) -> str:
    """Give what `from_row` needs of a record table that is called `r`, as SQL."""
    return (
        "r.n, r.cells, r.deleted, (SELECT group_concat(c.field) FROM conflict c"  # noqa: S608
        f" WHERE c.id = r.id AND c.type = '{type_name}') AS asked,"
        " (SELECT group_concat(e.erasure) FROM erased e"
        f" WHERE e.id = r.id AND e.type = '{type_name}' AND e.only_type = '') AS erasures"
    )


def from_row(row: Row) -> State:
    """Give the merging state of a record that has this row."""
    asked = set((row["asked"] or "").split(",")) - {""}
    cells = Cells.from_json(json.loads(row["cells"]))
    erasures = frozenset((row["erasures"] or "").split(",")) - {""}
    return State(row["n"], cells, bool(row["deleted"]) or DELETED in asked, asked, erasures)


class Taken(NamedTuple):
    """The local number that an op got, whether it acted (if not, it is parked), what it emptied."""

    n: int
    acted: bool
    erased: bool = False


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
    if state is None and op.type in TYPES:
        state = load(conn, op.type, op.id)
    is_first = not (state and state.n)
    applied = apply(conn, op, n, state, streams)
    if applied is None:
        return Taken(n, acted=False)
    if not is_first and erasing.may_move(op):
        erasing.note_moved(conn, [(op.type, op.id)])
    scrub(conn, op, applied.cells)
    reached = erasing.follow(conn, op)
    emptied = bool(applied.erasures) and _take_words(conn, op.dot, applied.erasures)
    for type_name, record_id in sorted(reached):
        make_anew(conn, type_name, record_id)
    # An edit that a removal did not see brings its record back, so that it is found again.
    changed = [*op.writes, DELETED] if applied.removed or applied.erasures else op.writes
    search.reindex(conn, op.type, op.id, changed)
    erased = emptied or bool(reached) or op.type == ERASURE
    return Taken(n, acted=True, erased=erased)


def apply(
    conn: Connection, op: Op, n: int, state: State | None = None, streams: Streams | None = None
) -> State | None:
    """Apply the op with the local number `n`; parks it and gives `None` if this program cannot."""
    why = ops.why_parked(op, streams or Streams(conn))
    if why:
        conn.execute("INSERT OR IGNORE INTO parked (op, why) VALUES (?, ?)", (n, why))
        return None
    state = state or load(conn, op.type, op.id)
    reader = Siblings(conn, {op.dot: op})
    values = changed(op, state, reader, lambda dot: acted(conn, dot, before=n))
    _write_row(conn, op, state, values)
    return state


def changed(
    op: Op, state: State, reader: Siblings, arrived: Callable[[Dot], bool]
) -> dict[str, Stored]:
    """Merge an op into the state of its record; gives what its row shows in the fields it touches.

    Args:
        op: one that this program can apply.
        state: of its record.
        reader: knows the op itself, and every op that is live in the record.
        arrived: whether the op of a dot is here and acted before this one.
    """
    writes = op.writes
    if op.hides:
        writes = {name: write for name, write in writes.items() if name != LIFTED}
    state.cells.apply(op.dot, writes, arrived)
    plain = not op.hides and max(map(len, writes.values()), default=1) == 1
    if state.n == 0 and plain and not state.erasures:
        return {name: write[0] for name, write in op.writes.items()}
    return _shown(op, state, reader)


def replay_parked(conn: Connection) -> None:
    """Apply what an older program could not, making each record anew from all its ops.

    An op that waited may be older than ops which replaced it, so its record's ops are applied again
    in the order of the log, as a rebuild does.
    """
    waiting = conn.execute("SELECT op.* FROM parked JOIN op ON op.n = parked.op").fetchall()
    streams = Streams(conn)
    able = [op for op in map(ops.from_row, waiting) if not ops.why_parked(op, streams)]
    conn.executemany("DELETE FROM parked WHERE op = ?", [(op.n,) for op in able])
    again = dict.fromkeys((op.type, op.id) for op in able)
    for type_name, record_id in again:
        make_anew(conn, type_name, record_id)
    erasing.note_moved(conn, again)
    for reached in sorted({key for op in able for key in erasing.follow(conn, op)}):
        make_anew(conn, *reached)


def erase_listed(conn: Connection) -> set[tuple[str, str]]:
    """Empty what erasures reach that only a list tells of; gives the records, by type and id."""
    reached = erasing.follow_listed(conn)
    for type_name, record_id in sorted(reached):
        make_anew(conn, type_name, record_id)
    return reached


def remake_erased(conn: Connection) -> None:
    """Work out anew what erasures reach, and make those rows as a rebuild does: nothing else."""
    for type_name, record_id in sorted(erasing.follow_all(conn)):
        _make_row(conn, type_name, record_id)


def make_anew(conn: Connection, type_name: str, record_id: str) -> None:
    """Make a record's row, open differences and index words again from all its ops."""
    for op in _make_row(conn, type_name, record_id):
        state = load(conn, type_name, record_id)
        scrub(conn, op, state.cells)
        if state.erasures:
            _take_words(conn, op.dot, state.erasures)
    search.reindex(conn, type_name, record_id, [*TYPES[type_name].fields, DELETED])


def _make_row(conn: Connection, type_name: str, record_id: str) -> list[Op]:
    """Make a record's row and open differences again; gives the ops that act."""
    fields = TYPES[type_name].fields
    empty = "".join(f"{name} = ?, " for name in fields)
    conn.execute(
        f"UPDATE {type_name} SET {empty}deleted = 0, cells = '[]' WHERE id = ?",  # noqa: S608
        (*(default_stored(spec) for spec in fields.values()), record_id),
    )
    conn.execute("DELETE FROM conflict WHERE type = ? AND id = ?", (type_name, record_id))
    log = ops.of_record(conn, record_id, type_name)
    streams = Streams(conn)
    return [op for op in log if apply(conn, op, op.n, streams=streams)]


def _take_words(conn: Connection, dot: Dot, erasures: frozenset[str]) -> bool:
    """Take the words of an op about an erased record out of the log; says whether any were."""
    op = ops.at(conn, dot)
    emptied = owning.empty(op, erasures)
    if emptied:
        ops.rewrite(conn, op)
    return emptied


def _shown(op: Op, state: State, reader: Siblings) -> dict[str, Stored]:
    touched = dict.fromkeys(name.removeprefix(REDACT) for name in op.writes if name != LIFTED)
    if state.removed or state.erasures:
        touched[DELETED] = None  # an edit may be one that the removal did not see
    values: dict[str, Stored] = {}
    for name in touched:
        if not state.erasures and _is_alone(op, name, state.cells):
            values[name], asked = op.writes[name][0], False
            state.removed = state.removed and name != DELETED
        else:
            values[name], asked = _of_siblings(op, name, state, reader)
        if state.asked is None or asked != (name in state.asked):
            _mark_conflict(reader.conn, op, name, policy_of(TYPES[op.type], name), asked=asked)
            if state.asked is not None:
                state.asked ^= {name}
    return values


def _is_alone(op: Op, name: str, cells: Cells) -> bool:
    """Whether what an op writes into a field is shown because there is nothing else."""
    return (
        cells.live.get(name) == [op.dot]
        and REDACT + name not in cells.live
        and not (name == DELETED and op.writes[name][0])
    )


def _of_siblings(op: Op, name: str, state: State, reader: Siblings) -> tuple[Stored, bool]:
    """Give what is shown in a field, and whether a person must be asked."""
    record_type, cells = TYPES[op.type], state.cells
    policy = policy_of(record_type, name)
    siblings = reader.of(cells.live.get(name, ()), name)
    if REDACT + name in cells.live:
        siblings = not_hidden(reader.conn, op, name, siblings)
    knowing = _knowing(reader, siblings, state.erasures)
    outside = bool(state.erasures) and _lies_outside(record_type, name)
    siblings = siblings if outside else knowing
    winner = merge.shown(policy, siblings) if siblings else None
    value = winner.value if winner else _empty(record_type.fields.get(name))
    if value is None and outside:
        value = _empty(record_type.fields.get(name))
    if name != DELETED or outside:
        return value, merge.needs_a_person(policy, knowing) and not outside
    removals = [s.dot for s in siblings if s.value]
    state.removed = bool(removals)
    if state.erasures and not siblings:
        return True, False
    if removals and _unseen(reader, state, removals):
        return False, True
    return value, merge.needs_a_person(policy, siblings)


def _knowing(reader: Siblings, siblings: list[Sibling], erasures: frozenset[str]) -> list[Sibling]:
    """Leave out what was written without knowing that its record was erased."""
    if not erasures:
        return siblings
    return [s for s in siblings if erasures <= owning.named(reader.op(s.dot).writes)]


def _lies_outside(record_type: RecordType, name: str) -> bool:
    """Whether a field of an erased record is shown as it was: it lies outside, or names another."""
    if name == DELETED:
        return owning.stands(record_type.name)
    return owning.keeps(record_type.name, name)


def _unseen(reader: Siblings, state: State, removals: Iterable[Dot]) -> bool:
    removing = [reader.op(dot) for dot in removals]
    if any(op.schema < REMOVALS_SAY_WHAT_THEY_SAW for op in removing):
        return False  # written before laptops exchanged anything: its author saw all there was
    edits = state.cells.edits()
    if state.erasures:
        edits = {d for d in edits if state.erasures <= owning.named(reader.op(d).writes)}
    return merge.unseen(edits, {op.dot: op.writes[DELETED][1:] for op in removing})


def policy_of(record_type: RecordType, field: str) -> Merge:
    """Give the merge policy of a field, `deleted` included."""
    return record_type.rows if field == DELETED else record_type.fields[field].merge


def _empty(spec: FieldSpec | None) -> Stored:
    return False if spec is None else default_stored(spec)


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
    cells = state.cells.to_text()
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


def acted(conn: Connection, dot: Dot, *, before: int = ops.END) -> bool:
    """Whether an op is in the log, came before another one, and was not parked."""
    found = conn.execute(
        "SELECT 1 FROM op WHERE origin = ? AND seq = ? AND n < ?"
        " AND n NOT IN (SELECT op FROM parked)",
        (*dot, before),
    ).fetchone()
    return found is not None
