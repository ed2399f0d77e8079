"""Resource kits: what is in them, how many there are, and who has one."""

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
    Writers,
    record,
)


class ItemKind(Choice):
    """What one thing in a kit is."""

    GUIDE = "guide", N_("Guide")
    MICRO_LESSON = "micro_lesson", N_("Micro-lesson")
    ACTIVITY = "activity", N_("Activity")
    BOOK = "book", N_("Book")
    MANIPULATIVE = "manipulative", N_("Manipulative")
    DEVICE = "device", N_("Device")
    FORM = "form", N_("Form")
    SERVICE_CARD = "service_card", N_("Service card")
    SUPPLIES = "supplies", N_("Supplies")


class MovementReason(Choice):
    """Why the stock of a kit changed."""

    RECEIVED = "received", N_("Received")
    GIVEN = "given", N_("Given")
    LENT = "lent", N_("Lent")
    RETURNED = "returned", N_("Returned")
    COUNTED = "counted", N_("Counted")
    LOST = "lost", N_("Lost")
    DAMAGED = "damaged", N_("Damaged")


class LoanState(Choice):
    """Where a lent kit is."""

    OUT = "out", N_("With the family")
    RETURNED = "returned", N_("Returned")
    LOST = "lost", N_("Lost")


class HandedHow(Choice):
    """How a kit reached a family."""

    HANDED = "handed", N_("Handed")
    MAILED = "mailed", N_("Mailed")
    SHOWN = "shown", N_("Shown")
    SENT = "sent", N_("Sent")


@record(
    "kit",
    label=N_("Kit"),
    plural=N_("Kits"),
    stream=Stream.REFERENCE,
    title=("name",),
    written_by=Writers.ANYONE,  # whoever packs and lends kits keeps their list
)
class Kit(Record):
    """A set of things for learning or help at home."""

    name: Annotated[str, Field(N_("Name"), privacy=Privacy.PUBLIC, listed=True)]
    description: Annotated[
        LongText, Field(N_("What it is for"), privacy=Privacy.PUBLIC, merge=Merge.REVISIONS)
    ] = ""
    language: Annotated[LanguageTag, Field(N_("Language"), privacy=Privacy.PUBLIC, listed=True)] = (
        ""
    )
    grade_band: Annotated[str, Field(N_("Grades"), privacy=Privacy.PUBLIC, listed=True)] = ""
    lendable: Annotated[bool, Field(N_("Lent, not given"), privacy=Privacy.PUBLIC)] = False
    reorder_level: Annotated[int | None, Field(N_("Reorder when fewer than"), merge=Merge.LWW)] = (
        None
    )


@record(
    "kit_content",
    label=N_("Thing in a kit"),
    plural=N_("Things in kits"),
    stream=Stream.REFERENCE,
    rows=Merge.SET,
    title=("what",),
    written_by=Writers.ANYONE,
)
class KitContent(Record):
    """One thing in a kit."""

    kit: Annotated[str, Field(N_("Kit"), refers_to="kit", privacy=Privacy.PUBLIC, listed=True)]
    what: Annotated[str, Field(N_("What"), privacy=Privacy.PUBLIC, listed=True)]
    kind: Annotated[ItemKind | None, Field(N_("Kind"), privacy=Privacy.PUBLIC, listed=True)] = None
    quantity: Annotated[int, Field(N_("How many"), privacy=Privacy.PUBLIC, listed=True)] = 1
    position: Annotated[int | None, Field(N_("Order"), privacy=Privacy.PUBLIC, merge=Merge.LWW)] = (
        None
    )


@record(
    "stock_movement",
    label=N_("Stock movement"),
    plural=N_("Stock movements"),
    rows=Merge.LEDGER,
    title=("kit", "change"),
)
class StockMovement(Record):
    """So many of a kit came or went; the stock is the sum of all movements."""

    kit: Annotated[str, Field(N_("Kit"), refers_to="kit", merge=Merge.LEDGER, listed=True)]
    change: Annotated[int, Field(N_("Change"), merge=Merge.LEDGER, listed=True)]
    reason: Annotated[MovementReason, Field(N_("Why"), merge=Merge.LEDGER, listed=True)]
    at: Annotated[date | None, Field(N_("When"), merge=Merge.LEDGER, listed=True)] = None
    staff: Annotated[str, Field(N_("By"), refers_to="staff_member", merge=Merge.LEDGER)] = ""
    loan: Annotated[str, Field(N_("Loan"), refers_to="loan", merge=Merge.LEDGER)] = ""


@record("loan", label=N_("Loan"), plural=N_("Loans"), title=("kit", "household"))
class Loan(Record):
    """A kit that a family has for a time."""

    kit: Annotated[str, Field(N_("Kit"), refers_to="kit", privacy=Privacy.FAMILY, listed=True)]
    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    person: Annotated[
        str, Field(N_("Handed to"), refers_to="person", privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    label: Annotated[str, Field(N_("Number on the kit"), privacy=Privacy.FAMILY, listed=True)] = ""
    lent_on: Annotated[date | None, Field(N_("Lent on"), privacy=Privacy.FAMILY, listed=True)] = (
        None
    )
    due: Annotated[date | None, Field(N_("Due back"), privacy=Privacy.FAMILY, listed=True)] = None
    state: Annotated[LoanState, Field(N_("State"), privacy=Privacy.FAMILY, listed=True)] = (
        LoanState.OUT
    )
    returned_on: Annotated[
        date | None, Field(N_("Returned on"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = None
    condition: Annotated[str, Field(N_("Condition"), merge=Merge.LWW)] = ""


@record(
    "distribution",
    label=N_("Kit given"),
    plural=N_("Kits given"),
    title=("kit", "household"),
)
class Distribution(Record):
    """A kit that a family was given to keep."""

    kit: Annotated[str, Field(N_("Kit"), refers_to="kit", privacy=Privacy.FAMILY, listed=True)]
    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    person: Annotated[
        str, Field(N_("Handed to"), refers_to="person", privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = ""
    quantity: Annotated[int, Field(N_("How many"), privacy=Privacy.FAMILY, listed=True)] = 1
    language: Annotated[LanguageTag, Field(N_("Language"), privacy=Privacy.FAMILY)] = ""
    how: Annotated[HandedHow, Field(N_("How"), privacy=Privacy.FAMILY, merge=Merge.LWW)] = (
        HandedHow.HANDED
    )
    given_on: Annotated[date | None, Field(N_("Given on"), privacy=Privacy.FAMILY, listed=True)] = (
        None
    )
    helpful: Annotated[
        bool | None, Field(N_("Family found it helpful"), privacy=Privacy.FAMILY, merge=Merge.LWW)
    ] = None
