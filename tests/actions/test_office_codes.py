"""The office lets somebody in again: switched on by an admin, sealed to few, every look told."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import laptops, office_codes, workspaces
from liaison_app.errors import (
    InvalidValue,
    LiaisonError,
    NoRoom,
    NotAllowed,
    UnknownRecord,
    WrongPassphrase,
)
from liaison_app.records.laptops import OfficeCode
from liaison_app.records.people import Household
from liaison_app.store import access, keyslots
from tests.store.laptops import Clock, dice
from tests.sync.laptops import PASSPHRASE, Team, digest, dump, family

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace

NEW = "seven brown foxes leaping"
HOW = "I called back on the number I know"


def laptop(workspace: Workspace) -> str:
    return workspace.device.partition(".")[0]


def exchange_all(team: Team, *laptops: Workspace) -> None:
    for _round in range(2):
        for one in laptops:
            team.send(one, *(other for other in laptops if other is not one))


def kept(team: Team) -> tuple[Workspace, Workspace]:
    """Rosa coordinates; Ben's laptop keeps a code for her."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    office_codes.switch(rosa, on=True)
    exchange_all(team, rosa, ben)
    return rosa, ben


def recovered(ben: Workspace, code: str) -> Workspace:
    folder = workspaces.folder_of(ben)
    ben.close()
    return workspaces.recover(folder, code, NEW, clock=Clock(), random=dice(77)).workspace


