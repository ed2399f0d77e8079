"""Reply slips and questions at the command line."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import visits, workspaces
from liaison_app.cli import main
from liaison_app.records.packets import PacketIssue
from liaison_app.records.partnership import Visit, VisitOutcome
from liaison_app.records.people import ContactPoint
from liaison_app.records.voices import Question, QuestionKind
from tests.desk import PASSPHRASE
from tests.packets.home import Home

if TYPE_CHECKING:
    from pathlib import Path

CODE = "W-7K3M9Q"


class Desk:
    """Runs commands on Amira's family, for whom a packet was printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        home = Home(folder)
        self.family, self.amira, self.fathers = home.family, home.amira, home.fathers
        at = home.workspace.now() - timedelta(days=3)
        issue = {"household": home.family, "recipient": home.amira, "language": "ar", "at": at}
        home.add(PacketIssue(kind="welcome", code=CODE, **issue))  # type: ignore[arg-type]
        self.visit = visits.plan(
            home.workspace, home.family, home.workspace.now() + timedelta(days=9000)
        )
        home.workspace.close()

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

    def all(self, cls: type[Any]) -> list[Any]:
        with workspaces.unlock(self.folder, PASSPHRASE) as workspace:
            return list(workspace.all(cls))


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return Desk(tmp_path / "w", capsys)


def test_with_nothing_ticked_a_code_says_whose_it_is(desk: Desk) -> None:
    assert "Amira" in desk.run("reply", "w 7k3m9q")
    seen = desk.json("reply", CODE)
    assert (seen["slip"]["household"], seen["near"]) == (desk.family, [])
    assert "another district" in desk.run("reply", "W-ZZZZZZ", code=1)
    assert CODE in desk.run("reply", "W-7K3M9R", code=1)
    assert desk.all(Question) == []


def test_a_slip_is_keyed_answered_and_told(desk: Desk) -> None:
    kept = desk.json(
        "reply", "w7k3m9q", "--call-me", "--wrong", "اسم ابنتي", "--times", "بعد الظهر"
    )
    call, wrong = kept["questions"]
    assert kept["due"]
    assert "--keep-phone" not in desk.warned
    listed = desk.json("question", "list")
    assert {one["id"] for one in listed} == {call, wrong}
    assert "question tell" in desk.run("question", "answer", wrong, "Corrected.")
    desk.run("question", "tell", wrong, "--how", "visit")
    assert [one["id"] for one in desk.json("question", "list")] == [call]
    shown = desk.run("question", "show", wrong)
    for words in ("اسم ابنتي", "Corrected.", "At a visit", CODE):
        assert words in shown
    (count,) = desk.json("question", "standards")
    assert (count["asked"], count["in_time"], count["median_school_days"]) == (2, 1, 0.0)
    assert "keyed before" in desk.run("reply", CODE, "--call-me", code=1)
    desk.run("reply", CODE, "--call-me", "--again")


def test_no_more_visits_asks_for_a_decision(desk: Desk) -> None:
    said = desk.run("reply", CODE, "--no-visit", code=1)
    assert "Decide about each" in said
    assert desk.all(Question) == []
    desk.run("reply", CODE, "--no-visit", "--cancel-visits")
    assert desk.all(Visit)[0].outcome is VisitOutcome.CANCELLED_BY_FAMILY
    (wish,) = desk.all(Question)
    desk.run("question", "welcome-again", wish.id)
    assert desk.all(Question)[0].kind is QuestionKind.QUESTION


def test_a_new_number_is_written_down_only_if_asked(desk: Desk) -> None:
    desk.run("reply", CODE, "--call-me", "--phone", "206 555 0188")
    assert "--keep-phone" in desk.warned
    desk.run("reply", CODE, "--interpreter", "--phone", "206 555 0188", "--keep-phone")
    assert "206 555 0188" in {one.value for one in desk.all(ContactPoint)}


def test_a_foreign_code_is_kept_for_a_family_chosen_by_hand(desk: Desk) -> None:
    assert "choose the family" in desk.run("reply", "W-ZZZZZZ", "--call-me", code=1)
    desk.run("reply", "W-ZZZZZZ", "--call-me", "--household", desk.family)
    assert desk.all(Question)[0].code == "W-ZZZZZZ"


def test_a_slip_never_lands_at_another_family_than_it_was_printed_for(desk: Desk) -> None:
    other = desk.fathers
    said = desk.run("reply", CODE, "--call-me", "--household", other, code=1)
    assert "for another family" in said
    assert desk.all(Question) == []
    desk.run("reply", CODE, "--call-me", "--household", desk.family)
    assert desk.all(Question)[0].household == desk.family


def test_a_question_is_added_by_hand(desk: Desk) -> None:
    made = desk.json("question", "add", "--household", desk.family, "--words", "When?")
    assert desk.all(Question)[0].id == made["id"]
    assert "Write down what" in desk.run("question", "add", "--household", desk.family, code=1)
    assert "is no day" in desk.run("question", "tell", made["id"], "--on", "blurb", code=1)
    assert "no such question" in desk.run("question", "show", "nobody", code=1)
    desk.run("question", "standards", "--days", "5")
    assert desk.json("question", "standards")[0]["days"] == 5


@pytest.mark.parametrize("phone", [(), ("--phone", "call my sister")])
def test_a_number_that_cannot_be_kept_is_told(desk: Desk, phone: tuple[str, ...]) -> None:
    before = len(desk.all(ContactPoint))
    desk.run("reply", CODE, "--call-me", *phone, "--keep-phone")
    assert "no number to keep" in desk.warned
    assert len(desk.all(ContactPoint)) == before
    desk.run("reply", CODE, "--interpreter", "--phone", "206 555 0188", "--keep-phone")
    assert "no number to keep" not in desk.warned
    assert len(desk.all(ContactPoint)) == before + 1
