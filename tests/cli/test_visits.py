"""The command line does what the window does: plan, write down, correct, keep."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import drafts, workspaces
from liaison_app.cli import main
from liaison_app.records.governance import StaffMember
from liaison_app.records.partnership import (
    Commitment,
    FamilyStory,
    FollowUp,
    Note,
    VisitParticipant,
)
from liaison_app.records.people import Household, HouseholdMember, Person
from liaison_app.workspace import Add
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from liaison_app.records import Record

WHEN = "2026-11-24T15:00"


class Desk:
    """Runs commands on a workspace with Lan's family and another one."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        with workspace_at(folder) as workspace:
            self.family, self.lan = workspace.new_id(), workspace.new_id()
            workspace.commit(
                "x",
                [
                    Add(Household(id=self.family, name="Nguyễn", home_language="vi")),
                    Add(Household(name="Tesfaye")),
                    Add(Person(id=self.lan, given_name="Lan", family_name="Nguyễn")),
                    Add(HouseholdMember(household=self.family, person=self.lan)),
                    Add(StaffMember(name="Mr. Lee")),
                ],
            )
            self.me = workspace.person

    def run(self, *arguments: str, code: int = 0) -> str:
        self._capsys.readouterr()
        got = main(["--workspace", str(self.folder), *arguments])
        said = self._capsys.readouterr()
        assert got == code, said
        assert "Traceback" not in said.err
        self.warned = said.err
        return (said.err if code else said.out).strip()

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))

    def all(self, cls: type[Record]) -> Sequence[Any]:
        with workspaces.unlock(self.folder, PASSPHRASE) as workspace:
            return workspace.all(cls)


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return Desk(tmp_path / "w", capsys)


def test_a_visit_is_planned_written_down_and_changed(desk: Desk) -> None:
    visit = desk.run("visit", "plan", "--household", "nguyen", "--at", WHEN, "--who", "lan nguyen")
    everything = [
        *("--outcome", "met", "--minutes", "30", "--note", "Đọc sách.", "--words", "Cảm ơn."),
        *("--who", "lan nguyen", "--who", "staff:mr. lee", "--who", "interpreter:Hoa"),
        *("--promise", "call the bus office|Rosa|2026-11-27", "--follow-up", "ask the nurse"),
    ]
    recorded = desk.json("visit", "record", visit, *everything)
    assert (recorded["visit"], recorded["promises"], recorded["follow_ups"]) == (visit, 1, 1)
    (shown,) = desk.json("list", "visit")
    assert (shown["outcome"], shown["minutes"]) == ("met", 30)
    assert len(desk.all(VisitParticipant)) == 3
    (promise,) = desk.all(Commitment)
    assert (promise.what, promise.who, str(promise.due)) == (
        *("call the bus office", "Rosa"),
        "2026-11-27",
    )
    assert [one.what for one in desk.all(FollowUp)] == ["ask the nurse"]
    assert [one.words for one in desk.all(FamilyStory)] == ["Cảm ơn."]
    desk.run("visit", "record", visit, "--outcome", "met", "--note", "Đọc sách mỗi tối.")
    assert [one.text for one in desk.all(Note)] == ["Đọc sách mỗi tối."]
    assert len(desk.all(VisitParticipant)) == 3
    assert len(desk.all(Commitment)) == 1


def test_a_slip_in_a_visits_id_begins_no_other_visit(desk: Desk) -> None:
    visit = desk.run("visit", "plan", "--household", "nguyen", "--at", WHEN)
    slip = ("visit", "record", visit[:-1], "--outcome", "met")
    assert "no Visit" in desk.run(*slip, code=1)
    assert "no Visit" in desk.run(*slip, "--household", "nguyen", code=1)
    assert [one["id"] for one in desk.json("list", "visit")] == [visit]


