"""A visit note survives the laptop dying in the middle of a word, and is saved in the end."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from liaison_app.actions import drafts, visits, workspaces
from liaison_app.actions.debriefs import start
from liaison_app.actions.visit_drafts import as_content, draft_id
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.workspace import Add, now_utc
from tests.desk import PASSPHRASE, workspace_at
from tests.ui.shells import OnePageShell
from ui.pages.debrief import DebriefPage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

RUNS = 20
LOST_AT_MOST = 0.6  # seconds of typing
STALLED = 0.05  # a gap longer than this is the machine's, not the typist's


def test_no_more_than_the_last_moment_is_lost_when_the_laptop_dies(
    tmp_path: Path, qtbot: QtBot, pytestconfig: pytest.Config
) -> None:
    folder = tmp_path / "ws"
    visit = _visit_with_brackets(folder)
    written = ""
    dice = random.Random(11)  # noqa: S311  (when to pull the plug)
    for _run in range(RUNS):
        keys = _type_until_killed(folder, visit, dice.uniform(0.05, 1.1), pytestconfig.rootpath)
        with workspaces.unlock(folder, PASSPHRASE) as workspace:
            kept = drafts.find(workspace, draft_id(visit))
        assert kept is not None
        note = kept.content["note"]
        assert note.startswith(f"[{written}")
        assert note.endswith("]")
        new = note[1 + len(written) : -1]
        assert "".join(letter for _at, letter in keys).startswith(new), "not what was typed"
        assert _seconds_typed(keys[len(new) :]) <= LOST_AT_MOST
        assert (kept.focus, kept.cursor) == ("note", 1 + len(written + new))
        written += new
    assert len(written) > RUNS  # something was typed, and kept, at all
    _resume_and_save(folder, visit, f"[{written}]", qtbot)


def _visit_with_brackets(folder: Path) -> str:
    """A visit whose note is [] so far, with the cursor between them."""
    with workspace_at(folder) as workspace:
        family = workspace.commit("f", [Add(Household(name="Nguyễn"))]).ids[0]
        visit = visits.plan(workspace, family, datetime(2026, 11, 21, 15, 30, tzinfo=UTC))
        content = as_content(start(workspace, visit).draft)
        content["note"] = "[]"
        drafts.keep(workspace, draft_id(visit), content, cursor=1, focus="note")
    return visit


def _type_until_killed(
    folder: Path, visit: str, seconds: float, root: Path
) -> list[tuple[float, str]]:
    """Let the typist type for so long, pull the plug, and give the keys that were pressed."""
    command = [sys.executable, "-m", "tests.journeys.typist", str(folder), visit]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as typist:
        assert typist.stdout is not None
        lines = [typist.stdout.readline()]  # typing has begun
        assert lines[0], "the typist did not begin"
        time.sleep(seconds)
        typist.send_signal(signal.SIGKILL)
        lines += typist.stdout.readlines()
    whole = [line.split() for line in lines if line.endswith(b"\n")]
    return [(float(at), chr(int(letter))) for at, letter in whole]


def _seconds_typed(keys: list[tuple[float, str]]) -> float:
    """How long these keys took to type, on a machine that does not stall."""
    gaps = (later - before for (before, _a), (later, _b) in pairwise(keys))
    return sum(min(gap, STALLED) for gap in gaps)


def _resume_and_save(folder: Path, visit: str, text: str, qtbot: QtBot) -> None:
    """What was kept stands on the screen again, is saved, and the file is sound."""
    with workspaces.unlock(folder, PASSPHRASE, clock=now_utc) as workspace:
        shell = OnePageShell(workspace)
        page = DebriefPage(shell)
        shell.add(page, page)
        qtbot.addWidget(shell)
        with qtbot.waitActive(shell):
            shell.show()
        shell.go("debrief", visit=visit)
        assert page.form.note.toPlainText() == text
        assert page.form.standing() == ("note", len(text) - 1)
        page.form.outcome.set_values("met")
        page.save()
        assert [note.text for note in workspace.all(Note)] == [text]
        assert drafts.every(workspace) == ()
        checked = workspaces.check(workspace, deep=True)
        assert checked.ok, checked.problems
        shell.deaf()
