"""The goals of a family that a page may say to one adult, as plain values.

A goal was agreed with somebody, in words of theirs. It is for those words' own speaker, or, where
nobody wrote down with whom it was agreed, for who lives with the family; another adult's goals
stay off the page, which says so to staff.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.errors import InvalidValue
from liaison_app.language.calendars import calendar_of
from liaison_app.language.catalogues import P_, _, ngettext
from liaison_app.language.names import isolate
from liaison_app.packets.content import Span
from liaison_app.packets.kind import Typed
from liaison_app.packets.problems import amber, place, red
from liaison_app.packets.typed_said import typed_said
from liaison_app.packets.values import Day
from liaison_app.packets.voices import say
from liaison_app.records.goals import Goal, GoalProgress, GoalState, GoalStep, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from liaison_app.packets.content import Said
    from liaison_app.packets.kind import Asked, Saying
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.taking import Source
    from liaison_app.packets.values import Value

# Translators: After something that somebody will do. {day} is a date.
UNTIL = P_("By {day}")

OPEN = frozenset((GoalState.STARTING, GoalState.MOVING))

DECIDE: dict[Source, str] = {
    ("goal_step", "language"): "in which language printable words are marked and read aloud",
    ("goal_step", "position"): "in which order printable steps stand",
}
"""Fields that only staff read, and what each decides about goals on paper."""

STATES: Mapping[str, str] = {
    # Translators: How far a family's goal is: the first of three steps.
    "starting": P_("Starting"),
    # Translators: How far a family's goal is: the second of three steps.
    "moving": P_("Moving"),
    # Translators: How far a family's goal is: the last of three steps.
    "reached": P_("Reached"),
}
"""How far a goal is, by the value of `GoalState`; one that changed is no goal any more."""


@dataclass(frozen=True)
class Step:
    """What somebody does for a goal, in words of staff or of the family."""

    id: str
    what: str
    language: str
    at_home: bool
    how_often: str
    due: date | None
    done: bool

    def said(self, saying: Saying, section: str, *, until: bool = True) -> Said:
        """What is done, how often and, unless a calendar says so, until when."""
        what, often = (
            _once(typed_said(one, saying.voices, section, saying.dress, self.language))
            for one in (self.what, self.how_often)
        )
        if self.how_often:
            what = _followed(what, often)
        if self.due is None or not until:
            return what
        return _followed(what, say(saying.voices, UNTIL, {"day": day_said(self.due, saying)}))


@dataclass(frozen=True)
class Mark:
    """How far a goal was on a day, as the family or the school said."""

    on: date
    state: str
    by_family: bool


@dataclass(frozen=True)
class FamilyGoal:
    """A goal in two voices.

    Attributes:
        child: what the child is called; "" for a goal of the whole family.
        words: of the family, in `language`.
        school_words: of the school.
        state: stored value of `GoalState`.
        marks: what was said of it since, the oldest first.
    """

    id: str
    child: str
    words: str
    language: str
    school_words: str
    agreed_on: date | None
    review_on: date | None
    state: str
    steps: tuple[Step, ...]
    marks: tuple[Mark, ...]

    def in_family_words(self, saying: Saying, section: str) -> Said:
        """What the family said, in their own words."""
        return _once(typed_said(self.words, saying.voices, section, saying.dress, self.language))

    def in_school_words(self, saying: Saying, section: str) -> Said:
        """What the school said."""
        return _once(typed_said(self.school_words, saying.voices, section, saying.dress))

    def named(self, saying: Saying, section: str) -> Said:
        """The goal in one line: the family's words, else the school's."""
        own = self.in_family_words(saying, section) if self.words else ()
        return own or (self.in_school_words(saying, section) if self.school_words else ())

    def on_side(self, *, at_home: bool) -> tuple[Step, ...]:
        """The steps at home, or those at school."""
        return tuple(one for one in self.steps if one.at_home is at_home)

    def typed(self, section: str) -> Iterator[Typed]:
        """Words of it that somebody typed, for a section in which they print."""
        if self.words:
            yield Typed(self.words, place("goal", self.id, "family_words"), self.language, section)
        if self.school_words:
            yield Typed(self.school_words, place("goal", self.id, "school_words"), "", section)
        for one in self.steps:
            for field in ("what", "how_often"):
                if words := getattr(one, field):
                    yield Typed(words, place("goal_step", one.id, field), one.language, section)


@dataclass(frozen=True)
class Goals:
    """The goals that a page may say.

    Attributes:
        others: how many open ones were agreed with somebody else and stay off it.
        anothers: id of the goal that was asked for and is somebody else's; "" for none.
    """

    shown: tuple[FamilyGoal, ...]
    others: int = 0
    anothers: str = ""
    household: str = ""

    def typed(self, section: str) -> tuple[Typed, ...]:
        """Words in them that somebody typed."""
        return tuple(typed for one in self.shown for typed in one.typed(section))

    def problems(self) -> Iterator[Problem]:
        """What staff should know of goals that stay off the page."""
        if self.anothers:
            why = _(
                "This goal was agreed with another adult, in words of theirs. Print it for them."
            )
            yield red("goal-of-another", why, place("goal", self.anothers, "agreed_by"))
        if self.others:
            why = ngettext(
                "{count} goal was agreed with another adult and is not on this page.",
                "{count} goals were agreed with other adults and are not on this page.",
                self.others,
            )
            at = place("household", self.household)
            yield amber("goals-of-others", why.format(count=self.others), at)


def goals_of(asked: Asked) -> Goals:
    """Take the goal that is asked for, or every open one, as far as the reader may know them.

    Raises:
        UnknownRecord: there is no such goal.
        InvalidValue: it is another family's.
    """
    workspace, household = asked.workspace, asked.facts.household
    if asked.subject:
        goal = asked.live(Goal, asked.subject)
        if asked.take(goal, "household") != household:
            raise InvalidValue(_("This is a goal of another family. Choose one of this family."))
        if not _may_know(asked, goal):
            return Goals((), anothers=goal.id, household=household)
        return Goals((_taken(asked, goal),), household=household)
    found = [
        one
        for one in workspace.all(Goal, household=household)
        if asked.take.choice(one, "state") in OPEN
    ]
    known = [one for one in found if _may_know(asked, one)]
    known.sort(key=lambda one: asked.take(one, "agreed_on") or date.max)
    shown = tuple(_taken(asked, one) for one in known)
    return Goals(shown, others=len(found) - len(known), household=household)


def _may_know(asked: Asked, goal: Goal) -> bool:
    reader, with_whom = asked.facts.recipient, asked.take(goal, "agreed_by")
    return bool(with_whom == reader.id if with_whom else reader.lives_here)


def _taken(asked: Asked, goal: Goal) -> FamilyGoal:
    take, workspace = asked.take, asked.workspace
    child = take(goal, "child")
    steps = sorted(
        workspace.all(GoalStep, goal=goal.id),
        key=lambda one: (take(one, "position") is None, take(one, "position") or 0, one.id),
    )
    marks = sorted(workspace.all(GoalProgress, goal=goal.id), key=lambda one: take(one, "said_on"))
    return FamilyGoal(
        id=goal.id,
        child=next((one.name for one in asked.facts.children if one.id == child), ""),
        words=take.words(goal, "family_words"),
        language=take.words(goal, "language"),
        school_words=take.words(goal, "school_words"),
        agreed_on=take(goal, "agreed_on"),
        review_on=take(goal, "review_on"),
        state=take.choice(goal, "state"),
        steps=tuple(_step(asked, one) for one in steps),
        marks=tuple(
            Mark(take(one, "said_on"), take.choice(one, "state"), take(one, "side") == Side.HOME)
            for one in marks
        ),
    )


def _step(asked: Asked, one: GoalStep) -> Step:
    take = asked.take
    return Step(
        id=one.id,
        what=take.words(one, "what"),
        language=take.words(one, "language"),
        at_home=take.choice(one, "side") == Side.HOME,
        how_often=take.words(one, "how_often"),
        due=take(one, "due"),
        done=take(one, "done_on") is not None,
    )


def _once(said: Said) -> Said:
    """Words that nobody translated stand there once."""
    return tuple(dict.fromkeys(said))


def _followed(what: Said, more: Said) -> Said:
    """A text with another one after it, in each language; each stands in its own direction."""
    pairs = ((one, more[min(n, len(more) - 1)]) for n, one in enumerate(what))
    return tuple(
        replace(one, spans=(*one.spans, Span(f"\u00a0· {isolate(after.plain)}")))
        for one, after in pairs
    )


def day_said(day: date, saying: Saying) -> Value:
    """A day as the family counts it."""
    return saying.dress(Day(day, also=calendar_of(saying.facts.calendar)))
