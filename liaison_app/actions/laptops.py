"""Which laptops take part, who is invited, who asks to be let in: for window and commands."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from liaison_app.actions import passphrases, workspaces
from liaison_app.actions.invite_sheet import (
    print_invite_sheet,
    refuse_sheet,
    save_invite_sheet,
)
from liaison_app.actions.laptop_lines import (
    Alarm,
    Invited,
    InviteLine,
    InviteState,
    LaptopLine,
    Request,
    Standing,
    in_one_line,
    invite_words,
    person_of,
    role_words,
    team_name,
)
from liaison_app.errors import InvalidValue, UnknownRecord, UnsafePlace, WorkspaceExists
from liaison_app.interchange import rerooting
from liaison_app.language.catalogues import _
from liaison_app.records.governance import StaffMember, StaffRole
from liaison_app.store import keyslots
from liaison_app.store.driver import transaction
from liaison_app.store.durable import replace_file
from liaison_app.sync import alarms as raised
from liaison_app.sync import (
    arrival,
    invite_book,
    invite_files,
    inviting,
    joining,
    peers,
    removing,
    rosters,
    welcomes,
)
from liaison_app.sync import invites as invited_laptops
from liaison_app.workspace import Add, Clock, RandomSource, Remove, now_utc

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from liaison_app.store.writing import Progress
    from liaison_app.workspace import Workspace

__all__ = [
    "Alarm",
    "InviteLine",
    "InviteState",
    "Invited",
    "LaptopLine",
    "Request",
    "Standing",
    "accept",
    "alarms",
    "cancel_invite",
    "dismiss_alarm",
    "invite",
    "invites",
    "join",
    "laptops",
    "print_invite_sheet",
    "refuse",
    "refuse_sheet",
    "rehome",
    "remove",
    "requests",
    "save_invite_sheet",
    "standing",
    "who_of",
]

INVITE_SUFFIX = ".invite"
ROLES = (StaffRole.LIAISON, StaffRole.COORDINATOR, StaffRole.OFFICE, StaffRole.ADMIN)
"""The roles with which somebody may be invited."""


# --- who takes part


def laptops(workspace: Workspace) -> tuple[LaptopLine, ...]:
    """Every laptop of the team that this one knows of, in the order in which they were let in."""
    conn = workspace.conn
    roster = rosters.known(conn)
    heard: dict[str, datetime] = {}
    for peer in peers.every(conn):
        heard[peer.laptop] = max(peer.made, heard.get(peer.laptop, peer.made))
    return tuple(
        LaptopLine(
            id=laptop.laptop,
            name=laptop.name,
            person=person_of(workspace, laptop),
            roles=tuple(role_words(role) for role in laptop.roles),
            since=laptop.since,
            heard=heard.get(laptop.laptop),
            own=laptop.laptop == peers.laptop_of(workspace.device),
            removed=laptop.removed,
        )
        for laptop in roster.laptops.values()
    )


def who_of(workspace: Workspace, dev: str) -> str:
    """Give the name of who works at a laptop, or at an incarnation of it."""
    laptop = peers.laptop_of(dev)
    if laptop == peers.laptop_of(workspace.device):
        if not workspace.person:
            return _("this laptop")
        return workspace.get(StaffMember, workspace.person).name
    known = rosters.known(workspace.conn).laptops.get(laptop)
    return person_of(workspace, known) if known else _("another laptop")


def standing(workspace: Workspace) -> Standing:
    """How this laptop stands in its team."""
    conn = workspace.conn
    roster = rosters.known(conn)
    own = roster.laptops.get(peers.laptop_of(workspace.device))
    how = joining.joined(conn)
    asks = how is not None and own is None
    late = how is not None and (how.by_post or how.expires < workspace.now())
    return Standing(
        team=team_name(workspace, roster),
        member=own is not None and not own.removed,
        by_post=how is not None and welcomes.cannot_read_yet(conn) is not None,
        inviter=who_of(workspace, how.inviter) if how else "",
        words=passphrases.words_of(joining.fingerprint(workspace)) if asks and late else (),
        may_invite=any(inviting.may(workspace, role) for role in ROLES),
        may_remove=removing.may(workspace),
        removed=own is not None and own.removed,
    )


def remove(workspace: Workspace, laptop: str) -> None:
    """Take a laptop out of the team for good; the next file tells everybody (`removing.remove`).

    Raises:
        NotAllowed: that is for another laptop to do, an admin's.
        UnknownRecord: no such laptop takes part.
    """
    removing.remove(workspace, laptop)


# --- invites


def invites(workspace: Workspace) -> tuple[InviteLine, ...]:
    """Every invite that this laptop made, those that expire last first."""
    return tuple(
        InviteLine(
            id=made.id,
            person=made.name,
            role=role_words(made.roles[0]),
            by_post=made.by_post,
            expires=made.expires,
            state=_state(made, workspace.now()),
            words=invite_words(_state(made, workspace.now()), made.name),
        )
        for made in invite_book.every(workspace.conn)
    )


def invite(
    workspace: Workspace,
    *,
    person: str,
    role: str = StaffRole.LIAISON,
    by_post: bool = False,
    target: Path,
    force: bool = False,
    remotes: Mapping[str, Mapping[str, str]] | None = None,
) -> Invited:
    """Invite somebody with a laptop of their own: a file for them, and a code for paper.

    Who is new to the staff is written down.

    Args:
        workspace: where to.
        person: the name of who is invited.
        role: one of `ROLES`.
        by_post: put no secret into the file, so that it may travel; good for 14 days. Else it must
            not leave the room and is good for 24 hours.
        target: the file.
        force: replace a file of this name.
        remotes: name of each shared place that the new laptop is to use, to what opens it for that
            laptop alone; what is not named is as it is open to all, and secrets of this laptop are
            never passed on.

    Raises:
        InvalidValue: there is no name, or no such role.
        UnknownRecord: there is no shared place of a name.
        NotAllowed: this laptop may not invite with this role.
        WorkspaceExists: there is a file of this name.
        UnsafePlace: it would lie in the workspace.
        NoRoom, ReadOnlyPlace: it cannot be written; nobody is invited.
    """
    name = in_one_line(person)
    if not name:
        raise InvalidValue(_("Give the name of who is invited."))
    given = next((one for one in ROLES if one == role), None)
    if given is None:
        raise InvalidValue(
            _("There is no such role. Choose one of: {roles}.").format(roles=", ".join(ROLES))
        )
    _refuse_target(workspace, target, force=force)
    known = _of_this_name(workspace, name)
    who = known.id if known else workspace.new_id()
    drawn = inviting.draw_up(
        workspace,
        who,
        known.name if known else name,
        role,
        by_post=by_post,
        remotes=remotes or {},
    )
    code = keyslots.new_code(workspace.random.randbytes)
    sealed = invite_files.seal(drawn, code, workspace.random.randbytes)
    if known is None:
        staff = StaffMember(id=who, name=name, role=given)
        workspace.commit("device.invite", [Add(staff)])
    inviting.keep(workspace, drawn, code, target, sealed)
    try:
        replace_file(target, sealed)
    except BaseException:
        inviting.forget(workspace, drawn.id)
        if known is None:
            workspace.commit("device.invite", [Remove(StaffMember, who)])
        raise
    return Invited(
        drawn.id, code, drawn.expires, drawn.person_name, known is not None, by_post, target
    )


def cancel_invite(workspace: Workspace, invite_id: str) -> None:
    """Let an invite be good for nothing any more, and its file go if it still lies there.

    Raises:
        UnknownRecord: there is no open invite with this id.
    """
    invited_laptops.cancel(workspace, invite_id)


# --- letting in


def requests(workspace: Workspace) -> tuple[Request, ...]:
    """The laptops that ask to be let in."""
    return tuple(
        Request(
            id=made.id,
            person=made.name,
            words=passphrases.words_of(invited_laptops.fingerprint(workspace, made)),
            asked=datetime.fromisoformat(made.asked),
        )
        for made in invite_book.every(workspace.conn)
        if made.state == invite_book.ASKED
    )


def accept(workspace: Workspace, request_id: str) -> None:
    """Let a laptop in whose eight words were compared by phone; the next file makes it known.

    Raises:
        UnknownRecord: nobody asks with this id.
        NotAllowed: this laptop may not let others in.
    """
    invited_laptops.accept(workspace, request_id)
    arrival.try_waiting(workspace)  # what came with the request


def refuse(workspace: Workspace, request_id: str) -> None:
    """Do not let a laptop in; its invite is good for nothing any more.

    Raises:
        UnknownRecord: nobody asks with this id.
    """
    invited_laptops.refuse(workspace, request_id)


def alarms(workspace: Workspace) -> tuple[Alarm, ...]:
    """What a person must look at, newest first."""
    return tuple(
        Alarm(one.n, one.at, one.what, raised.words(one, lambda dev: who_of(workspace, dev)))
        for one in raised.unseen(workspace.conn)
    )


def dismiss_alarm(workspace: Workspace, n: int) -> None:
    """Note that an alarm was seen.

    Raises:
        UnknownRecord: there is none with this number.
    """
    with workspace.shared.writing, transaction(workspace.conn):
        if not raised.dismiss(workspace.conn, n):
            raise UnknownRecord(_("There is no alarm with this number; look at the list again."))


# --- joining


def join(
    source: Path,
    code: str,
    folder: Path,
    *,
    passphrase: str,
    clock: Clock = now_utc,
    random: RandomSource | None = None,
) -> workspaces.Made:
    """Make a workspace that belongs to the team that an invite is for, and open it.

    Args:
        source: the invite.
        code: its code, as typed.
        folder: an empty folder or one to be made.
        passphrase: of the new workspace.
        clock: gives the time in UTC.
        random: source of ids and keys; the system's if none is given.

    Raises:
        WrongPassphrase: the code does not open the invite.
        NotAllowed: the invite has expired.
        ForeignFile, DamagedFile, NewerFile, UnreadableInput: the file is no invite.
        InvalidValue: the passphrase is too weak.
        WorkspaceExists, UnsafePlace, ReadOnlyPlace, NoRoom: nothing is left behind.
    """
    found = invite_files.read(source, code)
    joining.refuse_expired(found, clock())
    return workspaces.create(
        folder,
        person=found.person_name,
        team=found.found.team_name or found.person_name,
        passphrase=passphrase,
        practice=found.found.practice,
        clock=clock,
        random=random,
        begin=lambda workspace, _person, _team: joining.begin(workspace, found, code),
    )


def rehome(workspace: Workspace, source: Path, code: str, progress: Progress | None = None) -> None:
    """Bring this workspace, with all its families, into the team that an invite is for.

    Args:
        workspace: one that nobody else knows of.
        source: the invite.
        code: its code, as typed.
        progress: called with (done, all); raises `Cancelled` to stop, and nothing is changed.

    Raises:
        WrongPassphrase, ForeignFile, DamagedFile, NewerFile, UnreadableInput: as `join`.
        NotAllowed: the invite has expired, or others know of this workspace.
        InvalidValue: practice and real would mix.
        WorkspaceInUse, NoRoom, ReadOnlyPlace, Cancelled: nothing was changed.
    """
    found = invite_files.read(source, code)
    joining.refuse_known(workspace, found)
    joining.refuse_expired(found, workspace.now())
    ids = rerooting.new_ids(workspace, found.root, joining.person_and_team(workspace, found))
    joining.rehome(workspace, found, code, ids, progress)


def _state(made: invite_book.Made, now: datetime) -> InviteState:
    lapsed = made.state == invite_book.OPEN and made.expires < now
    return InviteState.LAPSED if lapsed else InviteState(made.state)


def _refuse_target(workspace: Workspace, target: Path, *, force: bool) -> None:
    if target.resolve().is_relative_to(workspaces.folder_of(workspace).resolve()):
        raise UnsafePlace(
            _("The invite must not lie in the workspace folder. Choose a stick or another folder.")
        )
    if target.is_dir() or (target.exists() and not force):
        raise WorkspaceExists(_("There is already a file of this name. Choose another name."))


def _of_this_name(workspace: Workspace, name: str) -> StaffMember | None:
    alike = [one for one in workspace.all(StaffMember) if one.name.casefold() == name.casefold()]
    return next((one for one in alike if one.active), alike[0] if alike else None)
