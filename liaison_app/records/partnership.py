"""Visits, contacts, notes, promises, next steps, and what families told us.

Outcome codes follow canvass and Head Start practice; a commitment is a promise the family knows of,
a follow-up is staff's own next step and never prints.
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


class VisitKind(Choice):
    """What a visit is for; never a truancy visit."""

    RELATIONSHIP = "relationship", N_("Relationship")
    LEARNING = "learning", N_("Learning")
    PRACTICAL = "practical", N_("Practical")
    WELLNESS = "wellness", N_("Wellness")


class VisitPlace(Choice):
    """Where or how the family was met."""

    HOME = "home", N_("Home")
    DOORSTEP = "doorstep", N_("Doorstep")
    SCHOOL = "school", N_("School")
    COMMUNITY = "community", N_("Community")
    PHONE = "phone", N_("Phone")
    VIDEO = "video", N_("Video")


class VisitOutcome(Choice):
    """How a visit ended."""

    MET = "met", N_("Met")
    NOT_HOME = "not_home_note_left", N_("Not home, note left")
    COME_BACK = "come_back", N_("Asked to come back")
    DECLINED = "declined", N_("Declined")
    MOVED = "moved", N_("Moved")
    WRONG_ADDRESS = "wrong_address", N_("Wrong address")
    COULD_NOT_ENTER = "could_not_enter", N_("Could not enter")
    LANGUAGE_BARRIER = "language_barrier", N_("Language barrier")
    CANCELLED_BY_FAMILY = "cancelled_by_family", N_("Cancelled by family")
    CANCELLED_BY_US = "cancelled_by_us", N_("Cancelled by us")
    UNSAFE_LEFT = "unsafe_left", N_("Unsafe, we left")


class Role(Choice):
    """As what someone took part in a visit."""

    FAMILY = "family", N_("Family")
    LIAISON = "liaison", N_("Liaison")
    CO_VISITOR = "co_visitor", N_("Co-visitor")
    INTERPRETER = "interpreter", N_("Interpreter")
    TEACHER = "teacher", N_("Teacher")
    OTHER = "other", N_("Other")


class Channel(Choice):
    """How a contact was made."""

    PHONE = "phone", N_("Phone")
    VOICEMAIL = "voicemail", N_("Voicemail")
    TEXT = "text", N_("Text")
    MESSAGING = "messaging", N_("Messaging")
    EMAIL = "email", N_("E-mail")
    LETTER = "letter", N_("Letter")
    DOORSTEP = "doorstep", N_("Doorstep")
    SCHOOL = "school", N_("School")
    EVENT = "event", N_("Event")
    VIRTUAL = "virtual", N_("Virtual")


class Direction(Choice):
    """Who began a contact."""

    WE = "we", N_("We")
    THEY = "they", N_("They")


class Owner(Choice):
    """Who made a promise."""

    SCHOOL = "school", N_("School")
    FAMILY = "family", N_("Family")
    PARTNER = "partner", N_("Partner")


class PromiseState(Choice):
    """What became of a promise."""

    OPEN = "open", N_("Open")
    KEPT = "kept", N_("Kept")
    KEPT_LATE = "kept_late", N_("Kept late")
    CHANGED_WITH_NOTICE = "changed_with_notice", N_("Changed with notice")
    NOT_KEPT = "not_kept", N_("Not kept")


class TaskState(Choice):
    """Whether a next step is done."""

    OPEN = "open", N_("Open")
    DONE = "done", N_("Done")
    DROPPED = "dropped", N_("Dropped")


class StoryTopic(Choice):
    """What a family told us about."""

    STRENGTHS = "strengths", N_("Strengths")
    INTERESTS = "interests", N_("Interests")
    ROUTINES = "routines", N_("Routines")
    HOPES = "hopes", N_("Hopes")
    CULTURE = "culture", N_("Culture")
    OTHER = "other", N_("Other")


_DAY = 24 * 60


def visit_rule(visit: Visit) -> str:
    """A visit lasts between nothing and a day."""
    lengths = [m for m in (visit.minutes, visit.planned_minutes) if m is not None]
    if all(0 <= minutes <= _DAY for minutes in lengths):
        return ""
    return N_("A visit lasts from 0 to 1440 minutes.")


@record(
    "visit",
    label=N_("Visit"),
    plural=N_("Visits"),
    title=("household", "planned_start"),
    rule=visit_rule,
)
class Visit(Record):
    """One planned or held meeting with a family."""

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    planned_start: Annotated[datetime | None, Field(N_("When"), listed=True)] = None
    planned_minutes: Annotated[int | None, Field(N_("Planned minutes"), merge=Merge.LWW)] = None
    started: Annotated[datetime | None, Field(N_("Began"), merge=Merge.LWW)] = None
    minutes: Annotated[int | None, Field(N_("Minutes"), merge=Merge.LWW)] = None
    kind: Annotated[VisitKind | None, Field(N_("Kind"), merge=Merge.LWW, listed=True)] = None
    place: Annotated[VisitPlace | None, Field(N_("Where"), merge=Merge.LWW, listed=True)] = None
    outcome: Annotated[VisitOutcome | None, Field(N_("Outcome"), listed=True)] = None
    language: Annotated[LanguageTag, Field(N_("Language spoken"), merge=Merge.LWW)] = ""
    family_said: Annotated[
        LongText,
        Field(
            N_("What the family said"),
            help=N_("In their words. They may ask to read this."),
            privacy=Privacy.FAMILY,
            merge=Merge.REVISIONS,
        ),
    ] = ""
    staff: Annotated[
        str, Field(N_("Visited by"), refers_to="staff_member", merge=Merge.LWW, listed=True)
    ] = ""
    debriefed: Annotated[datetime | None, Field(N_("Written down"), merge=Merge.LWW)] = None


@record(
    "visit_participant",
    label=N_("Who was there"),
    plural=N_("Who was there"),
    rows=Merge.SET,
    title=("person", "name"),
)
class VisitParticipant(Record):
    """Someone who took part in a visit: a person of the family, staff, or someone by name."""

    visit: Annotated[str, Field(N_("Visit"), refers_to="visit", listed=True)]
    person: Annotated[str, Field(N_("Person"), refers_to="person", listed=True)] = ""
    staff: Annotated[str, Field(N_("Staff"), refers_to="staff_member", listed=True)] = ""
    name: Annotated[str, Field(N_("Name"), merge=Merge.LWW, listed=True)] = ""
    role: Annotated[Role, Field(N_("As"), merge=Merge.LWW, listed=True)] = Role.FAMILY


@record(
    "contact_log",
    label=N_("Contact"),
    plural=N_("Contacts"),
    title=("channel", "at"),
)
class ContactLog(Record):
    """A call, message or letter between visits."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", listed=True)]
    at: Annotated[datetime, Field(N_("When"), listed=True)]
    channel: Annotated[Channel, Field(N_("How"), listed=True)] = Channel.PHONE
    direction: Annotated[Direction, Field(N_("Who began"), merge=Merge.LWW)] = Direction.WE
    person: Annotated[str, Field(N_("With"), refers_to="person", merge=Merge.LWW)] = ""
    reached: Annotated[bool | None, Field(N_("Reached"), merge=Merge.LWW, listed=True)] = None
    language: Annotated[LanguageTag, Field(N_("Language spoken"), merge=Merge.LWW)] = ""
    gist: Annotated[LongText, Field(N_("In short"), merge=Merge.REVISIONS)] = ""
    staff: Annotated[str, Field(N_("By"), refers_to="staff_member", merge=Merge.LWW)] = ""


