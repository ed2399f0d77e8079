"""Finding a family by whatever somebody remembers of it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import finding, snippets
from liaison_app.actions.finding import Found, Group, find
from liaison_app.actions.references import offers
from liaison_app.cli import main
from liaison_app.errors import Cancelled
from liaison_app.records.partnership import Note, Visit
from liaison_app.records.people import (
    Address,
    ContactPoint,
    Household,
    HouseholdMember,
    Person,
    Relationship,
)
from liaison_app.records.schools import School
from liaison_app.records.sealed import SafetyNote
from liaison_app.store import search
from liaison_app.store.driver import transaction
from liaison_app.workspace import Add, Put, Redact, Remove
from tests.desk import PASSPHRASE, workspace_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A caseload of four families."""
    made = workspace_at(tmp_path / "workspace")
    for name, given, number, street, text in (
        ("الأحمد", "محمد", "+1 555 0101", "12 Elm Street", "She asked about the bus pass"),
        ("Nguyễn", "Ánh", "+1 555 0142", "7 Cedar Street", "Reads to her brother every night"),
        ("王", "小明", "+1 555 0163", "9 Birch Street", "他喜欢恐龙"),
        ("O’Connor", "Siobhán", "+1 555 0184", "3 Fir Street", "A zebra was drawn on the door"),
    ):
        home, person = made.new_id(), made.new_id()
        made.commit(
            "family.add",
            [
                Add(Household(id=home, name=name)),
                Add(Person(id=person, given_name=given, family_name=name)),
                Add(HouseholdMember(household=home, person=person)),
                Add(ContactPoint(person=person, value=number)),
                Add(Address(household=home, line_1=street)),
                Add(Note(household=home, text=text, at=made.now())),
            ],
        )
    yield made
    made.close()


def titles(found: list[Found]) -> list[str]:
    return [hit.title for hit in found if hit.group is not Group.WRITTEN]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Mohamed", "محمد الأحمد"),
        ("محمد", "محمد الأحمد"),
        ("ahmad", "الأحمد"),
        ("nguyen", "Nguyễn"),
        ("小明", "王小明"),
        ("xiaoming", "王小明"),
        ("oconnor", "O’Connor"),
        ("siob", "Siobhán O’Connor"),
        ("Siobahn", "Siobhán O’Connor"),  # two letters swapped
        ("Nguyan", "Nguyễn"),  # one letter off
    ],
)
def test_a_name_is_found_in_any_script_and_nearly_any_spelling(
    workspace: Workspace, typed: str, wanted: str
) -> None:
    assert wanted in titles(find(workspace, typed))


def test_families_come_before_people_before_what_was_written(workspace: Workspace) -> None:
    home = workspace.read("SELECT id FROM household WHERE name = 'Nguyễn'")[0][0]
    workspace.commit("note.add", [Add(Note(household=home, text="Nguyen said hello"))])
    groups = [hit.group for hit in find(workspace, "nguyen")]
    assert groups == [Group.FAMILY, Group.PERSON, Group.WRITTEN]


@pytest.mark.parametrize("typed", ["555 0142", "0142", "(555) 01-42"])
def test_a_number_leads_to_whoever_has_it(workspace: Workspace, typed: str) -> None:
    [hit] = find(workspace, typed)
    assert (hit.type, hit.title, hit.household_name) == ("person", "Ánh Nguyễn", "Nguyễn")
    [(start, end)] = hit.detail.marks
    assert hit.detail.text[start:end].replace(" ", "").endswith("0142")


def test_a_street_leads_to_the_family(workspace: Workspace) -> None:
    hit = find(workspace, "cedar")[0]
    assert (hit.type, hit.title, hit.detail.text) == ("household", "Nguyễn", "7 Cedar Street")
    assert hit.detail.marks == ((2, 7),)


def test_a_note_shows_the_passage_and_its_family(workspace: Workspace) -> None:
    [hit] = find(workspace, "zebra dra")
    assert (hit.type, hit.household_name, hit.when) == ("note", "O’Connor", workspace.today())
    assert [hit.detail.text[a:b] for a, b in hit.detail.marks] == ["zebra", "dra"]


def test_the_passage_stands_around_a_match_deep_in_a_long_note() -> None:
    text = "word " * 3_000 + "then a walrus came along " + "more " * 300
    shown = snippets.snippet(text, "walr")
    assert len(shown.text) < 200
    assert [shown.text[a:b] for a, b in shown.marks] == ["walr"]
    assert shown.text.startswith("… ")
    assert shown.text.endswith(" …")


def test_what_was_removed_is_not_found(workspace: Workspace) -> None:
    note = find(workspace, "zebra")[0]
    workspace.commit("remove", [Remove(Note, note.id)])
    assert find(workspace, "zebra") == []
    family = find(workspace, "nguyen")[0]
    workspace.commit("remove", [Remove(Household, family.id)])
    assert "Nguyễn" not in titles(find(workspace, "nguyen"))
    assert find(workspace, "brother") == []  # a note of a family that was removed
    person = find(workspace, "小明")[0]
    workspace.commit("remove", [Remove(Person, person.id)])
    assert find(workspace, "555 0163") == []  # the number of a person who was removed
    workspace.commit("restore", [Put(Note, note.id, {"deleted": False})])
    assert len(find(workspace, "zebra")) == 1


def test_what_was_emptied_for_good_is_not_found(workspace: Workspace) -> None:
    note = find(workspace, "zebra")[0]
    workspace.commit("redact", [Redact(Note, note.id, "text")])
    assert find(workspace, "zebra") == []


