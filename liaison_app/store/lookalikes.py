"""People and families who may have been entered twice, each on a laptop that knew only its own.

A name alone says nothing. Two entries are put before a person if their names are alike and
something else is the same: the date of birth, the home, a phone number, a child, a street. What
tells them apart (another date of birth, another number at the same school) speaks against it. The
work follows from the tables alone; it is done again when one of them was written.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from liaison_app.records.looked_at import Doubt
from liaison_app.store.likeness import alike, contact_key, folded, name_of, sounds, street_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from liaison_app.store.driver import Connection, Row

Pair = tuple[str, str]
"""Two ids of one type, the smaller first."""

_CROWD = 24  # who share one thing: a street, a school's telephone; too many to mean anything
_TABLES = (
    *("person", "household", "household_member", "contact_point", "address", "relationship"),
    "external_id",
)


@dataclass
class Lookalikes:
    """What was found last; keep one as long as a workspace is open."""

    _mark: tuple[object, ...] = ()
    _found: list[tuple[Doubt, Pair]] = field(default_factory=list)

    def read(self, conn: Connection) -> list[tuple[Doubt, Pair]]:
        """Give the pairs that look like one, people first; quick if nothing was written since."""
        mark = tuple(
            conn.execute("SELECT n, origin, seq, hlc FROM op ORDER BY n DESC LIMIT 1").fetchone()
            or ()
        )
        if mark != self._mark or not mark:
            if self._written_since(conn):
                self._found = _every(conn)
            self._mark = mark
        return self._found

    def _written_since(self, conn: Connection) -> bool:
        """Whether a table was written, or what was read then was taken back."""
        if not self._mark:
            return True
        still = conn.execute(
            "SELECT 1 FROM op WHERE n = ? AND origin = ? AND seq = ? AND hlc = ?", self._mark
        ).fetchone()
        written = conn.execute(
            "SELECT 1 FROM op WHERE n > ? AND type IN (SELECT value FROM json_each(?)) LIMIT 1",
            (self._mark[0], json.dumps(_TABLES)),
        ).fetchone()
        return not still or bool(written)


def _every(conn: Connection) -> list[tuple[Doubt, Pair]]:
    people = _people(conn)
    families = _families(conn, people)
    return [(Doubt.SAME_PERSON, pair) for pair in people] + [
        (Doubt.SAME_FAMILY, pair) for pair in families
    ]


# --- people


def _people(conn: Connection) -> list[Pair]:
    rows = conn.execute(
        "SELECT id, is_child, birth_date, given_name, family_name, preferred_name, native_name"
        " FROM person WHERE NOT deleted"
    ).fetchall()
    sounding: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    born: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sounding[sounds(name_of(row))].append(row)
        if row["birth_date"]:
            born[row["birth_date"]].append(row)
    sounding.pop((), None)
    alike = [group for group in sounding.values() if len(group) > 1]
    known = {row["id"]: row for group in alike for row in group}
    traits = _traits_of_people(conn, known.values())
    found = _sharing(traits)
    found |= _born_together(born.values())
    known |= {row["id"]: row for row in rows}
    return sorted(
        pair
        for pair in found
        if _may_be_one(known[pair[0]], known[pair[1]]) and _no_two(conn, pair)
    )


def _born_together(groups: Iterable[list[Row]]) -> set[Pair]:
    """Who has a date of birth and part of a name in common: “Minh Tran” and “Minh Anh Tran”."""
    found = set()
    for group in groups:
        if not 1 < len(group) <= _CROWD:
            continue
        for one, other in combinations(group, 2):
            first, second = set(sounds(name_of(one))), set(sounds(name_of(other)))
            if len(first & second) > 1 and (first <= second or second <= first):
                found.add(_pair(one["id"], other["id"]))
    return found


def _may_be_one(one: Row, other: Row) -> bool:
    if one["is_child"] != other["is_child"]:
        return False
    first, second = one["birth_date"], other["birth_date"]
    if first and second and first != second and sorted(first) != sorted(second):
        return False
    return alike(name_of(one), name_of(other))


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


def _traits_of_people(conn: Connection, rows: Iterable[Row]) -> dict[tuple[object, ...], set[str]]:
    """What people whose names sound alike have besides: each trait to those who have it."""
    traits: dict[tuple[object, ...], set[str]] = defaultdict(set)
    keys: dict[str, tuple[str, ...]] = {}
    for row in rows:
        key = keys[row["id"]] = sounds(name_of(row))
        if row["birth_date"]:
            traits[(key, "born", *sorted(row["birth_date"]))].add(row["id"])
    wanted = json.dumps(list(keys))
    for person, trait in _each(conn, wanted):
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
    names = dict(conn.execute("SELECT id, name FROM household WHERE NOT deleted").fetchall())
    reached: dict[object, set[str]] = defaultdict(set)
    for row in conn.execute(_NUMBERS_OF_FAMILIES):
        reached["number", contact_key(row)].add(row["who"])
    for row in conn.execute(_STREETS):
        reached["street", street_key(row)].add(row["who"])
    for one in (("number", ""), ("street", "")):
        reached.pop(one, None)
    found = _sharing(reached) | _of_the_same_people(conn, people)
    bare = _bare(names, reached)
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


def _bare(names: Mapping[str, str], reached: Mapping[Any, set[str]]) -> dict[str, str]:
    """Families of which neither a number nor a street is known."""
    known = set().union(*reached.values()) if reached else set()
    return {one: name for one, name in names.items() if one not in known}


def _with_nothing_else(conn: Connection, bare: Mapping[str, str]) -> set[Pair]:
    """Families of one name whose people have the same names, and of which nothing else is known."""
    members: dict[str, set[str]] = {one: set() for one in bare}
    for row in conn.execute(
        "SELECT m.household, p.given_name, p.family_name, p.preferred_name, p.native_name"
        " FROM household_member m CROSS JOIN person p ON p.id = m.person"
        " WHERE NOT m.deleted AND NOT p.deleted"
        " AND m.household IN (SELECT value FROM json_each(?))",
        (json.dumps(list(bare)),),
    ):
        members[row["household"]].add(folded(name_of(row)))
    same: dict[object, set[str]] = defaultdict(set)
    for one, name in bare.items():
        same[folded(name), tuple(sorted(members[one]))].add(one)
    return _sharing(same)


# --- the questions


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
        contact_key,
    ),
    "street": (
        (
            "SELECT m.person AS who, a.line_1, a.line_2 FROM household_member m"
            " CROSS JOIN address a ON a.household = m.household WHERE NOT m.deleted"
            " AND NOT a.deleted AND m.person IN (SELECT value FROM json_each(?))"
        ),
        street_key,
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
