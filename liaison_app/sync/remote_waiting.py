"""What this laptop has for a remote and has not put there yet: bundles, and attached files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.sync import (
    blob_book,
    chains,
    outbox,
    peers,
    ranges,
    remote_fetching,
    remote_state,
    rosters,
)

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.store.driver import Connection
    from liaison_app.sync.remote_state import Known, State


@dataclass(frozen=True)
class Waiting:
    """What does not get to a remote.

    Attributes:
        full: there is no room left.
        changes: how many changes wait for it; counted only of a place that is full.
        files: how many attached files do; of one that is not full, those that it does not take.
        size: of all these, in bytes.
        why: what keeps the first file, for a person; "" if nothing is known to keep one.
    """

    full: bool = False
    changes: int = 0
    files: int = 0
    size: int = 0
    why: str = ""


def look(conn: Connection, known: Known, folder: Path, device: str) -> Waiting:
    """Say what does not get to a remote, as far as this laptop tried.

    Args:
        conn: the database.
        known: the remote.
        folder: where attached files lie on this laptop.
        device: this laptop and its life.
    """
    place = blob_book.place_of(known.state)
    words_do_not_fit = bool(known.state.trouble) and known.state.why == remote_state.FULL
    if not (words_do_not_fit or blob_book.keeps_back(conn, known.n, place)):
        return Waiting()
    noted = blob_book.put_there(conn, known.n, place)
    here = blob_book.here(folder)
    files = [
        (one, noted.get(one.blob) or blob_book.Move(one.blob))
        for one in blob_book.live(conn)
        if one.blob in here
    ]
    left = [(one, move) for one, move in files if move.state != blob_book.THERE]
    kept = [move for _one, move in left if move.why]
    full = words_do_not_fit or any(move.state == blob_book.FULL for move in kept)
    if not full:
        left = [(one, move) for one, move in left if move.why]
    parts = bundles(conn, known.state, device) if words_do_not_fit else []
    return Waiting(
        full=full,
        changes=sum(one.changes for one in parts),
        files=len(left),
        size=sum(one.size for one in parts) + sum(one.size for one, _move in left),
        why=kept[0].why if kept else "",
    )


def bundles(conn: Connection, state: State, device: str) -> list[outbox.Kept]:
    """Give the bundles to put on a remote: ours, and those of others that nobody put there."""
    laptop = peers.laptop_of(device)
    roster = rosters.known(conn)
    known = {laptop, *roster.laptops}
    there: dict[tuple[str, str], list[list[int]]] = {}
    ours = (
        ((stream, dev), some)
        for said in (state.placed, state.deleted)
        for stream, devs in said.items()
        for dev, some in devs.items()
    )
    others = (
        (chain, some)
        for _who, chain, some in remote_fetching.claimed(state, roster, laptop)
        if peers.laptop_of(chain[1]) != laptop  # of our own we go by nobody's word
    )
    for chain, some in (*ours, *others):
        there[chain] = ranges.union(there.get(chain, ()), some)
    found: list[outbox.Kept] = []
    for chain in chains.every(conn):
        if peers.laptop_of(chain[1]) in known:
            for first, last in ranges.without([[1, chains.ANY]], there.get(chain, ())):
                found += outbox.within(conn, chain, first, last)
    return sorted((one for one in found if one.size), key=lambda one: one.n)
