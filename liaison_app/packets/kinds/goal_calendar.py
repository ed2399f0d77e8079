"""The goal calendar: a month for the wall, with what a family and the school do for their goals.

Days run as the family's language has them, with its digits and, if it lives by another calendar,
with that one's days beside them. A box in each day is ticked when the day's step was done.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from liaison_app.language.calendars import calendar_of
from liaison_app.language.catalogues import N_, P_, _
from liaison_app.language.languages import direction_of
from liaison_app.packets.content import (
    Bullets,
    Calendar,
    FillIns,
    Heading,
    Marked,
    PictureLine,
    Text,
)
from liaison_app.packets.extras import Makers as Common
from liaison_app.packets.goal_facts import DECIDE, STATES, day_said, goals_of
from liaison_app.packets.kind import About, Asked, Makers, PrintKind, Saying, Typed
from liaison_app.packets.problems import amber, place
from liaison_app.packets.progress_lines import ProgressStrip
from liaison_app.packets.values import Name
from liaison_app.packets.voices import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.goal_facts import FamilyGoal, Goals, Mark, Step
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values

# Translators: The title of a page with a month, for the wall at home.
TITLE = P_("What we work on")
# Translators: On a calendar, before what somebody does at home, such as: At home: Read a story.
AT_HOME = P_("At home: {what}")
# Translators: On a calendar, before what the school does.
AT_SCHOOL = P_("At school: {what}")
# Translators: On a calendar: the family and the school talk about a goal again on this day.
LOOK_AGAIN = P_("We talk about how it goes")
# Translators: A goal of one child. {child} is the name of a girl or a boy, {what} is the goal.
FOR_CHILD = P_("{child}: {what}")
# Translators: For who cannot see a picture of three steps. {state} is the step reached so far.
SO_FAR = P_("How far: {state}")
# Translators: Under a picture of steps. {day} is a date, {state} is how far the goal was then.
FAMILY_SAID = P_("{day}. You said: {state}")
# Translators: Under a picture of steps. {day} is a date, {state} is how far the goal was then.
SCHOOL_SAID = P_("{day}. The school said: {state}")

# Translators: We write on this line by hand what the family says about a goal.
YOU_SAY = P_("How do you see it?")

CALENDAR = "goal-calendar"
"""The section that holds it; a district's words for typed texts are looked up there."""

HOW_FAR = "how-far"

_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _CLOSED = "\u2066", "\u2067", "\u2069"  # UAX #9

_MOST_MARKS = 2  # of a goal: the page is one month on one sheet
_ICONS = {True: "home", False: "school"}


@dataclass(frozen=True)
class Month(About):
    """The goals of a family, to be followed through a month."""

    goals: Goals

    def values(self, saying: Saying) -> Values:
        """Whether there are steps of every day to tick."""
        del saying
        return {"steps": "yes" if any(_every_day(one) for one in self._steps) else ""}

    def blocks(self, saying: Saying) -> Makers:
        """The goals with how far they are, the month, and what has no day of its own."""
        return {
            "goals": lambda: tuple(PictureLine("star", _named(one, saying)) for one in self._goals),
            "how_far": lambda: tuple(chain.from_iterable(_far(one, saying) for one in self._goals)),
            "goal_month": lambda: (self._month(saying),),
            "goal_steps": lambda: self._list(saying),
        }

    def without(self) -> frozenset[str]:
        """Without a goal there is nothing to be far with."""
        return frozenset() if self._goals else frozenset((HOW_FAR,))

    def typed(self) -> tuple[Typed, ...]:
        """The words of both sides."""
        return self.goals.typed(CALENDAR)

    def problems(self) -> tuple[Problem, ...]:
        """What stays off the page, and that there is no goal."""
        found = list(self.goals.problems())
        if not self.goals.shown and not self.goals.anothers:
            why = _("No open goal is written down: the calendar has nothing to work on.")
            found.append(amber("no-goals", why, place("household", self.goals.household)))
        return tuple(found)

    @property
    def _goals(self) -> tuple[FamilyGoal, ...]:
        return self.goals.shown

    @property
    def _steps(self) -> Iterator[Step]:
        return (step for one in self._goals for step in one.steps if not step.done)

    def _month(self, saying: Saying) -> Calendar:
        language, also = saying.voices[0].page, calendar_of(saying.facts.calendar)
        common = Common(
            saying.facts, saying.voices, saying.dress, saying.month, language, promises=False
        )
        here = [*common.school_marks(), *self._days(saying)]
        here.sort(key=lambda one: one.day)
        return Calendar(saying.month, language, tuple(here), also, large=True)

    def _days(self, saying: Saying) -> Iterator[Marked]:
        for step in self._steps:
            if step.due and _within(step.due, saying.month):
                said = _on_side(step, step.said(saying, CALENDAR, until=False), saying)
                yield Marked(step.due, said, _ICONS[step.at_home])
        reviews = {one.review_on for one in self._goals if one.review_on}
        for day in sorted(reviews):
            if _within(day, saying.month):
                yield Marked(day, say(saying.voices, LOOK_AGAIN), "messages")

    def _list(self, saying: Saying) -> tuple[Block, ...]:
        """What is done again and again, or on a day of another month."""
        rest = [one for one in self._steps if not (one.due and _within(one.due, saying.month))]
        said = tuple(_on_side(one, one.said(saying, CALENDAR), saying) for one in rest)
        return (Bullets(said),) if said else ()