def test_many_families_leave_room_for_people_and_notes(workspace: Workspace) -> None:
    for _n in range(30):
        home = workspace.commit("add", [Add(Household(name="Baker"))]).ids[0]
        workspace.commit(
            "add",
            [Add(Person(given_name="Baker")), Add(Note(household=home, text="went to the baker"))],
        )
    workspace.commit("add", [Add(School(name="Baker School"))])
    found = find(workspace, "baker", 12)
    assert len(found) == 12
    assert {hit.group for hit in found} == set(Group)


@pytest.mark.parametrize("typed", ["", "  ", "'\"", "*", "AND OR NOT", "a" * 5_000, "NEAR(", "{}:"])
def test_any_text_may_be_typed(workspace: Workspace, typed: str) -> None:
    assert isinstance(find(workspace, typed), list)


def test_an_interrupted_search_says_that_it_was_stopped(workspace: Workspace) -> None:
    def interrupt(_conn: object) -> None:
        workspace.conn.set_progress_handler(lambda: 1, 1)
        workspace.conn.execute("SELECT count(*) FROM op").fetchall()

    with pytest.raises(Cancelled):
        workspace.reading(interrupt)
    workspace.conn.set_progress_handler(None, 1)


def test_the_command_finds_and_prints_what_programs_need(
    workspace: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace.shared.opened.folder.path
    home = workspace.read("SELECT id FROM household WHERE name = 'Nguyễn'")[0][0]
    visit = Visit(household=home, family_said="We love the aquarium")
    workspace.commit("visit.add", [Add(visit)])
    workspace.close()
    os.environ["LIAISON_PASSPHRASE"] = PASSPHRASE
    try:
        assert main(["--workspace", str(folder), "find", "nguyen", "--json"]) == 0
        hits = json.loads(capsys.readouterr().out)
        assert [(h["type"], h["title"], h["household"]) for h in hits] == [
            ("household", "Nguyễn", home),
            ("person", "Ánh Nguyễn", home),
        ]
        assert hits[0]["name"] == "Nguyễn"
        assert hits[1]["given_name"] == "Ánh"
        assert main(["--workspace", str(folder), "find", "aquar", "--json"]) == 0
        [said] = json.loads(capsys.readouterr().out)
        assert (said["type"], said["household"], said["id"]) == ("visit", home, said["id"])
        assert said["family_said"] == "We love the aquarium"
        assert main(["--workspace", str(folder), "find", "nguyen"]) == 0
        assert "Ánh Nguyễn" in capsys.readouterr().out
        assert main(["--workspace", str(folder), "find", "qqqqqq"]) == 0
        assert "Nothing was found" in capsys.readouterr().out
    finally:
        del os.environ["LIAISON_PASSPHRASE"]


def test_hits_carry_every_declared_field(workspace: Workspace) -> None:
    hit = find(workspace, "cedar")[0]
    assert {"id", "type", "title", "household", "name", "home_language"} <= set(
        finding.hit_as_json(workspace, hit)
    )


def test_a_family_is_offered_by_a_childs_name_and_told_apart_from_its_namesake(
    workspace: Workspace,
) -> None:
    for given in ("Ruth", "Jonah"):
        home, child = workspace.new_id(), workspace.new_id()
        changes = [
            Add(Household(id=home, name="Bennett", home_language="en")),
            Add(Person(id=child, given_name=given, is_child=True)),
            Add(HouseholdMember(household=home, person=child)),
        ]
        workspace.commit("family.add", changes)
    by_child = [plain(one.label) for one in offers(workspace, "household", "jona")]
    assert by_child == ["Bennett · Jonah · English"]
    both = {plain(one.label) for one in offers(workspace, "household", "bennett")}
    assert both == {"Bennett · Ruth · English", "Bennett · Jonah · English"}


def plain(words: str) -> str:
    return words.replace("\u2068", "").replace("\u2069", "")


def test_what_is_sealed_or_restricted_is_found_apart_from_all_else(workspace: Workspace) -> None:
    home = workspace.all(Household)[0].id
    child = workspace.commit("p", [Add(Person(given_name="Noor", is_child=True))]).ids[0]
    adult = workspace.commit("p", [Add(Person(given_name="Sami"))]).ids[0]
    note, tie, _home = workspace.commit(
        "write",
        [
            Add(SafetyNote(household=home, text="Never by quagga letter")),
            Add(Relationship(child=child, adult=adult, contact_restrictions="Quagga order")),
            Add(HouseholdMember(household=home, person=child)),
        ],
    ).ids
    assert find(workspace, "quagga") == []
    found = {one.id: one for one in finding.guarded(workspace, "quagg")}
    assert found.keys() == {note, tie}
    assert {one.household for one in found.values()} == {home}
    assert "Never by quagga" in found[note].detail.text
    workspace.commit(
        "mend", [Put(SafetyNote, note, {"text": "By letter"}), Remove(Relationship, tie)]
    )
    assert finding.guarded(workspace, "quagga") == []


def test_restrictions_from_before_there_was_an_index_for_them_are_found(
    workspace: Workspace,
) -> None:
    one, other = (
        workspace.commit("p", [Add(Person(given_name=name))]).ids[0] for name in ("Noor", "Sami")
    )
    tie = Relationship(child=one, adult=other, contact_restrictions="Quagga order")
    workspace.commit("tie", [Add(tie)])
    with transaction(workspace.conn):
        workspace.conn.execute("INSERT INTO guarded_index(guarded_index) VALUES ('delete-all')")
        workspace.conn.execute("DELETE FROM search_entry WHERE type = 'relationship'")
    assert finding.guarded(workspace, "quagga") == []
    with transaction(workspace.conn):
        search.index_guarded(workspace.conn)
    assert len(finding.guarded(workspace, "quagga")) == 1
