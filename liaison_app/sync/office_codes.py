"""The code that the office keeps for a laptop, so that a coordinator can let its owner in again.

Where an admin has switched it on, each laptop makes a recovery code of its own for the office:
beside the one of the sheet, so that neither tells the other. It travels as a record sealed to the
laptops of coordinators and of the office, and to nothing else. A code whose reader left is
replaced, and so is one that was used. The former one opens nothing from then on; against an old
copy of the key file the workspace is given another key when the passphrase is typed next.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from liaison_app.records.laptops import OfficeCode, OfficeCodeLook, OfficeWayIn
from liaison_app.store import access, keyslots, settings
from liaison_app.store.driver import transaction
from liaison_app.sync import alarms, epochs, identity, rosters
from liaison_app.sync.roster_entries import COORDINATOR, OFFICE
from liaison_app.workspace import Add, Put, Remove

if TYPE_CHECKING:
    from liaison_app.store.driver import Connection
    from liaison_app.sync.roster import Laptop, Roster
    from liaison_app.workspace import Workspace

WAY_IN = "recovery"
_CODE, _LOOKS = "office_code", "office_looks"
READERS = frozenset({COORDINATOR, OFFICE})


def switched_on(workspace: Workspace) -> bool:
    """Whether laptops of this team keep a code for their office."""
    return any(one.switched_on for one in workspace.all(OfficeWayIn, what=WAY_IN))


def readers(roster: Roster, own: str) -> tuple[Laptop, ...]:
    """The laptops to which this one's code is sealed."""
    return tuple(
        one for one in roster.members if one.laptop != own and READERS.intersection(one.roles)
    )


def wrapping(conn: Connection) -> bytes:
    """Give the key of the code that the office keeps; empty if it keeps none."""
    code = settings.get(conn, _CODE)
    return keyslots.recovery_key(code) if code else b""


def key_is_due(workspace: Workspace) -> bool:
    """Whether a code was replaced and the workspace has the key that it opened still."""
    return bool(settings.get(workspace.conn, access.KEY_IS_DUE))


def settle(workspace: Workspace) -> None:
    """Make, renew, seal anew or withdraw the code, and tell of who read it.

    Raises:
        NoRoom, ReadOnlyPlace: the code stays as it was.
    """
    conn = workspace.conn
    own = workspace.device.partition(".")[0]
    roster = rosters.known(conn)
    member = own in {one.laptop for one in roster.members}
    who = readers(roster, own) if member and not workspace.practice else ()
    if who and switched_on(workspace):
        _keep(workspace, own, who)
    else:
        _withdraw(workspace, own)
    tell_of_looks(workspace)


def renew(workspace: Workspace) -> None:
    """Make another code for the office at once; the former one opens nothing any more."""
    _change(workspace, "")
    settle(workspace)


def opened(workspace: Workspace, record: OfficeCode) -> str:
    """Open a code that is sealed to this laptop; "" if it is not."""
    return epochs.unwrap(record.sealed, identity.own(workspace).age).decode(errors="replace")


def _keep(workspace: Workspace, own: str, who: tuple[Laptop, ...]) -> None:
    conn = workspace.conn
    known = workspace.all(OfficeCode, laptop=own, staff=workspace.person)
    names = {one.laptop for one in who}
    before = set(known[0].readers.split()) if known else set()
    code = settings.get(conn, _CODE)
    good = code and keyslots.opens(workspace.shared.sets, keyslots.recovery_key(code))
    if not good or before - names:
        code = keyslots.new_code(workspace.random.randbytes)
        _change(workspace, code)
    if good and before == names and known and known[0].mark == _mark(code):
        return
    first = not known
    values = {
        "sealed": epochs.wrap(code.encode(), [one.age for one in who]),
        "readers": " ".join(sorted(names)),
        "mark": _mark(code),
        "sealed_at": workspace.now(),
    }
    if known:
        workspace.commit("office_code.keep", [Put(OfficeCode, known[0].id, values)])
    else:
        gone = workspace.read(
            "SELECT id FROM office_code WHERE laptop = :own AND staff = :me",
            {"own": own, "me": workspace.person},
        )
        made = OfficeCode(laptop=own, staff=workspace.person, **values)  # type: ignore[arg-type]
        back = {**values, "deleted": False}
        change = Put(OfficeCode, gone[0]["id"], back) if gone else Add(made)
        workspace.commit("office_code.keep", [change])
    if first:
        with workspace.shared.writing, transaction(conn):
            about = {"mark": _mark(code)}
            alarms.add(conn, workspace.now(), alarms.OFFICE_CODE, about)


def _withdraw(workspace: Workspace, own: str) -> None:
    """Let no code of the office open this laptop."""
    if settings.get(workspace.conn, _CODE):
        _change(workspace, "")
    for one in workspace.all(OfficeCode, laptop=own, staff=workspace.person):
        workspace.commit("office_code.withdraw", [Remove(OfficeCode, one.id)])


def _change(workspace: Workspace, code: str) -> None:
    """Exchange the code ("" for none) in the slots and in what is remembered of it."""
    shared = workspace.shared
    with shared.writing:
        drop = wrapping(workspace.conn)
        if drop and keyslots.opens(shared.sets, drop):
            settings.put(workspace.conn, access.KEY_IS_DUE, "1")
        add = keyslots.recovery_key(code) if code else b""
        shared.sets = access.change_code(
            shared.opened, shared.sets, drop, add, workspace.random.randbytes
        )
        settings.put(workspace.conn, _CODE, code)


def tell_of_looks(workspace: Workspace) -> None:
    """Raise an alarm for each time somebody read the code of this laptop, once."""
    own = workspace.device.partition(".")[0]
    told = set(settings.get(workspace.conn, _LOOKS).split())
    looks = [one for one in workspace.all(OfficeCodeLook, laptop=own) if one.id not in told]
    if not looks:
        return
    names = {row["id"]: row["name"] for row in workspace.read("SELECT id, name FROM staff_member")}
    with workspace.shared.writing, transaction(workspace.conn):
        for one in looks:
            about = {"person": names.get(one.staff, ""), "look": one.id}
            alarms.add(workspace.conn, one.at, alarms.OFFICE_LOOK, about)
        told |= {one.id for one in looks}
        settings.put(workspace.conn, _LOOKS, " ".join(sorted(told)))


def _mark(code: str) -> str:
    """Tell one code from another without telling it."""
    return hashlib.blake2b(code.encode(), digest_size=8, person=b"liaison-office").hexdigest()
