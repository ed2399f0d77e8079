"""What was erased for good, so that no export brings it back before somebody allowed that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def marks(workspace: Workspace) -> dict[str, str]:
    """Give the ids and marks that an import must leave out, each with the erasure's code."""
    rows = workspace.read(
        "SELECT e.id, r.code, r.imported FROM erasure r JOIN erased e ON e.erasure = r.id"
        " AND e.only_type = '' WHERE r.what = 'erase' AND NOT EXISTS"
        " (SELECT 1 FROM erasure l WHERE l.what = 'lift' AND l.subject = r.id AND NOT l.deleted)"
    )
    found: dict[str, str] = {}
    for row in rows:
        found[row["id"]] = row["code"]
        for mark in (row["imported"] or "").split():
            found[mark] = row["code"]
    return found


def left_out_words(code: str) -> str:
    """Say why an import leaves somebody out, and what to do if it should not."""
    return _(
        "Erased for good ({code}), so it was left out. If it may be kept again, a coordinator says"
        " so under Erased for good; then import again."
    ).format(code=code)
