"""The account of an import: what was added, matched, changed and left out, line by line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.interchange.roster import Line, Roster


class Outcome(StrEnum):
    """What became of a line, or of something on it."""

    ADDED = "added"
    MATCHED = "matched"
    CHANGED = "changed"
    SKIPPED = "skipped"  # the line was left out
    REMARK = "remark"  # something on the line was left out
    SCHOOL_SAYS = "school_says"  # the school has another value; the one here was kept
    POSSIBLY_SAME = "possibly_same"  # added, but perhaps the same person as one who was there


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One entry of the account.

    `record_type` and `record` name the record here, if there is one. For `POSSIBLY_SAME`, `key` is
    the person's key in the export and `other` the person who was here already.
    """

    at: Line
    outcome: Outcome
    why: str = ""
    record_type: str = ""
    record: str = ""
    key: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """What an import did, or would do if `dry_run`.

    `number` is the action's number, for undo; 0 if nothing was written. Counts are by record type.
    """

    format: str
    name: str
    dry_run: bool
    practice: bool
    added: Mapping[str, int]
    matched: Mapping[str, int]
    changed: Mapping[str, int]
    lines: tuple[AccountLine, ...]
    notes: tuple[str, ...]
    number: int = 0

    def of(self, outcome: Outcome) -> list[AccountLine]:
        """The entries with one outcome, in the order of the files."""
        return [line for line in self.lines if line.outcome is outcome]


@dataclass(slots=True)
class Tally:
    """An account while it is being drawn up."""

    added: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    lines: list[AccountLine] = field(default_factory=list)

    def take(self, roster: Roster) -> None:
        """Take over what the reader left out."""
        for remark in roster.remarks:
            outcome = Outcome.SKIPPED if remark.skipped else Outcome.REMARK
            self.lines.append(AccountLine(remark.at, outcome, remark.why))

    def say(self, at: Line, outcome: Outcome, why: str, **about: str) -> None:
        """Add an entry."""
        self.lines.append(AccountLine(at, outcome, why, **about))
