"""Joining a team at the first run: invite file, code, passphrase, recovery sheet, what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from liaison_app.actions import laptops, workspaces
from liaison_app.language.catalogues import PSEUDO
from liaison_app.workspace import Clock, now_utc
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.seen import button, words
from ui import jobs
from ui.look import Scheme
from ui.main_window import MainWindow
from ui.pages.join import JoinPage
from ui.pages.laptops_requests import EightWords

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from liaison_app.actions.laptops import Invited
    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team

NEW = "nine patient herons at the weir"


@pytest.fixture
def clock() -> Clock:
    """As the window goes by, for which an invite must not have lapsed."""
    return now_utc


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(tmp_path / "hers")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()
    assert jobs.wait_for_all()


def the_page(window: MainWindow) -> JoinPage:
    """Go there from the first run, as a new colleague does."""
    assert window.door
    button(window.door, "Join a team").click()
    page = window.door.page()
    assert isinstance(page, JoinPage)
    return page


def filled(window: MainWindow, given: Invited, code: str = "") -> JoinPage:
    page = the_page(window)
    page.source.setText(str(given.path))
    page.code.set_code(code or given.code)
    page.passphrase.first.setText(NEW)
    page.passphrase.second.setText(NEW)
    return page


def confirm(page: JoinPage) -> None:
    groups = page.new_code._code.split("-")
    page.new_code.written.click()
    QTest.keyClicks(page.new_code.group, groups[page.new_code.asked - 1])
    QTest.keyClick(page.new_code.group, Qt.Key.Key_Return)


@pytest.mark.parametrize("by_post", [False, True])
def test_from_an_empty_computer_into_the_team(
    team: Team, window: MainWindow, qtbot: QtBot, tmp_path: Path, *, by_post: bool
) -> None:
    page = filled(window, team.invite(by_post=by_post))
    QTest.keyClick(page.passphrase.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(page, "new_code"), timeout=30_000)
    recovery = page.new_code._code
    confirm(page)
    assert "You have joined North" in words(page)
    if by_post:
        assert "Make a file and send it to Rosa" in words(page)
        assert len(page.findChild(EightWords).accessibleName().split()) == 8
    else:
        assert "Take a file back to Rosa" in words(page)
    assert button(page, "Open Liaison").hasFocus()
    button(page, "Open Liaison").click()
    qtbot.waitUntil(lambda: window.desk is not None)
    assert window.desk
    hers = window.desk.workspace
    assert hers.setting("recovery_confirmed") == "1"
    assert not laptops.standing(hers).member
    window.desk.go("exchange")
    assert "one step is left" in words(window.desk)
    team.carry(hers, team.rosa)
    if by_post:
        laptops.accept(team.rosa, laptops.requests(team.rosa)[0].id)
    assert "Ben Ortiz" in [line.person for line in laptops.laptops(team.rosa)]
    team.carry(team.rosa, hers)
    window.desk.go("today")
    window.desk.go("exchange")
    assert "one step is left" not in words(window.desk)
    window.close()
    workspaces.unlock(tmp_path / "hers", NEW).close()
    workspaces.recover(tmp_path / "hers", recovery, "eight other herons in the reeds")


def test_a_pasted_code_fills_every_group(team: Team, window: MainWindow) -> None:
    given = team.invite()
    page = the_page(window)
    QApplication.clipboard().setText(given.code.lower().replace("-", " "))
    QTest.keyClick(page.code.groups[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()
    assert page.code.value().upper() == given.code


def test_what_is_missing_is_said(team: Team, window: MainWindow, tmp_path: Path) -> None:
    given = team.invite()
    page = the_page(window)
    page.join()
    assert "Choose the invite file." in words(page)
    page.source.setText(str(given.path))
    page.join()
    assert "Group 1 of the code is too short." in words(page)
    page.code.set_code(given.code)
    page.passphrase.first.setText("short")
    page.join()
    assert "14 characters" in words(page)
    assert not (tmp_path / "hers").exists()


@pytest.mark.parametrize("wrong", ["code", "file", "missing"])
def test_what_is_refused_leaves_nothing_behind(
    team: Team, window: MainWindow, qtbot: QtBot, tmp_path: Path, wrong: str
) -> None:
    given, code = team.invite(), ""
    if wrong == "code":
        code = laptops.invite(team.rosa, person="Chau", target=team.folder / "other").code
    elif wrong == "file":
        given.path.write_text("a shopping list")
    elif wrong == "missing":
        given.path.unlink()
    page = filled(window, given, code)
    page.join()
    qtbot.waitUntil(lambda: bool(page.problem.text()), timeout=30_000)
    assert page.source.isEnabled()
    assert page.code.value()
    assert not (tmp_path / "hers" / "liaison.db").exists()


def test_the_file_is_chosen(
    team: Team, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = team.invite()
    page = the_page(window)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(given.path), ""))
    button(page, "Browse…").click()
    assert page.source.text() == str(given.path)


@pytest.mark.parametrize(("tag", "scale"), [("en", 2.0), ("ar", 1.0), (PSEUDO, 1.0)])
def test_it_fits_and_everything_has_a_name(
    window: MainWindow, show_in: Show, tag: str, scale: float
) -> None:
    show_in(tag, Scheme.LIGHT, scale)
    window.resize(int(683 * scale), int(384 * scale))
    assert window.door
    window.door.show_page("join")
    QApplication.processEvents()
    page = window.door.page()
    assert page
    assert unnamed(page) == []
    assert too_wide(page, page.width()) == []
