"""Families that may have been written down twice, and those like one that is being typed."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from liaison_app.store.likeness import alike, contact, folded, part_of, sounds, street
from liaison_app.store.lookalike_pairs import NAME, held_as_one, pair_of, sharing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.store.driver import Connection
    from liaison_app.store.lookalike_pairs import Pair

_NUMBERS_OF_FAMILIES = (
    "SELECT c.household AS who, c.value FROM contact_point c"
    " WHERE NOT c.deleted AND c.household <> '' AND c.value <> ''"
    " UNION ALL SELECT m.household, c.value FROM contact_point c CROSS JOIN household_member m"
    " ON m.person = c.person WHERE NOT c.deleted AND c.person <> '' AND c.value <> ''"
    " AND NOT m.deleted"
)
_STREETS = (  # a substitute address is one for all whom a state protects
    "SELECT household AS who, line_1, line_2 FROM address"
    " WHERE NOT deleted AND line_1 <> '' AND kind <> 'substitute'"
)


def families(conn: Connection, people: Iterable[Pair]) -> list[Pair]:
    """Give every two families that look like one.

    Args:
        conn: where.
        people: the people who do.
    """
    names = dict(iter(conn.execute("SELECT id, name FROM household WHERE NOT deleted")))
    found, known = _of_the_same_people(conn, people), set()
    for question, key in ((_NUMBERS_OF_FAMILIES, contact), (_STREETS, street)):
        reached = [
            (value, who) for who, *written in conn.execute(question) if (value := key(*written))
        ]
        known |= {who for _value, who in reached}
        found |= sharing(reached)
    found |= _with_nothing_else(conn, {one: names[one] for one in names.keys() - known})
    return sorted(
        pair
        for pair in found
        if pair[0] in names
        and pair[1] in names
        and (alike(names[pair[0]], names[pair[1]]) or part_of(names[pair[0]], names[pair[1]]))
        and held_as_one(conn, pair)
    )


def families_like(conn: Connection, name: str, number: str, line: str) -> list[str]:
    """Give the families whose name is like one that is being typed, the likeliest first.

    Args:
        conn: where.
        name: what was typed of the family's name.
        number: a telephone number or e-mail address, as far as it was typed.
        line: a street with its number.
    """
    key = sounds(name)
    rows = conn.execute("SELECT id, name FROM household WHERE NOT deleted") if key else ()
    like = [one for one, other in rows if sounds(other) == key and alike(name, other)]
    same = {
        who
        for questions, key_of, typed in (
            (_NUMBERS_OF_FAMILIES, contact, contact(number)),
            (_STREETS, street, street(line, "")),
        )
        for who, *written in (conn.execute(questions) if like and typed else ())
        if key_of(*written) == typed
    }
    return sorted(like, key=lambda one: one not in same)


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
        pair_of(one, other)
        for first, second in pairs
        for one in homes[first] - homes[second]
        for other in homes[second] - homes[first]
    }


def _with_nothing_else(conn: Connection, bare: Mapping[str, str]) -> set[Pair]:
    """Families of one name whose people have the same names, and of which nothing else is known."""
    members: dict[str, set[str]] = {one: set() for one in bare}
    for home, name in conn.execute(
        f"SELECT m.household, {NAME} FROM household_member m"  # noqa: S608  (a constant)
        " CROSS JOIN person p ON p.id = m.person WHERE NOT m.deleted AND NOT p.deleted"
        " AND m.household IN (SELECT value FROM json_each(?))",
        (json.dumps(list(bare)),),
    ):
        members[home].add(folded(name))
    return sharing(((folded(name), *sorted(members[one])), one) for one, name in bare.items())
