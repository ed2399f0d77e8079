"""Undoing an answer: the difference waits again, with the values that were put before a person.

An answer replaces every value. So its undo writes them anew, the first in place of the answer and
the others beside it; whoever reads a difference finds the first authors through the undo's link.
Undoing that undo gives the answer again. An answer whether a family stays wrote the same for all
that is its own: each record is put back as it was, asked about or not.
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison_app.records import TYPES
from liaison_app.records.values import from_stored
from liaison_app.store import merge, ops
from liaison_app.store.applying import Siblings, load, policy_of
from liaison_app.store.changes import Change, Put, Reopen
from liaison_app.store.hiding import not_hidden
from liaison_app.store.merge import DELETED, Dot

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from liaison_app.store.driver import Connection
    from liaison_app.store.ops import Op

ANSWER = "difference.answer"


Place = tuple[str, str, str]
"""A record's type, its id, and a field of it."""


class Back(NamedTuple):
    """What undoes an action, and what is left as it is because it was changed since."""

    changes: Sequence[Change]
    left: Sequence[Place] = ()


def changes(conn: Connection, log: Sequence[Op]) -> Back | None:
    """Give what undoes an action if it answered a difference, or reopened one.

    Args:
        conn: where.
        log: the action's ops.

    Returns:
        `None` for every other action, and if something was written there since; nothing if what
        was answered is not a question any more.
    """
    if not log:
        return None
    writes = defaultdict(list)
    for op in log:
        for field in op.writes:
            writes[op.type, op.id, field].append(op)
    answered = json.loads(log[0].action or "{}").get("name") == ANSWER
    if len(writes) > 1:
        if any(field != DELETED for *_record, field in writes):
            return None
        again = any(_side_by_side(made, DELETED) for made in writes.values())
        back = _as_it_was if answered else _answered
        return _each(conn, writes, back) if answered or again else None
    [((type_name, record_id, field), made)] = writes.items()
    live = load(conn, type_name, record_id).cells.live.get(field, [])
    if set(live) != {op.dot for op in made}:
        return None
    if not answered and len(made) == 1:
        return None
    back = _reopened if answered else _answered
    found = back(conn, made[0], field)
    return None if found is None else Back(found)


def _side_by_side(made: Sequence[Op], field: str) -> bool:
    """Whether an action put several values of a field beside each other, as only a question does.

    Whoever merely wrote a field twice replaced the first value by the second.
    """
    replaced = {Dot(*d) for op in made for d in op.writes[field][1:]}
    return len({op.dot for op in made} - replaced) > 1


def first_author(conn: Connection, log: Mapping[Dot, Op], op: Op, field: str) -> Op:
    """Give the op that first wrote what an undo wrote again; the op itself if it is no undo.

    Args:
        conn: where.
        log: every op about the record.
        op: one of them.
        field: what it wrote.
    """
    row = conn.execute(
        "SELECT action FROM op WHERE origin = ? AND seq = ?", (op.origin, op.act)
    ).fetchone()
    undone = json.loads(row[0] or "{}").get("undoes") if row else None
    if undone is None or field not in op.writes:
        return op
    for answer in log.values():
        if [answer.origin, answer.act] == undone and field in answer.writes:
            for dot in answer.writes[field][1:]:
                former = log.get(Dot(*dot))
                if former and former.writes.get(field, [None])[0] == op.writes[field][0]:
                    return first_author(conn, log, former, field)
    return op


def _each(
    conn: Connection,
    writes: Mapping[Place, Sequence[Op]],
    back: Callable[[Connection, Op, str], list[Change] | None],
) -> Back:
    """Give what undoes an answer about several records."""
    changes: list[Change] = []
    left: list[Place] = []
    for (type_name, record_id, field), made in writes.items():
        live = load(conn, type_name, record_id).cells.live.get(field, [])
        if set(live) == {op.dot for op in made}:
            changes += back(conn, made[0], field) or []
        else:
            left.append((type_name, record_id, field))
    return Back(changes, left)


def _as_it_was(conn: Connection, answer: Op, field: str) -> list[Change] | None:
    """Put back whether a record was removed, or ask again if that was a question."""
    cls = TYPES[answer.type].cls
    log = {op.dot: op for op in ops.of_record(conn, answer.id, answer.type)}
    named = [log[dot] for d in answer.writes[field][1:] if (dot := Dot(*d)) in log]
    former = [op for op in named if field in op.writes]
    replaced = {Dot(*d) for op in former for d in op.writes[field][1:]}
    live = [op for op in former if op.dot not in replaced]
    removals = {op.dot: op.writes[field][1:] for op in live if op.writes[field][0]}
    asked = 0 < len(removals) < len(live)
    if asked or (
        removals and merge.unseen(load(conn, answer.type, answer.id).cells.edits(), removals)
    ):
        return [Reopen(cls, answer.id, field, (False, True))]
    return [Put(cls, answer.id, {field: bool(removals)}, settle=True)]


def _reopened(conn: Connection, answer: Op, field: str) -> list[Change] | None:
    cls = TYPES[answer.type].cls
    if field == DELETED:
        return [Reopen(cls, answer.id, field, (False, True))]
    siblings = Siblings(conn).of([Dot(*d) for d in answer.writes[field][1:]], field)
    siblings = not_hidden(conn, answer, field, siblings)
    different: dict[str, Any] = {repr(s.value): s.value for s in sorted(siblings)}
    if len(different) < 2:
        return []  # emptied for good meanwhile
    shown = merge.shown(policy_of(TYPES[answer.type], field), siblings).value
    values = [value for value in different.values() if value != shown]
    return [Reopen(cls, answer.id, field, (*values, shown))]


def _answered(conn: Connection, first: Op, field: str) -> list[Change] | None:
    over = first.writes[field][1:]
    if not over:
        return None
    former = ops.at(conn, Dot(*over[0])).writes[field][0]
    record_type = TYPES[first.type]
    value = former if field == DELETED else from_stored(record_type.fields[field], former)
    return [Put(record_type.cls, first.id, {field: value}, settle=True)]
