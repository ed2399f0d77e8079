"""Differences from the command line: a list for programs and people, and an answer."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import kits, records, workspaces
from liaison_app.cli import main
from liaison_app.records.kits import Kit
from liaison_app.records.partnership import Commitment, Note
from liaison_app.records.people import Address, Household
from liaison_app.workspace import Add
from tests.differing import Pair, pair_of, removed_and_changed
from tests.store.laptops import PASSPHRASE, Stable

if TYPE_CHECKING:
    from pathlib import Path

MARKS = {0x2066: None, 0x2068: None, 0x2069: None, 0x202F: " "}


class Desk:
    """Runs commands on Ana's laptop, as a script does."""

    def __init__(self, pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = workspaces.folder_of(pair.ana)
        self._capsys = capsys
        pair.close()

    def run(self, *arguments: str, code: int = 0) -> str:
        self._capsys.readouterr()
        answered = main(["--workspace", str(self.folder), "conflict", *arguments])
        said = self._capsys.readouterr()
        assert answered == code, said
        assert "Traceback" not in said.err
        return (said.err if code else said.out).strip().translate(MARKS)

    def others(self, *arguments: str) -> str:
        """Run another command than those of differences."""
        self._capsys.readouterr()
        assert main(["--workspace", str(self.folder), *arguments]) == 0
        return self._capsys.readouterr().out.strip().translate(MARKS)

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json"))


@pytest.fixture
def pair(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pair:
    monkeypatch.setenv("LIAISON_PASSPHRASE", PASSPHRASE)
    return pair_of(Stable(tmp_path))


def test_the_list_for_programs(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    pair.address("1 Oak St", "2 Oak St", family="Abe")
    home = pair.address("12 Elm St", "14 Elm St")
    [address] = pair.ana.all(Address, household=home)
    desk = Desk(pair, capsys)
    one, _older = desk.json("list")
    assert {"id", "type", "record", "field", "values", "shown", "household", "title", "urgent"} <= {
        *one
    }
    assert one["record"] == address.id
    assert (one["type"], one["field"], one["household"]) == ("address", "line_1", home)
    assert one["values"] == ["12 Elm St", "14 Elm St"]
    assert one["shown"] == "14 Elm St"
    assert one["urgent"] is False
    assert desk.json("show", one["id"]) == one
    assert desk.json("list", "--family", "Tran") == [one]


def test_the_list_for_people(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    pair.address("12 Elm St", "14 Elm St")
    desk = Desk(pair, capsys)
    said = desk.run("list")
    assert "Tran · Address" in said
    assert "2  14 Elm St" in said
    assert said.splitlines()[0].split() == ["id", "Of", "What", "Side", "Shown"]
    [one] = desk.json("list")
    shown = desk.run("show", one["id"])
    assert "Another laptop, Sat, Nov 21" in shown
    assert "(shown now)" in shown
    assert f"conflict resolve {one['id']} --keep N" in shown


def test_one_that_did_not_come_yet_is_not_called_answered(
    pair: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    pair.address("12 Elm St", "14 Elm St")
    said = Desk(pair, capsys).run("show", "1fb3fda01e88", code=1)
    assert "or it has not come yet" in said


def test_an_answer_settles_it(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    pair.address("12 Elm St", "14 Elm St")
    desk = Desk(pair, capsys)
    [one] = desk.json("list")
    done = desk.json("resolve", one["id"], "--keep", "1")
    assert {name: done[name] for name in ("id", "type", "record", "field", "value")} == {
        **{name: one[name] for name in ("id", "type", "record", "field")},
        "value": "12 Elm St",
    }
    assert done["action"] > 0
    assert desk.json("list") == []
    assert desk.run("list") == "No difference waits for an answer."
    assert "was answered" in desk.run("resolve", one["id"], "--keep", "2", code=1)


def test_another_value_may_be_written(pair: Pair, capsys: pytest.CaptureFixture[str]) -> None:
    pair.address("12 Elm St", "14 Elm St")
    desk = Desk(pair, capsys)
    [one] = desk.json("list")
    assert desk.json("resolve", one["id"], "--value", "16 Elm St")["value"] == "16 Elm St"


def test_what_cannot_be_an_answer_changes_nothing(
    pair: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    pair.address("12 Elm St", "14 Elm St")
    desk = Desk(pair, capsys)
    [one] = desk.json("list")
    assert "2 sides" in desk.run("resolve", one["id"], "--keep", "7", code=1)
    assert "too long" in desk.run("resolve", one["id"], "--value", "x" * 1001, code=1)
    assert "was answered" in desk.run("show", "0" * 12, code=1)
    for wrong in ((), ("--keep", "1", "--value", "x"), ("--keep", "first")):
        desk.run("resolve", one["id"], *wrong, code=2)
    assert desk.json("list") == [one]


def test_a_record_that_one_removed_and_another_changed_says_what_was_written(
    pair: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    removed_and_changed(pair)
    desk = Desk(pair, capsys)
    [one] = desk.json("list")
    assert "- By when: Dec 1, 2026" in desk.run("show", one["id"])


def test_a_removed_family_is_brought_back_with_what_was_written_for_it(
    pair: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    home = pair.add(Household(name="Tran"))
    pair.add(Commitment(household=home, what="bus pass"))
    records.remove(pair.ana, "household", home)
    pair.ben.commit("add", [Add(Note(household=home, text="She asks for the bus pass"))])
    pair.meet()
    desk = Desk(pair, capsys)
    [one] = desk.json("list")
    assert (one["type"], one["record"], one["field"]) == ("household", home, "deleted")
    assert (one["values"], one["shown"]) == ([False, True], True)
    shown = desk.run("show", one["id"])
    assert "Rosa removed this family. Another laptop wrote for it without having seen" in shown
    assert "- Note: She asks for the bus pass" in shown
    assert desk.json("resolve", one["id"], "--keep", "1")["value"] is False
    assert desk.run("list") == "No difference waits for an answer."
    assert desk.others("delete", "household", home) == ("Removed. With it went 1 note, 1 promise.")
    assert desk.others("undelete", "household", home) == (
        "Brought back. With it came back 1 note, 1 promise."
    )


def test_a_text_is_combined_from_a_file_or_from_standard_input(
    pair: Pair,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    home = pair.add(Household(name="Tran"))
    notes = [pair.add(Note(household=home, text="Reads.")) for _n in range(2)]
    for note in notes:
        pair.differ(Note, note, "text", "Reads. At noon.", "Reads. To her brother.")
    desk = Desk(pair, capsys)
    first, second = desk.json("list")
    assert first["before"] == "Reads."
    shown = desk.run("show", first["id"])
    assert "Before both:\nReads." in shown
    assert "--value-file" in shown
    text = "Reads. At noon.\n\nReads. To her brother."
    (tmp_path / "both.txt").write_text(text + "\n", "utf-8")
    answered = desk.json("resolve", first["id"], "--value-file", str(tmp_path / "both.txt"))
    assert answered["value"] == text
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert desk.json("resolve", second["id"], "--value-file", "-")["value"] == text
    assert desk.json("list") == []


def test_a_file_that_is_no_text_changes_nothing(
    pair: Pair, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pair.address("1 Oak St", "2 Oak St")
    desk = Desk(pair, capsys)
    [one] = desk.json("list")
    (tmp_path / "no.txt").write_bytes(b"\xff\xfe\x00")
    said = desk.run("resolve", one["id"], "--value-file", str(tmp_path / "no.txt"), code=1)
    assert "UTF-8" in said
    assert "Give one of" in desk.run("resolve", one["id"], code=2)
    assert len(desk.json("list")) == 1


def test_an_entry_made_twice_is_looked_at_made_one_or_left(
    pair: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    for workspace in (pair.ana, pair.ben):
        home = workspace.new_id()
        changes = [Add(Household(id=home, name="Hassan")), Add(Note(household=home, text="Reads"))]
        workspace.commit("add", changes)
    pair.meet()
    desk = Desk(pair, capsys)
    [one] = desk.json("list")
    assert (one["doubt"], one["leave"]) == ("same_family", "Not the same family")
    shown = desk.run("show", one["id"])
    assert "--keep 1: The same: keep this entry" in shown
    assert "- This comes along: 1 note." in shown
    desk.run("resolve", one["id"], "--leave")
    assert desk.json("list") == []
    last = json.loads(desk.others("undo", "--json"))
    assert last
    assert [again["id"] for again in desk.json("list")] == [one["id"]]
    desk.run("resolve", one["id"], "--keep", "1")
    assert desk.json("list") == []


def test_of_a_stock_below_zero_only_a_count_is_asked_for(
    pair: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    kit = pair.add(Kit(name="Reading kit"))
    kits.lend(pair.ana, kit, kits.Hand(pair.add(Household(name="Tran"))), anyway=True)
    desk = Desk(pair, capsys)
    [one] = desk.json("list")
    said = desk.run("show", one["id"])
    assert "--value 3" in said
    assert "something else" not in said
    assert "whole number" in desk.run("resolve", one["id"], "--value", "they were lost", code=1)
    desk.run("resolve", one["id"], "--value", "2")
    assert "2" in desk.others("kit", "stock")
    assert desk.run("list") == "No difference waits for an answer."


def test_two_entries_that_do_not_look_alike_are_made_one_by_name(
    pair: Pair, capsys: pytest.CaptureFixture[str]
) -> None:
    homes = [pair.add(Household(name=name)) for name in ("Hassan", "Abdi")]
    pair.add(Note(household=homes[1], text="Reads"))
    desk = Desk(pair, capsys)
    assert desk.json("list") == []
    said = desk.run("merge", "family", "Hassan", "Abdi", "--dry-run")
    assert said.splitlines()[0] == "This comes along: 1 note."
    assert said.splitlines()[-1] == "Nothing was written."
    done = desk.json("merge", "family", "Hassan", homes[1])
    assert (done["stays"], done["goes"]) == (homes[0], homes[1])
    assert "one and the same" in desk.run("merge", "family", "Hassan", homes[0], code=1)
