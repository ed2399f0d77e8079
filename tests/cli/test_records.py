"""Every kind of record from the command line: what was put in is what comes out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liaison_app.cli import main
from liaison_app.language.names import clean_text
from liaison_app.records import TYPES, FieldSpec, Kind, Merge, RecordType
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = {
    Kind.TEXT: "Ánh «Lan» O'Neil = 1",
    Kind.LONG_TEXT: 'line one\n"line two"  የቤተሰብ ታሪክ',
    Kind.DATE: "2026-11-21",
    Kind.TIME: "2026-11-21T15:30:00Z",
    Kind.YES_NO: True,
    Kind.WHOLE: 12,
    Kind.LANGUAGE: "ti",
    Kind.BLOB: "0" * 64,
}

BY_HAND = [name for name in TYPES if name not in {"erasure", "given_up"}]  # which have commands


class Desk:
    """Runs commands on one workspace."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys

    def run(self, *arguments: str, code: int = 0) -> str:
        self._capsys.readouterr()
        assert main(["--workspace", str(self.folder), *arguments]) == code, (
            self._capsys.readouterr()
        )
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        return (said.err if code else said.out).strip()

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))


@pytest.fixture
def desk(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Desk:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return Desk(tmp_path / "w", capsys)


def sample(desk: Desk, spec: FieldSpec) -> Any:
    """A value for a field as JSON shows it; what it refers to is made first."""
    if spec.kind is Kind.REFERENCE:
        return made(desk, TYPES[spec.field.refers_to])
    if spec.choices:
        return next(choice.value for choice in spec.choices if choice != spec.default)
    return SAMPLES[spec.kind]


def made(desk: Desk, record_type: RecordType) -> str:
    return desk.run("add", record_type.name, *arguments(needed(desk, record_type)))


def needed(desk: Desk, record_type: RecordType) -> dict[str, Any]:
    found = {n: sample(desk, s) for n, s in record_type.fields.items() if s.required}
    return found or dict([next((n, sample(desk, s)) for n, s in record_type.fields.items())])


def arguments(values: dict[str, Any]) -> list[str]:
    words = {True: "yes", False: "no"}
    return [f"{n}={words[v] if isinstance(v, bool) else v}" for n, v in values.items()]


@pytest.mark.parametrize("name", BY_HAND)
def test_every_kind_goes_in_and_comes_out_unchanged(desk: Desk, name: str) -> None:
    record_type = TYPES[name]
    values = {n: sample(desk, spec) for n, spec in record_type.fields.items()}
    added = desk.json("add", name, *arguments(values))
    shown = {n: None if record_type.fields[n].field.secret else v for n, v in values.items()}
    assert added == {"id": added["id"], **shown}
    assert desk.json("show", name, added["id"]) == added
    assert added in desk.json("list", name)
    for line in desk.run("show", name, added["id"]).splitlines():
        assert not any(str(v) in line for v in values.values() if len(str(v)) == 36), (
            "an id in front of a person"
        )


@pytest.mark.parametrize("name", BY_HAND)
def test_every_kind_is_changed_and_remembers_how(desk: Desk, name: str) -> None:
    record_type = TYPES[name]
    record = made(desk, record_type)
    plain = {n: s for n, s in record_type.fields.items() if s.kind is not Kind.REFERENCE}
    field, spec = min(plain.items(), key=lambda named: named[1].required)
    value = "another" if spec.required else sample(desk, spec)
    if record_type.rows is Merge.LEDGER:
        assert "add another one" in desk.run("set", name, record, f"{field}=2026-01-01", code=1)
        return
    changed = desk.json("set", name, record, *arguments({field: value}))
    assert changed[field] == value
    assert desk.run("set", name, record, *arguments({field: value})) == "Nothing to change."
    newest = desk.json("history", name, record)[0]
    assert (newest["field"], newest["who"], newest["at"][-1]) == (field, "Rosa", "Z")
    assert desk.run("history", name, record).count("Rosa") >= 2


@pytest.mark.parametrize("name", [one for one in BY_HAND if not one.startswith("disclosure")])
def test_every_kind_is_removed_and_brought_back(desk: Desk, name: str) -> None:
    record = made(desk, TYPES[name])
    before = len(desk.json("list", name))
    desk.run("delete", name, record)
    assert len(desk.json("list", name)) == before - 1
    assert [r["id"] for r in desk.json("list", name, "--deleted")] == [record]
    assert "removed" in desk.run("history", name, record)
    desk.run("undelete", name, record)
    assert len(desk.json("list", name)) == before


def test_where_takes_what_a_person_types(desk: Desk) -> None:
    family = desk.run("add", "household", "name=Tesfaye", "home_language=ti")
    desk.run("add", "commitment", f"household={family}", "what=bus pass", "state=Kept late")
    desk.run("add", "commitment", f"household={family}", "what=coats", "due=2026-12-01")
    late = desk.json("list", "commitment", "--where", "state=kept_late")
    assert [c["what"] for c in late] == ["bus pass"]
    undated = desk.json("list", "commitment", "--where", "due=", "--where", f"household={family}")
    assert [c["what"] for c in undated] == ["bus pass"]
    assert len(desk.json("list", "commitment", "--limit", "1")) == 1
    assert desk.json("list", "commitment", "--limit", "0") == []


def test_people_and_families_are_named_not_numbered(desk: Desk) -> None:
    family = desk.run("add", "household", "name=عائلة الأحمد")
    person = desk.run("add", "person", "given_name=ሃና", "family_name=ተስፋዬ")
    desk.run("add", "household_member", f"household={family}", f"person={person}")
    said = desk.run("list", "household_member")
    assert "عائلة الأحمد" in said
    assert "ሃና ተስፋዬ" in said
    assert person not in said


def test_a_mistake_is_answered_with_what_would_be_right(desk: Desk) -> None:
    assert "household, person" in desk.run("list", "families", code=1)
    assert "given_name" in desk.run("add", "person", "first=Ana", code=1)
    assert "home_language" in desk.run("list", "household", "--where", "nam=x", code=1)
    assert "needs: Family name" in desk.run("add", "household", "home_language=so", code=1)
    assert "name" in desk.run("add", "household", "name=", code=1)
    shifted = desk.run("add", "household", "name=Almaz", "Tesfaye", code=1)
    assert "equals sign" in shifted
    assert "Tesfaye" not in shifted  # what is typed may be a family's, and end up in a log
    assert "twice" in desk.run("add", "household", "name=Almaz", "name=Tesfaye", code=1)
    assert "range" in desk.run("list", "household", "--limit", "9" * 20, code=2)
    assert "2026-11-21" in desk.run("add", "person", "birth_date=yesterday", code=1)
    assert "met" in desk.run("list", "visit", "--where", "outcome=fine", code=1)
    assert "no Person" in desk.run("show", "person", "nobody", code=1)
    assert "no Visit" in desk.run("history", "visit", "'; DROP TABLE visit", code=1)
    nonsense = desk.run("add", "note", "household=nonsense", "text=x", code=1)
    assert "names a Family that is not there" in nonsense
    assert desk.json("list", "note") == []


def test_a_long_text_may_come_from_a_file(desk: Desk, tmp_path: Path) -> None:
    family = desk.run("add", "household", "name=Tesfaye")
    words = "Ấm áp.\r\n" + "и снова, " * 4000
    (tmp_path / "note.txt").write_text(words, encoding="utf-8-sig", newline="")
    file = tmp_path / "note.txt"
    note = desk.json("add", "note", f"household={family}", f"text=@{file}")
    assert note["text"] == clean_text(words).strip()
    assert "cannot be read" in desk.run(
        "add", "note", f"household={family}", f"text=@{tmp_path}", code=1
    )


def test_any_script_goes_into_a_pipe_with_an_8_bit_code_page(desk: Desk) -> None:
    desk.run("add", "household", "name=Ольга 王")
    code = "from liaison_app.cli import run; run()"
    arguments = ["--workspace", str(desk.folder), "list", "household"]
    said = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=True,
    )
    assert "Ольга 王" in said.stdout.decode("utf-8")


