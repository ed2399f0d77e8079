"""Consent, staff, teams, who is responsible for whom, and attached files."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from liaison_app.language.catalogues import N_
from liaison_app.records.declare import (
    BlobKey,
    Choice,
    Field,
    LanguageTag,
    Merge,
    Privacy,
    Record,
    Stream,
    Writers,
    record,
)


class ConsentState(Choice):
    """What a giver said; that a consent has expired is computed from its date."""

    GIVEN = "given", N_("Given")
    REFUSED = "refused", N_("Refused")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class Capacity(Choice):
    """As what a person consents."""

    PARENT = "parent", N_("Parent")
    GUARDIAN = "guardian", N_("Guardian")
    EDUCATION_RIGHTS_HOLDER = "education_rights_holder", N_("Education rights holder")
    ELIGIBLE_STUDENT = "eligible_student", N_("Eligible student")
    CAREGIVER_BY_AFFIDAVIT = "caregiver_by_affidavit", N_("Caregiver by affidavit")


class ConsentMeans(Choice):
    """How consent was given."""

    SIGNED_PAPER = "signed_paper", N_("Signed paper")
    ON_SCREEN = "on_screen", N_("On screen")
    SPOKEN_WITH_WITNESS = "spoken_with_witness", N_("Spoken with witness")


class StaffRole(Choice):
    """What a member of staff may do; one person may have several."""

    LIAISON = "liaison", N_("Liaison")
    COORDINATOR = "coordinator", N_("Coordinator")
    ADMIN = "admin", N_("Admin")
    OFFICE = "office", N_("Office")
    TEACHER = "teacher", N_("Teacher")
    INTERPRETER = "interpreter", N_("Interpreter")


class AssignmentRole(Choice):
    """As what a member of staff is assigned to a family."""

    LIAISON = "liaison", N_("Liaison")
    CO_VISITOR = "co_visitor", N_("Co-visitor")
    TEACHER = "teacher", N_("Teacher")
    COUNSELLOR = "counsellor", N_("Counsellor")
    PARTNER = "partner", N_("Partner")


@record(
    "consent",
    label=N_("Consent"),
    plural=N_("Consents"),
    title=("purpose", "recipient"),
    key=("giver", "purpose", "recipient"),
)
class Consent(Record):
    """One giver's answer for one purpose and recipient."""

    giver: Annotated[
        str, Field(N_("Given by"), refers_to="person", privacy=Privacy.FAMILY, listed=True)
    ]
    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ] = ""
    concerns: Annotated[str, Field(N_("For whom"), refers_to="person", privacy=Privacy.FAMILY)] = ""
    capacity: Annotated[Capacity | None, Field(N_("As"), privacy=Privacy.FAMILY)] = None
    purpose: Annotated[str, Field(N_("Purpose"), privacy=Privacy.FAMILY, listed=True)]
    recipient: Annotated[str, Field(N_("To whom"), privacy=Privacy.FAMILY, listed=True)] = ""
    data: Annotated[str, Field(N_("What may be shared"), privacy=Privacy.FAMILY)] = ""
    state: Annotated[
        ConsentState | None,
        Field(N_("Answer"), merge=Merge.CONSENT, privacy=Privacy.FAMILY, listed=True),
    ] = None
    means: Annotated[ConsentMeans | None, Field(N_("How"), privacy=Privacy.FAMILY)] = None
    language: Annotated[LanguageTag, Field(N_("Language"), privacy=Privacy.FAMILY)] = ""
    wording: Annotated[str, Field(N_("Version of the text"), privacy=Privacy.FAMILY)] = ""
    interpreter: Annotated[str, Field(N_("Interpreter's name"), privacy=Privacy.FAMILY)] = ""
    given_on: Annotated[date | None, Field(N_("Date"), privacy=Privacy.FAMILY, listed=True)] = None
    expires_on: Annotated[
        date | None, Field(N_("Ends on"), privacy=Privacy.FAMILY, listed=True)
    ] = None
    withdrawn_on: Annotated[date | None, Field(N_("Withdrawn on"), privacy=Privacy.FAMILY)] = None


@record(
    "staff_member",
    label=N_("Staff member"),
    plural=N_("Staff"),
    stream=Stream.REFERENCE,
    title=("name",),
    written_by=Writers.ADDS,  # whoever joins writes their own name; imports bring teachers
)
class StaffMember(Record):
    """Someone who works with families."""

    name: Annotated[str, Field(N_("Name"), privacy=Privacy.FAMILY, merge=Merge.LWW, listed=True)]
    role: Annotated[StaffRole | None, Field(N_("Role"), privacy=Privacy.FAMILY, listed=True)] = None
    phone: Annotated[str, Field(N_("Work phone"), privacy=Privacy.FAMILY, listed=True)] = ""
    email: Annotated[str, Field(N_("Work e-mail"), privacy=Privacy.FAMILY)] = ""
    languages: Annotated[str, Field(N_("Languages"), privacy=Privacy.FAMILY, merge=Merge.LWW)] = ""
    active: Annotated[bool, Field(N_("Works here now"))] = True


@record(
    "team",
    label=N_("Team"),
    plural=N_("Teams"),
    stream=Stream.REFERENCE,
    title=("name",),
    written_by=Writers.ADDS,  # whoever joins writes its name until the first file comes
)
class Team(Record):
    """People who share families."""

    name: Annotated[str, Field(N_("Name"), privacy=Privacy.FAMILY, merge=Merge.LWW, listed=True)]
    phone: Annotated[str, Field(N_("Phone"), privacy=Privacy.FAMILY, listed=True)] = ""


@record(
    "assignment",
    label=N_("Assignment"),
    plural=N_("Assignments"),
    title=("staff", "household"),
)
class Assignment(Record):
    """Who of the staff is there for a family, and as what."""

    household: Annotated[
        str, Field(N_("Family"), refers_to="household", privacy=Privacy.FAMILY, listed=True)
    ]
    staff: Annotated[
        str,
        Field(N_("Staff member"), refers_to="staff_member", privacy=Privacy.FAMILY, listed=True),
    ]
    role: Annotated[AssignmentRole, Field(N_("As"), privacy=Privacy.FAMILY, listed=True)] = (
        AssignmentRole.LIAISON
    )
    team: Annotated[str, Field(N_("Team"), refers_to="team")] = ""
    since: Annotated[date | None, Field(N_("Since"), merge=Merge.LWW)] = None
    until: Annotated[date | None, Field(N_("Until"), merge=Merge.LWW)] = None
    handing: Annotated[str, Field(N_("By hand-over"), refers_to="handing", merge=Merge.LWW)] = ""


@record("attachment", label=N_("Attachment"), plural=N_("Attachments"), title=("name",))
class Attachment(Record):
    """A file kept with a family; its bytes lie encrypted in the blob folder."""

    household: Annotated[str, Field(N_("Family"), refers_to="household", listed=True)]
    visit: Annotated[str, Field(N_("Visit"), refers_to="visit")] = ""
    name: Annotated[str, Field(N_("Name"), merge=Merge.LWW, listed=True)] = ""
    media_type: Annotated[str, Field(N_("Type"), listed=True)] = ""
    size: Annotated[int | None, Field(N_("Bytes"))] = None
    sha256: Annotated[str, Field(N_("SHA-256 of the file"))] = ""
    blob: Annotated[BlobKey, Field(N_("Stored as"))] = ""
    key: Annotated[str, Field(N_("Key"), privacy=Privacy.RESTRICTED, secret=True)] = ""
