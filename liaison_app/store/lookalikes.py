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
from typing import TYPE_CHECKING, Any, NamedTuple

from liaison_app.records.looked_at import Doubt
from liaison_app.store.likeness import alike, contact, folded, sounds, street

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from liaison_app.store.driver import Connection, Row

Pair = tuple[str, str]
"""Two ids of one type, the smaller first."""

_CROWD = 24  # who share one thing: a street, a school's telephone; too many to mean anything
_TABLES = (
    *("person", "household", "household_member", "contact_point", "address", "relationship"),
    "external_id",
)


Found = tuple[tuple[Doubt, Pair], ...]


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
    families = _families(conn, people)
    return [(Doubt.SAME_PERSON, pair) for pair in people] + [
        (Doubt.SAME_FAMILY, pair) for pair in families
    ]


# --- people


class _Known(NamedTuple):
    """What of a person is compared first."""

    id: str
    is_child: int
    born: str
    name: str


def _people(conn: Connection) -> list[Pair]:
    sounding: dict[tuple[str, ...], list[Row]] = {}
    born: dict[str, list[Row]] = {}
    for row in conn.execute(_EVERYBODY):
        _id, _is_child, day, name = row
        sounding.setdefault(sounds(name), []).append(row)
        if day:
            born.setdefault(day, []).append(row)
    sounding.pop((), None)
    near = (one for rows in sounding.values() if len(rows) > 1 for one in _near(rows))
    known = {one.id: one for one in near}
    found = _sharing(_traits_of_people(conn, known.values()))
    for one, other in _born_together(born.values()):
        known |= {one.id: one, other.id: other}
        found.add(_pair(one.id, other.id))
    return sorted(
        pair
        for pair in found
        if _may_be_one(known[pair[0]], known[pair[1]]) and _no_two(conn, pair)
    )


def _near(rows: Iterable[Row]) -> Iterable[_Known]:
    """Those of whom somebody else in the group may be another entry."""
    group = [_Known(*row) for row in rows]
    if len(group) > _CROWD:
        return group
    pairs = ((one, other) for one, other in combinations(group, 2) if _may_be_one(one, other))
    return {one for pair in pairs for one in pair}


def _born_together(groups: Iterable[Sequence[Row]]) -> Iterator[tuple[_Known, _Known]]:
    """Who has a date of birth and part of a name in common: “Minh Tran” and “Minh Anh Tran”."""
    for group in groups:
        if not 1 < len(group) <= _CROWD:
            continue
        for one, other in combinations((_Known(*row) for row in group), 2):
            first, second = set(sounds(one.name)), set(sounds(other.name))
            if len(first & second) > 1 and (first <= second or second <= first):
                yield one, other


def _may_be_one(one: _Known, other: _Known) -> bool:
    if one.is_child != other.is_child:
        return False
    first, second = one.born, other.born
    if first and second and first != second and sorted(first) != sorted(second):
        return False
    return alike(one.name, other.name)


def _no_two(conn: Connection, pair: Pair) -> bool:
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


def _traits_of_people(
    conn: Connection, known: Iterable[_Known]
) -> dict[tuple[object, ...], set[str]]:
    """What people whose names sound alike have besides: each trait to those who have it."""
    traits: dict[tuple[object, ...], set[str]] = defaultdict(set)
    keys: dict[str, tuple[str, ...]] = {}
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


# --- families


def _families(conn: Connection, people: Iterable[Pair]) -> list[Pair]:
    names = dict(iter(conn.execute("SELECT id, name FROM household WHERE NOT deleted")))
    reached: dict[tuple[str, str], set[str]] = {}
    known: set[str] = set()
    for kind, rows, key in (
        ("number", conn.execute(_NUMBERS_OF_FAMILIES), contact),
        ("street", conn.execute(_STREETS), street),
    ):
        for who, *written in rows:
            value = key(*written)
            if value:
                known.add(who)
                reached.setdefault((kind, value), set()).add(who)
    found = _sharing(reached) | _of_the_same_people(conn, people)
    bare = {one: name for one, name in names.items() if one not in known}
    found |= _with_nothing_else(conn, bare)
    return sorted(
        pair
        for pair in found
        if pair[0] in names
        and pair[1] in names
        and alike(names[pair[0]], names[pair[1]])
        and _no_two(conn, pair)
    )


def _of_the_same_people(conn: Connection, people: Iterable[Pair]) -> set[Pair]:
    """Families that look like one because somebody of each does."""
    pairs = list(people)
    homes: dict[str, set[str]] = defaultdict(set)
    for row in conn.execute(
        "SELECT person, household FROM household_member WHERE NOT deleted"
        " AND person IN (SELECT value FROM json_each(?))",
        (json.dumps([one for pair in pairs for one in pair]),),
    ):
        homes[row["person"]].add(row["household"])
    return {
        _pair(one, other)
        for first, second in pairs
        for one in homes[first] - homes[second]
        for other in homes[second] - homes[first]
    }


def _with_nothing_else(conn: Connection, bare: Mapping[str, str]) -> set[Pair]:
    """Families of one name whose people have the same names, and of which nothing else is known."""
    members: dict[str, set[str]] = {one: set() for one in bare}
    for home, name in conn.execute(
        f"SELECT m.household, {_NAME} FROM household_member m"  # noqa: S608  (a constant)
        " CROSS JOIN person p ON p.id = m.person WHERE NOT m.deleted AND NOT p.deleted"
        " AND m.household IN (SELECT value FROM json_each(?))",
        (json.dumps(list(bare)),),
    ):
        members[home].add(folded(name))
    same: dict[object, set[str]] = defaultdict(set)
    for one, name in bare.items():
        same[folded(name), tuple(sorted(members[one]))].add(one)
    return _sharing(same)


# --- the questions


_NAME = (
    "coalesce(nullif(trim(p.given_name || ' ' || p.family_name), ''),"
    " nullif(p.preferred_name, ''), p.native_name)"
)
_EVERYBODY = (
    "SELECT p.id, p.is_child, coalesce(p.birth_date, ''),"  # noqa: S608  (a constant)
    f" {_NAME} FROM person p WHERE NOT p.deleted"
)
_NUMBERS_OF_FAMILIES = (
    "SELECT c.household AS who, c.value FROM contact_point c"
    " WHERE NOT c.deleted AND c.household <> '' AND c.value <> ''"
    " UNION ALL SELECT m.household, c.value FROM contact_point c CROSS JOIN household_member m"
    " ON m.person = c.person WHERE NOT c.deleted AND c.person <> '' AND c.value <> ''"
    " AND NOT m.deleted"
)
_STREETS = "SELECT household AS who, line_1, line_2 FROM address WHERE NOT deleted AND line_1 <> ''"
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
            " AND NOT a.deleted AND m.person IN (SELECT value FROM json_each(?))"
        ),
        lambda row: street(row["line_1"], row["line_2"]),
    ),
}


# --- inside


def _sharing(traits: Mapping[Any, set[str]]) -> set[Pair]:
    """Give every two of those who share a trait, unless a crowd does."""
    return {
        _pair(one, other)
        for crowd in traits.values()
        if 1 < len(crowd) <= _CROWD
        for one, other in combinations(crowd, 2)
    }


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
