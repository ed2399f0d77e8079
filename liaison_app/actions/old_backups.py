"""Backups made on this laptop before it heard of an erasure: they still hold what was erased.

A stick that is not plugged in cannot be looked at. So a backup counts until its file is seen to be
gone, a new one was made in its place, or a person says that it was deleted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.actions import care
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records.values import parse_time
from liaison_app.store import listed_erasures

if TYPE_CHECKING:
    from liaison_app.actions.care import BackupMade
    from liaison_app.workspace import Workspace


def kept(workspace: Workspace) -> tuple[BackupMade, ...]:
    """Give the backups made here that may exist still, the newest of each place, oldest first."""
    newest = {one.place: one for one in care.backups_made(workspace)}
    return tuple(one for one in newest.values() if _may_exist(one))


def older(workspace: Workspace, erasure: str = "") -> tuple[BackupMade, ...]:
    """Give those that hold what was erased since, oldest first.

    Args:
        workspace: where they were made.
        erasure: the id of an erasure: only those that do not know of this one.
    """
    made = kept(workspace)
    if not made:
        return ()
    rows = workspace.read("SELECT id, at FROM erasure WHERE what = 'erase' ORDER BY n")
    listed = workspace.reading(listed_erasures.unheard)
    every = [*rows, *(one for one in listed if one["what"] == "erase")]
    found = []
    for one in made:
        lacks = [
            row["id"]
            for place, row in enumerate(every)
            if (_since(one, row["at"]) if one.knew is None else place >= one.knew)
        ]
        if (erasure in lacks) if erasure else lacks:
            found.append(one)
    return tuple(found)


def words(workspace: Workspace) -> str:
    """Say which they are and what to do; "" if there are none."""
    found = older(workspace)
    if not found:
        return ""
    said = ngettext(
        "{count} backup that was made here holds what was erased since: {places}. Make a new one,"
        " then delete it.",
        "{count} backups that were made here hold what was erased since: {places}. Make a new one,"
        " then delete them.",
        len(found),
    )
    places = ", ".join(isolate(one.place) for one in found)
    return said.format(count=len(found), places=places)


def deleted(workspace: Workspace) -> str:
    """Forget those that cannot be seen from here, since a person says that they were deleted.

    Returns:
        a sentence about those that are there still; "" if none is.
    """
    left = [one for one in older(workspace) if Path(one.place).exists()]
    gone = {one.place for one in older(workspace)} - {one.place for one in left}
    care.forget_backups(workspace, gone)
    if not left:
        return ""
    places = ", ".join(isolate(one.place) for one in left)
    return _("Still there: {places}. Delete it first.").format(places=places)


def _may_exist(one: BackupMade) -> bool:
    place = Path(one.place)
    try:
        return place.exists() or not place.parent.is_dir()
    except OSError:  # a place that cannot be looked at now
        return True


def _since(one: BackupMade, at: str | None) -> bool:
    return not at or one.at <= parse_time(at)
