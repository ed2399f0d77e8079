"""After an erasure: what each laptop says of its older backups, and what the account counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, erasures, health, lost_laptop, old_backups, today, workspaces
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.actions.erased_families import erase, family
from tests.store.laptops import PASSPHRASE, new

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = new(tmp_path / "workspace")
    yield made
    made.close()


def said(workspace: Workspace) -> list[str]:
    """What Today says must not wait; the health says the same."""
    words = [one.words for one in today.read(workspace).notices]
    assert all(one in health.health(workspace).words for one in words)
    return words


def test_a_laptop_says_that_its_backups_hold_it_until_they_are_gone(
    team: Team, tmp_path: Path
) -> None:
    rosa, cam = team.first(), team.join("Cam Diaz")
    home = family(rosa)["home"]
    team.send(rosa, cam)
    stick = tmp_path / "stick"
    stick.mkdir()
    care.backup(cam, stick / "one.bak")
    erase(rosa, home)
    care.backup(cam, stick / "two.bak")  # after it was erased, and before Cam heard
    assert said(cam) == []
    team.send(rosa, cam)
    [words] = said(cam)
    assert "2 backups" in words
    assert "one.bak" in words
    assert "two.bak" in words
    (stick / "one.bak").unlink()
    assert "1 backup " in said(cam)[0]
    (stick / "two.bak").unlink()
    care.backup(cam, stick / "two.bak")  # made anew in its place
    assert said(cam) == []
    assert said(rosa) == []


def test_a_stick_that_is_away_counts_until_somebody_says_that_it_was_deleted(
    workspace: Workspace, tmp_path: Path
) -> None:
    stick, disk = tmp_path / "stick", tmp_path / "disk"
    stick.mkdir()
    disk.mkdir()
    care.backup(workspace, stick / "away.bak")
    care.backup(workspace, disk / "here.bak")
    erase(workspace, family(workspace)["home"])
    stick.rename(tmp_path / "pulled out")
    assert "away.bak" in said(workspace)[0]
    assert "here.bak" in old_backups.deleted(workspace)
    [words] = said(workspace)
    assert "away.bak" not in words
    (disk / "here.bak").unlink()
    assert said(workspace) == []


def test_the_backup_that_was_restored_is_one_of_them(workspace: Workspace, tmp_path: Path) -> None:
    home = family(workspace)["home"]
    made = tmp_path / "before.bak"
    care.backup(workspace, made)
    erase(workspace, home)
    restored = workspaces.restore(made, tmp_path / "restored", PASSPHRASE)
    assert "before.bak" in said(restored)[0]
    restored.close()


def test_the_account_names_colleagues_backups_and_counts_no_exchange_as_a_stick(
    team: Team, tmp_path: Path
) -> None:
    rosa, ben, cam = team.first(), team.join("Ben Ortiz"), team.join("Cam Diaz")
    home = family(rosa)["home"]
    team.send(rosa, ben, cam)
    files = rosa.read("SELECT count(*) FROM file_made")[0][0]
    with rosa.shared.writing:
        for _month in range(90):
            rosa.conn.execute(
                "INSERT INTO file_made (at, have, remote) VALUES ('2026-11-21', '{}', 'place')"
            )
    code = erase(rosa, home)
    left = erasures.left_outside(rosa, code)
    assert left.files == files
    assert {one.name for one in left.laptops} == {"Ben Ortiz", "Cam Diaz"}
    assert any("Colleagues' backups may hold it" in one for one in left.words())
    assert "perhaps with colleagues" in erasures.account(rosa, code)
    team.send(rosa, ben, cam)
    team.send(ben, rosa)
    assert [one.name for one in erasures.left_outside(rosa, code).laptops] == ["Cam Diaz"]
    team.send(cam, rosa)
    left = erasures.left_outside(rosa, code)
    assert left.laptops == ()
    assert not any("as soon as" in one for one in left.words())


def test_a_lost_laptop_is_said_to_hold_an_erased_family_until_it_has_heard(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = rosa.commit("family.new", [Add(Household(name="Gone"))]).ids[0]
    team.send(rosa, ben)
    team.send(ben, rosa)
    code = erase(rosa, home)
    laptop = ben.device.partition(".")[0]
    [one] = lost_laptop.report(rosa, laptop).families
    assert lost_laptop.family_name(one) == f"Erased: {code}"
    assert "holds it" in lost_laptop.family_words(one)
    assert lost_laptop.report(rosa, laptop).certain == 1
    team.send(rosa, ben)
    team.send(ben, rosa)
    [one] = lost_laptop.report(rosa, laptop).families
    assert lost_laptop.family_words(one) == "erased there too: it has heard"
    assert lost_laptop.report(rosa, laptop).certain == 0
    assert "0 families were on it for certain; 0 more" in lost_laptop.counted(
        lost_laptop.report(rosa, laptop)
    )
