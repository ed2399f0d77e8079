"""Goals of a family: set in two voices, followed by both sides, changed without losing the past."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from liaison_app.actions import records
from liaison_app.actions.titles import language_name, titles
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.records import Choice
from liaison_app.records.goals import Goal, GoalProgress, GoalState, GoalStep, Side, Signature
from liaison_app.workspace import Add, Put, Touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from liaison_app.workspace import Workspace

OPEN = frozenset((GoalState.STARTING, GoalState.MOVING))
"""States of goals that somebody still works for."""


_SAID = (
    "child",
    "family_words",
    "language",
    "school_words",
    "agreed_by",
    "agreed_on",
    "review_on",
)
"""Fields that say what a goal is; the others say what became of it."""


@dataclass(frozen=True)
class StepLine:
    """A step; `side` is said in words."""

    id: str
    what: str
    language: str
    side: str
    at_home: bool
    how_often: str
    due: date | None
    done_on: date | None


@dataclass(frozen=True)
class ProgressLine:
    """How far a goal was on a day; `state` and `side` are said in words."""

    id: str
    on: date
    state: str
    side: str
    words: str
    language: str


@dataclass(frozen=True)
class Former:
    """What a goal was called before it was changed."""

    id: str
    words: str
    language: str
    school_words: str
    agreed_on: date | None


@dataclass(frozen=True)
class GoalLine:
    """A goal on a family's page.

    Attributes:
        words: of the family, in `language` (a tag; `language_name` says it).
        state: stored value of `GoalState`; `state_words` says it.
        open: somebody still works for it.
        earlier: what it was before, the newest first.
        signed_on: the day on which an agreement about it was signed last.
    """

    id: str
    child: str
    words: str
    language: str
    language_name: str
    school_words: str
    agreed_by: str
    agreed_on: date | None
    review_on: date | None
    state: str
    state_words: str
    open: bool
    steps: tuple[StepLine, ...]
    progress: tuple[ProgressLine, ...]
    earlier: tuple[Former, ...]
    signed_on: date | None


def of_family(workspace: Workspace, household: str) -> tuple[GoalLine, ...]:
    """The goals of a family as they are now, open ones first; each with what it was before."""
    found = {one.id: one for one in workspace.all(Goal, household=household)}
    given_way = {one.earlier for one in found.values() if one.earlier}
    now = [one for one in found.values() if one.id not in given_way]
    people = titles(workspace, "person", (who for one in now for who in (one.child, one.agreed_by)))
    now.sort(key=lambda one: (one.state not in OPEN, one.review_on or date.max))
    signed = _signed(workspace, household)
    return tuple(_line(workspace, one, found, people, signed) for one in now)


def add_step(workspace: Workspace, goal: str, what: str, **more: Any) -> Touched:
    """Write down a step for a goal, after those that it has.

    Args:
        workspace: where.
        goal: its id.
        what: what somebody does.
        **more: other fields of a step: `side`, `how_often`, `due`, `language`.

    Raises:
        UnknownRecord: there is no such goal.
        InvalidValue: nothing is said, or a value does not fit.
    """
    if not what.strip():
        raise InvalidValue(_("Say what the step is."))
    known = workspace.get(Goal, goal)
    position = len(workspace.all(GoalStep, goal=goal)) + 1
    values = {"what": what.strip(), **{k: v for k, v in more.items() if v not in ("", None)}}
    step = {"household": known.household, "goal": goal, "position": position, **values}
    return records.add(workspace, "goal_step", step)


def finish_step(workspace: Workspace, step: str, on: date | None = None) -> int:
    """Say that a step was done, today unless a day is named; gives the action's number.

    Raises:
        UnknownRecord: there is no such step.
    """
    workspace.get(GoalStep, step)
    change = Put(GoalStep, step, {"done_on": on or workspace.today()})
    return workspace.commit("goal_step.done", [change]).number


def say_progress(
    workspace: Workspace, values: Mapping[str, object], *, draft: str = "", by: object = None
) -> Touched:
    """Write down how far a goal is, as one side says; the goal is as far as was said last.

    Args:
        workspace: where.
        values: fields of a `goal_progress`; the family is taken from the goal, and the day is
            today unless one is named.
        draft: the draft that this saves.
        by: handed back in `Touched`.

    Raises:
        UnknownRecord: there is no such goal.
        InvalidValue: nobody said how far it is, or it is to be changed (see `change`).
    """
    goal = workspace.get(Goal, str(values.get("goal") or ""))
    state = _state(str(values.get("state") or ""))
    given: dict[str, Any] = {k: v for k, v in values.items() if v not in ("", None)}
    given |= {"household": goal.household, "goal": goal.id, "state": state}
    given.setdefault("said_on", workspace.today())
    made = GoalProgress(**given)
    later = any(one.said_on > made.said_on for one in workspace.all(GoalProgress, goal=goal.id))
    changes: list[Add | Put] = [Add(made)]
    if not later and goal.state is not state:
        changes.append(Put(Goal, goal.id, {"state": state}))
    return workspace.commit("goal_progress.add", changes, by=by, discard_draft=draft)


def change(
    workspace: Workspace,
    goal: str,
    values: Mapping[str, Any],
    *,
    draft: str = "",
    by: object = None,
) -> Touched:
    """Set another goal in place of one, which stays as it was; its open steps go along.

    The new goal's id is the first of `Touched.ids`.

    Args:
        workspace: where.
        goal: id of the goal that gives way.
        values: fields of the new goal; what is left out is as before.
        draft: the draft that this saves.
        by: handed back in `Touched`.

    Raises:
        UnknownRecord: there is no such goal.
        InvalidValue: it gave way already, or nothing of it would be another.
    """
    old = workspace.get(Goal, goal)
    if workspace.all(Goal, earlier=goal):
        raise InvalidValue(_("This goal was changed already. Change the newer one."))
    given = {name: values[name] for name in _SAID if values.get(name) is not None}
    made = replace(old, id=workspace.new_id(), earlier=goal, state=GoalState.STARTING, **given)
    if (made.family_words, made.school_words) == (old.family_words, old.school_words):
        raise InvalidValue(_("Write what the family or the school says now."))
    made = replace(made, agreed_on=given.get("agreed_on") or workspace.today())
    steps = [one for one in workspace.all(GoalStep, goal=goal) if one.done_on is None]
    changes: list[Add | Put] = [Add(made), Put(Goal, goal, {"state": GoalState.CHANGED})]
    changes += [Add(replace(one, id=workspace.new_id(), goal=made.id)) for one in steps]
    return workspace.commit("goal.change", changes, by=by, discard_draft=draft)


def to_change(workspace: Workspace, goal: str) -> dict[str, Any]:
    """What the form of a goal begins with that is to take the place of another one.

    Raises:
        UnknownRecord: there is no such goal.
    """
    old = workspace.get(Goal, goal)
    values = {name: getattr(old, name) for name in _SAID}
    return {**values, "agreed_on": workspace.today(), "review_on": None, "earlier": goal}


def _state(said: str) -> GoalState:
    known = {str(one): one for one in GoalState if one is not GoalState.CHANGED}
    if said in known:
        return known[said]
    if said == GoalState.CHANGED:
        raise InvalidValue(_("Write the new goal in place of this one: the old one is kept."))
    raise InvalidValue(_("Say how far it is: {states}.").format(states=", ".join(known)))


def _signed(workspace: Workspace, household: str) -> dict[str, date]:
    """The last day on which an agreement was signed, by goal; "" for one about every open goal."""
    days: dict[str, date] = {}
    for one in workspace.all(Signature, household=household, kind="agreement"):
        day = one.signed_at.astimezone().date()
        days[one.subject] = max(day, days.get(one.subject, day))
    return days


def _line(
    workspace: Workspace,
    goal: Goal,
    found: Mapping[str, Goal],
    people: Mapping[str, str],
    signed: Mapping[str, date],
) -> GoalLine:
    about = [signed[one] for one in (goal.id, "") if one in signed]
    about = [day for day in about if goal.agreed_on is None or day >= goal.agreed_on]
    return GoalLine(
        id=goal.id,
        child=people.get(goal.child, ""),
        words=goal.family_words,
        language=goal.language,
        language_name=language_name(goal.language),
        school_words=goal.school_words,
        agreed_by=people.get(goal.agreed_by, ""),
        agreed_on=goal.agreed_on,
        review_on=goal.review_on,
        state=str(goal.state),
        state_words=_word(goal.state),
        open=goal.state in OPEN,
        steps=_steps(workspace, goal.id),
        progress=_progress(workspace, goal.id),
        earlier=tuple(_former(goal, found)),
        signed_on=max(about, default=None),
    )


def _former(goal: Goal, found: Mapping[str, Goal]) -> Iterable[Former]:
    """What came before, as far as it is here; a ring made by two laptops ends."""
    seen = {goal.id}
    while goal.earlier in found and goal.earlier not in seen:
        goal = found[goal.earlier]
        seen.add(goal.id)
        yield Former(goal.id, goal.family_words, goal.language, goal.school_words, goal.agreed_on)


def _steps(workspace: Workspace, goal: str) -> tuple[StepLine, ...]:
    found = workspace.all(GoalStep, goal=goal)
    found.sort(key=lambda one: (one.done_on is not None, one.position is None, one.position or 0))
    return tuple(
        StepLine(
            id=one.id,
            what=one.what,
            language=one.language,
            side=_word(one.side),
            at_home=one.side is Side.HOME,
            how_often=one.how_often,
            due=one.due,
            done_on=one.done_on,
        )
        for one in found
    )


def _progress(workspace: Workspace, goal: str) -> tuple[ProgressLine, ...]:
    found = workspace.all(GoalProgress, goal=goal)
    found.sort(key=lambda one: one.said_on, reverse=True)
    return tuple(
        ProgressLine(
            one.id, one.said_on, _word(one.state), _word(one.side), one.words, one.language
        )
        for one in found
    )


def _word(value: object) -> str:
    return _(value.label) if isinstance(value, Choice) else str(value or "")
