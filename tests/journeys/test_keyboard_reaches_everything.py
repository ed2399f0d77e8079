"""Every control of every page: a name, a stop of the Tab key, a key for what matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from liaison_app.actions import practice
from tests.ui.accessible import unnamed
from ui import demo, places
from ui.hands import Hands
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

_ONCE_ROUND = 400  # presses of Tab; no page has so many stops


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("keyboard") / "practice"
    practice.make(made, families=8)
    return made


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    made = MainWindow(folder)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
    demo.unlock(made, Hands(made))
    yield made
    made.close()


def _stops(page: QWidget) -> list[QWidget]:
    """What the Tab key ought to stop at: in sight, in use, and meant for it."""
    return [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def _reached(hands: Hands) -> set[QWidget]:
    """Press Tab until the focus has been round."""
    reached: set[QWidget] = set()
    for _press in range(_ONCE_ROUND):
        hands.press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is None or focus in reached:
            break
        reached.add(focus)
    return reached


@pytest.mark.parametrize("name", [place.name for place in places.PLACES])
def test_tab_goes_round_everything_once(window: MainWindow, name: str) -> None:
    hands = Hands(window)
    desk = window.desk
    assert desk
    target = {}
    if name in ("family", "debrief", "packet"):
        found = desk.workspace.read("SELECT id FROM household ORDER BY n LIMIT 1")
        target = {"household": found[0][0]}
    desk.go(name, **target)
    hands.rest(400)
    page = desk._stack.currentWidget()
    wanted = {widget for widget in _stops(page) if widget not in _in_groups(page)}
    missed = [_told(widget) for widget in wanted - _reached(hands)]
    assert missed == []
    assert unnamed(page) == []


@pytest.mark.parametrize("name", [place.name for place in places.PLACES if place.label])
def test_what_a_page_is_about_has_a_key(window: MainWindow, name: str) -> None:
    desk = window.desk
    assert desk
    desk.go(name)
    Hands(window).rest(300)
    main = [
        button
        for button in desk._stack.currentWidget().findChildren(QAbstractButton)
        if button.property("look") == "primary" and button.isVisible() and button.isEnabled()
    ]
    without = [
        _told(button) for button in main if button.shortcut().isEmpty() and not button.hasFocus()
    ]
    assert without == []


def _in_groups(page: QWidget) -> set[QWidget]:
    """Chips of one group share one stop; text boxes inside a spin box belong to it."""
    return {
        child
        for group in page.findChildren(QWidget)
        if type(group).__name__ in ("ChipGroup", "QSpinBox", "QDateEdit", "QTimeEdit")
        for child in group.findChildren(QWidget)
    }


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName() or widget.objectName()}"
