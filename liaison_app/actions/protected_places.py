"""The address of a protected family is never typed as one again: it belongs to the sealed facts.

Where a colleague wrote one all the same, not having heard, nobody is shown its words until the
family's liaison or a coordinator seals it (`store.open_addresses`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.records.people import Address, AddressKind
from liaison_app.store import open_addresses
from liaison_app.store.open_addresses import KNOWN, WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from liaison_app.records import Record
    from liaison_app.workspace import Workspace


def refuse(workspace: Workspace, values: Mapping[str, Any]) -> None:
    """Refuse an address of a protected family that is neither substitute nor meeting place.

    Raises:
        NotAllowed: it must not be written there; the message says where.
    """
    kept = workspace.all(Address, household=values.get("household", ""))
    protected = any(one.kind is AddressKind.SUBSTITUTE for one in kept)
    if protected and values.get("kind", AddressKind.HOME) not in KNOWN:
        raise NotAllowed(
            _(
                "Where this family lives is protected. Write it among its sealed facts, or write"
                " a place to meet."
            )
        )


def refuse_change(workspace: Workspace, record_id: str, values: Mapping[str, Any]) -> None:
    """Refuse words that are put back into an address of a protected family.

    One that lies open is not edited either: its former words would stay in its history.

    Raises:
        NotAllowed: they must not be written there; the message says where.
        UnknownRecord: there is no such address.
    """
    before = workspace.get(Address, record_id)
    if record_id in hidden(workspace, before.household):
        raise NotAllowed(
            _(
                "This address says where a protected family lives. Its liaison or a coordinator"
                " seals it, among the differences."
            )
        )
    after: dict[str, Any] = {
        name: values.get(name, getattr(before, name)) for name in ("household", "kind", *WORDS)
    }
    if any(values.values()) and any(after[name] for name in WORDS):
        refuse(workspace, after)


def hidden(workspace: Workspace, household: str = "") -> frozenset[str]:
    """Give the addresses whose words nobody is shown, of one family or of all."""
    found = workspace.reading(lambda conn: open_addresses.find(conn, household))
    return frozenset(one for ids in found.values() for one in ids)


def hidden_fields(workspace: Workspace, type_name: str, record_id: str) -> tuple[str, ...]:
    """Give the fields of a record whose words nobody is shown, former versions too."""
    is_hidden = type_name == Address.TYPE.name and record_id in hidden(workspace)
    return WORDS if is_hidden else ()


def said() -> str:
    """What stands in place of such an address."""
    return _("not shown: where this family lives is protected")


def veiled(workspace: Workspace, type_name: str, found: Sequence[Record]) -> list[Record]:
    """Leave the words out of records that nobody may read; of other types nothing."""
    if type_name != Address.TYPE.name:
        return list(found)
    ids = hidden(workspace)
    blank: dict[str, Any] = dict.fromkeys(WORDS, "")
    return [replace(one, **blank) if one.id in ids else one for one in found]


def rows(workspace: Workspace, type_name: str, found: Sequence[Any]) -> list[Any]:
    """Give rows to be put into words, with other words in place of those nobody may read."""
    ids = hidden(workspace) if type_name == Address.TYPE.name and found else frozenset()
    blank = {**dict.fromkeys(WORDS, ""), WORDS[0]: said()}
    return [{**dict(row), **blank} if row["id"] in ids else row for row in found]
