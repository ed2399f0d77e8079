"""A laptop that may be a second life of another one goes on under another name; others do not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import NoRoom
from liaison_app.store import folder
from liaison_app.store.driver import transaction
from liaison_app.sync import incarnations, place
from liaison_app.workspace import Workspace
from tests.sync.laptops import Team, dump, family, names
from tests.sync.lives import again, all_have, copied, opened, origins, put_back, told

if TYPE_CHECKING:
    from pathlib import Path

# --- at unlock


def test_an_ordinary_unlock_changes_nothing(team: Team) -> None:
    rosa = team.first()
    team.join("Ben Ortiz")
    team.send(rosa)
    rosa = again(rosa)
    before, device = dump(rosa), rosa.device
    rosa = again(rosa)
    assert rosa.device == device
    assert dump(rosa) == before
    assert told(rosa) == []
    rosa.close()


def test_a_folder_that_was_moved_stays_who_it_was(team: Team, tmp_path: Path) -> None:
    rosa = team.first()
    device, path = rosa.device, workspaces.folder_of(rosa)
    key = rosa.shared.opened.key
    rosa.close()
    path.rename(tmp_path / "elsewhere")
    rosa = opened(tmp_path / "elsewhere", key)
    assert rosa.device == device
    rosa.close()


def test_a_copied_folder_goes_on_as_another_beside_the_first(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    team.send(rosa, ben)
    device = rosa.device
    family(rosa, "Never sent")
    copy = copied(rosa, "copy")
    other = opened(copy, rosa.shared.opened.key)
    assert other.device != device
    assert other.device.partition(".")[0] == device.partition(".")[0]
    assert told(other) == ["restored"]
    rosa = again(rosa)
    assert (rosa.device, told(rosa)) == (device, [])
    family(rosa, "On the first")
    family(other, "On the copy")
    assert all_have(team, rosa, other, ben)
    assert names(ben) == ["Hassan", "Never sent", "On the copy", "On the first"]
    assert "fork" not in told(ben)
    for one in (rosa, other):
        device = one.device
        restarted = again(one)
        assert restarted.device == device
        restarted.close()


def test_a_copied_back_folder_gets_back_what_colleagues_have_and_sends_the_rest(
    team: Team,
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Sent before")
    team.send(rosa, ben)
    family(rosa, "Unsealed in the copy")
    copy = copied(rosa, "copy")
    device = rosa.device
    family(rosa, "Sent after")
    team.send(rosa, ben)
    family(rosa, "Lost with the disk")
    rosa = put_back(rosa, copy)
    assert rosa.device != device
    family(rosa, "After the loss")
    assert all_have(team, rosa, ben)
    expected = ["After the loss", "Sent after", "Sent before", "Unsealed in the copy"]
    assert names(rosa) == names(ben) == expected
    assert told(ben) == []
    assert incarnations.former(rosa.conn) == (device,)
    rosa.close()


def test_nobody_is_told_of_names_before_anything_was_sealed(team: Team) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    rosa = put_back(rosa, copied(rosa, "copy"))
    assert told(rosa) == []
    assert len(incarnations.former(rosa.conn)) == 1
    rosa.close()


def test_another_computer_is_another_place(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = tmp_path / "machine-id"
    monkeypatch.setattr(place, "_MACHINE_IDS", (tmp_path / "none", machine))
    rosa = team.first()
    device = rosa.device
    machine.write_text("1" * 32 + "\n")
    rosa = again(rosa)  # it could not be read before, and now it can
    assert rosa.device == device
    for unreadable in ("", "uninitialized\n", "\xff"):
        machine.write_text(unreadable)
        rosa = again(rosa)
        assert rosa.device == device
    machine.write_text("2" * 32 + "\n")  # a cloned disk, whose file has the same number
    rosa = again(rosa)
    assert rosa.device != device
    device = rosa.device
    rosa = again(rosa)
    assert rosa.device == device
    rosa.close()


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder on a file system that makes new numbers whenever it is put in."""
    mounts = tmp_path / "mounts"
    where = tmp_path / "my stick"
    line = str(where).replace(" ", "\\040")
    mounts.write_text(f"/dev/vda / ext4 rw 0 0\n/dev/sdb1 {line} vfat rw 0 0\n")
    monkeypatch.setattr(place, "_MOUNTS", mounts)
    return where


def test_where_files_have_no_lasting_numbers_no_start_makes_a_new_name(
    team: Team, stick: Path
) -> None:
    rosa = team.first()
    device = rosa.device
    stick.mkdir()
    on_stick = stick / "workspace"
    copied(rosa, "copy").rename(on_stick)
    moved = opened(on_stick, rosa.shared.opened.key)
    assert moved.device != device  # it was copied to there
    device, before = moved.device, dump(moved)
    for _start in range(2):
        shutil.copy(on_stick / "liaison.db", stick / "new")
        (stick / "new").rename(on_stick / "liaison.db")  # which has another number
        moved = again(moved)
        assert moved.device == device
        assert dump(moved) == before
    moved.close()


