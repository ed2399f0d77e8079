"""A goal on paper: both voices beside each other, and the steps at home and at school."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import P_
from liaison_app.packets.content import FillIns, Heading, Paragraph, Table
from liaison_app.packets.goal_facts import day_said
from liaison_app.packets.values import Count, Name
from liaison_app.packets.voices import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Block, Said
    from liaison_app.packets.goal_facts import FamilyGoal, Step
    from liaison_app.packets.kind import Saying

# Translators: Over a goal of the whole family. {number} counts the goals on the page.
GOAL = P_("Goal {number}")
# Translators: Over a goal for one child. {number} counts the goals, {child} is a girl or a boy.
GOAL_FOR = P_("Goal {number} for {child}")
# Translators: Head of a column: below stands what the family wants, in its own words.
YOU_SAID = P_("You said")
# Translators: Head of a column: below stands what the school wants for the child.
SCHOOL_SAYS = P_("The school says")
# Translators: Head of a column: below stands what the family does for a goal.
AT_HOME = P_("At home")
# Translators: Head of a column: below stands what the school does for a goal.
AT_SCHOOL = P_("At school")
# Translators: The day on which the family and the school talk about a goal again.
LOOK_AGAIN = P_("We look at it together again on **{day}**.")
# Translators: The same. We write the day on the line by hand.
LOOK_AGAIN_OPEN = P_("We look at it together again on")


def goal_blocks(goals: tuple[FamilyGoal, ...], saying: Saying, section: str) -> tuple[Block, ...]:
    """Every goal with its two voices, its steps and its day; lines to write on where none is."""
    if not goals:
        return blank_goal(saying)
    numbered = enumerate(goals, start=1)
    return tuple(block for number, one in numbered for block in _goal(one, number, saying, section))


def blank_goal(saying: Saying) -> tuple[Block, ...]:
    """A goal to be written by hand."""
    labels = (YOU_SAID, SCHOOL_SAYS, AT_HOME, AT_SCHOOL, LOOK_AGAIN_OPEN)
    return (FillIns(tuple(say(saying.voices, one) for one in labels)),)


def _goal(goal: FamilyGoal, number: int, saying: Saying, section: str) -> Iterator[Block]:
    values = {"number": Count(number), "child": saying.dress(Name(goal.child))}
    yield Heading(say(saying.voices, GOAL_FOR if goal.child else GOAL, values))
    voices = (goal.in_family_words(saying, section), goal.in_school_words(saying, section))
    heads = (say(saying.voices, YOU_SAID), say(saying.voices, SCHOOL_SAYS))
    said = [(head, (words,)) for head, words in zip(heads, voices, strict=True) if _inked(words)]
    yield Table(
        tuple(head for head, _w in said), (tuple(words[0] for _h, words in said),), even=True
    )
    yield from _steps(goal, saying, section)
    if goal.review_on:
        yield Paragraph(say(saying.voices, LOOK_AGAIN, {"day": day_said(goal.review_on, saying)}))
    else:
        yield FillIns((say(saying.voices, LOOK_AGAIN_OPEN),))


def _steps(goal: FamilyGoal, saying: Saying, section: str) -> Iterator[Block]:
    sides = [
        (say(saying.voices, head), goal.on_side(at_home=at_home))
        for head, at_home in ((AT_HOME, True), (AT_SCHOOL, False))
    ]
    rows = tuple(
        tuple(_step(one, saying, section) for one in pair)
        for pair in zip_longest(*(steps for _head, steps in sides))
    )
    if rows:
        yield Table(tuple(head for head, _steps in sides), rows, even=True)


def _step(step: Step | None, saying: Saying, section: str) -> Said:
    return step.said(saying, section) if step else ()


def _inked(said: Said) -> bool:
    return any(one.plain.strip() for one in said)
