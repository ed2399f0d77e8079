"""What pre-flight tells staff before a packet is printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad it is."""

    RED = "red"  # stops the print
    AMBER = "amber"  # prints, and the foot of each page says so to staff


@dataclass(frozen=True)
class Place:
    """Where a problem can be put right.

    Attributes:
        page: `family` for what is on a family's page, `records` for schools, staff and teams.
        type: of the record.
        id: of the record.
        field: its field; "" for the record as a whole.
    """

    page: str
    type: str
    id: str
    field: str = ""


@dataclass(frozen=True)
class Problem:
    """One thing to know before printing.

    Attributes:
        code: what it is, for programs.
        why: what is wrong and what to do, in the language of the interface; names are isolated.
        place: where to put it right, if it is a record.
        section: name of the section it is in; "" for the packet.
    """

    level: Level
    code: str
    why: str
    place: Place | None = None
    section: str = ""

    @property
    def red(self) -> bool:
        """Whether it stops the print."""
        return self.level is Level.RED


_ON_A_FAMILYS_PAGE = frozenset(
    ("household", "person", "relationship", "enrollment", "commitment", "address", "assignment")
)


def red(code: str, why: str, place: Place | None = None, *, section: str = "") -> Problem:
    """A problem that stops the print."""
    return Problem(Level.RED, code, why, place, section)


def amber(code: str, why: str, place: Place | None = None, *, section: str = "") -> Problem:
    """A problem that staff should know of."""
    return Problem(Level.AMBER, code, why, place, section)


def place(type_name: str, record: str, field: str = "") -> Place:
    """The place of a record."""
    page = "family" if type_name in _ON_A_FAMILYS_PAGE else "records"
    return Place(page, type_name, record, field)
