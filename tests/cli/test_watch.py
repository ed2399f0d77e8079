"""`sync --watch`: it exchanges until Ctrl+C, and says what each exchange did."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

from liaison_app.actions import remotes
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_it_exchanges_until_somebody_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    place = tmp_path / "place"
    place.mkdir()
    with workspace_at(tmp_path / "rosa") as rosa:
        remotes.add(rosa, "office", f"folder:{place}", {})
    command = [sys.executable, "-c", "from ui.start import main; main()"]
    running = subprocess.Popen(
        [*command, "--workspace", str(tmp_path / "rosa"), "sync", "--watch", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stdout is not None
        first = json.loads(running.stdout.readline())
        running.send_signal(signal.SIGINT)
        _out, err = running.communicate(timeout=60)
    finally:
        running.kill()
    assert (first["name"], first["trouble"]) == ("office", "")
    assert first["sent"]
    assert running.returncode == 0
    assert err.strip() == "Stopped. What was done stays."
