"""Giving a laptop back in the window: what is in the way, and nothing left once nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from liaison_app.actions import retiring
from liaison_app.language.catalogues import PSEUDO
from tests.sync.laptops import family
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import settle
from tests.ui.pages.seen import button, words
from tests.ui.pages.test_laptops import opened
from tests.ui.windows import desk_of, empty_workspace
from tests.ui.windows import opened as window_on
from ui.desk import Desk
from ui.look import Scheme
from ui.pages.first_run import FirstRunPage
from ui.pages.laptops_retire import RetireForm

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team
    from ui.pages.laptops import LaptopsPage


class Owner:
    """The window, as far as the desk asks for one."""

    erased = 0

    def gone(self) -> None:
        self.erased += 1

    def lock(self) -> None: ...
    def cover(self) -> None: ...


@pytest.fixture
def team(team: Team) -> Team:
    """Rosa and Ben, whose laptops know of each other."""
    team.meet()
    return team


def page_of(workspace: Workspace, qtbot: QtBot) -> tuple[Desk, LaptopsPage, Owner]:
    owner = Owner()
    desk = Desk(workspace, owner)
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    return desk, opened(desk), owner


def form_of(page: LaptopsPage) -> RetireForm:
    settle()
    return next(one for one in page.findChildren(RetireForm) if one.isVisibleTo(page))


def test_the_page_says_what_nobody_has_and_the_admin_hears_that_it_goes(
    team: Team, qtbot: QtBot
) -> None:
    assert team.ben
    family(team.ben, "Pham")
    desk, page, owner = page_of(team.ben, qtbot)
    page.retire.click()
    form = form_of(page)
    assert "1 change is not known to be with any colleague: Pham (1)." in words(form)
    assert not page.exchange.isVisible()  # Alt+E means to erase now, and nothing else
    form.code.setText(form.left.confirmation)
    form.erase.click()
    assert owner.erased == 0
    assert "1 thing would be lost" in words(form)
    form.tell.click()
    assert "The admin was told on" in words(form_of(page))
    team.carry(team.ben, team.rosa)
    team.carry(team.rosa, team.ben)
    form_of(page).look.click()
    form = form_of(page)
    assert "Everything that was written here is with a colleague." in words(form)
    form.erase.click()
    assert "last four characters" in words(form)
    folder = team.ben.shared.opened.folder
    form.code.setText(form.left.confirmation)
    form.erase.click()
    assert owner.erased == 1
    assert not folder.database.exists()
    desk.stop()
    other, there, _owner = page_of(team.rosa, qtbot)
    assert "Ben Ortiz gives their laptop back" in words(there)
    button(there, "Remove it…").click()
    assert "Remove Ben Ortiz's laptop" in words(there)
    button(there, "Remove").click()
    assert "gives their laptop back" not in words(there)
    assert retiring.going(team.rosa) == ()
    other.stop()


@pytest.mark.parametrize("look", [("en", 2.0), ("ar", 1.0), (PSEUDO, 1.0)])
def test_every_control_has_a_name_and_room(
    team: Team, qtbot: QtBot, show_in: Show, look: tuple[str, float]
) -> None:
    assert team.ben
    family(team.ben, "Pham")
    show_in(look[0], Scheme.LIGHT, look[1])
    desk, page, _owner = page_of(team.ben, qtbot)
    desk.resize(int(683 * look[1]), int(384 * look[1]))
    desk.go("laptops", retire="1")
    for _round in range(3):
        QApplication.processEvents()
    assert unnamed(page) == []
    assert too_wide(page, page.width()) == []
    desk.stop()


def test_after_erasing_the_window_shows_what_an_empty_place_shows(
    tmp_path: Path, qtbot: QtBot
) -> None:
    folder = empty_workspace(tmp_path / "w")
    window = window_on(qtbot, folder)
    desk = desk_of(window)
    family(desk.workspace, "Pham")
    desk.go("laptops", retire="1")
    settle()
    form = next(one for one in desk.findChildren(RetireForm) if one.isVisibleTo(desk))
    form.code.setText(form.left.confirmation)
    form.lost.setValue(form.left.count)
    form.erase.click()
    qtbot.waitUntil(lambda: window.desk is None)
    settle()
    assert window.findChild(FirstRunPage) is not None
    assert not (folder / "liaison.db").exists()
    window.close()
