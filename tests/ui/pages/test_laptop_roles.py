"""The page of laptops gives a laptop another role, after saying what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from liaison_app.actions import duties, laptops
from liaison_app.language.catalogues import PSEUDO
from tests.desk import StandingClock
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import settle
from tests.ui.pages.seen import button, words
from tests.ui.pages.team import Team, team_in
from tests.ui.pages.test_laptops import desk_on, opened
from ui import jobs
from ui.look import Scheme
from ui.pages.laptops_role import RoleForm
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show
    from ui.pages.laptops import LaptopsPage


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Team]:
    """Rosa, an admin, and Ben, a liaison."""
    made = team_in(tmp_path, StandingClock())
    ben = made.ben_joins()
    made.carry(ben, made.rosa)
    made.carry(made.rosa, ben)
    yield made
    assert jobs.wait_for_all()
    made.close()


def asked(team: Team, page: LaptopsPage) -> RoleForm:
    """Open the form for Ben's laptop."""
    line = next(one for one in laptops.laptops(team.rosa) if not one.own)
    page._open_role(line)
    settle()
    return page.findChildren(RoleForm)[-1]


def test_an_admin_gives_a_role_after_reading_what_it_means(both: Team, qtbot: QtBot) -> None:
    assert both.ben
    desk = desk_on(both.rosa, qtbot)
    page = opened(desk)
    form = asked(both, page)
    button(form, "Give the role…").click()
    assert "Choose a role." in words(form)
    form.role.set_values("coordinator")
    button(form, "Give the role…").click()
    panel = form.findChild(ConfirmPanel)
    assert isinstance(panel, ConfirmPanel)
    said = words(panel)
    assert "Give Ben Ortiz's laptop the role Coordinator?" in said
    assert "sealed facts of every family" in said
    assert "cannot be taken back" in said
    assert not duties.coordinates(both.ben)
    button(panel, "Give the role").click()
    settle()
    assert "Coordinator · Liaison" in words(page)
    both.carry(both.rosa, both.ben)
    assert duties.coordinates(both.ben)
    assert {one.value for one in asked(both, page)._roles.values()} == {"office", "admin"}
    desk.stop()


def test_another_choice_takes_the_question_back(both: Team, qtbot: QtBot) -> None:
    desk = desk_on(both.rosa, qtbot)
    form = asked(both, opened(desk))
    form.role.set_values("coordinator")
    button(form, "Give the role…").click()
    chip = next(one for one in form.role.findChildren(QPushButton) if one.text() == "Office")
    chip.click()
    assert "the role Coordinator?" not in words(form)
    desk.stop()


def test_what_was_refused_meanwhile_is_said(both: Team, qtbot: QtBot) -> None:
    desk = desk_on(both.rosa, qtbot)
    form = asked(both, opened(desk))
    form.role.set_values("office")
    button(form, "Give the role…").click()
    laptops.remove(both.rosa, form._line.id)
    button(form, "Give the role").click()
    assert "look at the list of laptops again" in words(form)
    desk.stop()


def test_only_an_admin_is_offered_it(both: Team, qtbot: QtBot) -> None:
    assert both.ben
    desk = desk_on(both.ben, qtbot)
    assert "Another role…" not in words(opened(desk))
    desk.stop()
    desk = desk_on(both.rosa, qtbot)
    page = opened(desk)
    button(page, "Another role…")
    laptops.remove(both.rosa, next(one.id for one in laptops.laptops(both.rosa) if not one.own))
    page.arrive()
    settle()
    QApplication.processEvents()
    shown = [one for one in page.findChildren(QPushButton) if one.isVisibleTo(page)]
    spoken = [one.accessibleName() for one in shown]
    assert "Another role: Rosa" in spoken
    assert "Another role: Ben Ortiz" not in spoken
    desk.stop()


@pytest.mark.parametrize(("tag", "scale"), [("en", 2.0), ("ar", 1.0), (PSEUDO, 1.0)])
def test_it_fits_and_everything_has_a_name(
    both: Team, qtbot: QtBot, show_in: Show, *, tag: str, scale: float
) -> None:
    show_in(tag, Scheme.LIGHT, scale)
    desk = desk_on(both.rosa, qtbot)
    desk.resize(int(683 * scale), int(384 * scale))
    page = opened(desk)
    form = asked(both, page)
    form.role.set_values("admin")
    form.give.click()
    QApplication.processEvents()
    assert unnamed(page) == []
    assert too_wide(page, page.width()) == []
    desk.stop()
