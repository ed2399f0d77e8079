"""Whether a window could be seen here; loads no Qt, which would end the program without one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_X11 = "/tmp/.X11-unix"  # noqa: S108  (where every X server listens)


def has_screen() -> bool:
    """Whether there is a screen, as far as the environment and the servers' sockets tell."""
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return _wayland() or _x11(os.environ.get("DISPLAY", ""))


def _wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and Path(os.environ.get("XDG_RUNTIME_DIR", ""), name).exists()


def _x11(display: str) -> bool:
    host, _colon, number = display.partition(":")
    if host not in ("", "unix"):
        return True  # on another computer: only trying would tell
    return bool(number) and Path(_X11, f"X{number.partition('.')[0]}").exists()
