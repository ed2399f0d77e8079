"""Making a file by hand: seal what is unsealed, choose what colleagues may lack, list it, sign it.

What is sealed is committed before the file is written. Should the power fail in between, the same
bytes go out with the next file, so nothing that left is ever sealed twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.store import given_up
from liaison_app.store.changes import Written
from liaison_app.store.travelling import held
from liaison_app.sync import (
    ending,
    epochs,
    identity,
    incarnations,
    invites,
    joining,
    outbox,
    receipts,
    resealing,
    rosters,
    second_lives,
    set_snapshots,
    sets,
    shredding,
    welcomes,
)
from liaison_app.sync.container import Header, hash_of, seal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from liaison_app.store.driver import Connection
    from liaison_app.store.writing import Progress
    from liaison_app.sync.outbox import Kept
    from liaison_app.sync.peers import Have
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Departing:
    """A file that is ready to be written.

    Attributes:
        parts: its records, the set first.
        bundles: what is in it.
        have: what this laptop holds, all of which is in the file or with every colleague.
        numbers: stream to the number of this incarnation's last bundle in it.
        lacking: laptops that are not known to have everything.
        time: when it was made, in UTC.
    """

    parts: tuple[bytes, ...]
    bundles: tuple[Kept, ...]
    have: Have
    numbers: Mapping[str, int]
    lacking: tuple[str, ...]
    time: datetime

    @property
    def name(self) -> str:
        """The hash of its set."""
        return hash_of(self.parts[0])

    @property
    def size(self) -> int:
        """Of the file, in bytes."""
        return sum(map(len, self.parts))

    @property
    def changes(self) -> int:
        """How many changes are in it."""
        return sum(bundle.changes for bundle in self.bundles)


def depart(workspace: Workspace, progress: Progress | None = None) -> Departing:
    """Seal and gather what goes into a file; what is sealed is kept, whatever becomes of the file.

    Raises:
        NoRoom, ReadOnlyPlace, Locked, Cancelled: nothing was changed.
    """
    invites.upkeep(workspace)
    if shredding.any_emptied(workspace.conn):
        ending.end(workspace)
    made: list[Departing] = []

    def work(conn: Connection) -> Written:
        own = identity.own(workspace)
        resealing.seal_anew(workspace, conn, own)
        outbox.seal_pending(workspace, conn, own, progress)
        made.append(_gather(workspace, conn))
        return Written()

    workspace.receive("bundle.export", work, changes=0)
    incarnations.sent(workspace, made[0].numbers)
    return made[0]


def note(workspace: Workspace, departing: Departing) -> None:
    """Write down that the file is in its place."""

    def work(conn: Connection) -> Written:
        receipts.note_made(conn, departing.time, departing.have)
        return Written()

    workspace.receive("bundle.export", work, changes=1)


def _gather(workspace: Workspace, conn: Connection) -> Departing:
    own = identity.own(workspace)
    roster = rosters.known(conn)
    have = {stream: devs for stream, devs in held(conn).items() if stream in roster.streams}
    bundles = outbox.addressed(conn, roster, own.dev, expecting=_expecting(conn))
    enrolment = joining.enrolment(workspace, own)
    about_team = [
        *rosters.raw_entries(conn),
        *([enrolment] if enrolment else []),
        *welcomes.outgoing(workspace, conn),
    ]
    stand_for = set_snapshots.outgoing(workspace, conn, expecting=_expecting(conn))
    names = (
        *map(hash_of, about_team),
        *map(hash_of, stand_for),
        *(bundle.hash for bundle in bundles),
    )
    now = workspace.now()
    return Departing(
        parts=(
            _set(workspace, conn, names, have, now),
            *about_team,
            *stand_for,
            *(outbox.raw(conn, bundle.hash) for bundle in bundles),
        ),
        bundles=tuple(bundles),
        have=have,
        numbers=outbox.numbers(conn, own.dev),
        lacking=tuple(
            one.laptop for one in receipts.standing(conn, own.laptop).colleagues if one.lacks
        ),
        time=now,
    )


def _expecting(conn: Connection) -> bool:
    """Whether somebody was invited whose laptop may come with the next file."""
    found = conn.execute("SELECT 1 FROM invite WHERE state IN ('open', 'asked')").fetchone()
    return found is not None


def _set(
    workspace: Workspace, conn: Connection, names: tuple[str, ...], have: Have, now: datetime
) -> bytes:
    """Sign the record that lists the others."""
    own = identity.own(workspace)
    roster = rosters.known(conn)
    stream = workspace.setting("stream.control")
    epoch, recipient = epochs.current(conn, roster, stream)
    last = conn.execute("SELECT coalesce(max(n), 0) FROM file_made").fetchone()[0]
    contents = sets.Contents(
        dev=own.dev,
        stream=stream,
        n=last + 1,
        root=workspace.root,
        time=now,
        have=second_lives.certain(conn, have),
        former=incarnations.former(conn),
        records=names,
        heads=outbox.heads(conn),
        epochs=epochs.spoken(conn, roster),
        holes=given_up.holes(conn),
    )
    header = Header(stream, epoch, own.dev, last + 1, "", outbox.public_key(own, roster))
    return seal(sets.pack(contents), header, own.sign, recipient)
