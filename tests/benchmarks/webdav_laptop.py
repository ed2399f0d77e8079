"""One laptop in a process of its own that exchanges over WebDAV, and says what it took.

    python -m tests.benchmarks.webdav_laptop exchange|join PATH URL USER PASSWORD [INVITE]

The answer is a line of JSON: seconds and processor seconds of the exchange alone, requests and
bytes on the wire, the most memory that the process ever had.
"""

from __future__ import annotations

import json
import pickle
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.actions import workspaces
from liaison_app.remotes.addresses import Address
from liaison_app.remotes.connecting import connect
from liaison_app.sync import joining, remote_exchange
from tests.benchmarks import large
from tests.benchmarks.counting import peak_mb, wire
from tests.store.laptops import NOON, Clock, dice
from tests.sync.laptops import PASSPHRASE
from tests.sync.shared_place import know

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

LATER = NOON + timedelta(days=60)


def main() -> None:
    """Open or make the workspace, exchange once, and say what that took."""
    what, path, url, user, password, *rest = sys.argv[1:]
    large.settle()
    began = time.perf_counter()
    workspace = _join(Path(path), Path(rest[0])) if what == "join" else _open(Path(path))
    before = time.perf_counter() - began
    remote = connect(Address(url, {"user": user, "password": password}))
    with wire() as asked:
        began, worked = time.perf_counter(), time.process_time()
        done = remote_exchange.exchange(workspace, remote, know(workspace, Path(path)))
        seconds, cpu = time.perf_counter() - began, time.process_time() - worked
        remote.close()
    print(
        json.dumps(
            {
                "seconds": seconds + (before if what == "join" else 0),
                "cpu": cpu,
                "requests": asked.requests,
                "bytes": asked.size,
                "new": done.bundles.new,
                "sent": done.sent.changes,
                "peak": peak_mb(),
            }
        )
    )
    workspace.close()


def _open(path: Path) -> Workspace:
    return workspaces.unlock(path, PASSPHRASE, clock=Clock(LATER))


def _join(path: Path, invite_file: Path) -> Workspace:
    invite, code = pickle.loads(invite_file.read_bytes())  # noqa: S301  (made by the benchmark)
    return workspaces.create(
        path,
        person=invite.person_name,
        team="North",
        passphrase=PASSPHRASE,
        clock=Clock(LATER),
        random=dice(len(path.name)),
        begin=lambda workspace, _person, _team: joining.begin(workspace, invite, code),
    ).workspace


if __name__ == "__main__":
    main()
