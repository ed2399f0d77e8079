"""Laptops that end and begin again, here or elsewhere: restarted, copied, put back."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.actions import workspaces
from liaison_app.sync import alarms
from tests.store.laptops import Clock, dice
from tests.sync.laptops import Team, digest

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

SEEDS = count(1_000)


def again(workspace: Workspace, path: Path | None = None) -> Workspace:
    """End the program and start it anew, perhaps with another folder."""
    key, where = workspace.shared.opened.key, workspaces.folder_of(workspace)
    workspace.close()
    return opened(path or where, key)


def opened(path: Path, key: bytes) -> Workspace:
    return workspaces.unlock_with_key(path, key, clock=Clock(), random=dice(next(SEEDS)))


def copied(workspace: Workspace, name: str) -> Path:
    """Copy the folder of a closed program, as a file manager does."""
    source = workspaces.folder_of(workspace)
    workspace.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(shutil.copytree(source, source.parent / name))


def put_back(workspace: Workspace, copy: Path) -> Workspace:
    """Put a copy of the folder in the place of what became of it."""
    path, key = workspaces.folder_of(workspace), workspace.shared.opened.key
    workspace.close()
    shutil.rmtree(path)
    shutil.copytree(copy, path)
    return opened(path, key)


def told(workspace: Workspace) -> list[str]:
    return [alarm.what for alarm in alarms.unseen(workspace.conn)]


def all_have(team: Team, *laptops: Workspace, rounds: int = 3) -> bool:
    """Exchange until everything is everywhere; whether all say the same then."""
    for _round in range(rounds):
        for one in laptops:
            team.send(one, *(other for other in laptops if other is not one))
    return len({digest(one) for one in laptops}) == 1


def origins(workspace: Workspace) -> dict[str, int]:
    """How many changes there are of each incarnation of this laptop."""
    laptop = workspace.device.partition(".")[0]
    rows = workspace.read(
        "SELECT dev, count(*) AS c FROM op JOIN origin ON origin.n = op.origin GROUP BY dev"
    )
    return {row["dev"]: row["c"] for row in rows if row["dev"].startswith(laptop)}
