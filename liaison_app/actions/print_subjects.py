"""What a print may be about: the family's own visits, loans and goals, or a kit, event or survey.

A record that belongs to a family is offered for that family alone: a loan of somebody else's must
never stand on a page for this one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions.references import Offer, offers
from liaison_app.actions.titles import titles
from liaison_app.language.folding import fold
from liaison_app.records import TYPES

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

_OFFERED = 20

_CURRENT = {
    "visit": (
        "outcome IS NULL AND coalesce(planned_start, '9999') >= :today ORDER BY planned_start, n"
        " LIMIT 1"
    ),
    "loan": "state = 'out' ORDER BY due, n",
    "goal": "state IN ('starting', 'moving') ORDER BY n DESC LIMIT 1",
    "referral": (
        "state IN ('draft', 'family_agreed', 'in_progress', 'accepted', 'waitlisted') ORDER BY n"
    ),
}
"""Of a family's records, those that a print is usually about: the next visit, every kit lent."""

_NEWEST = "1 ORDER BY n DESC LIMIT 1"


def of_one_family(type_name: str) -> bool:
    """Whether each record of this type belongs to one family."""
    return "household" in TYPES[type_name].fields


def current(workspace: Workspace, type_name: str, household: str) -> tuple[str, ...]:
    """The ids of the records that a print for this family is usually about, in order.

    None for a type whose records belong to no family: which event or kit is meant, people say.
    """
    if not of_one_family(type_name) or not household:
        return ()
    rows = workspace.read(
        f"SELECT id FROM {type_name} WHERE household = :household AND NOT deleted"  # noqa: S608
        f" AND {_CURRENT.get(type_name, _NEWEST)}",
        {"household": household, "today": workspace.today().isoformat()},
    )
    return tuple(str(row["id"]) for row in rows)


def subject_offers(
    workspace: Workspace, type_name: str, text: str, household: str = ""
) -> tuple[Offer, ...]:
    """What a print may be about, best first, found by its title.

    Args:
        workspace: where.
        type_name: type of the record.
        text: what was typed; for nothing, what it is usually about, then the newest.
        household: id of the family for which the print is; "" for none.
    """
    if not of_one_family(type_name) or not household:
        return offers(workspace, type_name, text)
    rows = workspace.read(
        f"SELECT id FROM {type_name} WHERE household = :household AND NOT deleted"  # noqa: S608
        " ORDER BY n DESC",
        {"household": household},
    )
    usual = current(workspace, type_name, household)
    ids = tuple(dict.fromkeys((*usual, *(str(row["id"]) for row in rows))))
    named = titles(workspace, type_name, ids)
    sought = fold(text.strip())
    found = [one for one in ids if sought in fold(named[one])]
    return tuple(Offer(one, named[one]) for one in found[:_OFFERED])


def household_of(workspace: Workspace, type_name: str, record: str) -> str:
    """The family to which what a print is about belongs; "" for nobody's."""
    if not record or not of_one_family(type_name):
        return ""
    rows = workspace.read(
        f"SELECT household FROM {type_name} WHERE id = :id",  # noqa: S608  (a declared type)
        {"id": record},
    )
    return str(rows[0]["household"]) if rows else ""
