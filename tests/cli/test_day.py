"""`liaison day print`: the paper of a day for people at a terminal and for programs."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.cli import main
from liaison_app.records.partnership import Visit
from tests.cli.test_packets import Desk, desk

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["desk"]  # a fixture
DAY = "2026-11-24"


class Day:
    """Runs the command for a day with one visit."""

    def __init__(self, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
        self.desk, self._capsys = desk, capsys
        at = datetime(2026, 11, 24, 9).astimezone(UTC)
        self.visit = desk.home.add(Visit(household=desk.family, planned_start=at))

    def run(self, *arguments: str, code: int = 0) -> tuple[str, str]:
        self.desk.home.workspace.close()
        self._capsys.readouterr()
        given = () if "--day" in arguments else ("--day", DAY)
        got = main(["--workspace", str(self.desk.folder), "day", "print", *given, *arguments])
        said = self._capsys.readouterr()
        assert got == code, said
        assert "Traceback" not in said.err
        return said.out.strip(), said.err.strip()

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", code=code)[0])


@pytest.fixture
def day(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Day:
    return Day(desk, capsys)


def test_a_day_becomes_files_in_the_order_of_the_doors(day: Day, tmp_path: Path) -> None:
    out = tmp_path / "day"
    said, warned = day.run("-o", str(out))
    lines = said.splitlines()
    assert [line.split("  ")[0] for line in lines] == [
        "Route sheet",
        "9:00\u202fAM",
        "9:00\u202fAM",
    ]
    assert sorted(one.name[5] for one in out.iterdir()) == ["D", "L", "T"]
    assert "drafts that no speaker reviewed" in warned
    assert [one.kind for one in day.desk.issues()] == ["route", "door-note", "leave-behind"]


def test_checking_writes_nothing_and_says_what_would_print(day: Day) -> None:
    said, _warned = day.run("--check")
    assert len(said.splitlines()) == 3
    assert day.desk.issues() == []


def test_what_stops_a_print_is_said_and_the_others_are_made(day: Day, tmp_path: Path) -> None:
    day.desk.home.hide()
    _said, warned = day.run("-o", str(tmp_path / "day"), code=1)
    assert "STOPS IT: An address of this family is protected: leave nothing at the door." in warned
    assert [one.kind for one in day.desk.issues()] == ["route", "leave-behind"]


def test_programs_read_one_object(day: Day, tmp_path: Path) -> None:
    found = day.json("--level", "names", "--only", "route", "-o", str(tmp_path / "day"))
    assert (found["day"], found["level"]) == (DAY, "names")
    assert (found["stopped"], found["trouble"]) == (False, "")
    (route,) = found["prints"]
    assert (route["kind"], route["family"], route["visit"]) == ("route", "", "")
    assert [one["code"] for one in route["problems"]] == ["level-names"]
    assert route["file"].endswith(f"{route['code']}.pdf")
    notes = day.json("--only", "door-note", "--check")["prints"]
    assert [(one["visit"], one["family"]) for one in notes] == [(day.visit, day.desk.family)]


def test_a_day_without_visits_says_so(day: Day) -> None:
    said, warned = day.run("--day", "2031-01-01", "--check")
    assert (said, warned) == ("", "No visit of yours is planned on this day.")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "Say one of"),
        (("--check", "-o", "x"), "Say one of"),
        (("--check", "--together"), "goes with --print"),
        (("--check", "--day", "tomorrow"), "Write the day like"),
    ],
)
def test_nonsense_is_refused_in_words(day: Day, arguments: tuple[str, ...], why: str) -> None:
    _said, warned = day.run(*arguments, code=1 if "--day" in arguments else 2)
    assert why in warned


def test_a_folder_in_a_folder_that_is_not_there_is_refused(day: Day, tmp_path: Path) -> None:
    _said, warned = day.run("-o", str(tmp_path / "no" / "such"), code=1)
    assert "no such folder" in warned
    assert not (tmp_path / "no").exists()
    assert day.desk.issues() == []
