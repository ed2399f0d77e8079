"""Search in every script: full-text indexes that the writer keeps in the same transaction.

All are contentless: they hold folded words only, and no trigger fills them (a trigger that needs
our functions would break every other tool that opens the file). Names are indexed four ways:
folded, folded after transliteration, as consonant skeleton, and as digits; notes as folded text. A
query is folded the same way; every word must match, the last one as a prefix. Notes are ordered by
recency, since ranking a broad prefix over 100,000 notes takes 300 ms. What is sealed or restricted
is in an index of its own, which is searched only for who has shown the PIN or the passphrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from liaison_app.language.folding import (
    digits,
    fold,
    fold_ascii,
    name_query,
    note_query,
    skeleton,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from liaison_app.store.driver import Connection

NAMED = {
    "person": ("given_name", "family_name", "preferred_name", "native_name"),
    "household": ("name",),
    "address": ("line_1", "city"),
    "kit": ("name",),
    "school": ("name",),
}
NUMBERED = {"contact_point": ("value",)}
WRITTEN = {
    "visit": ("family_said",),
    "note": ("text",),
    "family_story": ("words", "gist"),
    "contact_log": ("gist",),
    "commitment": ("what",),
    "follow_up": ("what",),
}
GUARDED = {
    "protected_address": ("line_1", "line_2", "city", "directions", "program", "card"),
    "living_situation": ("place", "text"),
    "safety_note": ("text",),
    "custody_document": ("number", "text"),
    "relationship": ("document_seen", "contact_restrictions"),
}
"""Of which only sealed and restricted fields are indexed, apart from all others."""

_FEWEST_DIGITS = 4
_BROAD = 1_000
_INDEXED = {**NAMED, **NUMBERED, **WRITTEN, **GUARDED}
_TEXTS = ("note_index", "guarded_index")


class Entry(NamedTuple):
    """A record in the index: its number there, what it is, and the text that is indexed of it."""

    n: int
    type: str
    id: str
    text: str
    new: bool = False


@dataclass(frozen=True)
class Hit:
    """One record that matches."""

    type: str
    id: str


def reindex(conn: Connection, type_name: str, record_id: str, changed: Iterable[str]) -> None:
    """Bring the index up to date with one record, if a searchable field changed."""
    fields = _INDEXED.get(type_name)
    names = {name.removeprefix("~") for name in changed}
    if fields is None or not names.intersection((*fields, "deleted")):
        return
    row = conn.execute(
        f"SELECT deleted, {', '.join(fields)} FROM {type_name} WHERE id = ?",  # noqa: S608
        (record_id,),
    ).fetchone()
    if row is None:  # it is named by an erasure, and never came
        return
    entry = conn.execute(
        "SELECT n FROM search_entry WHERE id = ? AND type = ?", (record_id, type_name)
    ).fetchone()
    table = _table(type_name)
    if entry:
        conn.execute(f"DELETE FROM {table} WHERE rowid = ?", (entry[0],))  # noqa: S608
    text = " ".join(row[f] for f in fields if row[f])
    if row["deleted"] or not text:
        if entry:
            conn.execute("DELETE FROM search_entry WHERE n = ?", (entry[0],))
        return
    n = (
        entry[0]
        if entry
        else conn.execute(
            "INSERT INTO search_entry (type, id) VALUES (?, ?)", (type_name, record_id)
        ).lastrowid
    )
    if table in _TEXTS:
        conn.execute(
            f"INSERT INTO {table} (rowid, text) VALUES (?, ?)",  # noqa: S608  (constants)
            (n, fold(text)),
        )
    else:
        conn.execute(
            "INSERT INTO name_index (rowid, folded, ascii, skeleton, digits)"
            " VALUES (?, ?, ?, ?, ?)",
            (n, *_name_words(type_name, text)),
        )


def index_new(conn: Connection, records: Iterable[tuple[str, str, Mapping[str, object]]]) -> None:
    """Index many records that are not in the index yet: type, id, and the fields they have.

    The same words in the same order as `reindex` of one after the other.
    """
    n = conn.execute("SELECT coalesce(max(n), 0) FROM search_entry").fetchone()[0]
    found = ((name, record_id, text_of(name, values)) for name, record_id, values in records)
    worded = ((name, record_id, text) for name, record_id, text in found if text)
    reword(conn, [Entry(at, *one, new=True) for at, one in enumerate(worded, start=n + 1)])


def reword(conn: Connection, entries: Sequence[Entry]) -> None:
    """Bring the index up to date with many records; without text they leave it."""
    if not entries:
        return
    entries = sorted(entries)  # rows that come in order pack best
    old = [one for one in entries if not one.new]
    for table in (*_TEXTS, "name_index"):
        rows = [(one.n,) for one in old if _table(one.type) == table]
        conn.executemany(f"DELETE FROM {table} WHERE rowid = ?", rows)  # noqa: S608  (constants)
    gone = [(one.n,) for one in old if not one.text]
    conn.executemany("DELETE FROM search_entry WHERE n = ?", gone)
    there = [one for one in entries if one.text]
    conn.executemany(
        "INSERT INTO search_entry (n, type, id) VALUES (?, ?, ?)",
        [(one.n, one.type, one.id) for one in there if one.new],
    )
    for table in _TEXTS:
        conn.executemany(
            f"INSERT INTO {table} (rowid, text) VALUES (?, ?)",  # noqa: S608  (constants)
            [(one.n, fold(one.text)) for one in there if _table(one.type) == table],
        )
    conn.executemany(
        "INSERT INTO name_index (rowid, folded, ascii, skeleton, digits) VALUES (?, ?, ?, ?, ?)",
        [
            (one.n, *_name_words(one.type, one.text))
            for one in there
            if _table(one.type) == "name_index"
        ],
    )


def entries(conn: Connection, type_name: str, ids: str) -> list[tuple[str, int]]:
    """Give the numbers in the index of records of a type: id, number; `ids` is a JSON array."""
    rows = conn.execute(
        "SELECT id, n FROM search_entry WHERE type = ? AND id IN (SELECT value FROM json_each(?))",
        (type_name, ids),
    )
    return [(row[0], row[1]) for row in rows]


def fields_of(type_name: str) -> tuple[str, ...]:
    """Give the fields of a type that can be searched."""
    return _INDEXED.get(type_name, ())


def text_of(type_name: str, values: Mapping[str, object]) -> str:
    """Give what is indexed of a record; empty if nothing is."""
    return " ".join(str(values[f]) for f in fields_of(type_name) if values.get(f))


def _table(type_name: str) -> str:
    if type_name in GUARDED:
        return "guarded_index"
    return "note_index" if type_name in WRITTEN else "name_index"


def _name_words(type_name: str, text: str) -> tuple[str, str, str, str]:
    """The words of a name or number as they are indexed: folded, in Latin, by sound, digits."""
    if type_name in NUMBERED:
        return fold(text), fold_ascii(text), "", _endings(digits(text))
    return fold(text), fold_ascii(text), skeleton(text), digits(text)


def _endings(number: str) -> str:
    """A number, and what is left of it without its first digits.

    People remember a number without its country or area code, or only the last four digits.
    """
    return " ".join(number[at:] for at in range(max(1, len(number) - _FEWEST_DIGITS + 1)))


def forget(conn: Connection) -> None:
    """Merge the indexes' blocks: until then deleted words stay readable inside them."""
    for table in ("name_index", *_TEXTS):
        conn.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608  (constants)


