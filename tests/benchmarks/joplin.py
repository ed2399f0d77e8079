"""The same 2,000 notes over a folder: Liaison, and Joplin's terminal client, in one run.

Joplin is no part of this project. Where its program `joplin` is on the PATH it is measured, else
it is left out: `npm install joplin` in a folder of your own, then put that folder's
`node_modules/.bin` on the PATH. Of its times, what it takes to start and to find nothing new is
taken off; ours are whole.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from tests.benchmarks.measuring import tell

RECORDS = 2_000
TIMES_FASTER = 100.0
_PATIENCE = 1_200  # seconds


def run() -> None:
    """Print the figures."""
    texts = _notes()
    with tempfile.TemporaryDirectory() as folder:
        ours = _liaison(Path(folder), texts)
    program = shutil.which("joplin")
    if program is None:
        print("  Joplin is not installed here: no figure beside ours")
        return
    with tempfile.TemporaryDirectory() as folder:
        theirs = _joplin(program, Path(folder), texts)
    for what, one, other in zip(("send", "receive"), ours, theirs, strict=True):
        tell(f"{what}: Joplin to Liaison (asked: at least {TIMES_FASTER:g})", other / one, "times")


def _notes() -> list[str]:
    dice = Random(9)  # noqa: S311  (invented words)
    syllables = ["ka", "lo", "mi", "ra", "shu", "ten", "vo", "zhe", "bri", "nu", "ola", "das"]
    words = ["".join(dice.choices(syllables, k=dice.randint(1, 4))) for _n in range(9_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    return [" ".join(dice.choices(words, weights, k=dice.randint(15, 60))) for _n in range(RECORDS)]


def _liaison(folder: Path, texts: list[str]) -> tuple[float, float]:
    from liaison_app.records.partnership import Note
    from liaison_app.records.people import Household
    from liaison_app.workspace import Add
    from tests.sync.laptops import Team
    from tests.sync.shared_place import sync

    place = folder / "place"
    place.mkdir()
    team = Team(folder)
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for one in (rosa, ben, rosa):
        sync(one, place)
    home = rosa.commit("family.new", [Add(Household(name="Haddad"))]).ids[0]
    rosa.commit("benchmark", [Add(Note(household=home, text=text)) for text in texts])
    taken = []
    for one, what in ((rosa, "send"), (ben, "receive")):
        began = time.perf_counter()
        sync(one, place)
        taken.append(time.perf_counter() - began)
        tell(f"Liaison: {what} {RECORDS:,} notes", taken[-1], "s")
    assert {one.text for one in ben.all(Note)} == set(texts)
    team.close()
    return taken[0], taken[1]


def _joplin(program: str, folder: Path, texts: list[str]) -> tuple[float, float]:
    notes, place = folder / "notes", folder / "place"
    notes.mkdir()
    place.mkdir()
    for number, text in enumerate(texts):
        (notes / f"note-{number}.md").write_text(f"{text}\n", "utf-8")
    first, other = folder / "first", folder / "other"
    for profile in (first, other):
        _do(program, profile, "config", "sync.target", "2")
        _do(program, profile, "config", "sync.2.path", str(place))
        _do(program, profile, "sync")
    _do(program, first, "import", "--format", "md", str(notes))
    taken = []
    for profile, what in ((first, "send"), (other, "receive")):
        whole = _do(program, profile, "sync")
        idle = _do(program, profile, "sync")
        taken.append(max(whole - idle, 0.001))
        tell(f"Joplin: {what} {RECORDS:,} notes, {idle:.1f} s of start-up off", taken[-1], "s")
    put = sum(1 for path in place.glob("*.md"))
    assert put >= RECORDS, f"Joplin put {put} files"
    _do(program, other, "export", "--format", "md", str(folder / "came"))
    came = sum(1 for _path in (folder / "came").rglob("*.md"))
    assert came >= RECORDS, f"Joplin has {came} notes on the other side"
    return taken[0], taken[1]


def _do(program: str, profile: Path, *command: str) -> float:
    began = time.perf_counter()
    done = subprocess.run(
        [program, "--profile", str(profile), *command],
        env=os.environ | {"HOME": str(profile.parent)},
        capture_output=True,
        text=True,
        check=False,
        timeout=_PATIENCE,
    )
    if done.returncode:
        sys.exit(f"joplin {' '.join(command)}: {done.stdout}{done.stderr}")
    return time.perf_counter() - began