def test_a_file_that_gets_the_number_of_a_deleted_one_is_another(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = team.first()
    device, path = rosa.device, workspaces.folder_of(rosa) / "liaison.db"
    generation = place._generation(path)
    monkeypatch.setattr(place, "_generation", lambda _path: generation + 1)
    rosa = again(rosa)
    assert rosa.device != device
    rosa.close()


# --- where another name cannot be written


def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def transaction(_conn: object) -> object:
        raise NoRoom("The disk is full.")

    monkeypatch.setattr(incarnations, "transaction", transaction)


def test_a_full_disk_keeps_nobody_out_but_nothing_goes_out_under_the_old_name(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    team.send(rosa, ben)
    device, copy = rosa.device, copied(rosa, "copy")
    family(rosa, "Sent after")
    team.send(rosa, ben)
    with monkeypatch.context() as full:
        full_disk(full)
        rosa = put_back(rosa, copy)
        assert names(rosa) == ["Hassan"]
        with pytest.raises(NoRoom):
            family(rosa, "x")
        with pytest.raises(NoRoom):
            team.send(rosa)
        with pytest.raises(NoRoom), rosa.elsewhere() as view:
            family(view, "x")
        assert rosa.device == device
        assert origins(rosa) == origins(rosa)
    family(rosa, "There is room again")
    assert rosa.device != device
    assert all_have(team, rosa, ben)
    assert names(ben) == ["Hassan", "Sent after", "There is room again"]
    rosa.close()


def test_a_mark_that_cannot_be_written_keeps_nobody_out(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    rosa = team.first()
    device = rosa.device
    rosa.put_setting("place", "")

    def full(*_args: object) -> None:
        raise NoRoom("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(Workspace, "put_setting", full)
        rosa = again(rosa)
    family(rosa, "Hassan")
    assert rosa.device == device
    rosa.close()


# --- the sidecar


def sidecar(workspace: Workspace) -> Path:
    return incarnations._sidecar_path(workspace, workspace.conn)


def test_a_disk_image_that_was_put_back_is_known_by_the_note_outside_it(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "here", lambda _database: place.Place("machine", "file"))
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    team.send(rosa, ben)
    device = rosa.device
    copy = copied(rosa, "copy")
    rosa = put_back(rosa, copy)
    assert rosa.device == device  # nothing was sent meanwhile, so nothing can be mistaken
    family(rosa, "Sent after")
    team.send(rosa, ben)
    rosa = put_back(rosa, copy)
    assert rosa.device != device
    assert told(rosa) == ["restored"]
    second = rosa.device
    rosa = again(rosa)
    assert rosa.device == second  # one note, one answer
    family(rosa, "On the second life")
    team.send(rosa, ben)
    rosa = again(rosa)
    assert rosa.device == second
    rosa = put_back(rosa, copy)  # which knows nothing of the second life
    assert rosa.device not in (device, second)
    third = rosa.device
    rosa = again(rosa)
    assert rosa.device == third
    assert all_have(team, rosa, ben)
    assert names(rosa) == ["Hassan", "On the second life", "Sent after"]
    assert "fork" not in told(ben)
    rosa.close()


def test_the_note_counts_anew_for_each_name(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for name in ("One", "Two", "Three"):
        family(rosa, name)
        team.send(rosa, ben)
    rosa = put_back(rosa, copied(rosa, "copy"))
    monkeypatch.setattr(place, "here", lambda _database: place.Place("machine", "file"))
    rosa.put_setting("place", "machine:file")
    family(rosa, "Four")
    team.send(rosa, ben)
    device, copy = rosa.device, copied(rosa, "second copy")
    family(rosa, "Five")
    team.send(rosa, ben)
    rosa = put_back(rosa, copy)
    assert rosa.device != device
    rosa.close()


def test_a_note_about_a_former_name_is_no_reason_for_another(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    with transaction(rosa.conn):
        name = incarnations.fresh(rosa, rosa.conn)
    rosa = again(rosa)
    assert rosa.device == name
    rosa.close()


def test_the_note_tells_nothing_to_who_finds_it(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    made = sidecar(rosa)
    team.send(rosa, ben)
    said = made.name + made.read_text()
    known = [rosa.root, rosa.device, rosa.device[:16], rosa.person, "Hassan", "Rosa", "North"]
    known += [rosa.setting(f"stream.{kind}") for kind in ("control", "team", "reference")]
    assert not [each for each in known if each in said]
    assert made.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"dev": 1}', b'{"dev": "x", "sent": {"y": "z"}}', b"[" * 60_000]
)
def test_a_note_that_is_none_tells_nothing(team: Team, content: bytes) -> None:
    rosa = team.first()
    team.send(rosa)
    assert sidecar(rosa).exists()
    sidecar(rosa).write_bytes(content)
    device = rosa.device
    rosa = again(rosa)
    assert rosa.device == device
    rosa.close()


def test_a_folder_for_settings_that_cannot_be_used_keeps_nobody_from_anything(
    team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "a file where a folder should be"
    broken.write_text("")
    rosa, ben = team.first(), team.join("Ben Ortiz")
    monkeypatch.setattr(folder, "config_folder", lambda: broken)
    device = rosa.device
    family(rosa, "Hassan")
    team.send(rosa, ben)
    rosa = again(rosa)
    assert rosa.device == device
    assert names(ben) == ["Hassan"]
    rosa.close()
