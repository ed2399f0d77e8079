"""Kits from the command line, by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from liaison_app.cli import main
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_shelf_by_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)

    def run(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(["--workspace", str(tmp_path / "w"), *arguments]) == code
        said = capsys.readouterr()
        return (said.err if code else said.out).strip()

    run("add", "kit", "name=Reading kit", "reorder_level=2")
    run("add", "household", "name=Nguyễn")
    assert run("kit", "receive", "reading kit", "3") == "In stock: 3"
    assert "--anyway" in run(
        "kit", "give", "Reading kit", "--to", "Nguyễn", "--quantity", "4", code=1
    )
    run("kit", "give", "Reading kit", "--to", "nguyen", "--quantity", "2")
    loan = run("kit", "lend", "Reading kit", "--to", "Nguyễn", "--due", "2026-11-01")
    shelf = json.loads(run("kit", "stock", "--json"))
    assert [(k["stock"], k["out"], k["overdue"], k["low"]) for k in shelf] == [(0, 1, 1, True)]
    assert "reorder" in run("kit", "stock")
    assert run("kit", "return", loan) == "Returned."
    assert run("kit", "count", "Reading kit", "9") == "In stock: 9"
    assert "no Kit" in run("kit", "count", "Cooking kit", "9", code=1)
    run("add", "household", "name=NGUYEN")
    assert "several" in run("kit", "give", "Reading kit", "--to", "Nguyễn", code=1)
    assert "already" in run("kit", "return", loan, code=1)
