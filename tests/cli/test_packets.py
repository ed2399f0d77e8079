"""`liaison packet`: for people at a terminal and for programs, for one family and for many."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from liaison_app.actions import workspaces
from liaison_app.cli import main
from liaison_app.records.kits import Kit
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.records.people import Household
from liaison_app.records.schools import School
from tests.desk import PASSPHRASE
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path


class Desk:
    """Runs commands on the workspace with Amira's family; opened in between to change it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder / "workspace", capsys
        self.home = Home(self.folder)
        self.family = self.home.family

    def run(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        """Run a command; gives what it said and what it warned of."""
        self.home.workspace.close()
        self._capsys.readouterr()
        got = main(["--workspace", str(self.folder), "packet", *arguments])
        said = self._capsys.readouterr()
        assert got == code, said
        assert "Traceback" not in said.err
        return said.out.strip(), said.err.strip()

    def welcome(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        return self.run("welcome", "--family", self.family, *arguments, code=code)

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", code=code)[0])

    def issues(self) -> Sequence[PacketIssue]:
        with workspaces.unlock(self.folder, PASSPHRASE) as workspace:
            return workspace.all(PacketIssue)


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    made = Desk(tmp_path, capsys)
    yield made
    made.home.workspace.close()


def test_a_packet_becomes_a_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "amira.pdf"
    said, warned = desk.run("welcome", "--family", desk.family, "--beside", "en", "-o", str(target))
    (issue,) = desk.issues()
    assert said.split()[0] == issue.code
    assert str(target) in said
    assert "drafts that no speaker reviewed" in warned
    assert target.read_bytes().startswith(b"%PDF-")


def test_programs_read_one_object(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "amira.pdf"
    found = desk.json("welcome", "--family", desk.family, "--language", "en", "-o", str(target))
    assert found["file"] == str(target)
    assert found["pages"] == len(pypdf.PdfReader(target).pages)
    assert found["problems"] == []
    assert found["code"].startswith("W-")
    assert found["recipient"] == desk.home.amira


def test_a_check_says_what_is_wrong_and_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.home.put(School, desk.home.grove, hours="")
    said, warned = desk.welcome("--check", code=1)
    assert said == ""
    assert warned.startswith("STOPS IT: “School hours” of")
    assert desk.issues() == []
    found = desk.json("welcome", "--family", desk.family, "--check", code=1)
    first = found["problems"][0]
    assert (first["level"], first["place"]["field"]) == ("red", "hours")
    assert first["why"].startswith("“School hours” of Cedar Grove Elementary is missing.")
    assert found["file"] == ""
    assert {one.name for one in tmp_path.iterdir()} == {"workspace"}


def test_a_check_that_only_warns_is_good(desk: Desk) -> None:
    _said, warned = desk.welcome("--check")
    assert warned.startswith("Note: ")
    assert desk.issues() == []


def test_a_check_that_finds_nothing_says_so_and_gives_no_code(desk: Desk) -> None:
    said, warned = desk.welcome("--language", "en", "--check")
    assert (said, warned) == ("Nothing is wrong.", "")
    assert desk.json("welcome", "--family", desk.family, "--check")["code"] == ""


def test_families_of_one_name_can_be_told_apart(desk: Desk) -> None:
    _said, warned = desk.run("welcome", "--family", "Haddad", "--check", code=1)
    assert "several families of this name" in warned
    assert "`liaison family list NAME`" in warned


def test_a_restricted_adult_gets_no_file(desk: Desk, tmp_path: Path) -> None:
    desk.home.restrict(desk.home.karim)
    target = tmp_path / "karim.pdf"
    said, warned = desk.welcome("--to", "Karim", "-o", str(target), code=1)
    assert "must not be contacted about these children" in warned
    assert said == ""
    assert not target.exists()
    assert desk.issues() == []


def test_a_protected_family_needs_a_hand(desk: Desk, tmp_path: Path) -> None:
    desk.home.hide()
    target = tmp_path / "a.pdf"
    desk.welcome("-o", str(target), code=1)
    assert not target.exists()
    desk.welcome("--in-hand", "-o", str(target))
    assert target.exists()


def test_a_language_by_name_by_tag_or_not_at_all(desk: Desk, tmp_path: Path) -> None:
    target = str(tmp_path / "a.pdf")
    by_name = desk.json("welcome", "--family", desk.family, "--language", "Urdu", "-o", target)
    assert by_name["language"] == "ur"
    _said, warned = desk.welcome("--language", "Klingon", "--check", code=1)
    assert "does not know the language “Klingon”" in warned
    assert "liaison packet languages" in warned


def test_many_families_become_files_named_by_code(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    home = desk.home
    home.add(Household(name="Closed", closed_on=home.clock.at.date()))
    given = ("--family", desk.family, "--family", home.fathers, "--family", "Nobody")
    found = desk.json("welcome", *given, "-o", str(folder), code=1)
    assert [bool(one.get("file")) for one in found] == [True, False, False]
    assert [one.name for one in folder.iterdir()] == [f"{found[0]['code']}.pdf"]
    assert found[1]["problems"][0]["level"] == "red"
    (tmp_path / "letter").write_text("to the principal")
    said = desk.run("welcome", "--all", "-o", str(tmp_path / "letter"), code=1)[1]
    assert said.startswith("This is no folder, and several packets need one.")
    every = desk.json("welcome", "--all", "--check", code=1)
    assert len(every) == 2, "the closed one is left out"


def test_a_file_is_not_overwritten_unless_forced(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    target.write_text("a letter")
    _said, warned = desk.welcome("-o", str(target), code=1)
    assert "already a file of this name" in warned
    assert target.read_text() == "a letter"
    desk.welcome("-o", str(target), "--force")
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_pipe_takes_the_pdf_and_counts_as_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.home.workspace.close()
    pipe = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(pipe, encoding="utf-8"))
    arguments = ["--workspace", str(desk.folder), "packet", "welcome", "--family", desk.family]
    assert main([*arguments, "--language", "en", "-o", "-"]) == 0
    assert len(pypdf.PdfReader(io.BytesIO(pipe.getvalue())).pages) > 3
    monkeypatch.undo()
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    (issue,) = desk.issues()
    assert issue.means is IssueMeans.SAVED


def test_a_packet_is_printed_from_memory(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lp").write_text(f'#!/bin/sh\ncat > "{tmp_path}/page"\n')
    (tmp_path / "lpstat").write_text("#!/bin/sh\necho Office\n")
    for name in ("lp", "lpstat"):
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    said, _warned = desk.welcome("--print")
    assert "Printed" in said
    desk.welcome("--print", "Office")
    assert (tmp_path / "page").read_bytes().startswith(b"%PDF-")
    _said, warned = desk.welcome("--print", "Cellar", code=1)
    assert "no printer “Cellar”" in warned
    assert [one.means for one in desk.issues()] == [IssueMeans.PRINTED] * 2


def test_a_choice_that_there_is_not_is_said_with_those_there_are(desk: Desk) -> None:
    for option in ("--paper", "--profile", "--sides"):
        _said, warned = desk.welcome(option, "grand", "--check", code=2)
        assert "'grand' is not one of '" in warned
        assert "''" not in warned


@pytest.mark.parametrize(
    "arguments",
    [
        ("--check",),
        ("--family", "x"),
        ("--family", "x", "--check", "-o", "a.pdf"),
        ("--family", "x", "--family", "y", "-o", "-"),
        ("--family", "x", "-o", "-", "--json"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    desk: Desk, arguments: tuple[str, ...]
) -> None:
    desk.run("welcome", *arguments, code=2)


def test_the_month_and_the_sections_are_said_plainly(desk: Desk, tmp_path: Path) -> None:
    _said, warned = desk.welcome("--month", "December", "--check", code=1)
    assert "2026-12" in warned
    target = tmp_path / "a.pdf"
    given = ("--language", "en", "--section", "calendar", "--month", "2027-02", "-o", str(target))
    desk.welcome(*given)
    (page,) = pypdf.PdfReader(target).pages
    assert "February 2027" in page.extract_text()


def test_the_languages_are_listed_with_what_a_speaker_has_read(desk: Desk) -> None:
    said, _warned = desk.run("languages")
    assert "English" in said.splitlines()[2]
    found = {one["tag"]: one for one in desk.json("languages")}
    assert found["ar"]["reviewed"] == 0
    assert found["ar"]["draft"] == found["ar"]["translated"] > 0


def test_a_choice_is_written_as_the_help_shows_it(desk: Desk) -> None:
    kit = desk.home.add(Kit(name="Counting games"))
    said, _warned = desk.run("labels", "-h")
    assert "--sheet small|large" in said
    for size in ("small", "large"):
        desk.run("labels", "--kit", kit, "--sheet", size, "--check")


def test_a_booklet_says_that_a_file_to_read_lies_beside_it(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "out.pdf"
    _said, warned = desk.welcome("--booklet", "-o", str(target))
    beside = tmp_path / "out-reading.pdf"
    assert str(beside) in warned
    assert len(pypdf.PdfReader(beside).pages) > len(pypdf.PdfReader(target).pages) / 2
    again = desk.json("welcome", "--family", desk.family, "--booklet", "-o", str(target), "--force")
    assert (again["booklet"], again["reading"]) == (True, str(beside))
    plain = desk.json("welcome", "--family", desk.family, "--check")
    assert (plain["booklet"], plain["reading"]) == (False, "")


@pytest.mark.parametrize("month", ["0001-01", "1999-12", "2101-01", "9999-12"])
def test_a_month_of_another_century_is_refused(desk: Desk, month: str) -> None:
    _said, warned = desk.welcome("--month", month, "--check", code=1)
    assert "2000" in warned
    assert "2100" in warned
