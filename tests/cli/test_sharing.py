"""Giving a family's facts to somebody outside from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyrage
import pytest

from liaison_app.cli import main
from tests.clinic import CLINIC, agree
from tests.desk import PASSPHRASE
from tests.packets.home import STREET, Home

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "w")
    agree(made)
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


def test_from_a_preview_to_a_locked_file_that_is_asked_back(
    run: Callable[..., str], home: Home, tmp_path: Path
) -> None:
    wanted = ("share", home.family, "--purpose", "clinic", "--to", CLINIC)
    shown = run(*wanted, "--preview")
    assert "Yusuf" in shown
    assert "Consent of" in shown
    assert STREET not in shown
    values = json.loads(run(*wanted, "--preview", "--json"))["values"]
    number = next(n for n, one in enumerate(values, 1) if one["words"] == "Sana")
    target = tmp_path / "out.age"
    run(*wanted, "--without", "999", "-o", str(target), code=1)
    made = json.loads(run(*wanted, "--without", str(number), "-o", str(target), "--json"))
    assert made["values"] == len(values) - 1
    opened = pyrage.passphrase.decrypt(target.read_bytes(), made["opens_with"].replace("-", ""))
    assert opened.startswith(b"%PDF")
    listed = run("share", "list")
    assert made["code"] in listed
    assert "They have it" in listed
    assert made["opens_with"] not in listed + run("share", "show", made["code"])
    assert "person.birth_date" in run("share", "show", made["code"])
    again = tmp_path / "again.pdf"
    run("share", "open", made["code"], "-o", str(again))
    assert again.read_bytes() == opened
    run("share", "deleted", made["code"])
    (line,) = json.loads(run("share", "list", "--family", home.family, "--json"))
    assert (line["state"], line["recipient"]) == ("deleted", CLINIC)


def test_a_plain_file_says_that_anybody_can_read_it(
    run: Callable[..., str], home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wanted = ("share", home.family, "--purpose", "clinic", "--to", CLINIC, "--format", "csv")
    plain = (*wanted, "--plain", "-o", str(tmp_path / "x.csv"))
    assert main(["--workspace", str(tmp_path / "w"), *plain]) == 0
    said = capsys.readouterr()
    assert "Anybody who finds this file can read it" in said.err
    assert "opens with" not in said.out
    assert "Yusuf" in (tmp_path / "x.csv").read_text("utf-8-sig")
    [line] = json.loads(run("share", "list", "--json"))
    assert not line["sealed"]
    assert "Yusuf" in run("share", "open", line["code"])


def test_without_a_consent_it_says_what_to_do_and_prints_the_form(
    run: Callable[..., str], home: Home, tmp_path: Path
) -> None:
    wanted = ("share", home.family, "--purpose", "shelter", "--to", "Harbor House")
    assert "print the form" in run(*wanted, "-o", str(tmp_path / "x"), code=1)
    form = ("share", "form", home.family, "--purpose", "shelter", "--to", "Harbor House")
    run(*form, "-o", str(tmp_path / "form.pdf"))
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")
    reason = ("--exception", "emergency", "--reason", "taken to hospital")
    assert "emergency" in run(*wanted, *reason, "--preview", "--json")
    assert "why this exception" in run(*wanted, *reason[:2], "--preview", code=1)
    assert run("share", "list", "--json") == "[]"


def test_purposes_are_listed_and_a_district_adds_its_own(run: Callable[..., str]) -> None:
    run("add", "share_purpose", "name=dentist", "needs=person.given_name, attachment.key")
    found = {one["name"]: one for one in json.loads(run("share", "purposes", "--json"))}
    assert {"clinic", "shelter", "own-copy"} <= set(found)
    assert found["dentist"]["fields"] == ["person.given_name"]
    assert found["dentist"]["unreadable"] == ["attachment.key"]
    assert "dentist" in run("share", "purposes")


def test_everything_goes_out_as_one_family_does_written_down_first(
    run: Callable[..., str], home: Home, tmp_path: Path
) -> None:
    target = tmp_path / "all.json"
    wanted = ("--to", "District office", "--plain", "-o", str(target))
    run("export", "everything", "--purpose", "x", *wanted, code=1)
    assert not target.exists()
    run("export", "everything", "--purpose", "new records system", *wanted)
    document = json.loads(target.read_text())
    assert document["recipient"] == "District office"
    names = {one["given_name"] for one in document["records"]["person"]}
    assert {"Amira", "Yusuf"} <= names
    assert "contact_restrictions" not in document["records"]["relationship"][0]
    assert "key" not in json.dumps(document["records"].get("attachment", []))
    [line] = json.loads(run("share", "list", "--json"))
    assert (line["code"], line["state"]) == (document["code"], "with-them")
    assert "person" in line["fields"]
    listed = ("export", "list", "person", "--purpose", "new records system", "--to", "Office")
    run(*listed, "--plain", "-o", str(tmp_path / "p.csv"))
    assert "Amira" in (tmp_path / "p.csv").read_text("utf-8-sig")
    run(*listed, "-o", str(tmp_path / "p.age"))
    assert b"Amira" not in (tmp_path / "p.age").read_bytes()
    assert home.family
