"""What a window shows of batches: those before, how far they came, and every code with its family.

The log holds ids and codes only; families' names are looked up when it is shown.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from liaison_app.actions import batch_log
from liaison_app.actions.batch_log import Outcome
from liaison_app.actions.titles import shown_moment, titles
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.names import isolate
from liaison_app.packets.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.actions.batch_log import Batch
    from liaison_app.actions.batches import Made
    from liaison_app.actions.packets import Problem
    from liaison_app.workspace import Workspace

_DRAFT = "draft"  # pre-flight's code

OUTCOME_LABELS = {
    Outcome.DONE: N_("Done"),
    Outcome.LEFT_OUT: N_("Left out: something stops it"),
    Outcome.FAILED: N_("Could not be made"),
    Outcome.WAITING: N_("Not done yet"),
}


@dataclass(frozen=True)
class Past:
    """A batch that was begun.

    Attributes:
        kind: what the kind of print is called.
        begun: when, in words of local time.
    """

    batch: Batch
    kind: str
    begun: str
    done: int
    total: int

    @property
    def complete(self) -> bool:
        """Whether every print left."""
        return self.done == self.total


@dataclass(frozen=True)
class Line:
    """One print of a batch: of which family, with which code, and what became of it, in words."""

    number: int
    household: str
    family: str
    code: str
    outcome: str


@dataclass(frozen=True)
class Stop:
    """Why one family's print does not leave.

    Attributes:
        family: its name; of several that the same record stops, their number and names.
        more: how many further reasons there are.
        problem: where it is put right; None if it could not be made at all.
    """

    household: str
    subject: str
    family: str
    why: str
    more: int
    problem: Problem | None


@dataclass(frozen=True)
class Account:
    """What was found of many prints.

    Attributes:
        good: how many leave, or left.
        stops: what stops the others.
        notes: what to know, once each, with the number of prints that it is about.
    """

    good: int
    stops: tuple[Stop, ...]
    notes: tuple[tuple[str, int], ...]


def past(workspace: Workspace) -> tuple[Past, ...]:
    """The batches of this laptop, newest first."""
    found = []
    for one in batch_log.every(workspace):
        left = len(batch_log.undone(workspace, one))
        label = _(KINDS[one.kind].label) if one.kind in KINDS else one.kind
        total = len(one.units)
        found.append(Past(one, label, shown_moment(one.begun), total - left, total))
    return tuple(found)


def lines(workspace: Workspace, batch: Batch) -> tuple[Line, ...]:
    """Every print of a batch, in the order of printing."""
    named = titles(workspace, "household", (one.household for one in batch.units))
    entries = batch_log.entries(workspace, batch)
    return tuple(
        Line(
            number=place,
            household=unit.household,
            family=named.get(unit.household, ""),
            code=entry.code,
            outcome=_(OUTCOME_LABELS[entry.outcome]),
        )
        for place, (unit, entry) in enumerate(zip(batch.units, entries, strict=True), start=1)
    )


def account(workspace: Workspace, made: Iterable[Made]) -> Account:
    """Sum up what was found: what stops each family's print, and what to know of all."""
    every = tuple(made)
    stopped = [one for one in every if one.outcome is not Outcome.DONE]
    named = titles(workspace, "household", (one.unit.household for one in stopped))
    notes: Counter[str] = Counter()
    for one in every:
        if one.prepared:
            notes.update({_for_many(note) for note in one.prepared.problems if not note.red})
    return Account(
        good=len(every) - len(stopped),
        stops=_together(_stop(one, named.get(one.unit.household, "")) for one in stopped),
        notes=tuple(notes.most_common()),
    )


def _together(stops: Iterable[Stop]) -> tuple[Stop, ...]:
    """Families that the same school or record stops, once: it is put right once for all of them."""
    groups: dict[tuple[str, int, object], list[Stop]] = {}
    for number, one in enumerate(stops):
        at = one.problem.place if one.problem else None
        shared = at is not None and at.page == "records"
        groups.setdefault((one.why, one.more, at if shared else number), []).append(one)
    return tuple(_named_together(those) for those in groups.values())


def _named_together(those: list[Stop]) -> Stop:
    if len(those) == 1:
        return those[0]
    names = ", ".join(isolate(one.family) for one in those)
    words = ngettext("{count} family: {names}", "{count} families: {names}", len(those))
    return replace(those[0], family=words.format(count=len(those), names=names))


def _for_many(note: Problem) -> str:
    """A note without the numbers that differ from print to print and matter in none."""
    if note.code != _DRAFT:
        return note.why
    return _("Translations in these packets are drafts that no speaker reviewed.")


def _stop(made: Made, family: str) -> Stop:
    red = [one for one in made.prepared.problems if one.red] if made.prepared else []
    first = red[0] if red else None
    return Stop(
        household=made.unit.household,
        subject=made.unit.subject,
        family=family,
        why=made.why or (first.why if first else ""),
        more=max(0, len(red) - 1),
        problem=first,
    )
