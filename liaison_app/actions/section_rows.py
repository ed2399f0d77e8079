"""The records in which a district's sections are kept, and the places that put them in order.

Places are whole numbers with room between them. A section that moves takes one of its own in the
middle between its new neighbours; only where no number is left are all of them numbered anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.sections import STEP
from liaison_app.records.packets import PacketSection
from liaison_app.workspace import Add, Put

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.workspace import Change, Workspace


def row_of(workspace: Workspace, kind: str, name: str) -> PacketSection | None:
    """The record of a section, a removed one as well: it is brought back under the same id."""
    found = workspace.read(
        "SELECT id FROM packet_section WHERE kind = :kind AND section = :name"
        " ORDER BY deleted, n DESC",
        {"kind": kind, "name": name},
    )
    return workspace.get(PacketSection, found[0]["id"]) if found else None


def change(workspace: Workspace, kind: str, name: str, **values: object) -> Change:
    """The change that gives a section these values; what a removed record held is forgotten."""
    row = row_of(workspace, kind, name)
    if row is None:
        return Add(PacketSection(kind=kind, section=name, **values))  # type: ignore[arg-type]
    if row.deleted:
        values = {"text": "", "position": None, "hidden": False, **values, "deleted": False}
    return Put(PacketSection, row.id, values)


def between(places: list[int], at: int) -> int | None:
    """A place for what is put in before the section number `at`; None if there is no room."""
    if not places:
        return STEP
    low = places[at - 1] if at else places[0] - 2 * STEP
    high = places[at] if at < len(places) else places[-1] + 2 * STEP
    return (low + high) // 2 if high - low > 1 else None


def numbered(
    workspace: Workspace,
    kind: str,
    names: list[str],
    now: Mapping[str, int],
    more: dict[str, dict[str, object]] | None = None,
) -> list[Change]:
    """The changes that put sections in this order with room between them.

    Args:
        workspace: whose district.
        kind: name of the kind of print.
        names: of all its sections, in order.
        now: the place of each that has one already.
        more: further values for some.
    """
    wanted = {name: STEP * number for number, name in enumerate(names, start=1)}
    return [
        change(workspace, kind, name, **(more or {}).get(name, {}), position=place)
        for name, place in wanted.items()
        if now.get(name) != place
    ]
