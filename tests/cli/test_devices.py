"""Laptops of a team from the command line: invite, join, list, let in, refuse, cancel."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.cli import main
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from pathlib import Path


class Desks:
    """Two laptops and a stick between them; commands run as a script runs them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.err = ""
        (folder / "stick").mkdir()
        workspace_at(folder / "rosa").close()

    def on(self, laptop: str, *arguments: str, code: int = 0) -> str:
        self._capsys.readouterr()
        answer = main(["--workspace", str(self.folder / laptop), *arguments])
        said = self._capsys.readouterr()
        assert answer == code, said
        assert "Traceback" not in said.err
        self.err = said.err.strip()
        return self.err if code else said.out.strip()

    def json(self, laptop: str, *arguments: str) -> Any:
        return json.loads(self.on(laptop, *arguments, "--json"))

    def stick(self, name: str) -> str:
        return str(self.folder / "stick" / name)

    def invite(self, *more: str, person: str = "Ben Ortiz", file: str = "invite") -> Any:
        return self.json(
            "rosa", "device", "invite", "--person", person, "-o", self.stick(file), *more
        )

    def send(self, sender: str, receiver: str, name: str) -> Any:
        self.on(sender, "bundle", "export", "-o", self.stick(name))
        return self.json(receiver, "bundle", "import", self.stick(name))


@pytest.fixture
def desks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desks:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("LIAISON_INVITE_CODE", raising=False)
    return Desks(tmp_path, capsys)


def test_two_laptops_become_a_team(desks: Desks) -> None:
    invited = desks.invite()
    assert invited["person"] == "Ben Ortiz"
    assert len(invited["code"].replace("-", "")) == 26
    joined = desks.json("ben", "device", "join", desks.stick("invite"), "--code", invited["code"])
    assert (joined["member"], joined["words"]) == (False, [])
    desks.on("ben", "add", "household", "name=Okafor")
    assert desks.send("ben", "rosa", "one")["applied"] > 0
    desks.send("rosa", "ben", "two")
    there = desks.json("ben", "device", "list")
    assert there["member"]
    assert [(one["person"], one["own"]) for one in there["laptops"]][1] == ("Ben Ortiz", True)
    here = desks.json("rosa", "device", "list")
    assert [one["state"] for one in here["invites"]] == ["used"]
    assert (here["requests"], here["alarms"]) == ([], [])
    assert here["laptops"][1]["heard"]
    digests = {desks.json(laptop, "check")["digest"] for laptop in ("rosa", "ben")}
    assert len(digests) == 1


def test_by_post_a_person_compares_the_words(desks: Desks) -> None:
    invited = desks.invite("--by-post", "--role", "coordinator")
    joined = desks.json("ben", "device", "join", desks.stick("invite"), "--code", invited["code"])
    desks.send("ben", "rosa", "one")
    (asking,) = desks.json("rosa", "device", "list")["requests"]
    assert asking["words"] == joined["words"]
    assert len(asking["words"]) == 8
    said = desks.on("rosa", "device", "list")
    assert " ".join(asking["words"]) in said
    assert " ".join(asking["words"]) in desks.on("ben", "device", "list")
    assert "--yes" in desks.on("rosa", "device", "accept", asking["id"], code=1)
    assert desks.json("rosa", "device", "accept", asking["id"], "--yes") == {
        "accepted": asking["id"]
    }
    desks.send("rosa", "ben", "two")
    assert desks.json("ben", "device", "list")["member"]
    desks.on("ben", "device", "invite", "--person", "Mai", "-o", desks.stick("mai"))


def test_a_request_is_refused_and_an_invite_cancelled(desks: Desks) -> None:
    invited = desks.invite("--by-post")
    desks.on("ben", "device", "join", desks.stick("invite"), "--code", invited["code"])
    desks.send("ben", "rosa", "one")
    desks.on("rosa", "device", "refuse", invited["id"])
    assert desks.json("rosa", "device", "list")["requests"] == []
    assert "look at the list" in desks.on("rosa", "device", "refuse", invited["id"], code=1)
    other = desks.invite(file="other")
    assert other["known"]  # the same Ben Ortiz
    assert desks.json("rosa", "device", "cancel", other["id"]) == {"cancelled": other["id"]}
    states = {one["id"]: one["state"] for one in desks.json("rosa", "device", "list")["invites"]}
    assert states == {invited["id"]: "cancelled", other["id"]: "cancelled"}


