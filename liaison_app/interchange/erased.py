"""What was erased for good, so that no export brings it back before somebody allowed that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from liaison_app.language.catalogues import _
from liaison_app.store import erasing, listed_erasures

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
    for one in workspace.reading(listed_erasures.unheard):
        found.update(_listed(workspace, one))
    return found


def _listed(workspace: Workspace, one: dict[str, Any]) -> dict[str, str]:
    """The same of an erasure that only the list beside a restored backup tells of."""
    is_lifted = workspace.reading(lambda conn: erasing.is_lifted(conn, one["id"]))
    if one.get("what") != "erase" or is_lifted:
        return {}
    rows = workspace.read(
        "SELECT id FROM erased WHERE erasure = :id AND only_type = ''", {"id": one["id"]}
    )
    marks = (*(row["id"] for row in rows), *(one.get("imported") or "").split())
    return dict.fromkeys(marks, one["code"])


def left_out_words(code: str) -> str:
    """Say why an import leaves somebody out, and what to do if it should not."""
    return _(
        "Erased for good ({code}), so it was left out. If it may be kept again, a coordinator says"
        " so under Erased for good; then import again."
    ).format(code=code)
