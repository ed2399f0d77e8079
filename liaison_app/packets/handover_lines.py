"""Things that are handed over, as plain data: a block of `content`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from liaison_app.packets.content import Said


@dataclass(frozen=True)
class Handed:
    """One thing that is handed over.

    Attributes:
        icon: its pictogram.
        what: what it is.
        purpose: what it is for, in smaller words below.
        count: how many of it.
    """

    icon: str
    what: Said
    purpose: Said
    count: Said


@dataclass(frozen=True)
class Handover:
    """Things that are handed over, each with boxes to tick by hand, one for each time.

    Attributes:
        header: what stands above the things and their number, then above each column of boxes.
        things: in the order of the list.
        blank: how many empty rows follow, for what nobody wrote down.
    """

    header: tuple[Said, ...]
    things: tuple[Handed, ...]
    blank: int = 0
