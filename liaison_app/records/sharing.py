"""What was given to somebody outside the team: for what, on what ground, until when.

A disclosure and what became of it are only ever added, never changed: the list of disclosures that
34 CFR 99.32 asks for must not be one that can be tidied up. The bytes that were given are kept as
an attachment, encrypted, so that everything sent can be read again exactly as it was sent.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import (
    TYPES,
    Choice,
    Field,
    LongText,
    Merge,
    Privacy,
    Record,
    Stream,
    record,
)


class Basis(Choice):
    """What allows giving something to somebody outside the team."""

    CONSENT = "consent", N_("The family's consent")
    OWN_REQUEST = "own_request", N_("The family asked for its own facts")
    EMERGENCY = "emergency", N_("Emergency of health or safety")  # 34 CFR 99.36
    CHILD_PROTECTION = "child_protection", N_("Report to child protection")
    COURT_ORDER = "court_order", N_("Court order or subpoena")  # 34 CFR 99.31(a)(9)
    WHOLE_TEAM = "whole_team", N_("Decision of the coordinator about all families")


EXCEPTIONS = (Basis.EMERGENCY, Basis.CHILD_PROTECTION, Basis.COURT_ORDER)
"""What takes the place of a consent; each needs a reason, which is written down."""


class Form(Choice):
    """As what it was given."""

    PDF = "pdf", N_("Pages to read (PDF)")
    CSV = "csv", N_("Table (CSV)")
    JSON = "json", N_("For programs (JSON)")


class Outcome(Choice):
    """What became of a disclosure that was announced."""

    GIVEN = "given", N_("File written")
    FAILED = "failed", N_("No file was written")
    ASKED = "asked", N_("Asked to delete it")
    DELETED = "deleted", N_("They say that it is deleted")


def _purpose_rule(purpose: SharePurpose) -> str:
    if not purpose.name.strip():
        return N_("A purpose needs a name, such as dentist.")
    if purpose.days is not None and not 1 <= purpose.days <= 3660:
        return N_("A purpose says for how many days a recipient may keep it: 1 to 3660.")
    return ""


def sources_in(needs: str) -> tuple[tuple[str, str], ...]:
    """The fields that a purpose names, each as record type and field, once, in its order."""
    lines = (line.strip() for line in needs.replace(",", "\n").splitlines())
    pairs = (line.partition(".") for line in lines if line)
    return tuple(dict.fromkeys((kind.strip(), field.strip()) for kind, _dot, field in pairs))


def may_be_shared(source: tuple[str, str]) -> bool:
    """Whether a purpose may name this field at all: it exists, and is neither sealed nor secret."""
    kind, name = source
    spec = TYPES[kind].fields.get(name) if kind in TYPES else None
    if spec is None or TYPES[kind].stream is Stream.SEALED:
        return False
    return spec.field.privacy is not Privacy.SEALED and not spec.field.secret


@record(
    "share_purpose",
    label=N_("Purpose of sharing"),
    plural=N_("Purposes of sharing"),
    stream=Stream.REFERENCE,
    title=("label",),
    key=("name",),
    rule=_purpose_rule,
)
class SharePurpose(Record):
    """For what a district gives facts to somebody outside, and which fields that needs."""

    name: Annotated[
        str,
        Field(N_("Name"), help=N_("Such as dentist"), privacy=Privacy.PUBLIC, listed=True),
    ]
    label: Annotated[
        str, Field(N_("In words"), privacy=Privacy.PUBLIC, merge=Merge.LWW, listed=True)
    ] = ""
    needs: Annotated[
        LongText,
        Field(
            N_("What it needs"),
            help=N_("One field a line, such as household.name"),
            privacy=Privacy.PUBLIC,
            merge=Merge.REVISIONS,
        ),
    ] = ""
    days: Annotated[
        int | None,
        Field(
            N_("Days they may keep it"),
            help=N_("Usually 90"),
            privacy=Privacy.PUBLIC,
            merge=Merge.LWW,
            listed=True,
        ),
    ] = None


@record(
    "disclosure",
    label=N_("Disclosure"),
    plural=N_("Disclosures"),
    rows=Merge.LEDGER,
    title=("recipient", "purpose"),
)
class Disclosure(Record):
    """That facts were given, or about to be given, to somebody outside the team.

    It is written before anything leaves; `disclosure_step` says what became of it.
    """

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", merge=Merge.LEDGER, listed=True)
    ] = ""
    person: Annotated[
        str,
        Field(
            N_("About"),
            help=N_("Nobody in particular: the whole family"),
            refers_to="person",
            merge=Merge.LEDGER,
            listed=True,
        ),
    ] = ""
    recipient: Annotated[
        str, Field(N_("To whom"), privacy=Privacy.FAMILY, merge=Merge.LEDGER, listed=True)
    ]
    reader: Annotated[
        str,
        Field(
            N_("To whom in the family"),
            refers_to="person",
            privacy=Privacy.FAMILY,
            merge=Merge.LEDGER,
        ),
    ] = ""
    purpose: Annotated[
        str, Field(N_("For what"), privacy=Privacy.FAMILY, merge=Merge.LEDGER, listed=True)
    ]
    named: Annotated[
        LongText,
        Field(
            N_("What was given"),
            help=N_("One field a line"),
            privacy=Privacy.FAMILY,
            merge=Merge.LEDGER,
        ),
    ] = ""
    values_given: Annotated[int | None, Field(N_("How many values"), merge=Merge.LEDGER)] = None
    basis: Annotated[Basis, Field(N_("What allows it"), merge=Merge.LEDGER, listed=True)]
    consent: Annotated[str, Field(N_("Consent"), refers_to="consent", merge=Merge.LEDGER)] = ""
    why: Annotated[str, Field(N_("Reason"), merge=Merge.LEDGER)] = ""
    staff: Annotated[
        str, Field(N_("By"), refers_to="staff_member", merge=Merge.LEDGER, listed=True)
    ] = ""
    at: Annotated[
        datetime | None,
        Field(N_("When"), privacy=Privacy.FAMILY, merge=Merge.LEDGER, listed=True),
    ] = None
    until: Annotated[
        date | None,
        Field(N_("They may keep it until"), privacy=Privacy.FAMILY, merge=Merge.LEDGER),
    ] = None
    form: Annotated[Form | None, Field(N_("As"), merge=Merge.LEDGER)] = None
    sealed: Annotated[bool, Field(N_("Locked with a code"), merge=Merge.LEDGER)] = False
    code: Annotated[
        str, Field(N_("Code"), privacy=Privacy.FAMILY, merge=Merge.LEDGER, listed=True)
    ] = ""
    digest: Annotated[str, Field(N_("SHA-256 of what was given"), merge=Merge.LEDGER)] = ""
    kept: Annotated[
        str, Field(N_("What was given, kept"), refers_to="attachment", merge=Merge.LEDGER)
    ] = ""
    reminder: Annotated[str, Field(N_("Reminder"), refers_to="follow_up", merge=Merge.LEDGER)] = ""


@record(
    "disclosure_step",
    label=N_("What became of a disclosure"),
    plural=N_("What became of disclosures"),
    rows=Merge.LEDGER,
    title=("outcome",),
)
class DisclosureStep(Record):
    """What became of a disclosure: the file was written or not, its deletion was asked for."""

    disclosure: Annotated[
        str, Field(N_("Disclosure"), refers_to="disclosure", merge=Merge.LEDGER, listed=True)
    ]
    household: Annotated[str, Field(N_("Family"), refers_to="household", merge=Merge.LEDGER)] = ""
    outcome: Annotated[Outcome, Field(N_("What happened"), merge=Merge.LEDGER, listed=True)]
    at: Annotated[datetime | None, Field(N_("When"), merge=Merge.LEDGER, listed=True)] = None
    staff: Annotated[str, Field(N_("By"), refers_to="staff_member", merge=Merge.LEDGER)] = ""
    why: Annotated[str, Field(N_("Why"), merge=Merge.LEDGER)] = ""
