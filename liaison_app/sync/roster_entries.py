"""Roster entries: what an entry of the roster says, and the one JSON line that says it.

An entry is a record of the control stream (`container.py`) whose plain text is one line

    {"kind":"roster","dev","stream","n","prev","root","time","do":[action, ...]}

`n` is its depth and `prev` the hash of its parent ("" for the first). Actions:

    {"found": {"practice": bool, "streams": [{"id","kind"}], "team": id, "team_name"}}  first only
    {"add": {"laptop","name","person","roles","sign","age","streams","invite"}}
    {"epoch": {"stream","epoch","recipient","wrapped"}}     a new secret, for every member's "age"
    {"share": {"laptop","epochs":[[stream, epoch, recipient], ...],"wrapped"}}   for who came later
    {"remove": {"laptop","seen":[hash, ...]}}   seen: ends of other branches that stood before it
    {"caseload": {"stream","owner"}}   a sealed stream, and whose: an id of staff, or ""
    {"grant": {"laptop","roles"}}      roles that come to those which it has

`wrapped` is base64 of an age file: of one secret, or of a JSON list of `[stream, epoch, recipient,
secret]`. An action of another name is from a newer version; it is kept and means nothing here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from liaison_app.errors import DamagedFile
from liaison_app.language.catalogues import _
from liaison_app.language.names import is_unwanted
from liaison_app.sync import recipients

if TYPE_CHECKING:
    from collections.abc import Sequence

KIND = "roster"

ADMIN, COORDINATOR, LIAISON, OFFICE = "admin", "coordinator", "liaison", "office"
CONTROL, TEAM, REFERENCE, SEALED = "control", "team", "reference", "sealed"

EpochName: TypeAlias = tuple[str, int, str]
"""Stream, number and recipient: two laptops may make an epoch of one number at the same time."""

_SHAPES = {
    "laptop": re.compile(r"[0-9a-f]{16}"),
    "stream": re.compile(r"[0-9a-f]{16}"),
    "sign": re.compile(r"[0-9a-f]{64}"),
    "wrapped": re.compile(r"[A-Za-z0-9+/]{1,400000}={0,2}"),
}
_MAX_TEXT = 1_000
_MAX_MANY = 10_000


@dataclass(frozen=True)
class Found:
    """Begins a roster: what the first laptop says of it once and for all."""

    practice: bool
    streams: tuple[tuple[str, str], ...]
    team: str
    team_name: str


@dataclass(frozen=True)
class Add:
    """Lets a laptop in.

    Attributes:
        laptop: 16 hex digits.
        name: what it is called.
        person: the id of who works at it.
        roles: names of roles.
        sign: its Ed25519 public key.
        age: its age recipient.
        streams: ids of the streams that it takes part in.
        invite: the id of the invite that it came with, "" for the first laptop.
    """

    laptop: str
    name: str
    person: str
    roles: tuple[str, ...]
    sign: bytes
    age: str
    streams: tuple[str, ...]
    invite: str = ""


@dataclass(frozen=True)
class Epoch:
    """Makes a new secret of a stream, wrapped to all who are in the roster by then."""

    stream: str
    epoch: int
    recipient: str
    wrapped: str

    @property
    def name(self) -> EpochName:
        """What tells it from every other epoch."""
        return (self.stream, self.epoch, self.recipient)


@dataclass(frozen=True)
class Share:
    """Gives secrets of earlier epochs to a laptop that was let in after they were made."""

    laptop: str
    epochs: tuple[EpochName, ...]
    wrapped: str


@dataclass(frozen=True)
class Remove:
    """Takes a laptop out, for good; what it did in the branches that were seen stands."""

    laptop: str
    seen: tuple[str, ...] = ()


@dataclass(frozen=True)
class Caseload:
    """Makes a sealed stream: of one member of staff by their id, or, with "", the coordinators'."""

    stream: str
    owner: str


@dataclass(frozen=True)
class Grant:
    """Gives a laptop more roles; taking one away is taking the laptop out."""

    laptop: str
    roles: tuple[str, ...]


Action: TypeAlias = Found | Add | Epoch | Share | Remove | Caseload | Grant


@dataclass(frozen=True)
class Entry:
    """One entry whose signature was verified.

    Attributes:
        hash: SHA-256 of its header, in hex.
        n: its depth: 1 for the first.
        prev: the hash of its parent, "" for the first.
        laptop: who says that they signed it.
        key: the Ed25519 key that its signature fits; whether it is that laptop's says `fold`.
        time: when, by that laptop's clock, in UTC.
        do: what it does.
    """

    hash: str
    n: int
    prev: str
    laptop: str
    key: bytes
    time: datetime
    do: tuple[Action, ...]


