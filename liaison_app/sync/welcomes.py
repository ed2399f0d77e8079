"""Letting a laptop read that joined by post: it comes with no secret at all.

When it is let in, whoever invited it makes a record that only it can open: sealed to its own age
key, in a stream that is named like the laptop, epoch 1. The plain text is one line

    {"kind":"welcome","dev","stream","n","prev","root",
     "epochs":[[stream, epoch, recipient, secret], ...]}

with the secret of the control stream; the roster, which that opens, shares the others. It goes with
every file until the laptop has proved that it reads what comes from here.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError, NoKey
from liaison_app.language.catalogues import _
from liaison_app.store import settings
from liaison_app.sync import container, epochs, identity, invite_book, peers, rosters
from liaison_app.sync.strict import parse_object

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.driver import Connection
    from liaison_app.sync.container import Record
    from liaison_app.sync.enrolments import Enrolment
    from liaison_app.workspace import Workspace

KIND = "welcome"


def seal(workspace: Workspace, conn: Connection, newcomer: Enrolment) -> bytes:
    """Make the record for a laptop that is being let in."""
    own = identity.of(conn, workspace.device)
    control = settings.get(conn, "stream.control")
    line = {
        "kind": KIND,
        "dev": own.dev,
        "stream": newcomer.laptop,
        "n": 1,
        "prev": "",
        "root": settings.get(conn, "root"),
        "epochs": [[*n, secret] for n, secret in epochs.held(conn).items() if n[0] == control],
    }
    header = container.Header(newcomer.laptop, 1, own.dev, 1, "")
    plain = json.dumps(line, separators=(",", ":")).encode() + b"\n"
    return container.seal(plain, header, own.sign, newcomer.age)


def outgoing(workspace: Workspace, conn: Connection) -> list[bytes]:
    """Give the records that a file from here must carry: for those not known to read it yet."""
    waiting = [made for made in invite_book.every(conn) if made.welcome and made.request]
    if not waiting:
        return []
    mine = workspace.device.partition(".")[0]
    reading = {
        peer.laptop
        for peer in peers.every(conn)
        for devs in (peer.have or {}).values()
        if any(peers.laptop_of(dev) == mine for dev in devs)
    }
    return [
        base64.b64decode(made.welcome)
        for made in waiting
        if made.request and made.request.laptop not in reading
    ]


def is_welcome(record: Record, conn: Connection) -> bool:
    """Whether a record is sealed to this laptop alone, or to another laptop alone."""
    return record.stream == settings.get(conn, "device").partition(".")[0]


def take(conn: Connection, records: Iterable[Record]) -> None:
    """Keep the secrets that a file holds for this laptop alone, in the caller's transaction.

    What is not for this laptop, or not from a laptop that it knows, changes nothing.
    """
    for record in records:
        if is_welcome(record, conn):
            author = rosters.known(conn).laptops.get(record.laptop)
            if author and not author.removed:
                _take(conn, record, author.sign)


def cannot_read_yet(conn: Connection) -> LiaisonError | None:
    """Say what to do if this laptop joined by post and was not let in yet; else give None."""
    control = settings.get(conn, "stream.control")
    if any(name[0] == control for name in epochs.held(conn)):
        return None
    return NoKey(
        _(
            "You are not let in yet, so this laptop cannot read what others sent. Send a file to"
            " whoever invited you, compare the eight words by phone, and take in the next file."
        )
    )


def _take(conn: Connection, record: Record, key: bytes) -> None:
    try:
        container.verify(record, key)
        plain = container.open_record(record, epochs.secrets(conn, record.stream, 1))
        said = parse_object(plain.removesuffix(b"\n"))
    except LiaisonError:
        return
    bound = [said.get(name) for name in ("kind", "dev", "stream", "root")]
    if bound == [KIND, record.dev, record.stream, settings.get(conn, "root")]:
        for name, secret in epochs.shared(json.dumps(said.get("epochs")).encode()).items():
            epochs.keep(conn, name, secret)
