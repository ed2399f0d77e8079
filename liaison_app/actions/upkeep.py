"""What a workspace sees to at each unlock: trimming by age, and the list of what was erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def at_unlock(workspace: Workspace) -> None:
    """Trim drafts and logs; keep the list of erasures beside backups, whoever erased.

    Most workspaces have neither rules nor erasures, and unlocking must be quick.
    """
    if workspace.read("SELECT 1 FROM retention_rule LIMIT 1"):
        from liaison_app.actions import retention  # noqa: PLC0415  (loads what only few need)

        retention.trim(workspace)
    if workspace.read("SELECT 1 FROM erased LIMIT 1"):
        from liaison_app.actions import erasing  # noqa: PLC0415  (as above)

        erasing.keep_list(workspace)
