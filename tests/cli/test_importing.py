"""`liaison import`: the JSON that programs read, the sentences that people read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.cli import main
from tests.desk import PASSPHRASE, workspace_at
from tests.interchange.exports import FIXTURES

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("LIAISON_WORKSPACE", str(tmp_path / "w"))
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)


def bring(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(["import", *arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_the_shape_that_programs_rely_on(capsys: pytest.CaptureFixture[str]) -> None:
    said = bring(capsys, str(FIXTURES / "oneroster_1_1"))
    assert said["added"]["person"] == 7
    assert said["matched"] == {}
    assert {k: v for k, v in said["skipped"][-1].items() if k != "why"} == {
        "file": "users.csv",
        "line": 10,
    }
    assert all(set(entry) == {"file", "line", "why"} for entry in said["skipped"])
    again = bring(capsys, str(FIXTURES / "oneroster_1_1"))
    assert (again["added"], again["matched"]["person"], again["action"]) == ({}, 7, None)


def test_a_dry_run_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert bring(capsys, str(FIXTURES / "sds_2_1"), "--dry-run")["dry_run"] is True
    assert main(["list", "person", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_people_read_counts_and_reasons(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(FIXTURES / "lists" / "students.csv")]) == 0
    said = capsys.readouterr().out
    assert "students.csv, line 9: A total or remark" in said
    assert "Lunch Status" in said


def test_a_mapping_and_a_sheet_are_used(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("Vorname;Zuname\nAmina;Hassan\n")
    columns = {"Vorname": "student.given_name", "Zuname": "student.family_name"}
    (tmp_path / "map.json").write_text(json.dumps({"liaison_mapping": 1, "columns": columns}))
    assert main(["import", str(tmp_path / "odd.csv")]) == 1
    assert "no column with names" in capsys.readouterr().err
    said = bring(capsys, str(tmp_path / "odd.csv"), "--map", str(tmp_path / "map.json"))
    assert said["added"]["person"] == 1


@pytest.mark.parametrize("name", ["nothing.csv", "binary.csv"])
def test_a_problem_is_a_sentence_and_exit_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    (tmp_path / "binary.csv").write_bytes(bytes(range(256)) * 50)
    assert main(["import", str(tmp_path / name)]) == 1
    said = capsys.readouterr()
    assert said.err.count("\n") <= 2
    assert "Traceback" not in said.err
