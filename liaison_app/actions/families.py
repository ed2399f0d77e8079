"""The families: a table of any size with its filters, and a new family in one short form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from liaison_app.actions import protected_places
from liaison_app.actions.debriefs import age
from liaison_app.actions.titles import call_name, language_name, local_date
from liaison_app.language.catalogues import N_, _
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate
from liaison_app.store import search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.workspace import Workspace

QUIET_DAYS = 30
NEW_DAYS = 60
CONSENT_DAYS = 30
_MOST_HITS = 2_000

_MET = "NOT deleted AND outcome = 'met'"
_REACHED = "NOT deleted AND coalesce(reached, 1)"


class Filter(StrEnum):
    """Which families are wanted."""

    ALL = "all"
    MINE = "mine"
    QUIET = "quiet"
    OVERDUE = "overdue"
    NEW = "new"
    CONSENT = "consent"
    CLOSED = "closed"


FILTER_LABELS = {
    Filter.ALL: N_("All"),
    Filter.MINE: N_("My families"),
    Filter.QUIET: N_("No contact for 30 days"),
    Filter.OVERDUE: N_("Promise overdue"),
    Filter.NEW: N_("New arrivals"),
    Filter.CONSENT: N_("Consent expiring"),
    Filter.CLOSED: N_("Closed"),
}

_TESTS = {
    Filter.ALL: "1",
    Filter.CLOSED: "1",
    Filter.MINE: (
        "h.id IN (SELECT household FROM assignment WHERE staff = :me AND NOT deleted"
        " AND coalesce(until, '9999') >= :today)"
    ),
    Filter.QUIET: (
        f"h.id NOT IN (SELECT household FROM visit WHERE {_MET} AND planned_start >= :quiet"  # noqa: S608  (constants)
        f" UNION SELECT household FROM visit WHERE {_MET} AND planned_start IS NULL"
        " AND started >= :quiet"
        f" UNION SELECT household FROM contact_log WHERE {_REACHED} AND at >= :quiet)"
    ),
    Filter.OVERDUE: (
        "h.id IN (SELECT household FROM commitment WHERE state = 'open' AND NOT deleted"
        " AND due < :today)"
    ),
    Filter.NEW: (
        "h.id IN (SELECT m.household FROM household_member m LEFT JOIN enrollment e"
        " ON e.person = m.person AND NOT e.deleted WHERE NOT m.deleted"
        " AND (m.since >= :new OR e.since >= :new))"
    ),
    Filter.CONSENT: (
        "h.id IN (SELECT coalesce(nullif(c.household, ''), m.household) FROM consent c"
        " LEFT JOIN household_member m ON m.person = c.giver AND NOT m.deleted"
        " WHERE NOT c.deleted AND c.state = 'given' AND c.withdrawn_on IS NULL"
        " AND c.expires_on <= :ending)"
    ),
}

_STEPS_DUE = (
    " LEFT JOIN (SELECT household, min(due) AS due FROM ("
    "  SELECT household, due FROM commitment WHERE state = 'open' AND NOT deleted"
    "  UNION ALL SELECT household, due FROM follow_up WHERE state = 'open' AND NOT deleted)"
    "  GROUP BY household) d ON d.household = h.id"
)
_CONTACTED = (
    f"max(coalesce((SELECT max(coalesce(started, planned_start)) FROM visit"  # noqa: S608
    f" WHERE household = h.id AND {_MET}), ''),"
    f" coalesce((SELECT max(at) FROM contact_log WHERE household = h.id AND {_REACHED}), ''))"
)
# What a table is ordered by, and what must be joined to know it. A family's last contact is looked
# up family by family: going through all visits of all families takes four times as long.
_ORDERS = {
    "language": ("", "h.home_language"),
    "contact": ("", _CONTACTED),
    "due": (_STEPS_DUE, "coalesce(d.due, '9999')"),
}


@dataclass(frozen=True)
class FamilyRow:
    """One family in the table.

    Attributes:
        number: its local number.
        children: the children's names with their ages, each kept apart.
        last_contact: the local date when somebody of the family was last met or reached.
        step: the promise or follow-up that is due first; "" for none.
        due: its local date.
    """

    number: int
    id: str
    name: str
    children: str
    language: str
    last_contact: date | None
    step: str
    due: date | None


def numbers(
    workspace: Workspace,
    which: Filter = Filter.ALL,
    *,
    text: str = "",
    sort: str = "",
    descending: bool = False,
) -> list[int]:
    """The local numbers of the families that fit, in order: by name unless `sort` says otherwise.

    Args:
        workspace: where they are.
        which: a filter.
        text: a name of the family or of one of its people, a phone number or a street.
        sort: "", "name", "language", "contact" or "due".
        descending: the other way around.
    """
    today = workspace.today()
    values: dict[str, object] = {
        "me": workspace.person,
        "today": today.isoformat(),
        "quiet": (today - timedelta(days=QUIET_DAYS)).isoformat(),
        "new": (today - timedelta(days=NEW_DAYS)).isoformat(),
        "ending": (today + timedelta(days=CONSENT_DAYS)).isoformat(),
    }
    closed = "h.closed_on IS NOT NULL" if which is Filter.CLOSED else "h.closed_on IS NULL"
    tests = ["NOT h.deleted", closed, _TESTS[which]]
    if text.strip():
        values["found"] = json.dumps(_found(workspace, text.strip()))
        values["like"] = f"%{text.strip().replace('%', '').replace('_', '')}%"
        tests.append("(h.name LIKE :like OR h.id IN (SELECT value FROM json_each(:found)))")
    joined, order = _ORDERS.get(sort, ("", "h.n"))
    rows = workspace.read(
        f"SELECT h.n, h.name FROM household h{joined} WHERE {' AND '.join(tests)}"  # noqa: S608
        f" ORDER BY {order}{' DESC' if descending else ''}, h.n",
        values,
    )
    if sort not in _ORDERS:  # SQLite knows neither accents nor scripts
        rows.sort(key=lambda row: fold(row["name"]), reverse=descending)
    return [row["n"] for row in rows]


def rows(workspace: Workspace, wanted: Sequence[int]) -> list[FamilyRow]:
    """What the table says of some families, in any order."""
    found = workspace.read(
        "SELECT n, id, name, home_language FROM household"
        " WHERE n IN (SELECT value FROM json_each(:numbers))",
        {"numbers": json.dumps(list(wanted))},
    )
    ids = json.dumps([row["id"] for row in found])
    children = _children(workspace, ids)
    contacts = _last_contacts(workspace, ids)
    steps = _next_steps(workspace, ids)
    return [
        FamilyRow(
            number=row["n"],
            id=row["id"],
            name=row["name"],
            children=", ".join(children.get(row["id"], ())),
            language=language_name(row["home_language"]),
            last_contact=contacts.get(row["id"]),
            step=steps.get(row["id"], ("", None))[0],
            due=steps.get(row["id"], ("", None))[1],
        )
        for row in found
    ]


def home_language(workspace: Workspace, household: str) -> str:
    """The tag of a family's home language; "" if nobody wrote it down."""
    found = workspace.read("SELECT home_language FROM household WHERE id = :id", {"id": household})
    return str(found[0]["home_language"]) if found else ""


