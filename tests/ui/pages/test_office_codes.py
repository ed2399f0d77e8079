"""Letting somebody in again, in the window: switched on, told, read out, and each look shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import laptops, office_codes
from liaison_app.language.catalogues import PSEUDO
from liaison_app.store import keyslots
from tests.desk import StandingClock
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import settle
from tests.ui.pages.seen import button, words
from tests.ui.pages.test_laptops import opened
from ui.desk import Desk
from ui.look import Scheme
from ui.pages.laptops_code import CodeLabel
from ui.pages.laptops_office import ReadOut
from ui.pages.settings import SettingsPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team


class Owner:
    """The window, as far as the desk asks for one."""

    def lock(self) -> None: ...
    def cover(self) -> None: ...
    def restore(self) -> None: ...
    def gone(self) -> None: ...
    def set_idle_minutes(self, minutes: int) -> None: ...
    def restyle(self, chosen: object) -> None: ...


def desk_on(workspace: Workspace, qtbot: QtBot) -> Desk:
    desk = Desk(workspace, Owner())
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    return desk


@pytest.fixture
def team(team: Team) -> Team:
    """Rosa and Ben, whose laptops know of each other."""
    team.meet()
    return team


def settings_of(desk: Desk) -> SettingsPage:
    desk.go("settings")
    settle()
    found = desk.findChild(SettingsPage)
    assert isinstance(found, SettingsPage)
    return found


def kept(team: Team) -> Workspace:
    assert team.ben
    office_codes.switch(team.rosa, on=True)
    team.carry(team.rosa, team.ben)
    team.carry(team.ben, team.rosa)
    return team.ben


def test_an_admin_switches_it_on_and_the_owner_reads_who_can_let_them_in(
    team: Team, qtbot: QtBot
) -> None:
    assert team.ben
    desk = desk_on(team.rosa, qtbot)
    page = settings_of(desk)
    assert "Your office keeps no codes" in words(page)
    button(page, "Let the office keep codes").click()
    assert office_codes.standing(team.rosa).on
    assert button(page, "Keep no codes any more")
    desk.stop()
    team.carry(team.rosa, team.ben)
    other = desk_on(team.ben, qtbot)
    page = settings_of(other)
    assert "Your office can let you in again: Rosa can read a code" in words(page)
    with pytest.raises(StopIteration):
        button(page, "Keep no codes any more")
    since = office_codes.standing(team.ben).since
    assert isinstance(team.clock, StandingClock)
    team.clock.wait(minutes=1)
    button(page, "Make another code for the office").click()
    assert office_codes.standing(team.ben).since != since
    other.stop()


def test_a_coordinator_reads_a_code_out_after_saying_how_they_checked(
    team: Team, qtbot: QtBot
) -> None:
    ben = kept(team)
    desk = desk_on(team.rosa, qtbot)
    page = opened(desk)
    button(page, "Forgot the passphrase…").click()
    settle()
    form = page.findChild(ReadOut)
    assert isinstance(form, ReadOut)
    form.show_it.click()
    assert "Say first how you checked" in words(form)
    assert form.findChild(CodeLabel) is None
    form.how.setText("I called back")
    form.show_it.click()
    settle()
    shown = form.findChild(CodeLabel)
    assert isinstance(shown, CodeLabel)
    code = "".join(one for one in shown.text() if one.isalnum())
    assert keyslots.opens(ben.shared.sets, keyslots.recovery_key(code))
    assert "Ben Ortiz is told that you read it" in words(form)
    desk.stop()
    team.carry(team.rosa, ben)
    other = desk_on(ben, qtbot)
    assert "Read by Rosa" in words(settings_of(other))
    other.stop()


@pytest.mark.parametrize(("tag", "scale"), [("en", 2.0), ("ar", 1.0), (PSEUDO, 1.0)])
def test_it_fits_and_everything_has_a_name(
    team: Team, qtbot: QtBot, show_in: Show, *, tag: str, scale: float
) -> None:
    kept(team)
    show_in(tag, Scheme.LIGHT, scale)
    desk = desk_on(team.rosa, qtbot)
    desk.resize(int(683 * scale), int(384 * scale))
    page = opened(desk)
    line = next(one for one in laptops.laptops(team.rosa) if not one.own)
    page._open_read_out(line)
    settle()
    form = page.findChild(ReadOut)
    assert isinstance(form, ReadOut)
    form.how.setText("x")
    form.show_it.click()
    settle()
    assert unnamed(page) == []
    assert too_wide(page, page.width()) == []
    other = settings_of(desk)
    assert unnamed(other) == []
    assert too_wide(other, other.width()) == []
    desk.stop()