def test_nothing_is_kept_until_an_admin_says_so(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    exchange_all(team, rosa, ben)
    assert ben.all(OfficeCode) == []
    assert "only your own recovery" in office_codes.words(office_codes.standing(ben))[0]
    with pytest.raises(NotAllowed):
        office_codes.switch(ben, on=True)
    with pytest.raises(UnknownRecord):
        office_codes.show(rosa, laptop(ben), how_checked=HOW)


def test_the_owner_is_told_and_the_code_lets_them_in(team: Team) -> None:
    rosa, ben = kept(team)
    now = office_codes.standing(ben)
    assert now.readers == ("Rosa Vega",)
    assert "Your office can let you in again" in office_codes.words(now)[0]
    assert any("Your office can let you in again" in one.words for one in laptops.alarms(ben))
    assert office_codes.kept_for(rosa) == {laptop(ben)}
    assert office_codes.kept_for(ben) == frozenset()
    home = family(ben, "Pham")
    with pytest.raises(InvalidValue, match="how you checked"):
        office_codes.show(rosa, laptop(ben), how_checked=" ")
    with pytest.raises(NotAllowed):
        office_codes.show(ben, laptop(ben), how_checked=HOW)
    code = office_codes.show(rosa, laptop(ben), how_checked=HOW)
    assert len(keyslots.read_code(code)) == 26
    again = recovered(ben, code)
    team.laptops["Ben Ortiz"] = again
    assert again.get(Household, home).name == "Pham"
    with pytest.raises(WrongPassphrase):
        workspaces.prove(again, PASSPHRASE)
    # It was used up; another one is kept at once, and reaches the office.
    exchange_all(team, rosa, again)
    second = office_codes.show(rosa, laptop(again), how_checked=HOW)
    assert second != code
    seen = office_codes.standing(again).looks
    assert (seen[0].who, seen[0].how_checked) == ("Rosa Vega", HOW)
    alarms = [one.words for one in laptops.alarms(again)]
    assert any("Rosa Vega" in one and "read the code" in one for one in alarms)
    folder = workspaces.folder_of(again)
    again.close()
    with pytest.raises(WrongPassphrase):
        workspaces.recover(folder, code, NEW, clock=Clock(), random=dice(78))
    third = workspaces.recover(folder, second, PASSPHRASE, clock=Clock(), random=dice(79))
    team.laptops["Ben Ortiz"] = third.workspace


def test_the_sheet_of_the_owner_stays_another_code(team: Team) -> None:
    rosa, ben = kept(team)
    sheet = workspaces.renew_recovery(ben, PASSPHRASE)
    exchange_all(team, rosa, ben)
    code = office_codes.show(rosa, laptop(ben), how_checked=HOW)
    assert sheet != code
    workspaces.change_passphrase(ben, PASSPHRASE, NEW)  # both codes stay good
    sets = ben.shared.sets
    assert keyslots.opens(sets, keyslots.recovery_key(code))
    assert keyslots.opens(sets, keyslots.recovery_key(sheet))
    office_codes.renew(ben)
    assert not keyslots.opens(ben.shared.sets, keyslots.recovery_key(code))
    assert keyslots.opens(ben.shared.sets, keyslots.recovery_key(sheet))
    folder = workspaces.folder_of(ben)
    ben.close()
    team.laptops["Ben Ortiz"] = workspaces.unlock(folder, NEW, clock=Clock(), random=dice(80))


def test_a_replaced_code_and_an_old_key_file_open_nothing_after_the_next_unlock(
    team: Team, tmp_path: Path
) -> None:
    rosa, ben = kept(team)
    sheet = workspaces.renew_recovery(ben, PASSPHRASE)
    exchange_all(team, rosa, ben)
    code = office_codes.show(rosa, laptop(ben), how_checked=HOW)
    folder, key = workspaces.folder_of(ben), ben.shared.opened.key
    place = ben.shared.opened.folder
    shutil.copy(place.slots, tmp_path / "stolen")
    assert not office_codes.standing(ben).key_is_due
    office_codes.renew(ben)
    now = office_codes.standing(ben)
    assert now.key_is_due
    assert "unlock with your passphrase" in office_codes.words(now)[-1]
    ben.close()
    with pytest.raises(WrongPassphrase):  # at once
        workspaces.recover(folder, code, NEW)
    ben = workspaces.unlock(folder, PASSPHRASE, clock=Clock(), random=dice(81))
    assert ben.shared.opened.key != key
    assert not office_codes.standing(ben).key_is_due
    exchange_all(team, rosa, ben)
    newer = office_codes.show(rosa, laptop(ben), how_checked=HOW)
    assert newer != code
    settled = ben.shared.opened.key
    ben.close()
    kept_slots = place.slots.read_bytes()
    for opening in (place.slots, place.slots_copy):
        shutil.copy(tmp_path / "stolen", opening)
    with pytest.raises(LiaisonError):
        workspaces.recover(folder, code, NEW)
    with pytest.raises(LiaisonError):
        workspaces.unlock(folder, PASSPHRASE)
    place.slots.write_bytes(kept_slots)
    ben = workspaces.unlock(folder, PASSPHRASE, clock=Clock(), random=dice(82))
    assert ben.shared.opened.key == settled  # once is enough
    for good in (sheet, newer):
        assert keyslots.opens(ben.shared.sets, keyslots.recovery_key(good))
    team.laptops["Ben Ortiz"] = ben


def test_a_code_that_a_leaving_colleague_may_know_is_followed_by_a_new_key(team: Team) -> None:
    rosa, ben = kept(team)
    cora = team.join("Cora Lund", role="coordinator")
    exchange_all(team, rosa, ben, cora)
    laptops.remove(rosa, laptop(cora))
    exchange_all(team, rosa, ben)
    key, folder = ben.shared.opened.key, workspaces.folder_of(ben)
    assert office_codes.standing(ben).key_is_due
    ben.close()
    ben = workspaces.unlock(folder, PASSPHRASE, clock=Clock(), random=dice(83))
    assert ben.shared.opened.key != key
    team.laptops["Ben Ortiz"] = ben


def test_for_want_of_room_the_new_key_waits_for_another_unlock(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rosa, ben = kept(team)
    office_codes.renew(ben)
    key, folder = ben.shared.opened.key, workspaces.folder_of(ben)
    ben.close()

    def full(*_given: object) -> None:
        raise NoRoom

    with monkeypatch.context() as patch:
        patch.setattr(access, "take_key", full)
        ben = workspaces.unlock(folder, PASSPHRASE, clock=Clock(), random=dice(84))
        assert ben.shared.opened.key == key
        assert office_codes.standing(ben).key_is_due
        family(ben, "Pham")
        ben.close()
    ben = workspaces.unlock(folder, PASSPHRASE, clock=Clock(), random=dice(85))
    assert ben.shared.opened.key != key
    assert [one.name for one in ben.all(Household)] == ["Pham"]
    team.laptops["Ben Ortiz"] = ben


def test_only_coordinators_and_the_office_can_open_it(team: Team) -> None:
    rosa, ben = kept(team)
    chau = team.join("Chau Tran")
    cora = team.join("Cora Lund", role="coordinator")
    exchange_all(team, rosa, ben, chau, cora)
    assert set(office_codes.standing(ben).readers) == {"Rosa Vega", "Cora Lund"}
    code = office_codes.show(cora, laptop(ben), how_checked=HOW)
    assert keyslots.opens(ben.shared.sets, keyslots.recovery_key(code))
    plain = code.replace("-", "")
    assert plain not in repr(dump(chau)).replace("-", "")
    assert office_codes.kept_for(chau) == frozenset()
    (record,) = [one for one in chau.all(OfficeCode) if one.laptop == laptop(ben)]
    assert record.sealed
    # A reader who leaves may have written it down: it is replaced.
    laptops.remove(rosa, laptop(cora))
    exchange_all(team, rosa, ben, chau)
    assert not keyslots.opens(ben.shared.sets, keyslots.recovery_key(code))
    assert office_codes.standing(ben).readers == ("Rosa Vega",)
    assert len({digest(one) for one in (rosa, ben, chau)}) == 1


def test_switched_off_no_code_of_the_office_opens_anything(team: Team) -> None:
    rosa, ben = kept(team)
    code = office_codes.show(rosa, laptop(ben), how_checked=HOW)
    office_codes.switch(rosa, on=False)
    exchange_all(team, rosa, ben)
    assert not keyslots.opens(ben.shared.sets, keyslots.recovery_key(code))
    with pytest.raises(UnknownRecord):
        office_codes.show(rosa, laptop(ben), how_checked=HOW)
    office_codes.switch(rosa, on=True)
    exchange_all(team, rosa, ben)
    assert office_codes.show(rosa, laptop(ben), how_checked=HOW) != code
    laptops.remove(rosa, laptop(ben))
    with pytest.raises(UnknownRecord):
        office_codes.show(rosa, laptop(ben), how_checked=HOW)
