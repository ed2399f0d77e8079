"""People and families who may have been entered twice, each on a laptop that knew only its own.

A name alone says nothing. Two entries are put before a person if their names are alike and
something else is the same: the date of birth, the home, a phone number, a child, a street. What
tells them apart (another date of birth, another number at the same school) speaks against it. The
work follows from the tables alone; it is done again when one of them was written.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from liaison_app.records.looked_at import Doubt
from liaison_app.store.likeness import alike, contact, part_of, sounds, street
from liaison_app.store.lookalike_families import families
from liaison_app.store.lookalike_pairs import (
    CROWD,
    NAME,
    held_as_one,
    pair_of,
    sharing,
    together,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from liaison_app.store.driver import Connection
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
    # Another connection may write between two questions: who is not there any more is left out.
    keys = {n: sounds(name) for n, name in conn.execute(_NAMES)}
    sounding = together((key, n) for n, key in keys.items())
    born = list(_born_together(conn, keys))
    people = _known(conn, (n for some in chain(sounding, born) for n in some))
    near = {one for some in sounding for one in _near([people[n] for n in some if n in people])}
    found = sharing(_traits_of_people(conn, near))
    found |= {
        pair_of(people[one].id, people[other].id)
        for one, other in born
        if one in people and other in people
    }
    known = {one.id: one for one in people.values()}
    return sorted(
        pair
        for pair in found
        if _may_be_one(known[pair[0]], known[pair[1]]) and held_as_one(conn, pair)
    )


def _born_together(conn: Connection, keys: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Who has a date of birth and part of a name in common: “Minh Tran” and “Minh Anh Tran”."""
    days = conn.execute("SELECT birth_date, n FROM person WHERE birth_date > '' AND NOT deleted")
    for group in together(days):
        for one, other in combinations(group, 2) if len(group) <= CROWD else ():
            first, second = (set(keys.get(n, "").split()) for n in (one, other))
            if first and second and (first <= second or second <= first):
                yield one, other


def _known(conn: Connection, numbers: Iterable[int]) -> dict[int, _Known]:
    """Give people by their rows; most are never asked for, as nobody's name sounds like theirs."""
    rows = conn.execute(_EACH, (json.dumps(list(numbers)),))
    return {n: _Known(*said) for n, *said in rows}


def _near(group: Sequence[_Known]) -> Iterable[_Known]:
    """Those of whom somebody else in the group may be another entry."""
    if len(group) > CROWD:
        return group
    pairs = ((one, other) for one, other in combinations(group, 2) if _may_be_one(one, other))
    return {one for pair in pairs for one in pair}


def _may_be_one(one: _Known, other: _Known) -> bool:
    if one.is_child != other.is_child:
        return False
    first, second = one.born, other.born
    if first and second and first != second and sorted(first) != sorted(second):
        return False
    return alike(one.name, other.name) or (first == second != "" and part_of(one.name, other.name))


def _traits_of_people(conn: Connection, near: Iterable[_Known]) -> Iterator[tuple[str, str]]:
    """What people whose names sound alike have besides: each trait with who has it."""
    keys: dict[str, str] = {}
    for one in near:
        key = keys[one.id] = sounds(one.name)
        if one.born:
            yield f"{key}|born|{''.join(sorted(one.born))}", one.id
    wanted = json.dumps(list(keys))
    for name, (question, value_of) in _TRAITS_OF_PEOPLE.items():
        for who, *written in conn.execute(question, (wanted,)):
            if value := value_of(*written):
                yield f"{keys[who]}|{name}|{value}", who


# --- the questions


_NAMES = f"SELECT p.n, {NAME} FROM person p WHERE NOT p.deleted"  # noqa: S608  (a constant)
_EACH = (
    "SELECT p.n, p.id, p.is_child, coalesce(p.birth_date, ''),"  # noqa: S608  (a constant)
    f" {NAME} FROM person p WHERE p.n IN (SELECT value FROM json_each(?))"
)
_TRAITS_OF_PEOPLE: dict[str, tuple[str, Callable[..., str]]] = {
    "home": (
        (
            "SELECT person, household FROM household_member"
            " WHERE NOT deleted AND person IN (SELECT value FROM json_each(?))"
        ),
        str,
    ),
    "child": (
        (
            "SELECT adult, child FROM relationship"
            " WHERE NOT deleted AND adult IN (SELECT value FROM json_each(?))"
        ),
        str,
    ),
    "adult": (
        (
            "SELECT child, adult FROM relationship"
            " WHERE NOT deleted AND child IN (SELECT value FROM json_each(?))"
        ),
        str,
    ),
    "number": (
        (
            "SELECT person, value FROM contact_point"
            " WHERE NOT deleted AND person IN (SELECT value FROM json_each(?))"
        ),
        contact,
    ),
    "street": (
        (
            "SELECT m.person, a.line_1, a.line_2 FROM household_member m"
            " CROSS JOIN address a ON a.household = m.household WHERE NOT m.deleted"
            " AND NOT a.deleted AND a.kind <> 'substitute'"
            " AND m.person IN (SELECT value FROM json_each(?))"
        ),
        street,
    ),
}
