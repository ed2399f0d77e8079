"""What is said of laptops: that one is given back, who may be let in again, what nobody has."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import Field, Merge, Record, Stream, Writers, record


@record(
    "laptop_leaving",
    label=N_("Laptop given back"),
    plural=N_("Laptops given back"),
    key=("staff", "laptop"),
)
class LaptopLeaving(Record):
    """Somebody gives a laptop back; an admin takes it out of the team."""

    staff: Annotated[str, Field(N_("Whose"), refers_to="staff_member", listed=True)] = ""
    laptop: Annotated[str, Field(N_("Laptop"), listed=True)]
    said_on: Annotated[date | None, Field(N_("Said on"), merge=Merge.LWW, listed=True)] = None


@record(
    "office_way_in",
    label=N_("The office may let people in again"),
    plural=N_("The office may let people in again"),
    stream=Stream.REFERENCE,
    key=("what",),
)
class OfficeWayIn(Record):
    """Whether laptops keep a code for their office; one for the whole team."""

    what: Annotated[str, Field(N_("What"))] = "recovery"
    switched_on: Annotated[bool, Field(N_("Switched on"), listed=True)] = False
    set_by: Annotated[str, Field(N_("By"), refers_to="staff_member", merge=Merge.LWW)] = ""
    set_on: Annotated[date | None, Field(N_("On"), merge=Merge.LWW, listed=True)] = None


@record(
    "office_code",
    label=N_("Code for the office"),
    plural=N_("Codes for the office"),
    key=("staff", "laptop"),
)
class OfficeCode(Record):
    """A laptop's recovery code for its office, sealed to the laptops of those who may read it."""

    staff: Annotated[str, Field(N_("Whose"), refers_to="staff_member", listed=True)] = ""
    laptop: Annotated[str, Field(N_("Laptop"), listed=True)]
    readers: Annotated[str, Field(N_("Who can open it"), merge=Merge.LWW)] = ""
    sealed: Annotated[str, Field(N_("Sealed"), merge=Merge.LWW, secret=True)] = ""
    mark: Annotated[str, Field(N_("Mark of the code"), merge=Merge.LWW, secret=True)] = ""
    sealed_at: Annotated[datetime | None, Field(N_("Sealed on"), merge=Merge.LWW, listed=True)] = (
        None
    )


@record(
    "office_code_look",
    label=N_("Look at an office code"),
    plural=N_("Looks at office codes"),
    rows=Merge.LEDGER,
    title=("at",),
)
class OfficeCodeLook(Record):
    """Somebody of the office read a laptop's code; its owner is told."""

    laptop: Annotated[str, Field(N_("Laptop"), merge=Merge.LEDGER, listed=True)]
    staff: Annotated[
        str, Field(N_("By"), refers_to="staff_member", merge=Merge.LEDGER, listed=True)
    ] = ""
    at: Annotated[datetime, Field(N_("When"), merge=Merge.LEDGER, listed=True)]
    how_checked: Annotated[str, Field(N_("How the caller was checked"), merge=Merge.LEDGER)] = ""


@record(
    "given_up",
    label=N_("Changes given up"),
    plural=N_("Changes given up"),
    rows=Merge.LEDGER,
    title=("laptop", "at"),
    written_by=Writers.OFFICE,
)
class GivenUp(Record):
    """Changes of one laptop that nobody has: what came after them counts without them.

    It is never taken back (`store/given_up.py`). Should they be found, they count as well.
    """

    laptop: Annotated[
        str,
        Field(N_("Laptop"), help=N_("And which of its lives"), merge=Merge.LEDGER, listed=True),
    ]
    stream_id: Annotated[str, Field(N_("Where they belong"), merge=Merge.LEDGER)]
    from_number: Annotated[int, Field(N_("The first of them"), merge=Merge.LEDGER)]
    to_number: Annotated[int, Field(N_("The last of them"), merge=Merge.LEDGER)]
    staff: Annotated[
        str, Field(N_("By"), refers_to="staff_member", merge=Merge.LEDGER, listed=True)
    ] = ""
    at: Annotated[datetime | None, Field(N_("When"), merge=Merge.LEDGER, listed=True)] = None