def test_a_file_is_attached_encrypted(desk: Desk, tmp_path: Path) -> None:
    family = desk.run("add", "household", "name=Tesfaye")
    (tmp_path / "form.pdf").write_bytes(b"%PDF signed by the grandmother")
    kept = desk.json("add", "attachment", f"household={family}", f"blob=@{tmp_path / 'form.pdf'}")
    assert (kept["name"], kept["media_type"], kept["size"]) == ("form.pdf", "application/pdf", 30)
    for path in desk.folder.rglob("*"):
        if path.is_file():
            assert b"grandmother" not in path.read_bytes(), path


def test_the_key_of_a_file_is_never_shown(desk: Desk, tmp_path: Path) -> None:
    family = desk.run("add", "household", "name=Tesfaye")
    (tmp_path / "form.pdf").write_bytes(b"%PDF signed by the grandmother")
    kept = desk.json("add", "attachment", f"household={family}", f"blob=@{tmp_path / 'form.pdf'}")
    for command in ("show", "history"):
        for form in ((), ("--json",)):
            said = desk.run(command, "attachment", kept["id"], *form)
            assert "AGE-SECRET-KEY" not in said
    assert "AGE-SECRET-KEY" not in desk.run("list", "attachment", "--json")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=300
    ).filter(lambda text: not text.startswith("@"))
)
def test_any_words_survive(desk: Desk, text: str) -> None:
    kept = clean_text(text).strip()
    family = desk.run("add", "household", "name=T")
    note = desk.json("add", "note", f"household={family}", f"text={text}")
    assert note["text"] == kept
    assert desk.json("show", "note", note["id"])["text"] == kept
    desk.run("history", "note", note["id"])
    desk.run("list", "note", "--where", f"text={text}")
