"""Finding what a reference may name, by typing: a family, a person, a school, a kit, a visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions.finding import families
from liaison_app.actions.record_types import known_type
from liaison_app.actions.titles import titles
from liaison_app.errors import UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate
from liaison_app.store import search

if TYPE_CHECKING:
    from liaison_app.actions.finding import Found
    from liaison_app.workspace import Workspace

_OFFERED = 20
_LOOKED_AT = 400


@dataclass(frozen=True)
class Offer:
    """One thing that may be meant: what is stored, and what a person sees."""

    value: str
    label: str


def offers(workspace: Workspace, type_name: str, text: str, *, near: str = "") -> tuple[Offer, ...]:
    """What a reference to a type may name, best first.

    Args:
        workspace: where they are.
        type_name: the type referred to.
        text: what was typed; for nothing, the members of the family `near` or the newest.
        near: id of a family whose people, visits and so on come first.

    Raises:
        UnknownRecord: there is no such kind.
    """
    known_type(type_name)
    if type_name == "household" and text.strip():
        return tuple(_told_apart(one) for one in families(workspace, text, _OFFERED))
    if type_name in search.NAMED and text.strip():
        hits = search.names(workspace.conn, text, _LOOKED_AT)
        found = [hit.id for hit in hits if hit.type == type_name][:_OFFERED]
    else:
        found = _titled(workspace, type_name, text, near)
    named = titles(workspace, type_name, found)
    return tuple(Offer(one, named[one]) for one in found)


def resolve(workspace: Workspace, type_name: str, text: str) -> str:
    """The id of the one record that a person named, by its id or by its whole title.

    Raises:
        UnknownRecord: there is none, or there are several; the message says what to do.
    """
    record_type = known_type(type_name)
    rows = workspace.read(
        f"SELECT id FROM {type_name} WHERE id = :id AND NOT deleted",  # noqa: S608  (declared)
        {"id": text},
    )
    if rows:
        return text
    ids = [
        row["id"]
        for row in workspace.read(f"SELECT id FROM {type_name} WHERE NOT deleted")  # noqa: S608
    ]
    sought = fold(text)
    found = [one for one, name in titles(workspace, type_name, ids).items() if fold(name) == sought]
    if len(found) == 1:
        return found[0]
    if not found:
        sentence = _("There is no {kind} of this name or id. `liaison list {type}` shows all.")
    elif type_name == "household":
        sentence = _(
            "There are several families of this name. Use the id; `liaison family list NAME`"
            " shows each with its children."
        )
    else:
        sentence = _("There are several of this name. Use the id; `liaison list {type}` shows it.")
    raise UnknownRecord(sentence.format(kind=_(record_type.label), type=type_name))


def _told_apart(family: Found) -> Offer:
    """Many families are called alike: a note must not be given to the wrong one."""
    return Offer(family.id, " · ".join(filter(None, (isolate(family.title), family.about))))


def _titled(workspace: Workspace, type_name: str, text: str, near: str) -> list[str]:
    recent = _recent(workspace, type_name, near)
    if not text.strip():
        return recent[:_OFFERED]
    named = titles(workspace, type_name, recent)
    sought = fold(text)
    return [one for one in recent if sought in fold(named[one])][:_OFFERED]


def _recent(workspace: Workspace, type_name: str, near: str) -> list[str]:
    fields = known_type(type_name).fields
    if near and type_name == "person":
        rows = workspace.read(
            "SELECT person AS id FROM household_member WHERE household = :near AND NOT deleted"
            " ORDER BY n",
            {"near": near},
        )
    else:
        order = "household = :near DESC, n DESC" if "household" in fields else "n DESC"
        rows = workspace.read(
            f"SELECT id FROM {type_name} WHERE NOT deleted"  # noqa: S608  (a declared type)
            f" ORDER BY {order} LIMIT {_LOOKED_AT}",
            {"near": near} if "household" in fields else {},
        )
    return [str(row["id"]) for row in rows]
