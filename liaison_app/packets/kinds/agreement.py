"""The partnership agreement: what a family and the school want, each in their own words.

Nobody's words stand for the other's. Both read the same page in their own language, both sign it,
and the family keeps a copy and may change its mind.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.language.calendars import calendar_of
from liaison_app.language.catalogues import N_, P_, _
from liaison_app.packets.goal_blocks import goal_blocks
from liaison_app.packets.goal_facts import DECIDE, goals_of
from liaison_app.packets.kind import About, Ask, Asked, Makers, Option, PrintKind, Saying, Typed
from liaison_app.packets.problems import amber, place
from liaison_app.packets.signed import signing_of
from liaison_app.packets.values import Day, Names

if TYPE_CHECKING:
    from datetime import date

    from liaison_app.packets.goal_facts import Goals
    from liaison_app.packets.problems import Problem
    from liaison_app.packets.section_values import Values
    from liaison_app.packets.signed import Signing

# Translators: The title of a page on which a family and the school say what they want together.
TITLE = P_("What we want together")

AGREEMENT = "our-agreement"
"""The section that holds the goals; a district's words for typed texts are looked up there."""

TEACHER = "teacher-signs"


@dataclass(frozen=True)
class Agreed(About):
    """What was agreed with one adult of a family.

    Attributes:
        teacher: a teacher signs, too.
    """

    goals: Goals
    signing: Signing
    teacher: bool

    @property
    def agreed_on(self) -> date | None:
        """The day of the agreement: that of the goals, if it is one and the same."""
        days = {one.agreed_on for one in self.goals.shown}
        return days.pop() if len(days) == 1 else None

    def values(self, saying: Saying) -> Values:
        """Who agreed, and when."""
        who = tuple(filter(None, (self.signing.reader, self.signing.school)))
        also = calendar_of(saying.facts.calendar)
        return {
            "who_agreed": saying.dress(Names(who)),
            "agreed_on": saying.dress(Day(self.agreed_on, year=True, also=also)),
        }

    def blocks(self, saying: Saying) -> Makers:
        """The goals, and the lines to sign on."""
        return {
            "goals": lambda: goal_blocks(self.goals.shown, saying, AGREEMENT),
            "signatures": lambda: self.signing.block(saying, teacher=self.teacher),
        }

    def typed(self) -> tuple[Typed, ...]:
        """The words of both sides."""
        return self.goals.typed(AGREEMENT)

    def problems(self) -> tuple[Problem, ...]:
        """What stays off the page, and what nobody wrote down."""
        found = list(self.goals.problems())
        if not self.goals.shown and not self.goals.anothers:
            why = _("No open goal is written down. Lines to write on print in its place.")
            found.append(amber("no-goals", why, place("household", self.goals.household)))
        for one in self.goals.shown:
            if not one.words:
                why = _(
                    "A goal has no words of the family. Ask them, and write down what they say."
                )
                found.append(amber("goal-one-voice", why, place("goal", one.id, "family_words")))
        return tuple(found)


def gather(asked: Asked) -> Agreed:
    """Take the goals that the reader may know: the one that is asked for, or all that are open.

    Raises:
        UnknownRecord: there is no such goal.
        InvalidValue: it is another family's.
    """
    return Agreed(
        goals=goals_of(asked),
        signing=signing_of(asked, "agreement"),
        teacher=asked.options[TEACHER] == "yes",
    )


KIND = PrintKind(
    name="agreement",
    label=N_("Partnership agreement"),
    title=TITLE,
    letter="A",
    subject="goal",
    subject_needed=False,
    options=(
        Option(
            TEACHER,
            N_("The teacher signs, too"),
            Ask.YES,
            wording="A line for the teacher's signature.",
        ),
    ),
    gather=gather,
    theirs=DECIDE,
    beside="en",
    titled=False,
)
