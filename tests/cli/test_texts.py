"""`liaison texts`: for translators, reviewers and the programs that they use."""

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

SICK = "Is your child sick? Call us in the morning."


class Desk:
    """Runs `liaison texts`; the workspace is closed in between."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder / "workspace", capsys
        Home(self.folder).workspace.close()

    def run(self, *arguments: str, code: int = 0, group: str = "texts") -> tuple[str, str]:
        """Run a command; gives what it said and what it warned of."""
        self._capsys.readouterr()
        got = main(["--workspace", str(self.folder), group, *arguments])
        said = self._capsys.readouterr()
        assert got == code, said
        assert "Traceback" not in said.err
        return said.out.strip(), said.err.strip()

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", code=code)[0])

    def sick(self, language: str = "ar") -> Any:
        (one,) = self.json("review", language, "list", "--only", "all", "--search", SICK)
        return one


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return Desk(tmp_path, capsys)


def test_out_to_an_office_and_back(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "somali.xlf"
    said, _warned = desk.run("export", "Somali", "-o", str(file), "--only", "draft")
    assert str(file) in said
    text = file.read_text(encoding="utf-8")
    assert text.startswith("<?xml")
    done = text.replace("needs-review-translation", "final", 2)
    done = done.replace("{help_phone}</ph></g>.</target>", "{help_phone}</ph></g>!</target>", 1)
    file.write_text(done, encoding="utf-8")
    said, _warned = desk.run("import", str(file), "--by", "An office", "--check")
    assert "Taken as drafts: 1" in said
    assert "Nothing was changed" in said
    found = desk.json("import", str(file), "--by", "An office", "--reviewed-by", "Ahmed")
    fates = [one["fate"] for one in found["texts"]]
    assert (fates.count("reviewed"), fates.count("draft")) == (2, 1)
    again = desk.json("import", str(file), "--by", "An office", "--reviewed-by", "Ahmed")
    assert again["action"] == 0
    status = {one["tag"]: one["share"] for one in desk.json("status")}
    assert status["so"]["reviewed"] == 2
    desk.run(group="undo")
    assert {one["tag"]: one["share"]["reviewed"] for one in desk.json("status")}["so"] == 0


def test_what_is_wrong_in_a_file_is_said_with_its_place(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ar.po"
    desk.run("export", "ar", "-o", str(file), "--kind", "welcome")
    text = file.read_text(encoding="utf-8")
    lines = text.splitlines()
    place = next(n for n, line in enumerate(lines) if '"Do you have a question?' in line)
    lines[place + 1] = 'msgstr "سؤال؟ **{phone}**."'
    file.write_text("\n".join(lines), encoding="utf-8")
    said, warned = desk.run("import", str(file), "--by", "Hawa", code=1)
    assert "Left, since they cannot be right: 1" in said
    assert "line " in warned
    assert "{help_phone}" in warned
    assert "{phone}" in warned


def test_the_words_of_another_language_are_told(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "es.po"
    desk.run("export", "es", "-o", str(file), "--kind", "rights")
    french = file.read_text(encoding="utf-8").replace("Language: es", "Language: fr")
    file.write_text(french, encoding="utf-8")
    _said, warned = desk.run("import", str(file), "--by", "Hawa", "--check")
    assert "Most texts of this file are the present words of Spanish." in warned
    (note,) = desk.json("import", str(file), "--by", "Hawa", "--check")["notes"]
    assert "Spanish" in note


def test_a_file_that_is_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "x.po"
    file.write_bytes(b"<!DOCTYPE a [<!ENTITY b 'c'>]><xliff version='1.2'>&b;</xliff>")
    _said, warned = desk.run("import", str(file), "--by", "Hawa", code=1)
    assert "document type" in warned
    desk.run("import", str(tmp_path / "none"), "--by", "Hawa", code=1)
    desk.run("export", "English", "-o", str(file), code=1)
    desk.run("export", "Klingonese", "-o", str(file), code=1)


def test_review_at_the_terminal(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    one = desk.sick()
    assert one["state"] == "draft"
    said, _warned = desk.run("review", "Arabic", "show", one["id"])
    assert SICK in said
    assert "Welcome packet › \u2068Start here\u2069" in said
    assert one["id"] in desk.run("review", "ar")[0]
    desk.run("review", "ar", "accept", one["id"][:6], "--by", "Ahmed")
    assert desk.sick()["reviewed_by"] == "Ahmed"
    assert one["id"] not in desk.run("review", "ar")[0]
    monkeypatch.setattr("sys.stdin", io.StringIO("مريض؟ اتصل.\n"))
    desk.run("review", "ar", "set", one["id"], "-", "--by", "Hawa")
    assert (desk.sick()["state"], desk.sick()["words"]) == ("draft", "مريض؟ اتصل.")
    _said, warned = desk.run("review", "ar", "set", one["id"], "{x}", "--by", "A", code=1)
    assert "{x}" in warned
    desk.run("review", "ar", "set", one["id"], "مريض؟ كلمنا.", "--by", "Hawa", "--reviewed")
    assert (desk.sick()["state"], desk.sick()["by"]) == ("reviewed", "Hawa")
    desk.run("review", "ar", "show", "zz", code=1)
    desk.run("review", "ar", "accept", one["id"], "--by", " ", code=1)


def test_how_far_it_is_by_section(desk: Desk) -> None:
    said, _warned = desk.run("status", "ar")
    assert "start-here" in said
    before = {(one["kind"], one["section"]): one["share"] for one in desk.json("status", "ar")}
    desk.run("review", "ar", "accept", desk.sick()["id"], "--by", "Ahmed")
    after = {(one["kind"], one["section"]): one["share"] for one in desk.json("status", "ar")}
    here = ("welcome", "start-here")
    assert after[here]["reviewed"] == before[here]["reviewed"] + 1
    assert after[here]["texts"] == before[here]["texts"]
    german = desk.json("status", "de")
    assert all(one["share"]["missing"] == one["share"]["texts"] for one in german)
