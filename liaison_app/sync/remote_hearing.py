"""What heads on a remote say, heard: first about the team, then what each laptop holds and placed.

Nothing is believed before its signature. A head that cannot be read yet, because its author is not
in the roster here or the secret is not, makes us look for news about the team, and is read again
when there are some.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError, NotAllowed
from liaison_app.store import settings
from liaison_app.store.travelling import held
from liaison_app.sync import (
    enrolments,
    epochs,
    identity,
    incarnations,
    invites,
    peers,
    refusals,
    remote_heads,
    remote_layout,
    rosters,
    second_lives,
    signatures,
    welcomes,
)
from liaison_app.sync.container import open_record, read_record, verify
from liaison_app.sync.lines import read_heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.sync.remote_heads import Head
    from liaison_app.sync.roster import Roster
    from liaison_app.workspace import Workspace


@dataclass
class Hearing:
    """What was heard.

    Attributes:
        heads: those that could be read, by the name of their laptop.
        unread: those that could not.
        joined: laptops that take part since.
        requests: ids of requests to join that wait for a person.
        wants: names of files that colleagues look for in vain.
        settled: hashes of records about the team that need not be fetched again.
        opened: secrets came, or the roster says something else: what could not be read may be now.
        removed: this laptop does not take part any more.
        lets_in: this laptop can read what the team writes.
    """

    heads: dict[str, Head] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    joined: tuple[str, ...] = ()
    requests: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    settled: set[str] = field(default_factory=set)
    opened: bool = False
    removed: bool = False
    lets_in: bool = True


def one_record(data: bytes) -> Record:
    """Read a file that is one record.

    Raises:
        LiaisonError: it is none, or there is more behind it.
    """
    file = io.BytesIO(data)
    record = read_record(file)
    if record is None:
        raise refusals.cut_short()
    if file.read(1):
        raise refusals.damaged()
    return record


def belonging(workspace: Workspace, name: str, data: bytes) -> Record | None:
    """Give the record that lies under a name, if its author signed it and it belongs there."""
    try:
        record = one_record(data)
        roster = workspace.reading(rosters.known)
        signatures.check(record, roster, identity.own(workspace))
    except LiaisonError:
        return None
    by_number = remote_layout.bundle_of(name)
    if by_number:
        fits = by_number == (record.stream, record.dev, record.n)
    else:
        fits = remote_layout.hash_of(name) == record.hash
    return record if fits else None


def readable(
    workspace: Workspace, conn: Connection, records: Mapping[str, Record]
) -> dict[str, Head]:
    """Give the heads that can be verified and read now; nothing is written."""
    own = identity.own(workspace)
    roster = rosters.known(conn)
    found: dict[str, Head] = {}
    for dev, record in records.items():
        key = _key(record, roster, own)
        if not key:
            continue
        try:
            verify(record, key)
            plain = open_record(record, epochs.secrets(conn, record.stream, record.epoch))
            head = remote_heads.unpack(plain, record)
        except LiaisonError:
            continue
        if head.contents.root == workspace.root:
            found[dev] = head
    return found


def _key(record: Record, roster: Roster, own: identity.Identity) -> bytes:
    """Give the key that a head must be signed with; empty if nobody can know it."""
    if record.laptop == own.laptop:
        return own.sign.verify_key.encode()
    known = roster.laptops.get(record.laptop)
    return known.sign if known else bytes.fromhex(record.pk)


def hear(
    workspace: Workspace,
    conn: Connection,
    heads: Mapping[str, Record],
    team: Iterable[Record],
    now: datetime,
) -> Hearing:
    """Take to heart what lies on a remote, in the caller's transaction.

    Args:
        workspace: this laptop.
        conn: inside a transaction.
        heads: the new heads, by the name of their laptop.
        team: records about the team that were not here yet.
        now: the time here.
    """
    mine = peers.laptop_of(workspace.device)
    before, keys = rosters.known(conn), len(epochs.held(conn))
    hearing = Hearing()
    _learn(workspace, conn, list(team), hearing, now)
    hearing.opened = before.head != rosters.known(conn).head or keys < len(epochs.held(conn))
    hearing.heads = readable(workspace, conn, heads)
    hearing.unread = set(heads) - set(hearing.heads)
    own_names = {workspace.device, *incarnations.former(conn)}
    roster = rosters.known(conn)
    for dev, head in hearing.heads.items():
        author = roster.laptops.get(peers.laptop_of(dev))
        if dev not in own_names and (author is None or author.removed):
            continue  # it proves nothing yet, or nothing any more; its bundles say what they say
        said = head.contents
        second_lives.compare(workspace, conn, said.heads, now=now)
        if dev == workspace.device and peers.missing(held(conn), said.have, said.have):
            # A former life acknowledged what a restore took away: nobody may go by its word.
            incarnations.tell(conn, incarnations.fresh(workspace, conn), now)
        if dev not in own_names:
            hearing.wants += head.wants
            peers.hear(conn, said.heard, mine, now)
    here = roster.laptops.get(mine)
    hearing.removed = here is not None and here.removed
    hearing.lets_in = welcomes.cannot_read_yet(conn) is None
    known = {*before.laptops, mine}
    hearing.joined = tuple(one.laptop for one in roster.members if one.laptop not in known)
    return hearing


def _learn(
    workspace: Workspace,
    conn: Connection,
    team: list[Record],
    hearing: Hearing,
    now: datetime,
) -> None:
    """Take in what is about the team: for us alone, then the roster, then requests to join."""
    control = workspace.setting("stream.control")
    mine = peers.laptop_of(workspace.device)
    welcomes.take(conn, team)
    about_all = [one for one in team if one.stream == control]
    hearing.settled |= {one.hash for one in team if one.stream != control}
    genesis = settings.get(conn, rosters.GENESIS)
    entries = [one for one in about_all if not one.pk or one.hash == genesis]
    asking = [one for one in about_all if one.pk and one.hash != genesis]
    for entry in entries:
        rosters.keep(conn, entry)
    if entries:
        _until_nothing_is_new(conn, mine, now)
        _leave_out_what_nobody_signed(conn, entries)
    requests = [_answered(workspace, conn, one, hearing) for one in asking]
    hearing.requests = tuple(one for one in requests if one)


def _until_nothing_is_new(conn: Connection, mine: str, now: datetime) -> None:
    """Secrets that some entries hold make others readable."""
    head = rosters.learn(conn, mine, now).head
    while True:
        again = rosters.learn(conn, mine, now).head
        if again == head:
            return
        head = again


def _leave_out_what_nobody_signed(conn: Connection, entries: Iterable[Record]) -> None:
    """What is forged goes; so does what cannot be read yet, and is fetched again."""
    for entry in rosters.unproved(conn, entries):
        conn.execute("DELETE FROM roster_entry WHERE hash = ?", (entry.hash,))


def _answered(workspace: Workspace, conn: Connection, record: Record, hearing: Hearing) -> str:
    """Answer a laptop that asks to be let in, if it was invited here; gives what a person must."""
    try:
        verify(record, bytes.fromhex(record.pk))
        plain = open_record(record, epochs.secrets(conn, record.stream, record.epoch))
        said = read_heading(plain, record)
        if said["kind"] != enrolments.KIND:
            return ""
        answered = invites.answer(workspace, conn, said, record)
    except NotAllowed:
        hearing.settled.add(record.hash)
        return ""
    except LiaisonError:
        return ""
    hearing.settled.add(record.hash)
    return answered.request
