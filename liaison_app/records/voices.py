"""What families ask and say, when it was answered, and when they were told.

The response clock of a question stops when the family has been told, not when staff is done.
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
    Stream,
    record,
)


class QuestionKind(Choice):
    """What a family wants; the first four are the boxes of the reply slip."""

    CALL_ME = "call_me", N_("Please call")
    INTERPRETER = "interpreter", N_("Needs an interpreter")
    SOMETHING_WRONG = "something_wrong", N_("Something is wrong in the packet")
    NO_VISIT = "no_visit", N_("Please do not visit")
    QUESTION = "question", N_("Question")
    CONCERN = "concern", N_("Concern")
    IDEA = "idea", N_("Idea")
    CORRECTION = "correction", N_("Correction of what we hold")


class QuestionCame(Choice):
    """How a question reached us."""

    REPLY_SLIP = "reply_slip", N_("Reply slip")
    VISIT = "visit", N_("At a visit")
    PHONE = "phone", N_("By phone")
    MESSAGE = "message", N_("By message")
    SCHOOL = "school", N_("At school")
    EVENT = "event", N_("At an event")


def question_rule(one: Question) -> str:
    """What happened to a question happened in order."""
    if one.answered_at and one.answered_at < one.asked_at:
        return N_("The answer is before the question.")
    if one.told_at and one.told_at < one.asked_at:
        return N_("The family was told before it asked.")
    return ""


@record(
    "question", label=N_("Question"), plural=N_("Questions"), title=("kind",), rule=question_rule
)
class Question(Record):
    """Something that a family asked or said, until the family knows the answer."""

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    person: Annotated[
        str, Field(N_("Asked by"), refers_to="person", privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    kind: Annotated[QuestionKind, Field(N_("What"), privacy=Privacy.FAMILY, listed=True)] = (
        QuestionKind.QUESTION
    )
    words: Annotated[
        LongText,
        Field(N_("In their words"), privacy=Privacy.FAMILY, merge=Merge.REVISIONS, listed=True),
    ] = ""
    language: Annotated[
        LanguageTag, Field(N_("Language of the words"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    gist: Annotated[
        LongText, Field(N_("In short"), privacy=Privacy.FAMILY, merge=Merge.REVISIONS)
    ] = ""
    came: Annotated[QuestionCame, Field(N_("How it came"), merge=Merge.LWW)] = QuestionCame.VISIT
    code: Annotated[
        str,
        Field(N_("Code of the packet"), privacy=Privacy.FAMILY, merge=Merge.LWW),
    ] = ""
    asked_at: Annotated[datetime, Field(N_("When"), privacy=Privacy.FAMILY, listed=True)]
    staff: Annotated[str, Field(N_("Who answers"), refers_to="staff_member", listed=True)] = ""
    due: Annotated[
        date | None,
        Field(N_("Answer by"), help=N_("By the district's standard"), listed=True),
    ] = None
    answer: Annotated[
        LongText, Field(N_("Answer"), privacy=Privacy.FAMILY, merge=Merge.REVISIONS)
    ] = ""
    answer_language: Annotated[
        LanguageTag,
        Field(N_("Language of the answer"), privacy=Privacy.FAMILY, merge=Merge.LWW),
    ] = ""
    answered_at: Annotated[datetime | None, Field(N_("Answered"), privacy=Privacy.FAMILY)] = None
    told_at: Annotated[
        datetime | None,
        Field(N_("Told the family"), privacy=Privacy.FAMILY, listed=True),
    ] = None
    told_how: Annotated[
        str, Field(N_("How the family was told"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    visit: Annotated[str, Field(N_("Visit"), refers_to="visit", merge=Merge.LWW)] = ""


class Standard(Choice):
    """What a district promises to all families."""

    ANSWER = "answer", N_("Answer a question")
    FIRST_CONTACT = "first_contact", N_("First contact after enrollment")


@record(
    "service_standard",
    label=N_("Service standard"),
    plural=N_("Service standards"),
    stream=Stream.REFERENCE,
    title=("what", "days"),
    key=("what",),
)
class ServiceStandard(Record):
    """Within how many school days something is done for a family."""

    what: Annotated[Standard, Field(N_("What"), privacy=Privacy.PUBLIC, listed=True)]
    days: Annotated[int, Field(N_("Within school days"), privacy=Privacy.PUBLIC, listed=True)] = 3


class SaidState(Choice):
    """What became of something that families said."""

    DONE = "done", N_("We did it")
    UNDER_WAY = "under_way", N_("We are working on it")
    CANNOT = "cannot", N_("We cannot do it")


@record(
    "said_and_done",
    label=N_("You said, we did"),
    plural=N_("You said, we did"),
    stream=Stream.REFERENCE,
    title=("said",),
)
class SaidAndDone(Record):
    """Something that families said and what the school did about it, for everybody to read."""

    said: Annotated[
        str,
        Field(
            N_("You said"),
            help=N_("In general words: nobody must be recognized"),
            privacy=Privacy.PUBLIC,
            listed=True,
        ),
    ]
    done: Annotated[str, Field(N_("We did"), privacy=Privacy.PUBLIC, listed=True)] = ""
    state: Annotated[SaidState, Field(N_("How far"), privacy=Privacy.PUBLIC, listed=True)] = (
        SaidState.UNDER_WAY
    )
    families: Annotated[
        int | None,
        Field(
            N_("How many families said it"),
            help=N_("Fewer than five are never printed as a number"),
            merge=Merge.LWW,
        ),
    ] = None
    school: Annotated[
        str, Field(N_("School"), refers_to="school", privacy=Privacy.PUBLIC, listed=True)
    ] = ""
    said_on: Annotated[date | None, Field(N_("On"), privacy=Privacy.PUBLIC, listed=True)] = None
    shown: Annotated[
        bool, Field(N_("On the poster"), privacy=Privacy.PUBLIC, merge=Merge.LWW, listed=True)
    ] = False