def _named(goal: FamilyGoal, saying: Saying) -> Said:
    said = goal.named(saying, CALENDAR)
    return _put(FOR_CHILD, said, saying, child=goal.child) if goal.child else said


def _far(goal: FamilyGoal, saying: Saying) -> Iterator[Block]:
    """A goal with its steps, and what was said of it last."""
    stages = list(STATES)
    reached = stages.index(goal.state) + 1 if goal.state in stages else 1
    so_far = {"state": _Put(say(saying.voices, STATES[stages[reached - 1]])[0])}
    yield Heading(_named(goal, saying))
    yield ProgressStrip(
        stages=tuple(say(saying.voices, one) for one in STATES.values()),
        reached=reached,
        said=say(saying.voices[:1], SO_FAR, so_far),
        marks=tuple(_mark(one, saying) for one in _latest(goal)),
    )
    yield FillIns((say(saying.voices, YOU_SAY),))


def _latest(goal: FamilyGoal) -> tuple[Mark, ...]:
    return tuple(one for one in goal.marks if one.state in STATES)[-_MOST_MARKS:]


def _mark(mark: Mark, saying: Saying) -> Said:
    words = FAMILY_SAID if mark.by_family else SCHOOL_SAID
    states = say(saying.voices, STATES[mark.state])
    day = day_said(mark.on, saying)
    return tuple(
        say((voice,), words, {"day": day, "state": _Put(state)})[0]
        for voice, state in zip(saying.voices, states, strict=True)
    )


def _on_side(step: Step, what: Said, saying: Saying) -> Said:
    return _put(AT_HOME if step.at_home else AT_SCHOOL, what, saying)


def _put(words: str, what: Said, saying: Saying, *, child: str = "") -> Said:
    """A sentence around words that are said already, in each language."""
    pairs = ((voice, what[min(n, len(what) - 1)]) for n, voice in enumerate(saying.voices))
    name = saying.dress(Name(child))
    return tuple(
        say((voice,), words, {"what": _Put(text), "child": name})[0] for voice, text in pairs
    )


@dataclass(frozen=True)
class _Put:
    """Words that are said already, their values isolated."""

    text: Text

    def said(self, tag: str) -> str:
        """The words in the direction of their language: there may be no letter outside isolates."""
        del tag
        opened = _RIGHT_TO_LEFT if direction_of(self.text.language) == "rtl" else _LEFT_TO_RIGHT
        return f"{opened}{self.text.plain}{_CLOSED}"


def _every_day(step: Step) -> bool:
    return bool(step.how_often) and step.due is None


def _within(day: date, month: date) -> bool:
    return (day.year, day.month) == (month.year, month.month)


def gather(asked: Asked) -> Month:
    """Take the goals that the reader may know.

    Raises:
        UnknownRecord: there is no such goal.
        InvalidValue: it is another family's.
    """
    return Month(goals_of(asked))


KIND = PrintKind(
    name="goal-calendar",
    label=N_("Goal calendar"),
    title=TITLE,
    letter="G",
    subject="goal",
    subject_needed=False,
    gather=gather,
    theirs=DECIDE,
    titled=False,
)