def action_json(action: Action) -> dict[str, Any]:
    """Write an action as it stands in an entry."""
    match action:
        case Found():
            streams = [{"id": stream, "kind": kind} for stream, kind in action.streams]
            body = {**vars(action), "streams": streams}
        case Add():
            many = {"roles": list(action.roles), "streams": list(action.streams)}
            body = {**vars(action), **many, "sign": action.sign.hex()}
        case Share():
            body = {**vars(action), "epochs": [list(name) for name in action.epochs]}
        case Remove():
            body = {**vars(action), "seen": list(action.seen)}
        case Grant():
            body = {**vars(action), "roles": list(action.roles)}
        case _:
            body = dict(vars(action))
    return {type(action).__name__.lower(): body}


def actions_of(listed: object) -> tuple[Action, ...]:
    """Read the actions of an entry; those of a newer version are left out.

    Raises:
        DamagedFile: they are not what the format says.
    """
    try:
        found = [_action(one) for one in _list(listed)]
    except (KeyError, TypeError, ValueError):
        raise DamagedFile(
            _("The list of laptops in this file is damaged. Ask for the file again.")
        ) from None
    return tuple(action for action in found if action)


def time_of(text: object) -> datetime:
    """Read a time stamp in UTC.

    Raises:
        ValueError: it is none.
    """
    moment = datetime.fromisoformat(_text(text))
    if moment.tzinfo is None or not 1970 <= moment.year < 9000:  # the first year has no UTC
        raise ValueError(text)
    return moment.astimezone(UTC)


def _action(one: object) -> Action | None:
    if not isinstance(one, dict) or len(one) != 1:
        raise ValueError(one)
    ((name, body),) = one.items()
    if not isinstance(body, dict):
        raise TypeError(name)
    read = _READ.get(name)
    return read(body) if read else None


def _found(body: dict[str, Any]) -> Action:
    if not isinstance(body["practice"], bool):
        raise TypeError(body)
    streams = tuple((_shaped("stream", s["id"]), _text(s["kind"])) for s in _list(body["streams"]))
    return Found(body["practice"], streams, _text(body["team"]), _text(body["team_name"]))


def _add(body: dict[str, Any]) -> Action:
    return Add(
        laptop=_shaped("laptop", body["laptop"]),
        name=_text(body["name"]),
        person=_text(body["person"]),
        roles=tuple(_text(role) for role in _list(body["roles"])),
        sign=bytes.fromhex(_shaped("sign", body["sign"])),
        age=_recipient(body["age"]),
        streams=tuple(_shaped("stream", stream) for stream in _list(body["streams"])),
        invite=_text(body["invite"]),
    )


def _epoch(body: dict[str, Any]) -> Action:
    stream, epoch, recipient = epoch_name([body["stream"], body["epoch"], body["recipient"]])
    return Epoch(stream, epoch, recipient, _shaped("wrapped", body["wrapped"]))


def _share(body: dict[str, Any]) -> Action:
    return Share(
        laptop=_shaped("laptop", body["laptop"]),
        epochs=tuple(epoch_name(name) for name in _list(body["epochs"])),
        wrapped=_shaped("wrapped", body["wrapped"]),
    )


def _remove(body: dict[str, Any]) -> Action:
    seen = tuple(_text(one) for one in _list(body["seen"]))
    return Remove(_shaped("laptop", body["laptop"]), seen)


def _caseload(body: dict[str, Any]) -> Action:
    return Caseload(_shaped("stream", body["stream"]), _text(body["owner"]))


def _grant(body: dict[str, Any]) -> Action:
    roles = tuple(_text(role) for role in _list(body["roles"]))
    return Grant(_shaped("laptop", body["laptop"]), roles)


_READ = {
    "found": _found,
    "add": _add,
    "epoch": _epoch,
    "share": _share,
    "remove": _remove,
    "caseload": _caseload,
    "grant": _grant,
}


def epoch_name(name: object) -> EpochName:
    """Read what tells an epoch from every other one: stream, number and recipient.

    Raises:
        TypeError, ValueError: it is none.
    """
    stream, epoch, recipient = _list(name)
    if not isinstance(epoch, int) or isinstance(epoch, bool) or not 1 <= epoch < 1 << 31:
        raise ValueError(epoch)
    return (_shaped("stream", stream), epoch, _recipient(recipient))


def _recipient(value: object) -> str:
    if not isinstance(value, str) or not recipients.is_good(value):
        raise ValueError(value)
    return value


def _shaped(shape: str, value: object) -> str:
    text = value if isinstance(value, str) else ""
    if not _SHAPES[shape].fullmatch(text):
        raise ValueError(shape)
    return text


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _MAX_TEXT or is_unwanted(value):
        raise ValueError(value)
    return value


def _list(value: object) -> Sequence[Any]:
    if not isinstance(value, list) or len(value) > _MAX_MANY:
        raise ValueError(value)
    return value
