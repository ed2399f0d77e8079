"""The PIN: what it opens, for how long, how often it may be wrong, and where it is not."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import locking, workspaces
from liaison_app.errors import InvalidValue, Locked, WrongPassphrase
from tests.desk import PASSPHRASE, StandingClock, workspace_at

if TYPE_CHECKING:
    from pathlib import Path

PIN = "274916"


def test_a_sealed_key_lasts_four_hours_from_the_passphrase(tmp_path: Path) -> None:
    clock = StandingClock()
    workspace = workspace_at(tmp_path / "w", clock)
    locking.set_pin(workspace, PIN)
    unlocked, key = clock.at, workspace.shared.opened.key
    clock.wait(hours=3)
    sealed = locking.seal(workspace, unlocked)
    assert sealed
    assert key not in b"".join(v for v in vars(sealed).values() if isinstance(v, bytes))
    assert sealed.key(PIN, clock.at) == key
    clock.wait(minutes=59)
    assert sealed.good(clock.at)
    clock.wait(minutes=1)
    with pytest.raises(Locked):
        sealed.key(PIN, clock.at)
    clock.wait(hours=-2)
    with pytest.raises(Locked):  # dropped is dropped, whatever the clock says later
        sealed.key(PIN, clock.at)
    clock.wait(hours=5)
    assert locking.seal(workspace, unlocked) is None
    workspace.close()


def test_a_clock_set_back_ends_the_pin(tmp_path: Path) -> None:
    clock = StandingClock()
    workspace = workspace_at(tmp_path / "w", clock)
    locking.set_pin(workspace, PIN)
    sealed = locking.seal(workspace, clock.at)
    workspace.close()
    assert sealed
    with pytest.raises(Locked):
        sealed.key(PIN, clock.at - timedelta(seconds=1))


def test_five_wrong_pins_drop_the_key(tmp_path: Path) -> None:
    clock = StandingClock()
    workspace = workspace_at(tmp_path / "w", clock)
    locking.set_pin(workspace, PIN)
    sealed = locking.seal(workspace, clock.at)
    workspace.close()
    assert sealed
    for _time in range(4):
        with pytest.raises(WrongPassphrase):
            sealed.key("000001", clock.at)
    with pytest.raises(Locked):
        sealed.key("000001", clock.at)
    with pytest.raises(Locked):
        sealed.key(PIN, clock.at)


def test_after_another_passphrase_the_old_seal_opens_nothing(tmp_path: Path) -> None:
    clock = StandingClock()
    workspace = workspace_at(tmp_path / "w", clock)
    locking.set_pin(workspace, PIN)
    sealed = locking.seal(workspace, clock.at)
    workspaces.change_passphrase(workspace, PASSPHRASE, "nine patient herons at the weir")
    workspace.close()
    assert sealed
    with pytest.raises(Locked, match="passphrase"):
        locking.unlock_with_pin(sealed, PIN, tmp_path / "w", clock=clock)


def test_the_pin_and_the_key_are_on_no_disk(tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path / "w")
    locking.set_pin(workspace, PIN)
    key = workspace.shared.opened.key
    locking.seal(workspace, workspace.now())
    workspace.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert PIN.encode() not in content
            assert key not in content
            assert key.hex().encode() not in content


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "abcdef", "١٢٣٤٥٦", "111111", "123456", "654321"]
)
def test_a_plain_pin_is_refused(tmp_path: Path, pin: str) -> None:
    workspace = workspace_at(tmp_path / "w")
    with pytest.raises(InvalidValue, match="PIN"):
        locking.set_pin(workspace, pin)
    assert not locking.has_pin(workspace)
    workspace.close()
