"""Attached files for tests of how they travel."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from liaison_app.actions import attachments, erasing
from liaison_app.records.governance import Attachment
from liaison_app.store import blobs
from liaison_app.store.changes import Written
from liaison_app.sync import blob_book
from liaison_app.sync.blob_book import Move
from tests.store.laptops import Clock, dice
from tests.sync.laptops import family

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

MEGABYTE = 1024 * 1024


def attach(workspace: Workspace, size: int, name: str = "scan.bin", home: str = "") -> Attachment:
    """Attach a file of so many bytes."""
    path = workspace.shared.opened.folder.path.parent / name
    path.write_bytes(dice(size).randbytes(size))
    made = attachments.attach(workspace, home or family(workspace, name), path).ids[0]
    path.unlink()
    return workspace.get(Attachment, made)


def of(place: Path, one: Attachment) -> list[Path]:
    """The parts of one file that lie there."""
    return sorted(place.glob(f"a/*/{one.blob}-*.part"))


def want(workspace: Workspace, *files: Attachment) -> None:
    """Note that files are wanted."""

    def work(conn: object) -> Written:
        for one in files:
            blob_book.want(conn, Move(one.blob, asked=True))
        return Written()

    workspace.receive("test", work, changes=0)


def has(workspace: Workspace, one: Attachment) -> bool:
    """Whether a file is here, whole, and can be read."""
    folder = workspace.shared.opened.folder.blobs
    if not (folder / one.blob).exists():
        return False
    return len(blobs.get(folder, one.blob, one.key, one.sha256)) == one.size


def later(workspace: Workspace) -> None:
    """So much later that whatever was left for later is due."""
    clock = workspace._clock
    assert isinstance(clock, Clock)
    clock.moment += timedelta(hours=2)


def erase(workspace: Workspace, home: str) -> None:
    """Erase a family."""
    seen = erasing.preview(workspace, "household", home)
    erasing.erase(workspace, seen, seen.code)
