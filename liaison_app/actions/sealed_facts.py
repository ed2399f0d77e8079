"""Sealed facts of a family: where it is staying, what to mind, papers about custody, an address.

They are with the family's liaison and the coordinators alone. Screens show them after the PIN or
the passphrase; nothing here prints or exports them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from liaison_app.actions import difference_cards, difference_sides, records
from liaison_app.actions.titles import shown_value
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES
from liaison_app.store import caseloads
from liaison_app.sync import moving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.workspace import Change, Workspace

KINDS = caseloads.SEALED_TYPES
"""Names of the types of sealed facts."""


def move(workspace: Workspace, household: str, to_staff: str) -> tuple[Change, ...]:
    """Give the changes that bring a family's sealed facts into another caseload.

    Put them into the one commit that hands the family over, so that all of it happens or nothing;
    they are right whether the new assignment comes before or after them there. Each fact becomes a
    new record in the new liaison's stream; the old one is emptied for good and removed. Facts that
    are there already stay as they are. A family without any gives nothing, and so does a laptop
    that cannot read them, such as that of whoever accepts a family: a coordinator's laptop moves
    them by itself when it hears of it (`moving.settle`), or the former liaison's.

    Args:
        workspace: where.
        household: whose facts.
        to_staff: the id of the new liaison; "" if the family is nobody's, the coordinators' then.
    """
    return moving.of_family(workspace, household, to_staff)


@dataclass(frozen=True)
class Fact:
    """One sealed fact, for those who may see it.

    Attributes:
        kind: its type's name in the interface's language.
        lines: label and value of each field that says something, in the order declared.
        mine: this laptop may change it; else it was only added here, in a colleague's caseload.
    """

    type: str
    id: str
    kind: str
    lines: tuple[tuple[str, str], ...]
    mine: bool


def of_family(workspace: Workspace, household: str) -> tuple[Fact, ...]:
    """Give the sealed facts of a family that this laptop holds; whoever asks has shown the PIN."""
    found = []
    for name in KINDS:
        for fact in workspace.all(TYPES[name].cls, household=household):
            lines = tuple(_lines(workspace, name, fact.id))
            mine = workspace.reading(partial(moving.reads_here, record_id=fact.id))
            if lines:
                found.append(Fact(name, fact.id, _(TYPES[name].label), lines, mine))
    return tuple(found)


def _lines(workspace: Workspace, type_name: str, record_id: str) -> Iterator[tuple[str, str]]:
    """Label and value of each field; of one that was written in several ways, each of them."""
    rows = workspace.read(
        "SELECT field FROM conflict WHERE type = :type AND id = :id",
        {"type": type_name, "id": record_id},
    )
    asked = {row["field"] for row in rows}
    shown = records.show(workspace, type_name, record_id)
    fields = TYPES[type_name].fields
    for line in shown.lines:
        if line.name in asked:
            for number, words in enumerate(_sides(workspace, type_name, record_id, line.name), 1):
                label = _("{label}, version {number} of a difference that waits")
                yield label.format(label=line.label, number=number), words
        elif shown.values[line.name] != fields[line.name].default and line.name != "household":
            yield line.label, line.value


def _sides(workspace: Workspace, type_name: str, record_id: str, field: str) -> list[str]:
    """The versions of a field that differ, numbered as where differences are answered."""
    spec = TYPES[type_name].fields[field]
    place = difference_sides.Place(type_name, record_id, field, spec.merge)
    own = workspace.device.partition(".")[0]
    found = workspace.reading(partial(difference_sides.read, place=place, own=own))
    return [shown_value(spec, value, {}) for value, _writes in difference_cards.grouped(found)]
