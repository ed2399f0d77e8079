"""The sections of a kind of print as this district has them: its own words, order and additions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets import templates

if TYPE_CHECKING:
    from liaison_app.packets.templates import Template
    from liaison_app.workspace import Workspace


def sections(workspace: Workspace, kind: str) -> tuple[Template, ...]:
    """The sections of a kind of print, in the order in which they print here.

    Args:
        workspace: whose district.
        kind: name of the kind.
    """
    del workspace
    return templates.load(kind)
