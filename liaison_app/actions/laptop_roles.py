"""Giving a laptop of the team another role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions.laptops import ROLES
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.sync import granting

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def give(workspace: Workspace, laptop: str, role: str) -> None:
    """Give a laptop a role besides those that it has; it cannot be taken back.

    Args:
        workspace: of an admin.
        laptop: its id.
        role: one of those that people are invited with.

    Raises:
        InvalidValue: there is no such role.
        NotAllowed: this laptop is no admin's.
        UnknownRecord: no such laptop takes part.
    """
    if role not in ROLES:
        raise InvalidValue(
            _("There is no such role. Choose one of: {roles}.").format(roles=", ".join(ROLES))
        )
    granting.grant(workspace, laptop, role)


def what_next() -> str:
    """Say what to do once a role was given."""
    return _("Done. Exchange files with that laptop, so that it knows.")
