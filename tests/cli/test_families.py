"""Families from the command line: what the window shows is here too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from liaison_app.cli import main
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_family_from_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)

    def run(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(["--workspace", str(tmp_path / "w"), *arguments]) == code
        said = capsys.readouterr()
        return (said.err if code else said.out).strip()

    household = run(
        "family", "add", "عائلة الأحمد", "--language", "Arabic", "--given-name", "Amal",
        "--phone", "+1 206 555 0100", "--street", "12 Elm St",
    )  # fmt: skip
    assert "does not know this language" in run("family", "add", "X", "--language", "Qq", code=1)
    person = json.loads(run("list", "person", "--json"))[0]["id"]
    child = run("add", "person", "given_name=يوسف", "is_child=yes")
    run("add", "household_member", f"household={household}", f"person={child}")
    run(
        "add", "relationship", f"child={child}", f"adult={person}", "relation=mother",
        "contact_restrictions=order of May", "may_pick_up=no",
    )  # fmt: skip
    run("add", "family_story", f"household={household}", "words=نحكي القصص كل مساء")
    run("add", "commitment", f"household={household}", "what=bus pass", "due=2026-12-01")

    rows = json.loads(run("family", "list", "--json"))
    assert [(r["name"], r["children"], r["language"], r["step"], r["due"]) for r in rows] == [
        ("عائلة الأحمد", "يوسف", "Arabic", "bus pass", "2026-12-01")
    ]
    assert "عائلة الأحمد" in run("family", "list", "ahmad")
    assert "عائلة الأحمد" not in run("family", "list", "--filter", "closed")

    said = run("family", "show", "عائلة الأحمد")
    plain = said.translate({0x2066: None, 0x2068: None, 0x2069: None})
    assert plain.index("What the family told us") < plain.index("People") < plain.index("Promises")
    assert "نحكي القصص كل مساء" in plain
    assert "Mother · Amal · CONTACT RESTRICTED · MUST NOT PICK UP" in plain
    assert "order of May" not in plain
    shown = json.loads(run("family", "show", household, "--json"))
    assert shown["promises"][0]["what"] == "bus pass"
    assert shown["points"][0]["shown"] == "(206) 555-0100"

    (tmp_path / "form.txt").write_text("signed")
    file = run("family", "attach", household, str(tmp_path / "form.txt"), "--as", "Form")
    run("family", "save-file", file, "-o", str(tmp_path / "copy.txt"))
    assert (tmp_path / "copy.txt").read_text() == "signed"
    again = run("family", "save-file", file, "-o", str(tmp_path / "copy.txt"), code=1)
    assert "already a file" in again
    missing = run("family", "attach", household, str(tmp_path / "none"), code=1)
    assert "cannot be read" in missing
    assert "no Family of this name" in run("family", "show", "Nobody", code=1)
