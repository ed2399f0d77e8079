"""The name that this laptop writes under, and when it takes another one.

Two lives of one laptop must never write under one name: a restored backup beside what was written
after it was made, or a copied disk beside the disk. Others would take the changes of one for those
of the other. So whoever may be such a second life goes on as another *incarnation*, with a random
name that no other life takes. What a former incarnation wrote and never sent goes out all the same
(`outbox.py`). It is noticed in three ways, each for what the one before it cannot see:

1. At unlock the computer or the file is not that of last time: the folder or the disk was copied.
2. At unlock a note in the configuration folder, the *sidecar*, knows of files made by this laptop
   that the workspace does not: it was put back by something else than Liaison.
3. A colleague's file names bundles under its name which it did not make, or changes of it come in
   which it does not have, or has otherwise (`second_lives.py`).

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
from liaison_app.store import durable, folder, settings
from liaison_app.store.driver import transaction, translated
from liaison_app.sync import alarms, identity, place
from liaison_app.sync.place import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
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
    if not identity.has_keys(conn):
        here = place.lasting(place.here(database), database)
        _write(workspace, partial(_be_another_laptop, workspace, here))
        return
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
        _write(workspace, partial(_take_another, workspace, here, sidecar))
    elif here != seen and (unmarked or here.machine):
        with suppress(LiaisonError):
            workspace.put_setting(_PLACE, str(here))


def _write(workspace: Workspace, name: Callable[[Connection], None]) -> None:
    """Write another name now, or else before anything is written under the one that there is."""
    try:
        name(workspace.conn)
    except LiaisonError:
        workspace.shared.before_writing = name


def _take_another(workspace: Workspace, here: Place, sidecar: bytes, conn: Connection) -> None:
    with workspace.shared.writing, transaction(conn):
        name = fresh(workspace, conn)
        settings.put(conn, _PLACE, str(here))
        settings.put(conn, _ANSWERED, _fingerprint(sidecar))
        tell(conn, name, workspace.now())


def _be_another_laptop(workspace: Workspace, here: Place, conn: Connection) -> None:
    """Let what was made before there were keys be a laptop's of its own.

    Nothing was ever sent under its name; but copies of it, and a backup of it in a life that got
    keys since, have that name too, and others may know it with other keys.
    """
    former_laptop, _dot, incarnation = settings.get(conn, "device").partition(".")
    laptop = workspace.random.randbytes(8).hex()
    with workspace.shared.writing, transaction(conn):
        conn.execute(
            "UPDATE origin SET dev = :laptop || substr(dev, instr(dev, '.'))"
            " WHERE substr(dev, 1, instr(dev, '.') - 1) = :former",
            {"laptop": laptop, "former": former_laptop},
        )
        settings.put(conn, "device", f"{laptop}.{incarnation}")
        settings.put(conn, _FORMER, "[]")
        settings.put(conn, _PLACE, str(here))


def tell(conn: Connection, name: str, now: datetime) -> None:
    """Tell the person of another name, once, if anything of hers was ever sealed for others."""
    told = any(one.what == alarms.RESTORED for one in alarms.unseen(conn))
    if not told and conn.execute("SELECT 1 FROM bundle LIMIT 1").fetchone():
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
        known = {**last_sent(conn)}
        for stream, number in numbers.items():
            known[stream] = max(number, known.get(stream, 0))
        settings.put(conn, _SENT, json.dumps(known))
        said = {
            "dev": _keyed(conn, settings.get(conn, "device")),
            "sent": {_keyed(conn, stream): number for stream, number in known.items()},
        }
    with suppress(LiaisonError):
        durable.replace_file(_sidecar_path(workspace, conn), json.dumps(said).encode())


def last_sent(conn: Connection) -> dict[str, int]:
    """Give the number of the last bundle that went into a file under the name in use, by stream."""
    known: dict[str, int] = json.loads(settings.get(conn, _SENT) or "{}")
    return known


def _is_ahead(workspace: Workspace, conn: Connection, sidecar: bytes) -> bool:
    """Whether the sidecar knows of files that the workspace does not know of."""
    said = _read(sidecar)
    if said is None or settings.get(conn, _ANSWERED) == _fingerprint(sidecar):
        return False
    if said["dev"] != _keyed(conn, workspace.device):
        return said["dev"] not in {_keyed(conn, name) for name in former(conn)}
    known = {_keyed(conn, stream): number for stream, number in last_sent(conn).items()}
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
