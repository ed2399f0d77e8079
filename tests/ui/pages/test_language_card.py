"""The card at the door: whoever opens points to a language, and staff see which it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from liaison_app.records.people import Household
from liaison_app.records.schools import School
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import key, settle
from tests.ui.shells import OnePageShell
from ui.pages.language_card import LanguageCardPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from tests.packets.home import Home


class Desk:
    """The card in a window, with Amira's family."""

    def __init__(self, home: Home) -> None:
        self.home = home
        self.shell = OnePageShell(home.workspace)
        self.page = LanguageCardPage(self.shell)
        self.shell.add(self.page, self.page)
        self.shell.resize(911, 512)
        self.shell.show()
        settle()

    def go(self, **target: str) -> None:
        self.shell.go("language_card", **target)
        settle()

    @property
    def offered(self) -> set[str]:
        return {tag for tag, made in self.page.languages.buttons.items() if made.isVisible()}


@pytest.fixture
def desk(qapp: QApplication, home: Home) -> Iterator[Desk]:
    made = Desk(home)
    made.go()
    yield made
    made.shell.close()


def test_every_language_stands_in_its_own_letters(desk: Desk) -> None:
    buttons = desk.page.languages.buttons
    assert len(buttons) >= 46, "the 47 that print, without English"
    assert buttons["am"].text().startswith("አማርኛ")
    assert "Amharic" in buttons["am"].text()
    assert not unnamed(desk.page)
    assert not too_wide(desk.page, 683)


def test_a_language_is_found_by_any_of_its_names(desk: Desk) -> None:
    for typed in ("amh", "አማ", "am"):
        desk.page.languages.search.setText(typed)
        settle()
        assert "am" in desk.offered
    desk.page.languages.search.setText("amharic")
    settle()
    assert desk.offered == {"am"}


def test_the_chosen_one_is_shown_with_the_interpreter(desk: Desk) -> None:
    for school in desk.home.workspace.all(School):
        desk.home.put(School, school.id, interpreter_phone="206-555-0139")
    desk.page.languages.buttons["ar"].click()
    settle()
    assert desk.page.spoken.autonym.text() == "العربية"
    assert desk.page.spoken.autonym.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert "Arabic" in desk.page.spoken.english.text()
    assert "206" in desk.page.spoken.english.text()
    assert not desk.page.keep.isVisible(), "there is no family to remember it for"
    key(desk.page, Qt.Key.Key_Escape)
    settle()
    assert desk.page.languages.isVisible()


def test_what_a_family_points_at_is_remembered_and_can_be_undone(desk: Desk) -> None:
    workspace = desk.home.workspace
    desk.go(household=desk.home.family)
    desk.page.languages.buttons["so"].click()
    desk.page.remember()
    settle()
    assert workspace.get(Household, desk.home.family).home_language == "so"


def test_the_whole_screen_shows_the_languages_and_nobody(desk: Desk) -> None:
    desk.go(household=desk.home.family)
    desk.page.fill_screen()
    settle()
    screen = desk.page.filled
    assert screen is not None
    assert screen.isFullScreen()
    assert "Haddad" not in screen.windowTitle()
    key(screen, Qt.Key.Key_Escape)
    settle()
    assert desk.page.filled is None


def test_on_the_whole_screen_a_wrong_language_is_taken_back_before_the_window_shows(
    desk: Desk,
) -> None:
    desk.go(household=desk.home.family)
    desk.page.fill_screen()
    settle()
    screen = desk.page.filled
    assert screen is not None
    assert screen.focusWidget() is screen.languages.search
    screen.languages.buttons["am"].click()
    settle()
    assert screen.spoken.isVisible()
    assert screen.focusWidget() is screen.back
    key(screen, Qt.Key.Key_Escape)
    assert screen.languages.isVisible()
    assert not screen.spoken.isVisible()
    assert desk.page.filled is screen
    key(screen, Qt.Key.Key_Escape)
    settle()
    assert desk.page.filled is None
