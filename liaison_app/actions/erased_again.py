"""Erasing once more what a backup brought back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import duties
from liaison_app.language.catalogues import ngettext
from liaison_app.records.keeping import Erasure
from liaison_app.records.values import to_record
from liaison_app.store import erased_list
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from liaison_app.workspace import Workspace

_TOLD = "erased_again"


@dataclass(frozen=True)
class Again:
    """What a restored backup held that was erased since.

    Attributes:
        done: how many erasures were done again here.
        waiting: how many this laptop may not do itself; they come with the next exchange.
    """

    done: int = 0
    waiting: int = 0

    def words(self) -> tuple[str, ...]:
        """Say it in sentences; none if there is nothing to say."""
        said = []
        if self.done:
            said.append(
                ngettext(
                    "{count} erasure is newer than this backup. It was done again, so it is not"
                    " here. If it may be kept again, a coordinator says so under Erased for good.",
                    "{count} erasures are newer than this backup. They were done again, so they"
                    " are not here. If one may be kept again, a coordinator says so under Erased"
                    " for good.",
                    self.done,
                ).format(count=self.done)
            )
        if self.waiting:
            said.append(
                ngettext(
                    "{count} erasure is newer than this backup. Exchange with your coordinator"
                    " now: then it is done here too. Until then do not use what is about it.",
                    "{count} erasures are newer than this backup. Exchange with your coordinator"
                    " now: then they are done here too. Until then do not use what is about them.",
                    self.waiting,
                ).format(count=self.waiting)
            )
        return tuple(said)


def apply(workspace: Workspace, folders: Iterable[Path]) -> Again:
    """Do the erasures of the lists in these folders that this workspace has not heard of.

    Args:
        workspace: which was just restored.
        folders: where the lists may lie: beside the backup, and where the workspace lay.
    """
    known = {row["id"] for row in workspace.read("SELECT id FROM erasure")}
    left = [one for one in erased_list.read(folders, workspace.root) if one["id"] not in known]
    records = [to_record(Erasure, {"deleted": False, **_whole(one)}) for one in left]
    if not records:
        return Again()
    if not duties.coordinates(workspace):
        again = Again(waiting=len(records))
    else:
        workspace.commit("erase", [Add(record) for record in records])
        again = Again(done=len(records))
    workspace.put_setting(_TOLD, json.dumps([again.done, again.waiting]))
    return again


def told(workspace: Workspace) -> Again:
    """Give what the restore of this workspace found, for whoever says it to a person."""
    return Again(*json.loads(workspace.setting(_TOLD) or "[0, 0]"))


def tell(workspace: Workspace) -> tuple[str, ...]:
    """Give the same in sentences, once: whoever calls says them to a person."""
    words = told(workspace).words()
    if words:
        workspace.put_setting(_TOLD, "")
    return words


def _whole(entry: dict[str, object]) -> dict[str, object]:
    """An entry of the list as a row; who did it may not be known to an old backup."""
    fields = Erasure.TYPE.fields
    row = {name: entry.get(name, spec.default) for name, spec in fields.items()}
    return {**row, "id": entry["id"], "staff": ""}