@record("note", label=N_("Note"), plural=N_("Notes"), title=("at",))
class Note(Record):
    """Staff's note about a visit or a family; every version is kept."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", listed=True)]
    visit: Annotated[str, Field(N_("Visit"), refers_to="visit")] = ""
    text: Annotated[
        LongText,
        Field(
            N_("Note"),
            help=N_("The family may ask to read this."),
            merge=Merge.REVISIONS,
            listed=True,
        ),
    ] = ""
    at: Annotated[datetime | None, Field(N_("When"), merge=Merge.LWW, listed=True)] = None
    language: Annotated[LanguageTag, Field(N_("Language of the note"), merge=Merge.LWW)] = ""
    author: Annotated[str, Field(N_("Author"), refers_to="staff_member", merge=Merge.LWW)] = ""


@record(
    "commitment",
    label=N_("Promise"),
    plural=N_("Promises"),
    title=("what",),
)
class Commitment(Record):
    """A promise that the family knows of, made by the school, the family or a partner."""

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    what: Annotated[str, Field(N_("What"), privacy=Privacy.FAMILY, listed=True)]
    who: Annotated[str, Field(N_("Who"), privacy=Privacy.FAMILY, merge=Merge.LWW)] = ""
    owner: Annotated[Owner, Field(N_("Promised by"), privacy=Privacy.FAMILY, listed=True)] = (
        Owner.SCHOOL
    )
    due: Annotated[date | None, Field(N_("By when"), privacy=Privacy.FAMILY, listed=True)] = None
    state: Annotated[PromiseState, Field(N_("State"), privacy=Privacy.FAMILY, listed=True)] = (
        PromiseState.OPEN
    )
    settled_on: Annotated[
        date | None, Field(N_("Settled on"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = None
    language: Annotated[LanguageTag, Field(N_("Written in"), merge=Merge.LWW)] = ""
    visit: Annotated[str, Field(N_("Visit"), refers_to="visit", merge=Merge.LWW)] = ""


@record(
    "follow_up",
    label=N_("Follow-up"),
    plural=N_("Follow-ups"),
    title=("what",),
)
class FollowUp(Record):
    """Staff's own next step, never printed for a family."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", listed=True)]
    what: Annotated[str, Field(N_("What"), merge=Merge.LWW, listed=True)]
    who: Annotated[str, Field(N_("Who"), merge=Merge.LWW)] = ""
    staff: Annotated[str, Field(N_("Whose"), refers_to="staff_member")] = ""
    due: Annotated[date | None, Field(N_("By when"), merge=Merge.LWW, listed=True)] = None
    state: Annotated[TaskState, Field(N_("State"), merge=Merge.LWW, listed=True)] = TaskState.OPEN
    done_on: Annotated[date | None, Field(N_("Done on"), merge=Merge.LWW)] = None
    visit: Annotated[str, Field(N_("Visit"), refers_to="visit", merge=Merge.LWW)] = ""


@record(
    "family_story",
    label=N_("What the family told us"),
    plural=N_("What families told us"),
    title=("topic",),
)
class FamilyStory(Record):
    """Something a family told us, in their own words, with the liaison's gist."""

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    topic: Annotated[
        StoryTopic, Field(N_("About"), privacy=Privacy.FAMILY, merge=Merge.LWW, listed=True)
    ] = StoryTopic.OTHER
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
    told_by: Annotated[
        str,
        Field(N_("Told by"), refers_to="person", privacy=Privacy.FAMILY, merge=Merge.LWW),
    ] = ""
    told_on: Annotated[
        date | None, Field(N_("Told on"), privacy=Privacy.FAMILY, merge=Merge.LWW, listed=True)
    ] = None
    staff: Annotated[str, Field(N_("Written by"), refers_to="staff_member", merge=Merge.LWW)] = ""
    visit: Annotated[str, Field(N_("Visit"), refers_to="visit", merge=Merge.LWW)] = ""
