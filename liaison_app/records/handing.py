"""Handing a family over from one member of staff to another, who says yes or no."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import Choice, Field, Merge, Record, record


class HandingState(Choice):
    """How far a hand-over has come; until it is accepted the family stays where it was."""

    OFFERED = "offered", N_("Offered")
    ACCEPTED = "accepted", N_("Accepted")
    DECLINED = "declined", N_("Declined")
    WITHDRAWN = "withdrawn", N_("Taken back")


@record(
    "handing",
    label=N_("Hand-over"),
    plural=N_("Hand-overs"),
    title=("household", "receiver"),
    key=("household", "assignment"),
)
class Handing(Record):
    """A family offered to somebody.

    There is one for each assignment that it would end, so that two people who offer the same family
    to different colleagues meet in one record, and are asked.
    """

    household: Annotated[str, Field(N_("Family"), refers_to="household", listed=True)]
    assignment: Annotated[str, Field(N_("Ends"), refers_to="assignment")] = ""
    giver: Annotated[
        str, Field(N_("From"), refers_to="staff_member", merge=Merge.LWW, listed=True)
    ] = ""
    receiver: Annotated[str, Field(N_("To"), refers_to="staff_member", listed=True)] = ""
    offered_by: Annotated[
        str, Field(N_("Offered by"), refers_to="staff_member", merge=Merge.LWW)
    ] = ""
    offered_on: Annotated[date | None, Field(N_("Offered on"), merge=Merge.LWW, listed=True)] = None
    note: Annotated[str, Field(N_("What to know"), merge=Merge.LWW)] = ""
    keeps_visits: Annotated[
        bool, Field(N_("Planned visits stay with the former one"), merge=Merge.LWW)
    ] = False
    keeps_steps: Annotated[
        bool, Field(N_("Promises and follow-ups stay with the former one"), merge=Merge.LWW)
    ] = False
    state: Annotated[HandingState, Field(N_("How far"), listed=True)] = HandingState.OFFERED
    answer: Annotated[str, Field(N_("What was answered"), merge=Merge.LWW)] = ""
    answered_by: Annotated[
        str, Field(N_("Answered by"), refers_to="staff_member", merge=Merge.LWW)
    ] = ""
    answered_at: Annotated[datetime | None, Field(N_("Answered"), merge=Merge.LWW)] = None
