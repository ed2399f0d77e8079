"""Giving a laptop back: refused while anything is nowhere else, then nothing is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import attachments, laptops, remotes, retiring, workspaces
from liaison_app.errors import InvalidValue, NotAllowed, WorkspaceMissing
from liaison_app.records.governance import Assignment, Attachment
from liaison_app.records.partnership import Note
from liaison_app.store.driver import transaction
from liaison_app.sync import blob_book, remote_state
from liaison_app.workspace import Add, Draft
from tests.sync.laptops import PASSPHRASE, Team, family

if TYPE_CHECKING:
    from pathlib import Path


def test_work_that_nobody_has_keeps_the_laptop_here(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(ben, rosa)
    team.send(rosa, ben)
    assert retiring.standing(ben).may_go
    home = family(ben, "Pham")
    ben.commit("note.add", [Add(Note(household=home, text="Ask Lan"))])
    family(ben, "Osei")
    ben.commit("assign", [Add(Assignment(household=home, staff=ben.person))])
    left = retiring.standing(ben)
    assert "the liaison of 1 family" in " ".join(retiring.words(left))
    assert (left.changes, dict(left.families)) == (4, {"Pham": 3, "Osei": 1})
    with pytest.raises(NotAllowed, match="4 changes are not known") as refused:
        retiring.retire(ben, confirm=left.confirmation)
    assert "Pham" in str(refused.value)
    assert "Rosa Vega" in str(refused.value)
    team.send(ben, rosa)  # a file that was made, and even taken in, proves nothing here
    assert retiring.standing(ben).changes == 4
    team.send(rosa, ben)
    assert retiring.standing(ben).may_go
    assert rosa.all(Note)[0].text == "Ask Lan"


def test_a_removed_colleague_s_work_counts_as_ours(team: Team) -> None:
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    family(chau, "Tran")
    team.send(chau, ben)
    assert retiring.standing(ben).families == ()  # it is on Chau's own laptop
    laptops.remove(rosa, chau.device.partition(".")[0])
    team.send(rosa, ben)
    assert dict(retiring.standing(ben).families) == {"Tran": 1}


def test_an_attached_file_and_a_draft_keep_it_here_too(team: Team, tmp_path: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(ben, "Pham")
    (tmp_path / "paper.txt").write_text("signed")
    attachments.attach(ben, home, tmp_path / "paper.txt")
    ben.keep_draft(Draft("contact_log:new", {"gist": "half a"}, 0, "gist", ben.now()))
    team.send(ben, rosa)
    team.send(rosa, ben)
    left = retiring.standing(ben)
    assert (left.changes, left.files, left.drafts, left.count) == (0, 1, 1, 2)
    said = " ".join(retiring.words(left))
    assert "lies on this laptop only" in said
    assert "that you typed is not saved" in said


def test_a_file_on_a_shared_place_or_of_a_colleague_keeps_nothing_here(
    team: Team, tmp_path: Path
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(ben, "Pham")
    (tmp_path / "paper.txt").write_text("signed")
    attachments.attach(ben, home, tmp_path / "paper.txt")
    (tmp_path / "cloud").mkdir()
    for one in (rosa, ben):
        remotes.add(one, "Cloud", f"folder:{tmp_path / 'cloud'}", {})
        remotes.sync(one)
    (known,) = ben.reading(remote_state.every)
    (name,) = (one.blob for one in ben.all(Attachment))
    with transaction(ben.conn):
        place = blob_book.place_of(known.state)
        blob_book.note_put(ben.conn, known.n, place, blob_book.Move(name, blob_book.THERE))
    assert retiring.standing(ben).files == 0
    with transaction(ben.conn):
        blob_book.doubt(ben.conn, known.n, place, {name})
    assert retiring.standing(ben).files == 1
    remotes.sync(rosa)
    there, here = (workspaces.folder_of(one) / "blobs" / name for one in (ben, rosa))
    here.write_bytes(there.read_bytes())  # as if Rosa had fetched it
    assert retiring.standing(rosa).files == 0


def test_when_all_is_with_others_nothing_is_left_on_the_disk(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(ben, "Pham")
    retiring.announce(ben)
    team.send(ben, rosa)
    (gone,) = retiring.going(rosa)
    assert (gone.person, gone.laptop) == ("Ben Ortiz", ben.device.partition(".")[0])
    team.send(rosa, ben)
    left = retiring.standing(ben)
    assert left.told_heard
    with pytest.raises(InvalidValue, match="last four"):
        retiring.retire(ben, confirm="yes")
    place = ben.shared.opened.folder
    (place.path / "mine.txt").write_text("not Liaison's")
    slots, blocks = place.slots.read_bytes(), team.folder / "blocks"
    blocks.hardlink_to(place.slots)  # where the key file lies on the disk
    kept = retiring.retire(ben, confirm=left.confirmation.upper())
    assert [one.name for one in kept] == ["mine.txt"]
    assert not place.database.exists()
    assert not place.slots.exists()
    assert not place.slots_copy.exists()
    assert not place.blobs.exists()
    with pytest.raises(WorkspaceMissing):
        workspaces.unlock(place.path, PASSPHRASE)
    assert len(blocks.read_bytes()) == len(slots)
    assert slots[:40] not in blocks.read_bytes()  # written over before it was deleted
    laptops.remove(rosa, gone.laptop)
    assert retiring.going(rosa) == ()


def test_the_last_admin_stays_and_a_coordinator_decides_with_the_very_number(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    assert retiring.standing(rosa).only_admin
    assert not retiring.standing(rosa).may_go
    with pytest.raises(NotAllowed, match="only admin"):
        retiring.retire(rosa, confirm=retiring.standing(rosa).confirmation)
    retiring.announce(ben)
    retiring.stay(ben)
    assert retiring.standing(ben).told is None
    family(ben, "Pham")
    count, code = retiring.standing(ben).count, retiring.standing(ben).confirmation
    with pytest.raises(InvalidValue, match=f"{count} thing"):
        retiring.retire(ben, confirm=code, force=count + 1)
    place = ben.shared.opened.folder
    retiring.retire(ben, confirm=code, force=count)
    assert not place.path.exists()


def test_alone_nobody_can_take_it(team: Team) -> None:
    rosa = team.first()
    family(rosa, "Pham")
    left = retiring.standing(rosa)
    assert not left.only_admin
    assert left.families == (("Pham", 1),)
    assert "Make a backup" in " ".join(retiring.words(left))
