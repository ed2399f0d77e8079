"""What is shown of laptops, invites, requests and alarms: the answers of `laptops.py`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import N_, _
from liaison_app.language.names import clean_text, isolate
from liaison_app.records.governance import StaffRole

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from liaison_app.sync.roster import Laptop, Roster
    from liaison_app.workspace import Workspace


class InviteState(StrEnum):
    """What has become of an invite."""

    OPEN = "open"
    ASKED = "asked"
    """By post: a laptop asked to be let in, and nobody has answered yet (`Request`)."""
    USED = "used"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"
    STOPPED = "stopped"
    """Two different laptops came with it: neither is let in, and an alarm says so."""


@dataclass(frozen=True)
class LaptopLine:
    """One laptop that takes part.

    Attributes:
        id: 16 hex digits.
        name: what it is called.
        person: the name of who works at it.
        roles: labels of its roles in the interface's language.
        since: when it was let in, in UTC.
        heard: when the newest file from it was made, in UTC; None: nothing came from it yet.
        own: it is this laptop.
        removed: it was removed; nothing that it writes since counts.
    """

    id: str
    name: str
    person: str
    roles: tuple[str, ...]
    since: datetime
    heard: datetime | None
    own: bool
    removed: bool


@dataclass(frozen=True)
class InviteLine:
    """One invite that this laptop made.

    Attributes:
        id: what `cancel_invite` takes.
        person: who is invited.
        role: the label of the role, in the interface's language.
        by_post: nothing secret is inside; who uses it asks, and `accept` lets them in.
        expires: in UTC.
        state: what has become of it.
        words: the same as a sentence.
    """

    id: str
    person: str
    role: str
    by_post: bool
    expires: datetime
    state: InviteState
    words: str


@dataclass(frozen=True)
class Request:
    """A laptop that was invited by post asks to be let in.

    Attributes:
        id: what `accept` and `refuse` take.
        person: who was invited.
        words: eight words, the same as on their screen if it is their laptop; read them out by
            phone, and accept only if all eight are the same.
        asked: when the laptop asked, by its own clock, in UTC.
    """

    id: str
    person: str
    words: tuple[str, ...]
    asked: datetime


@dataclass(frozen=True)
class Alarm:
    """Something that a person must look at.

    Attributes:
        n: what `dismiss_alarm` takes.
        at: when it was noticed, in UTC.
        what: its kind.
        words: one or two sentences: what happened, what to do.
    """

    n: int
    at: datetime
    what: str
    words: str


@dataclass(frozen=True)
class Invited:
    """An invite that was just made. Its code is nowhere but here.

    Attributes:
        id: what `cancel_invite` takes.
        code: 26 characters in groups, to be typed at the other laptop; never sent with the file.
        expires: in UTC.
        person: who is invited.
        known: a member of staff of this name was there already, and is who is meant.
        by_post: nothing secret is inside.
        path: the file.
    """

    id: str
    code: str = field(repr=False)
    expires: datetime
    person: str
    known: bool
    by_post: bool
    path: Path


@dataclass(frozen=True)
class Standing:
    """How this laptop stands in its team.

    Attributes:
        team: the team's name.
        member: the roster names this laptop, as far as it has heard.
        by_post: it joined by post, so what others sent can be read only once it is let in.
        inviter: the name of who invited; "" for the laptop that began the team.
        words: the eight words to read out by phone until it is let in; else empty.
        may_invite: the person here may invite others.
        may_remove: the person here may take other laptops out of the team.
        removed: this laptop was taken out of the team.
    """

    team: str
    member: bool
    by_post: bool
    inviter: str
    words: tuple[str, ...]
    may_invite: bool
    may_remove: bool
    removed: bool


_STATES = {
    InviteState.OPEN: N_("Waits for {name}'s laptop."),
    InviteState.ASKED: N_("{name}'s laptop asks to be let in: compare the eight words by phone."),
    InviteState.USED: N_("{name}'s laptop was let in."),
    InviteState.CANCELLED: N_("Cancelled; the code opens nothing here any more."),
    InviteState.LAPSED: N_("Has expired. Invite {name} again if need be."),
    InviteState.STOPPED: N_("Two laptops came with it, so neither was let in."),
}


def invite_words(state: InviteState, name: str) -> str:
    """Say what has become of an invite.

    Args:
        state: what.
        name: of who is invited.
    """
    return _(_STATES[state]).format(name=isolate(name))


def person_of(workspace: Workspace, laptop: Laptop) -> str:
    """The name as the staff's list has it, else as it was when the laptop was let in."""
    rows = workspace.read("SELECT name FROM staff_member WHERE id = :id", {"id": laptop.person})
    return in_one_line(str(rows[0]["name"]) if rows else laptop.name)


def team_name(workspace: Workspace, roster: Roster) -> str:
    """The name as the team's record has it, else as it was when the team began."""
    rows = workspace.read("SELECT name FROM team WHERE id = :id", {"id": roster.team})
    return in_one_line(str(rows[0]["name"]) if rows else roster.team_name)


def in_one_line(name: str) -> str:
    """Give a name without what could turn around or break up the sentence that it stands in.

    Names in the roster are as another laptop sent them.
    """
    return " ".join(clean_text(name).split())


def role_words(role: str) -> str:
    """A role in the interface's language."""
    return next((_(one.label) for one in StaffRole if one == role), role)
