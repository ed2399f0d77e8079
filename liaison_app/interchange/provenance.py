"""Who last wrote a field: an import, whose values the next import may renew, or a person.

The actions of one laptop and stream are consecutive stretches of its sequence numbers, so the
action behind a live write is found among their first numbers without reading the log.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from liaison_app.store.rights import Rights

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

IMPORT = "import"


class Provenance:
    """Answers for the workspace as it was when first asked."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def may_write(self, record_type: str, record_id: str, field: str) -> bool:
        """Whether `field` was never written, or last by an import (or by undoing one).

        Of several live writes, as after two laptops imported the same, all must be an import's.
        What was emptied for good stays empty.
        """
        writers = self._writers(record_type, record_id)
        if f"~{field}" in writers:
            return False
        return all(self._by_import(*dot) for dot in writers.get(field, ()))

    def presence_by_import(self, record_type: str, record_id: str) -> bool:
        """Whether an import (or undoing one) made or removed a record, not a person's wish."""
        dots = self._writers(record_type, record_id).get("deleted", [])
        return bool(dots) and all(self._by_import(*dot) for dot in dots)

    def is_ours(self, record_type: str, record_id: str) -> bool:
        """Whether this laptop may change a record: what others say of a school is the office's."""
        dots = self._writers(record_type, record_id).values()
        origins = {origin for each in dots for origin, _seq in each}
        laptop = self._workspace.device.partition(".")[0]
        rights = self._workspace.reading(Rights)
        return rights.may_change(record_type, laptop, origins)

    def _writers(self, record_type: str, record_id: str) -> dict[str, list[tuple[int, int]]]:
        rows = self._workspace.read(
            f"SELECT cells FROM {record_type} WHERE id = :id",  # noqa: S608  (a declared type)
            {"id": record_id},
        )
        writers: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for origin, seq, *fields in json.loads(rows[0]["cells"]) if rows else ():
            if origin:
                for field in fields:
                    writers[field].append((origin, seq))
        return writers

    def _by_import(self, origin: int, seq: int) -> bool:
        firsts, described = self._actions.get(origin, ([], []))
        at = bisect_right(firsts, seq) - 1
        if at < 0:
            return False
        action = described[at]
        undone = action.get("undoes")
        if isinstance(undone, list):
            return self._by_import(undone[0], undone[1])
        return action.get("name") == IMPORT

    @cached_property
    def _actions(self) -> dict[int, tuple[list[int], list[dict[str, object]]]]:
        found: dict[int, tuple[list[int], list[dict[str, object]]]] = {}
        for row in self._workspace.read(
            "SELECT origin, seq, action FROM op WHERE action IS NOT NULL ORDER BY origin, seq"
        ):
            firsts, described = found.setdefault(row["origin"], ([], []))
            firsts.append(row["seq"])
            described.append(json.loads(row["action"]))
        return found
