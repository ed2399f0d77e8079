"""Giving what is in the log other names, so that it says the same under them.

Two things need it. A laptop that came back from a backup, unnoticed, may have written other changes
under names that its former life had used already: `move_tail` gives ours the name of another
incarnation. A workspace that joins a team takes the team's streams, and the ids that are derived
from the team's root: `rename_records`. Nothing else ever rewrites the log, but for redactions.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.records import TYPES
from liaison_app.store import erasing, ops, search, settings
from liaison_app.store.applying import make_anew
from liaison_app.store.driver import transaction
from liaison_app.store.merge import REDACT, Cells, Dot
from liaison_app.store.travelling import LINKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from liaison_app.store.driver import Connection, Row
    from liaison_app.store.writing import Progress

_AT_A_TIME = 5_000
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_WAITING = "renamed_in_drafts"
_PLACEHOLDER = "renaming:"


# --- the end of a laptop's changes under another name of it


@dataclass(frozen=True)
class _Move:
    """Changes of `old` from `first` on become changes of `new`, their numbers shifted.

    `own` are all the origins of the laptop in the stream, `everywhere` those in every stream.
    """

    old: int
    new: int
    first: int
    shift: int
    own: frozenset[int]
    everywhere: frozenset[int]

    def dot(self, dot: Dot) -> Dot:
        if dot.origin == self.old and dot.seq >= self.first:
            return Dot(self.new, dot.seq + self.shift)
        return dot

    def plain(self, dot: Any) -> Any:
        """As `dot`, for a dot as JSON has it; what is none stays as it is."""
        if isinstance(dot, list) and len(dot) == 2 and all(isinstance(n, int) for n in dot):
            return list(self.dot(Dot(*dot)))
        return dot


def move_tail(conn: Connection, stream: str, dev: str, first: int, new_dev: str) -> int:
    """Let a laptop's changes in a stream, from a sequence number on, be another incarnation's.

    What they say stays as it is: whatever this laptop wrote that names them names them anew. What
    others wrote stays as they signed it: a number that they name is one of the former life, unless
    they had our changes under it too; then what they replaced of ours is a difference to settle.

    Args:
        conn: inside a transaction.
        stream: where they are; an action over two streams has a tail in each.
        dev: the laptop and incarnation that they are under.
        first: the first sequence number to move.
        new_dev: the incarnation that they go to, after what it has there.

    Returns:
        how many changes were moved.
    """
    old = ops.origin_number(conn, stream, dev)
    if ops.last_seq(conn, old) < first:
        return 0
    new = ops.origin_number(conn, stream, new_dev)
    everywhere = frozenset(_origins(conn, dev))
    own = everywhere.intersection(_origins(conn, dev, stream))
    shift = ops.last_seq(conn, new) + 1 - first
    move = _Move(old, new, first, shift, own, everywhere)
    concerned = {
        (row["type"], row["id"])
        for row in conn.execute(
            "SELECT DISTINCT type, id FROM op WHERE origin = ? AND seq >= ?", (old, first)
        )
    }
    _name_what_is_cut(conn, move)
    moved = conn.execute(
        "UPDATE op SET origin = ?, seq = seq + ?, act = max(act, ?) + ?"
        " WHERE origin = ? AND seq >= ?",
        (new, move.shift, first, move.shift, old, first),
    ).rowcount
    concerned.update(_follow_in_writes(conn, move))
    _follow_in_links(conn, move)
    for type_name, record_id in sorted(concerned):
        if type_name in TYPES:
            _follow_in_record(conn, move, type_name, record_id)
    return int(moved)


def _origins(conn: Connection, dev: str, stream: str = "") -> Iterable[int]:
    """Give the local numbers of every incarnation of a laptop, in one stream or in all."""
    laptop = dev.partition(".")[0]
    for row in conn.execute("SELECT n, stream, dev FROM origin"):
        if row["dev"].partition(".")[0] == laptop and stream in ("", row["stream"]):
            yield row["n"]


def _name_what_is_cut(conn: Connection, move: _Move) -> None:
    """Let the moved part of an action that stays in part say what it belongs to."""
    cut = ops.at(conn, Dot(move.old, move.first))
    if cut.act >= move.first:
        return
    begun = ops.at(conn, Dot(move.old, cut.act))
    name = json.loads(begun.action or "{}").get("name", "")
    said = ops.encode({"name": name, "with": [move.old, cut.act]})
    conn.execute("UPDATE op SET action = ? WHERE n = ?", (said, cut.n))


def _follow_in_writes(conn: Connection, move: _Move) -> Iterable[tuple[str, str]]:
    """Rename the dots that changes replace or hide; gives the records of those changes.

    Others' changes that name such a dot mean one of the former life, which is not here any more:
    they stay as they are, and what they replace is yet to come.
    """
    naming = conn.execute("SELECT * FROM op WHERE instr(body, ?)", (f"[{move.old},",)).fetchall()
    for op in map(ops.from_row, naming):
        if op.origin not in move.own:
            yield op.type, op.id
            continue
        before = ops.encode(op.writes)
        for name, write in op.writes.items():
            write[1:] = map(move.plain, write[1:])
            if name.startswith(REDACT) and isinstance(write[0], list):
                write[0] = list(map(move.plain, write[0]))
        if ops.encode(op.writes) != before:
            ops.rewrite(conn, op)
            yield op.type, op.id


def _follow_in_links(conn: Connection, move: _Move) -> None:
    rows = conn.execute(
        "SELECT n, origin, action FROM op WHERE action IS NOT NULL AND instr(action, ?)",
        (f"[{move.old},",),
    ).fetchall()
    for row in [row for row in rows if row["origin"] in move.everywhere]:
        action = json.loads(row["action"])
        renamed = {k: move.plain(v) if k in LINKS else v for k, v in action.items()}
        conn.execute("UPDATE op SET action = ? WHERE n = ?", (ops.encode(renamed), row["n"]))


def _follow_in_record(conn: Connection, move: _Move, type_name: str, record_id: str) -> None:
    row = conn.execute(
        f"SELECT n, cells FROM {type_name} WHERE id = ?",  # noqa: S608  (a declared type's name)
        (record_id,),
    ).fetchone()
    if row is None:
        return
    cells = Cells.from_json(json.loads(row["cells"]))
    several = any(len(dots) > 1 for dots in cells.live.values())
    if several or cells.gone or not move.own.issuperset(_authors(conn, record_id)):
        make_anew(conn, type_name, record_id)
        return
    live = {name: [move.dot(dot) for dot in dots] for name, dots in cells.live.items()}
    conn.execute(
        f"UPDATE {type_name} SET cells = ? WHERE n = ?",  # noqa: S608  (a declared type's name)
        (Cells(live).to_text(), row["n"]),
    )


def _authors(conn: Connection, record_id: str) -> Iterable[int]:
    rows = conn.execute("SELECT DISTINCT origin FROM op WHERE id = ?", (record_id,))
    return (row["origin"] for row in rows)


# --- every record under another id


@dataclass
class _Renaming:
    """A map of ids at work: which texts mention them, which records become one, how far it is."""

    conn: Connection
    ids: Mapping[str, str]
    progress: Progress | None
    merged: dict[str, str] = field(default_factory=dict)  # former id to the one that several take
    done: int = 0
    total: int = 0

    def text(self, text: Any) -> Any:
        """Give a value with the new ids in place of the former ones, wherever it names them."""
        if not isinstance(text, str) or "-" not in text:
            return text
        return _ID.sub(self._new_id, text)

    def _new_id(self, found: re.Match[str]) -> str:
        return self.ids.get(found[0], found[0])

    def step(self, rows: int) -> None:
        self.done += rows
        if self.progress:
            self.progress(min(self.done, self.total), self.total)


def rename_records(
    conn: Connection,
    ids: Mapping[str, str],
    streams: Mapping[str, str],
    progress: Progress | None = None,
    *,
    drafts: Connection | None = None,
) -> None:
    """Give records other ids and streams other names, in the whole log and in what is made of it.

    Afterwards everything is as if it had been typed under the new ids. Drafts are in a file of
    their own, which cannot be part of the transaction: after it, call `rename_drafts`; should the
    program end before that, the next unlock does it.

    Args:
        conn: inside a transaction.
        ids: former id to new id, both UUIDs. Several may become one. To let one become a record
            that is here already, name that one too, as what it is: `{former: known, known: known}`.
        streams: former name to new name.
        progress: called with (done, all); raises `Cancelled` to stop, and nothing is kept.
        drafts: the file of drafts, to know which ids they mention.

    Raises:
        ValueError: an id is none, or is that of another record which `ids` does not name.
    """
    renaming = _Renaming(conn, {a: b for a, b in ids.items() if a != b}, progress)
    _refuse(conn, ids)
    _rename_streams(conn, streams)
    renaming.merged = _merged(conn, ids)
    disputed = {(r["type"], r["id"]) for r in conn.execute("SELECT type, id FROM conflict")}
    renaming.total = sum(_counted(conn, table) for table in ("op", *TYPES))
    again = _take_out_merged(renaming)
    _rename_ops(renaming)
    for type_name, record_type in TYPES.items():
        texts = [f.name for f in record_type.fields.values() if f.column_type == "TEXT"]
        _rename_rows(renaming, type_name, ["id", *texts])
    _rename_rows(renaming, "search_entry", ["id"])
    _rename_marks(renaming)
    conn.execute("DELETE FROM conflict")
    again |= {(kind, renaming.text(record_id)) for kind, record_id in disputed}
    for type_name, record_id in sorted(again):
        make_anew(conn, type_name, record_id)
    for row in conn.execute("SELECT name, value FROM setting").fetchall():
        value = streams.get(row["value"], renaming.text(row["value"]))
        if value != row["value"]:
            settings.put(conn, row["name"], value)
    if drafts is not None:
        mentioned = {found for texts in _drafts(drafts) for found in _ID.findall(" ".join(texts))}
        left = {name: renaming.ids[name] for name in mentioned if name in renaming.ids}
        settings.put(conn, _WAITING, json.dumps(left))


def rename_drafts(conn: Connection, drafts: Connection) -> None:
    """Do in the drafts what `rename_records` did last, if that has not been done yet.

    Args:
        conn: the workspace's database, in no transaction.
        drafts: the file of drafts, in no transaction.
    """
    waiting = settings.get(conn, _WAITING)
    if not waiting:
        return
    renaming = _Renaming(drafts, json.loads(waiting), None)
    if renaming.ids:
        with transaction(drafts):
            for draft_id, content in _drafts(drafts):
                drafts.execute(  # a name that another draft has is left to it
                    "UPDATE OR IGNORE draft SET id = ?, content = ? WHERE id = ?",
                    (renaming.text(draft_id), renaming.text(content), draft_id),
                )
    settings.put(conn, _WAITING, "")


def _drafts(drafts: Connection) -> list[tuple[str, str]]:
    return [(row["id"], row["content"]) for row in drafts.execute("SELECT id, content FROM draft")]


def _refuse(conn: Connection, ids: Mapping[str, str]) -> None:
    if not all(map(_ID.fullmatch, (*ids, *ids.values()))):
        raise ValueError("only ids can be renamed")
    strangers = [new for new in set(ids.values()) if new not in ids]
    if any(True for _found in _in_log(conn, strangers)):
        raise ValueError("another record has one of the new ids")


def _rename_streams(conn: Connection, streams: Mapping[str, str]) -> None:
    rename = "UPDATE origin SET stream = ? WHERE stream = ?"
    conn.executemany(rename, [(_PLACEHOLDER + former, former) for former in streams])
    conn.executemany(rename, [(new, _PLACEHOLDER + former) for former, new in streams.items()])


def _merged(conn: Connection, ids: Mapping[str, str]) -> dict[str, str]:
    """Give the records here that take an id which others take too: former id to new id."""
    former = defaultdict(set)
    for found in _in_log(conn, list(ids)):
        former[ids[found]].add(found)
    return {old: new for new, olds in former.items() if len(olds) > 1 for old in olds}


def _take_out_merged(renaming: _Renaming) -> set[tuple[str, str]]:
    """Take rows that become one out of the tables; gives the records to make of their changes."""
    conn, again = renaming.conn, set()
    for former, new in renaming.merged.items():
        kinds = conn.execute("SELECT DISTINCT type FROM op WHERE id = ?", (former,)).fetchall()
        for type_name in [row["type"] for row in kinds if row["type"] in TYPES]:
            conn.execute(f"UPDATE {type_name} SET deleted = 1 WHERE id = ?", (former,))  # noqa: S608
            search.reindex(conn, type_name, former, ["deleted"])
            conn.execute(f"DELETE FROM {type_name} WHERE id = ?", (former,))  # noqa: S608
            again.add((type_name, new))
    return again


def _rename_ops(renaming: _Renaming) -> None:
    for rows in _some_at_a_time(renaming.conn, "op", "n, id, body"):
        changed = [
            (new_id, body, row["n"])
            for row in rows
            if (
                new_id := renaming.ids.get(row["id"], row["id"]),
                body := renaming.text(row["body"]),
            )
            != (row["id"], row["body"])
        ]
        renaming.conn.executemany("UPDATE op SET id = ?, body = ? WHERE n = ?", changed)
        renaming.step(len(rows))


def _rename_rows(renaming: _Renaming, table: str, texts: Sequence[str]) -> None:
    """Rename ids in these columns of a table, the first of which names each row and no other."""
    conn, waiting = renaming.conn, []
    sets = ", ".join(f"{name} = ?" for name in texts)
    for rows in _some_at_a_time(conn, table, ", ".join(("n", *texts))):
        changed = []
        for row in rows:
            before = [row[name] for name in texts]
            after = [renaming.text(value) for value in before]
            if after == before:
                continue
            if after[0] != before[0] and after[0] in renaming.ids:  # as yet another row's own
                waiting.append((after[0], row["n"]))
                after[0] = _PLACEHOLDER + after[0]
            changed.append((*after, row["n"]))
        conn.executemany(f"UPDATE {table} SET {sets} WHERE n = ?", changed)  # noqa: S608
        renaming.step(len(rows))
    conn.executemany(f"UPDATE {table} SET id = ? WHERE n = ?", waiting)  # noqa: S608


def _rename_marks(renaming: _Renaming) -> None:
    """Work out under the new ids what was erased, and what ever belonged to more than one."""
    conn = renaming.conn
    moved = conn.execute("SELECT type, id FROM moved").fetchall()
    conn.execute("DELETE FROM moved")
    merged = [(row["type"], renaming.ids.get(row["id"], row["id"])) for row in moved]
    erasing.note_moved(conn, merged)
    erasing.follow_all(conn)


def _some_at_a_time(conn: Connection, table: str, columns: str) -> Iterator[list[Row]]:
    last = 0
    while True:
        rows = conn.execute(
            f"SELECT {columns} FROM {table} WHERE n > ? ORDER BY n LIMIT ?",  # noqa: S608
            (last, _AT_A_TIME),
        ).fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1]["n"]


def _in_log(conn: Connection, ids: Sequence[str]) -> Iterable[str]:
    """Give those of these ids under which there are changes."""
    for at in range(0, len(ids), _AT_A_TIME):
        some = json.dumps(ids[at : at + _AT_A_TIME])
        for row in conn.execute(
            "SELECT value FROM json_each(?) WHERE EXISTS"
            " (SELECT 1 FROM op WHERE op.id = json_each.value)",
            (some,),
        ):
            yield row[0]


def _counted(conn: Connection, table: str) -> int:
    return int(conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608
