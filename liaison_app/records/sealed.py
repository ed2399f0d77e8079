"""What only a family's own liaison and the coordinators may know: facts that hurt if they leak.

They are records of their own, in the sealed stream of the family's caseload, so that one stolen
laptop does not hold the team's. Every field of them is sealed; none prints, none is exported, and
screens show them only after the PIN. So what names one in a list is its family alone.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import (
    Choice,
    Field,
    LongText,
    Merge,
    Privacy,
    Record,
    Stream,
    record,
)

_S = Privacy.SEALED


class Staying(Choice):
    """Where a family is staying (42 U.S.C. 11434a, in words that a family may hear)."""

    OWN_PLACE = "own_place", N_("In their own place")
    WITH_OTHERS = "with_others", N_("With friends or relatives")
    MOTEL = "motel", N_("In a motel or hotel")
    SHELTER = "shelter", N_("In a shelter")
    NO_ROOF = "no_roof", N_("In a car, a park or a building nobody should live in")
    OTHER = "other", N_("Somewhere else")


class CustodyPaper(Choice):
    """What kind of paper says who may do what for a child."""

    CUSTODY_ORDER = "custody_order", N_("Custody order")
    PROTECTION_ORDER = "protection_order", N_("Protection order")
    PARENTING_PLAN = "parenting_plan", N_("Parenting plan")
    GUARDIANSHIP = "guardianship", N_("Guardianship")
    AFFIDAVIT = "affidavit", N_("Caregiver affidavit")
    OTHER = "other", N_("Another paper")


@record(
    "protected_address",
    label=N_("Protected address"),
    plural=N_("Protected addresses"),
    stream=Stream.SEALED,
    title=("household",),
)
class ProtectedAddress(Record):
    """Where a family really lives, if nobody else may know it, and the program that protects it."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", privacy=_S)]
    line_1: Annotated[str, Field(N_("Street and number"), privacy=_S, listed=True)] = ""
    line_2: Annotated[str, Field(N_("Apartment, unit"), privacy=_S)] = ""
    city: Annotated[str, Field(N_("City"), privacy=_S, listed=True)] = ""
    region: Annotated[str, Field(N_("State or region"), privacy=_S)] = ""
    postal_code: Annotated[str, Field(N_("Postal code"), privacy=_S)] = ""
    directions: Annotated[str, Field(N_("How to find the door"), privacy=_S)] = ""
    program: Annotated[
        str,
        Field(
            N_("Address confidentiality program"),
            help=N_("Where it forbids to ask for the real address, leave the street empty"),
            privacy=_S,
        ),
    ] = ""
    card: Annotated[str, Field(N_("Number on the program's card"), privacy=_S)] = ""
    card_seen: Annotated[date | None, Field(N_("Card seen on"), privacy=_S)] = None
    expires_on: Annotated[date | None, Field(N_("Card ends on"), privacy=_S)] = None


@record(
    "living_situation",
    label=N_("Where they are staying"),
    plural=N_("Where families are staying"),
    stream=Stream.SEALED,
    title=("household",),
)
class LivingSituation(Record):
    """Where a family is staying now, as they told us; it is nobody else's business."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", privacy=_S)]
    staying: Annotated[Staying | None, Field(N_("Staying"), privacy=_S, listed=True)] = None
    place: Annotated[str, Field(N_("Place"), privacy=_S)] = ""
    since: Annotated[date | None, Field(N_("Since"), privacy=_S, listed=True)] = None
    until: Annotated[date | None, Field(N_("Until"), privacy=_S)] = None
    text: Annotated[LongText, Field(N_("What to know"), privacy=_S, merge=Merge.REVISIONS)] = ""


@record(
    "safety_note",
    label=N_("Safety note"),
    plural=N_("Safety notes"),
    stream=Stream.SEALED,
    title=("household",),
)
class SafetyNote(Record):
    """What to mind so that nobody gets hurt: the family, or whoever visits them."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", privacy=_S)]
    person: Annotated[str, Field(N_("About"), refers_to="person", privacy=_S)] = ""
    text: Annotated[
        LongText,
        Field(N_("What to mind"), privacy=_S, merge=Merge.REVISIONS, listed=True),
    ] = ""
    two_visit: Annotated[bool, Field(N_("Never visit alone"), privacy=_S)] = False
    review_on: Annotated[date | None, Field(N_("Look at it again on"), privacy=_S)] = None


@record(
    "custody_document",
    label=N_("Custody paper"),
    plural=N_("Custody papers"),
    stream=Stream.SEALED,
    title=("household",),
)
class CustodyDocument(Record):
    """A court's or other paper that was seen, and what it says of a child."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", privacy=_S)]
    child: Annotated[str, Field(N_("Child"), refers_to="person", privacy=_S, listed=True)] = ""
    paper: Annotated[CustodyPaper | None, Field(N_("Paper"), privacy=_S, listed=True)] = None
    number: Annotated[str, Field(N_("Number on the paper"), privacy=_S)] = ""
    text: Annotated[LongText, Field(N_("What it says"), privacy=_S, merge=Merge.REVISIONS)] = ""
    seen_on: Annotated[date | None, Field(N_("Seen on"), privacy=_S)] = None
    ends_on: Annotated[date | None, Field(N_("Ends on"), privacy=_S)] = None
