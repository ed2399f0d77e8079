"""The live writes behind a difference, read from the log: what was written, by whom, when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from liaison_app.records import TYPES, Merge
from liaison_app.store import applying, belonging, hiding, merge, ops, reopening
from liaison_app.store.clock import time_of
from liaison_app.store.merge import DELETED, REDACT, Dot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from liaison_app.records.values import Stored
    from liaison_app.store.belonging import Piece
    from liaison_app.store.driver import Connection
    from liaison_app.store.merge import Cells, Sibling
    from liaison_app.store.ops import Op


@dataclass(frozen=True)
class Place:
    """What a difference is about: one field of one record, and how it merges."""

    type: str
    id: str
    field: str
    policy: Merge


@dataclass(frozen=True)
class Wrote:
    """One live write.

    Attributes:
        value: stored form.
        dev: the laptop that wrote it.
        at: when, in UTC, by that laptop's clock.
        field: what it wrote: for a removal also the fields that others changed meanwhile.
        unaware_of: laptops whose live writes it was made without knowing of, as far as the log
            proves it.
    """

    value: Stored
    dev: str
    at: datetime
    field: str
    unaware_of: frozenset[str]


@dataclass(frozen=True)
class Open:
    """A difference as the log has it.

    Attributes:
        writes: oldest first, the same order on every laptop.
        shown: the value that is shown meanwhile, stored form.
        seen: names exactly these writes: it changes when another one comes.
        left: what is there still although its family, person or visit is removed: this record.
        unseen: field and value, stored form, of what a removal had not seen, in the record's order.
        before: the newest value, stored form, that all of them replaced; `None` for none.
    """

    place: Place
    writes: tuple[Wrote, ...]
    shown: Stored
    seen: str
    left: tuple[Piece, ...] = ()
    unseen: tuple[tuple[str, Stored], ...] = ()
    before: Stored = None


def read(conn: Connection, place: Place, own: str) -> Open:
    """Read the live writes of a difference.

    Args:
        conn: where.
        place: which; it waits in the table `conflict`.
        own: this laptop.
    """
    cells = applying.load(conn, place.type, place.id).cells
    log = _Log(conn, place, {op.dot: op for op in ops.of_record(conn, place.id, place.type)}, own)
    live = log.in_sight(cells)
    shown = merge.shown(place.policy, live).value if live else None
    unseen: list[tuple[str, Sibling]] = []
    if place.field == DELETED:
        unseen = log.not_seen_by_removals(cells, live)
        live += {one.dot: one for _name, one in reversed(unseen)}.values()
        shown = log.removed()
    live.sort()
    writes = tuple(log.wrote(one, live) for one in live)
    seen = [f"{one.device}.{one.seq}" for one in live]
    left: tuple[Piece, ...] = ()
    if place.field == DELETED and shown and place.type in belonging.OWNERS:
        left = tuple(belonging.goes_with(conn, belonging.Piece(place.type, place.id)))
        written = _written(conn, left)
        seen += [f"{one.device}.{one.seq}" for one in written]
        writes = (*_for_what_is_left(conn, writes, written), *writes)
    return Open(
        place=place,
        writes=writes,
        shown=shown,
        seen="|".join(seen),
        left=left,
        unseen=tuple((name, one.value) for name, one in log.readable(cells, unseen)),
        before=log.before(live) if place.field != DELETED else None,
    )


def _written(conn: Connection, left: Sequence[Piece]) -> list[Sibling]:
    """The live writes of what is left, oldest first."""
    reader = applying.Siblings(conn)
    found = {
        sibling.dot: sibling
        for piece in left
        for name, dots in applying.load(conn, piece.type, piece.id).cells.live.items()
        if not name.startswith(REDACT)
        for sibling in reader.of(dots, name)
    }
    return sorted(found.values())


def _for_what_is_left(
    conn: Connection, removals: Sequence[Wrote], written: Sequence[Sibling]
) -> list[Wrote]:
    """Who wrote what is left, each once: they want the record to stay, which they took for there.

    What the remover wrote is left only where a colleague's work is; then the colleague is named.
    """
    names = dict(conn.execute("SELECT n, dev FROM origin").fetchall())
    removers = frozenset(one.dev for one in removals if one.value)
    last = {names[one.dot.origin]: one for one in written}
    others = {dev: one for dev, one in last.items() if dev not in removers} or last
    return [
        Wrote(
            value=False,
            dev=dev,
            at=time_of(one.hlc),
            field=DELETED,
            unaware_of=removers - {dev},
        )
        for dev, one in others.items()
    ]


@dataclass(frozen=True)
class _Log:
    """Every op about one record."""

    conn: Connection
    place: Place
    ops: Mapping[Dot, Op]
    own: str

    @cached_property
    def _names(self) -> dict[int, str]:
        return dict(self.conn.execute("SELECT n, dev FROM origin").fetchall())

    def in_sight(self, cells: Cells) -> list[Sibling]:
        """The live writes of the field but those that were emptied for good."""
        field = self.place.field
        live = applying.Siblings(self.conn).of(cells.live.get(field, ()), field)
        if not live or REDACT + field not in cells.live:
            return live
        return hiding.not_hidden(self.conn, self.ops[live[0].dot], field, live)

    def not_seen_by_removals(
        self, cells: Cells, live: Sequence[Sibling]
    ) -> list[tuple[str, Sibling]]:
        """What others wrote into a record without having seen that it was removed, by field."""
        removals = [one.dot for one in live if one.value]
        seen = {Dot(*d) for dot in removals for d in self.ops[dot].writes[DELETED][1:]}
        seen |= {one.dot for one in live}
        unseen: list[tuple[str, Dot]] = []
        for name in TYPES[self.place.type].fields:
            for dot in cells.live.get(name, ()):
                knew = any(r.origin == dot.origin and dot.seq < r.seq for r in removals)
                if dot not in seen and not knew:
                    unseen.append((name, dot))
        reader = applying.Siblings(self.conn)
        return [(name, reader.of([dot], name)[0]) for name, dot in unseen]

    def readable(
        self, cells: Cells, unseen: Sequence[tuple[str, Sibling]]
    ) -> list[tuple[str, Sibling]]:
        """Leave out what was emptied for good."""
        return [
            (name, one)
            for name, one in unseen
            if REDACT + name not in cells.live
            or hiding.not_hidden(self.conn, self.ops[one.dot], name, [one])
        ]

    def removed(self) -> bool:
        """Whether the record is shown as removed."""
        row = self.conn.execute(
            f"SELECT deleted FROM {self.place.type} WHERE id = ?",  # noqa: S608  (a declared type)
            (self.place.id,),
        ).fetchone()
        return bool(row[0])

    def wrote(self, one: Sibling, live: Sequence[Sibling]) -> Wrote:
        """One live write among the others."""
        op, field = self.ops[one.dot], self.place.field
        name = field if field in op.writes else _first_field(op)
        stays = field == DELETED and name != DELETED  # who changes a record wants it to stay
        unaware = {
            self._names[other.dot.origin]
            for other in live
            if other.dot.origin != one.dot.origin and self._unaware(one.dot, other.dot)
        }
        author = reopening.first_author(self.conn, self.ops, op, field)
        return Wrote(
            value=False if stays else one.value,
            dev=self._names[author.origin],
            at=time_of(author.hlc),
            field=name,
            unaware_of=frozenset(unaware),
        )

    def _unaware(self, one: Dot, other: Dot) -> bool:
        """Whether a write's author surely did not know of another one.

        What it stands on, and the other does not, is its own laptop's work alone. Had it replaced a
        colleague's, that laptop may have heard of the other write too.
        """
        op = self.ops[one]
        if self._names[op.origin] == self.own and self.ops[other].n < op.n:
            return False
        beyond = self._beneath(one) - self._beneath(other)
        return all(dot.origin == one.origin for dot in beyond)

    def before(self, live: Sequence[Sibling]) -> Stored:
        """The newest value that every live write replaced; what was emptied for good is none."""
        beneath = [self._beneath(one.dot) for one in live]
        ops_below = [self.ops[dot] for dot in set.intersection(*beneath)] if beneath else []
        newest = max(ops_below, key=lambda op: (op.hlc, self._names[op.origin]), default=None)
        value: Stored = newest.writes[self.place.field][0] if newest else None
        return value

    def _beneath(self, dot: Dot) -> set[Dot]:
        """The writes of the field that a write replaced, and those that they replaced."""
        found: set[Dot] = set()
        waiting = [dot]
        while waiting:
            op = self.ops.get(waiting.pop())
            over = op.writes.get(self.place.field, [None])[1:] if op else ()
            new = {Dot(*d) for d in over} - found
            found |= new
            waiting += new
        return found


def _first_field(op: Op) -> str:
    return next(name for name in op.writes if not name.startswith(REDACT))
