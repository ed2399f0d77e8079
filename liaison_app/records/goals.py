"""Goals that a family and a school set together, the steps to them, and what was signed.

A goal is said in two voices, and nobody's words stand for the other's. A goal that changes gives
way to a new one that names it, so the history of what was wanted stays.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import (
    Choice,
    Field,
    LanguageTag,
    LongText,
    Merge,
    Privacy,
    Record,
    record,
)


class GoalState(Choice):
    """How far a goal is, in the family's words."""

    STARTING = "starting", N_("Starting")
    MOVING = "moving", N_("Moving")
    REACHED = "reached", N_("Reached")
    CHANGED = "changed", N_("We changed our mind")


class Side(Choice):
    """Whose a step or an observation is."""

    HOME = "home", N_("At home")
    SCHOOL = "school", N_("At school")


class SignedHow(Choice):
    """How something was signed."""

    PAPER = "paper", N_("On paper")
    SCREEN = "screen", N_("On the screen")


@record("goal", label=N_("Goal"), plural=N_("Goals"), title=("family_words",))
class Goal(Record):
    """Something that a family and a school want for a child, or for the family."""

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    child: Annotated[
        str, Field(N_("For"), refers_to="person", privacy=Privacy.FAMILY, listed=True)
    ] = ""
    family_words: Annotated[
        LongText,
        Field(
            N_("In the family's words"),
            help=N_("As they said it, in their language"),
            privacy=Privacy.FAMILY,
            merge=Merge.REVISIONS,
            listed=True,
        ),
    ] = ""
    language: Annotated[
        LanguageTag,
        Field(N_("Language of the family's words"), privacy=Privacy.FAMILY, merge=Merge.LWW),
    ] = ""
    school_words: Annotated[
        LongText,
        Field(N_("In the school's words"), privacy=Privacy.FAMILY, merge=Merge.REVISIONS),
    ] = ""
    agreed_by: Annotated[
        str,
        Field(N_("Agreed with"), refers_to="person", privacy=Privacy.FAMILY, merge=Merge.LWW),
    ] = ""
    agreed_on: Annotated[date | None, Field(N_("Agreed on"), privacy=Privacy.FAMILY)] = None
    review_on: Annotated[
        date | None, Field(N_("Look at it again on"), privacy=Privacy.FAMILY, listed=True)
    ] = None
    state: Annotated[GoalState, Field(N_("How far"), privacy=Privacy.FAMILY, listed=True)] = (
        GoalState.STARTING
    )
    earlier: Annotated[
        str,
        Field(
            N_("In place of"),
            help=N_("The goal that this one takes the place of"),
            refers_to="goal",
            privacy=Privacy.FAMILY,
            merge=Merge.LWW,
        ),
    ] = ""
    staff: Annotated[str, Field(N_("By"), refers_to="staff_member", merge=Merge.LWW)] = ""


@record("goal_step", label=N_("Step"), plural=N_("Steps"), title=("what",))
class GoalStep(Record):
    """One thing that somebody does for a goal, at home or at school."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY)]
    goal: Annotated[str, Field(N_("Goal"), refers_to="goal", privacy=Privacy.FAMILY, listed=True)]
    side: Annotated[Side, Field(N_("Where"), privacy=Privacy.FAMILY, listed=True)] = Side.HOME
    what: Annotated[str, Field(N_("What"), privacy=Privacy.FAMILY, listed=True)]
    language: Annotated[LanguageTag, Field(N_("Written in"), merge=Merge.LWW)] = ""
    how_often: Annotated[
        str,
        Field(
            N_("When"),
            help=N_("Such as: every evening"),
            privacy=Privacy.FAMILY,
            merge=Merge.LWW,
        ),
    ] = ""
    due: Annotated[date | None, Field(N_("By when"), privacy=Privacy.FAMILY, listed=True)] = None
    done_on: Annotated[
        date | None, Field(N_("Done on"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = None
    position: Annotated[int | None, Field(N_("Order"), merge=Merge.LWW)] = None


@record("goal_progress", label=N_("Progress"), plural=N_("Progress"), title=("said_on", "state"))
class GoalProgress(Record):
    """How far a goal was on a day, as the family or the school said."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY)]
    goal: Annotated[str, Field(N_("Goal"), refers_to="goal", privacy=Privacy.FAMILY, listed=True)]
    said_on: Annotated[date, Field(N_("On"), privacy=Privacy.FAMILY, listed=True)]
    state: Annotated[GoalState, Field(N_("How far"), privacy=Privacy.FAMILY, listed=True)]
    side: Annotated[Side, Field(N_("Said by"), privacy=Privacy.FAMILY, listed=True)] = Side.HOME
    words: Annotated[
        LongText, Field(N_("In their words"), privacy=Privacy.FAMILY, merge=Merge.REVISIONS)
    ] = ""
    language: Annotated[LanguageTag, Field(N_("Written in"), merge=Merge.LWW)] = ""


@record("signature", label=N_("Signature"), plural=N_("Signatures"), title=("kind", "signed_at"))
class Signature(Record):
    """That somebody signed a print: on its paper, or on the screen."""

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    kind: Annotated[
        str,
        Field(
            N_("What was signed"),
            help=N_("The kind of print, such as agreement or loan"),
            privacy=Privacy.FAMILY,
            listed=True,
        ),
    ]
    subject: Annotated[
        str,
        Field(N_("About"), help=N_("Id of the loan or goal"), privacy=Privacy.FAMILY),
    ] = ""
    person: Annotated[
        str, Field(N_("Signed by"), refers_to="person", privacy=Privacy.FAMILY, listed=True)
    ] = ""
    staff: Annotated[
        str,
        Field(N_("Signed for the school by"), refers_to="staff_member", privacy=Privacy.FAMILY),
    ] = ""
    signed_at: Annotated[datetime, Field(N_("When"), privacy=Privacy.FAMILY, listed=True)]
    how: Annotated[SignedHow, Field(N_("How"), privacy=Privacy.FAMILY, listed=True)] = (
        SignedHow.PAPER
    )
    language: Annotated[LanguageTag, Field(N_("Language"), privacy=Privacy.FAMILY)] = ""
    wording: Annotated[
        str,
        Field(
            N_("Version of the text"),
            help=N_("SHA-256 of the words that stood above the signature"),
            privacy=Privacy.FAMILY,
        ),
    ] = ""
    strokes: Annotated[
        LongText,
        Field(
            N_("Lines of the pen"),
            help=N_("Lines in a box 1000 wide and 300 high: x,y x,y; x,y x,y"),
            privacy=Privacy.FAMILY,
        ),
    ] = ""
