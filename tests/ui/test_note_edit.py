"""The box for a note: what is a key for the page is not text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.forms.written import NoteEdit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.skipif(sys.platform == "darwin", reason="Option writes letters there")
def test_a_letter_with_alt_is_never_written(qtbot: QtBot) -> None:
    edit = NoteEdit()
    qtbot.addWidget(edit)
    QTest.keyClicks(edit, "ab")
    QTest.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert edit.toPlainText() == "ab"
