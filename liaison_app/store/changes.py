"""What a caller may ask the writer to do, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.records.declare import Record


@dataclass(frozen=True)
class Add:
    """Write a new record; its id is made unless it carries one.

    A sealed one goes into the caseload that its family is in, or into that of `caseload`: the id of
    a member of staff, "" for the coordinators.
    """

    record: Record
    caseload: str | None = None


@dataclass(frozen=True)
class Put:
    """Change fields of a record; a value equal to what is shown changes nothing.

    `deleted` may be among the values: `False` brings a removed record back. With `settle`, the
    values replace every sibling: this is how a difference is answered.
    """

    type: type[Record]
    id: str
    values: Mapping[str, object]
    settle: bool = False


@dataclass(frozen=True)
class Remove:
    """Mark a record as removed; its history stays."""

    type: type[Record]
    id: str


@dataclass(frozen=True)
class Redact:
    """Empty a field everywhere, writes made later or elsewhere included, until lifted.

    With `revision`, only the value written by that op (its local number `op.n`) is emptied.
    """

    type: type[Record]
    id: str
    field: str
    revision: int | None = None


@dataclass(frozen=True)
class Lift:
    """Allow a redacted field to be written again. What was emptied stays empty."""

    type: type[Record]
    id: str
    field: str


@dataclass(frozen=True)
class Reopen:
    """Let values of a field stand beside each other again: the undo of an answer.

    Each is in stored form; the last is the one shown.
    """

    type: type[Record]
    id: str
    field: str
    values: tuple[Any, ...]


Change = Add | Put | Remove | Redact | Lift | Reopen


@dataclass
class Written:
    """What was written in one transaction: id to type name of each record, and whether words went.

    After a redaction the search index and the log file are emptied of what they still hold.
    """

    records: dict[str, str] = field(default_factory=dict)
    redacted: bool = False


@dataclass(frozen=True)
class Touched:
    """What a commit wrote, so that whoever shows it can read again.

    Attributes:
        types: names of the record types.
        households: the families concerned, or `None` for too many to name.
        action: the action's name.
        by: whatever the caller passed to recognise its own commits.
        number: the action's number on this laptop (what `undo` takes), 0 if nothing was written.
        ids: ids of the records written, in the order of the changes.
    """

    types: frozenset[str]
    households: frozenset[str] | None
    action: str
    by: object = None
    number: int = 0
    ids: tuple[str, ...] = field(default=())
