"""Giving a laptop of the team another role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions.laptops import ROLES
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records.governance import StaffRole
from liaison_app.sync import granting, rosters

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def lacking(workspace: Workspace, laptop: str) -> tuple[StaffRole, ...]:
    """Give the roles that a laptop of the team could be given; none for one that is out of it."""
    members = {one.laptop: one.roles for one in rosters.known(workspace.conn).members}
    return tuple(role for role in ROLES if laptop in members and role not in members[laptop])


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


def question(person: str, role: StaffRole) -> str:
    """Ask whether somebody's laptop is to have a role."""
    return _("Give {name}'s laptop the role {role}?").format(
        name=isolate(person), role=isolate(_(role.label))
    )


def consequence(role: StaffRole) -> str:
    """Say what giving a role does, and that it cannot be undone."""
    said = _(
        "What was written there beyond its role, and kept apart, counts from then on. It cannot be"
        " taken back: only removing the laptop ends it."
    )
    if role in {StaffRole.COORDINATOR, StaffRole.ADMIN}:
        reads = _("That laptop will hold the sealed facts of every family.")
        return f"{reads} {said}"
    return said


def what_next() -> str:
    """Say what to do once a role was given."""
    return _("Done. Exchange files with that laptop, so that it knows.")
