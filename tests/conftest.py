"""What every test stands on: no screen, no one's real folders, one language and one time zone.

pytest reads this before Qt or Liaison is imported, so what is set here is what they see.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.teams"]  # imported once what follows is set

OF_THE_PERSON = ("LIAISON_", "LC_", "XDG_", "QT_", "WAYLAND_")
OF_THE_TESTS = ("LIAISON_SCHEDULES",)  # how many schedules of merging whoever runs them asks for


def leave_the_person_alone() -> None:
    """Give this run, and every program it starts, an empty home of its own and no screen."""
    for name in [name for name in os.environ if name.startswith(OF_THE_PERSON)]:
        if name not in OF_THE_TESTS:
            del os.environ[name]
    for name in ("DISPLAY", "LANGUAGE", "DBUS_SESSION_BUS_ADDRESS"):
        os.environ.pop(name, None)
    home = Path(tempfile.mkdtemp(prefix="liaison-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["HOME"] = str(home)
    for kind in ("DATA_HOME", "CONFIG_HOME", "STATE_HOME", "CACHE_HOME", "RUNTIME_DIR"):
        folder = home / kind.lower()
        folder.mkdir(mode=0o700)
        os.environ[f"XDG_{kind}"] = str(folder)
    os.environ["LIAISON_ALLOW_TEMPORARY_FOLDER"] = "1"  # where every workspace of a test lives
    os.environ["LIAISON_ARGON2_MEMORY"] = str(8 * 1024 * 1024)  # a guess need not be dear here
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def be_somewhere() -> None:
    """Use a plain locale, and a time zone that shows when UTC and local time are mixed up."""
    os.environ["LANG"] = "C.UTF-8"
    # Spelled out, because a bare system has no time zone files.
    os.environ["TZ"] = "CST6CDT,M3.2.0,M11.1.0"
    if sys.platform != "win32":
        time.tzset()


leave_the_person_alone()
be_somewhere()
# A slow or busy machine is no failure, and continuous integration repeats what it did last time.
settings.register_profile(
    "liaison",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("liaison")
