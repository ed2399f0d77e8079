"""Resource kits: how many there are, who has one, and giving, lending, returning, counting.

The stock of a kit is the sum of its movements. Giving and lending write the handing-over and the
movement in one action. The stock never falls below zero in silence: the shelf may be right and the
ledger wrong, so a person may go on after being told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue, StockTooLow
from liaison_app.language.catalogues import _, ngettext
from liaison_app.records.kits import (
    Distribution,
    HandedHow,
    Kit,
    Loan,
    LoanState,
    MovementReason,
    StockMovement,
)
from liaison_app.workspace import Add, Change, Put, Touched

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.workspace import Workspace

LOAN_DAYS = 28


@dataclass(frozen=True)
class Hand:
    """To whom a kit is handed: the family, the person if known, and how."""

    household: str
    person: str = ""
    how: HandedHow = HandedHow.HANDED


def stock(workspace: Workspace, kit: str) -> int:
    """How many of a kit are on the shelf by the ledger.

    Raises:
        UnknownRecord: there is no such kit.
    """
    workspace.get(Kit, kit)
    found = workspace.read(
        "SELECT coalesce(sum(change), 0) AS stock FROM stock_movement"
        " WHERE kit = :kit AND NOT deleted",
        {"kit": kit},
    )
    return int(found[0]["stock"])


def give(
    workspace: Workspace,
    kit: str,
    to: Hand,
    quantity: int = 1,
    *,
    anyway: bool = False,
    by: object = None,
) -> Touched:
    """Give a family a kit to keep; the gift's id is the first.

    Args:
        workspace: where.
        kit: id of the kit.
        to: the family, who took it and how.
        quantity: how many, at least one.
        anyway: although the ledger says that there are not so many.
        by: handed back in `Touched`.

    Raises:
        StockTooLow: there are not so many; call again with `anyway` if they are there.
        InvalidValue, UnknownRecord: nothing was written.
    """
    _enough(workspace, kit, quantity, anyway=anyway)
    given = Distribution(
        kit=kit,
        household=to.household,
        person=to.person,
        quantity=quantity,
        language=workspace.get(Kit, kit).language,
        how=to.how,
        given_on=workspace.today(),
    )
    moved = movement(workspace, kit, -quantity, MovementReason.GIVEN)
    return workspace.commit("kit.give", [Add(given), moved], by=by)


def lend(
    workspace: Workspace,
    kit: str,
    to: Hand,
    *,
    due: date | None = None,
    label: str = "",
    anyway: bool = False,
    by: object = None,
) -> Touched:
    """Lend a family a kit; the loan's id is the first.

    Args:
        workspace: where.
        kit: id of the kit.
        to: the family and who took it.
        due: when it is to come back.
        label: the number on this one.
        anyway: although the ledger says that there is none.
        by: handed back in `Touched`.

    Raises:
        StockTooLow: there is none; call again with `anyway` if it is there.
        InvalidValue, UnknownRecord: nothing was written.
    """
    _enough(workspace, kit, 1, anyway=anyway)
    loan = Loan(
        id=workspace.new_id(),
        kit=kit,
        household=to.household,
        person=to.person,
        label=label,
        lent_on=workspace.today(),
        due=due,
    )
    moved = movement(workspace, kit, -1, MovementReason.LENT, loan.id)
    return workspace.commit("kit.lend", [Add(loan), moved], by=by)


def take_back(
    workspace: Workspace, loan: str, *, condition: str = "", by: object = None
) -> Touched:
    """Write down that a lent kit came back today.

    Raises:
        UnknownRecord: there is no such loan.
        InvalidValue: it came back before.
    """
    lent = workspace.get(Loan, loan)
    if lent.state is LoanState.RETURNED:
        raise InvalidValue(_("This kit was returned already."))
    values = {"state": LoanState.RETURNED, "returned_on": workspace.today()}
    changes: list[Change] = [
        Put(Loan, loan, {**values, "condition": condition} if condition else values),
        movement(workspace, lent.kit, 1, MovementReason.RETURNED, loan),
    ]
    return workspace.commit("kit.return", changes, by=by)


def lose(workspace: Workspace, loan: str, *, by: object = None) -> Touched:
    """Write down that a lent kit will not come back; the shelf has had one less since the loan.

    Raises:
        UnknownRecord: there is no such loan.
        InvalidValue: it came back before.
    """
    if workspace.get(Loan, loan).state is not LoanState.OUT:
        raise InvalidValue(_("This kit is not with the family any more."))
    return workspace.commit("kit.lose", [Put(Loan, loan, {"state": LoanState.LOST})], by=by)


def receive(workspace: Workspace, kit: str, quantity: int, *, by: object = None) -> Touched:
    """Write down that so many of a kit came in.

    Raises:
        InvalidValue: fewer than one.
        UnknownRecord: there is no such kit.
    """
    workspace.get(Kit, kit)
    _at_least_one(quantity)
    moved = movement(workspace, kit, quantity, MovementReason.RECEIVED)
    return workspace.commit("kit.receive", [moved], by=by)


def count(workspace: Workspace, kit: str, found: int, *, by: object = None) -> Touched | None:
    """Write down how many there really are; None if the ledger said so already.

    Raises:
        InvalidValue: less than none.
        UnknownRecord: there is no such kit.
    """
    if found < 0:
        raise InvalidValue(_("Write how many are there: 0 or more."))
    difference = found - stock(workspace, kit)
    if not difference:
        return None
    moved = movement(workspace, kit, difference, MovementReason.COUNTED)
    return workspace.commit("kit.count", [moved], by=by)


def _enough(workspace: Workspace, kit: str, quantity: int, *, anyway: bool) -> None:
    _at_least_one(quantity)
    there = stock(workspace, kit)
    if there >= quantity or anyway:
        return
    if there <= 0:
        raise StockTooLow(_("By the count there is none of this kit. If you hold one, go on."))
    words = ngettext(
        "By the count there is only {count} of this kit. If you hold more, go on.",
        "By the count there are only {count} of this kit. If you hold more, go on.",
        there,
    )
    raise StockTooLow(words.format(count=there))


def _at_least_one(quantity: int) -> None:
    if quantity < 1:
        raise InvalidValue(_("Write how many: 1 or more."))


def movement(
    workspace: Workspace, kit: str, change: int, reason: MovementReason, loan: str = ""
) -> Change:
    """A line of the ledger, of today and of whoever works here."""
    return Add(
        StockMovement(
            kit=kit,
            change=change,
            reason=reason,
            at=workspace.today(),
            staff=workspace.person,
            loan=loan,
        )
    )
