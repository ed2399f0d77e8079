"""The name that this laptop writes under, and when it takes another one.

Two lives of one laptop must never write under one name: a restored backup beside what was written
after it was made, or a copied disk beside the disk. Others would take the changes of one for those
of the other. So whoever may be such a second life goes on as another *incarnation*, with a random
name that no other life takes. What a former incarnation wrote and never sent goes out all the same
(`outbox.py`). It is noticed in three ways, each for what the one before it cannot see:

1. At unlock the computer or the file is not that of last time: the folder or the disk was copied.
2. At unlock a note in the configuration folder, the *sidecar*, knows of files made by this laptop
   that the workspace does not: it was put back by something else than Liaison.
3. A colleague holds more of it than this laptop wrote; or changes of it come in from others which
   it does not have, or has otherwise.

None of them ever keeps anybody from opening the workspace; but where the other name cannot be
written, nothing else is, until it can.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from liaison_app.errors import LiaisonError
from liaison_app.store import durable, folder, ops, settings
from liaison_app.store.driver import transaction, translated
from liaison_app.store.renaming import move_tail
from liaison_app.sync import alarms, place
from liaison_app.sync.place import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from liaison_app.store.driver import Connection
    from liaison_app.workspace import Workspace

_PLACE = "place"
_FORMER = "former_devices"
_SENT = "sent"
_ANSWERED = "answered_sidecar"
_LARGEST = 1 << 16  # bytes of a sidecar


# --- names


def fresh(workspace: Workspace, conn: Connection) -> str:
    """Take another name for what this laptop writes from now on.

    Args:
        workspace: for its random source: one backup may be restored on two laptops.
        conn: inside a transaction.

    Returns:
        the name: the laptop and the new incarnation.
    """
    before = settings.get(conn, "device")
    name = f"{before.partition('.')[0]}.{workspace.random.randbytes(4).hex()}"
    settings.put(conn, _FORMER, json.dumps([*former(conn), before]))
    settings.put(conn, "device", name)
    settings.put(conn, _SENT, "")
    return name


def former(conn: Connection) -> tuple[str, ...]:
    """Give the names under which this laptop wrote before, oldest first."""
    return tuple(json.loads(settings.get(conn, _FORMER, "[]")))


# --- at unlock


def at_unlock(workspace: Workspace, *, restored: bool = False) -> None:
    """Take another name if this workspace may be a second life of one that goes on elsewhere.

    In the ordinary case this takes no time and writes nothing. Should the name not be writable now,
    it is written before anything else is.

    Args:
        workspace: as it was opened, before anything is written in it.
        restored: it was made from a backup just now.

    Raises:
        DamagedFile: the workspace cannot be read.
    """
    with translated():
        _look(workspace, restored=restored)


def _look(workspace: Workspace, *, restored: bool) -> None:
    conn = workspace.conn
    database = workspace.shared.opened.folder.database
    seen = Place.from_text(settings.get(conn, _PLACE))
    here = place.here(database)
    sidecar = _sidecar(workspace, conn)
    unmarked = not seen.file and not seen.machine
    ahead = _is_ahead(workspace, conn, sidecar)
    if here == seen and not restored and not ahead:
        return
    if here != seen:
        here = place.lasting(here, database)
    if restored or ahead or not (unmarked or here.same_as(seen)):
        _go_on_as_another(workspace, here, sidecar)
    elif here != seen and (unmarked or here.machine):
        with suppress(LiaisonError):
            workspace.put_setting(_PLACE, str(here))


def _go_on_as_another(workspace: Workspace, here: Place, sidecar: bytes) -> None:
    take = partial(_take_another, workspace, here, sidecar)
    try:
        take(workspace.conn)
    except LiaisonError:
        workspace.shared.before_writing = take


def _take_another(workspace: Workspace, here: Place, sidecar: bytes, conn: Connection) -> None:
    with workspace.shared.writing, transaction(conn):
        name = fresh(workspace, conn)
        settings.put(conn, _PLACE, str(here))
        settings.put(conn, _ANSWERED, _fingerprint(sidecar))
        _tell(conn, name, workspace.now())


def _tell(conn: Connection, name: str, now: datetime) -> None:
    """Tell the person, if anything of hers was ever sealed for others."""
    if conn.execute("SELECT 1 FROM bundle LIMIT 1").fetchone():
        alarms.add(conn, now, alarms.RESTORED, {"dev": name})


# --- the sidecar


def sent(workspace: Workspace, numbers: Mapping[str, int]) -> None:
    """Note durably, before a file is put in its place, how far this incarnation's bundles go.

    The note lies outside the workspace, so that a restored one can be told by it. It says nothing
    to anybody who finds it: names in it are hashes keyed with the team's root. Where it cannot be
    written the file is made all the same: others will know the restored laptop by its changes.

    Args:
        workspace: whose file is made.
        numbers: stream to the number of the last bundle.

    Raises:
        NoRoom, ReadOnlyPlace: the workspace itself cannot be written.
    """
    conn = workspace.conn
    with workspace.shared.writing, transaction(conn):
        known = {**_sent(conn)}
        for stream, number in numbers.items():
            known[stream] = max(number, known.get(stream, 0))
        settings.put(conn, _SENT, json.dumps(known))
        said = {
            "dev": _keyed(conn, settings.get(conn, "device")),
            "sent": {_keyed(conn, stream): number for stream, number in known.items()},
        }
    with suppress(LiaisonError):
        durable.replace_file(_sidecar_path(workspace, conn), json.dumps(said).encode())


def _sent(conn: Connection) -> dict[str, int]:
    known: dict[str, int] = json.loads(settings.get(conn, _SENT) or "{}")
    return known


def _is_ahead(workspace: Workspace, conn: Connection, sidecar: bytes) -> bool:
    """Whether the sidecar knows of files that the workspace does not know of."""
    said = _read(sidecar)
    if said is None or settings.get(conn, _ANSWERED) == _fingerprint(sidecar):
        return False
    if said["dev"] != _keyed(conn, workspace.device):
        return said["dev"] not in {_keyed(conn, name) for name in former(conn)}
    known = {_keyed(conn, stream): number for stream, number in _sent(conn).items()}
    return any(number > known.get(stream, 0) for stream, number in said["sent"].items())


def _sidecar(workspace: Workspace, conn: Connection) -> bytes:
    try:
        with _sidecar_path(workspace, conn).open("rb") as file:
            return file.read(_LARGEST)
    except OSError:
        return b""


def _sidecar_path(workspace: Workspace, conn: Connection) -> Path:
    where = str(workspace.shared.opened.folder.path.resolve())
    laptop = workspace.device.partition(".")[0]
    return folder.config_folder() / "places" / f"{_keyed(conn, f'{laptop}|{where}')}.json"


def _keyed(conn: Connection, text: str) -> str:
    key = settings.get(conn, "root").encode()
    made = hashlib.blake2b(text.encode(), digest_size=16, key=key, person=b"liaison-place")
    return made.hexdigest()


def _read(sidecar: bytes) -> dict[str, Any] | None:
    """Read a sidecar; a file that is none tells nothing."""
    try:
        said = json.loads(sidecar)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict) or not isinstance(said.get("dev"), str):
        return None
    numbers = said.get("sent")
    if not isinstance(numbers, dict) or not all(type(n) is int for n in numbers.values()):
        return None
    return said


def _fingerprint(sidecar: bytes) -> str:
    return hashlib.sha256(sidecar).hexdigest()


# --- when a file tells of a former life


def heard_of_more(
    workspace: Workspace, conn: Connection, have: Mapping[str, Mapping[str, int]], *, now: datetime
) -> None:
    """Take another name if a colleague holds more under the name in use than was written here.

    She then sends what she holds: she leaves out what is under a name that its laptop still uses.

    Args:
        workspace: this laptop.
        conn: inside the transaction of the import.
        have: stream to incarnation to last sequence number, from a set that was verified.
        now: the time here.
    """
    name = settings.get(conn, "device")
    for stream, devs in have.items():
        last = ops.last_seq(conn, ops.origin_number(conn, stream, name)) if name in devs else 0
        if devs.get(name, 0) > last:
            own_came_back(workspace, conn, stream, name, last + 1, now=now)
            return


def own_came_back(
    workspace: Workspace, conn: Connection, stream: str, dev: str, first: int, *, now: datetime
) -> bool:
    """Make room for changes of this laptop that come in and are not as they are here.

    What is here from `first` on was written by this life of the laptop, under a name which the
    former life had used up already: it gets a name of its own, and goes out again under that. What
    comes in is then taken like anybody's.

    Args:
        workspace: this laptop.
        conn: inside the transaction of the import.
        stream: the stream they came in.
        dev: the incarnation of this laptop that they are under.
        first: the first of them that is not here, or is here with other content.
        now: the time here.

    Returns:
        whether they can be taken now. If not, what is here came from others too: two lives of this
        laptop sent different changes under one name, and what comes later must be kept apart.
    """
    from liaison_app.sync.outbox import OWN, TAKEN  # noqa: PLC0415  (unlocking needs none of it)

    here = ops.last_seq(conn, ops.origin_number(conn, stream, dev)) >= first
    if here and _bundles_of(conn, stream, dev, first, TAKEN):
        return False
    name = settings.get(conn, "device")
    if dev == name:
        name = fresh(workspace, conn)
        _tell(conn, name, now)
    if here:
        move_tail(conn, stream, dev, first, name)
        for number in _bundles_of(conn, stream, dev, first, OWN):
            conn.execute("DELETE FROM bundle WHERE n = ?", (number,))
    return True


def _bundles_of(conn: Connection, stream: str, dev: str, first: int, state: str) -> list[int]:
    """Give the bundles in a state that hold changes of `dev` from `first` on."""
    rows = conn.execute(
        "SELECT n, spans FROM bundle WHERE stream = ? AND state = ?", (stream, state)
    )
    spans = ((row["n"], json.loads(row["spans"])) for row in rows)
    return [n for n, each in spans if dev in each and each[dev][1] >= first]
