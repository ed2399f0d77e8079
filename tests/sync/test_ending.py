"""Copies of what was erased are shut for good, everywhere, once nobody needs to open them."""

from __future__ import annotations

import io
import shutil
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, erasing, workspaces
from liaison_app.errors import NoKey
from liaison_app.records.keeping import Erasure, ErasureRule
from liaison_app.records.partnership import Note
from liaison_app.sync import completing, ended, ending, epochs, invites, removing, rosters
from liaison_app.sync.container import open_record, read_record
from liaison_app.workspace import Add
from tests.store.laptops import Clock, dice
from tests.sync.hostile_place import pass_time
from tests.sync.laptops import PASSPHRASE, Team, digest, family, names
from tests.sync.shared_place import sync

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace


def meet(place: Path, *laptops: Workspace, times: int = 3) -> None:
    for _again in range(times):
        for one in laptops:
            sync(one, place)


def erase(workspace: Workspace, home: str) -> str:
    seen = erasing.preview(workspace, "household", home)
    erasing.erase(workspace, seen, seen.name, ErasureRule.ASKED)
    return workspace.all(Erasure)[-1].id


def oldest(workspace: Workspace, kind: str = "team") -> int:
    stream = workspace.setting(f"stream.{kind}")
    return epochs.spoken(workspace.conn, rosters.known(workspace.conn))[stream][0]


def newest(workspace: Workspace, kind: str = "team") -> int:
    return rosters.known(workspace.conn).epochs[workspace.setting(f"stream.{kind}")][0]


def opened(workspace: Workspace, copies: Path) -> int:
    """How many of the team's bundles among these copies this laptop can open."""
    found = 0
    for path in copies.rglob("*.flb"):
        record = read_record(io.BytesIO(path.read_bytes()))
        if record is None or record.stream != workspace.setting("stream.team"):
            continue
        try:
            open_record(record, epochs.secrets(workspace.conn, record.stream, record.epoch))
        except NoKey:
            continue
        found += 1
    return found


def account(workspace: Workspace, erasure: str) -> ended.Ended:
    return ended.accounts(workspace, workspace.conn, [erasure])[erasure]


def with_words(workspace: Workspace) -> str:
    home = family(workspace, "Hassan")
    workspace.commit("note.add", [Add(Note(household=home, text="words"))])
    return home


