"""Shared places by keyboard alone: the way of the Tab key, Enter, Escape, letters with Alt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from liaison_app.actions import remotes
from liaison_app.language.catalogues import PSEUDO
from tests.ui.accessible import doubled, name_of
from tests.ui.pages.place_forms import form_of, page_of, pick
from tests.ui.pages.seen import button, until, words
from tests.ui.shells import OnePageShell, shown
from ui.pages.exchange import ExchangePage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team


@pytest.fixture
def shell(team: Team, qtbot: QtBot) -> Iterator[OnePageShell]:
    with shown(ExchangePage, team.rosa, qtbot) as made:
        yield made


@pytest.fixture
def page(shell: OnePageShell) -> ExchangePage:
    return page_of(shell)


def test_a_place_is_added_by_keyboard_alone(
    page: ExchangePage, shell: OnePageShell, qtbot: QtBot, place: Path
) -> None:
    add = button(page, "Add a shared place…")
    add.setFocus()
    QTest.keyClick(add, Qt.Key.Key_Return)
    qtbot.wait(20)
    form = form_of(page)
    assert [_said(one) for one in _stops(shell, 5)] == [
        "A folder or stick",
        "Folder",
        "Choose the folder…",
        "What you call it",
        "Add and try it",
    ]
    form.address.setFocus()
    QTest.keyClicks(form.address, str(place))
    QTest.keyClick(form.address, Qt.Key.Key_Return)
    assert page.places.form is form
    assert "Give the shared place a short name." in words(page)
    assert form.name.hasFocus()
    QTest.keyClicks(form.name, "School office")
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    until(qtbot, page, "School office does all that it must")
    qtbot.waitUntil(lambda: _said(_focused(shell)) == "Exchange now")  # of what was tried
    qtbot.wait(20)
    said = [_said(one) for one in _stops(shell, 7)]
    assert said == [
        "Exchange now",
        "I have read this",
        "Exchange now: School office",
        "Test: School office",
        "Change: School office",
        "Forget: School office",
        "Add a shared place…",
    ]


def test_without_a_place_it_begins_where_one_is_added(
    page: ExchangePage, shell: OnePageShell, sticks: list[Path], tmp_path: Path
) -> None:
    assert button(page, "Add a shared place…").hasFocus()
    sticks.append(tmp_path)
    shell.go("exchange")
    assert page.stick.start.hasFocus()  # a stick was put in for this


def test_escape_leaves_the_form_and_goes_back_to_where_it_began(
    page: ExchangePage, shell: OnePageShell, qtbot: QtBot
) -> None:
    add = button(page, "Add a shared place…")
    add.click()
    form = form_of(page)
    assert not add.isVisible()  # its key is one of the form's meanwhile
    pick(form, "webdav")
    secret = form.fields.fields["password"]
    secret.setFocus()
    QTest.keyClicks(secret, "hunter2")
    QTest.keyClick(secret, Qt.Key.Key_Escape)
    assert page.places.form is None
    assert not page.places.rows
    assert add.hasFocus()


@pytest.mark.parametrize("tag", ["en", "es", "ar", PSEUDO])
def test_no_letter_of_the_form_means_two_things(
    shell: OnePageShell, place: Path, show_in: Show, qtbot: QtBot, tag: str
) -> None:
    for name in ("office", "stick"):
        remotes.add(shell.workspace, name, f"folder:{place}", {})
    show_in(tag)
    made = ExchangePage(shell)
    shell.add(made, made)
    shell.go("exchange")
    qtbot.wait(20)
    assert doubled(made) == {}
    made.places.add.click()
    for kind in remotes.KINDS:
        pick(form_of(made), kind)
        qtbot.wait(20)
        assert doubled(made) == {}, kind


def _focused(shell: OnePageShell) -> QWidget:
    found = shell.focusWidget()
    assert found
    return found


def _said(widget: QWidget) -> str:
    return name_of(widget).replace("&", "")


def _stops(shell: OnePageShell, count: int) -> list[QWidget]:
    """Where the Tab key leads from here, this first."""
    found = [_focused(shell)]
    while len(found) < count:
        QTest.keyClick(found[-1], Qt.Key.Key_Tab)
        found.append(_focused(shell))
    return found
