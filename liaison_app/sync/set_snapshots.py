"""Snapshots in files made by hand: a team that meets by files alone lets go of erased words too.

Once every laptop has heard what was emptied, sealed bundles with those words are let go
(`shredding.py`), if a snapshot stands for them. A coordinator's laptop that has no shared place
makes one whenever it makes a file, and every file carries the snapshot that its maker knows: one
record, that says what is in it. Its parts, which hold the changes themselves, are sealed anew into
a coordinator's file when somebody lacks what was let go, such as a laptop that has just joined.

Caseloads are left out: who is no member passes on their bundles unopened, and could not tell one
from a snapshot. What is in those goes once they met at a shared place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.remotes.protocol import Missing
from liaison_app.sync import (
    ending,
    forgetting,
    identity,
    opening,
    outbox,
    remote_layout,
    remote_snapshots,
    rosters,
    shredding,
    snapshots,
)
from liaison_app.sync.lines import read_heading
from liaison_app.sync.remote_state import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.sync.roster import Roster
    from liaison_app.sync.snapshots import Snapshot
    from liaison_app.workspace import Workspace


# --- into a file


def outgoing(workspace: Workspace, conn: Connection, *, expecting: bool) -> list[bytes]:
    """Give the records of snapshots that belong into a file, in the transaction that makes it.

    Args:
        workspace: this laptop.
        conn: inside a transaction, with nothing of ours left unsealed.
        expecting: somebody may join who holds nothing yet.
    """
    if not shredding.any_emptied(conn):
        return []
    roster = rosters.known(conn)
    lacking = _lacking(conn, roster, workspace.device, expecting=expecting)
    found: list[bytes] = []
    for stream in _ours(workspace, conn, roster):
        before = remote_snapshots.known(conn, workspace, stream)
        if stream in lacking or _is_due(conn, stream, before):
            made = snapshots.make(workspace, conn, identity.own(workspace), stream)
            remote_snapshots.keep(conn, stream, made.records[made.snapshot.hash])
            if stream in lacking:
                found += [raw for name, raw in made.records.items() if name != made.snapshot.hash]
    rows = conn.execute("SELECT stream, raw FROM snapshot ORDER BY stream").fetchall()
    known = [
        bytes(row["raw"])
        for row in rows
        if row["stream"] not in roster.owners
        and remote_snapshots.known(conn, workspace, row["stream"])
    ]
    return [*found, *known]


def _lacking(conn: Connection, roster: Roster, own: str, *, expecting: bool) -> set[str]:
    """Give the streams in which somebody is not known to have what was let go here."""
    readers = list(outbox.readers(conn, roster, own))
    return {
        bundle.stream
        for bundle in outbox.kept(conn, outbox.OWN, outbox.TAKEN)
        if not bundle.size and (expecting or any(reader.lacks(bundle) for reader in readers))
    }


def _ours(workspace: Workspace, conn: Connection, roster: Roster) -> Iterator[str]:
    """Give the streams of which snapshots are for this laptop to make."""
    me = roster.laptops.get(identity.own(workspace).laptop)
    if me is None or me.removed or not snapshots.may_make(roster, me.laptop):
        return
    partly = forgetting.forgotten(conn)
    control = workspace.setting("stream.control")
    for stream in {*roster.open_streams(me.laptop)} & roster.epochs.keys() - {*partly, control}:
        if snapshots.may_make(roster, me.laptop, stream):
            yield stream


def _is_due(conn: Connection, stream: str, before: Snapshot | None) -> bool:
    """Whether words were emptied that no snapshot stands for yet; places have their own."""
    if conn.execute("SELECT 1 FROM remote LIMIT 1").fetchone():
        return False
    if stream not in shredding.emptied(conn):
        return False
    return (
        before is None
        or shredding.is_older(conn, before)
        or ending.replaces_parts(conn, before)
        or ending.lacks_former(conn, before)
    )


# --- out of a file


@dataclass(frozen=True)
class Found:
    """What a file holds of snapshots: these, and the parts of any."""

    snapshots: tuple[Record, ...] = ()
    parts: tuple[Record, ...] = ()

    def rest(self, records: Iterable[Record]) -> list[Record]:
        """Give the records that are none of these."""
        own = {one.hash for one in (*self.snapshots, *self.parts)}
        return [one for one in records if one.hash not in own]


def among(conn: Connection, roster: Roster, records: Iterable[Record]) -> Found:
    """Give those records of a file that are of snapshots: they name nothing before them."""
    found: dict[str, list[Record]] = {snapshots.KIND: [], snapshots.PART: []}
    for record in records:
        if record.prev or not snapshots.may_make(roster, record.laptop, record.stream):
            continue
        try:
            plain = snapshots.opened(conn, roster, record)
            kind = read_heading(plain, record)["kind"]
        except LiaisonError:
            continue  # a bundle that waits, or is refused with the file
        if kind in found:
            found[kind].append(record)
    return Found(tuple(found[snapshots.KIND]), tuple(found[snapshots.PART]))


@dataclass(frozen=True)
class _InFile:
    """The snapshots of a file, as they would lie on a place."""

    files: Mapping[str, bytes]

    def get(self, name: str, **_which: int) -> bytes:
        """Give a file.

        Raises:
            Missing: it is not in there.
        """
        if name not in self.files:
            raise Missing
        return self.files[name]


def take(workspace: Workspace, found: Found) -> opening.Account:
    """Take in the snapshots of a file, as far as anything in them is not here.

    Raises:
        NoRoom, ReadOnlyPlace, Locked: what came before was taken in.
    """
    account = opening.Account()
    records = (*found.snapshots, *found.parts)
    there = {remote_layout.snapshot_name(one.stream, one.hash): one.raw for one in records}
    taking = remote_snapshots.Taking(workspace, _InFile(there), State(), lambda _d, _n: None)  # type: ignore[arg-type]
    for record in found.snapshots:
        taking.take_one(record.stream, record.hash, account)
    return account
