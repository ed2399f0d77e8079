"""How long things are kept, why some are kept longer, and what was erased for good."""

from __future__ import annotations

from datetime import date, datetime
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
    Writers,
    record,
)


class ErasureKind(Choice):
    """What an entry in the list of erasures does."""

    ERASE = "erase", N_("Erased")
    LIFT = "lift", N_("May be kept again")


class ErasureRule(Choice):
    """Under which rule something was erased."""

    ASKED = "asked", N_("The family asked for it")
    TIME_OVER = "time_over", N_("The time for keeping it is over")
    NEVER_KEPT = "never_kept", N_("It should never have been kept")
    COURT = "court", N_("Court or agency order")
    OTHER = "other", N_("Another reason")


class RetentionOf(Choice):
    """What a district says how long to keep."""

    CLOSED_FAMILY = "closed_family", N_("A family, after it was closed")
    QUIET_FAMILY = "quiet_family", N_("A family, after the last contact")
    DRAFT = "draft", N_("Drafts on each laptop")
    UNLOCK_LOG = "unlock_log", N_("The list of unlocks on each laptop")
    FILE_TAKEN = "file_taken", N_("The list of files that were taken in")


FAMILIES = (RetentionOf.CLOSED_FAMILY, RetentionOf.QUIET_FAMILY)
"""What is looked at by a person before anything is erased; the others go by themselves."""


def _erasure_rule(erasure: Erasure) -> str:
    return "" if erasure.subject else N_("An erasure says what was erased.")


@record(
    "erasure",
    label=N_("Erasure"),
    plural=N_("Erasures"),
    rows=Merge.LEDGER,
    title=("code",),
    rule=_erasure_rule,
    written_by=Writers.OFFICE,
)
class Erasure(Record):
    """That something was erased: when, by whom, under which rule; ids only, never a name.

    What it reaches follows from it and from all other changes (`store/erasing.py`).
    """

    what: Annotated[ErasureKind, Field(N_("What"), merge=Merge.LEDGER, listed=True)] = (
        ErasureKind.ERASE
    )
    code: Annotated[str, Field(N_("Code"), merge=Merge.LEDGER, listed=True)] = ""
    subject_type: Annotated[
        str, Field(N_("Kind of record"), help=N_("Such as household"), merge=Merge.LEDGER)
    ] = ""
    subject: Annotated[
        str,
        Field(
            N_("Id"), help=N_("Of what was erased, or of the erasure lifted"), merge=Merge.LEDGER
        ),
    ]
    only: Annotated[
        str, Field(N_("Only records of this kind"), merge=Merge.LEDGER, listed=True)
    ] = ""
    people: Annotated[LongText, Field(N_("Ids of people erased with it"), merge=Merge.LEDGER)] = ""
    spared: Annotated[
        LongText,
        Field(
            N_("Ids of what stays"),
            help=N_("What once was this family's and is another's now"),
            merge=Merge.LEDGER,
        ),
    ] = ""
    imported: Annotated[
        LongText,
        Field(
            N_("Marks by which imports know it"),
            help=N_("No number of another system can be read from them"),
            merge=Merge.LEDGER,
        ),
    ] = ""
    rule: Annotated[ErasureRule, Field(N_("Rule"), merge=Merge.LEDGER, listed=True)] = (
        ErasureRule.OTHER
    )
    counts: Annotated[
        LongText,
        Field(N_("How many of what"), help=N_("One kind a line"), merge=Merge.LEDGER),
    ] = ""
    staff: Annotated[
        str, Field(N_("By"), refers_to="staff_member", merge=Merge.LEDGER, listed=True)
    ] = ""
    at: Annotated[datetime | None, Field(N_("When"), merge=Merge.LEDGER, listed=True)] = None


def _hold_rule(hold: LegalHold) -> str:
    return "" if hold.reason.strip() else N_("Say why it must be kept.")


@record(
    "legal_hold",
    label=N_("Reason to keep"),
    plural=N_("Reasons to keep"),
    title=("household", "reason"),
    rule=_hold_rule,
    written_by=Writers.OFFICE,
)
class LegalHold(Record):
    """A family that must not be erased, such as during a dispute; removed when that is over."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", listed=True)]
    reason: Annotated[
        str,
        Field(N_("Why"), help=N_("Such as an open request or a court case"), listed=True),
    ]
    since: Annotated[date | None, Field(N_("Since"), merge=Merge.LWW, listed=True)] = None
    staff: Annotated[
        str, Field(N_("By"), refers_to="staff_member", merge=Merge.LWW, listed=True)
    ] = ""


def _retention_rule(rule: RetentionRule) -> str:
    if rule.months is not None and not 1 <= rule.months <= 600:
        return N_("Things are kept for 1 to 600 months.")
    return ""


@record(
    "retention_rule",
    label=N_("Time of keeping"),
    plural=N_("Times of keeping"),
    stream=Stream.REFERENCE,
    title=("what",),
    key=("what",),
    rule=_retention_rule,
)
class RetentionRule(Record):
    """How many months the district keeps something; nothing: it decides case by case."""

    what: Annotated[RetentionOf, Field(N_("What"), privacy=Privacy.PUBLIC, listed=True)]
    months: Annotated[int | None, Field(N_("Months"), privacy=Privacy.PUBLIC, listed=True)] = None
