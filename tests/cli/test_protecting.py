"""Sealed facts and protecting a family, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from liaison_app.cli import main
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_family_is_protected_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)

    def run(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(["--workspace", str(tmp_path / "w"), *arguments]) == code
        said = capsys.readouterr()
        return (said.err if code else said.out).strip()

    home = run("family", "add", "Hassan", "--language", "Arabic", "--street", "18 Quarry Lane")
    note = run("add", "note", f"household={home}", "text=Park on Quarry Lane, not in the yard")
    fact = run("add", "safety_note", f"household={home}", "text=Never by phone", "two_visit=yes")
    run("set", "safety_note", fact, "text=Never by letter")
    shown = run("family", "sealed", "Hassan")
    assert "Never by letter" in shown
    assert "Never visit alone" in shown
    assert "by letter" not in run("family", "show", "Hassan")
    assert "Nothing was found" in run("find", "letter")
    assert "Never by letter" in run("find", "--sealed", "letter").replace("\u2068", "")
    command = ("family", "protect", "Hassan", "--street", "PO Box 118", "--program", "Safe at Home")
    assert "--yes" in run(*command, code=1)
    said = run(*command, "--yes")
    assert "1 address is emptied" in said
    assert f"redact note {note} text" in said
    assert "18 Quarry" not in run("family", "show", "Hassan")
    run("redact", "note", note, "text")
    assert json.loads(run("family", "mentions", "Hassan", "--json")) == []
    facts = json.loads(run("family", "sealed", "Hassan", "--json"))
    assert [one["type"] for one in facts] == ["protected_address", "safety_note"]
    assert "sealed facts" in run("add", "address", f"household={home}", "line_1=18 Q", code=1)
    assert json.loads(run("check", "--json"))["ok"]
