"""Every part of the kit at once: named for ears, and fitting the smallest screens."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from liaison_app.language import catalogues
from tests.ui.accessible import controls, too_wide, unnamed
from tests.ui.gallery import PAGES, window
from ui.look import Scheme

# Logical pixels: 1366 x 768 at 100 %, 150 % and 200 % of the system's scaling.
SCREENS = {"1366x768": (1366, 768), "911x512": (911, 512), "683x384": (683, 384)}
FOLDED_BELOW = 1080


@pytest.fixture(params=PAGES)
def page(request) -> str:
    return str(request.param)


def test_every_control_has_a_name(qtbot, page: str) -> None:
    shown = PAGES[page]()
    qtbot.addWidget(shown)
    shown.resize(1000, 700)
    shown.show()
    assert len(controls(shown)) > 2
    assert unnamed(shown) == []


def test_every_drop_down_list_has_its_label(qtbot) -> None:
    shown = PAGES["form"]()
    qtbot.addWidget(shown)
    buddies = {label.buddy() for label in shown.findChildren(QLabel) if label.buddy()}
    assert set(shown.findChildren(QComboBox)) <= buddies


@pytest.mark.parametrize("tag", ["en", "ar", catalogues.PSEUDO])
@pytest.mark.parametrize("screen", SCREENS)
def test_pages_fit_without_scrolling_sideways(qtbot, show_in, page, tag, screen) -> None:
    show_in(tag)
    width, height = SCREENS[screen]
    shown = window(PAGES[page](), folded=width < FOLDED_BELOW)
    qtbot.addWidget(shown)
    shown.resize(width, height)
    shown.show()
    QApplication.processEvents()
    assert too_wide(shown, width) == []
    assert (shown.width(), shown.height()) == (width, height)


def test_pages_fit_at_200_percent_text(qtbot, show_in, page) -> None:
    show_in(scale=2.0)
    shown = window(PAGES[page](), folded=True)
    qtbot.addWidget(shown)
    shown.resize(1366, 768)
    shown.show()
    QApplication.processEvents()
    assert too_wide(shown, 1366) == []


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST])
def test_every_look_can_be_drawn_without_a_complaint_from_qt(qtbot, show_in, page, scheme) -> None:
    show_in(scheme=scheme)
    shown = PAGES[page]()
    qtbot.addWidget(shown)
    shown.show()
    assert not shown.grab().isNull()
