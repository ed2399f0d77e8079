"""Care of the workspace from the command line: keys, backups, undo, redaction, drafts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import drafts, workspaces
from liaison_app.cli import main
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

NEW = "nine patient herons at the weir"


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
        self.err = said.err.strip()
        return self.err if code else said.out.strip()

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return Desk(tmp_path / "w", capsys)


def test_a_new_workspace_from_a_script_shows_no_code_and_says_how_to_get_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    desk = Desk(tmp_path / "new", capsys)
    said = desk.run("new", "--person", "Rosa", "--team", "North")
    assert "is ready" in said
    assert "liaison recovery renew" in desk.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new"]
    sheet = tmp_path / "sheet.pdf"
    desk.run("recovery", "renew", "--recovery-sheet", str(sheet))
    assert sheet.read_bytes().startswith(b"%PDF-")


def test_the_code_is_put_on_a_sheet_or_shown_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    sheet = tmp_path / "sheet.pdf"
    new = ("new", "--person", "Rosa", "--team", "North")
    said = Desk(tmp_path / "one", capsys).run(*new, "--recovery-sheet", str(sheet))
    assert sheet.read_bytes().startswith(b"%PDF-")
    assert str(sheet) in said
    said = Desk(tmp_path / "two", capsys).run(*new, "--show-recovery-code")
    code = said.splitlines()[-1]
    assert len(code.replace("-", "")) == 26
    before = sheet.read_bytes()
    refused = Desk(tmp_path / "three", capsys)
    assert "already a file" in refused.run(*new, "--recovery-sheet", str(sheet), code=1)
    assert sheet.read_bytes() == before
    assert not (tmp_path / "three").exists()


def test_another_passphrase_takes_the_place_of_the_former(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("LIAISON_NEW_PASSPHRASE", "too short")
    assert "14 characters" in desk.run("passphrase", code=1)
    monkeypatch.delenv("LIAISON_NEW_PASSPHRASE")
    file = tmp_path / "new.txt"
    file.write_text(NEW + "\n", encoding="utf-8")
    desk.run("passphrase", "--new-passphrase-file", str(file))
    assert "not the passphrase" in desk.run("check", code=1)
    monkeypatch.setenv("LIAISON_PASSPHRASE", NEW)
    assert desk.json("check")["ok"]


def test_a_forgotten_passphrase_is_replaced_with_the_code_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = desk.run("recovery", "renew", "--show-recovery-code").splitlines()[-1]
    monkeypatch.setenv("LIAISON_NEW_PASSPHRASE", NEW)
    assert "Group 2" in desk.run("recover", "--code", "ABCDE-UUUUU", code=1)
    said = desk.run("recover", "--code", code.lower().replace("-", " "), "--show-recovery-code")
    assert said.splitlines()[-1] != code
    assert "newer recovery sheet" in desk.run("recover", "--code", code, code=1)
    assert "not the passphrase" in desk.run("check", code=1)
    monkeypatch.setenv("LIAISON_PASSPHRASE", NEW)
    assert desk.json("check")["ok"]


def test_a_code_is_not_renewed_into_nowhere(desk: Desk) -> None:
    assert "--recovery-sheet" in desk.run("recovery", "renew", code=2)


def test_a_sheet_that_cannot_be_saved_leaves_the_former_code_good(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = desk.run("recovery", "renew", "--show-recovery-code").splitlines()[-1]
    renew = ("recovery", "renew", "--recovery-sheet")
    assert "cannot be written" in desk.run(*renew, str(tmp_path / "no" / "sheet.pdf"), code=1)
    assert "workspace folder" in desk.run(*renew, str(desk.folder / "sheet.pdf"), code=1)
    assert not (desk.folder / "sheet.pdf").exists()
    monkeypatch.setenv("LIAISON_NEW_PASSPHRASE", NEW)
    sheet = str(tmp_path / "no" / "sheet.pdf")
    desk.run("recover", "--code", code, "--recovery-sheet", sheet, code=1)
    assert desk.json("check")["ok"]  # under the passphrase it had
    assert "counts" in desk.run("recover", "--code", code, "--show-recovery-code")


def test_a_passphrase_file_that_is_no_text_is_said(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(b"\xff\xd8\xff\xe0")
    assert "UTF-8" in desk.run("--passphrase-file", str(file), "check", code=1)
    assert "UTF-8" in desk.run("passphrase", "--new-passphrase-file", str(file), code=1)


def test_a_backup_brings_everything_back(desk: Desk, tmp_path: Path) -> None:
    desk.run("add", "household", "name=Nguyễn")
    digest = desk.json("check")["digest"]
    file = tmp_path / "north.backup"
    assert desk.json("backup", str(file)) == {"file": str(file), "bytes": file.stat().st_size}
    assert "already a file" in desk.run("backup", str(file), code=1)
    desk.run("add", "household", "name=Later")
    restored = Desk(tmp_path / "again", desk._capsys)
    restored.run("restore", str(file))
    assert restored.json("check", "--deep") == {"ok": True, "digest": digest, "problems": []}
    assert "not empty" in restored.run("restore", str(file), code=1)


def test_undo_takes_back_the_newest_and_an_undo_can_be_undone(desk: Desk) -> None:
    kept = desk.json("add", "household", "name=Garc\u00eda")["id"]
    desk.run("set", "household", kept, "name=L\u00f3pez")
    listed = desk.json("undo", "--list")
    assert [a["undone"] for a in listed] == [False, False, False]
    undone = desk.json("undo")
    assert desk.json("show", "household", kept)["name"] == "García"
    assert undone["left"] == []
    assert desk.json("undo", "--list")[0]["undone"]
    desk.run("undo", str(undone["action"]))
    assert desk.json("show", "household", kept)["name"] == "López"


def test_undo_leaves_what_was_changed_since_and_says_so(desk: Desk) -> None:
    kept = desk.json("add", "household", "name=García")["id"]
    desk.run("set", "household", kept, "name=López")
    first = desk.json("undo", "--list")[0]["number"]
    desk.run("set", "household", kept, "name=Pérez")
    said = desk.run("undo", str(first), code=1)
    assert "changed since" in said
    assert desk.json("show", "household", kept)["name"] == "Pérez"


def test_nothing_to_undo_is_said(desk: Desk) -> None:
    assert "nothing to undo" in desk.run("undo", code=1)
    assert "no action with this number" in desk.run("undo", "99", code=1)
    first = desk.json("undo", "--list")[-1]["number"]
    assert "cannot be undone" in desk.run("undo", str(first), code=1)


def test_after_a_redaction_undo_takes_back_nothing_unasked(desk: Desk) -> None:
    family = desk.json("add", "household", "name=Nguyễn")["id"]
    note = desk.json("add", "note", f"household={family}", "text=zebra")["id"]
    desk.run("redact", "note", note, "text")
    assert "newest action cannot be undone" in desk.run("undo", code=1)
    assert desk.json("show", "household", family)["name"] == "Nguyễn"


def test_redacted_words_are_gone_and_backups_that_hold_them_are_named(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = desk.json("add", "household", "name=Nguyễn")["id"]
    note = desk.json("add", "note", f"household={family}", "text=zebra crossing by the mill")["id"]
    file = tmp_path / "before.backup"
    desk.run("backup", str(file))
    outside = desk.json("redact", "note", note, "text")["outside"]
    assert [one["place"] for one in outside] == [str(file)]
    monkeypatch.chdir(tmp_path)
    desk.run("backup", "after.backup")
    said = desk.run("redact", "note", note, "text")
    assert str(tmp_path / "after.backup") in said  # where it is, from wherever one looks
    assert not re.search(r"\d\dT\d\d:", said + desk.run("undo", "--list"))  # local, as people say
    assert desk.json("show", "note", note)["text"] == ""
    assert "zebra" not in desk.run("history", "note", note)
    assert "cannot be undone" in desk.run(
        "undo", str(desk.json("undo", "--list")[0]["number"]), code=1
    )
    assert "no field" in desk.run("redact", "note", note, "colour", code=1)
    assert "no kind of record" in desk.run("redact", "star", note, "text", code=1)


def test_the_check_misses_an_attached_file(desk: Desk, tmp_path: Path) -> None:
    family = desk.run("add", "household", "name=Tesfaye")
    (tmp_path / "form.txt").write_text("signed", encoding="utf-8")
    for _ in range(2):
        desk.run("add", "attachment", f"household={family}", f"blob=@{tmp_path / 'form.txt'}")
    assert desk.json("check", "--deep")["ok"]
    one, other = (desk.folder / "blobs").iterdir()
    one.write_bytes(b"something else")
    assert desk.json("check")["ok"]
    (problem,) = self_check(desk, "--deep")
    assert "1 attached file is missing or damaged" in problem
    one.unlink()
    other.unlink()
    (problem,) = self_check(desk)
    assert "2 attached files are missing" in problem


def self_check(desk: Desk, *options: str) -> list[str]:
    workspace = workspaces.unlock(desk.folder, PASSPHRASE)
    try:
        return list(workspaces.check(workspace, deep="--deep" in options).problems)
    finally:
        workspace.close()


def test_drafts_are_listed_and_thrown_away(desk: Desk) -> None:
    workspace = workspaces.unlock(desk.folder, PASSPHRASE)
    drafts.keep(workspace, "contact:new", {"note": "she asked about"}, cursor=3, focus="note")
    workspace.close()
    listed = desk.json("draft", "list")
    assert [(d["id"], d["beginning"]) for d in listed] == [("contact:new", "she asked about")]
    desk.run("draft", "discard", "contact:new")
    assert desk.json("draft", "list") == []
    assert "no draft" in desk.run("draft", "discard", "contact:new", code=1)
