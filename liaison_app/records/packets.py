"""What was printed for whom, and the words that a district puts in place of ours."""

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


class IssueMeans(Choice):
    """How a packet left the program."""

    PRINTED = "printed", N_("Sent to a printer")
    SAVED = "saved", N_("Saved as a file")


@record(
    "packet_issue",
    label=N_("Printed packet"),
    plural=N_("Printed packets"),
    title=("kind", "code"),
)
class PacketIssue(Record):
    """That a packet was printed or saved; its code stands on each of its pages."""

    household: Annotated[
        str,
        Field(
            N_("Family"),
            help=N_("Nobody's for what names no family"),
            refers_to="household",
            listed=True,
        ),
    ] = ""
    recipient: Annotated[str, Field(N_("For"), refers_to="person", listed=True)] = ""
    kind: Annotated[str, Field(N_("Kind"), merge=Merge.LWW, listed=True)] = ""
    subject: Annotated[
        str,
        Field(
            N_("About"),
            help=N_("Id of the visit, loan or event that it is about"),
            merge=Merge.LWW,
        ),
    ] = ""
    code: Annotated[str, Field(N_("Code"), merge=Merge.LWW, listed=True)] = ""
    language: Annotated[LanguageTag, Field(N_("Language"), merge=Merge.LWW, listed=True)] = ""
    beside: Annotated[LanguageTag, Field(N_("Language beside it"), merge=Merge.LWW)] = ""
    profile: Annotated[str, Field(N_("Profile"), merge=Merge.LWW)] = ""
    paper: Annotated[str, Field(N_("Paper"), merge=Merge.LWW)] = ""
    pages: Annotated[int | None, Field(N_("Pages"), merge=Merge.LWW)] = None
    means: Annotated[IssueMeans | None, Field(N_("How"), merge=Merge.LWW, listed=True)] = None
    at: Annotated[datetime | None, Field(N_("When"), merge=Merge.LWW, listed=True)] = None
    staff: Annotated[str, Field(N_("By"), refers_to="staff_member", merge=Merge.LWW)] = ""
    draft: Annotated[
        bool, Field(N_("With translations that nobody had reviewed"), merge=Merge.LWW)
    ] = False


@record(
    "section_text",
    label=N_("Packet text"),
    plural=N_("Packet texts"),
    stream=Stream.REFERENCE,
    title=("section", "language"),
)
class SectionText(Record):
    """A paragraph of a packet in the words of the district.

    In the source language it takes the place of the shipped paragraph `source`; in any other it is
    the translation of exactly that wording, so a translation of a wording that is no longer in use
    is known to be stale.
    """

    section: Annotated[str, Field(N_("Section"), privacy=Privacy.PUBLIC, listed=True)] = ""
    source: Annotated[
        LongText,
        Field(
            N_("In place of, or translated from"),
            help=N_("The English paragraph, exactly as it stands"),
            privacy=Privacy.PUBLIC,
            merge=Merge.ASK,
        ),
    ]
    language: Annotated[LanguageTag, Field(N_("Language"), privacy=Privacy.PUBLIC, listed=True)]
    text: Annotated[
        LongText, Field(N_("Text"), privacy=Privacy.PUBLIC, merge=Merge.REVISIONS, listed=True)
    ]
    by: Annotated[str, Field(N_("Translated by"), privacy=Privacy.PUBLIC, merge=Merge.LWW)] = ""
    reviewed_by: Annotated[
        str,
        Field(
            N_("Reviewed by"),
            help=N_("The native speaker who read it"),
            privacy=Privacy.PUBLIC,
            listed=True,
        ),
    ] = ""
    reviewed_on: Annotated[date | None, Field(N_("Reviewed on"), privacy=Privacy.PUBLIC)] = None


@record(
    "packet_section",
    label=N_("Packet section"),
    plural=N_("Packet sections"),
    stream=Stream.REFERENCE,
    title=("kind", "section"),
    key=("kind", "section"),
)
class PacketSection(Record):
    """What a district changed about a section: its place, whether it prints, or all of its text."""

    kind: Annotated[
        str,
        Field(N_("Kind"), help=N_("Such as welcome"), privacy=Privacy.PUBLIC, listed=True),
    ]
    section: Annotated[
        str,
        Field(
            N_("Section"),
            help=N_("The name of one that ships, or a new one"),
            privacy=Privacy.PUBLIC,
            listed=True,
        ),
    ]
    position: Annotated[
        int | None,
        Field(
            N_("Place"),
            help=N_("Sections without one keep their order"),
            privacy=Privacy.PUBLIC,
            merge=Merge.LWW,
            listed=True,
        ),
    ] = None
    hidden: Annotated[bool, Field(N_("Does not print"), privacy=Privacy.PUBLIC, listed=True)] = (
        False
    )
    text: Annotated[
        LongText,
        Field(
            N_("Text"),
            help=N_("In English, in the light Markdown of sections; empty: as it ships"),
            privacy=Privacy.PUBLIC,
            merge=Merge.REVISIONS,
        ),
    ] = ""


@record(
    "jargon",
    label=N_("Plain wording"),
    plural=N_("Plain wordings"),
    stream=Stream.REFERENCE,
    title=("term",),
    key=("term",),
)
class Jargon(Record):
    """A word that schools use and families do not, and how to say it plainly."""

    term: Annotated[str, Field(N_("Word"), privacy=Privacy.PUBLIC, listed=True)]
    plain: Annotated[str, Field(N_("In plain words"), privacy=Privacy.PUBLIC, listed=True)] = ""
