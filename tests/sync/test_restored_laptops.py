"""Laptops that come back from a backup: nothing that is anywhere is lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import laptops, workspaces
from liaison_app.errors import LiaisonError
from liaison_app.store.driver import transaction
from liaison_app.store.keyslots import new_code
from liaison_app.sync import epochs, incarnations, inviting, joining, place, rosters
from tests.store.laptops import Clock, dice
from tests.sync.laptops import PASSPHRASE, Team, digest, dump, family, names
from tests.sync.lives import again, all_have, copied, opened, told

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


@pytest.mark.parametrize("sealed", [True, False])
def test_a_restored_backup_sends_what_its_former_life_never_sent(team: Team, sealed: bool) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Sent")
    team.send(rosa, ben)
    family(rosa, "In the backup alone")
    if sealed:
        team.send(rosa)  # a file that never reached anybody
    backup = team.folder / "backup"
    workspaces.backup(rosa, backup)
    family(rosa, "Lost with the laptop")
    before = {rosa.device}
    rosa.close()
    restored = []
    for n in (1, 2):  # on two laptops, which must not be taken for one
        path = team.folder / f"restored-{n}"
        restored.append(
            workspaces.restore(backup, path, PASSPHRASE, clock=Clock(), random=dice(40 + n))
        )
        family(restored[-1], f"After restore {n}")
    assert len(before | {one.device for one in restored}) == 3
    assert [len(incarnations.former(one.conn)) for one in restored] == [1, 1]
    assert all_have(team, *restored, ben)
    expected = ["After restore 1", "After restore 2", "In the backup alone", "Sent"]
    assert names(ben) == expected
    assert told(ben) == []
    for one in restored:
        assert told(one) == ["restored"]
        one.close()


def test_a_restore_takes_another_name_even_in_the_very_same_place(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, "here", lambda _database: place.Place("machine", "file"))
    rosa = team.first()
    backup = team.folder / "backup"
    workspaces.backup(rosa, backup)
    restored = workspaces.restore(
        backup, team.folder / "restored", PASSPHRASE, clock=Clock(), random=dice(41)
    )
    assert restored.device != rosa.device
    restored.close()


def test_a_restore_of_a_restore_takes_a_third_name(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.send(rosa, ben)
    seen = [rosa.device]
    for n in range(3):
        family(rosa, f"Life {n}")
        team.send(rosa, ben)
        backup = team.folder / f"backup-{n}"
        workspaces.backup(rosa, backup)
        family(rosa, f"Later in life {n}")
        team.send(rosa, ben)
        rosa.close()
        path = team.folder / f"restored-{n}"
        rosa = workspaces.restore(backup, path, PASSPHRASE, clock=Clock(), random=dice(50 + n))
        assert rosa.device not in seen
        seen.append(rosa.device)
    assert all_have(team, rosa, ben)
    assert len(names(rosa)) == 6
    assert incarnations.former(rosa.conn) == tuple(seen[:-1])
    rosa.close()


# --- what the team did meanwhile


def rotate(workspace: Workspace) -> None:
    """Begin new epochs of every stream, for every laptop of the team."""
    conn = workspace.conn
    with transaction(conn):
        roster = rosters.known(conn)
        recipients = [one.age for one in roster.members]
        rosters.sign_entry(
            workspace,
            conn,
            [
                epochs.make(conn, stream, roster.epochs[stream][0] + 1, recipients)
                for stream in roster.streams
            ],
        )


@pytest.mark.parametrize("who", ["Rosa Vega", "Ben Ortiz"])
def test_a_restored_laptop_hears_of_new_colleagues_and_new_secrets(team: Team, who: str) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    family(ben, "Lopez")
    all_have(team, rosa, ben)
    whose = team.laptops[who]
    backup = team.folder / "backup"
    workspaces.backup(whose, backup)
    ana = team.join("Ana Lim")
    rotate(rosa)
    team.send(rosa, ben, ana)
    for one in (rosa, ben, ana):
        family(one, f"Under new secrets {one.device[:4]}")
    all_have(team, rosa, ben, ana)
    whose.close()
    restored = workspaces.restore(
        backup, team.folder / "restored", PASSPHRASE, clock=Clock(), random=dice(77)
    )
    team.laptops[who] = restored
    assert len(names(restored)) == 2
    laptops = [restored, *(one for one in (rosa, ben, ana) if one is not whose)]
    family(restored, "After the restore")
    assert all_have(team, *laptops)
    assert len(names(ana)) == 6
    assert all("fork" not in told(one) for one in laptops)


def without_keys(workspace: Workspace) -> None:
    """Make a workspace as those were that were made before files travelled."""
    with transaction(workspace.conn):
        for name in ("sign_key", "age_key", "practice_mark", "genesis", "stream.control", "place"):
            workspace.conn.execute("DELETE FROM setting WHERE name = ?", (name,))
        for table in ("epoch", "roster_entry", "bundle"):
            workspace.conn.execute(f"DELETE FROM {table}")  # noqa: S608


def test_a_backup_from_before_there_were_keys_opens_and_gets_keys(team: Team) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    copy = opened(copied(rosa, "old"), rosa.shared.opened.key)
    without_keys(copy)
    backup = team.folder / "backup"
    workspaces.backup(copy, backup)
    copy.close()
    ben = team.join("Ben Ortiz")
    team.send(rosa, ben)
    restored = workspaces.restore(
        backup, team.folder / "restored", PASSPHRASE, clock=Clock(), random=dice(78)
    )
    assert names(restored) == ["Hassan"]
    assert restored.device != rosa.device
    assert restored.setting("sign_key") not in ("", rosa.setting("sign_key"))
    before = dump(restored)
    with pytest.raises(LiaisonError):  # it needs an invite, as any laptop that lost its keys
        team.send(ben, restored)
    assert dump(restored) == before
    family(restored, "Written on the restored one")
    family(rosa, "Written on the first")
    code = new_code(rosa.random.randbytes)
    invite = inviting.draw_up(rosa, rosa.person, "Rosa Vega", "liaison", by_post=False)
    inviting.keep(rosa, invite, code, team.folder / "invite", b"")
    joining.refuse_known(restored, invite)
    joining.rehome(restored, invite, code, joining.person_and_team(restored, invite))
    team.send(restored, rosa)
    team.send(rosa, restored, ben)
    assert all_have(team, restored, rosa, ben)
    assert names(ben) == ["Hassan", "Written on the first", "Written on the restored one"]
    restored.close()


def test_copies_from_before_there_were_keys_are_two_laptops(team: Team) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    path = copied(rosa, "old")
    key = rosa.shared.opened.key
    with_keys = opened(path, key)
    without_keys(with_keys)
    with_keys.close()
    copy = opened(Path(shutil.copytree(path, path.parent / "copy of old")), key)
    old = opened(path, key)
    laptops = {one.device.partition(".")[0] for one in (rosa, old, copy)}
    assert len(laptops) == 3
    assert digest(old) == digest(copy) == digest(rosa)
    assert told(old) == told(copy) == []
    device, laptop = old.device, old.device.partition(".")[0]
    assert {row["dev"].partition(".")[0] for row in old.read("SELECT dev FROM origin")} == {laptop}
    old = again(old)
    assert old.device == device
    old.close()
    copy.close()


def test_a_laptop_that_comes_back_twice_is_told_once_until_somebody_says_seen(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Sent")
    team.send(rosa, ben)
    for n in (1, 2):
        backup = team.folder / f"backup-{n}"
        workspaces.backup(rosa, backup)
        rosa.close()
        path = team.folder / f"restored-{n}"
        rosa = workspaces.restore(backup, path, PASSPHRASE, clock=Clock(), random=dice(60 + n))
        family(rosa, f"After restore {n}")
    assert len(incarnations.former(rosa.conn)) == 2
    assert told(rosa) == ["restored"]
    laptops.dismiss_alarm(rosa, laptops.alarms(rosa)[0].n)
    assert told(rosa) == []
    rosa.close()
