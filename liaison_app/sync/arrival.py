"""Taking in a file made by hand: all of it is checked, then all of it is taken, or nothing.

First the file is read as bytes. Then, inside one transaction that any refusal undoes: its roster
entries say who may sign; the set must be signed and list exactly what follows; every bundle must be
signed by a laptop that the roster names. Only then is anything opened that is not about the team
itself. Bundles that do not follow on wait and are tried again with each file that comes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.errors import ForeignFile, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.store import travelling
from liaison_app.store.driver import one_moment
from liaison_app.sync import epochs, identity, opening, peers, refusals, rosters, sets
from liaison_app.sync.container import open_record, read_records, verify
from liaison_app.sync.peers import Heard

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import BinaryIO

    from liaison_app.store.changes import Written
    from liaison_app.store.driver import Connection
    from liaison_app.store.writing import Progress
    from liaison_app.sync.container import Record
    from liaison_app.sync.roster import Roster
    from liaison_app.sync.sets import Contents
    from liaison_app.workspace import Workspace

MOST_BYTES = 1 << 30
"""A file of more bytes than this is none that Liaison made."""

_BYTES_A_CHANGE = 100  # sealed; only to guess how many pages of the database to keep at hand


@dataclass(frozen=True)
class Parcel:
    """A file as it was read. Nothing of it is believed yet.

    Attributes:
        head: the set.
        entries: of the roster.
        enrolment: of the laptop that made the file, if no roster named it yet.
        bundles: changes.
        size: of the file, in bytes.
    """

    head: Record
    entries: tuple[Record, ...]
    enrolment: Record | None
    bundles: tuple[Record, ...]
    size: int

    @property
    def following(self) -> tuple[Record, ...]:
        """What comes after the set, in the order of the file."""
        enrolment = (self.enrolment,) if self.enrolment else ()
        return (*self.entries, *enrolment, *self.bundles)


@dataclass
class Outcome:
    """What taking in a file did; laptops and incarnations by their ids.

    Attributes:
        contents: what the set says.
        seen: this very file was taken in before.
        own: this laptop made it.
        ahead: how far the maker's clock is ahead, in seconds; negative behind.
        joined: laptops that take part since.
        requests: ids of requests to join that wait for an answer.
        conflicts: differences that were opened.
        bundles: what became of the bundles.
    """

    contents: Contents
    seen: bool
    own: bool
    ahead: int = 0
    joined: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    conflicts: int = 0
    bundles: opening.Account = field(default_factory=opening.Account)


def read(file: BinaryIO) -> Parcel:
    """Read a file and see that it has the shape of one that was made by hand.

    Raises:
        ForeignFile, DamagedFile, NewerFile: it has not.
    """
    records: list[Record] = []
    size = 0
    for record in read_records(file):
        records.append(record)
        size += len(record.raw)
        if size > MOST_BYTES:
            raise refusals.too_large()
    head, *following = records
    about_team = [one for one in following if one.stream == head.stream]
    bundles = [one for one in following if one.stream != head.stream]
    enrolment = None
    if head.pk and about_team and about_team[-1].dev == head.dev and about_team[-1].pk:
        enrolment = about_team.pop()
    return Parcel(head, tuple(about_team), enrolment, tuple(bundles), size)


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
    parcel = read(file)
    taking = _Taking(workspace, parcel, progress)
    workspace.receive("bundle.import", taking.run, changes=parcel.size // _BYTES_A_CHANGE)
    assert taking.outcome is not None  # noqa: S101  (it was made in the transaction)
    return taking.outcome


@dataclass
class _Taking:
    """One file being taken in, inside the transaction."""

    workspace: Workspace
    parcel: Parcel
    progress: Progress | None
    outcome: Outcome | None = None

    def run(self, conn: Connection) -> Written:
        """Check everything, then take everything."""
        now = self.workspace.now()
        before = rosters.known(conn)
        differences = _differences(conn)
        checked = check(self.workspace, conn, self.parcel, now)
        contents = checked.contents
        self.outcome = outcome = Outcome(
            contents=contents,
            seen=_seen(conn, self.parcel.head.hash),
            own=contents.dev == self.workspace.device,
            joined=tuple(
                one.laptop for one in checked.roster.members if one.laptop not in before.laptops
            ),
            requests=checked.requests,
        )
        outcome.ahead = self._hear(conn, checked, now)
        opened = opening.Opening(self.workspace, conn, checked.roster, now)
        opened.take(self.parcel.bundles, self._step)
        outcome.bundles = opened.account
        conn.execute(
            "INSERT OR IGNORE INTO file_taken (hash, at) VALUES (?, ?)",
            (self.parcel.head.hash, now.isoformat()),
        )
        outcome.conflicts = len(_differences(conn) - differences)
        return opened.written

    def _hear(self, conn: Connection, checked: Checked, now: datetime) -> int:
        """Note what the maker holds, and give how far its clock is ahead.

        A laptop that was removed proves nothing any more.
        """
        contents = checked.contents
        known = checked.roster.laptops.get(peers.laptop_of(contents.dev))
        if known and not known.removed and contents.dev not in own_names(conn, self.workspace):
            heard = Heard(contents.dev, contents.time, contents.have, contents.former)
            return peers.hear(conn, heard, identity.own(self.workspace).laptop, now)
        return 0

    def _step(self, done: int) -> None:
        if self.progress:
            self.progress(done, self.parcel.size)


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
    parcel = read(file)
    conn = workspace.conn
    with workspace.shared.writing, one_moment(conn):
        checked = check(workspace, conn, parcel, workspace.now())
        spans = [opening.spans_of(conn, record) for record in parcel.bundles]
        held = travelling.held(conn)
        contents = checked.contents
        return Look(
            contents=contents,
            seen=_seen(conn, parcel.head.hash),
            own=contents.dev == workspace.device,
            changes=sum(opening.count(one) for one in spans if one),
            new=sum(
                max(0, last - max(first - 1, held.get(record.stream, {}).get(dev, 0)))
                for record, one in zip(parcel.bundles, spans, strict=True)
                for dev, (first, last) in (one or {}).items()
            ),
            bundles=len(parcel.bundles),
            readable=all(one is not None for one in spans),
            authors=tuple(dict.fromkeys(record.dev for record in parcel.bundles)),
            size=parcel.size,
        )


@dataclass(frozen=True)
class Checked:
    """A file whose every signature was checked.

    Attributes:
        contents: what its set says.
        roster: as it is with the file's entries.
        requests: ids of requests to join that came with it.
    """

    contents: Contents
    roster: Roster
    requests: tuple[str, ...] = ()


def check(workspace: Workspace, conn: Connection, parcel: Parcel, now: datetime) -> Checked:
    """Check a file as a whole, taking in what it says about the team.

    Args:
        workspace: where to.
        conn: inside a transaction, which the caller undoes if this raises.
        parcel: the file.
        now: the time here.

    Raises:
        ForeignFile, DamagedFile, NewerFile, NotAllowed, NoKey: it cannot be taken.
    """
    _refuse_other_teams(workspace, conn, parcel)
    own = identity.own(workspace)
    roster = _roster(conn, own.laptop, parcel.entries, now)
    head = parcel.head
    verify(head, _key(roster, head, own))
    contents = sets.unpack(open_record(head, epochs.secrets(conn, head.stream, head.epoch)), head)
    if contents.root != workspace.root:
        raise _other_team(workspace)
    if not sets.in_order(contents, parcel.following):
        raise refusals.damaged()
    for record in parcel.bundles:
        opening.check_signature(record, roster, own)
    return Checked(contents, roster)


def _roster(conn: Connection, laptop: str, entries: Sequence[Record], now: datetime) -> Roster:
    """Take in roster entries; secrets that some of them hold make others readable."""
    for entry in entries:
        rosters.keep(conn, entry)
    roster = rosters.learn(conn, laptop, now)
    while True:
        again = rosters.learn(conn, laptop, now)
        if again.head == roster.head:
            return again
        roster = again


def _key(roster: Roster, head: Record, own: identity.Identity) -> bytes:
    """Give the key that a set must be signed with."""
    if head.laptop == own.laptop:
        return own.sign.verify_key.encode()
    known = roster.laptops.get(head.laptop)
    if known is None:
        raise NotAllowed(
            _(
                "This file is from a laptop that is not in your team's list yet. First take in a"
                " file from whoever invited that laptop, then this one again."
            )
        )
    return known.sign


def _refuse_other_teams(workspace: Workspace, conn: Connection, parcel: Parcel) -> None:
    control = workspace.setting("stream.control")
    if parcel.head.stream != control:
        raise _other_team(workspace)


def _other_team(workspace: Workspace) -> ForeignFile:
    if workspace.practice:
        return ForeignFile(
            _(
                "This file is not from this practice caseload. Real families never go into"
                " practice: open your own workspace and take the file there."
            )
        )
    return ForeignFile(
        _(
            "This file is from another team or from somebody's practice, so nothing of it was"
            " taken. Ask for a file from a laptop of your team."
        )
    )


def own_names(conn: Connection, workspace: Workspace) -> frozenset[str]:
    """Give every name that this laptop itself goes or went by."""
    return frozenset({workspace.device})


def _seen(conn: Connection, name: str) -> bool:
    found = conn.execute("SELECT 1 FROM file_taken WHERE hash = ?", (name,)).fetchone()
    return found is not None


def _differences(conn: Connection) -> set[tuple[str, str]]:
    """The differences that wait for a person."""
    return {(row["id"], row["field"]) for row in conn.execute("SELECT id, field FROM conflict")}
