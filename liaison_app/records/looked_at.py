"""What a person said of something that several laptops together made doubtful.

Two loans of one kit, two visits at one time or two families that look like one follow from records
that are each in order. What somebody says of them is kept here, so that nobody is asked again.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import Choice, Field, Merge, Record, record


class Doubt(Choice):
    """What several records say together that can hardly be so."""

    DOUBLE_BOOKED = "double_booked", N_("Lent twice")
    BELOW_ZERO = "below_zero", N_("Fewer than none")
    RETURNED_TWICE = "returned_twice", N_("Returned twice")
    OVERLAP = "overlap", N_("Two visits at one time")
    SAME_PERSON = "same_person", N_("The same person?")
    SAME_FAMILY = "same_family", N_("The same family?")
    AFTER_MERGE = "after_merge", N_("Written for the former entry")
    OPEN_ADDRESS = "open_address", N_("Protected address")


@record(
    "looked_at",
    label=N_("Looked at"),
    plural=N_("Looked at"),
    title=("doubt", "day"),
    key=("question",),
)
class LookedAt(Record):
    """A doubt that somebody looked at: it is right as it is, or two entries are one."""

    question: Annotated[str, Field(N_("Question"))]
    doubt: Annotated[Doubt | None, Field(N_("What"), merge=Merge.LWW, listed=True)] = None
    facts: Annotated[
        str, Field(N_("As it was then"), help=N_("Asked again once it changes"), merge=Merge.LWW)
    ] = ""
    same_as: Annotated[str, Field(N_("The entry that stays"), merge=Merge.LWW)] = ""
    gone: Annotated[str, Field(N_("The entry that went into it"), merge=Merge.LWW)] = ""
    staff: Annotated[str, Field(N_("By"), refers_to="staff_member", merge=Merge.LWW)] = ""
    day: Annotated[date | None, Field(N_("When"), merge=Merge.LWW, listed=True)] = None
