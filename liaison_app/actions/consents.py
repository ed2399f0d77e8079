"""Consents: what a giver answered for one purpose and recipient, and whether it stands today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.actions.titles import titles
from liaison_app.language.catalogues import N_
from liaison_app.records.governance import Consent, ConsentState
from liaison_app.records.partnership import FollowUp, TaskState
from liaison_app.workspace import Put, Touched

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

_SOON = 30  # days


class Standing(StrEnum):
    """Whether a consent stands on a day."""

    GIVEN = "given"
    ENDING = "ending"
    EXPIRED = "expired"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNANSWERED = "unanswered"


STANDING_LABELS = {
    Standing.GIVEN: N_("Given"),
    Standing.ENDING: N_("Given, ends soon"),
    Standing.EXPIRED: N_("Expired"),
    Standing.REFUSED: N_("Refused"),
    Standing.WITHDRAWN: N_("Withdrawn"),
    Standing.UNANSWERED: N_("Not answered yet"),
}


@dataclass(frozen=True)
class ConsentLine:
    """One consent of a family, as it stands today."""

    id: str
    giver: str
    purpose: str
    recipient: str
    standing: Standing
    given_on: date | None
    expires_on: date | None
    withdrawn_on: date | None


def of_family(workspace: Workspace, household: str) -> tuple[ConsentLine, ...]:
    """The consents of a family and of its people, newest first."""
    rows = workspace.read(
        "SELECT id FROM consent WHERE NOT deleted AND (household = :household"
        " OR (household = '' AND giver IN (SELECT person FROM household_member"
        "     WHERE household = :household AND NOT deleted)))"
        " ORDER BY given_on DESC, n DESC",
        {"household": household},
    )
    found = [workspace.get(Consent, row["id"]) for row in rows]
    givers = titles(workspace, "person", (one.giver for one in found))
    today = workspace.today()
    return tuple(
        ConsentLine(
            id=one.id,
            giver=givers.get(one.giver, ""),
            purpose=one.purpose,
            recipient=one.recipient,
            standing=standing(one, today),
            given_on=one.given_on,
            expires_on=one.expires_on,
            withdrawn_on=one.withdrawn_on,
        )
        for one in found
    )


def standing(consent: Consent, today: date) -> Standing:
    """Whether a consent stands; that it has expired is computed, never written."""
    if consent.state is ConsentState.WITHDRAWN or _past(consent.withdrawn_on, today):
        return Standing.WITHDRAWN
    if consent.state is ConsentState.REFUSED:
        return Standing.REFUSED
    if consent.state is not ConsentState.GIVEN:
        return Standing.UNANSWERED
    if consent.expires_on is None:
        return Standing.GIVEN
    if consent.expires_on < today:
        return Standing.EXPIRED
    soon = consent.expires_on <= today + timedelta(days=_SOON)
    return Standing.ENDING if soon else Standing.GIVEN


def withdraw(workspace: Workspace, consent: str, *, by: object = None) -> Touched:
    """Write down that a consent was withdrawn today; it acts at once.

    Who was given something on it is to be asked to delete it today, not on the day agreed.

    Raises:
        UnknownRecord: there is no such consent.
    """
    today = workspace.today()
    values = {"state": ConsentState.WITHDRAWN, "withdrawn_on": today}
    rows = workspace.read(
        "SELECT f.id FROM disclosure d JOIN follow_up f ON f.id = d.reminder"
        " WHERE d.consent = :consent AND NOT f.deleted AND f.state = :open AND f.due > :today",
        {"consent": consent, "open": TaskState.OPEN, "today": today.isoformat()},
    )
    sooner = [Put(FollowUp, row["id"], {"due": today}) for row in rows]
    changes = [Put(Consent, consent, values), *sooner]
    return workspace.commit("consent.withdraw", changes, by=by)


def _past(day: date | None, today: date) -> bool:
    return day is not None and day <= today
