"""A program of its own that puts one file, so that a test can kill it in the middle."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.remotes.addresses import Address


def child(
    address: Address, name: str, data: bytes, *, before: Sequence[str] = ()
) -> subprocess.Popen[bytes]:
    """Start the program; when this returns it is connected and just about to put.

    Args:
        address: of the remote.
        name: of the file.
        data: its bytes.
        before: lines of Python that it runs first, to make something fail.
    """
    lines = [
        "import sys",
        "from liaison_app.remotes.addresses import Address",
        "from liaison_app.remotes.connecting import connect",
        "size, address = sys.stdin.buffer.readline().split(b' ', 1)",
        "import json",
        "said = json.loads(address)",
        "data = sys.stdin.buffer.read(int(size))",
        "remote = connect(Address(said['url'], said['keys']), timeout=30)",
        "remote.probe()",
        *before,
        "sys.stdout.write('ready\\n')",
        "sys.stdout.flush()",
        "remote.put(said['name'], data)",
    ]
    process = subprocess.Popen(
        [sys.executable, "-c", "\n".join(lines)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("no pipes to the child")
    said = {"url": address.url, "keys": dict(address.keys), "name": name}
    process.stdin.write(str(len(data)).encode() + b" " + json.dumps(said).encode() + b"\n")
    process.stdin.write(data)
    process.stdin.flush()
    if process.stdout.readline() != b"ready\n":
        process.communicate()
        raise RuntimeError("the child could not connect")
    return process
