"""The address of a protected family is never typed as one again: it belongs to the sealed facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.records.people import Address, AddressKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.workspace import Workspace

_KNOWN = (AddressKind.MEETING_PLACE, AddressKind.SUBSTITUTE)


def refuse(workspace: Workspace, values: Mapping[str, Any]) -> None:
    """Refuse an address of a protected family that is neither substitute nor meeting place.

    Raises:
        NotAllowed: it must not be written there; the message says where.
    """
    kept = workspace.all(Address, household=values.get("household", ""))
    protected = any(one.kind is AddressKind.SUBSTITUTE for one in kept)
    if protected and values.get("kind", AddressKind.HOME) not in _KNOWN:
        raise NotAllowed(
            _(
                "Where this family lives is protected. Write it among its sealed facts, or write"
                " a place to meet."
            )
        )
