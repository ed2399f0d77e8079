"""What becomes of invites: letting in the laptops that come with them, cancelling, lapsing.

In the same room the laptop is let in as soon as a file from it proves that the code was typed; the
secrets in the invite are then replaced by new ones. By post, or too late, it becomes a request that
a person answers after comparing eight words. Two different laptops under one invite: neither.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.store import settings
from liaison_app.store.driver import transaction
from liaison_app.sync import (
    alarms,
    completing,
    enrolments,
    epochs,
    forgetting,
    identity,
    invite_book,
    moving,
    office_codes,
    removing,
    rosters,
    welcomes,
)
from liaison_app.sync.invite_book import ASKED, CANCELLED, LAPSED, OPEN, STOPPED, USED, Made
from liaison_app.sync.membership import reads
from liaison_app.sync.roster import may_invite
from liaison_app.sync.roster_entries import (
    COORDINATOR,
    LIAISON,
    Action,
    Add,
    time_of,
)

if TYPE_CHECKING:
    from datetime import datetime

    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Answered:
    """What an enrolment came to.

    Attributes:
        joined: the laptop that was let in, "" for none.
        request: the id of the request that now waits for a person.
        alarm: two laptops came with one invite.
    """

    joined: str = ""
    request: str = ""
    alarm: bool = False


def cancel(workspace: Workspace, invite_id: str) -> None:
    """Let an invite be good for nothing any more.

    Raises:
        UnknownRecord: there is no open invite with this id.
    """
    conn = workspace.conn
    made = invite_book.find(conn, invite_id)
    if made is None or made.state not in {OPEN, ASKED, LAPSED}:
        raise UnknownRecord(_("There is no open invite with this id; look at the list again."))
    with workspace.shared.writing, transaction(conn):
        invite_book.put(conn, replace(made, state=CANCELLED, request=None))
        if not made.by_post and made.state == OPEN:
            _rotate(workspace, conn)
    remove_files(workspace)


# --- letting in


def answer(
    workspace: Workspace, conn: Connection, said: dict[str, Any], record: Record
) -> Answered:
    """Answer a laptop that asks to be let in, in the caller's transaction.

    Args:
        workspace: of whoever may have invited it.
        conn: inside a transaction.
        said: the line of the verified record.
        record: the record, of kind `enrol`.

    Raises:
        DamagedFile: it is no enrolment.
        NotAllowed: it does not fit its invite, or that was cancelled.
    """
    enrolment = enrolments.read(said)
    if (enrolment.laptop, enrolment.sign.hex()) != (record.laptop, record.pk):
        raise _does_not_fit()
    made = invite_book.find(conn, enrolment.invite)
    if made is None or enrolment.laptop in rosters.known(conn).laptops:
        return Answered()  # somebody else's invite, or seen before
    root = settings.get(conn, "root")
    if not enrolments.mac_fits(bytes.fromhex(made.key), root, enrolment, said.get("mac")):
        raise _does_not_fit()
    _refuse_cancelled(made)
    if made.state == STOPPED or (made.request and made.request != enrolment):
        return _two(workspace, conn, made)
    asked = _time(said.get("asked"), workspace.now())
    return _first(workspace, conn, replace(made, request=enrolment, asked=asked.isoformat()))


def _time(said: object, now: datetime) -> datetime:
    """When a laptop says that it asked; what is no time is now."""
    try:
        return time_of(said)
    except ValueError:
        return now


def _first(workspace: Workspace, conn: Connection, made: Made) -> Answered:
    """Answer the one laptop that came with an invite: let it in, or let a person say so."""
    in_time = made.state == OPEN and made.expires >= workspace.now()
    if in_time and not made.by_post and _may_let_in(workspace, conn, made):
        _let_in(workspace, conn, made)
        return Answered(joined=made.request.laptop if made.request else "")
    if not made.by_post and made.state == OPEN:
        _rotate(workspace, conn)
    invite_book.put(conn, replace(made, state=ASKED))
    return Answered(request=made.id)


def _refuse_cancelled(made: Made) -> None:
    if made.state == CANCELLED:
        raise NotAllowed(
            _(
                "The invite for {name} was cancelled, so that laptop is not let in and nothing was"
                " taken. Invite {name} again if that is right."
            ).format(name=isolate(made.name))
        )


def accept(workspace: Workspace, invite_id: str) -> None:
    """Let in the laptop that asks under this invite, after a person compared the words.

    Raises:
        UnknownRecord: no laptop asks under it.
        NotAllowed: that is not for this laptop to do any more.
    """
    conn = workspace.conn
    made = asked_for(conn, invite_id)
    with workspace.shared.writing, transaction(conn):
        if not _may_let_in(workspace, conn, made):
            raise NotAllowed(_("This laptop may not let others in. Ask your coordinator."))
        _let_in(workspace, conn, made)
    remove_files(workspace)


def refuse(workspace: Workspace, invite_id: str) -> None:
    """Do not let in the laptop that asks under this invite; the invite is good for nothing more.

    Raises:
        UnknownRecord: no laptop asks under it.
    """
    asked_for(workspace.conn, invite_id)
    cancel(workspace, invite_id)


def asked_for(conn: Connection, invite_id: str) -> Made:
    """Give an invite under which a laptop asks to be let in.

    Raises:
        UnknownRecord: none does.
    """
    made = invite_book.find(conn, invite_id)
    if made is None or made.state != ASKED or made.request is None:
        raise UnknownRecord(_("Nobody asks to join with this id; look at the list again."))
    return made


def fingerprint(workspace: Workspace, made: Made) -> bytes:
    """Give the 80 bits behind the words for the laptop that asks."""
    own = identity.own(workspace)
    assert made.request is not None  # noqa: S101  (of `asked_for`, or a state that has one)
    return enrolments.fingerprint(workspace.root, own.sign.verify_key.encode(), made.request)


# --- upkeep


def upkeep(workspace: Workspace) -> None:
    """Do what is due: invites, removals, secrets, sealed facts, the office's code."""
    conn = workspace.conn
    with workspace.shared.writing, transaction(conn):
        lapsed = invite_book.lapsing(conn, workspace.now())
        for made in lapsed:
            invite_book.put(conn, replace(made, state=LAPSED))
        if any(not made.by_post for made in lapsed):
            _rotate(workspace, conn)
        removing.follow_up(workspace, conn)
        completing.complete(workspace, conn)
        completing.renew(workspace, conn)
        _share_what_is_missing(workspace, conn)
    remove_files(workspace)
    moving.settle(workspace)
    forgetting.review(workspace)
    office_codes.settle(workspace)


