"""Taking in a file made by hand: all of it is checked, then all of it is taken, or nothing.

It is read as bytes first. All else happens in one transaction that any refusal undoes: the check of
the whole (`parcels.py`), then what becomes of each bundle (`opening.py`), and what the file proves
that its maker holds (`peers.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.store import clashes, given_up, travelling
from liaison_app.store.driver import one_moment
from liaison_app.sync import (
    alarms,
    identity,
    incarnations,
    invites,
    opening,
    parcels,
    peers,
    rosters,
    second_lives,
    set_snapshots,
)

if TYPE_CHECKING:
    from datetime import datetime
    from typing import BinaryIO

    from liaison_app.store.changes import Written
    from liaison_app.store.driver import Connection
    from liaison_app.store.writing import Progress
    from liaison_app.sync.parcels import Checked, Parcel
    from liaison_app.sync.roster import Roster
    from liaison_app.sync.sets import Contents
    from liaison_app.workspace import Workspace

_BYTES_A_CHANGE = 100  # sealed; only to guess how many pages of the database to keep at hand


@dataclass
class Outcome:
    """What taking in a file did; laptops and incarnations by their ids.

    Attributes:
        contents: what the set says.
        seen: this very file was taken in before.
        own: this laptop made it.
        removed: this laptop does not take part any more.
        ahead: how far the maker's clock is ahead, in seconds; negative behind.
        joined: laptops that take part since.
        requests: ids of requests to join that wait for an answer.
        conflicts: differences that were opened.
        alarms: what a person must look at because of it.
        bundles: what became of the bundles.
    """

    contents: Contents
    seen: bool
    own: bool
    removed: bool = False
    ahead: int = 0
    joined: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    conflicts: int = 0
    alarms: tuple[alarms.Alarm, ...] = ()
    bundles: opening.Account = field(default_factory=opening.Account)


def take_set(workspace: Workspace, file: BinaryIO, progress: Progress | None = None) -> Outcome:
    """Take in a file, all of it or nothing.

    Args:
        workspace: where to.
        file: read from where it is to its end.
        progress: called with (bytes done, bytes in all); raises `Cancelled` to stop.

    Raises:
        ForeignFile, DamagedFile, NewerFile, NotAllowed, NoKey: it cannot be taken.
        NoRoom, ReadOnlyPlace, Locked, Cancelled: nothing was changed.
    """
    parcel = parcels.read(file)
    taking = _Taking(workspace, parcel, progress)
    workspace.receive("bundle.import", taking.run, changes=parcel.size // _BYTES_A_CHANGE)
    assert taking.outcome is not None  # noqa: S101  (it was made in the transaction)
    if taking.snapshots.snapshots:
        came = set_snapshots.take(workspace, taking.snapshots)
        taking.outcome.bundles.new += came.new
        if came.new:
            taking.outcome.bundles.new += try_waiting(workspace).new
    invites.upkeep(workspace)
    return taking.outcome


def try_waiting(workspace: Workspace) -> opening.Account:
    """Look again at what waits, because the roster says something else than before.

    Raises:
        NoRoom, ReadOnlyPlace, Locked: nothing was changed.
    """
    accounts: list[opening.Account] = []

    def work(conn: Connection) -> Written:
        opened = opening.Opening(workspace, conn, rosters.known(conn), workspace.now())
        opened.take((), lambda _done: None)
        accounts.append(opened.account)
        return opened.written

    workspace.receive("bundle.import", work, changes=0)
    return accounts[0]


@dataclass
class _Taking:
    """One file being taken in, inside the transaction."""

    workspace: Workspace
    parcel: Parcel
    progress: Progress | None
    outcome: Outcome | None = None
    snapshots: set_snapshots.Found = field(default_factory=set_snapshots.Found)
    _checked_bytes: int = 0

    def run(self, conn: Connection) -> Written:
        """Check everything, then take everything."""
        now = self.workspace.now()
        before = rosters.known(conn)
        differences = _differences(self.workspace, conn, now)
        known = {alarm.n for alarm in alarms.unseen(conn)}
        self._step(0)
        checked = parcels.check(self.workspace, conn, self.parcel, now)
        contents = checked.contents
        self.outcome = outcome = Outcome(
            contents=contents,
            seen=_seen(conn, self.parcel.head.hash),
            own=contents.dev == self.workspace.device,
            removed=_is_removed(checked.roster, self.workspace.device),
            joined=tuple(
                one.laptop
                for one in checked.roster.members
                if one.laptop not in {*before.laptops, peers.laptop_of(self.workspace.device)}
            ),
            requests=checked.requests,
        )
        outcome.ahead = self._hear(conn, checked, now)
        opened = opening.Opening(self.workspace, conn, checked.roster, now)
        self._checked_bytes = self.parcel.size - sum(len(one.raw) for one in checked.bundles)
        self.snapshots = set_snapshots.among(conn, checked.roster, checked.bundles)
        opened.take(self.snapshots.rest(checked.bundles), self._step)
        outcome.bundles = opened.account
        conn.execute(
            "INSERT OR IGNORE INTO file_taken (hash, at) VALUES (?, ?)",
            (self.parcel.head.hash, now.isoformat()),
        )
        outcome.conflicts = len(_differences(self.workspace, conn, now) - differences)
        outcome.alarms = tuple(one for one in alarms.unseen(conn) if one.n not in known)
        return opened.written

    def _hear(self, conn: Connection, checked: Checked, now: datetime) -> int:
        """Note what the maker holds, and give how far its clock is ahead.

        A laptop that was removed proves nothing any more.
        """
        contents = checked.contents
        known = checked.roster.laptops.get(peers.laptop_of(contents.dev))
        if not known or known.removed:
            return 0
        second_lives.compare(self.workspace, conn, contents.heads, now=now)
        if contents.dev not in _own_names(conn, self.workspace):
            return peers.hear(conn, contents.heard, identity.own(self.workspace).laptop, now)
        return 0

    def _step(self, done: int) -> None:
        if self.progress:
            self.progress(self._checked_bytes + done, self.parcel.size)


@dataclass(frozen=True)
class Look:
    """What is in a file, as far as this laptop can read it.

    Attributes:
        contents: what its set says.
        seen: this very file was taken in before.
        own: this laptop made it.
        changes: how many changes can be read in it.
        new: how many of them are not here.
        bundles: how many bundles it has.
        readable: all of them can be read.
        authors: incarnations that sealed them.
        size: of the file, in bytes.
    """

    contents: Contents
    seen: bool
    own: bool
    changes: int
    new: int
    bundles: int
    readable: bool
    authors: tuple[str, ...]
    size: int


def look(workspace: Workspace, file: BinaryIO) -> Look:
    """Look into a file and change nothing.

    Raises:
        ForeignFile, DamagedFile, NewerFile, NotAllowed, NoKey: it cannot be taken in either.
    """
    parcel = parcels.read(file)
    conn = workspace.conn
    with workspace.shared.writing, one_moment(conn):
        checked = parcels.check(workspace, conn, parcel, workspace.now())
        apart = set_snapshots.among(conn, checked.roster, checked.bundles)
        bundles = apart.rest(checked.bundles)
        spans = [opening.spans_of(conn, record) for record in bundles]
        held, holes = travelling.held(conn), given_up.holes(conn)
        contents = checked.contents
        return Look(
            contents=contents,
            seen=_seen(conn, parcel.head.hash),
            own=contents.dev == workspace.device,
            changes=sum(opening.count(one) for one in spans if one),
            new=sum(
                opening.lacking(record.stream, one or {}, held, holes)
                for record, one in zip(bundles, spans, strict=True)
            ),
            bundles=len(bundles),
            readable=all(one is not None for one in spans),
            authors=tuple(dict.fromkeys(record.dev for record in bundles)),
            size=parcel.size,
        )


def _is_removed(roster: Roster, dev: str) -> bool:
    known = roster.laptops.get(peers.laptop_of(dev))
    return known is not None and known.removed


def _own_names(conn: Connection, workspace: Workspace) -> frozenset[str]:
    """Give every name that this laptop itself goes or went by."""
    return frozenset({workspace.device, *incarnations.former(conn)})


def _seen(conn: Connection, name: str) -> bool:
    found = conn.execute("SELECT 1 FROM file_taken WHERE hash = ?", (name,)).fetchone()
    return found is not None


def _differences(workspace: Workspace, conn: Connection, now: datetime) -> set[object]:
    """All that waits for a person, what several records say together included."""
    return clashes.names(conn, now, workspace.shared.lookalikes)
