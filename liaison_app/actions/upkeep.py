"""What a workspace sees to at each unlock: trimming by age, and the list of what was erased."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import retention

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def at_unlock(workspace: Workspace) -> None:
    """Trim drafts and logs; keep the list of erasures beside backups, whoever erased."""
    retention.trim(workspace)
    if workspace.read("SELECT 1 FROM erased LIMIT 1"):
        from liaison_app.actions import erasing  # noqa: PLC0415  (loads what only few need)

        erasing.keep_list(workspace)
