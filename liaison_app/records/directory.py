"""Services for families in the community, and who was referred to which (after HSDS 3)."""

from __future__ import annotations

from datetime import date
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


class ServiceKind(Choice):
    """What a service helps with."""

    FOOD = "food", N_("Food")
    HOUSING = "housing", N_("Housing")
    HEALTH = "health", N_("Health")
    DENTIST = "dentist", N_("Teeth")
    GLASSES = "glasses", N_("Glasses")
    WELL_BEING = "well_being", N_("Well-being")
    CLOTHES = "clothes", N_("Clothes")
    CHILD_CARE = "child_care", N_("Child care")
    AFTER_SCHOOL = "after_school", N_("After school")
    LIBRARY = "library", N_("Library")
    ENGLISH = "english", N_("English classes")
    WORK = "work", N_("Work")
    LEGAL = "legal", N_("Legal help")
    INTERNET = "internet", N_("Internet and devices")
    TRANSPORT = "transport", N_("Transport")
    OTHER = "other", N_("Something else")


class ServiceStatus(Choice):
    """Whether a service can be used now."""

    ACTIVE = "active", N_("Open")
    FULL = "full", N_("Waiting list")
    CLOSED = "temporarily_closed", N_("Closed for now")
    DEFUNCT = "defunct", N_("Gone")


@record(
    "service",
    label=N_("Service"),
    plural=N_("Services"),
    stream=Stream.REFERENCE,
    title=("organization", "name"),
)
class Service(Record):
    """A service that an organization offers to families."""

    organization: Annotated[str, Field(N_("Organization"), privacy=Privacy.PUBLIC, listed=True)]
    name: Annotated[str, Field(N_("Service"), privacy=Privacy.PUBLIC, listed=True)] = ""
    kind: Annotated[
        ServiceKind | None, Field(N_("Helps with"), privacy=Privacy.PUBLIC, listed=True)
    ] = None
    status: Annotated[ServiceStatus, Field(N_("Open now"), privacy=Privacy.PUBLIC)] = (
        ServiceStatus.ACTIVE
    )
    street: Annotated[str, Field(N_("Street and number"), privacy=Privacy.PUBLIC)] = ""
    city: Annotated[str, Field(N_("City"), privacy=Privacy.PUBLIC, listed=True)] = ""
    confidential: Annotated[
        bool,
        Field(N_("Its address must not become known"), privacy=Privacy.PUBLIC),
    ] = False
    phone: Annotated[str, Field(N_("Phone"), privacy=Privacy.PUBLIC, listed=True)] = ""
    hours: Annotated[str, Field(N_("Hours"), privacy=Privacy.PUBLIC)] = ""
    languages: Annotated[
        str,
        Field(
            N_("Languages spoken there"),
            help=N_("Tags or names, with commas between them"),
            privacy=Privacy.PUBLIC,
        ),
    ] = ""
    interpreter: Annotated[
        bool | None, Field(N_("Interpreter by phone"), privacy=Privacy.PUBLIC, merge=Merge.LWW)
    ] = None
    way: Annotated[
        LongText,
        Field(N_("How to get there"), privacy=Privacy.PUBLIC, merge=Merge.REVISIONS),
    ] = ""
    bring: Annotated[
        LongText,
        Field(
            N_("What to bring"),
            help=N_("One thing a line"),
            privacy=Privacy.PUBLIC,
            merge=Merge.REVISIONS,
        ),
    ] = ""
    asks_for_papers: Annotated[
        bool | None,
        Field(N_("Asks for papers (ID, address)"), privacy=Privacy.PUBLIC, merge=Merge.LWW),
    ] = None
    cost: Annotated[str, Field(N_("What it costs"), privacy=Privacy.PUBLIC)] = ""
    assured_on: Annotated[
        date | None,
        Field(N_("Confirmed with a call on"), privacy=Privacy.PUBLIC, merge=Merge.LWW, listed=True),
    ] = None


class ReferralState(Choice):
    """How far a referral is."""

    DRAFT = "draft", N_("Suggested")
    FAMILY_AGREED = "family_agreed", N_("The family agreed")
    IN_PROGRESS = "in_progress", N_("Under way")
    ACCEPTED = "accepted", N_("Accepted")
    WAITLISTED = "waitlisted", N_("On a waiting list")
    DECLINED_BY_SERVICE = "declined_by_service", N_("Declined by the service")
    CANCELLED_BY_FAMILY = "cancelled_by_family", N_("Cancelled by the family")
    NO_CAPACITY = "no_capacity", N_("No room there")
    REVOKED = "revoked", N_("Taken back")
    DONE = "done", N_("Done")


class NeedMet(Choice):
    """What the family says came of it."""

    MET = "need_met", N_("Need met")
    PARTLY = "partly", N_("Partly")
    NOT_MET = "not_met", N_("Not met")
    LOST_TOUCH = "lost_touch", N_("Lost touch")


@record("referral", label=N_("Referral"), plural=N_("Referrals"), title=("service", "household"))
class Referral(Record):
    """That a family was told of a service, and what came of it."""

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    person: Annotated[
        str, Field(N_("For"), refers_to="person", privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    service: Annotated[
        str, Field(N_("Service"), refers_to="service", privacy=Privacy.FAMILY, listed=True)
    ]
    why: Annotated[
        str,
        Field(N_("What for"), help=N_("Stays with staff; it prints nowhere"), merge=Merge.LWW),
    ] = ""
    language: Annotated[
        LanguageTag, Field(N_("Language"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    state: Annotated[ReferralState, Field(N_("State"), privacy=Privacy.FAMILY, listed=True)] = (
        ReferralState.DRAFT
    )
    agreed_on: Annotated[date | None, Field(N_("The family agreed on"), privacy=Privacy.FAMILY)] = (
        None
    )
    appointment: Annotated[
        str,
        Field(
            N_("Appointment"),
            help=N_("Day and time, as agreed with the service"),
            privacy=Privacy.FAMILY,
            merge=Merge.LWW,
        ),
    ] = ""
    need_met: Annotated[
        NeedMet | None,
        Field(N_("The family says"), privacy=Privacy.FAMILY, merge=Merge.LWW, listed=True),
    ] = None
    staff: Annotated[str, Field(N_("By"), refers_to="staff_member", merge=Merge.LWW)] = ""
