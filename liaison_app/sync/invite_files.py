"""Invites: the file that lets a laptop join a team, and what ties it to the code on paper.

The file is a plain age v1 file (age-encryption.org/v1, binary) for one passphrase: the code's 26
characters in capitals, without dashes. `age -d FILE` asks for them and prints one JSON object:

    {"kind":"invite", "v":1, "id", "mode":"room"|"post", "expires", "root", "practice", "genesis",
     "team", "team_name", "streams":[{"id","kind"}], "person", "person_name", "roles":[...],
     "epochs":[[stream, epoch, recipient, secret], ...], "entries":[base64, ...],
     "inviter":{...}, "since", "caseloads":[[stream, owner], ...],
     "remotes":[{"name","url","keys":{...}}, ...]}

`room` (good for 24 hours) holds the secrets of every epoch and the roster's entries, as they are
(`container.py`): it must not leave the room. `post` (14 days) holds no secret and no entries: the
secrets follow when whoever invited lets the laptop in. `inviter` is the `add` of the roster for the
laptop that made it (`roster_entries.py`), `since` when that was let in. `remotes` are shared places
and what opens them for this one laptop; by post without any secret. Spaces at the end fill the
object up to a multiple of 4,096 bytes.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyrage

from liaison_app.errors import (
    DamagedFile,
    ForeignFile,
    InvalidValue,
    NewerFile,
    UnreadableInput,
    WrongPassphrase,
)
from liaison_app.language.catalogues import _
from liaison_app.language.names import clean_text
from liaison_app.remotes.addresses import Address, kind_of
from liaison_app.store import keyslots
from liaison_app.sync import passphrase_files
from liaison_app.sync.roster_entries import (
    Add,
    Caseload,
    Found,
    action_json,
    actions_of,
    epoch_name,
    time_of,
)
from liaison_app.sync.strict import HASH, object_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from liaison_app.sync.roster_entries import EpochName

KIND, VERSION = "invite", 1
ROOM_HOURS, POST_DAYS = 24, 14
_BEGINS = b"age-encryption.org/v1\n-> scrypt "
_WORK = re.compile(rb"[^ \n]+ ([0-9]{1,2})\n")
_MOST_WORK = 18  # 256 MiB of memory; ours need 32
_MOST_BYTES = 8 << 20
_PADDED = 4096
_ROOT = re.compile(r"[0-9a-f]{32}")
_ID = re.compile(r"[0-9a-f]{16}")
_RECORD = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Invite:
    """What an invite says.

    Attributes:
        id: 16 hex digits.
        by_post: nothing secret is inside.
        expires: in UTC.
        root: of the team.
        genesis: hash of the first entry of its roster.
        found: its streams, name, and whether it is practice.
        person: the id of who is invited, in the team.
        person_name: their name.
        roles: what their laptop will be let in as.
        epochs: what to seal to, and its secret ("" by post).
        entries: the roster's, as they are; none by post.
        inviter: the laptop that invites.
        since: when that was let in itself, in UTC.
        caseloads: sealed streams and whose they are, oldest first.
        remotes: name and address of each shared place that the laptop is to use.
    """

    id: str
    by_post: bool
    expires: datetime
    root: str
    genesis: str
    found: Found
    person: str
    person_name: str
    roles: tuple[str, ...]
    epochs: dict[EpochName, str] = field(repr=False)
    entries: tuple[bytes, ...]
    inviter: Add
    since: datetime
    caseloads: tuple[tuple[str, str], ...] = ()
    remotes: tuple[tuple[str, Address], ...] = field(default=(), repr=False)


def lifetime(*, by_post: bool) -> timedelta:
    """How long an invite can be used."""
    return timedelta(days=POST_DAYS) if by_post else timedelta(hours=ROOM_HOURS)


def seal(invite: Invite, code: str, random: Callable[[int], bytes]) -> bytes:
    """Write an invite under a code, as typed, with keys from a source of random bytes."""
    found = action_json(invite.found)["found"]
    said = {
        "kind": KIND,
        "v": VERSION,
        "id": invite.id,
        "mode": "post" if invite.by_post else "room",
        "expires": invite.expires.isoformat(),
        "root": invite.root,
        "genesis": invite.genesis,
        **found,
        "person": invite.person,
        "person_name": invite.person_name,
        "roles": list(invite.roles),
        "epochs": [[*name, secret] for name, secret in invite.epochs.items()],
        "entries": [base64.b64encode(raw).decode() for raw in invite.entries],
        "inviter": action_json(invite.inviter)["add"],
        "since": invite.since.isoformat(),
        "caseloads": [list(one) for one in invite.caseloads],
        "remotes": [
            {"name": name, "url": place.url, "keys": dict(place.keys)}
            for name, place in invite.remotes
        ],
    }
    plain = json.dumps(said, separators=(",", ":"), ensure_ascii=False).encode()
    padded = plain + b" " * (-len(plain) % _PADDED)
    return passphrase_files.sealed(padded, keyslots.read_code(code), random)


def read(source: Path, code: str) -> Invite:
    """Open an invite.

    Raises:
        WrongPassphrase: the code cannot be one, or does not open this file.
        ForeignFile, DamagedFile, NewerFile: it is no invite that this program can read.
        UnreadableInput: the file cannot be read.
    """
    passphrase = keyslots.read_code(code)
    try:
        with source.open("rb") as file:
            sealed = file.read(_MOST_BYTES + 1)
    except OSError:
        raise UnreadableInput(
            _("The invite cannot be read. Put the stick in again, and choose the file.")
        ) from None
    work = _WORK.match(sealed, len(_BEGINS)) if sealed.startswith(_BEGINS) else None
    if work is None or int(work[1]) > _MOST_WORK or len(sealed) > _MOST_BYTES:
        raise ForeignFile(
            _("This is not an invite. Choose the file that was made when you were invited.")
        )
    try:
        plain: bytes = pyrage.passphrase.decrypt(sealed, passphrase)
    except pyrage.DecryptError:
        raise WrongPassphrase(
            _(
                "This code does not open this invite. Compare it with the sheet; if it is the"
                " same, the file is damaged or belongs to another code."
            )
        ) from None
    return _invite(plain)


def _invite(plain: bytes) -> Invite:
    try:
        return _said(object_of(plain.rstrip(b" ")))
    except (KeyError, TypeError, ValueError):
        raise DamagedFile(_("This invite is damaged. Ask for a new one.")) from None


def _said(said: dict[str, Any]) -> Invite:
    if said["v"] != VERSION:
        raise NewerFile(_("This invite is from a newer Liaison. Install that version."))
    found, inviter = actions_of([{"found": said}, {"add": said["inviter"]}])
    if said["kind"] != KIND or not isinstance(found, Found) or not isinstance(inviter, Add):
        raise ValueError(KIND)
    return Invite(
        id=_shaped(_ID, said["id"]),
        by_post={"post": True, "room": False}[said["mode"]],
        expires=time_of(said["expires"]),
        root=_shaped(_ROOT, said["root"]),
        genesis=_shaped(HASH, said["genesis"]),
        found=found,
        person=_shaped(_RECORD, said["person"]),
        person_name=clean_text(str(said["person_name"])),
        roles=tuple(str(role) for role in said["roles"]),
        epochs={epoch_name(name): str(secret) for *name, secret in said["epochs"]},
        entries=tuple(base64.b64decode(raw, validate=True) for raw in said["entries"]),
        inviter=inviter,
        since=time_of(said["since"]),
        caseloads=tuple(map(_caseload, said.get("caseloads", ()))),
        remotes=tuple(map(_remote, said.get("remotes", ()))),
    )


def _caseload(said: Any) -> tuple[str, str]:
    stream, owner = said
    (made,) = actions_of([{"caseload": {"stream": stream, "owner": owner}}])
    if not isinstance(made, Caseload):
        raise TypeError(said)
    return made.stream, made.owner


def _remote(said: dict[str, Any]) -> tuple[str, Address]:
    if not isinstance(said["keys"], dict):
        raise TypeError(said)
    keys = {str(key): str(value) for key, value in said["keys"].items()}
    place = Address(str(said["url"]), keys)
    try:
        kind_of(place.url)
    except InvalidValue:
        raise ValueError(place.url) from None
    return clean_text(str(said["name"])), place


def _shaped(shape: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise ValueError(value)
    return value