def remove_files(workspace: Workspace) -> None:
    """Remove the files of invites that are good for nothing any more, where they still lie."""
    conn = workspace.conn
    for made in invite_book.every(conn):
        useless = made.path and made.state not in {OPEN, ASKED}
        if useless and _removed(Path(made.path), made.sha256):
            with workspace.shared.writing, transaction(conn):
                invite_book.put(conn, replace(made, path=""))


def _removed(path: Path, sha256: str) -> bool:
    """Remove a file if it is still the one that was made; a stick may be elsewhere by now."""
    try:
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            path.unlink()
    except OSError:
        return False
    return True


def _two(workspace: Workspace, conn: Connection, made: Made) -> Answered:
    """Another laptop came with an invite that one had come with before."""
    if made.state == USED:
        alarms.add(conn, workspace.now(), alarms.SECOND_REQUEST, {"person": made.name})
    else:
        invite_book.put(conn, replace(made, state=STOPPED, request=None))
        alarms.add(conn, workspace.now(), alarms.TWO_REQUESTS, {"person": made.name})
    return Answered(alarm=True)


def _may_let_in(workspace: Workspace, conn: Connection, made: Made) -> bool:
    roster = rosters.known(conn)
    return all(may_invite(roster, _laptop(workspace), role) for role in made.roles)


def _let_in(workspace: Workspace, conn: Connection, made: Made) -> None:
    """Write a laptop into the roster, hand it every secret, and make new ones after a room."""
    newcomer = made.request
    assert newcomer is not None  # noqa: S101  (both callers have one)
    roster = rosters.known(conn)
    streams = roster.open_streams(_laptop(workspace))
    add = Add(
        laptop=newcomer.laptop,
        name=newcomer.name,
        person=made.person,
        roles=made.roles,
        sign=newcomer.sign,
        age=newcomer.age,
        streams=streams,
        invite=made.id,
    )
    coordinates = COORDINATOR in roster.roles_of(_laptop(workspace))
    sealed = [one for one, owner in roster.owners.items() if coordinates and reads(add, owner)]
    here = [name for name in epochs.held(conn) if name[0] in (*streams, *sealed)]
    do: list[Action] = [add, epochs.share(conn, newcomer.laptop, newcomer.age, here)]
    if not made.by_post:
        do += epochs.renew(conn, roster, [*roster.members, add], _laptop(workspace))
    rosters.sign_entry(workspace, conn, do)
    completing.complete(workspace, conn)
    welcome = base64.b64encode(welcomes.seal(workspace, conn, newcomer)).decode()
    invite_book.put(conn, replace(made, state=USED, welcome=welcome))


def _rotate(workspace: Workspace, conn: Connection) -> None:
    """Make new secrets: somebody may hold the present ones who should not."""
    roster = rosters.known(conn)
    if may_invite(roster, _laptop(workspace), LIAISON):
        renewed = epochs.renew(conn, roster, roster.members, _laptop(workspace))
        rosters.sign_entry(workspace, conn, renewed)


def _share_what_is_missing(workspace: Workspace, conn: Connection) -> None:
    """Two who let somebody in at the same time know nothing of each other's newcomers."""
    roster = rosters.known(conn)
    if not may_invite(roster, _laptop(workspace), LIAISON):
        return
    ours = epochs.held(conn).keys()
    mine = set(roster.open_streams(_laptop(workspace)))
    if COORDINATOR in roster.roles_of(_laptop(workspace)):
        mine |= roster.owners.keys()
    do = [
        epochs.share(conn, member.laptop, member.age, lacking)
        for member in roster.members
        if (
            lacking := {name for name in ours if name[0] in mine.intersection(member.streams)}
            - roster.covered.get(member.laptop, frozenset())
        )
    ]
    if do:
        rosters.sign_entry(workspace, conn, do)


def _does_not_fit() -> NotAllowed:
    return NotAllowed(
        _(
            "This file is from a laptop that does not know the code of its invite, so nothing was"
            " taken. Ask who gave you the file, and invite them again."
        )
    )


def _laptop(workspace: Workspace) -> str:
    return workspace.device.partition(".")[0]
