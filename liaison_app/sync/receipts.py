"""Where changes are besides here: nowhere, in a file, or proved to be with a colleague.

A file that was made proves nothing about its arrival. That somebody has a change is said only when
a set which that laptop signed acknowledges it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.store.travelling import held
from liaison_app.sync import outbox, peers, rosters
from liaison_app.sync.peers import laptop_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.store.driver import Connection
    from liaison_app.sync.peers import Have, Peer
    from liaison_app.sync.roster import Laptop


_KEPT = 500  # so many times that something left are remembered


@dataclass(frozen=True)
class Colleague:
    """Another laptop of the team.

    Attributes:
        laptop: its id.
        heard: when its newest file was made, by its clock, in UTC; None if none came.
        lacks: how many of the changes here it is not known to have.
        ahead: how far its clock is ahead, in seconds; negative behind.
    """

    laptop: str
    heard: datetime | None
    lacks: int
    ahead: int


@dataclass(frozen=True)
class Standing:
    """Where everything is.

    Attributes:
        only_here: changes made here that were never put in a file.
        in_a_file: changes made here that were, and that somebody is not known to have.
        file_made: when the newest file was made here, in UTC.
        colleagues: the other laptops of the team, in the order in which they were let in.
        waiting: changes of others that are kept until they can be applied.
    """

    only_here: int
    in_a_file: int
    file_made: datetime | None
    colleagues: tuple[Colleague, ...]
    waiting: int


@dataclass(frozen=True)
class Traces:
    """Where one record is.

    Attributes:
        only_here: some of it was made here and never put in a file.
        file_made: when all of it that was made here was first in a file or put on a shared place,
            in UTC; None if it is not, or if nothing of it was made here.
        remote: name of the shared place; "" if it was a file.
        received_by: laptops that are known to have all of it.
        missing: the other laptops of the team.
    """

    only_here: bool
    file_made: datetime | None
    remote: str
    received_by: tuple[str, ...]
    missing: tuple[str, ...]


def standing(conn: Connection, own: str) -> Standing:
    """Say where everything is.

    Args:
        conn: the database.
        own: this laptop's id.
    """
    have = held(conn)
    here = written_by(own, have)
    newest = conn.execute("SELECT at, have FROM file_made ORDER BY n DESC LIMIT 1").fetchone()
    filed: Have = json.loads(newest["have"]) if newest else {}
    only_here = peers.missing(filed, here, here)
    heard = _heard(conn)
    members = _others(conn, own)
    not_everywhere = peers.missing(_everywhere(members, heard, here), here, here)
    return Standing(
        only_here=only_here,
        in_a_file=max(0, not_everywhere - only_here),
        file_made=datetime.fromisoformat(newest["at"]) if newest else None,
        colleagues=tuple(_colleague(one, heard.get(one.laptop, []), have) for one in members),
        waiting=sum(bundle.changes for bundle in outbox.kept(conn, outbox.WAITING)),
    )


def note_made(conn: Connection, at: datetime, have: Have, remote: str = "") -> None:
    """Note that all of this left the laptop, in the caller's transaction.

    Args:
        conn: inside a transaction.
        at: when, in UTC.
        have: what is held.
        remote: name of the shared place that it was put on; "" for a file made by hand.
    """
    made = conn.execute(
        "INSERT INTO file_made (at, have, remote) VALUES (?, ?, ?)",
        (at.isoformat(), json.dumps(have, sort_keys=True), remote),
    )
    conn.execute("DELETE FROM file_made WHERE n < ?", (made.lastrowid - _KEPT,))


def written_by(laptop: str, have: Have) -> dict[str, dict[str, int]]:
    """Give the part of what is held that a laptop wrote, under whatever name."""
    return {
        stream: {dev: last for dev, last in devs.items() if laptop_of(dev) == laptop}
        for stream, devs in have.items()
    }


def traces(conn: Connection, own: str, type_name: str, record_id: str) -> Traces:
    """Say where one record is.

    Args:
        conn: the database.
        own: this laptop's id.
        type_name: its type.
        record_id: its id.
    """
    whole: dict[str, dict[str, int]] = {}
    for row in conn.execute(
        "SELECT origin.stream, origin.dev, max(op.seq) AS last FROM op"
        " JOIN origin ON origin.n = op.origin WHERE op.id = ? AND op.type = ? GROUP BY op.origin",
        (record_id, type_name),
    ):
        whole.setdefault(row["stream"], {})[row["dev"]] = row["last"]
    here = {stream: devs for stream, devs in written_by(own, whole).items() if devs}
    filed, remote = _first_file(conn, here) if here else (None, "")
    heard = _heard(conn)
    # A sealed fact is nothing that a colleague lacks who is not meant to read it.
    members = [one for one in _others(conn, own) if whole.keys() <= set(one.streams)]
    received = {
        one.laptop
        for one in members
        if heard.get(one.laptop) and all(_has(peer.have or {}, whole) for peer in heard[one.laptop])
    }
    return Traces(
        only_here=bool(here) and filed is None,
        file_made=filed,
        remote=remote,
        received_by=tuple(one.laptop for one in members if one.laptop in received),
        missing=tuple(one.laptop for one in members if one.laptop not in received),
    )


def _first_file(conn: Connection, here: Have) -> tuple[datetime | None, str]:
    """When all of this first left the laptop, and the shared place that it went to."""
    first: tuple[datetime | None, str] = (None, "")
    for row in conn.execute("SELECT at, have, remote FROM file_made ORDER BY n DESC"):
        if not _has(json.loads(row["have"]), here):
            break
        first = datetime.fromisoformat(row["at"]), row["remote"]
    return first


def _has(have: Have, all_of: Have) -> bool:
    return not peers.missing(have, all_of, all_of)


def _heard(conn: Connection) -> dict[str, list[Peer]]:
    """Give each laptop that something came from, in all names that it uses now."""
    heard: dict[str, list[Peer]] = {}
    for peer in peers.every(conn):
        if peer.have is not None:
            heard.setdefault(peer.laptop, []).append(peer)
    return heard


def _others(conn: Connection, own: str) -> list[Laptop]:
    return [one for one in rosters.known(conn).members if one.laptop != own]


def _everywhere(
    members: Iterable[Laptop], heard: Mapping[str, list[Peer]], here: Have
) -> dict[str, dict[str, int]]:
    """Give what of our own changes everybody is known to have."""
    everywhere = {stream: dict(devs) for stream, devs in here.items()}
    for member in members:
        for have in [peer.have or {} for peer in heard.get(member.laptop, [])] or [{}]:
            for stream in everywhere.keys() & set(member.streams):
                for dev, last in everywhere[stream].items():
                    everywhere[stream][dev] = min(last, have.get(stream, {}).get(dev, 0))
    return everywhere


def _colleague(member: Laptop, heard: list[Peer], have: Have) -> Colleague:
    newest = max(heard, key=lambda peer: peer.made, default=None)
    return Colleague(
        laptop=member.laptop,
        heard=newest.made if newest else None,
        lacks=max(
            peers.missing(one, have, member.streams)
            for one in [peer.have or {} for peer in heard] or [{}]
        ),
        ahead=newest.ahead if newest else 0,
    )
