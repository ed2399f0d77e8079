"""Pages of paper on the screen: turned, enlarged and moved by keyboard, sharp at every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import settle
from ui.widgets.page_preview import PagePreview

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show

COLOURS = ("#FF0000", "#00FF00", "#0000FF")


class Renderer:
    """Answers what a preview wants with sheets of one colour each, twice as high as wide."""

    def __init__(self, preview: PagePreview) -> None:
        self.asked: list[tuple[int, int]] = []
        self._preview = preview
        preview.wanted.connect(self.answer)

    def answer(self, page: int, width: int) -> None:
        self.asked.append((page, width))
        picture = QImage(width, width * 2, QImage.Format.Format_RGB888)
        picture.fill(QColor(COLOURS[page - 1]))
        self._preview.show_picture(page, picture)


@pytest.fixture
def preview(qtbot: QtBot) -> PagePreview:
    made = PagePreview("The packet")
    qtbot.addWidget(made)
    made.resize(500, 400)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def renderer(preview: PagePreview) -> Renderer:
    return Renderer(preview)


def said(preview: PagePreview) -> str:
    return " ".join(one.text() for one in preview.findChildren(QLabel) if one.isVisible())


def colour(preview: PagePreview) -> str:
    """What is painted in the middle of the page in sight."""
    settle()
    shown = preview.grab().toImage()
    return shown.pixelColor(shown.width() // 2, shown.height() // 2).name().upper()


def press(preview: PagePreview, *keys: Qt.Key) -> None:
    preview.area.setFocus()
    for key in keys:
        QTest.keyClick(preview.area, key)
        settle()


def test_pages_are_turned_by_keys_and_never_beyond_the_ends(
    preview: PagePreview, renderer: Renderer
) -> None:
    preview.open(3)
    assert "Page 1 of 3" in said(preview)
    assert colour(preview) == COLOURS[0]
    press(preview, Qt.Key.Key_Left, Qt.Key.Key_Right)
    assert "Page 2 of 3" in said(preview)
    assert colour(preview) == COLOURS[1]
    press(preview, Qt.Key.Key_End, Qt.Key.Key_Right)
    assert (preview.page, colour(preview)) == (3, COLOURS[2])
    press(preview, Qt.Key.Key_Home)
    assert preview.page == 1


def test_in_a_mirrored_window_the_left_arrow_goes_on(
    preview: PagePreview, renderer: Renderer, show_in: Show
) -> None:
    show_in("ar")
    preview.open(3)
    press(preview, Qt.Key.Key_Left)
    assert preview.page == 2


def test_page_down_reads_a_page_to_its_end_before_it_turns(
    preview: PagePreview, renderer: Renderer
) -> None:
    preview.open(2)
    settle()
    bar = preview.area.verticalScrollBar()
    press(preview, Qt.Key.Key_PageDown)
    assert (preview.page, bar.value() > 0) == (1, True)
    for _screen in range(4):
        press(preview, Qt.Key.Key_PageDown)
    assert preview.page == 2


def test_it_is_as_wide_as_there_is_room_and_larger_when_wanted(
    preview: PagePreview, renderer: Renderer, qtbot: QtBot
) -> None:
    preview.open(2)
    room = preview.area.viewport().width()
    assert room - 60 < renderer.asked[-1][1] <= room
    press(preview, Qt.Key.Key_Plus)
    assert renderer.asked[-1][1] > room
    assert preview.area.horizontalScrollBar().maximum() > 0
    press(preview, Qt.Key.Key_Minus, Qt.Key.Key_Minus)  # the whole page
    assert renderer.asked[-1][1] * 2 <= preview.area.viewport().height()
    asked = len(renderer.asked)
    preview.resize(800, 900)
    qtbot.waitUntil(lambda: len(renderer.asked) > asked)
    assert renderer.asked[-1][1] * 2 <= preview.area.viewport().height()


def test_a_plus_that_is_typed_with_shift_enlarges(preview: PagePreview, renderer: Renderer) -> None:
    preview.open(1)
    preview.area.setFocus()
    QTest.keyClick(preview.area, Qt.Key.Key_Plus, Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert renderer.asked[-1][1] > preview.area.viewport().width()


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_arrows_reach_all_of_a_page_that_is_wider_than_its_room(
    preview: PagePreview, renderer: Renderer, show_in: Show, tag: str
) -> None:
    show_in(tag)
    preview.open(2)
    press(preview, Qt.Key.Key_Plus)
    bar = preview.area.horizontalScrollBar()
    on, back = Qt.Key.Key_Right, Qt.Key.Key_Left
    if tag == "ar":
        on, back = back, on
    press(preview, on)
    assert (preview.page, bar.value()) == (1, bar.maximum())
    press(preview, on)
    assert (preview.page, bar.value()) == (2, 0)
    press(preview, back)
    assert (preview.page, bar.value()) == (1, bar.maximum())
    press(preview, back, back, back)
    assert (preview.page, bar.value()) == (1, 0)


def test_another_document_opens_at_the_page_one_was_reading(
    preview: PagePreview, renderer: Renderer
) -> None:
    preview.open(3)
    preview.go(3)
    preview.open(3)
    assert renderer.asked[-1][0] == 3
    preview.open(2)
    assert (preview.page, renderer.asked[-1][0]) == (2, 2)


def test_a_page_seen_before_is_not_rendered_again(preview: PagePreview, renderer: Renderer) -> None:
    preview.open(3)
    settle()
    preview.go(2)
    asked = len(renderer.asked)
    preview.go(1)
    preview.go(2)
    assert len(renderer.asked) == asked
    assert colour(preview) == COLOURS[1]


def test_nothing_stays_once_it_is_cleared(preview: PagePreview, renderer: Renderer) -> None:
    preview.open(2)
    preview.clear("Choose who gets it.")
    assert colour(preview) not in COLOURS
    assert "Choose who gets it." in said(preview)
    assert preview._pictures == {}
    renderer.answer(1, 300)  # what was under way comes too late
    assert colour(preview) not in COLOURS


def test_a_button_that_is_switched_off_leaves_the_keyboard_at_the_page(
    preview: PagePreview, renderer: Renderer
) -> None:
    preview.open(2)
    preview._on.setFocus()
    preview._on.click()
    assert preview.page == 2
    assert QApplication.focusWidget() is preview.area


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_control_is_named_and_all_fits_a_small_screen(
    preview: PagePreview, renderer: Renderer, show_in: Show, scale: float
) -> None:
    show_in("en", scale=scale)
    preview.open(12)
    preview.say("Preparing the pages…")
    preview.resize(560, 360)
    settle()
    assert unnamed(preview) == []
    assert too_wide(preview, 560) == []
    preview.hide()
