"""What a colleague with a bad will signs, for tests."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange
from liaison_app.errors import LiaisonError
from liaison_app.sync import container, enrolments, epochs, identity, joining, rosters
from liaison_app.sync.container import Header
from tests.sync.laptops import Team, dump

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Any

    from liaison_app.workspace import Workspace


def entry(workspace: Workspace, do: Sequence[dict[str, Any]], **said: Any) -> bytes:
    """A roster entry that this laptop signed, whatever it says."""
    own = identity.own(workspace)
    conn = workspace.conn
    depth, head = rosters.known(conn).head
    stream = workspace.setting("stream.control")
    epoch, recipient = epochs.current(conn, rosters.known(conn), stream)
    line = {
        "kind": "roster",
        "dev": own.dev,
        "stream": stream,
        "n": depth + 1,
        "prev": head,
        "root": workspace.root,
        "time": workspace.now().isoformat(),
        "do": list(do),
        **said,
    }
    header = Header(stream, epoch, own.dev, depth + 1, head)
    return container.seal(json.dumps(line).encode() + b"\n", header, own.sign, recipient)


def entries_of(workspace: Workspace) -> list[bytes]:
    return rosters.raw_entries(workspace.conn)


def refused(workspace: Workspace, path: Path) -> None:
    """See that a file is refused in a sentence, and that nothing at all is changed by it."""
    before = dump(workspace)
    with pytest.raises(LiaisonError):
        exchange.take_file(workspace, path)
    assert dump(workspace) == before


def coordinator(team: Team, name: str = "Cora Lind") -> Workspace:
    return team.join(name, role="coordinator")


def asking(workspace: Workspace, key: str = "", **said: object) -> bytes:
    """The record by which a laptop asks to be let in, whatever else it says."""
    how = joining.joined(workspace.conn)
    assert how
    made = replace(how.enrolment, age=key or how.enrolment.age)
    own = identity.own(workspace)
    control = workspace.setting("stream.control")
    line = {
        "kind": "enrol",
        "dev": own.dev,
        "stream": control,
        "n": 1,
        "prev": "",
        **enrolments.said_of(made),
        "asked": workspace.now().isoformat(),
        "mac": enrolments.mac(bytes.fromhex(how.key), workspace.root, made),
        **said,
    }
    epoch, recipient = epochs.current(workspace.conn, rosters.known(workspace.conn), control)
    header = Header(control, epoch, own.dev, 1, "", own.sign.verify_key.encode().hex())
    return container.seal(json.dumps(line).encode() + b"\n", header, own.sign, recipient)
