"""Events for families, who comes, and surveys on paper."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import (
    Choice,
    Field,
    Merge,
    Privacy,
    Record,
    Stream,
    Writers,
    record,
)


class EventKind(Choice):
    """What an event is."""

    LITERACY_NIGHT = "literacy_night", N_("Reading night")
    MATH_NIGHT = "math_night", N_("Math game night")
    SCIENCE_FAIR = "science_fair", N_("Science fair")
    OPEN_HOUSE = "open_house", N_("Open house")
    WORKSHOP = "workshop", N_("Workshop for families")
    COUNCIL = "council", N_("Family council")
    CELEBRATION = "celebration", N_("Celebration")
    OTHER = "other", N_("Something else")


class Answer(Choice):
    """What a family said to an invitation."""

    YES = "yes", N_("Comes")
    NO = "no", N_("Does not come")
    PERHAPS = "perhaps", N_("Perhaps")


@record(
    "event",
    label=N_("Event"),
    plural=N_("Events"),
    stream=Stream.REFERENCE,
    title=("name", "day"),
    written_by=Writers.ANYONE,  # a liaison invites families to her own evening
)
class Event(Record):
    """An evening or a day to which families are invited."""

    name: Annotated[str, Field(N_("Name"), privacy=Privacy.PUBLIC, listed=True)]
    kind: Annotated[EventKind | None, Field(N_("Kind"), privacy=Privacy.PUBLIC, listed=True)] = None
    day: Annotated[date, Field(N_("Day"), privacy=Privacy.PUBLIC, listed=True)]
    time: Annotated[
        str,
        Field(N_("Time"), help=N_("Such as 17:30-19:00"), privacy=Privacy.PUBLIC, listed=True),
    ] = ""
    place: Annotated[str, Field(N_("Where"), privacy=Privacy.PUBLIC, listed=True)] = ""
    street: Annotated[str, Field(N_("Street and number"), privacy=Privacy.PUBLIC)] = ""
    school: Annotated[str, Field(N_("School"), refers_to="school", privacy=Privacy.PUBLIC)] = ""
    what: Annotated[
        str,
        Field(N_("What happens there"), help=N_("One sentence"), privacy=Privacy.PUBLIC),
    ] = ""
    languages: Annotated[
        str,
        Field(
            N_("Interpreters for"),
            help=N_("Tags or names, with commas between them"),
            privacy=Privacy.PUBLIC,
        ),
    ] = ""
    child_care: Annotated[bool | None, Field(N_("Child care"), privacy=Privacy.PUBLIC)] = None
    food: Annotated[bool | None, Field(N_("Food"), privacy=Privacy.PUBLIC)] = None
    ride: Annotated[bool | None, Field(N_("A ride"), privacy=Privacy.PUBLIC)] = None
    answer_by: Annotated[date | None, Field(N_("Answer by"), privacy=Privacy.PUBLIC)] = None
    walk_ins: Annotated[
        int | None,
        Field(N_("Came without a name"), help=N_("Families, counted only"), merge=Merge.LWW),
    ] = None


@record(
    "event_guest",
    label=N_("Guest"),
    plural=N_("Guests"),
    title=("event", "household"),
    key=("event", "household"),
)
class EventGuest(Record):
    """A family's answer to an invitation, and who came."""

    event: Annotated[
        str, Field(N_("Event"), refers_to="event", privacy=Privacy.FAMILY, listed=True)
    ]
    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    answer: Annotated[Answer | None, Field(N_("Answer"), privacy=Privacy.FAMILY, listed=True)] = (
        None
    )
    adults: Annotated[int | None, Field(N_("Adults"), privacy=Privacy.FAMILY)] = None
    children: Annotated[
        int | None,
        Field(N_("Children to mind"), privacy=Privacy.FAMILY),
    ] = None
    came: Annotated[
        bool | None, Field(N_("Came"), privacy=Privacy.FAMILY, merge=Merge.LWW, listed=True)
    ] = None


class AskedAs(Choice):
    """How a question of a survey is answered."""

    FACES = "faces", N_("With faces")
    YES_NO = "yes_no", N_("Yes or no")
    CHOICES = "choices", N_("By ticking")
    WORDS = "words", N_("In words")


@record(
    "survey",
    label=N_("Survey"),
    plural=N_("Surveys"),
    stream=Stream.REFERENCE,
    title=("name",),
)
class Survey(Record):
    """Questions to families on paper; nobody writes a name."""

    name: Annotated[str, Field(N_("Name"), privacy=Privacy.PUBLIC, listed=True)]
    intro: Annotated[
        str, Field(N_("What it is for"), help=N_("One sentence"), privacy=Privacy.PUBLIC)
    ] = ""
    back_by: Annotated[date | None, Field(N_("Back by"), privacy=Privacy.PUBLIC, listed=True)] = (
        None
    )


@record(
    "survey_question",
    label=N_("Survey question"),
    plural=N_("Survey questions"),
    stream=Stream.REFERENCE,
    rows=Merge.SET,
    title=("text",),
)
class SurveyQuestion(Record):
    """One question of a survey."""

    survey: Annotated[
        str, Field(N_("Survey"), refers_to="survey", privacy=Privacy.PUBLIC, listed=True)
    ]
    text: Annotated[str, Field(N_("Question"), privacy=Privacy.PUBLIC, listed=True)]
    asked_as: Annotated[AskedAs, Field(N_("Answered"), privacy=Privacy.PUBLIC, listed=True)] = (
        AskedAs.FACES
    )
    choices: Annotated[
        str,
        Field(
            N_("Choices"),
            help=N_("For ticking, with commas between them"),
            privacy=Privacy.PUBLIC,
        ),
    ] = ""
    position: Annotated[int | None, Field(N_("Order"), privacy=Privacy.PUBLIC, merge=Merge.LWW)] = (
        None
    )


@record(
    "survey_answer",
    label=N_("Survey answer"),
    plural=N_("Survey answers"),
    title=("question", "value"),
)
class SurveyAnswer(Record):
    """One answer from a sheet that came back; it belongs to no family."""

    survey: Annotated[str, Field(N_("Survey"), refers_to="survey", listed=True)]
    question: Annotated[str, Field(N_("Question"), refers_to="survey_question", listed=True)]
    sheet: Annotated[int, Field(N_("Number of the sheet"), listed=True)]
    value: Annotated[str, Field(N_("Answer"), listed=True)] = ""
