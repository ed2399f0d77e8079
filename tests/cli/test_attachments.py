"""Attached files by command: where each is, fetching one, which come by themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from liaison_app.cli import main
from tests.desk import PASSPHRASE, workspace_at
from tests.interchange import pdfs, photos

if TYPE_CHECKING:
    from pathlib import Path


class Desk:
    """Runs commands on one workspace."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys, self.err = folder, capsys, ""

    def run(self, *arguments: str, code: int = 0) -> str:
        self._capsys.readouterr()
        answer = main(["--workspace", str(self.folder), *arguments])
        said = self._capsys.readouterr()
        self.err = said.err
        assert answer == code, said
        return (said.err if code else said.out).strip()


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return Desk(tmp_path / "w", capsys)


def test_files_are_listed_with_where_they_are(desk: Desk, tmp_path: Path) -> None:
    run = desk.run
    home = run("family", "add", "Haddad")
    (tmp_path / "photo.jpg").write_bytes(photos.jpeg())
    one = run("family", "attach", home, str(tmp_path / "photo.jpg"))
    assert "Not on a shared place" in run("attachment", "list", "Haddad")
    assert run("attachment", "status") == "No attached file waits."
    place = tmp_path / "place"
    place.mkdir()
    run("remote", "add", "office", f"folder:{place}")
    assert "1 attached file waits to go to the shared place." in run("attachment", "status")
    assert "1 attached file waits to go" in run("health")
    done = json.loads(run("sync", "--json"))
    assert done["remotes"][0]["files_put"] == 1
    [found] = json.loads(run("attachment", "list", "--json"))
    assert (found["id"], found["here"], found["words"]) == (one, True, "On the shared place")
    assert json.loads(run("attachment", "status", "--json")) == []
    assert json.loads(run("health", "--json"))["files"] == []


def test_a_file_that_is_gone_is_fetched(desk: Desk, tmp_path: Path) -> None:
    run = desk.run
    home = run("family", "add", "Haddad")
    (tmp_path / "form.txt").write_text("Bring the form.")
    one = run("family", "attach", home, str(tmp_path / "form.txt"))
    place = tmp_path / "place"
    place.mkdir()
    run("remote", "add", "office", f"folder:{place}")
    run("sync")
    [blob] = list(desk.folder.glob("blobs/*"))
    blob.unlink()
    assert run("attachment", "fetch", one) == "The file is on this laptop."
    blob.unlink()
    run("family", "save-file", one, "-o", str(tmp_path / "copy"))
    assert (tmp_path / "copy").read_text() == "Bring the form."
    for part in place.glob("a/*/*"):
        part.unlink()
    blob.unlink()
    assert "not on this laptop any more" in run("attachment", "fetch", one, code=1)


def test_which_files_come_by_themselves_is_chosen(desk: Desk) -> None:
    run = desk.run
    assert run("attachment", "by-itself") == "Files come only when somebody asks for them."
    assert run("attachment", "by-itself", "10") == "Files of up to 10 MB come by themselves."
    assert json.loads(run("attachment", "by-itself", "0", "--json")) == {"megabytes": 0}


def test_what_cannot_be_taken_out_of_a_file_is_said(desk: Desk, tmp_path: Path) -> None:
    home = desk.run("family", "add", "Haddad")
    (tmp_path / "letter.docx").write_bytes(b"PK a letter")
    desk.run("family", "attach", home, str(tmp_path / "letter.docx"))
    assert "This kind of file may say where and when it was made" in desk.err
    (tmp_path / "letter.pdf").write_bytes(pdfs.signed())
    desk.run("family", "attach", home, str(tmp_path / "letter.pdf"))
    assert "This PDF is signed, and any change would break the signature." in desk.err


def test_what_a_pdf_says_is_taken_out(desk: Desk, tmp_path: Path) -> None:
    home = desk.run("family", "add", "Haddad")
    (tmp_path / "letter.pdf").write_bytes(pdfs.chatty())
    made = desk.run("family", "attach", home, str(tmp_path / "letter.pdf"))
    assert desk.err == ""
    desk.run("family", "save-file", made, "-o", str(tmp_path / "copy.pdf"))
    found = pdfs.everything((tmp_path / "copy.pdf").read_bytes())
    assert (photos.NEEDLE in found, pdfs.SHOWN.encode() in found) == (False, True)
