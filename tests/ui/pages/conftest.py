"""A window with real pages for the tests of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.desk import workspace_at
from tests.packets.home import Home
from tests.ui.pages.packet_room import PacketRoom, printers
from tests.ui.pages.rooms import Rooms, open_rooms
from ui import jobs
from ui.pages import exchange_sticks

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.desk import StandingClock


@pytest.fixture
def rooms(tmp_path: Path, qapp: QApplication, clock: StandingClock) -> Iterator[Rooms]:
    workspace = workspace_at(tmp_path / "w", clock)
    made = open_rooms(workspace)
    yield made
    assert jobs.wait_for_all()
    made.close()
    workspace.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


@pytest.fixture(autouse=True)
def sticks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The removable drives of this computer: none, until a test puts one in."""
    found: list[Path] = []
    monkeypatch.setattr(exchange_sticks, "sticks", lambda: found)
    return found


@pytest.fixture
def caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the printer in the office gets."""
    return printers(monkeypatch, tmp_path / "bin", "Office")


@pytest.fixture
def room(home: Home, qtbot: QtBot, caught: Path) -> Iterator[PacketRoom]:
    made = PacketRoom(home, qtbot)
    yield made
    made.close()
