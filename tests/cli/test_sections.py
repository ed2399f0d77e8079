"""`liaison section`: a district's own words and order, from a terminal or a program."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.cli import main
from tests.desk import PASSPHRASE
from tests.packets.home import Home

if TYPE_CHECKING:
    from pathlib import Path

LIBRARY = "# Our library\n\n- The library is free.\n- Call **{help_phone}**.\n"
LATE = "Please tell us the same morning."


class Desk:
    """Runs `liaison section`; the workspace is closed in between."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder / "workspace", capsys
        Home(self.folder).workspace.close()

    def run(self, *arguments: str, code: int = 0, group: str = "section") -> tuple[str, str]:
        """Run a command; gives what it said and what it warned of."""
        self._capsys.readouterr()
        got = main(["--workspace", str(self.folder), group, *arguments])
        said = self._capsys.readouterr()
        assert got == code, said
        assert "Traceback" not in said.err
        return said.out, said.err

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json")[0])

    def names(self) -> list[str]:
        return [one["name"] for one in self.json("list", "welcome")]


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return Desk(tmp_path, capsys)


def test_words_go_out_and_come_back(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "absence.md"
    text, _warned = desk.run("text", "welcome", "absence")
    file.write_text(text.replace(LATE, "Please tell us before school."), encoding="utf-8")
    said, _warned = desk.run("edit", "welcome", "absence", "--file", str(file), "--check")
    assert "Nothing was changed" in said
    said, _warned = desk.run("edit", "welcome", "absence", "--file", str(file))
    assert "1 text is new or changed." in said
    assert "had 1 of 1 in the old wording" in said
    assert "liaison texts export LANGUAGE" in said
    assert "before school" in desk.run("text", "welcome", "absence")[0]
    assert LATE in desk.run("text", "welcome", "absence", "--shipped")[0]
    said, _warned = desk.run("list", "welcome")
    assert "In your district's words" in said
    assert "Whole in no other language yet" in said
    desk.run(group="undo")
    assert desk.run("text", "welcome", "absence")[0] == text


def test_a_program_reads_what_is_untranslated(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(LIBRARY))
    made = desk.json("add", "welcome", "our-library", "--file", "-", "--after", "absence")
    assert made["action"] > 0
    assert made["new"] == 3  # ours says “Call {help_phone}.” too
    assert {"tag": "es", "name": "Spanish", "lacks": 2, "former": 0} in made["gaps"]
    listed = {one["name"]: one for one in desk.json("list", "welcome")}
    assert listed["our-library"]["whose"] == "own"
    assert listed["our-library"]["languages"]["es"]["missing"] == 2
    monkeypatch.setattr("sys.stdin", io.StringIO(LIBRARY))
    assert desk.json("edit", "welcome", "our-library", "--file", "-")["new"] == 0
    desk.run("remove", "welcome", "our-library")
    assert "our-library" not in desk.names()


def test_sections_are_moved_left_out_and_ours_again(desk: Desk) -> None:
    order = desk.names()
    desk.run("move", "welcome", "rights", "--to", "1")
    assert desk.names()[0] == "rights"
    assert "already" in desk.run("move", "welcome", "rights", "--up")[0]
    assert desk.json("move", "welcome", "rights", "--down")["sections"][1] == "rights"
    desk.run("hide", "welcome", "rights")
    assert [one["hidden"] for one in desk.json("list", "welcome")][1]
    desk.run("show", "welcome", "rights")
    desk.run("reset", "welcome", "rights")
    assert desk.names() == order
    assert "Nothing was changed" in desk.run("show", "welcome", "rights")[0]


def test_what_is_wrong_is_said_in_a_sentence(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "bad.md"
    file.write_text("# Our library\n\nCall {nobody}.\n", encoding="utf-8")
    path = str(file)
    assert "line 3" in desk.run("edit", "welcome", "absence", "--file", path, code=1)[1]
    assert "line 3" in desk.run("add", "welcome", "new", "--file", path, code=1)[1]
    assert "There are:" in desk.run("list", "nonsense", code=1)[1]
    assert "There are:" in desk.run("text", "welcome", "nonsense", code=1)[1]
    file.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in desk.run("edit", "welcome", "absence", "--file", path, code=1)[1]
    gone = str(tmp_path / "gone.md")
    assert "UTF-8" in desk.run("edit", "welcome", "absence", "--file", gone, code=1)[1]
    desk.run("move", "welcome", "rights", code=2)
    desk.run("move", "welcome", "rights", "--up", "--to", "2", code=2)
