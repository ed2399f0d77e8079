"""Calls, messages and letters between visits; and finding the family that they were with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions.drafts import NEW_CONTACT
from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.records.partnership import Channel, ContactLog, Direction
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from datetime import datetime

    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Logged:
    """A contact that was written down: its id and the action's number."""

    contact: str
    number: int


def log(
    workspace: Workspace,
    household: str,
    gist: str = "",
    *,
    channel: Channel = Channel.PHONE,
    direction: Direction = Direction.WE,
    reached: bool | None = None,
    person: str = "",
    at: datetime | None = None,
    by: object = None,
) -> Logged:
    """Write down a contact, in one transaction; the draft that was kept of it goes.

    Args:
        workspace: where.
        household: id of the family.
        gist: what was said, in short.
        channel: how.
        direction: who began.
        reached: whether anybody was reached; None if that is no question.
        person: id of who it was with.
        at: an aware time; now by default.
        by: handed back in `Touched`.

    Raises:
        InvalidValue: the family is missing or not there.
        NoRoom, ReadOnlyPlace, Locked: nothing was written; the draft is still there.
    """
    if not household:
        raise InvalidValue(_("Choose the family that the contact was with."))
    contact = ContactLog(
        household=household,
        at=at or workspace.now(),
        channel=channel,
        direction=direction,
        person=person,
        reached=reached,
        gist=gist,
        staff=workspace.person,
    )
    touched = workspace.commit("contact.log", [Add(contact)], by=by, discard_draft=NEW_CONTACT)
    return Logged(touched.ids[0], touched.number)
