"""What became of promises and follow-ups: kept, late, changed, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.records.partnership import Commitment, FollowUp, PromiseState, TaskState
from liaison_app.workspace import Put

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.workspace import Workspace


def keep(workspace: Workspace, promise: str, *, by: object = None) -> int:
    """Say that a promise was kept today, late if its day has passed; gives the action's number.

    Raises:
        UnknownRecord: there is no such promise.
    """
    today = workspace.today()
    due = workspace.get(Commitment, promise).due
    late = due is not None and due < today
    state = PromiseState.KEPT_LATE if late else PromiseState.KEPT
    return settle(workspace, promise, state, by=by)


def settle(workspace: Workspace, promise: str, state: PromiseState, *, by: object = None) -> int:
    """Say what became of a promise; `OPEN` takes that back. Gives the action's number.

    Raises:
        UnknownRecord: there is no such promise.
    """
    on = None if state is PromiseState.OPEN else workspace.today()
    change = Put(Commitment, promise, {"state": state, "settled_on": on})
    return workspace.commit("promise.settle", [change], by=by).number


def postpone(workspace: Workspace, promise: str, due: date | None, *, by: object = None) -> int:
    """Give an open promise another day, which the family was told; gives the action's number.

    Raises:
        UnknownRecord: there is no such promise.
    """
    change = Put(Commitment, promise, {"due": due})
    return workspace.commit("promise.postpone", [change], by=by).number


def finish(workspace: Workspace, follow_up: str, *, by: object = None) -> int:
    """Say that a follow-up was done today; gives the action's number.

    Raises:
        UnknownRecord: there is no such follow-up.
    """
    values = {"state": TaskState.DONE, "done_on": workspace.today()}
    return workspace.commit("follow_up.finish", [Put(FollowUp, follow_up, values)], by=by).number


def drop(workspace: Workspace, follow_up: str, *, by: object = None) -> int:
    """Say that a follow-up is not needed any more; gives the action's number.

    Raises:
        UnknownRecord: there is no such follow-up.
    """
    change = Put(FollowUp, follow_up, {"state": TaskState.DROPPED})
    return workspace.commit("follow_up.drop", [change], by=by).number
