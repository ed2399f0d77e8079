"""Taking many ops at once: what they come to is gathered in memory and written once a record.

The outcome is the same, row for row, as that of `applying.take` for one op after the other; only
the statements are fewer, and the search index gets each record's last words alone. Ops about a
record which somebody removed, or in which words were hidden for good, are taken one by one.
"""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.records import TYPES
from liaison_app.records.values import default_stored
from liaison_app.store import applying, erasing, ops, search
from liaison_app.store.applying import Siblings, State
from liaison_app.store.merge import DELETED, REDACT, Cells, Dot

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from liaison_app.records.values import Stored
    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op, Streams

Key = tuple[str, str]  # type and id


@dataclass
class _Record:
    """A record while ops about it are gathered.

    Attributes:
        state: how it merges.
        texts: what its row shows in the fields that are searched for.
        entry: its number in the search index; 0 if it is not in there.
        values: what its row does not show yet.
        made: whether it has no row yet.
        listed: whether its `entry` is not in the index yet.
        reworded: whether the index has to be brought up to date.
    """

    state: State
    texts: dict[str, Stored]
    entry: int = 0
    values: dict[str, Stored] = field(default_factory=dict)
    made: bool = False
    listed: bool = False
    reworded: bool = False


class Gathering:
    """Takes ops in order, inside a transaction; nothing is sure to be there before `write`."""

    def __init__(self, conn: Connection, streams: Streams) -> None:
        self._conn = conn
        self._streams = streams
        self._log: list[tuple[int, Op]] = []
        self._parked: list[tuple[int, str]] = []
        self._at_hand: dict[Dot, Op] = {}
        self._reader = Siblings(conn, self._at_hand)
        self._records: dict[Key, _Record] = {}
        self._pending: dict[Key, _Record] = {}
        self.refused = False  # whether an author may not write what came
        self._last: dict[str, int] = {}  # table to the last number that was given in it
        self._moved: set[Key] = set()
        self._watch = erasing.Watch(conn)
        self.erased = False  # whether words went, because what they are about was erased

    def look_up(self, coming: Iterable[Op]) -> None:
        """Read the records of ops that will be taken: so many at once are quicker."""
        wanted: dict[str, set[str]] = defaultdict(set)
        for op in coming:
            if op.type in TYPES:
                wanted[op.type].add(op.id)
        for type_name, ids in wanted.items():
            self._read(type_name, list(ids))

    def take(self, op: Op) -> bool:
        """Take a new op into the log and let it act; gives whether it did, or else it is parked."""
        why = ops.why_parked(op, self._streams)
        if why:
            self.refused = self.refused or why == ops.ROLE
            self._parked.append((self._logged(op), why))
            return False
        key = (op.type, op.id)
        record = self._records.get(key) or self._looked_up(key)
        if _is_delicate(op, record.state) or self._watch.concerns(op.type, op.id, op.writes):
            self.write()
            del self._records[key]
            taken = applying.take(self._conn, op, streams=self._streams)
            if taken.erased:
                self.erased = self._watch.look_again()
                self._records.clear()  # others may say something else by now
            return taken.acted
        if record.state.n and erasing.may_move(op):
            self._moved.add(key)
        self._logged(op)
        self._at_hand[op.dot] = op
        values = applying.changed(op, record.state, self._reader, lambda dot: self._acted(dot, op))
        if not record.state.n:
            record.state.n = self._next(op.type)
            record.made = True
        record.values |= values
        self._pending[key] = record
        self._reword(op, record, values)
        return True

    def write(self) -> None:
        """Write everything that was gathered."""
        if not self._log:
            return
        ops.append_all(self._conn, self._log)
        if self._parked:
            self._conn.executemany("INSERT INTO parked (op, why) VALUES (?, ?)", self._parked)
        self._write_rows()
        self._write_words()
        if self._moved:
            erasing.note_moved(self._conn, sorted(self._moved))
        for record in self._pending.values():
            record.values, record.made, record.listed, record.reworded = {}, False, False, False
        for gathered in (
            *(self._log, self._parked, self._at_hand, self._pending),
            *(self._last, self._moved),
        ):
            gathered.clear()

    # --- reading

    def _looked_up(self, key: Key) -> _Record:
        self._read(key[0], [key[1]])
        return self._records[key]

    def _read(self, type_name: str, ids: Sequence[str]) -> None:
        fields = search.fields_of(type_name)
        texts = "".join(f", r.{name}" for name in fields)
        wanted = json.dumps(ids)
        for record_id in ids:
            state = State(0, Cells(), asked=set())
            self._records[type_name, record_id] = _Record(state, dict.fromkeys(fields))
        for row in self._conn.execute(
            f"SELECT r.id, {applying.columns(type_name)}{texts}"  # noqa: S608  (declared names)
            f" FROM {type_name} r WHERE r.id IN (SELECT value FROM json_each(?))",
            (wanted,),
        ):
            record = self._records[type_name, row["id"]]
            record.state = applying.from_row(row)
            record.texts = {name: row[name] for name in fields}
        if fields:
            for record_id, n in search.entries(self._conn, type_name, wanted):
                self._records[type_name, record_id].entry = n

    # --- gathering

    def _logged(self, op: Op) -> int:
        n = self._next("op")
        self._log.append((n, op))
        return n

    def _next(self, table: str) -> int:
        """Give the number that the next row of a table gets."""
        if table not in self._last:
            self._last[table] = self._conn.execute(
                f"SELECT coalesce(max(n), 0) FROM {table}"  # noqa: S608  (declared names)
            ).fetchone()[0]
        self._last[table] += 1
        return self._last[table]

    def _acted(self, dot: Dot, by: Op) -> bool:
        """Whether the op of a dot came before another one, and acted."""
        if dot == by.dot:
            return False
        return dot in self._at_hand or applying.acted(self._conn, dot)

    def _reword(self, op: Op, record: _Record, values: dict[str, Stored]) -> None:
        """Note what is to be searched for; numbers in the index are given as they come up."""
        changed = values.keys() & record.texts.keys()
        if not changed and not (record.texts and DELETED in values):
            return
        record.texts.update((name, values[name]) for name in changed)
        record.reworded = True
        found = any(record.texts.values())
        if found and not record.entry:
            record.entry = self._next("search_entry")
            record.listed = True
        elif record.entry and not found:
            self.write()  # its number may be given again
            record.entry = 0

    # --- writing

    def _write_rows(self) -> None:
        made: dict[str, list[list[Stored]]] = defaultdict(list)
        put: dict[tuple[str, tuple[str, ...]], list[list[Stored]]] = defaultdict(list)
        defaults: dict[str, dict[str, Stored]] = {}
        for (name, record_id), record in self._pending.items():
            state = record.state
            cells = state.cells.to_text()
            if record.made:
                if name not in defaults:
                    defaults[name] = _defaults(name)
                values = defaults[name] | record.values
                made[name].append([state.n, record_id, cells, *values.values()])
            else:
                values = record.values
                put[name, tuple(values)].append([*values.values(), cells, state.n])
        for name, rows in made.items():
            columns = "".join(f", {column}" for column in defaults[name])
            marks = ", ?" * len(defaults[name])
            self._conn.executemany(
                f"INSERT INTO {name} (n, id, cells{columns}) VALUES (?, ?, ?{marks})",  # noqa: S608
                rows,
            )
        for (name, names), rows in put.items():
            changes = "".join(f"{column} = ?, " for column in names)
            self._conn.executemany(
                f"UPDATE {name} SET {changes}cells = ? WHERE n = ?",  # noqa: S608  (declared names)
                rows,
            )

    def _write_words(self) -> None:
        search.reword(
            self._conn,
            [
                search.Entry(
                    record.entry,
                    type_name,
                    record_id,
                    search.text_of(type_name, record.texts),
                    new=record.listed,
                )
                for (type_name, record_id), record in self._pending.items()
                if record.reworded and record.entry
            ],
        )


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Keep Python from searching for garbage that refers to itself.

    Ops never do, but ten thousand are so many objects that the search takes a quarter of the time.
    """
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


def _is_delicate(op: Op, state: State) -> bool:
    """Whether an op acts on more than its record's row, or on one which it may bring back."""
    return (
        state.removed
        or op.writes.get(DELETED, [False])[0] is True
        or op.hides
        or any(name.startswith(REDACT) for name in state.cells.live)
    )


def _defaults(type_name: str) -> dict[str, Stored]:
    fields = TYPES[type_name].fields.items()
    return {DELETED: False} | {name: default_stored(spec) for name, spec in fields}
