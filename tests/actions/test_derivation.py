"""The passphrase is dear to guess wherever families live, whatever the environment says."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from liaison_app.actions import workspaces
from liaison_app.store import folder, keyslots
from tests.desk import PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def _memory(path: Path) -> int:
    document = json.loads((path / "keyslots.json").read_text("utf-8"))
    slots = document["sets"][0]["slots"]
    return int(next(slot["memory"] for slot in slots if slot["kind"] == "passphrase"))


def test_the_environment_makes_guessing_cheap_in_temporary_folders_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_ARGON2_MEMORY", str(8 << 20))
    for name, temporary in (("trial", True), ("real", False)):
        monkeypatch.setattr(folder, "is_temporary", lambda _path, answer=temporary: answer)
        made = workspaces.create(tmp_path / name, person="Rosa", team="N", passphrase=PASSPHRASE)
        made.workspace.close()
    assert _memory(tmp_path / "trial") == 8 << 20
    assert _memory(tmp_path / "real") == keyslots.ARGON2_MEMORY
