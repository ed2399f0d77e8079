"""What an erasure reaches: a function of the set of changes, so that it is the same everywhere.

An erasure is a record of its own (`records/keeping.py`). It names a family, person or other record,
the people who go with it, and what stays because it is another family's by now. From that and from
all other changes follows which records it reaches: whatever any change ever said belongs to what it
reaches, also a change that comes months later from a laptop that had not heard. Of those records
only ids are kept: which record refers to which, and what lies outside, such as a printed page's
code.

A change that was made knowing of an erasure which was lifted says so itself (`LIFTED`), and is kept
whatever else arrives. What was emptied stays empty.

`erased` lists what is reached. It is worked out again by every rebuild and compared with what is
here. A mark with `only` does not reach the record itself, but records of that kind which belong to
it. `moved` lists the records that ever belonged to more than one: their rows do not show it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES
from liaison_app.store import listed_erasures, ops
from liaison_app.store.merge import DELETED, LIFTED, REDACT
from liaison_app.store.owning import (
    ERASURE,
    OWNING,
    WITHOUT_HOUSEHOLD,
    Key,
    asks_about,
    named,
    owners,
    says_whose,
    stands,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from liaison_app.records import Record
    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op
    from liaison_app.store.travelling import Writes


class Mark(NamedTuple):
    """That an erasure reaches a record, or only those records of a kind that belong to it."""

    type: str
    id: str
    erasure: str
    only: str = ""

    @property
    def key(self) -> Key:
        """The record."""
        return (self.type, self.id)


@dataclass(frozen=True)
class Order:
    """What somebody erased.

    Attributes:
        erasure: id of its record.
        subject: what was erased.
        only: only the subject's records of this type; "" for all of it.
        people: ids of the people who were erased with it; `household:ID` for an entry of the same
            family that somebody merged into this one.
        spared: ids of records that stay.
    """

    erasure: str
    subject: Key
    only: str
    people: frozenset[str]
    spared: frozenset[str]

    def seeds(self) -> set[Mark]:
        """Give what it names itself."""
        named = (one.rpartition(":") for one in self.people)
        also = {
            Mark(kind or "person", record_id, self.erasure) for kind, _colon, record_id in named
        }
        return {Mark(*self.subject, self.erasure, self.only), *also}


def any_here(conn: Connection) -> bool:
    """Whether anything was ever erased."""
    return conn.execute("SELECT 1 FROM erased LIMIT 1").fetchone() is not None


def upon(conn: Connection, key: Key) -> frozenset[str]:
    """Give the ids of the erasures that reach a record."""
    return frozenset(mark.erasure for mark in _marks_of(conn, key) if not mark.only)


def orders(conn: Connection, erasure: str) -> list[Order]:
    """Give what an erasure says; several if somebody wrote its record more than once."""
    found = [_order(op.id, op.writes) for op in _acting(conn, (ERASURE, erasure))]
    found += [
        _listed(one) for one in listed_erasures.entries(conn) if not found and one["id"] == erasure
    ]
    return [order for order in found if order]


def is_lifted(conn: Connection, erasure: str) -> bool:
    """Whether somebody said that what it erased may be kept again."""
    found = conn.execute(
        "SELECT 1 FROM erasure WHERE what = 'lift' AND subject = ? AND NOT deleted", (erasure,)
    ).fetchone()
    return found is not None or listed_erasures.is_lifted(conn, erasure)


def facing(conn: Connection, key: Key, writes: Writes) -> dict[str, bool]:
    """Give the erasures that would empty a change: id to whether it has to be lifted first.

    After only some kind of record was erased, new ones may be written. What lies outside may be
    settled: a kit comes back.
    """
    settles = stands(key[0])
    found = {one: not (settles or is_lifted(conn, one)) for one in upon(conn, key)}
    for mark in _brought(conn, key, writes):
        found.setdefault(mark.erasure, not (mark.only or is_lifted(conn, mark.erasure)))
    return found


def say_so(conn: Connection, key: Key, writes: Writes) -> None:
    """Let a change about what was erased say that it is made in spite of that.

    Else every laptop empties it.

    Raises:
        InvalidValue: nobody allowed that anything is kept about it again.
    """
    found = facing(conn, key, writes)
    if any(found.values()):
        raise InvalidValue(
            _(
                "This was erased for good, so nothing is kept about it any more. A coordinator can"
                " allow that again, under Erased for good."
            )
        )
    if found:
        writes[LIFTED] = [" ".join(sorted(found))]


# --- what changes bring


def follow(conn: Connection, op: Op) -> set[Key]:
    """Mark what an op that acted brings under an erasure; gives the records newly reached."""
    if op.type == ERASURE:
        if _order(op.id, op.writes) is None:
            return set()
        seeds = {seed for order in orders(conn, op.id) for seed in order.seeds()}
        return _spread(conn, seeds)
    if not any_here(conn):
        return set()
    return _spread(conn, set(_brought_by(conn, op)))


def follow_all(conn: Connection) -> set[Key]:
    """Work out everything anew from all changes; gives every record that is reached."""
    conn.execute("DELETE FROM erased")
    erasures = [row[0] for row in conn.execute("SELECT id FROM erasure").fetchall()]
    erasures += [one["id"] for one in listed_erasures.entries(conn)]
    seeds = {
        seed for erasure in erasures for order in orders(conn, erasure) for seed in order.seeds()
    }
    return _spread(conn, seeds) if seeds else set()


def follow_listed(conn: Connection) -> set[Key]:
    """Mark what erasures reach that only a list tells of; gives the records newly reached."""
    listed = map(_listed, listed_erasures.unheard(conn))
    return _spread(conn, {seed for order in listed if order for seed in order.seeds()})


def try_out(conn: Connection, order: Order) -> set[Key]:
    """Mark what an order would reach; the caller takes it back."""
    return _spread(conn, order.seeds())


def note_moved(conn: Connection, moved: Iterable[Key]) -> None:
    """Remember records that may have belonged to more than one."""
    conn.executemany("INSERT OR IGNORE INTO moved (type, id) VALUES (?, ?)", moved)


def may_move(op: Op) -> bool:
    """Whether an op about a record that is here says whose it is."""
    return any(says_whose(op.type, name.removeprefix(REDACT)) for name in op.writes)


@dataclass
class Watch:
    """Knows without asking again which records are erased, while many changes are taken."""

    conn: Connection
    _reached: frozenset[Key] | None = field(default=None)

    def concerns(self, type_name: str, record_id: str, writes: Writes) -> bool:
        """Whether a change may have to do with an erasure."""
        if type_name == ERASURE:
            return True
        reached = self._keys()
        if not reached:
            return False
        if (type_name, record_id) in reached:
            return True
        return any(owner in reached for owner in owners(type_name, writes))

    def concerns_new(self, record: Record) -> bool:
        """Whether a record that is about to be added has to do with an erasure."""
        if not self._keys():
            return record.TYPE.name == ERASURE
        writes: Writes = {DELETED: [False]}
        writes |= {name: [getattr(record, name)] for name in record.TYPE.references}
        if record.TYPE.name == "external_id":
            writes["record"] = [vars(record)["record"]]
        return self.concerns(record.TYPE.name, record.id, writes)

    def look_again(self) -> bool:
        """Forget what was known, because something was erased: true."""
        self._reached = None
        return True

    def _keys(self) -> frozenset[Key]:
        if self._reached is None:
            rows = self.conn.execute("SELECT type, id FROM erased")
            self._reached = frozenset((row[0], row[1]) for row in rows)
        return self._reached


# --- inside


def _order(erasure: str, writes: Writes) -> Order | None:
    """Read what a change erases, if it does; a lift and an edit of the entry do not."""

    def said(name: str) -> str:
        return str(writes.get(name, [""])[0] or "")

    if writes.get("what", ["erase"])[0] != "erase" or not said("subject"):
        return None
    return Order(
        erasure=erasure,
        subject=(said("subject_type"), said("subject")),
        only=said("only"),
        people=frozenset(said("people").split()),
        spared=frozenset(said("spared").split()),
    )


def _listed(entry: Mapping[str, Any]) -> Order | None:
    """Read what an entry of a sealed list erases, if it does."""
    return _order(str(entry["id"]), {name: [value] for name, value in entry.items()})


def _marks_of(conn: Connection, key: Key) -> list[Mark]:
    rows = conn.execute(
        "SELECT type, id, erasure, only_type FROM erased WHERE id = ? AND type = ?",
        (key[1], key[0]),
    )
    return [Mark(*row) for row in rows]


def _acting(conn: Connection, key: Key) -> list[Op]:
    """Give the ops about a record that act."""
    waiting = {
        row[0]
        for row in conn.execute(
            "SELECT op.n FROM op JOIN parked ON parked.op = op.n WHERE op.id = ?", (key[1],)
        )
    }
    return [op for op in ops.of_record(conn, key[1], key[0]) if op.n not in waiting]


def _is_spared(conn: Connection, erasure: str, record_id: str) -> bool:
    found = orders(conn, erasure)
    return bool(found) and all(record_id in order.spared for order in found)


def _brought(conn: Connection, key: Key, writes: Writes) -> Iterator[Mark]:
    """Give the marks of what a change says its record belongs to, as far as they reach it."""
    for owner in owners(key[0], writes):
        for mark in _marks_of(conn, owner):
            if mark.only in ("", key[0]) and not _is_spared(conn, mark.erasure, key[1]):
                yield mark


def _brought_by(conn: Connection, op: Op) -> Iterator[Mark]:
    """Give what an op brings: a mark of its own record, and of somebody new in the family."""
    for mark in _brought(conn, (op.type, op.id), op.writes):
        if mark.erasure not in named(op.writes):
            yield Mark(op.type, op.id, mark.erasure)
            newcomer = _newcomer(conn, op) if mark.type == "household" else ""
            if newcomer and not _is_spared(conn, mark.erasure, newcomer):
                yield Mark("person", newcomer, mark.erasure)


def _newcomer(conn: Connection, op: Op) -> str:
    """Give the person who was first written down, in the same action, as one of this family.

    Only the action tells: whoever was there before may live with another family. An import writes
    down many at once, so nobody is judged by that.
    """
    person = str(op.writes.get("person", [""])[0] or "")
    if op.type != "household_member" or not person or "household" not in op.writes:
        return ""
    begun = conn.execute(
        "SELECT action FROM op WHERE origin = ? AND seq = ?", (op.origin, op.act)
    ).fetchone()
    name = str(json.loads(begun[0] or "{}").get("name", "")) if begun else ""
    if name.startswith("import"):
        return ""
    rows = conn.execute(
        "SELECT type, id, body FROM op WHERE origin = ? AND act = ? AND seq >= ? AND seq < ?",
        (op.origin, op.act, op.act, op.seq),
    ).fetchall()
    before = [(row["type"], row["id"], json.loads(row["body"])) for row in rows]
    made = any(
        kind == "person" and record_id == person and writes.get(DELETED, [None])[0] is False
        for kind, record_id, writes in before
    )
    elsewhere = any(
        kind == "household_member" and writes.get("person", [""])[0] == person
        for kind, _record_id, writes in before
    )
    return person if made and not elsewhere else ""


def _spread(conn: Connection, marks: set[Mark]) -> set[Key]:
    """Write marks down, and those of all that belongs to what they reach; gives what is new."""
    reached: set[Key] = set()
    while marks:
        new = [mark for mark in sorted(marks) if _write(conn, mark)]
        reached.update(mark.key for mark in new if not mark.only)
        marks = {
            mark
            for key in _belonging_to(conn, {mark.key for mark in new})
            for op in _acting(conn, key)
            for mark in _brought_by(conn, op)
        }
    return reached


def _write(conn: Connection, mark: Mark) -> bool:
    done = conn.execute(
        "INSERT OR IGNORE INTO erased (type, id, erasure, only_type) VALUES (?, ?, ?, ?)", mark
    )
    return bool(done.rowcount)


def _belonging_to(conn: Connection, owners: set[Key]) -> set[Key]:
    """Give the records that may belong to these: by what their rows show, or ever showed."""
    ids: dict[str, set[str]] = defaultdict(set)
    for type_name, record_id in owners:
        ids[type_name].add(record_id)
    if not ids:
        return set()
    found: set[Key] = set()
    for name, owning in OWNING.items():
        places = [*owning, *([("person", "person")] if name in WITHOUT_HOUSEHOLD else [])]
        for place, to in places:
            found |= _naming(conn, name, place, ids.get(to, set()))
    found |= _naming(conn, "external_id", "record", ids["household"] | ids["person"])
    asked = conn.execute("SELECT id, question FROM looked_at").fetchall()
    found |= {("looked_at", row[0]) for row in asked if asks_about(row[1], owners)}
    moved = conn.execute("SELECT type, id FROM main.moved").fetchall()
    return found | {(row[0], row[1]) for row in moved if row[0] in TYPES}


def _naming(conn: Connection, name: str, place: str, ids: set[str]) -> set[Key]:
    if not ids:
        return set()
    rows = conn.execute(
        f"SELECT id FROM {name} WHERE {place} IN (SELECT value FROM json_each(?))",  # noqa: S608
        (json.dumps(sorted(ids)),),
    )
    return {(name, row[0]) for row in rows}
