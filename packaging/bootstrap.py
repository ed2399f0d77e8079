"""Make `.venv` ready, from whatever state it is in: `bootstrap.py run` or `bootstrap.py check`.

`run` installs what Liaison runs on, `check` also what tests it. The exact versions and their hashes
are those of the lists beside this file. Nothing is needed before but Python 3.11 to 3.13: libraries
and programs of the system that are missing are installed when that is permitted, or else named in
one command.

It may be interrupted anywhere and run again: an environment that was not finished is made anew, one
that fits is left alone without asking any index.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import NoReturn

CHECKOUT = Path(__file__).resolve().parent.parent
ENVIRONMENT = CHECKOUT / ".venv"
UNFINISHED = ENVIRONMENT / "unfinished"
LISTS = {
    "run": ["requirements.txt", "requirements-build.txt"],
    "check": ["requirements-dev.txt"],
}

# What Qt loads from the system, and the Debian packages that hold it: the first known one is taken
# (Debian 13 and Ubuntu 24.04 renamed some).
OFF_SCREEN_LIBRARIES = {
    "libGL.so.1": ["libgl1"],
    "libEGL.so.1": ["libegl1"],
    "libglib-2.0.so.0": ["libglib2.0-0t64", "libglib2.0-0"],
    "libdbus-1.so.3": ["libdbus-1-3"],
    "libfontconfig.so.1": ["libfontconfig1"],
    "libfreetype.so.6": ["libfreetype6"],
    "libxkbcommon.so.0": ["libxkbcommon0"],
    "libX11.so.6": ["libx11-6"],
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": ["libxcb-cursor0"],
    "libxcb-icccm.so.4": ["libxcb-icccm4"],
    "libxcb-image.so.0": ["libxcb-image0"],
    "libxcb-keysyms.so.1": ["libxcb-keysyms1"],
    "libxcb-randr.so.0": ["libxcb-randr0"],
    "libxcb-render-util.so.0": ["libxcb-render-util0"],
    "libxcb-shape.so.0": ["libxcb-shape0"],
    "libxcb-sync.so.1": ["libxcb-sync1"],
    "libxcb-xfixes.so.0": ["libxcb-xfixes0"],
    "libxcb-xkb.so.1": ["libxcb-xkb1"],
    "libxkbcommon-x11.so.0": ["libxkbcommon-x11-0"],
    "libX11-xcb.so.1": ["libx11-xcb1"],
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": ["libwayland-client0"],
    "libwayland-cursor.so.0": ["libwayland-cursor0"],
    "libwayland-egl.so.1": ["libwayland-egl1"],
}
# Programs that `check` runs beside ours: what Liaison seals must open with stock tools too, and
# what it shares must reach a server that schools run (apache2-bin: the program, no service).
PROGRAMS = {"age": ["age"], "zstd": ["zstd"], "apache2": ["apache2-bin"]}
SERVER_PROGRAMS = "/usr/sbin"  # not everybody's PATH has it


def main(purpose: str) -> None:
    """Bring the system's libraries and programs and `.venv` to what `purpose` needs."""
    require_system_parts(purpose)
    if is_ready(purpose) or is_ready("check"):  # the second list contains the first
        return
    make_environment()
    UNFINISHED.touch()
    install(purpose)
    stamp_of(purpose).write_text(fingerprint(purpose))
    UNFINISHED.unlink()


def is_ready(purpose: str) -> bool:
    """Tell whether the last finished installation is the one that is wanted now."""
    stamp = stamp_of(purpose)
    return stamp.is_file() and stamp.read_text() == fingerprint(purpose) and not UNFINISHED.exists()


def require_system_parts(purpose: str) -> None:
    """Install what is missing, or say what is and stop."""
    packages = missing_packages(purpose)
    if not packages:
        return
    if not shutil.which("apt-get"):
        stop(
            "These parts of the system are missing: " + ", ".join(missing_parts(purpose)) + ".",
            "Install them with the system's own package manager, then run the same command again.",
        )
    if os.geteuid() != 0:
        stop(
            "Some system packages are missing. Install them, then run the same command again:",
            f"  sudo apt-get update && sudo apt-get install {' '.join(packages)}",
        )
    say(f"Installing system packages: {' '.join(packages)}")
    apt_get("update")
    apt_get("install", "--yes", "--no-install-recommends", *missing_packages(purpose))
    importlib.invalidate_caches()
    if still_missing := missing_parts(purpose):
        stop("These parts of the system are still missing: " + ", ".join(still_missing) + ".")


def missing_parts(purpose: str) -> list[str]:
    """Name what does not load or is not there: libraries, programs, what Debian cuts off Python."""
    modules = [name for name in ("ensurepip",) if importlib.util.find_spec(name) is None]
    libraries = [name for name in needed_libraries() if not loads(name)]
    return modules + libraries + [name for name in needed_programs(purpose) if not runs(name)]