def index_guarded(conn: Connection) -> None:
    """Index what was restricted before there was an index for it, in the caller's transaction."""
    rows = conn.execute(
        "SELECT id FROM relationship WHERE (contact_restrictions <> '' OR document_seen <> '')"
        " AND id NOT IN (SELECT id FROM search_entry WHERE type = 'relationship')"
    ).fetchall()
    for row in rows:
        reindex(conn, "relationship", row["id"], GUARDED["relationship"])


def names(conn: Connection, query: str, limit: int = 30) -> list[Hit]:
    """Find people, families, addresses, numbers, kits and schools; best first.

    Args:
        conn: the workspace's database.
        query: what was typed.
        limit: at most so many of each type, so that many of one hide no other.
    """
    match = name_query(query)
    if not match:
        return []
    # Ranking reads all that matches, and one or two letters match a third of all names.
    broad = len(fold(query)) <= 2
    score, most = ("rowid", _BROAD) if broad else ("bm25(name_index, 10, 5, 1, 3)", -1)
    rows = conn.execute(
        f"WITH found AS MATERIALIZED (SELECT rowid AS n, {score} AS score"  # noqa: S608  (constants)
        " FROM name_index WHERE name_index MATCH ? LIMIT ?)"
        " SELECT type, id FROM (SELECT e.type, e.id, score,"
        " row_number() OVER (PARTITION BY e.type ORDER BY score, e.n) AS place"
        " FROM found JOIN search_entry e USING (n)) WHERE place <= ? ORDER BY score, id",
        (match, most, limit),
    )
    return [Hit(r[0], r[1]) for r in rows]


def notes(conn: Connection, query: str, limit: int = 50) -> list[Hit]:
    """Find notes and other written text, newest first; needs two characters."""
    match = note_query(query)
    if len(fold(query)) < 2 or not match:
        return []
    rows = conn.execute(
        "SELECT e.type, e.id FROM note_index JOIN search_entry e ON e.n = note_index.rowid"
        " WHERE note_index MATCH ? ORDER BY note_index.rowid DESC LIMIT ?",
        (match, limit),
    )
    return [Hit(r[0], r[1]) for r in rows]


def guarded(conn: Connection, query: str, limit: int = 50) -> list[Hit]:
    """Find what is sealed or restricted, newest first; whoever asks has shown the PIN."""
    match = note_query(query)
    if len(fold(query)) < 2 or not match:
        return []
    rows = conn.execute(
        "SELECT e.type, e.id FROM guarded_index JOIN search_entry e ON e.n = guarded_index.rowid"
        " WHERE guarded_index MATCH ? ORDER BY guarded_index.rowid DESC LIMIT ?",
        (match, limit),
    )
    return [Hit(r[0], r[1]) for r in rows]
