"""Changes that nobody has, and that a coordinator gave up: what comes after them needs not wait.

What a set of ops comes to does not depend on their order, so ops after a hole can be taken in. That
they may is the team's decision, for the hole is then in what everybody holds: `travelling.held`
says up to where that is, and `holes` what is missing before. Whoever finds a part of it later takes
it in like anything else.

A record of `given_up` counts for ever: what was taken in after a hole cannot be taken out again. So
what writes over it, or empties it, waits for good, and what counts is what the log says of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from liaison_app.store.merge import DELETED, REDACT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.store.driver import Connection

Holes = Mapping[str, Mapping[str, Sequence[Sequence[int]]]]
"""Stream to incarnation to pairs of first and last number, in order and apart from each other."""


def takes_back(type_name: str, writes: Mapping[str, Sequence[Any]]) -> bool:
    """Whether an op would change which changes were given up, or empty that."""
    return type_name == "given_up" and any(
        name.startswith(REDACT) or (len(write) > 1 and name != DELETED)
        for name, write in writes.items()
    )


def leads_on(
    conn: Connection,
    of: tuple[str, str],
    last: int,
    coming: int,
    more: Iterable[Sequence[int]] = (),
) -> bool:
    """Whether nothing is missing between two ops but what was given up.

    Args:
        conn: the database.
        of: their stream, and the incarnation that wrote them.
        last: the number of the one that is here; 0 if none is.
        coming: the number of the one that is to be taken in.
        more: what may be missing besides, as pairs of first and last number.
    """
    at = last + 1
    if at >= coming:
        return True
    for first, end in sorted([*_given_up(conn, *of), *((one[0], one[1]) for one in more)]):
        if first <= at <= end:
            at = end + 1
    return at >= coming


def holes(conn: Connection) -> dict[str, dict[str, list[list[int]]]]:
    """Give what is not here of what `travelling.held` covers."""
    found: dict[str, dict[str, list[list[int]]]] = {}
    for stream, dev in sorted({(stream, dev) for stream, dev, _first, _end in _all(conn)}):
        missing = [
            hole
            for first, end in _apart(_given_up(conn, stream, dev))
            for hole in _missing(conn, stream, dev, first, end)
        ]
        if missing:
            found.setdefault(stream, {})[dev] = missing
    return found


def size(some: Holes) -> int:
    """Count the changes that are missing in holes."""
    each = (hole for devs in some.values() for holes in devs.values() for hole in holes)
    return sum(last - first + 1 for first, last in each)


def _given_up(conn: Connection, stream: str, dev: str) -> list[tuple[int, int]]:
    return sorted(
        (first, end) for of, name, first, end in _all(conn) if (of, name) == (stream, dev)
    )


def _all(conn: Connection) -> list[tuple[str, str, int, int]]:
    """Give stream, incarnation, first and last number of all that was given up.

    CROSS JOIN keeps SQLite from going through all ops: such records are few.
    """
    rows = conn.execute(
        "SELECT op.body FROM given_up CROSS JOIN op ON op.id = given_up.id AND op.type = 'given_up'"
        " WHERE op.n NOT IN (SELECT op FROM parked)"
    )
    found = []
    for row in rows:
        said = {name: write[0] for name, write in json.loads(row["body"]).items()}
        names = ("stream_id", "laptop", "from_number", "to_number")
        stream, dev, first, end = (said.get(name) for name in names)
        if stream and dev and first and end and 1 <= first <= end:
            found.append((stream, dev, first, end))
    return found


def _apart(some: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give ranges that may overlap as ranges that do not."""
    found: list[tuple[int, int]] = []
    for first, end in some:
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((first, end))
    return found


def _missing(conn: Connection, stream: str, dev: str, first: int, end: int) -> Iterator[list[int]]:
    """Give what is not here of a range, as far as anything after it is."""
    origin = "(SELECT n FROM origin WHERE stream = ? AND dev = ?)"
    last = conn.execute(
        f"SELECT max(seq) FROM op WHERE origin = {origin}",  # noqa: S608  (a constant)
        (stream, dev),
    ).fetchone()[0]
    end = min(end, last or 0)
    at = first
    for (seq,) in conn.execute(
        f"SELECT seq FROM op WHERE origin = {origin}"  # noqa: S608
        " AND seq BETWEEN ? AND ? ORDER BY seq",
        (stream, dev, first, end),
    ):
        if seq > at:
            yield [at, seq - 1]
        at = seq + 1
    if at <= end:
        yield [at, end]
