"""Sealed facts of a family: where it is staying, what to mind, papers about custody, an address.

They are with the family's liaison and the coordinators alone. Screens show them after the PIN or
the passphrase; nothing here prints or exports them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.store import caseloads
from liaison_app.sync import moving

if TYPE_CHECKING:
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
