"""What each other laptop has proved to hold: the acknowledgements of its signed sets.

A laptop proves what it holds by the `have` of a set that it signed. What it once held it goes on
holding, so acknowledgements only grow; but a laptop that was restored holds less than before. It
goes on as a new incarnation, whose sets name the former ones, and those prove nothing any more.

What was given up (`store/given_up.py`) is a hole in what a laptop holds, and its sets say so.
Should it be found here, the others count as holding nothing from there on, until they have it too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.store import given_up
from liaison_app.store.travelling import held
from liaison_app.sync import ranges, rosters

if TYPE_CHECKING:
    from liaison_app.store.driver import Connection
    from liaison_app.store.given_up import Holes

Have = Mapping[str, Mapping[str, int]]
"""Stream to incarnation to the last sequence number held, without holes but what was given up."""

Epochs = Mapping[str, tuple[int, int]]
"""Stream to the oldest epoch whose secret a laptop has (0: none), and the one that it seals to."""

MOST_UNMET = 20
"""So many names of a laptop of the team somebody may hold of which nobody has heard here."""

_NOTHING: Have = {}


@dataclass(frozen=True)
class Peer:
    """One incarnation of another laptop.

    Attributes:
        dev: its name.
        made: when the newest set of it that came here was made, by its clock, in UTC.
        ahead: how far its clock is ahead of ours, in seconds; negative behind.
        have: what it holds; None if a later incarnation of the laptop took its place.
        epochs: the secrets that it has and uses, by its newest set.
        holes: what was given up and it does not hold, by its newest set.
    """

    dev: str
    made: datetime
    ahead: int
    have: Have | None
    epochs: Epochs = field(default_factory=dict)
    holes: Holes = field(default_factory=dict)

    @property
    def laptop(self) -> str:
        """The laptop's id."""
        return laptop_of(self.dev)


@dataclass(frozen=True)
class Heard:
    """What a laptop's set says about that laptop.

    Attributes:
        dev: who signed it.
        made: its time, in UTC.
        have: what the laptop holds.
        former: earlier incarnations of it.
        epochs: the secrets that it has and uses.
        holes: what was given up and it does not hold.
    """

    dev: str
    made: datetime
    have: Have
    former: tuple[str, ...]
    epochs: Epochs = field(default_factory=dict)
    holes: Holes = field(default_factory=dict)


def laptop_of(dev: str) -> str:
    """Give the laptop of an incarnation."""
    return dev.partition(".")[0]


def every(conn: Connection) -> list[Peer]:
    """Give every incarnation that a set came from."""
    found = _rows(conn, "dev > ''")
    if not any(peer.holes for peer in found):
        return found
    ours, holes = held(conn), given_up.holes(conn)
    return [replace(peer, have=_before_holes(peer, ours, holes)) for peer in found]


def _before_holes(peer: Peer, ours: Have, holes: Holes) -> Have | None:
    """Give what a laptop holds before any hole that is filled here."""
    if peer.have is None:
        return None
    lowered = {stream: dict(devs) for stream, devs in peer.have.items()}
    for stream, devs in peer.holes.items():
        for dev, some in devs.items():
            upto = ours.get(stream, {}).get(dev, 0)
            here = ranges.without([[1, upto]], holes.get(stream, {}).get(dev, ()))
            rest = ranges.without(some, ranges.without(some, here))  # what is in both
            if rest and dev in lowered.get(stream, {}):
                lowered[stream][dev] = min(lowered[stream][dev], rest[0][0] - 1)
    return lowered


def _of(conn: Connection, laptop: str) -> list[Peer]:
    """Give the incarnations of one laptop."""
    return _rows(conn, "dev > ? AND dev < ?", f"{laptop}.", f"{laptop}/")


def _rows(conn: Connection, which: str, *values: str) -> list[Peer]:
    found = f"SELECT * FROM peer WHERE {which} ORDER BY dev"  # noqa: S608
    return [
        Peer(
            row["dev"],
            datetime.fromisoformat(row["made"]),
            row["ahead"],
            json.loads(row["have"]),
            {stream: (oldest, newest) for stream, (oldest, newest) in _pairs(row["epochs"])},
            json.loads(row["holes"]),
        )
        for row in conn.execute(found, values)
    ]


def _pairs(epochs: str) -> Iterable[tuple[str, list[int]]]:
    said: dict[str, list[int]] = json.loads(epochs)
    return said.items()


def hear(conn: Connection, heard: Heard, own: str, now: datetime) -> int:
    """Note what a verified set proves, in the caller's transaction; gives what the clock is ahead.

    Args:
        conn: inside a transaction.
        heard: what it says.
        own: this laptop's id.
        now: the time here.
    """
    known = {peer.dev: peer for peer in _of(conn, laptop_of(heard.dev))}
    before = known.get(heard.dev)
    if before is None:
        _supersede(conn, heard, now)
    ahead = _ahead(conn, heard, own, now)
    if before and before.have is None and not _outlived(heard, known):
        return ahead
    have = _union(before.have or _NOTHING, heard.have) if before else heard.have
    have = _without_invented(conn, have)
    late = before is not None and _is_older(heard, before)
    made, kept = (before.made, before.ahead) if before and late else (heard.made, ahead)
    said = before if before and late else heard
    conn.execute(
        "INSERT INTO peer (dev, made, taken, ahead, have, epochs, holes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (dev) DO UPDATE SET made = excluded.made, taken = excluded.taken,"
        " ahead = excluded.ahead, have = excluded.have, epochs = excluded.epochs,"
        " holes = excluded.holes",
        (
            heard.dev,
            made.isoformat(),
            now.isoformat(),
            kept,
            json.dumps(have, sort_keys=True),
            json.dumps(_of_the_team(conn, said.epochs), sort_keys=True),
            json.dumps(_within(have, said.holes), sort_keys=True),
        ),
    )
    return ahead


