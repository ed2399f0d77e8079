"""What a district no longer needs: families due for a look, and logs that go by themselves.

No family is ever erased without somebody looking. Drafts and this laptop's own logs are trimmed by
age, if the district said for how long they are kept.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.actions.keeping import months_of, reasons_to_keep
from liaison_app.actions.titles import local_date, titles
from liaison_app.errors import LiaisonError
from liaison_app.language.catalogues import _
from liaison_app.records.keeping import RetentionOf
from liaison_app.records.values import format_time
from liaison_app.store.driver import translated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from liaison_app.actions.keeping import Reason
    from liaison_app.workspace import Workspace

_LAST_CONTACTS = (
    "SELECT h.id AS id, max(coalesce((SELECT max(v.planned_start) FROM visit v"
    " WHERE v.household = h.id AND NOT v.deleted AND v.outcome IS NOT NULL), ''),"
    " coalesce((SELECT max(c.at) FROM contact_log c"
    " WHERE c.household = h.id AND NOT c.deleted), '')) AS last"
    " FROM household h WHERE NOT h.deleted"
)
_BEGUN = "SELECT hlc FROM op WHERE type = 'household' AND id = :id ORDER BY n LIMIT 1"


@dataclass(frozen=True)
class Due:
    """A family whose time is over.

    Attributes:
        household: its id.
        name: as people know it.
        why: under which rule, in words.
        since: the day on which its time was over.
        reasons: what speaks against erasing it.
    """

    household: str
    name: str
    why: str
    since: date
    reasons: tuple[Reason, ...]


def due(workspace: Workspace) -> tuple[Due, ...]:
    """Give the families whose time of keeping is over, the longest over first."""
    found: dict[str, tuple[date, str]] = {}
    for household, over, why in (*_closed(workspace), *_quiet(workspace)):
        if over <= workspace.today() and (household not in found or over < found[household][0]):
            found[household] = (over, why)
    names = titles(workspace, "household", found)
    lines = [
        Due(household, names[household], why, over, reasons_to_keep(workspace, household))
        for household, (over, why) in found.items()
    ]
    return tuple(sorted(lines, key=lambda one: (one.since, one.name)))


def trim(workspace: Workspace) -> int:
    """Delete what this laptop keeps for itself longer than the district says; gives how much.

    That is drafts, the list of unlocks and the list of files that were taken in. What cannot be
    deleted now, as on a full disk, goes at the next unlock.
    """
    gone = 0
    with suppress(LiaisonError):
        gone += _trim_logs(workspace)
        before = _before(workspace, RetentionOf.DRAFT)
        for draft in workspace.drafts() if before else ():
            gone += before is not None and draft.kept < before and workspace.discard_draft(draft.id)
    return gone


def _trim_logs(workspace: Workspace) -> int:
    gone = 0
    for what, table, column in (
        (RetentionOf.UNLOCK_LOG, "unlock_log", "at"),
        (RetentionOf.FILE_TAKEN, "file_taken", "at"),
    ):
        before = _before(workspace, what)
        if before:
            with workspace.shared.writing, translated():
                done = workspace.conn.execute(
                    f"DELETE FROM {table} WHERE {column} < ?",  # noqa: S608  (constants)
                    (before.isoformat() if table == "file_taken" else format_time(before),),
                )
            gone += done.rowcount
    return gone


def earlier(day: date, months: int) -> date:
    """Give the day so many months before, the last of its month if there is no such day."""
    month = day.year * 12 + day.month - 1 - months
    return _in_month(month, day.day)


def later(day: date, months: int) -> date:
    """Give the day so many months after, the last of its month if there is no such day."""
    return earlier(day, -months)


def _in_month(month: int, day: int) -> date:
    for last in (day, 30, 29, 28):
        if last <= day:
            try:
                return date(month // 12, month % 12 + 1, last)
            except ValueError:
                continue
    raise ValueError(month)


def _before(workspace: Workspace, what: RetentionOf) -> datetime | None:
    months = months_of(workspace, what)
    if months is None:
        return None
    day = earlier(workspace.today(), months)
    return workspace.now().replace(year=day.year, month=day.month, day=day.day)


def _closed(workspace: Workspace) -> Iterator[tuple[str, date, str]]:
    months = months_of(workspace, RetentionOf.CLOSED_FAMILY)
    if months is None:
        return
    for row in workspace.read(
        "SELECT id, closed_on FROM household WHERE NOT deleted AND closed_on <> ''"
    ):
        over = later(date.fromisoformat(row["closed_on"]), months)
        yield row["id"], over, _("Closed long ago")


def _quiet(workspace: Workspace) -> Iterator[tuple[str, date, str]]:
    months = months_of(workspace, RetentionOf.QUIET_FAMILY)
    if months is None:
        return
    for row in workspace.read(_LAST_CONTACTS):
        last = local_date(row["last"]) if row["last"] else _begun(workspace, row["id"])
        yield row["id"], later(last, months), _("No contact for long")


def _begun(workspace: Workspace, household: str) -> date:
    from liaison_app.store.clock import time_of  # noqa: PLC0415

    rows = workspace.read(_BEGUN, {"id": household})
    return time_of(rows[0]["hlc"]).astimezone().date() if rows else workspace.today()
