"""Answers to what can hardly all be right: ordinary changes, each of which undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import kits, merging, protecting, removing
from liaison_app.actions.clash_cards import MERGES
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _, ngettext
from liaison_app.records.kits import Loan, MovementReason, StockMovement
from liaison_app.records.looked_at import Doubt, LookedAt
from liaison_app.workspace import Add, Put, Remove

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.store.belonging import Piece
    from liaison_app.store.clashes import Clash
    from liaison_app.workspace import Change, Workspace

LEAVE = "doubt.leave"
_ACTIONS = {
    Doubt.DOUBLE_BOOKED: "doubt.loan",
    Doubt.BELOW_ZERO: "doubt.stock",
    Doubt.RETURNED_TWICE: "doubt.stock",
    Doubt.OVERLAP: "doubt.visit",
    Doubt.SAME_PERSON: "person.merge",
    Doubt.SAME_FAMILY: "family.merge",
    Doubt.AFTER_MERGE: "doubt.merge",
    Doubt.OPEN_ADDRESS: "family.protect",
}


def action_of(clash: Clash) -> str:
    """The name of the action that answers."""
    return _ACTIONS[clash.doubt]


def leave(workspace: Workspace, clash: Clash) -> list[Change]:
    """Leave all as it is; it is not asked again until the facts change.

    Raises:
        InvalidValue: this cannot stay as it is.
    """
    if clash.doubt is Doubt.AFTER_MERGE:
        raise InvalidValue(_("This cannot stay as it is: nobody would see what was written."))
    if clash.doubt is Doubt.OPEN_ADDRESS:
        raise InvalidValue(_("This cannot stay as it is: it says where a protected family lives."))
    return [_remembered(workspace, clash)]


def keep(workspace: Workspace, clash: Clash, number: int, sides: int) -> list[Change]:
    """What keeping a side writes.

    Args:
        workspace: where.
        clash: what is answered.
        number: of the side, from 1.
        sides: how many there are.

    Raises:
        InvalidValue: there is no such side.
    """
    if not 1 <= number <= sides:
        sentence = ngettext(
            "There is {count} side to keep: write its number.",
            "There are {count} sides to choose from: write the number of one.",
            sides,
        )
        raise InvalidValue(sentence.format(count=sides))
    piece = clash.records[min(number, len(clash.records)) - 1]
    if clash.doubt in MERGES:
        return _merged(workspace, clash, number)
    if clash.doubt is Doubt.AFTER_MERGE:
        return _put_right(workspace, clash, together=number == 1)
    if clash.doubt is Doubt.OPEN_ADDRESS:
        return protecting.sealing(workspace, clash.about[0], keep=number == 1)
    others = [one for one in clash.records if one != piece]
    if clash.doubt is Doubt.OVERLAP:
        return [change for one in others for change in removing.removal(workspace, one)]
    if clash.doubt is Doubt.DOUBLE_BOOKED:
        return [change for one in others for change in _cancelled(workspace, one)]
    if clash.doubt is Doubt.RETURNED_TWICE:
        return _counted_once(workspace, clash)
    return _cancelled(workspace, piece) if number > 1 else counted(workspace, clash, 0)


def counted(workspace: Workspace, clash: Clash, found: int) -> list[Change]:
    """Correct the stock of a kit by what was counted on the shelf."""
    if found < 0:
        raise InvalidValue(_("Write how many are there: 0 or more."))
    kit = clash.about[0]
    more = found - kits.stock(workspace, kit)
    return [kits.movement(workspace, kit, more, MovementReason.COUNTED)]


def _cancelled(workspace: Workspace, loan: Piece) -> list[Change]:
    """A loan that was not: it goes, and the count gets back what it took."""
    kit = workspace.get(Loan, loan.id).kit
    moved = kits.movement(workspace, kit, 1, MovementReason.COUNTED, loan.id)
    return [moved, Remove(Loan, loan.id)]


def _counted_once(workspace: Workspace, clash: Clash) -> list[Change]:
    """Take off the count what was written down too often; the ledger's own lines stay."""
    loan = clash.records[0].id
    lines = [one for one in workspace.all(StockMovement, loan=loan) if one.reason != "lent"]
    more = sum(one.change for one in lines) - 1
    return [kits.movement(workspace, lines[0].kit, -more, MovementReason.COUNTED, loan)]


def _merged(workspace: Workspace, clash: Clash, number: int) -> list[Change]:
    stays, goes = _order(clash.records, number)
    plan = merging.plan(workspace, stays.type, stays.id, goes.id)
    return [*plan.changes, _remembered(workspace, clash, same_as=stays.id, gone=goes.id)]


def _order(records: Sequence[Piece], number: int) -> tuple[Piece, Piece]:
    first, second = records
    return (first, second) if number == 1 else (second, first)


def _put_right(workspace: Workspace, clash: Clash, *, together: bool) -> list[Change]:
    """Let what was written for the former entry follow it, or bring that entry back."""
    former, stays = clash.records
    if together:
        return merging.plan(workspace, stays.type, stays.id, former.id).changes
    answers = workspace.all(LookedAt, gone=former.id)
    back = removing.bringing_back(workspace, former)
    return [*back, *(Remove(LookedAt, one.id) for one in answers)]


def _remembered(workspace: Workspace, clash: Clash, *, same_as: str = "", gone: str = "") -> Change:
    made = LookedAt(
        question=clash.id,
        doubt=clash.doubt,
        facts=clash.facts,
        same_as=same_as,
        gone=gone,
        staff=workspace.person,
        day=workspace.today(),
    )
    known = workspace.all(LookedAt, question=clash.id)
    if not known:
        return Add(made)
    return Put(LookedAt, known[0].id, {name: getattr(made, name) for name in LookedAt.TYPE.fields})
