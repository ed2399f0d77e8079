"""Every page fits small screens, with a family's real things on it and text at twice the size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from liaison_app.actions import practice, records, remotes
from liaison_app.records.people import Household
from tests.ui.accessible import too_wide, unnamed
from tests.ui.windows import desk_of, opened
from ui import jobs
from ui.look import Scheme
from ui.pages.debrief import DebriefPage
from ui.pages.exchange import ExchangePage
from ui.places import PLACES
from ui.tokens import Tone
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show
    from ui.main_window import MainWindow

LINK = "https://example.org/" + "a" * 300
OF_A_FAMILY = frozenset(
    ("family", "share", "shared", "packet", "language_card", "family_hand_over", "debrief")
)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """A practice caseload, whose band stands on every page, with a shared place and a long link."""
    practice.make(tmp_path / "w", families=3, seed=7)
    made = opened(qtbot, tmp_path / "w", practice.PASSPHRASE)
    assert made.syncing
    made.syncing._timer.stop()
    workspace = desk_of(made).workspace
    household = workspace.all(Household)[0].id
    records.add(workspace, "note", {"household": household, "text": LINK, "at": workspace.now()})
    (tmp_path / "place").mkdir()
    remotes.add(workspace, "school office", f"folder:{tmp_path / 'place'}", {})
    yield made
    assert jobs.wait_for_all()
    made.close()


def each_page(window: MainWindow) -> Iterator[str]:
    """Go from page to page; one waits until what it reads is there."""
    desk = desk_of(window)
    household = desk.workspace.all(Household)[0].id
    for found in PLACES:
        target = {"household": household} if found.name in OF_A_FAMILY else {}
        desk.go(found.name, **target)
        _settle()
        if found.name == "exchange":
            desk.findChild(ExchangePage).places.add.click()
            _settle()
        yield found.name


def _settle() -> None:
    for _round in range(4):
        QApplication.processEvents()
    assert jobs.wait_for_all()
    for _round in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize(
    ("tag", "scale", "size"),
    [
        ("ar", 1.0, (683, 384)),  # 1366 x 768 at 200 %
        ("qps-ploc", 1.0, (683, 384)),
        ("ar", 2.0, (683, 384)),
        ("en", 2.0, (683, 384)),  # and twice the text on top of that
        ("qps-ploc", 2.0, (911, 512)),
    ],
)
def test_every_page_fits(
    window: MainWindow,
    show_in: Show,
    tag: str,
    scale: float,
    size: tuple[int, int],
) -> None:
    show_in(tag, Scheme.DARK if tag == "ar" else Scheme.LIGHT, scale)
    window.resize(*size)
    for name in each_page(window):
        assert too_wide(window, size[0]) == [], name
        assert (window.width(), window.height()) == size, name
        assert unnamed(window) == [], name
        assert cut(window) == [], name


def cut(window: MainWindow) -> list[str]:
    """The bands whose words do not have the height that they need."""
    bands = [one for one in window.findChildren(Banner) if one.isVisible()]
    return [one.words() for one in bands if one.height() < one.heightForWidth(one.width())]


def test_on_a_low_screen_the_debriefs_head_scrolls_and_keeps_the_keyboard(
    window: MainWindow, show_in: Show
) -> None:
    show_in("en", Scheme.LIGHT, 2.0)
    desk = desk_of(window)
    desk.go("debrief", household=desk.workspace.all(Household)[0].id)
    page = desk.findChild(DebriefPage)
    page.head.save.setFocus()
    for size, scrolls in (((683, 384), True), ((1366, 1400), False), ((683, 384), True)):
        window.resize(*size)
        _settle()
        assert page.head.isVisible()
        assert (page.head.parent() is not page) is scrolls
        assert page.head.save.hasFocus()


def test_a_bands_button_goes_below_its_words_where_there_is_no_room(
    window: MainWindow, show_in: Show
) -> None:
    show_in("en", Scheme.LIGHT, 2.0)
    page = desk_of(window)
    page.go("exchange")
    band = Banner("Ask them whether the laptop is safe. " * 4, Tone.DANGER, "I have read this")
    page.findChild(ExchangePage).body.insertWidget(0, band)
    for size, below in (((683, 384), True), ((1366, 768), False)):
        window.resize(*size)
        _settle()
        assert too_wide(window, size[0]) == []
        assert cut(window) == []
        bottom = band._words.mapTo(band, band._words.rect().bottomLeft()).y()
        action = band.findChild(QPushButton)
        assert (action.mapTo(band, action.rect().topLeft()).y() > bottom) is below
