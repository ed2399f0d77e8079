"""Changes that nobody has, and that a coordinator gave up: what comes after them needs not wait.

What a set of ops comes to does not depend on their order, so ops after a hole can be taken in. That
they may is the team's decision, for the hole is then in what everybody holds: `travelling.held`
says up to where that is, and `holes` what is missing before. Whoever finds a part of it later takes
it in like anything else.

A row of `given_up` counts for ever, whatever is written of it later: what was taken in after a hole
cannot be taken out again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from liaison_app.store.driver import Connection

Holes = Mapping[str, Mapping[str, Sequence[Sequence[int]]]]
"""Stream to incarnation to pairs of first and last number, in order and apart from each other."""


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
    for stream, dev in conn.execute(
        "SELECT DISTINCT stream_id, laptop FROM given_up ORDER BY 1, 2"
    ).fetchall():
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
    rows = conn.execute(
        "SELECT from_number, to_number FROM given_up WHERE stream_id = ? AND laptop = ?"
        " AND from_number BETWEEN 1 AND to_number ORDER BY from_number, to_number",
        (stream, dev),
    )
    return [(row["from_number"], row["to_number"]) for row in rows]


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
