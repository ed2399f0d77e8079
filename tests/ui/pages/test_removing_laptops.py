"""The laptops page takes a laptop out of the team, after saying what that cannot do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from liaison_app.actions import laptops
from tests.ui.accessible import unnamed
from tests.ui.pages.seen import button, words
from tests.ui.pages.test_laptops import desk_on, opened
from ui import jobs
from ui.widgets.panels import ConfirmPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.ui.pages.team import Team
    from ui.desk import Desk
    from ui.pages.laptops import LaptopsPage


@pytest.fixture
def team(team: Team) -> Team:
    """Rosa and Ben, whose laptops know of each other."""
    team.meet()
    return team


@pytest.fixture
def desks(team: Team, qtbot: QtBot) -> Iterator[tuple[Desk, Desk]]:
    assert team.ben
    made = desk_on(team.rosa, qtbot), desk_on(team.ben, qtbot)
    yield made
    for one in made:
        one.stop()
    assert jobs.wait_for_all()


def asked(page: LaptopsPage) -> ConfirmPanel:
    """Press the button of the one laptop that can go."""
    button(page, "Remove…").click()
    QApplication.processEvents()
    found = page.findChild(ConfirmPanel)
    assert isinstance(found, ConfirmPanel)
    return found


def removable(page: LaptopsPage) -> bool:
    """Whether any laptop can be removed here."""
    found = [one for one in page.findChildren(QAbstractButton) if one.isVisibleTo(page)]
    return any(one.text() == "Remove…" for one in found)


def test_a_laptop_is_removed_after_saying_what_that_cannot_do(
    team: Team, desks: tuple[Desk, Desk]
) -> None:
    page = opened(desks[0])
    assert unnamed(page) == []
    question = asked(page)
    assert "Remove Ben Ortiz's laptop" in words(question)
    assert "Nothing is wiped" in words(question)
    question.dismissed.emit()
    assert not any(one.removed for one in laptops.laptops(team.rosa))
    button(question, "Remove").click()
    QApplication.processEvents()
    assert [one.person for one in laptops.laptops(team.rosa) if one.removed] == ["Ben Ortiz"]
    assert "Removed" in words(page)
    assert not removable(page)


def test_who_is_no_admin_has_no_such_button(desks: tuple[Desk, Desk]) -> None:
    page = opened(desks[1])
    assert "Rosa" in words(page)
    assert not removable(page)
