"""Erasing once more what a backup brought back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions import duties
from liaison_app.language.catalogues import ngettext
from liaison_app.records.keeping import Erasure, ErasureKind
from liaison_app.records.values import to_record
from liaison_app.store import applying, erased_list, listed_erasures
from liaison_app.store.changes import Written
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace

_TOLD = "erased_again"


@dataclass(frozen=True)
class Again:
    """What a restored backup held that was erased since.

    Attributes:
        done: how many erasures were done again here.
    """

    done: int = 0

    def words(self) -> tuple[str, ...]:
        """Say it in sentences; none if there is nothing to say."""
        if not self.done:
            return ()
        words = ngettext(
            "{count} erasure is newer than this backup. It was done again, so it is not"
            " here. If it may be kept again, a coordinator says so under Erased for good.",
            "{count} erasures are newer than this backup. They were done again, so they"
            " are not here. If one may be kept again, a coordinator says so under Erased"
            " for good.",
            self.done,
        )
        return (words.format(count=self.done),)


def apply(workspace: Workspace, folders: Iterable[Path]) -> Again:
    """Do the erasures of the lists in these folders that this workspace has not heard of.

    Who may erase writes them down again. On another laptop they act here alone, until the change
    itself comes with an exchange.

    Args:
        workspace: which was just restored.
        folders: where the lists may lie: beside the backup, and where the workspace lay.
    """
    known = {row["id"] for row in workspace.read("SELECT id FROM erasure")}
    left = [_whole(one) for one in erased_list.read(folders, workspace.root)]
    left = [one for one in left if one["id"] not in known]
    if not left:
        return Again()
    if duties.coordinates(workspace):
        records = [to_record(Erasure, {"deleted": False, **one}) for one in left]
        workspace.commit("erase", [Add(record) for record in records])
    else:
        workspace.receive("erase", lambda conn: _erased_here(conn, left), changes=0)
    again = Again(done=sum(one["what"] != ErasureKind.LIFT for one in left))
    workspace.put_setting(_TOLD, json.dumps([again.done]))
    return again


def _erased_here(conn: Connection, left: list[dict[str, Any]]) -> Written:
    listed_erasures.keep(conn, left)
    reached = applying.erase_listed(conn)
    return Written({record_id: type_name for type_name, record_id in reached}, redacted=True)


def told(workspace: Workspace) -> Again:
    """Give what the restore of this workspace found, for whoever says it to a person."""
    return Again(*json.loads(workspace.setting(_TOLD) or "[0]"))


def tell(workspace: Workspace) -> tuple[str, ...]:
    """Give the same in sentences, once: whoever calls says them to a person."""
    words = told(workspace).words()
    if words:
        workspace.put_setting(_TOLD, "")
    return words


def _whole(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry of the list as a row; who did it may not be known to an old backup."""
    fields = Erasure.TYPE.fields
    row = {name: entry.get(name, spec.default) for name, spec in fields.items()}
    return {**row, "id": entry["id"], "staff": ""}
