"""What rclone can be pointed at on this computer: a folder, and a WebDAV server as the far side."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.remotes.addresses import Address

if TYPE_CHECKING:
    from tests.remotes import webdav_servers

PROGRAM = Path(sys.executable).with_name("rclone")


def to_folder(folder: Path) -> Address:
    """A name that stands for a folder of this computer."""
    return Address(
        "rclone:school box:sync", {"config": f"[school box]\ntype = alias\nremote = {folder}\n"}
    )


def to_webdav(server: webdav_servers.Server, password: str = "") -> Address:
    """A name that stands for a WebDAV server."""
    place = server.place()
    url = place.url.removeprefix("webdav+")
    command = [str(PROGRAM), "obscure", "-"]
    obscured = subprocess.run(
        command,
        input=password or place.keys["password"],
        capture_output=True,
        text=True,
        check=True,
    )
    lines = {
        "type": "webdav",
        "url": re.sub(" ", "%20", url),
        "vendor": "other",
        "user": place.keys["user"],
        "pass": obscured.stdout.strip(),
    }
    config = "\n".join(f"{key} = {value}" for key, value in lines.items())
    return Address("rclone:dav:sync", {"config": config})