def household_of(workspace: Workspace, number: int) -> str:
    """The id of the family with a local number; "" if it is gone."""
    found = workspace.read("SELECT id FROM household WHERE n = :n", {"n": number})
    return str(found[0]["id"]) if found else ""


def _found(workspace: Workspace, text: str) -> list[str]:
    """Families that the search index knows by this text, themselves or through their people."""
    hits: dict[str, list[str]] = {}
    for hit in search.names(workspace.conn, text, _MOST_HITS):
        hits.setdefault(hit.type, []).append(hit.id)
    places = set(hits.get("address", []))
    places -= protected_places.hidden(workspace) if places else set()
    rows = workspace.read(
        "SELECT household FROM household_member WHERE NOT deleted AND person IN"
        "  (SELECT value FROM json_each(:people)"
        "   UNION SELECT person FROM contact_point WHERE id IN"
        "     (SELECT value FROM json_each(:points)))"
        " UNION SELECT household FROM contact_point WHERE id IN"
        "  (SELECT value FROM json_each(:points))"
        " UNION SELECT household FROM address WHERE id IN (SELECT value FROM json_each(:places))",
        {
            "people": json.dumps(hits.get("person", [])),
            "points": json.dumps(hits.get("contact_point", [])),
            "places": json.dumps(sorted(places)),
        },
    )
    return [*hits.get("household", []), *(row["household"] for row in rows)]


def _children(workspace: Workspace, ids: str) -> dict[str, list[str]]:
    today = workspace.today()
    found: dict[str, list[str]] = {}
    for row in workspace.read(
        "SELECT m.household, p.* FROM json_each(:ids) wanted"
        " CROSS JOIN household_member m ON m.household = wanted.value"
        " JOIN person p ON p.id = m.person"
        " WHERE p.is_child AND NOT m.deleted AND NOT p.deleted"
        " AND coalesce(m.until, '9999') >= :today"
        " ORDER BY p.birth_date",
        {"ids": ids, "today": today.isoformat()},
    ):
        found.setdefault(row["household"], []).append(_child(row, today))
    return found


def _child(row: Any, today: date) -> str:
    years = age(row["birth_date"], today)
    name = isolate(call_name(row))
    return _("{name} {age}").format(name=name, age=years) if years else name


def _last_contacts(workspace: Workspace, ids: str) -> dict[str, date]:
    found = workspace.read(
        "SELECT household, max(at) AS at FROM ("
        " SELECT household, coalesce(started, planned_start) AS at"
        "  FROM json_each(:ids) wanted CROSS JOIN visit ON household = wanted.value"
        "  WHERE NOT deleted AND outcome = 'met'"
        " UNION ALL SELECT household, at"
        "  FROM json_each(:ids) wanted CROSS JOIN contact_log ON household = wanted.value"
        "  WHERE NOT deleted AND coalesce(reached, 1))"
        " GROUP BY household",
        {"ids": ids},
    )
    return {row["household"]: local_date(row["at"]) for row in found if row["at"]}


def _next_steps(workspace: Workspace, ids: str) -> dict[str, tuple[str, date | None]]:
    steps: dict[str, tuple[str, date | None]] = {}
    for row in workspace.read(
        "SELECT household, what, due, due IS NULL AS undated"
        " FROM json_each(:ids) wanted CROSS JOIN commitment ON household = wanted.value"
        " WHERE state = 'open' AND NOT deleted"
        " UNION ALL SELECT household, what, due, due IS NULL"
        " FROM json_each(:ids) wanted CROSS JOIN follow_up ON household = wanted.value"
        " WHERE state = 'open' AND NOT deleted"
        " ORDER BY undated, due",
        {"ids": ids},
    ):
        due = date.fromisoformat(row["due"]) if row["due"] else None
        steps.setdefault(row["household"], (row["what"], due))
    return steps
