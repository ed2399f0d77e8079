"""What this laptop notes of attached files on their way: never an op, never sent.

Of each remote: which files lie there whole, how many parts of one do, and why one does not go. Of
files that are not here: which are wanted, and why they did not come yet.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.store import shedding
from liaison_app.sync import blob_parts
from liaison_app.sync.strict import HASH

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from liaison_app.store.driver import Connection, Row
    from liaison_app.sync.remote_state import State

WAITS, THERE, GONE, DOUBTED, STUCK, FULL = "", "there", "gone", "doubted", "stuck", "full"
"""Of a file that is to be put: not whole there yet; whole; deleted again; somebody misses it;
it did not go, and is tried again; it did not go, because there is no room, and is tried again."""
AWAY, MISSING, DAMAGED = "away", "missing", "damaged"
"""Of a file that is wanted: nobody could be asked; nobody put it there; it was not what it is."""

_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Kept:
    """An attached file as its record has it.

    Attributes:
        attachment: id of its record; the oldest, should several name the same file.
        blob: SHA-256 of the encrypted file.
        size: of the file itself, in bytes.
    """

    attachment: str
    blob: str
    size: int


@dataclass(frozen=True)
class Move:
    """How a file is on its way, to one remote or here.

    Attributes:
        blob: SHA-256 of the encrypted file.
        state: one of those above.
        why: what keeps it, for a person; "" if nothing does.
        done: parts that went, or came.
        parts: all; 0 if that is not known yet.
        tries: in a row that did not succeed.
        again: when it is tried again, in UTC; None at once.
        asked: of one that is to come: a person asked for it.
    """

    blob: str
    state: str = WAITS
    why: str = ""
    done: int = 0
    parts: int = 0
    tries: int = 0
    again: datetime | None = None
    asked: bool = False

    def failed(self, state: str, why: str, now: datetime) -> Move:
        """The same, kept by something: tried again later, each time later, an hour at most."""
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(self.tries, 10))
        return replace(self, state=state, why=why, tries=self.tries + 1, again=now + wait)

    def is_due(self, now: datetime) -> bool:
        """Whether it may be tried now."""
        return self.again is None or self.again <= now


def live(conn: Connection, household: str = "") -> list[Kept]:
    """Give the files of a family, or of all (""), oldest first, each once; no erased ones."""
    rows = conn.execute(
        "SELECT id, blob, size FROM attachment WHERE NOT deleted AND blob <> ''"
        " AND (:household = '' OR household = :household) ORDER BY n",
        {"household": household},
    ).fetchall()
    found: dict[str, Kept] = {}
    for row in rows:
        if HASH.fullmatch(row["blob"]):  # whatever a colleague's laptop wrote
            found.setdefault(row["blob"], Kept(row["id"], row["blob"], row["size"] or 0))
    return list(found.values())


def erased(conn: Connection) -> list[str]:
    """Give the files that were erased: their keys are gone, here and everywhere."""
    names = [one for one in shedding.blobs_of_erased(conn) if HASH.fullmatch(one)]
    return sorted({*names})


def here(folder: Path) -> set[str]:
    """Give the names of the files whose bytes are on this laptop."""
    if not folder.is_dir():
        return set()
    return {path.name for path in folder.iterdir() if HASH.fullmatch(path.name)}


# --- to a remote


def place_of(state: State) -> str:
    """Name a place as it is now: what is noted of one that lost something counts no more."""
    return f"{state.id} {state.gone_back}"


def put_there(conn: Connection, remote: int, place: str) -> dict[str, Move]:
    """Give what is noted of files on one remote, by their names."""
    rows = conn.execute(
        "SELECT * FROM blob_put WHERE remote = ? AND place = ?", (remote, place)
    ).fetchall()
    return {row["blob"]: _move(row) for row in rows}


def put_of(conn: Connection, remote: int, place: str, blobs: Iterable[str]) -> dict[str, Move]:
    """Give what is noted of some files on one remote, by their names."""
    rows = conn.execute(
        "SELECT * FROM blob_put WHERE remote = ? AND place = ?"
        " AND blob IN (SELECT value FROM json_each(?))",
        (remote, place, json.dumps(sorted(blobs))),
    ).fetchall()
    return {row["blob"]: _move(row) for row in rows}


def keeps_back(conn: Connection, remote: int, place: str) -> bool:
    """Whether it is noted of any file why it does not get to a remote."""
    row = conn.execute(
        "SELECT 1 FROM blob_put WHERE remote = ? AND place = ? AND why <> '' LIMIT 1",
        (remote, place),
    ).fetchone()
    return row is not None


def ever_put(conn: Connection, remote: int) -> set[str]:
    """Give the files that this laptop began to put on a remote, whatever became of them."""
    rows = conn.execute("SELECT blob FROM blob_put WHERE remote = ?", (remote,))
    return {row["blob"] for row in rows}


def note_put(conn: Connection, remote: int, place: str, move: Move) -> None:
    """Note how a file is on its way to a remote, in the caller's transaction."""
    conn.execute(
        "INSERT OR REPLACE INTO blob_put"
        " (remote, blob, place, state, why, done, parts, tries, again)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (remote, move.blob, place, *_columns(move)),
    )


def doubt(conn: Connection, remote: int, place: str, blobs: set[str]) -> None:
    """Note that somebody looked for these in vain, in the caller's transaction."""
    conn.executemany(
        "UPDATE blob_put SET state = ?, done = 0, again = ''"
        " WHERE remote = ? AND place = ? AND blob = ? AND state = ?",
        [(DOUBTED, remote, place, blob, THERE) for blob in sorted(blobs)],
    )


def forget_remote(conn: Connection, remote: int) -> None:
    """Forget what is noted of a remote, in the caller's transaction."""
    conn.execute("DELETE FROM blob_put WHERE remote = ?", (remote,))


# --- from remotes


def wanted(conn: Connection) -> dict[str, Move]:
    """Give what is wanted here and did not come yet, by name."""
    return {row["blob"]: _move(row) for row in conn.execute("SELECT * FROM blob_wanted").fetchall()}


def want(conn: Connection, move: Move) -> None:
    """Note that a file is wanted, or how it is on its way, in the caller's transaction."""
    conn.execute(
        "INSERT OR REPLACE INTO blob_wanted"
        " (blob, state, why, done, parts, tries, again, asked) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (move.blob, *_columns(move), int(move.asked)),
    )


def came(conn: Connection, blob: str) -> None:
    """Note that a file came, or is wanted no more, in the caller's transaction."""
    conn.execute("DELETE FROM blob_wanted WHERE blob = ?", (blob,))


def wishes(conn: Connection, most: int) -> tuple[str, ...]:
    """Give names of parts that nobody put on a remote, or that are damaged, for others to see."""
    rows = conn.execute(
        "SELECT blob, done FROM blob_wanted WHERE state IN (?, ?)"
        " ORDER BY asked DESC, blob LIMIT ?",
        (MISSING, DAMAGED, most),
    )
    return tuple(blob_parts.name_of(row["blob"], row["done"]) for row in rows)


def _columns(move: Move) -> tuple[str | int, ...]:
    again = move.again.isoformat() if move.again else ""
    return (move.state, move.why, move.done, move.parts, move.tries, again)


def _move(row: Row) -> Move:
    names = set(row.keys())
    return Move(
        blob=row["blob"],
        state=row["state"],
        why=row["why"],
        done=row["done"],
        parts=row["parts"],
        tries=row["tries"],
        again=datetime.fromisoformat(row["again"]) if row["again"] else None,
        asked="asked" in names and bool(row["asked"]),
    )
