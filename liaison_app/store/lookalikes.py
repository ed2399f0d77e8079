"""People and families who may have been entered twice, each on a laptop that knew only its own.

A name alone says nothing. Two entries are put before a person if their names are alike and
something else is the same: the date of birth, the home, a phone number, a child, a street. What
tells them apart (another date of birth, another number at the same school) speaks against it. The
work follows from the tables alone; it is done again when one of them was written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from liaison_app.records.looked_at import Doubt
from liaison_app.store.likeness import alike, contact, part_of, sounds, street
from liaison_app.store.lookalike_families import families
from liaison_app.store.lookalike_pairs import CROWD, NAME, held_as_one, pair_of, sharing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from liaison_app.store.driver import Connection, Row
    from liaison_app.store.lookalike_pairs import Pair

_TABLES = (
    *("person", "household", "household_member", "contact_point", "address", "relationship"),
    "external_id",
)


Found = tuple[tuple[Doubt, "Pair"], ...]


@dataclass
class Lookalikes:
    """What was found last; keep one as long as a workspace is open.

    Several threads may ask: each of them takes and leaves what was found as one thing.
    """

    _last: tuple[tuple[object, ...], Found] = ((), ())

    def read(self, conn: Connection) -> list[tuple[Doubt, Pair]]:
        """Give the pairs that look like one, people first; quick if nothing was written since."""
        newest = conn.execute("SELECT n, origin, seq, hlc FROM op ORDER BY n DESC LIMIT 1")
        mark = tuple(newest.fetchone() or ())
        known, found = self._last
        if mark != known:
            if _written_since(conn, known):
                found = tuple(_every(conn))
            self._last = (mark, found)
        return _still_there(conn, found)


def _written_since(conn: Connection, mark: tuple[object, ...]) -> bool:
    """Whether a table was written, or what was read then was taken back."""
    if not mark:
        return True
    still = conn.execute(
        "SELECT 1 FROM op WHERE n = ? AND origin = ? AND seq = ? AND hlc = ?", mark
    ).fetchone()
    written = conn.execute(
        "SELECT 1 FROM op WHERE n > ? AND type IN (SELECT value FROM json_each(?)) LIMIT 1",
        (mark[0], json.dumps(_TABLES)),
    ).fetchone()
    return not still or bool(written)


def _still_there(conn: Connection, found: Found) -> list[tuple[Doubt, Pair]]:
    """Leave out whom this laptop does not hold any more."""
    if not found:
        return []
    ids = json.dumps([one for _doubt, pair in found for one in pair])
    here = {
        row[0]
        for row in conn.execute(
            "SELECT id FROM person WHERE NOT deleted AND id IN (SELECT value FROM json_each(:ids))"
            " UNION ALL SELECT id FROM household"
            " WHERE NOT deleted AND id IN (SELECT value FROM json_each(:ids))",
            {"ids": ids},
        )
    }
    return [(doubt, pair) for doubt, pair in found if here.issuperset(pair)]


def _every(conn: Connection) -> list[tuple[Doubt, Pair]]:
    people = _people(conn)
    homes = families(conn, people)
    return [(Doubt.SAME_PERSON, pair) for pair in people] + [
        (Doubt.SAME_FAMILY, pair) for pair in homes
    ]


# --- people


class _Known(NamedTuple):
    """What of a person is compared first."""

    id: str
    is_child: int
    born: str
    name: str


def _people(conn: Connection) -> list[Pair]:
    sounding: dict[str, list[Row]] = {}
    born: dict[str, list[Row]] = {}
    for row in conn.execute(_EVERYBODY):
        _id, _is_child, day, name = row
        sounding.setdefault(sounds(name), []).append(row)
        if day:
            born.setdefault(day, []).append(row)
    sounding.pop("", None)
    near = (one for rows in sounding.values() if len(rows) > 1 for one in _near(rows))
    known = {one.id: one for one in near}
    found = sharing(_traits_of_people(conn, known.values()))
    for one, other in _born_together(born.values()):
        known |= {one.id: one, other.id: other}
        found.add(pair_of(one.id, other.id))
    return sorted(
        pair
        for pair in found
        if _may_be_one(known[pair[0]], known[pair[1]]) and held_as_one(conn, pair)
    )


def _near(rows: Iterable[Row]) -> Iterable[_Known]:
    """Those of whom somebody else in the group may be another entry."""
    group = [_Known(*row) for row in rows]
    if len(group) > CROWD:
        return group
    pairs = ((one, other) for one, other in combinations(group, 2) if _may_be_one(one, other))
    return {one for pair in pairs for one in pair}


def _born_together(groups: Iterable[Sequence[Row]]) -> Iterator[tuple[_Known, _Known]]:
    """Who has a date of birth and part of a name in common: “Minh Tran” and “Minh Anh Tran”."""
    for group in groups:
        if not 1 < len(group) <= CROWD:
            continue
        for one, other in combinations((_Known(*row) for row in group), 2):
            first, second = set(sounds(one.name).split()), set(sounds(other.name).split())
            if first and second and (first <= second or second <= first):
                yield one, other


def _may_be_one(one: _Known, other: _Known) -> bool:
    if one.is_child != other.is_child:
        return False
    first, second = one.born, other.born
    if first and second and first != second and sorted(first) != sorted(second):
        return False
    return alike(one.name, other.name) or (first == second != "" and part_of(one.name, other.name))


def _traits_of_people(
    conn: Connection, known: Iterable[_Known]
) -> dict[tuple[object, ...], set[str]]:
    """What people whose names sound alike have besides: each trait to those who have it."""
    traits: dict[tuple[object, ...], set[str]] = defaultdict(set)
    keys: dict[str, str] = {}
    for one in known:
        key = keys[one.id] = sounds(one.name)
        if one.born:
            traits[(key, "born", *sorted(one.born))].add(one.id)
    for person, trait in _each(conn, json.dumps(list(keys))):
        traits[(keys[person], *trait)].add(person)
    return traits


def _each(conn: Connection, wanted: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for name, (question, key) in _TRAITS_OF_PEOPLE.items():
        for row in conn.execute(question, (wanted,)):
            value = key(row)
            if value:
                yield row["who"], (name, value)


# --- the questions


_EVERYBODY = (
    "SELECT p.id, p.is_child, coalesce(p.birth_date, ''),"  # noqa: S608  (a constant)
    f" {NAME} FROM person p WHERE NOT p.deleted"
)
_TRAITS_OF_PEOPLE: dict[str, tuple[str, Callable[[Row], str]]] = {
    "home": (
        (
            "SELECT person AS who, household AS value FROM household_member"
            " WHERE NOT deleted AND person IN (SELECT value FROM json_each(?))"
        ),
        itemgetter("value"),
    ),
    "child": (
        (
            "SELECT adult AS who, child AS value FROM relationship"
            " WHERE NOT deleted AND adult IN (SELECT value FROM json_each(?))"
        ),
        itemgetter("value"),
    ),
    "adult": (
        (
            "SELECT child AS who, adult AS value FROM relationship"
            " WHERE NOT deleted AND child IN (SELECT value FROM json_each(?))"
        ),
        itemgetter("value"),
    ),
    "number": (
        (
            "SELECT person AS who, value FROM contact_point"
            " WHERE NOT deleted AND person IN (SELECT value FROM json_each(?))"
        ),
        lambda row: contact(row["value"]),
    ),
    "street": (
        (
            "SELECT m.person AS who, a.line_1, a.line_2 FROM household_member m"
            " CROSS JOIN address a ON a.household = m.household WHERE NOT m.deleted"
            " AND NOT a.deleted AND a.kind <> 'substitute'"
            " AND m.person IN (SELECT value FROM json_each(?))"
        ),
        lambda row: street(row["line_1"], row["line_2"]),
    ),
}
