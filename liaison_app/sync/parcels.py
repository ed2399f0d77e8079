"""A file as a parcel: its records in order, and the proof that all of them belong together.

Roster entries come first, because they say who may sign. Then the set must be signed by a laptop
that the roster names, or that asks to be let in, and must list exactly what the file holds. Then
every bundle must be as its author signed it. Nothing of anybody's changes is opened before that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import ForeignFile, NoKey, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.sync import (
    enrolments,
    epochs,
    identity,
    invites,
    refusals,
    rosters,
    sets,
    signatures,
    welcomes,
)
from liaison_app.sync.container import VERSION, open_record, read_records, verify
from liaison_app.sync.invites import Answered
from liaison_app.sync.lines import read_heading

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import BinaryIO

    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.sync.roster import Roster
    from liaison_app.sync.sets import Contents
    from liaison_app.workspace import Workspace

MOST_BYTES = 1 << 30
"""A file of more bytes than this is none that Liaison made."""


@dataclass(frozen=True)
class Parcel:
    """A file as it was read. Nothing of it is believed yet.

    Attributes:
        head: the set.
        entries: of the roster.
        enrolment: of the laptop that made the file, if no roster named it yet.
        others: changes, and what lets one laptop alone read (`welcomes.py`).
        following: all that comes after the set, in the order of the file.
        size: of the file, in bytes.
    """

    head: Record
    entries: tuple[Record, ...]
    enrolment: Record | None
    others: tuple[Record, ...]
    following: tuple[Record, ...]
    size: int


@dataclass(frozen=True)
class Checked:
    """A file whose every signature was checked.

    Attributes:
        contents: what its set says.
        roster: as it is with the file's entries.
        bundles: changes, in the order of the file.
        requests: ids of requests to join that came with it.
    """

    contents: Contents
    roster: Roster
    bundles: tuple[Record, ...]
    requests: tuple[str, ...] = ()


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
    others = [one for one in following if one.stream != head.stream]
    enrolment = None
    if head.pk and about_team and about_team[-1].dev == head.dev and about_team[-1].pk:
        enrolment = about_team.pop()
    return Parcel(head, tuple(about_team), enrolment, tuple(others), tuple(following), size)


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
    if parcel.head.stream != workspace.setting("stream.control"):
        raise _other_team(workspace)
    own = identity.own(workspace)
    welcomes.take(conn, parcel.others)
    roster = _roster(conn, own.laptop, parcel.entries, now)
    contents = _contents(workspace, conn, parcel, _key(roster, parcel, own))
    if rosters.unproved(conn, parcel.entries):
        later = any(entry.v != VERSION or entry.crit for entry in parcel.entries)
        raise refusals.newer() if later else refusals.changed()
    answered = _answered(workspace, conn, parcel, roster)
    roster = rosters.known(conn)
    for record in parcel.others:
        signatures.check(record, roster, own)
    bundles = tuple(one for one in parcel.others if not _is_for_one(one, roster, own))
    return Checked(contents, roster, bundles, (answered.request,) if answered.request else ())


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


def _contents(workspace: Workspace, conn: Connection, parcel: Parcel, key: bytes) -> Contents:
    """Verify and open the set, and see that the file holds what it lists."""
    head = parcel.head
    verify(head, key)
    try:
        plain = open_record(head, epochs.secrets(conn, head.stream, head.epoch))
    except NoKey as error:
        raise welcomes.cannot_read_yet(conn) or error from None
    contents = sets.unpack(plain, head)
    if contents.root != workspace.root:
        raise _other_team(workspace)
    if not sets.in_order(contents, parcel.following):
        raise refusals.damaged()
    return contents


def _answered(workspace: Workspace, conn: Connection, parcel: Parcel, roster: Roster) -> Answered:
    """Answer the laptop that made the file, if it asks to be let in and was invited here."""
    enrolment = parcel.enrolment
    if enrolment is None:
        return Answered()
    verify(enrolment, bytes.fromhex(enrolment.pk))
    if parcel.head.laptop in roster.laptops:
        return Answered()
    plain = open_record(enrolment, epochs.secrets(conn, enrolment.stream, enrolment.epoch))
    said = read_heading(plain, enrolment)
    if said["kind"] != enrolments.KIND:
        raise refusals.not_understood()
    answered = invites.answer(workspace, conn, said, enrolment)
    if not (answered.joined or answered.request or answered.alarm):
        raise _unknown()
    return answered


def _key(roster: Roster, parcel: Parcel, own: identity.Identity) -> bytes:
    """Give the key that a set must be signed with."""
    head = parcel.head
    if head.laptop == own.laptop:
        return own.sign.verify_key.encode()
    known = roster.laptops.get(head.laptop)
    if known:
        return known.sign
    if parcel.enrolment:
        return bytes.fromhex(head.pk)
    raise _unknown()


def _is_for_one(record: Record, roster: Roster, own: identity.Identity) -> bool:
    """Whether a record is sealed to one laptop alone."""
    return record.stream in roster.laptops or record.stream == own.laptop


def _unknown() -> NotAllowed:
    return NotAllowed(
        _(
            "This file is from a laptop that is not in your team's list yet. First take in a file"
            " from whoever invited that laptop, then this one again."
        )
    )


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
