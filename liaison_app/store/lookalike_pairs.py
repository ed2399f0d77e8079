"""Two entries as a pair, who shares something, and whom another system holds as two."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection

T = TypeVar("T")

Pair = tuple[str, str]
"""Two ids of one type, the smaller first."""

CROWD = 24
"""More than so many share a thing (a street, a school's telephone), and it means nothing."""

NAME = (
    "coalesce(nullif(trim(p.given_name || ' ' || p.family_name), ''),"
    " nullif(p.preferred_name, ''), p.native_name)"
)
"""The name by which a person `p` is compared."""


def together(keyed: Iterable[tuple[Any, T]]) -> list[list[T]]:
    """Give those that come under one key, as long as there are two; most come alone.

    Args:
        keyed: each with its key, which is nothing if it has none.
    """
    first: dict[Any, T] = {}
    crowds: dict[Any, list[T]] = {}
    for key, one in keyed:
        if key in first:
            crowds.setdefault(key, [first[key]]).append(one)
        elif key:
            first[key] = one
    return list(crowds.values())


def sharing(traits: Iterable[tuple[Any, str]]) -> set[Pair]:
    """Give every two of those who share a trait, unless a crowd does.

    Args:
        traits: each with the id of somebody who has it.
    """
    return {
        pair_of(one, other)
        for crowd in map(set, together(traits))
        if len(crowd) <= CROWD
        for one, other in combinations(crowd, 2)
    }


def pair_of(one: str, other: str) -> Pair:
    """Make a pair of two ids."""
    return (one, other) if one < other else (other, one)


def held_as_one(conn: Connection, pair: Pair) -> bool:
    """Whether no other system holds them as two."""
    rows = conn.execute(
        "SELECT record, system, key FROM external_id WHERE NOT deleted"
        " AND record_type IN ('person', 'household') AND record IN (?, ?)",
        pair,
    ).fetchall()
    keys: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        keys[row["record"], row["system"]].add(row["key"])
    systems = {system for _record, system in keys}
    return all(
        not keys.get((pair[0], one))
        or not keys.get((pair[1], one))
        or keys[pair[0], one] & keys[pair[1], one]
        for one in systems
    )
