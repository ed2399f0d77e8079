"""One rclone that runs for as long as its place is used, and never longer than we do.

It listens on this computer alone and wants a password that was made up for it; starting it takes a
tenth of a second, so asking it costs no more than asking its service does. What it prints is read,
because a full pipe would stop it, and kept nowhere.

It ends when the pipe to it closes, and the system closes that however we end: a shell waits for it,
or on Windows a job object does as much.
"""

from __future__ import annotations

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.errors import RemoteAway
from liaison_app.language.catalogues import _
from liaison_app.remotes import rclone_answers
from liaison_app.remotes.rclone_settings import environment
from liaison_app.sources import SystemRandom

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import IO

_USER = "liaison"
_LISTENS = re.compile(r"https?://127\.0\.0\.1:(\d+)/")
_SECONDS_TO_START = 20
_SECONDS_TO_END = 3
_UNTIL_WE_END = '"$@" & child=$!; exec 2>/dev/null; read -r _; kill "$child"; wait "$child"'


def program() -> Path | None:
    """Find rclone: the one installed with Liaison, else the system's."""
    beside = Path(sys.executable).with_name("rclone.exe" if os.name == "nt" else "rclone")
    found = str(beside) if beside.is_file() else shutil.which("rclone")
    return Path(found) if found else None


class Child:
    """A running rclone.

    Args:
        rclone: the program.
        settings: from `rclone_settings.variables`; empty to use rclone's own.
        timeout: seconds that it waits for its service.

    Attributes:
        url: where it listens.
        auth: user and password that it wants.
        runs: whether it can still be asked.

    Raises:
        RemoteTrouble: it does not start.
    """

    def __init__(self, rclone: Path, settings: Mapping[str, str], timeout: float) -> None:
        password = SystemRandom().randbytes(32).hex()
        self.auth = (_USER, password)
        told = {
            "RCLONE_RC_ADDR": "127.0.0.1:0",
            "RCLONE_RC_USER": _USER,
            "RCLONE_RC_PASS": password,
            "RCLONE_RC_SERVE": "true",
            "RCLONE_RC_SERVE_NO_MODTIME": "true",
            "RCLONE_ASK_PASSWORD": "false",
            "RCLONE_IGNORE_EXISTING": "true",
            "RCLONE_RETRIES": "1",
            "RCLONE_LOW_LEVEL_RETRIES": "2",
            "RCLONE_CONTIMEOUT": f"{min(timeout, 15):.0f}s",
            "RCLONE_TIMEOUT": f"{timeout:.0f}s",
        }
        try:
            self._process = _start(
                [str(rclone), "rcd"], {**environment(os.environ, settings), **told}
            )
        except OSError:
            raise _not_started() from None
        self.runs = True
        self._said: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, name="rclone", daemon=True).start()
        try:
            self.url = f"http://127.0.0.1:{self._port()}"
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End it; when this returns, it is gone."""
        process = self._process
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
        if os.name == "nt":
            process.kill()
        try:
            process.wait(_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            _kill(process)
            process.wait()

    def _listen(self) -> None:
        """Read what it prints, to its end, in a thread of its own."""
        stream = self._process.stderr
        if stream is not None:
            with stream, suppress(OSError, ValueError):
                self._pass_on(stream)
        self.runs = False
        self._said.put(None)

    def _pass_on(self, stream: IO[str]) -> None:
        started = False
        for line in stream:
            if not started:
                self._said.put(line)
                started = _LISTENS.search(line) is not None

    def _port(self) -> int:
        """Wait until it says where it listens."""
        said = ""
        while True:
            try:
                line = self._said.get(timeout=_SECONDS_TO_START)
            except queue.Empty:
                raise _not_started() from None
            if line is None:
                raise rclone_answers.trouble(said)
            if found := _LISTENS.search(line):
                return int(found[1])
            said += line


def _start(command: list[str], env: dict[str, str]) -> subprocess.Popen[str]:
    if sys.platform == "win32":
        from liaison_app.remotes.rclone_windows import start  # noqa: PLC0415 (Windows alone)

        return start(command, env)
    return subprocess.Popen(  # noqa: S603 (a program that we found, and no text of a person's)
        ["/bin/sh", "-c", _UNTIL_WE_END, "sh", *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=env,
        text=True,
        errors="replace",
        start_new_session=True,  # so that Ctrl+C in a terminal ends us first, and in order
    )


def _kill(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)


def _not_started() -> RemoteAway:
    return RemoteAway(_("rclone does not start. Liaison tries again later."))
