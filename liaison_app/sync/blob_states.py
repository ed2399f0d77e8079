"""Where attached files are, from what this laptop knows: here, on shared places, on their way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.sync import blob_book, remote_state

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from liaison_app.store.driver import Connection
    from liaison_app.sync.blob_book import Kept, Move


@dataclass(frozen=True)
class Where:
    """Where one attached file is.

    Attributes:
        file: as its record has it.
        here: its bytes are on this laptop.
        there: it lies whole on a shared place, as far as is known here.
        going: how it is on its way to the place that has most of it; None if it did not begin.
        coming: how it is on its way here; None if it is not wanted.
        places: how many shared places this laptop has.
    """

    file: Kept
    here: bool
    there: bool
    going: Move | None
    coming: Move | None
    places: int

    @property
    def waits_to_go(self) -> bool:
        """It is to be put on a shared place and is not there yet."""
        return self.here and self.places > 0 and not self.there

    @property
    def waits(self) -> bool:
        """It waits to go, or to come because it is wanted."""
        return self.waits_to_go or (not self.here and self.coming is not None)

    @property
    def is_stuck(self) -> bool:
        """It did not go, or did not come, for a reason that a person should know."""
        if self.here:
            return self.waits_to_go and self.going is not None and bool(self.going.why)
        return self.coming is not None and (
            bool(self.coming.why) or self.coming.state == blob_book.DAMAGED
        )


def every(conn: Connection, folder: Path, household: str = "") -> list[Where]:
    """Give where the files of a family are, or of all (""), oldest first; nobody is asked for it.

    Args:
        conn: the database.
        folder: where the files lie on this laptop.
        household: id of the family; its page is read often, so only its own files are looked for.
    """
    files = blob_book.live(conn, household)
    names = {one.blob for one in files}
    if household:
        here = {name for name in names if (folder / name).exists()}
    else:
        here = blob_book.here(folder)
    wanted = blob_book.wanted(conn)
    noted = [
        blob_book.put_of(conn, known.n, blob_book.place_of(known.state), names)
        for known in remote_state.every(conn)
    ]
    return [
        Where(
            file=one,
            here=one.blob in here,
            there=any(_is_there(moves.get(one.blob)) for moves in noted),
            going=_furthest(moves[one.blob] for moves in noted if one.blob in moves),
            coming=wanted.get(one.blob),
            places=len(noted),
        )
        for one in files
    ]


def _is_there(move: Move | None) -> bool:
    return move is not None and move.state == blob_book.THERE


def _furthest(moves: Iterable[Move]) -> Move | None:
    return max(moves, key=lambda move: (not move.why, move.done), default=None)
