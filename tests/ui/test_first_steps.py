"""A workspace with nothing in it yet: pages teach, the keyboard waits on the first step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.ui.windows import desk_of, empty_workspace, opened

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("page", "step"),
    [("today", "Import families"), ("families", "Add family"), ("kits", "Add a kit")],
)
def test_the_keyboard_waits_on_the_first_step(
    qtbot: QtBot, tmp_path: Path, page: str, step: str
) -> None:
    window = opened(qtbot, empty_workspace(tmp_path / "w"))
    desk_of(window).go("records")
    desk_of(window).go(page)
    qtbot.wait(50)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QAbstractButton)
    assert focus.text().replace("&", "") == step
    window.close()