def test_copies_in_the_trash_of_a_server_can_be_opened_by_nobody(
    team: Team, place: Path, tmp_path: Path
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = with_words(rosa)
    family(ben, "Lopez")
    meet(place, rosa, ben)
    trash = tmp_path / "trash"
    shutil.copytree(place, trash)
    assert opened(rosa, trash) >= 2
    erasure = erase(rosa, home)
    meet(place, rosa, ben)
    for one in (rosa, ben):
        assert opened(one, trash) == 0
        assert oldest(one) == newest(one)
        said = account(one, erasure)
        assert (said.done, said.keeping) == (True, ())
        assert said.at is not None
    family(ben, "Osman")
    meet(place, ben, rosa, times=1)
    assert names(rosa) == names(ben) == ["Lopez", "Osman"]
    assert digest(rosa) == digest(ben)


def test_a_silent_laptop_holds_it_up_and_is_named(team: Team, place: Path) -> None:
    rosa, ben, cleo = team.first(), team.join("Ben Ortiz"), team.join("Cleo Park")
    home = with_words(rosa)
    meet(place, rosa, ben, cleo)
    erasure = erase(rosa, home)
    family(cleo, "Written while away")
    meet(place, rosa, ben)
    said = account(rosa, erasure)
    assert not said.done
    assert said.keeping == (cleo.device.partition(".")[0],)
    assert oldest(rosa) < newest(rosa)
    meet(place, cleo, rosa, ben)
    assert "Written while away" in names(rosa)
    assert oldest(rosa) == oldest(ben) == oldest(cleo) == newest(rosa)
    meet(place, rosa, ben, cleo, times=1)
    said = account(ben, erasure)
    assert (said.done, said.keeping) == (True, ())


def test_what_a_laptop_taken_out_wrote_can_be_read_for_a_month(team: Team, place: Path) -> None:
    rosa, ben, cleo = team.first(), team.join("Ben Ortiz"), team.join("Cleo Park")
    home = with_words(rosa)
    meet(place, rosa, ben, cleo)
    before = oldest(rosa)
    removing.remove(rosa, cleo.device.partition(".")[0])
    erase(rosa, home)
    meet(place, rosa, ben)
    assert oldest(rosa) == before
    pass_time(ending.WAITED_FOR + timedelta(days=1), rosa, ben)
    meet(place, rosa, ben)
    assert oldest(rosa) == oldest(ben) > before


def test_it_can_be_read_so_long_too_if_the_clock_of_who_took_it_out_was_behind(
    team: Team, place: Path
) -> None:
    rosa, ben, cleo = team.first(), team.join("Ben Ortiz"), team.join("Cleo Park")
    home = with_words(rosa)
    meet(place, rosa, ben, cleo)
    before = oldest(rosa)
    pass_time(-2 * ending.WAITED_FOR, rosa)
    removing.remove(rosa, cleo.device.partition(".")[0])
    pass_time(2 * ending.WAITED_FOR, rosa)
    erase(rosa, home)
    meet(place, rosa, ben)
    assert oldest(rosa) == oldest(ben) == before
    pass_time(ending.WAITED_FOR + timedelta(days=1), rosa, ben)
    meet(place, rosa, ben)
    assert oldest(rosa) == oldest(ben) > before


@pytest.mark.parametrize("by_post", [False, True])
def test_who_joins_afterwards_lacks_nothing(team: Team, place: Path, *, by_post: bool) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = with_words(rosa)
    family(ben, "Lopez")
    meet(place, rosa, ben)
    erase(rosa, home)
    meet(place, rosa, ben)
    dee = team.join("Dee Park", told=False, by_post=by_post)
    meet(place, dee, rosa, times=1)
    for made in rosa.read("SELECT id FROM invite WHERE state = 'asked'"):
        invites.accept(rosa, made["id"])
    family(dee, "Of the newcomer")
    meet(place, rosa, dee, ben)
    assert names(dee) == names(rosa) == names(ben) == ["Lopez", "Of the newcomer"]
    assert digest(dee) == digest(rosa) == digest(ben)
    assert dee.read("SELECT 1 FROM bundle WHERE state = 'waiting'") == []
    assert oldest(dee) > 1


def test_a_laptop_put_back_from_a_backup_loses_nothing_it_wrote_meanwhile(
    team: Team, place: Path
) -> None:
    """It seals to a secret that everybody else has destroyed, until it hears of that."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = with_words(rosa)
    meet(place, rosa, ben)
    backup = team.folder / "backup"
    workspaces.backup(ben, backup)
    erase(rosa, home)
    meet(place, rosa, ben)
    assert oldest(rosa) == newest(rosa) > 1
    restored = workspaces.restore(
        backup, team.folder / "restored", PASSPHRASE, clock=Clock(), random=dice(77)
    )
    family(restored, "Saved before it heard")
    assert newest(restored) < oldest(rosa)
    team.send(restored, rosa)
    assert "Saved before it heard" not in names(rosa)
    team.send(rosa, restored)
    family(restored, "And after")
    team.send(restored, rosa)
    assert names(rosa) == ["And after", "Saved before it heard"]
    assert rosa.read("SELECT 1 FROM bundle WHERE state = 'waiting'") == []
    meet(place, rosa, restored)
    assert digest(rosa) == digest(restored)
    restored.close()


def test_words_emptied_one_by_one_end_with_the_secrets_of_the_month(
    team: Team, place: Path, tmp_path: Path
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Hassan")
    note = rosa.commit("note.add", [Add(Note(household=home, text="words"))]).ids[0]
    meet(place, rosa, ben)
    trash = tmp_path / "trash"
    shutil.copytree(place, trash)
    care.redact(rosa, "note", note, "text")
    meet(place, rosa, ben)
    assert opened(ben, trash) > 0
    pass_time(completing.RENEWED_AFTER + timedelta(days=1), rosa, ben)
    family(ben, "Lopez")
    meet(place, rosa, ben)
    assert opened(ben, trash) == opened(rosa, trash) == 0


def test_secrets_are_renewed_once_a_month_by_a_coordinator(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    meet(place, rosa, ben)
    first = newest(rosa)
    pass_time(completing.RENEWED_AFTER - timedelta(days=1), rosa, ben)
    meet(place, rosa, ben)
    assert newest(rosa) == first
    pass_time(timedelta(days=2), rosa, ben)
    meet(place, ben)
    assert newest(ben) == first, "that is for coordinators"
    meet(place, rosa, ben)
    assert newest(rosa) == newest(ben) == first + 1


def pass_files(team: Team, *laptops: Workspace, times: int = 4) -> None:
    for _again in range(times):
        for one in laptops:
            team.send(one, *(other for other in laptops if other is not one))


def test_a_team_that_meets_by_files_alone_shuts_former_copies_too(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = with_words(rosa)
    family(ben, "Lopez")
    pass_files(team, rosa, ben)
    former = newest(rosa)
    erasure = erase(rosa, home)
    pass_files(team, rosa, ben)
    for one in (rosa, ben):
        stream = one.setting("stream.team")
        assert epochs.secrets(one.conn, stream, former) == []
        assert account(one, erasure).done
    dee = team.join("Dee Park")
    family(dee, "Of the newcomer")
    pass_files(team, rosa, dee, ben)
    assert names(dee) == names(rosa) == names(ben) == ["Lopez", "Of the newcomer"]
    assert digest(dee) == digest(rosa) == digest(ben)
    assert dee.read("SELECT 1 FROM bundle WHERE state = 'waiting'") == []
