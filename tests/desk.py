"""A liaison's desk for tests: a real workspace whose clock stands still and whose dice repeat."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.actions import workspaces

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

PASSPHRASE = "seven quiet lanterns by the river"
TODAY = date(2026, 11, 21)


class StandingClock:
    """Says the same time until it is moved: Saturday 21 November 2026, 15:52 UTC."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 15, 52, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def wait(self, **time: float) -> None:
        """Let time pass, as `timedelta` takes it."""
        self.at += timedelta(**time)


def workspace_at(folder: Path, clock: StandingClock | None = None) -> Workspace:
    """A new workspace of Rosa in the North team, open."""
    return workspaces.create(
        folder,
        person="Rosa",
        team="North",
        passphrase=PASSPHRASE,
        clock=clock or StandingClock(),
        random=random.Random(7),  # noqa: S311  (dice that repeat)
    ).workspace
