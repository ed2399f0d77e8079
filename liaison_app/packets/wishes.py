"""Whether a family asked not to be visited: what door notes, route sheets and the day ask first.

The wish stands until the family takes it back, not until somebody told the family that it was
heard: that stops the clock of an answer, and opens no door.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.records.voices import Question, QuestionKind

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def asked_not_to_be_visited(workspace: Workspace, household: str) -> Question | None:
    """The latest wish of a family not to be visited at home that still stands; None if none does.

    The family takes it back through `actions.questions.welcome_again`; whoever removes the question
    takes it back, too.
    """
    asked = workspace.all(Question, household=household, kind=QuestionKind.NO_VISIT)
    return max(asked, key=lambda one: (one.asked_at, one.id), default=None)


def not_to_be_visited(workspace: Workspace) -> frozenset[str]:
    """Ids of all families that asked not to be visited at home."""
    asked = workspace.all(Question, kind=QuestionKind.NO_VISIT)
    return frozenset(one.household for one in asked)
