"""Files between laptops from the command line, as a script and as a person at a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import attachments, exchange, workspaces
from liaison_app.cli import main
from tests.sync.laptops import PASSPHRASE, Team, family

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

MARKS = {0x2066: None, 0x2068: None, 0x2069: None, 0x202F: " "}


class Desks:
    """Two closed workspaces of one team, and commands run on them."""

    def __init__(self, team: Team, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.team = team
        rosa, ben = team.first(), team.join("Ben Ortiz")
        self.home = family(rosa, "Hassan")
        self.folders = {"rosa": workspaces.folder_of(rosa), "ben": workspaces.folder_of(ben)}
        team.close()

    def run(self, who: str, *arguments: str, code: int = 0) -> str:
        self._capsys.readouterr()
        answered = main(["--workspace", str(self.folders[who]), *arguments])
        said = self._capsys.readouterr()
        assert answered == code, said
        assert "Traceback" not in said.err
        return (said.err if code else said.out).strip().translate(MARKS)

    def json(self, who: str, *arguments: str) -> Any:
        return json.loads(self.run(who, *arguments, "--json"))

    def open(self, who: str) -> Workspace:
        return workspaces.unlock(self.folders[who], PASSPHRASE)


@pytest.fixture
def desks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desks:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return Desks(Team(tmp_path), capsys)


def test_out_and_in_for_programs(desks: Desks, tmp_path: Path) -> None:
    target = tmp_path / "ANY NAME"
    made = desks.json("rosa", "bundle", "export", "-o", str(target))
    assert made == {
        "file": str(target),
        "changes": made["changes"],
        "bundles": made["bundles"],
        "bytes": target.stat().st_size,
        "lacking": ["Ben Ortiz"],
        "staying": 0,
    }
    taken = desks.json("ben", "bundle", "import", str(target))
    assert {name: taken[name] for name in ("applied", "conflicts", "waiting", "seen_before")} == {
        "applied": 1,
        "conflicts": 0,
        "waiting": 0,
        "seen_before": False,
    }
    assert isinstance(taken["duplicates"], int)
    again = desks.json("ben", "bundle", "import", str(target))
    assert (again["applied"], again["seen_before"]) == (0, True)
    desks.json("ben", "bundle", "export", "-o", str(tmp_path / "back"))
    desks.json("rosa", "bundle", "import", str(tmp_path / "back"))
    assert desks.json("rosa", "check")["digest"] == desks.json("ben", "check")["digest"]


def test_out_and_in_for_people(desks: Desks, tmp_path: Path) -> None:
    target = str(tmp_path / "a")
    rosa = desks.open("rosa")
    (tmp_path / "photo.jpg").write_bytes(b"a picture")
    attachments.attach(rosa, desks.home, tmp_path / "photo.jpg")
    rosa.close()
    said = desks.run("rosa", "bundle", "export", "-o", target)
    assert "Who may lack something: Ben Ortiz." in said
    assert "1 attached file stays on this laptop; its name travels." in said
    said = desks.run("ben", "bundle", "inspect", target)
    assert said.startswith("From Rosa Vega, made ")
    assert "2 new here" in said
    said = desks.run("ben", "bundle", "import", target)
    assert "2 changes are new." in said
    said = desks.run("ben", "bundle", "import", target)
    assert "This file was taken in before." in said
    assert "Nothing in it is new." in said


def test_files_in_whatever_order_they_are_given(desks: Desks, tmp_path: Path) -> None:
    """The file of a laptop that nobody here knows, before the one that names it."""
    rosa = desks.open("rosa")
    team = Team(tmp_path / "more", seed=5, made=7, laptops={"Rosa Vega": rosa})
    (tmp_path / "more").mkdir()
    chau = team.join("Chau Tran", told=False)
    family(chau, "Pham")
    from_chau = exchange.make_file(chau, tmp_path / "1").path
    exchange.take_file(rosa, from_chau)
    from_rosa = exchange.make_file(rosa, tmp_path / "2").path
    team.close()
    said = desks.run("ben", "bundle", "import", str(from_chau), code=1)
    assert "whoever invited that laptop" in said
    taken = desks.json("ben", "bundle", "import", str(from_chau), str(from_rosa))
    assert taken["applied"] > 0
    assert [one["who"] for one in taken["files"]] == ["Chau Tran", "Rosa Vega"]


def test_one_bad_file_does_not_keep_the_others_out(desks: Desks, tmp_path: Path) -> None:
    target = tmp_path / "a"
    desks.run("rosa", "bundle", "export", "-o", str(target))
    (tmp_path / "bad").write_bytes(target.read_bytes()[:-1])
    said = desks.run("ben", "bundle", "import", str(tmp_path / "bad"), str(target), code=1)
    assert "cut short" in said
    assert desks.json("ben", "bundle", "import", str(target))["seen_before"] is True


def test_what_is_refused(desks: Desks, tmp_path: Path) -> None:
    target = tmp_path / "a"
    desks.run("rosa", "bundle", "export", "-o", str(target))
    assert "already a file" in desks.run("rosa", "bundle", "export", "-o", str(target), code=1)
    desks.run("rosa", "bundle", "export", "-o", str(target), "--force")
    target.write_bytes(b"FLB1\nwhatever")
    for command in ("import", "inspect"):
        assert desks.run("ben", "bundle", command, str(target), code=1)
        assert desks.run("ben", "bundle", command, str(tmp_path / "nothing"), code=1)


def test_status_and_receipt(desks: Desks, tmp_path: Path) -> None:
    status = desks.json("rosa", "bundle", "status")
    assert status["only_here"] == 1
    [colleague] = status["colleagues"]
    assert (colleague["name"], colleague["lacks"] >= 1) == ("Ben Ortiz", True)
    assert desks.run("rosa", "receipt", "household", desks.home) == "Only on this laptop."
    desks.run("rosa", "bundle", "export", "-o", str(tmp_path / "a"))
    said = desks.json("rosa", "receipt", "household", desks.home)
    assert (said["only_here"], said["received_by"], said["missing"]) == (False, [], ["Ben Ortiz"])
    assert said["file_made"] is not None
    desks.run("ben", "bundle", "import", str(tmp_path / "a"))
    desks.run("ben", "bundle", "export", "-o", str(tmp_path / "b"))
    desks.run("rosa", "bundle", "import", str(tmp_path / "b"))
    assert desks.run("rosa", "receipt", "household", desks.home) == "Received by Ben Ortiz."
    said = desks.run("rosa", "bundle", "status")
    assert "0 changes are only on this laptop." in said
    assert "May lack    How it is" in said
    assert "Ben Ortiz" in said
    assert "There is no" in desks.run("rosa", "receipt", "household", "nothing", code=1)
