"""What the writers of a practice caseload share: the workspace, a clock that moves, the words."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from liaison_app import shipped
from liaison_app.records import kits
from liaison_app.workspace import Add, Change, Workspace

if TYPE_CHECKING:
    from random import Random

DAYS_BACK = 120


@dataclass
class Clock:
    """A clock that the story moves forward."""

    moment: datetime

    def __call__(self) -> datetime:
        """Give the time, a second later each time."""
        self.moment += timedelta(seconds=1)
        return self.moment

    def at(self, moment: datetime) -> None:
        """Go on to a moment, never back."""
        self.moment = max(self.moment, moment)


@dataclass
class Family:
    """What later parts of the story need of a family."""

    id: str
    tag: str
    words: dict[str, Any]
    adults: list[str]
    children: list[str]
    names: dict[str, str]
    street: str


@dataclass
class Story:
    """Four months of a liaison's work, being written day by day."""

    workspace: Workspace
    clock: Clock
    random: Random
    now: datetime
    people: dict[str, dict[str, Any]] = field(default_factory=lambda: _shipped("people"))
    work: dict[str, Any] = field(default_factory=lambda: _shipped("work"))
    phones: int = 0

    def today(self) -> date:
        """The day on which the story ends."""
        return self.now.astimezone().date()

    def moment(self, day: date, hour: int) -> datetime:
        """Give an hour of a day where the laptop is, in UTC."""
        return datetime.combine(day, time(hour)).astimezone().astimezone(UTC)

    def movement(self, kit: str, change: int, reason: kits.MovementReason) -> Change:
        """So many of a kit came or went today."""
        return Add(
            kits.StockMovement(
                kit=kit,
                change=change,
                reason=reason,
                at=self.clock.moment.date(),
                staff=self.workspace.person,
            )
        )


def _shipped(name: str) -> Any:
    path = shipped.resources() / "practice" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8"))
