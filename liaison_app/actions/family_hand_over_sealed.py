"""Sealed facts follow a family that was handed over, from the laptop of who had it before.

The new liaison's laptop cannot open what was sealed for the former one. A coordinator's laptop
brings it along when it hears of the answer (`sync.moving`); so does the former liaison's, which is
often sooner. Both write the same records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import family_hand_over, sealed_facts
from liaison_app.records.handing import Handing, HandingState

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def follow(workspace: Workspace) -> None:
    """Give along what is sealed of families that were this person's, once somebody has them.

    What two people disagree on stays where it is.
    """
    changes = [
        change
        for one in workspace.all(Handing, state=HandingState.ACCEPTED.value, giver=workspace.person)
        if list(family_hand_over.takers(workspace, one.id)) == [one.receiver]
        for change in sealed_facts.move(workspace, one.household, one.receiver)
    ]
    if changes:
        workspace.commit("handing.seal", changes)
