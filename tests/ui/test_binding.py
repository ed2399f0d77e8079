"""Qt's Python binding must not use up `None`: docs/decisions/0004-pyside6-6.11.3.md."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="Python 3.12 no longer counts None")
def test_a_day_of_typing_does_not_end_the_program(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _ in range(1000):
        label.setText("x")
        label.setEnabled(True)
    assert sys.getrefcount(None) - before > -50
