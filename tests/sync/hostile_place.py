"""What somebody of bad will puts on a shared place, for tests: files, heads, snapshots."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from liaison_app.store.travelling import held
from liaison_app.sync import container, epochs, identity, remote_heads, remote_layout, rosters, sets
from liaison_app.sync.container import Header
from liaison_app.sync.remote_heads import Head
from tests.store.laptops import Clock

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta
    from pathlib import Path

    from liaison_app.sync.snapshots import Part
    from liaison_app.workspace import Workspace


def lay(place: Path, name: str, data: bytes) -> Path:
    """Put a file there, whatever it is, over what is there."""
    path = place / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def pass_time(time: timedelta, *laptops: Workspace) -> None:
    for workspace in laptops:
        clock = workspace._clock
        assert isinstance(clock, Clock)
        clock.moment += time


def head(workspace: Workspace, number: int, *, dev: str = "", **said: Any) -> tuple[str, bytes]:
    """Where a head lies that this laptop signed, and its bytes; `said` is what it says besides."""
    own = identity.own(workspace)
    conn = workspace.conn
    control = workspace.setting("stream.control")
    roster = rosters.known(conn)
    contents = sets.Contents(
        dev=dev or own.dev,
        stream=control,
        n=number,
        root=workspace.root,
        time=workspace.now(),
        have=said.pop("have", held(conn)),
        former=(),
        records=said.pop("records", ()),
        heads=said.pop("heads", {}),
        epochs=said.pop("epochs", {}),
        holes=said.pop("holes", {}),
    )
    team = remote_heads.team_digest(rosters.hashes(conn))
    plain = remote_heads.pack(Head(contents, team=team, **said))
    epoch, recipient = epochs.current(conn, roster, control)
    pk = "" if own.laptop in roster.laptops else own.sign.verify_key.encode().hex()
    header = Header(control, epoch, contents.dev, number, "", pk)
    raw = container.seal(plain, header, own.sign, recipient)
    return remote_layout.head_name(contents.dev, number), raw


def snapshot(
    workspace: Workspace,
    stream: str,
    *,
    have: dict[str, int],
    chains: dict[str, tuple[int, str]],
    parts: Sequence[Part] = (),
) -> tuple[str, str, bytes]:
    """A snapshot that this laptop signed, whatever it claims: its hash, its place, its bytes."""
    own = identity.own(workspace)
    epoch, recipient = epochs.current(workspace.conn, rosters.known(workspace.conn), stream)
    line = {
        "kind": "snap",
        "dev": own.dev,
        "stream": stream,
        "n": 77,
        "prev": "",
        "root": workspace.root,
        "time": workspace.now().isoformat(),
        "schema": 5,
        "app": "0",
        "have": have,
        "chains": chains,
        "emptied": 0,
        "parts": [
            {"hash": one.hash, "epoch": one.epoch, "count": one.count, "spans": one.spans}
            for one in parts
        ],
    }
    header = Header(stream, epoch, own.dev, 77, "")
    raw = container.seal(json.dumps(line).encode() + b"\n", header, own.sign, recipient)
    record = container.read_record(io.BytesIO(raw))
    assert record
    return record.hash, remote_layout.snapshot_name(stream, record.hash), raw
