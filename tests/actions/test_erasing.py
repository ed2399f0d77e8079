"""A family is erased for good: nothing of it is found on any laptop, whatever comes later."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import (
    attachments,
    care,
    differences,
    erased_again,
    erasing,
    erasures,
    importing,
    keeping,
    kits,
    merging,
    workspaces,
)
from liaison_app.errors import InvalidValue, NotAllowed, NothingToUndo
from liaison_app.records.governance import Consent
from liaison_app.records.kits import Kit, Loan
from liaison_app.records.looked_at import Doubt, LookedAt
from liaison_app.records.packets import PacketIssue
from liaison_app.records.partnership import Note
from liaison_app.records.people import (
    ContactPoint,
    Household,
    HouseholdMember,
    Person,
)
from liaison_app.store import checking
from liaison_app.workspace import Add, Draft, Put
from tests.actions.erased_families import WORD, erase, family, nowhere
from tests.interchange.exports import FIXTURES
from tests.store.laptops import PASSPHRASE, new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Touched, Workspace
    from tests.sync.laptops import Team


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = new(tmp_path / "workspace")
    yield made
    made.close()


def in_order(workspace: Workspace) -> None:
    assert workspaces.check(workspace).problems == ()
    assert list(differences.differences(workspace)) == []


def test_nothing_of_an_erased_family_is_left_in_any_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    ids = family(workspace)
    (tmp_path / "scan.txt").write_text(WORD)
    attachments.attach(workspace, ids["home"], tmp_path / "scan.txt", name=f"{WORD}.txt")
    workspace.keep_draft(Draft(f"visit:{ids['visit']}", {"t": WORD}, 0, "", workspace.now()))
    workspace.keep_draft(Draft("contact:new", {"t": "stays"}, 0, "", workspace.now()))
    workspace.put_setting("batch.1", f'{{"wishes": "{WORD}", "units": [["{ids["home"]}", ""]]}}')
    blobs = workspace.shared.opened.folder.blobs
    assert len(list(blobs.iterdir())) == 1
    with pytest.raises(AssertionError):
        nowhere(workspace)
    code = erase(workspace, ids["home"])
    nowhere(workspace)
    assert [one.id for one in workspace.drafts()] == ["contact:new"]
    assert workspace.setting("batch.1") == ""
    assert list(blobs.iterdir()) == []
    in_order(workspace)
    made = tmp_path / "after.liaison"
    care.backup(workspace, made)
    restored = workspaces.restore(made, tmp_path / "restored", PASSPHRASE)
    nowhere(restored)
    restored.close()
    [line] = erasures.erasures(workspace)
    assert (line.code, line.waiting, line.rule) == (code, (), "The family asked for it")


def test_every_page_is_told_to_read_again(workspace: Workspace) -> None:
    ids = family(workspace)
    told: list[Touched] = []
    workspace.subscribe(told.append)
    erase(workspace, ids["home"])
    assert told[-1].households is None
    assert {"household", "person", "note"} <= told[-1].types


def test_only_ids_and_what_lies_outside_stay(workspace: Workspace) -> None:
    ids = family(workspace)
    code = erase(workspace, ids["home"])
    home = workspace.get(Household, ids["home"])
    assert (home.name, home.deleted) == ("", True)
    issue = workspace.get(PacketIssue, ids["issue"])
    assert (issue.code, issue.pages, issue.household, issue.subject) == (
        *("K7-0042", 6),
        *(ids["home"], ""),
    )
    [paper] = erasures.left_outside(workspace, code).papers
    assert (paper.code, paper.pages, paper.reader) == ("K7-0042", 6, "(erased)")
    account = erasures.account(workspace, code)
    assert "K7-0042" in account
    assert code in account
    assert WORD not in account


def test_who_lives_with_another_family_too_stays(workspace: Workspace) -> None:
    ids = family(workspace)
    other = workspace.commit("family.add", [Add(Household(name="Haddad"))]).ids[0]
    workspace.commit("member", [Add(HouseholdMember(household=other, person=ids["child"]))])
    seen = erasing.preview(workspace, "household", ids["home"])
    assert seen.staying == (f"{WORD} child",)
    assert seen.people == (f"{WORD} adult",)
    erase(workspace, ids["home"])
    assert workspace.get(Person, ids["child"]).given_name == f"{WORD} child"
    assert workspace.get(Person, ids["adult"]).deleted
    assert workspace.get(ContactPoint, ids["phone"]).value == ""
    in_order(workspace)


def test_a_note_that_went_to_the_right_family_stays_there(workspace: Workspace) -> None:
    ids = family(workspace)
    other = workspace.commit("family.add", [Add(Household(name="Haddad"))]).ids[0]
    workspace.commit("move", [Put(Note, ids["note"], {"household": other})])
    erase(workspace, ids["home"])
    assert workspace.get(Note, ids["note"]).text == f"again {WORD}"
    in_order(workspace)


def test_what_a_laptop_that_had_not_heard_writes_is_emptied_too(team: Team) -> None:
    here, there = team.first(), team.join("Ben Ortiz")
    ids = family(here)
    team.send(here, there)
    code = erase(here, ids["home"])
    assert erasures.erasures(here)[0].code == code
    lan = there.new_id()
    there.commit("note.add", [Add(Note(household=ids["home"], text=f"late {WORD}"))])
    there.commit("edit", [Put(ContactPoint, ids["phone"], {"value": f"new {WORD}"})])
    there.commit(
        "person.add",
        [
            Add(Person(id=lan, given_name=f"baby {WORD}")),
            Add(HouseholdMember(household=ids["home"], person=lan)),
        ],
    )
    there.commit("phone", [Add(ContactPoint(person=lan, value=f"3 {WORD}"))])
    team.send(there, here)
    nowhere(here)
    team.send(here, there)
    nowhere(there)
    assert checking.digest(here.conn) == checking.digest(there.conn)
    for one in (here, there):
        in_order(one)


def test_it_cannot_be_undone_and_nothing_is_written_about_it(workspace: Workspace) -> None:
    ids = family(workspace)
    early = care.recent(workspace)[1].number
    erase(workspace, ids["home"])
    number = next(one.number for one in care.recent(workspace) if one.name == "erase")
    with pytest.raises(NothingToUndo, match="cannot be undone"):
        care.undo(workspace, number)
    with pytest.raises(NothingToUndo):
        care.undo(workspace, early)
    for change in (
        Add(Note(household=ids["home"], text=WORD)),
        Put(Household, ids["home"], {"name": WORD}),
        Put(Household, ids["home"], {"deleted": False}),
    ):
        with pytest.raises(InvalidValue, match="erased for good"):
            workspace.commit("work", [change])
    nowhere(workspace)


def test_what_was_lifted_may_be_kept_again(team: Team) -> None:
    here, there = team.first(), team.join("Ben Ortiz")
    ids = family(here)
    team.send(here, there)
    code = erase(here, ids["home"])
    there.commit("edit", [Put(Household, ids["home"], {"best_times": f"late {WORD}"})])
    erasing.lift(here, code)
    here.commit("again", [Put(Household, ids["home"], {"deleted": False, "name": "Back"})])
    here.commit("again", [Add(Note(household=ids["home"], text="new"))])
    team.send(there, here)
    team.send(here, there)
    for one in (here, there):
        home = one.get(Household, ids["home"])
        assert (home.name, home.deleted, home.best_times) == ("Back", False, "")
        assert [note.text for note in one.all(Note)] == ["new"]
        nowhere(one)
        in_order(one)
    assert erasures.erasures(here)[0].lifted


def test_an_entry_of_the_same_family_that_was_merged_goes_too(workspace: Workspace) -> None:
    former = family(workspace, f"{WORD} twice")
    ids = family(workspace)
    plan = merging.plan(workspace, "household", ids["home"], former["home"])
    said = LookedAt(
        question=f"same_family:{former['home']}:{ids['home']}",
        doubt=Doubt.SAME_FAMILY,
        facts=WORD,
        same_as=ids["home"],
        gone=former["home"],
    )
    workspace.commit("doubt.merge", [*plan.changes, Add(said)])
    erase(workspace, ids["home"])
    nowhere(workspace)
    in_order(workspace)


def test_one_kind_of_a_familys_records_goes_and_new_ones_may_come(workspace: Workspace) -> None:
    ids = family(workspace)
    erase(workspace, ids["home"], only="note")
    assert workspace.get(Note, ids["note"]).text == ""
    assert workspace.get(Household, ids["home"]).name == f"{WORD} family"
    workspace.commit("note.add", [Add(Note(household=ids["home"], text="new"))])
    assert [note.text for note in workspace.all(Note)] == ["new"]
    in_order(workspace)


def test_one_person_goes_with_what_is_theirs(workspace: Workspace) -> None:
    ids = family(workspace)
    erase(workspace, ids["adult"], kind="person")
    assert workspace.get(ContactPoint, ids["phone"]).value == ""
    assert workspace.all(Consent) == []
    assert workspace.get(Person, ids["child"]).given_name == f"{WORD} child"
    assert workspace.get(Note, ids["note"]).text == f"again {WORD}"
    in_order(workspace)


def test_the_name_must_be_typed_and_what_must_be_kept_stays(workspace: Workspace) -> None:
    ids = family(workspace)
    kit = workspace.commit("kit", [Add(Kit(name="Books"))]).ids[0]
    workspace.commit("lend", [Add(Loan(kit=kit, household=ids["home"]))])
    seen = erasing.preview(workspace, "household", ids["home"])
    assert [one.words for one in seen.reasons] == [
        "1 promise is open.",
        "1 kit is lent to them.",
    ]
    with pytest.raises(InvalidValue, match="Nothing was erased"):
        erasing.erase(workspace, seen, "Haddad")
    keeping.hold(workspace, ids["home"], "a court case")
    with pytest.raises(InvalidValue, match="must be kept"):
        erase(workspace, ids["home"])
    assert workspace.get(Household, ids["home"]).name
    keeping.end_hold(workspace, ids["home"])
    erase(workspace, ids["home"])
    [loan] = workspace.all(Loan)
    assert (loan.kit, loan.state.value) == (kit, "out")
    kits.take_back(workspace, loan.id)
    assert workspace.all(Loan)[0].state.value == "returned"
    with pytest.raises(InvalidValue, match="erased for good"):
        workspace.commit("lend", [Add(Loan(kit=kit, household=ids["home"]))])
    in_order(workspace)


def test_a_backup_from_before_is_erased_again_when_it_is_restored(
    workspace: Workspace, tmp_path: Path
) -> None:
    ids = family(workspace)
    made = tmp_path / "stick" / "before.liaison"
    made.parent.mkdir()
    care.backup(workspace, made)
    erase(workspace, ids["home"])
    restored = workspaces.restore(made, tmp_path / "restored", PASSPHRASE)
    assert erased_again.told(restored).done == 1
    nowhere(restored)
    in_order(restored)
    restored.close()
    listed = list(made.parent.glob("*.list"))
    assert len(listed) == 1
    assert ids["home"].encode() not in listed[0].read_bytes()


def test_only_a_coordinator_erases(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    ids = family(rosa)
    team.send(rosa, ben)
    with pytest.raises(NotAllowed, match="Only a coordinator"):
        erasing.preview(ben, "household", ids["home"])
    erase(rosa, ids["home"])
    [line] = erasures.erasures(rosa)
    assert line.waiting == ("Ben Ortiz",)
    assert line.state.startswith("Done here; not yet heard from 1 laptop")
    team.send(rosa, ben)
    nowhere(ben)
    team.send(ben, rosa)
    assert erasures.erasures(rosa)[0].state.startswith("Done everywhere.")


def test_whoever_heard_keeps_the_list_for_their_own_backups(team: Team, tmp_path: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    ids = family(rosa)
    team.send(rosa, ben)
    made = tmp_path / "stick" / "ben.liaison"
    made.parent.mkdir()
    care.backup(ben, made)
    erase(rosa, ids["home"])
    team.send(rosa, ben)
    folder = ben.shared.opened.folder.path
    ben.close()
    workspaces.unlock(folder, PASSPHRASE).close()
    restored = workspaces.restore(made, tmp_path / "restored", PASSPHRASE)
    assert erased_again.told(restored).done == 1
    assert "It was done again" in erased_again.tell(restored)[0]
    nowhere(restored)  # at once: without a network Ben may not hear of it for weeks
    in_order(restored)
    assert erasures.erasures(restored) == (), "a liaison's laptop orders no erasure"
    with pytest.raises(InvalidValue, match="erased for good"):
        restored.commit("note.add", [Add(Note(household=ids["home"], text="again"))])
    again = tmp_path / "again.liaison"
    care.backup(restored, again)
    restored.close()
    workspaces.unlock(tmp_path / "restored", PASSPHRASE).close()  # which writes the list anew
    restored = workspaces.restore(made, tmp_path / "twice", PASSPHRASE)
    nowhere(restored)
    team.send(rosa, restored)
    nowhere(restored)
    in_order(restored)
    assert len(erasures.erasures(restored)) == 1
    assert checking.check(restored.conn).digest == checking.check(rosa.conn).digest
    restored.close()


def test_an_import_brings_nobody_back_until_that_was_allowed(workspace: Workspace) -> None:
    importing.run(workspace, FIXTURES / "oneroster_1_1")
    before = {one.id: one.given_name for one in workspace.all(Person)}
    home = workspace.all(Household)[0].id
    seen = erasing.preview(workspace, "household", home)
    done = erasing.erase(workspace, seen, seen.code)
    after = {one.id for one in workspace.all(Person)}
    assert len(after) < len(before)
    account = importing.run(workspace, FIXTURES / "oneroster_1_1")
    assert {one.id for one in workspace.all(Person)} == after
    assert any(done.code in line.why for line in account.lines)
    in_order(workspace)
    erasing.lift(workspace, done.code)
    importing.run(workspace, FIXTURES / "oneroster_1_1")
    assert {one.id: one.given_name for one in workspace.all(Person)} == before
    assert workspace.get(Household, home).name
    in_order(workspace)


def test_a_folder_that_lets_no_file_go_keeps_nobody_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    ids = family(workspace)
    (tmp_path / "scan.txt").write_text(WORD)
    attachments.attach(workspace, ids["home"], tmp_path / "scan.txt")
    blobs = workspace.shared.opened.folder.blobs
    [file] = blobs.iterdir()
    content = file.read_bytes()
    file.unlink()
    file.mkdir()  # cannot be deleted as a file
    code = erase(workspace, ids["home"])
    assert [one.code for one in erasures.erasures(workspace)] == [code]
    workspace.close()
    again = workspaces.unlock(tmp_path / "workspace", PASSPHRASE)
    again.close()
    file.rmdir()
    file.write_bytes(content)
    workspaces.unlock(tmp_path / "workspace", PASSPHRASE).close()
    assert list(blobs.iterdir()) == []
