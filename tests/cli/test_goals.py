"""Goals and signatures from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from liaison_app.cli import main
from tests.desk import PASSPHRASE
from tests.packets.home import Home
from tests.packets.kinds.goaling import HOPE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "w")
    made.workspace.close()
    return made


@pytest.fixture
def run(
    home: Home,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., str]:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)

    def run(*arguments: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(["--workspace", str(tmp_path / "w"), *arguments]) == code, capsys.readouterr()
        said = capsys.readouterr()
        return (said.err if code else said.out).strip()

    return run


def test_a_goal_from_its_words_to_the_paper_that_is_signed(
    run: Callable[..., str], home: Home, tmp_path: Path
) -> None:
    goal = run(
        *("goal", "add", "--family", home.family, "--words", HOPE, "--language", "Arabic"),
        *("--child", home.yusuf, "--with", home.amira, "--review", "2099-12-18"),
    )
    run("goal", "set", goal, "--school-words", "Reads on his own.")
    step = run("goal", "step", goal, "Read at night", "--often", "every evening")
    run("goal", "step", step, "--done")
    run("goal", "step", goal, "Visit the library", "--by", "2099-12-05")
    run("goal", "progress", goal, "moving", "--side", "school")
    (listed,) = json.loads(run("goal", "list", "--family", home.family, "--json"))
    assert (listed["words"], listed["language"], listed["state"]) == (HOPE, "ar", "moving")
    assert [bool(one["done_on"]) for one in listed["steps"]] == [False, True]
    assert "1/2" in run("goal", "list", "--family", home.family)
    run("sign", "agreement", "--family", home.family, "--on-paper", "--date", "2024-01-01")
    found = json.loads(run("list", "signature", "--json"))
    assert [(one["kind"], one["how"], one["person"]) for one in found] == [
        ("agreement", "paper", home.amira)
    ]
    check = ("packet", "agreement", "--family", home.family, "--check", "--json")
    assert "signed-earlier" not in run(*check)
    new = run("goal", "change", goal, "--school-words", "Reads aloud.")
    assert "signed-earlier" in run(*check)
    (listed,) = json.loads(run("goal", "list", "--family", home.family, "--json"))
    assert (listed["id"], [one["id"] for one in listed["earlier"]]) == (new, [goal])
    file = tmp_path / "days.ics"
    run("goal", "calendar", "--family", home.family, "-o", str(file))
    assert b"Yusuf" not in file.read_bytes()


def test_what_is_wrong_is_said(run: Callable[..., str], home: Home) -> None:
    assert "--words" in run("goal", "add", "--family", home.family, code=2)
    family = ("--family", home.family, "--on-paper")
    assert "agreement, loan" in run("sign", "welcome", *family, code=1)
    assert "no day" in run("sign", "agreement", *family, "--date", "someday", code=1)
    assert "on-paper" in run("sign", "agreement", "--family", home.family, code=2)
