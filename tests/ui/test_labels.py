"""Labels with words that are longer than a line: broken for the eye, whole for ears and hands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame

from tests.ui.accessible import name_of, too_wide
from ui.widgets.labels import Label
from ui.widgets.layout import card, scrolled

LINK = "https://example.org/" + "abcdefghij" * 30
ARABIC = "ليان" * 70


def shown(qtbot, label: Label, width: int = 320) -> QFrame:
    """The label in a card of this width, in sight."""
    made = card(label, Label("below", wrap=True))
    qtbot.addWidget(made)
    made.resize(width, 600)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.mark.parametrize("selectable", [True, False])
@pytest.mark.parametrize("words", [LINK, f"See {LINK} before Friday", f"انظر {ARABIC} قبل"])
def test_a_very_long_word_is_broken_and_all_of_it_is_in_sight(
    qtbot, words: str, *, selectable: bool
) -> None:
    label = Label(words, wrap=True, selectable=selectable)
    made = shown(qtbot, label)
    assert too_wide(made, 320) == []
    lines = label.fontMetrics().horizontalAdvance(words) / label.width()
    assert label.heightForWidth(label.width()) > lines * label.fontMetrics().ascent()
    assert label.height() >= label.heightForWidth(label.width())
    assert last_line_is_drawn(made, label)


def test_it_scrolls_down_and_never_across(qtbot) -> None:
    area = scrolled(card(Label(LINK, wrap=True), Label(LINK, "title", wrap=True)))
    qtbot.addWidget(area)
    area.resize(300, 200)
    with qtbot.waitExposed(area):
        area.show()
    QApplication.processEvents()
    assert area.horizontalScrollBar().maximum() == 0
    assert area.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("selectable", [True, False])
def test_what_is_heard_and_read_stays_as_it_was_typed(qtbot, *, selectable: bool) -> None:
    label = Label(LINK, wrap=True, selectable=selectable)
    made = shown(qtbot, label)
    assert made.isVisible()
    assert label.text() == LINK
    assert name_of(label) == LINK
    assert QAccessible.queryAccessibleInterface(label).role() == QAccessible.Role.StaticText


def test_what_is_copied_stays_as_it_was_typed(qtbot) -> None:
    words = f"See {LINK} before Friday"
    label = Label(words, wrap=True, selectable=True)
    made = shown(qtbot, label)
    assert made.isActiveWindow()
    label.setFocus()
    QTest.keyClick(label, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(label, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == words


def test_a_word_is_whole_again_where_there_is_room(qtbot) -> None:
    words = "Wolfeschlegelsteinhausenbergerdorff and Lan"
    label = Label(words, wrap=True, selectable=True)
    made = shown(qtbot, label, 200)
    narrow = label.heightForWidth(label.width())
    made.resize(900, 600)
    QApplication.processEvents()
    assert label.heightForWidth(label.width()) < narrow
    one_line = Label("Lan", wrap=True, selectable=True)
    other = shown(qtbot, one_line, 900)
    assert other.isVisible()
    assert label.heightForWidth(label.width()) == one_line.heightForWidth(one_line.width())


def last_line_is_drawn(made: QFrame, label: Label) -> bool:
    """Whether something stands where the last of the lines must be."""
    high = label.heightForWidth(label.width())
    top = label.y() + (label.height() - high) // 2
    line = label.fontMetrics().height()
    picture = made.grab(QRect(label.x(), top + high - line, label.width(), line)).toImage()
    colours = {picture.pixel(x, y) for x in range(picture.width()) for y in range(picture.height())}
    return len(colours) > 1
