"""Sealed facts follow a family that was handed over, by the hand of who can read them.

The new liaison's laptop cannot open what was sealed for the former one. So the former one's laptop
gives it along as soon as it hears of the answer, and a coordinator's can as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import duties, family_hand_over, sealed_facts
from liaison_app.errors import NotAllowed
from liaison_app.records.handing import Handing, HandingState

if TYPE_CHECKING:
    from liaison_app.workspace import Change, Workspace


def waiting(workspace: Workspace) -> tuple[Handing, ...]:
    """The families whose sealed facts this laptop can give to their new liaison."""
    if not any(workspace.read(f"SELECT 1 FROM {one} LIMIT 1") for one in sealed_facts.KINDS):  # noqa: S608
        return ()
    coordinates = duties.coordinates(workspace)
    return tuple(
        one
        for one in workspace.all(Handing, state=HandingState.ACCEPTED.value)
        if (coordinates or one.giver == workspace.person) and _moves(workspace, one)
    )


def give(workspace: Workspace) -> int:
    """Give along what can be given; says of how many families."""
    found = waiting(workspace)
    changes = [change for one in found for change in _moves(workspace, one)]
    if changes:
        workspace.commit("handing.seal", changes)
    return len(found)


def follow(workspace: Workspace) -> None:
    """Give along what was this person's own, once an exchange said that a family was accepted.

    Only the former liaison's laptop does it unasked: two at once would leave two of each fact.
    """
    own = [one for one in waiting(workspace) if one.giver == workspace.person]
    changes = [change for one in own for change in _moves(workspace, one)]
    if changes:
        workspace.commit("handing.seal", changes)


def _moves(workspace: Workspace, handing: Handing) -> tuple[Change, ...]:
    """Give the changes, or none if it is not settled whose the family is."""
    if list(family_hand_over.takers(workspace, handing.id)) != [handing.receiver]:
        return ()
    try:
        return sealed_facts.move(workspace, handing.household, handing.receiver)
    except NotAllowed:  # some of it is in a third person's caseload: a coordinator's matter
        return ()
