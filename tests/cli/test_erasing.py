"""Erasing and times of keeping from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.cli import main
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from pathlib import Path


class Desk:
    """Runs commands on one workspace, as a script does: without a terminal."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *arguments: str, code: int = 0) -> str:
        self._capsys.readouterr()
        answer = main(["--workspace", str(self.folder), *arguments])
        said = self._capsys.readouterr()
        assert answer == code, said
        assert "Traceback" not in said.err
        return said.err.strip() if code else said.out.strip()

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return Desk(tmp_path / "w", capsys)


def test_a_family_is_erased_after_its_name_was_typed(desk: Desk, tmp_path: Path) -> None:
    desk.run("family", "add", "Zebedijah", "--given-name", "Lan", "--phone", "206 555 0101")
    backup = tmp_path / "before.liaison"
    desk.run("backup", str(backup))
    wrong = desk.run("family", "erase", "Zebedijah", "--confirm", "Haddad", code=1)
    assert "Nothing was erased" in wrong
    said = desk.run("family", "erase", "Zebedijah", "--confirm", "zebedijah", "--rule", "court")
    assert "People: \u2068Lan\u2069" in said
    assert str(backup) in said
    assert "Nothing brings this back" in said
    assert desk.json("family", "list") == []
    [line] = desk.json("erasures")
    assert line["rule"] == "Court or agency order"
    assert line["code"] in said
    assert line["state"] == "Done everywhere."
    assert "Zebedijah" not in desk.run("erasures")
    left = desk.json("erasures", "paper", line["code"])
    assert left["backups"][0]["place"] == str(backup)
    table = tmp_path / "collect.csv"
    desk.run("erasures", "paper", line["code"], "-o", str(table))
    assert line["code"] in table.read_text("utf-8-sig")
    page = tmp_path / "collect.pdf"
    desk.run("erasures", "paper", line["code"], "-o", str(page))
    assert page.read_bytes().startswith(b"%PDF-")
    assert "already a file" in desk.run("erasures", "paper", "x", "-o", str(table), code=1)
    assert "no erasure" in desk.run("erasures", "paper", "E-NONE1", code=1)
    assert desk.json("check")["ok"]
    for command in (("add", "erasure", "subject=x"), ("delete", "erasure", line["id"])):
        assert "a page of its own" in desk.run(*command, code=1)


def test_what_was_given_out_is_said_in_words(desk: Desk, tmp_path: Path) -> None:
    desk.run("family", "add", "Zebedijah", "--given-name", "Lan", "--phone", "206 555 0101")
    told = ("--purpose", "food-and-things", "--to", "Food bank", "--until", "2031-05-04")
    why = ("--exception", "emergency", "--reason", "No food at home", "--plain")
    desk.run("share", "family", "Zebedijah", *told, *why, "-o", str(tmp_path / "given.pdf"))
    said = desk.run("family", "erase", "Zebedijah", "--confirm", "Zebedijah")
    assert "· Food, clothes and other things · May 4, 2031" in said


def test_where_sealed_copies_of_it_lie_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "cloud").mkdir()
    desk.run("remote", "add", "cloud", f"folder:{tmp_path / 'cloud'}")
    desk.run("family", "add", "Zebedijah")
    desk.run("sync")
    assert desk.json("health")["erased"] == []
    desk.run("family", "erase", "Zebedijah", "--confirm", "Zebedijah")
    for command in ("erasures", "health"):
        said = desk.run(command)
        assert "1 sealed part with words that were erased since is still on this laptop" in said
        assert "lies there still, encrypted" in said
    assert len(desk.json("health")["erased"]) == 2
    for _again in range(2):
        desk.run("sync")
    assert desk.json("health")["erased"] == []
    assert "sealed part" not in desk.run("erasures")


def test_an_older_backup_is_erased_again_and_says_so(desk: Desk, tmp_path: Path) -> None:
    desk.run("family", "add", "Zebedijah")
    backup = tmp_path / "stick" / "before.liaison"
    backup.parent.mkdir()
    desk.run("backup", str(backup))
    desk.run("family", "erase", "Zebedijah", "--confirm", "Zebedijah")
    desk.folder = tmp_path / "restored"
    said = desk.run("restore", str(backup))
    assert "1 erasure is newer than this backup. It was done again" in said
    assert desk.json("family", "list") == []
    [line] = desk.json("erasures")
    desk.run("erasures", "lift", line["code"])
    assert desk.json("erasures")[0]["lifted"]


def test_a_removed_family_is_erased_by_its_id(desk: Desk) -> None:
    home = desk.run("family", "add", "Zebedijah")
    desk.run("delete", "household", home)
    desk.run("family", "erase", home, "--confirm", "Zebedijah")
    assert "erased for good" in desk.run("show", "household", home)
    assert len(desk.json("erasures")) == 1
    assert "erased already" in desk.run("family", "erase", home, "--confirm", "x", code=1)


def test_times_of_keeping_are_set_and_families_due_are_listed(desk: Desk) -> None:
    home = desk.run("family", "add", "Haddad")
    desk.run("set", "household", home, "closed_on=2001-01-31")
    desk.run("retention", "set", "closed_family", "12")
    found = desk.json("retention", "list")
    assert {"what": "closed_family", "months": 12} in found["rules"]
    assert [(one["name"], one["since"]) for one in found["families"]] == [("Haddad", "2002-01-31")]
    desk.run("retention", "hold", "Haddad", "a court case")
    assert "a court case" in desk.run("retention", "list")
    assert "must be kept" in desk.run("family", "erase", "Haddad", "--confirm", "Haddad", code=1)
    desk.run("retention", "hold", "Haddad", "--end")
    desk.run("retention", "set", "closed_family", "none")
    assert desk.json("retention", "list")["families"] == []
    assert "number of months" in desk.run("retention", "set", "draft", "soon", code=1)