def _without_invented(conn: Connection, have: Have) -> Have:
    """Leave out names that nobody has met, but a few of each laptop of the team: they may come yet.

    Each set may name others, and what was once acknowledged is kept for ever.
    """
    team = rosters.known(conn).laptops
    met = {(row["stream"], row["dev"]) for row in conn.execute("SELECT stream, dev FROM origin")}
    kept: dict[str, dict[str, int]] = {}
    for stream, devs in have.items():
        unmet: Counter[str] = Counter()
        for dev, last in sorted(devs.items()):
            if (stream, dev) not in met:
                unmet[laptop_of(dev)] += 1
                if laptop_of(dev) not in team or unmet[laptop_of(dev)] > MOST_UNMET:
                    continue
            kept.setdefault(stream, {})[dev] = last
    return kept


def _of_the_team(conn: Connection, epochs: Epochs) -> Epochs:
    """Leave out streams that nobody has met."""
    known = rosters.known(conn).streams
    return {stream: both for stream, both in epochs.items() if stream in known}


def _within(have: Have, holes: Holes) -> Holes:
    """Leave out holes in what is not held, or of which nobody has heard."""
    kept = {
        stream: {dev: some for dev, some in devs.items() if dev in have.get(stream, {})}
        for stream, devs in holes.items()
    }
    return {stream: devs for stream, devs in kept.items() if devs}


def _is_older(heard: Heard, before: Peer) -> bool:
    """Whether a set was made before one that came already; a clock may have been put right."""
    if before.have is None:
        return False
    if heard.have == before.have:
        return heard.made < before.made
    return not missing(before.have, heard.have, heard.have)


def _supersede(conn: Connection, heard: Heard, now: datetime) -> None:
    """What the former incarnations acknowledged may be what a restore took away again."""
    for dev in heard.former:
        if laptop_of(dev) == laptop_of(heard.dev) and dev != heard.dev:
            conn.execute(
                "INSERT INTO peer (dev, made, taken, ahead, have) VALUES (?, ?, ?, 0, 'null')"
                " ON CONFLICT (dev) DO UPDATE SET have = 'null'",
                (dev, heard.made.isoformat(), now.isoformat()),
            )


def _outlived(heard: Heard, known: Mapping[str, Peer]) -> bool:
    """Whether this incarnation lives beside a later one: it holds what that one wrote.

    The disk was copied, and both copies are in use.
    """
    others = {d for d in known if laptop_of(d) == laptop_of(heard.dev) and d != heard.dev}
    later = others.difference(heard.former)
    return any(later.intersection(devs) for devs in heard.have.values())


def _union(one: Have, other: Have) -> Have:
    """Give what is held by either."""
    return {
        stream: {
            dev: max(one.get(stream, {}).get(dev, 0), other.get(stream, {}).get(dev, 0))
            for dev in {*one.get(stream, {}), *other.get(stream, {})}
        }
        for stream in {*one, *other}
    }


def _ahead(conn: Connection, heard: Heard, own: str, now: datetime) -> int:
    """How many seconds the laptop's clock is ahead, as far as its set can tell.

    Stamps of changes say nothing of it: one that replaces a value is stamped above that value. A
    set may be weeks old, so an early time proves nothing either, unless the set acknowledges
    changes that were first put in a file here later than that.
    """
    if heard.made > now:
        return int((heard.made - now).total_seconds())
    gone = _sent_before(conn, heard.have, own)
    return min(0, int((heard.made - gone).total_seconds())) if gone else 0


def _sent_before(conn: Connection, have: Have, own: str) -> datetime | None:
    """When the newest of our changes that somebody holds was first put in a file."""
    held = [
        (stream, dev, last)
        for stream, devs in have.items()
        for dev, last in devs.items()
        if laptop_of(dev) == own
    ]
    first: datetime | None = None
    for row in conn.execute("SELECT at, have FROM file_made ORDER BY n DESC") if held else ():
        sent: Have = json.loads(row["have"])
        if any(sent.get(stream, {}).get(dev, 0) < last for stream, dev, last in held):
            break
        first = datetime.fromisoformat(row["at"])
    return first


def proves(peer: Peer, stream: str, spans: Mapping[str, Sequence[int]]) -> bool:
    """Whether a laptop has said that it holds all of a bundle, which need not be here."""
    lacks = peer.holes.get(stream, {})
    return covers(peer.have or {}, stream, spans) and not any(
        first <= max(span) and last >= min(span)
        for dev, span in spans.items()
        for first, last in lacks.get(dev, ())
    )


def has_some(peer: Peer, stream: str, dev: str, some: ranges.Ranges) -> bool:
    """Whether a laptop has said that it holds any of these changes."""
    last = (peer.have or {}).get(stream, {}).get(dev, 0)
    here = ranges.without([[1, last]], peer.holes.get(stream, {}).get(dev, ())) if last else []
    return ranges.without(some, here) != ranges.union(some, ())


def covers(have: Have, stream: str, spans: Mapping[str, Iterable[int]]) -> bool:
    """Whether somebody who holds this holds all of a bundle.

    Args:
        have: what is held.
        stream: the bundle's.
        spans: incarnation to first and last sequence number.
    """
    held = have.get(stream, {})
    return all(held.get(dev, 0) >= max(span) for dev, span in spans.items())


def missing(have: Have, held: Have, streams: Iterable[str]) -> int:
    """Count the changes of some streams that are in `held` and not in `have`."""
    return sum(
        max(0, last - have.get(stream, {}).get(dev, 0))
        for stream in streams
        for dev, last in held.get(stream, {}).items()
    )
