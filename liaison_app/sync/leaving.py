"""What would be lost with this laptop: changes that nobody else is known to hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.store.families import households_of
from liaison_app.store.travelling import held
from liaison_app.sync import blob_book, peers, remote_state, rosters
from liaison_app.sync.peers import laptop_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.store.driver import Connection

NOTICE = "laptop_leaving"
"""The type of the record that says so itself: it holds up nobody."""


@dataclass(frozen=True)
class Unheard:
    """Changes that no laptop of a colleague is known to hold.

    Attributes:
        changes: how many.
        households: id of a family to how many of them are about it.
        others: how many are about no family.
    """

    changes: int
    households: dict[str, int]
    others: int


def unheard(conn: Connection, own: str) -> Unheard:
    """Find what no colleague has acknowledged.

    What another laptop of the team wrote is on that laptop. What was written by one that was
    removed, or is not known, counts as our own.

    Args:
        conn: the database.
        own: this laptop's id.
    """
    changes, others = 0, 0
    households: dict[str, int] = {}
    for stream, dev, first, last in _missing(conn, own):
        for row in conn.execute(
            "SELECT op.type, op.id, count(*) AS ops FROM op JOIN origin ON origin.n = op.origin"
            " WHERE origin.stream = ? AND origin.dev = ? AND op.seq BETWEEN ? AND ?"
            " AND op.type <> ? GROUP BY op.type, op.id",
            (stream, dev, first, last, NOTICE),
        ).fetchall():
            changes += row["ops"]
            homes = households_of(conn, {row["id"]: row["type"]}) or ()
            others += 0 if homes else row["ops"]
            for home in homes:
                households[home] = households.get(home, 0) + row["ops"]
    return Unheard(changes, households, others)


def files_only_here(conn: Connection, own: str, folder: Path) -> int:
    """Count the attached files that lie here, and neither on a shared place nor with who has them.

    What a colleague attached is on that colleague's laptop.

    Args:
        conn: the database.
        own: this laptop's id.
        folder: where the files lie.
    """
    members = {one.laptop for one in rosters.known(conn).members if one.laptop != own}
    safe = {
        name
        for known in remote_state.every(conn)
        for name, move in blob_book.put_there(
            conn, known.n, blob_book.place_of(known.state)
        ).items()
        if move.state == blob_book.THERE
    }
    for row in conn.execute(
        "SELECT attachment.blob, origin.dev FROM attachment JOIN op ON op.id = attachment.id"
        " JOIN origin ON origin.n = op.origin"
        " WHERE op.type = 'attachment' AND op.body ->> '$.blob[0]' = attachment.blob"
    ).fetchall():
        if laptop_of(row["dev"]) in members:
            safe.add(row["blob"])
    lying = {one.blob for one in blob_book.live(conn)} & blob_book.here(folder)
    return len(lying - safe)


def notice_heard(conn: Connection, own: str) -> bool:
    """Whether a colleague holds everything that was written here, the last words included."""
    return not any(laptop_of(dev) == own for _stream, dev, _first, _last in _missing(conn, own))


def _missing(conn: Connection, own: str) -> Iterator[tuple[str, str, int, int]]:
    """Give stream, incarnation, first and last number of what nobody else is known to hold."""
    members = {one.laptop for one in rosters.known(conn).members if one.laptop != own}
    haves = [one.have for one in peers.every(conn) if one.have and one.laptop in members]
    for stream, devs in held(conn).items():
        for dev, last in devs.items():
            if laptop_of(dev) in members:
                continue
            best = max((have.get(stream, {}).get(dev, 0) for have in haves), default=0)
            if best < last:
                yield stream, dev, best + 1, last
