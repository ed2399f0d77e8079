"""Where sealed copies of words lie that were emptied since: on this laptop, and on its places.

What was sealed cannot be changed, only let go: here once everybody heard of it, on a place once a
coordinator's laptop exchanges with it and a snapshot stands for what else was in it. Until then
these copies lie there, encrypted, and that is said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.store import erasing
from liaison_app.sync import blob_book, outbox, peers, remote_state, rosters, shredding
from liaison_app.sync.snapshots import may_make

if TYPE_CHECKING:
    from liaison_app.store.driver import Connection
    from liaison_app.sync.outbox import Kept
    from liaison_app.sync.remote_state import Chains, Known, State
    from liaison_app.sync.roster import Roster


@dataclass(frozen=True)
class There:
    """Sealed copies on one place.

    Attributes:
        name: of the place.
        bundles: how many, as far as this laptop knows.
        files: attached files that were erased, of which parts lie there.
        goes: a laptop that takes away bundles exchanges with the place.
    """

    name: str
    bundles: int
    files: int
    goes: bool


@dataclass(frozen=True)
class Copies:
    """Sealed copies of words that were emptied since: how many bundles here, and what is where."""

    here: int
    places: tuple[There, ...]


def look(conn: Connection, device: str) -> Copies:
    """Say what this laptop knows of; nobody is asked.

    Args:
        conn: the database.
        device: this laptop and its life.
    """
    known = remote_state.every(conn)
    if not (erasing.any_here(conn) or any(one.state.emptying for one in known)):
        return Copies(0, ())
    words = shredding.emptied(conn)
    holding = [
        one
        for one in outbox.kept(conn, outbox.OWN, outbox.TAKEN)
        if shredding.holds(one, words.get(one.stream, {}))
    ]
    roster = rosters.known(conn)
    places = (_there(conn, one, holding, roster, peers.laptop_of(device)) for one in known)
    return Copies(
        here=sum(one.size > 0 for one in holding),
        places=tuple(one for one in places if one.bundles or one.files),
    )


def _there(conn: Connection, known: Known, holding: list[Kept], roster: Roster, own: str) -> There:
    """Say it of a place. Only who takes bundles away knows which are gone: others hear of her."""
    goes = may_make(roster, own)
    others = any(may_make(roster, peers.laptop_of(dev)) for dev in known.state.seen)
    bundles = 0 if others and not goes else sum(_lies(known.state, one) for one in holding)
    noted = blob_book.put_there(conn, known.n, blob_book.place_of(known.state))
    erased = set(blob_book.erased(conn))
    files = sum(blob in erased and move.state != blob_book.GONE for blob, move in noted.items())
    return There(known.name, bundles, files, goes=goes or others)


def _lies(state: State, one: Kept) -> bool:
    """Whether a bundle lies on a place, by anybody's word, and was not taken away from here."""
    said = [state.placed, *state.theirs.values()]
    return _has(said, one) and not _has([state.deleted], one)


def _has(said: list[Chains], one: Kept) -> bool:
    return any(
        first <= one.number <= last
        for chains in said
        for first, last in chains.get(one.stream, {}).get(one.dev, ())
    )
