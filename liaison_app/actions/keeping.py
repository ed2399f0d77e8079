"""What speaks against erasing a family, and how long the district keeps what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions import duties
from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records.keeping import LegalHold, RetentionOf, RetentionRule
from liaison_app.workspace import Add, Put, Remove

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Reason:
    """What speaks against erasing a family.

    Attributes:
        words: a sentence.
        binding: nothing is erased while this stands.
    """

    words: str
    binding: bool = False


@dataclass(frozen=True)
class Rule:
    """How long the district keeps something: whole months, or no rule."""

    what: RetentionOf
    label: str
    months: int | None


def reasons_to_keep(workspace: Workspace, household: str) -> tuple[Reason, ...]:
    """Give what speaks against erasing a family, what binds first."""
    found = [
        Reason(
            _("This family must be kept: {reason}. A coordinator can end that first.").format(
                reason=isolate(one.reason.rstrip("."))
            ),
            binding=True,
        )
        for one in workspace.all(LegalHold, household=household)
    ]
    for count, words in _open(workspace, household):
        if count:
            found.append(Reason(words.format(count=count)))
    return tuple(found)


def hold(workspace: Workspace, household: str, reason: str) -> str:
    """Keep a family from being erased, with a reason; gives the id of the entry.

    Raises:
        NotAllowed: neither a coordinator nor an admin works here.
        InvalidValue: there is no reason.
    """
    duties.refuse_others(workspace)
    record = LegalHold(
        household=household, reason=reason, since=workspace.today(), staff=workspace.person
    )
    return workspace.commit("hold.set", [Add(record)]).ids[0]


def end_hold(workspace: Workspace, household: str) -> int:
    """End every reason to keep a family that somebody wrote down; gives how many there were.

    Raises:
        NotAllowed: neither a coordinator nor an admin works here.
        UnknownRecord: there is none.
    """
    duties.refuse_others(workspace)
    found = workspace.all(LegalHold, household=household)
    if not found:
        raise UnknownRecord(_("Nobody wrote down that this family must be kept."))
    workspace.commit("hold.end", [Remove(LegalHold, one.id) for one in found])
    return len(found)


def rules(workspace: Workspace) -> tuple[Rule, ...]:
    """Give every time of keeping, those that the district did not set included."""
    known = {one.what: one.months for one in workspace.all(RetentionRule)}
    return tuple(Rule(what, _(what.label), known.get(what)) for what in RetentionOf)


def months_of(workspace: Workspace, what: RetentionOf) -> int | None:
    """Give for how many months something is kept; `None`: the district set nothing."""
    found = workspace.all(RetentionRule, what=what)
    return found[0].months if found else None


def set_rule(workspace: Workspace, what: RetentionOf, months: int | None) -> None:
    """Set for how many months the district keeps something; `None`: no rule any more.

    Raises:
        NotAllowed: neither a coordinator nor an admin works here.
        InvalidValue: that is no number of months from 1 to 600.
    """
    duties.refuse_others(workspace)
    if months is not None and not 1 <= months <= 600:
        raise InvalidValue(_("Things are kept for 1 to 600 months."))
    found = workspace.all(RetentionRule, what=what)
    if found:
        workspace.commit("retention.set", [Put(RetentionRule, found[0].id, {"months": months})])
    else:
        workspace.commit("retention.set", [Add(RetentionRule(what=what, months=months))])


def _open(workspace: Workspace, household: str) -> list[tuple[int, str]]:
    def count(sql: str) -> int:
        rows: list[Any] = workspace.read(sql, {"home": household})
        return int(rows[0][0])

    promises = count(
        "SELECT count(*) FROM commitment WHERE household = :home AND NOT deleted AND state = 'open'"
    )
    loans = count(
        "SELECT count(*) FROM loan WHERE household = :home AND NOT deleted AND state = 'out'"
    )
    questions = count(
        "SELECT count(*) FROM question WHERE household = :home AND NOT deleted AND told_at IS NULL"
    )
    return [
        (
            promises,
            ngettext("{count} promise is open.", "{count} promises are open.", promises),
        ),
        (
            loans,
            ngettext("{count} kit is lent to them.", "{count} kits are lent to them.", loans),
        ),
        (
            questions,
            ngettext(
                "{count} question waits for an answer.",
                "{count} questions wait for an answer.",
                questions,
            ),
        ),
    ]
