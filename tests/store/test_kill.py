"""The power fails at a random moment: what was saved is there, the rest is whole or not at all.

Each test runs a program of its own, kills it with SIGKILL at work, and looks at what is left.
"""

from __future__ import annotations

import random
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import WrongPassphrase
from liaison_app.workspace import Draft, Workspace
from tests.store.laptops import NOON, PASSPHRASE, new, unlock

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
DICE = random.Random(2026)  # noqa: S311  (moments)
NEW = "another long one my dear"

BEGIN = """
import sys
from pathlib import Path
from liaison_app.actions import workspaces
from liaison_app.records.people import Household, Person
from liaison_app.records.partnership import Note
from liaison_app.workspace import Add, Draft
workspace = workspaces.unlock(Path(sys.argv[1]), sys.argv[2])
print("ready", flush=True)
"""
SAVES = """
for n in range(100_000):
    home = workspace.new_id()
    changes = [Add(Household(id=home, name=f"family {n}")), Add(Note(household=home, text=f"n{n}"))]
    workspace.commit("save", changes, discard_draft=f"visit:{n}")
    print(n, flush=True)
    workspace.keep_draft(Draft(f"visit:{n + 1}", {"n": n + 1}, 0, "", workspace.now()))
"""
LARGE = """
changes = [Add(Person(given_name=f"person {n}")) for n in range(5_000)]
print("go", flush=True)
workspace.commit("import", changes)
print("done", flush=True)
workspace.close()
"""
REKEY = f"""
print("go", flush=True)
workspaces.change_passphrase(workspace, sys.argv[2], "{NEW}")
print("done", flush=True)
workspace.close()
"""


def run_and_kill(folder: Path, program: str, after: float, *, wait_for: str = "ready") -> list[str]:
    """Run a program on the workspace, kill it, and give the lines that it had printed."""
    running = subprocess.Popen(
        [sys.executable, "-c", BEGIN + program, str(folder), PASSPHRASE],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout
    said = [running.stdout.readline().strip()]
    while said[-1] != wait_for:
        said.append(running.stdout.readline().strip())
    until = time.monotonic() + after
    while (left := until - time.monotonic()) > 0 and running.poll() is None:
        if select.select([running.stdout], [], [], left)[0]:
            line = running.stdout.readline()
            said += [line.strip()] if line.endswith("\n") else []
    running.kill()
    said += [line.strip() for line in running.stdout if line.endswith("\n")]
    running.wait()
    running.stdout.close()
    return said


def sound(workspace: Workspace) -> bool:
    return workspaces.check(workspace, deep=True).ok


@pytest.mark.parametrize("_round", range(6))
def test_an_acknowledged_save_is_never_lost(tmp_path: Path, _round: int) -> None:
    folder = tmp_path / "w"
    new(folder).close()
    said = run_and_kill(folder, SAVES, DICE.uniform(0.02, 0.4))
    acknowledged = max((int(line) for line in said[1:]), default=-1)
    workspace = unlock(folder)
    assert sound(workspace)
    families = {row["name"] for row in workspace.read("SELECT name FROM household")}
    notes = {row["text"] for row in workspace.read("SELECT text FROM note")}
    assert {f"family {n}" for n in range(acknowledged + 1)} <= families
    assert len(families) == len(notes) <= acknowledged + 2
    # A draft is there only if it was not saved: nobody is offered to write it down twice.
    for draft in workspace.drafts():
        assert f"family {draft.content['n']}" not in families
    workspace.close()


@pytest.mark.parametrize("_round", range(6))
def test_a_large_import_is_all_there_or_not_at_all(tmp_path: Path, _round: int) -> None:
    folder = tmp_path / "w"
    new(folder).close()
    said = run_and_kill(folder, LARGE, DICE.uniform(0.05, 1.2), wait_for="go")
    workspace = unlock(folder)
    assert sound(workspace)
    count = workspace.read("SELECT count(*) FROM person")[0][0]
    assert count in ((5_000,) if "done" in said else (0, 5_000))
    assert len(workspace.read("SELECT * FROM search_entry WHERE type = 'person'")) == count
    workspace.close()


@pytest.mark.parametrize("_round", range(8))
def test_a_change_of_passphrase_cut_short_leaves_one_that_opens(
    tmp_path: Path, _round: int
) -> None:
    folder = tmp_path / "w"
    made = new(folder)
    made.keep_draft(Draft("visit:1", {"note": "half a sen"}, 10, "note", NOON))
    digest = workspaces.check(made).digest
    made.close()
    said = run_and_kill(folder, REKEY, DICE.uniform(0.0, 0.2), wait_for="go")
    ways = []
    for passphrase in (PASSPHRASE, NEW):
        try:
            workspace = unlock(folder, passphrase)
        except WrongPassphrase:
            continue
        ways.append(passphrase)
        assert sound(workspace)
        assert workspaces.check(workspace).digest == digest
        assert [draft.content for draft in workspace.drafts()] == [{"note": "half a sen"}]
        workspace.close()
    assert len(ways) == 1
    assert ways == [NEW] or "done" not in said
