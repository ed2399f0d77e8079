"""How far copies of what was erased are shut for good, and which laptops that waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.sync import ending, epochs, peers, rosters, shredding

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.store.driver import Connection
    from liaison_app.sync.outbox import Kept
    from liaison_app.sync.roster import Roster
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Ended:
    """Whether anybody of the team can open what an erasure's records were once sealed in.

    Attributes:
        done: nothing of that can be opened here any more.
        at: since when, in UTC; None if it can, or nothing of it was ever sealed here.
        keeping: laptops that hold it up here; if none does, those that have not said that they
            destroyed the secrets.
    """

    done: bool
    at: datetime | None
    keeping: tuple[str, ...]


def accounts(workspace: Workspace, conn: Connection, erasures: Iterable[str]) -> dict[str, Ended]:
    """Say it of several erasures, by the ids of their records."""
    roster = rosters.known(conn)
    bundles = {stream: ending.bundles_of(conn, stream) for stream in roster.streams}
    return {one: _account(workspace, conn, roster, bundles, one) for one in erasures}


def _account(
    workspace: Workspace,
    conn: Connection,
    roster: Roster,
    bundles: Mapping[str, list[Kept]],
    erasure: str,
) -> Ended:
    spoken = epochs.spoken(conn, roster)
    dates: list[datetime] = []
    keeping: set[str] = set()
    done = True
    for stream, before in _wanted(conn, bundles, erasure).items():
        if 0 < spoken.get(stream, (0, 0))[0] < before:
            done = False
            keeping.update(ending.holding_up(workspace, conn, stream, before))
        else:
            keeping |= _keepers(workspace, conn, roster, stream, before)
            dates += _ended(conn, stream, before)
    return Ended(done, max(dates, default=None) if done else None, tuple(sorted(keeping)))


def _wanted(conn: Connection, bundles: Mapping[str, list[Kept]], erasure: str) -> dict[str, int]:
    """Give the epoch of each stream before which all must end, for what an erasure reached."""
    reached: dict[str, dict[str, set[int]]] = {}
    for row in conn.execute(
        "SELECT origin.stream, origin.dev, op.seq FROM erased"
        " JOIN op ON op.id = erased.id AND op.type = erased.type"
        " JOIN origin ON origin.n = op.origin WHERE erased.erasure = ? AND erased.only_type = ''",
        (erasure,),
    ):
        reached.setdefault(row["stream"], {}).setdefault(row["dev"], set()).add(row["seq"])
    found = {}
    for stream, devs in reached.items():
        of_words = [b.epoch for b in bundles.get(stream, ()) if shredding.holds(b, devs)]
        if of_words:
            found[stream] = max(of_words) + 1
    return found


def _keepers(
    workspace: Workspace, conn: Connection, roster: Roster, stream: str, before: int
) -> set[str]:
    """Give the other laptops that have not said that they destroyed a stream's former secrets."""
    said: dict[str, list[peers.Epochs]] = {}
    for peer in peers.every(conn):
        if peer.have is not None:
            said.setdefault(peer.laptop, []).append(peer.epochs)
    own = peers.laptop_of(workspace.device)
    return {
        one.laptop
        for one in roster.members
        if one.laptop != own
        and stream in one.streams
        and not all(
            stream in each and not 0 < each[stream][0] < before
            for each in said.get(one.laptop) or [{}]
        )
    }


def _ended(conn: Connection, stream: str, before: int) -> list[datetime]:
    row = conn.execute(
        "SELECT min(at) AS at FROM epoch_end WHERE stream = ? AND before >= ?", (stream, before)
    ).fetchone()
    return [datetime.fromisoformat(row["at"])] if row["at"] else []
