"""How the exchange with shared places is, in one glance: for a line that is always in sight."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.actions import health, laptops

if TYPE_CHECKING:
    from datetime import datetime

    from liaison_app.actions.remotes import RemoteLine
    from liaison_app.workspace import Workspace


class Standing(StrEnum):
    """How it is, in one word."""

    NO_PLACE = "no place"
    NEW = "new"
    """There is a place, and no exchange with one succeeded yet."""
    WELL = "well"
    AWAY = "away"
    """No place can be reached now; nobody need do anything."""
    OUTSIDE = "outside"
    """All went well, and this laptop is not let in yet."""
    LOOK = "look"
    """A person should look at it."""


@dataclass(frozen=True)
class Glance:
    """How the exchange is.

    Attributes:
        standing: in one word.
        done: when the last exchange that succeeded ended, in UTC; None if none did.
        waits: changes of this laptop that never left it.
        places: the shared places.
        words: the most urgent sentence; "" if nothing is wrong.
    """

    standing: Standing
    done: datetime | None
    waits: int
    places: tuple[RemoteLine, ...]
    words: str


def glance(workspace: Workspace) -> Glance:
    """Say how the exchange is; as slow as `health.health`, so ask it in another thread."""
    found = health.health(workspace)
    away = {health.trouble_of(place) for place in found.places if place.rests}
    urgent = [
        *found.alarms,
        *(words for words in found.words if words not in away),
        *(words for one in found.colleagues for words in one.words),
    ]
    return Glance(
        standing=_standing(workspace, found.places, urgent=bool(urgent)),
        done=max((place.done for place in found.places if place.done), default=None),
        waits=found.only_here,
        places=found.places,
        words=next(iter([*urgent, *away]), ""),
    )


def _standing(workspace: Workspace, places: tuple[RemoteLine, ...], *, urgent: bool) -> Standing:
    if not places:
        return Standing.NO_PLACE
    if urgent:
        return Standing.LOOK
    if any(place.done and not place.trouble for place in places):
        return Standing.WELL if laptops.standing(workspace).member else Standing.OUTSIDE
    return Standing.AWAY if any(place.away for place in places) else Standing.NEW