def test_a_workspace_comes_along_only_if_asked(desks: Desks) -> None:
    desks.on("ben", "new", "--person", "Ben", "--team", "His own")
    desks.on("ben", "add", "household", "name=Okafor")
    code = desks.invite()["code"]
    join = ("device", "join", desks.stick("invite"), "--code", code)
    assert "--yes" in desks.on("ben", *join, code=1)
    assert desks.json("ben", *join, "--yes")["inviter"] == "Rosa"
    assert [home["name"] for home in desks.json("ben", "list", "household")] == ["Okafor"]
    desks.send("ben", "rosa", "one")
    assert "Okafor" in [home["name"] for home in desks.json("rosa", "list", "household")]
    again = desks.invite(person="Lan", file="again")["code"]
    said = desks.on("ben", "device", "join", desks.stick("again"), "--code", again, "--yes", code=0)
    assert said  # nobody told it yet that it was let in: another invite into its team will do


def test_what_people_read(desks: Desks) -> None:
    sheet = desks.folder / "sheet.pdf"
    said = desks.on(
        "rosa", "device", "invite", "--person", "Ben", "-o", desks.stick("a"), "--sheet", str(sheet)
    )
    assert sheet.read_bytes().startswith(b"%PDF")
    code = said.splitlines()[0]
    assert len(code.replace("-", "")) == 26
    assert "Never let the file out of the room" in said
    by_post = desks.on(
        "rosa", "device", "invite", "--person", "Ben", "--by-post", "-o", desks.stick("b")
    )
    assert "on the staff already" in by_post
    assert "Never send the code together with the file" in by_post
    listed = desks.on("rosa", "device", "list")
    assert "this laptop" in listed
    assert "Waits for" in listed
    assert listed.count("How it is") == 1
    joined = desks.on("ben", "device", "join", desks.stick("a"), "--code", code)
    assert "You are in" in joined
    assert "Give" in joined


def test_what_cannot_be_done_is_said_and_leaves_nothing(
    desks: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    invited = desks.invite()
    stick = desks.stick("invite")
    wrong = "00000-00000-0000-0000-0000-0000"
    assert "wrong" in desks.on("ben", "device", "join", stick, "--code", wrong, code=1)
    assert not (desks.folder / "ben").exists()
    assert "already a file" in desks.on(
        "rosa", "device", "invite", "--person", "Mai", "-o", stick, code=1
    )
    beside = desks.stick("sheet.pdf")
    refused = ("device", "invite", "--person", "Mai", "-o", desks.stick("x"), "--sheet", beside)
    assert "beside" in desks.on("rosa", *refused, code=1)
    assert len(desks.json("rosa", "device", "list")["invites"]) == 1
    monkeypatch.setenv("LIAISON_INVITE_CODE", invited["code"])
    desks.on("ben", "device", "join", stick)
    assert "Only a coordinator" in desks.on(
        "ben", "device", "invite", "--person", "Mai", "-o", desks.stick("y"), code=1
    )
    with_code = desks.on("rosa", "device", "invite", "--person", "Mai", code=2)
    assert "Usage" in with_code


def test_a_second_laptop_with_one_invite_is_told_where_its_file_is_taken(desks: Desks) -> None:
    invited = desks.invite()
    for laptop in ("ben", "thief"):
        desks.on(laptop, "device", "join", desks.stick("invite"), "--code", invited["code"])
        desks.on(laptop, "family", "add", f"Family of {laptop}")
        desks.on(laptop, "bundle", "export", "-o", desks.stick(laptop))
    first = desks.json("rosa", "bundle", "import", desks.stick("ben"))["files"][0]
    assert (first["joined"], first["alarms"]) == (["Ben Ortiz"], [])
    said = desks.on("rosa", "bundle", "import", desks.stick("thief"))
    assert "another laptop came with the same one. That one was not let in." in said
    assert "That laptop is not let in." in said
    assert "has no key" not in said
    assert desks.json("rosa", "find", "thief") == []


def test_a_coordinator_is_told_who_invites_another_coordinator(desks: Desks) -> None:
    invited = desks.invite("--role", "coordinator")
    desks.on("ben", "device", "join", desks.stick("invite"), "--code", invited["code"])
    desks.send("ben", "rosa", "hello")
    desks.send("rosa", "ben", "welcome")
    another = ("device", "invite", "--person", "Mai", "-o", desks.stick("x"))
    said = desks.on("ben", *another, "--role", "coordinator", code=1)
    assert said.startswith("A coordinator invites liaisons and the office. Ask an admin")
    desks.on("ben", *another)
