"""What can be chosen when facts of a family are given to somebody outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions.share_purposes import Purpose, purposes
from liaison_app.actions.titles import title, titles
from liaison_app.packets.recipients import circle
from liaison_app.records.governance import Consent

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class ShareChoices:
    """What there is to choose.

    Attributes:
        family: what it is called.
        purposes: for what.
        people: id and name of each child and adult about whom facts can be given.
        adults: names of those who may get the family's own copy.
        recipients: those whom a consent of this family names, to be typed no more.
    """

    family: str
    purposes: tuple[Purpose, ...]
    people: tuple[tuple[str, str], ...]
    adults: tuple[str, ...]
    recipients: tuple[str, ...]


def choices(workspace: Workspace, household: str) -> ShareChoices:
    """What can be chosen for a family.

    Raises:
        UnknownRecord: there is no such family.
    """
    around = circle(workspace, household)
    adults = [one.person.id for one in around.candidates]
    children = [one.id for one in around.children]
    names = titles(workspace, "person", (*children, *adults))
    consents = (one.recipient.strip() for one in workspace.all(Consent, household=household))
    return ShareChoices(
        family=title(workspace, "household", household),
        purposes=tuple(one for one in purposes(workspace) if one.needs),
        people=tuple((one, names[one]) for one in (*children, *adults)),
        adults=tuple(names[one] for one in adults),
        recipients=tuple(dict.fromkeys(filter(None, consents))),
    )