def test_an_unplanned_visit_and_a_note_from_a_file(desk: Desk, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("من ملف", encoding="utf-8")
    arguments = ("visit", "record", "--household", "Tesfaye", "--outcome", "come_back")
    desk.run(*arguments, "--note-file", str(note), "--at", "2026-11-20T16:00")
    assert [one.text for one in desk.all(Note)] == ["من ملف"]
    note.write_bytes(b"\xff\xfe\x00broken\xff")
    assert "UTF-8" in desk.run(*arguments, "--note-file", str(note), code=1)


def test_a_half_typed_debrief_in_the_window_is_left_alone(desk: Desk) -> None:
    visit = desk.run("visit", "plan", "--household", "Tesfaye", "--at", WHEN)
    with workspaces.unlock(desk.folder, PASSPHRASE) as workspace:
        drafts.keep(workspace, f"visit:{visit}", {"note": "half a"}, cursor=6, focus="note")
    desk.run("visit", "record", visit, "--outcome", "met")
    with workspaces.unlock(desk.folder, PASSPHRASE) as workspace:
        assert drafts.find(workspace, f"visit:{visit}") is not None


def test_today_is_a_table_for_people_and_json_for_programs(desk: Desk) -> None:
    assert "Nothing is waiting" in desk.run("today")
    visit = desk.run("visit", "plan", "--household", "nguyen", "--at", "2020-01-02T10:00")
    desk.run(
        "visit", "record", "--household", "nguyen", "--outcome", "met", "--promise", "call|Rosa|"
    )
    shown = desk.run("today")
    assert "Visits to write down" in shown
    assert "Nguyễn" in shown
    read = desk.json("today")
    assert [one["id"] for one in read["to_write"]] == [visit]
    assert [one["what"] for one in read["promises"]] == ["call"]


def test_a_promise_is_kept_and_a_follow_up_done(desk: Desk) -> None:
    steps = ("--promise", "call", "--follow-up", "ask")
    desk.run("visit", "record", "--household", "nguyen", "--outcome", "met", *steps)
    desk.run("promise", "keep", desk.all(Commitment)[0].id)
    desk.run("follow-up", "done", desk.all(FollowUp)[0].id)
    assert desk.all(Commitment)[0].state == "kept"
    assert desk.all(FollowUp)[0].state == "done"
    assert "no Promise" in desk.run("promise", "keep", "nothing", code=1)


def test_a_contact_is_written_down(desk: Desk) -> None:
    gist = ("--channel", "text", "--gist", "Tuesday works.", "--reached")
    contact = desk.run("contact", "--household", "Tesfaye", *gist)
    assert [one["id"] for one in desk.json("today")["contacts"]] in ([], [contact])
    (logged,) = desk.json("list", "contact_log")
    assert (logged["channel"], logged["reached"]) == ("text", True)


def test_a_visit_of_the_wrong_family_is_moved_or_withdrawn(desk: Desk) -> None:
    arguments = ("visit", "record", "--household", "nguyen", "--outcome", "met", "--note", "zebra")
    visit = desk.run(*arguments)
    desk.run("visit", "move", visit, "--household", "Tesfaye")
    assert desk.all(Note)[0].household != desk.family
    desk.run("visit", "withdraw", visit, "--yes")
    assert desk.all(Note) == []
    with workspaces.unlock(desk.folder, PASSPHRASE) as workspace:
        assert "zebra" not in str([tuple(r) for r in workspace.read("SELECT body FROM op")])


def test_words_that_must_never_be_kept_are_warned_of(desk: Desk) -> None:
    arguments = ("visit", "record", "--household", "nguyen", "--outcome", "met", "--note")
    desk.run(*arguments, "sin papeles")
    assert "immigration" in desk.warned
    desk.run(*arguments, "sin prisa")
    assert desk.warned == ""


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["visit", "record", "--outcome", "met"], "Choose the family"),
        (["visit", "record", "nowhere", "--outcome", "met"], "no Visit"),
        (["visit", "plan", "--household", "nguyen", "--at", "soon"], "2026-11-24T15:00"),
        (["visit", "plan", "--household", "nobody", "--at", WHEN], "no Family"),
        (
            ["visit", "record", "--household", "nguyen", "--outcome", "met", "--promise", "a|b|zz"],
            "is no day",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(desk: Desk, arguments: list[str], why: str) -> None:
    assert why in desk.run(*arguments, code=1)