def missing_packages(purpose: str) -> list[str]:
    """Name the Debian packages that hold the missing parts."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    holders = {
        "ensurepip": [f"{version}-venv"],
        **needed_libraries(),
        **needed_programs(purpose),
    }
    return [first_known(holders[part]) for part in missing_parts(purpose)]


def needed_libraries() -> dict[str, list[str]]:
    """List what Qt needs off-screen, and for the display that is there."""
    if not sys.platform.startswith("linux"):
        return {}
    needed = dict(OFF_SCREEN_LIBRARIES)
    if os.environ.get("DISPLAY"):
        needed |= X11_LIBRARIES
    if os.environ.get("WAYLAND_DISPLAY"):
        needed |= WAYLAND_LIBRARIES
    return needed


def needed_programs(purpose: str) -> dict[str, list[str]]:
    """List the programs that the tests run; Liaison itself needs none."""
    return PROGRAMS if purpose == "check" and sys.platform.startswith("linux") else {}


def runs(program: str) -> bool:
    """Tell whether the system finds this program."""
    return bool(shutil.which(program) or shutil.which(program, path=SERVER_PROGRAMS))


def loads(library: str) -> bool:
    """Tell whether the system's loader finds this library, wherever it is kept."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def first_known(packages: list[str]) -> str:
    """Pick the name that this release of the system knows; the last one is the oldest name."""
    for package in packages[:-1]:
        shown = subprocess.run(  # noqa: S603 - the arguments are the constants above
            ["apt-cache", "show", "--quiet", package],  # noqa: S607 - where a system keeps it varies
            capture_output=True,
            check=False,
        )
        if shown.returncode == 0:
            return package
    return packages[-1]


def apt_get(*arguments: str) -> None:
    """Run apt-get without questions and show only what goes wrong."""
    done = subprocess.run(  # noqa: S603 - the arguments are the constants above
        ["apt-get", "-qq", *arguments],  # noqa: S607 - where a system keeps it varies
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode != 0:
        stop("Installing system packages failed; the lines above say why.")


def make_environment() -> None:
    """Make `.venv`, unless a working one with this Python is there."""
    if not UNFINISHED.exists() and environment_works():
        return
    say(f"Making {ENVIRONMENT.name} with Python {sys.version.split()[0]}")
    shutil.rmtree(ENVIRONMENT, ignore_errors=True)
    ENVIRONMENT.mkdir()
    UNFINISHED.touch()
    venv.create(ENVIRONMENT, symlinks=os.name != "nt", with_pip=True)


def environment_works() -> bool:
    """Tell whether `.venv` starts, has pip, was made here, and is of the Python that runs this."""
    question = "import pip, sys; print(sys.prefix, sys.version_info[:2])"
    try:
        answer = subprocess.run(  # noqa: S603 - our own interpreter
            [environment_python(), "-c", question], capture_output=True, text=True, check=False
        )
        made_for = (environment_python().parent / "pip").read_text()
    except OSError:
        return False
    here = f"{ENVIRONMENT} {sys.version_info[:2]}"
    return answer.stdout.strip() == here and str(ENVIRONMENT) in made_for


def install(purpose: str) -> None:
    """Install the listed versions, each checked against its hash, and this checkout in place."""
    say("Installing what Liaison needs (about 400 MB on disk)")
    lists = [part for name in LISTS[purpose] for part in ("-r", CHECKOUT / "packaging" / name)]
    run_pip("install", "--require-hashes", "--only-binary", ":all:", *map(str, lists))
    run_pip("install", "--no-deps", "--no-build-isolation", "--no-index", "-e", str(CHECKOUT))


def fingerprint(purpose: str) -> str:
    """Sum up all that an installation depends on; a moved checkout needs a new environment."""
    parts = [CHECKOUT / "packaging" / name for name in LISTS[purpose]]
    parts.append(CHECKOUT / "pyproject.toml")
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes())
    return f"{digest.hexdigest()} {sys.version_info[:2]} {CHECKOUT}\n"


def stamp_of(purpose: str) -> Path:
    """Say where the fingerprint of the last finished installation is kept."""
    return ENVIRONMENT / f"installed-{purpose}"


def environment_python() -> Path:
    """Say where the environment's interpreter is."""
    return ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run_pip(*arguments: str) -> None:
    """Run the environment's pip, or stop with its own words on the screen."""
    pip = [str(environment_python()), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    done = subprocess.run([*pip, *arguments], check=False)  # noqa: S603 - our own interpreter
    if done.returncode != 0:
        stop("Installing failed; the lines above say why. Run the same command again to go on.")


def say(line: str) -> None:
    """Tell the person what is going on."""
    print(line, flush=True)  # noqa: T201 - this is a program for the terminal


def stop(*lines: str) -> NoReturn:
    """Say what is wrong and what to do, and end."""
    sys.exit("\n".join(lines))


if __name__ == "__main__":
    if sys.argv[1:] not in (["run"], ["check"]):
        stop("Usage: packaging/bootstrap.sh run | check")
    main(sys.argv[1])
