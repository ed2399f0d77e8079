"""The first run, the recovery code, a restore: from an empty computer to an open workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from liaison_app.actions import care, workspaces
from liaison_app.records.governance import StaffMember, Team
from tests.desk import PASSPHRASE, workspace_at
from tests.ui.accessible import too_wide, unnamed
from ui.look import Scheme
from ui.main_window import MainWindow, remembered_folder
from ui.pages.first_run import FirstRunPage
from ui.pages.recover import RecoverPage
from ui.pages.restore import RestorePage, free_folder

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show
    from ui.widgets.recovery_code import RecoveryCode

NEW = "nine patient herons at the weir"


def shown(qtbot: QtBot, folder: Path, page: str = "start") -> MainWindow:
    window = MainWindow(folder)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert window.door
    if page != "start":
        window.door.show_page(page)
    QApplication.processEvents()
    return window


def confirm(code: RecoveryCode) -> None:
    """Do what a person does: write it down, go on, type the group that is asked for."""
    groups = code._code.split("-")
    code.written.click()
    QTest.keyClicks(code.group, groups[code.asked - 1].lower())
    QTest.keyClick(code.group, Qt.Key.Key_Return)


def filled(window: MainWindow, passphrase: str = NEW) -> FirstRunPage:
    assert window.door
    page = window.door.page()
    assert isinstance(page, FirstRunPage)
    page.person.setText("Rosa")
    page.team.setText("North")
    page.passphrase.first.setText(passphrase)
    page.passphrase.second.setText(passphrase)
    return page


def test_from_an_empty_computer_to_today(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    window = shown(qtbot, folder)
    page = filled(window)
    QTest.keyClick(page.passphrase.second, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hasattr(page, "code"))
    code = page.code._code
    assert len(code.replace("-", "")) == 26
    confirm(page.code)
    qtbot.waitUntil(lambda: window.desk is not None)
    assert window.desk
    workspace = window.desk.workspace
    assert [p.name for p in workspace.all(StaffMember)] == ["Rosa"]
    assert [t.name for t in workspace.all(Team)] == ["North"]
    assert workspace.setting("recovery_confirmed") == "1"
    window.close()
    workspaces.unlock(folder, NEW).close()
    workspaces.recover(folder, code, PASSPHRASE).workspace.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["w"]


def test_a_wrong_group_is_no_confirmation(qtbot: QtBot, tmp_path: Path) -> None:
    window = shown(qtbot, tmp_path / "w")
    page = filled(window)
    page.make()
    qtbot.waitUntil(lambda: hasattr(page, "code"))
    shown_code = page.code._code
    page.code.written.click()
    visible = [label.text() for label in page.code.findChildren(QLabel) if label.isVisible()]
    assert not any(shown_code.split("-")[0] in words for words in visible)
    QTest.keyClicks(page.code.group, "0000")
    page.code.confirm()
    assert window.desk is None
    assert "not this group" in page.code._problem.text()
    confirm(page.code)
    qtbot.waitUntil(lambda: window.desk is not None)
    window.close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("", NEW, NEW), "Write your name."),
        (("Rosa", "short", "short"), "14 characters"),
        (("Rosa", NEW, NEW + "s"), "not the same"),
        (("Rosa", "password password", "password password"), "thief"),
    ],
)
def test_what_is_missing_is_said(
    qtbot: QtBot, tmp_path: Path, typed: tuple[str, str, str], said: str
) -> None:
    window = shown(qtbot, tmp_path / "w")
    page = filled(window)
    person, first, second = typed
    page.person.setText(person)
    page.passphrase.first.setText(first)
    page.passphrase.second.setText(second)
    page.make()
    visible = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert any(said in words for words in visible)
    assert not (tmp_path / "w").exists()


def test_five_words_are_offered_and_typed_by_the_person_once_more(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = shown(qtbot, tmp_path / "w")
    page = filled(window, "")
    offered = page.passphrase._offered
    page.passphrase._use()
    assert page.passphrase.first.displayText() == offered
    assert page.passphrase.value() == ""
    page.passphrase.second.setText(offered)
    assert page.passphrase.value() == offered


def test_the_sheet_is_saved_only_where_a_person_says(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = shown(qtbot, tmp_path / "w")
    page = filled(window)
    page.make()
    qtbot.waitUntil(lambda: hasattr(page, "code"))
    target = tmp_path / "sheet.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    page.code._save()
    assert target.read_bytes().startswith(b"%PDF-")
    page.code._save()
    assert "already a file" in page.code._problem.text()
    confirm(page.code)
    qtbot.waitUntil(lambda: window.desk is not None)
    window.close()


def test_a_forgotten_passphrase(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    made = workspaces.create(folder, person="Rosa", team="North", passphrase=PASSPHRASE)
    made.workspace.close()
    window = shown(qtbot, folder, "recover")
    assert window.door
    page = window.door.page()
    assert isinstance(page, RecoverPage)
    QApplication.clipboard().setText(made.recovery_code.lower().replace("-", " "))
    QTest.keyClick(page.code.groups[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.clipboard().clear()
    assert page.code.value().upper() == made.recovery_code
    page.passphrase.first.setText(NEW)
    page.passphrase.second.setText(NEW)
    page.recover()
    qtbot.waitUntil(lambda: hasattr(page, "new_code"))
    assert page.new_code._code != made.recovery_code
    confirm(page.new_code)
    qtbot.waitUntil(lambda: window.desk is not None)
    window.close()
    workspaces.unlock(folder, NEW).close()


def test_errors_of_a_code_are_said_for_each_group(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    workspace_at(folder).close()
    window = shown(qtbot, folder, "recover")
    assert window.door
    page = window.door.page()
    assert isinstance(page, RecoverPage)
    for group, typed in zip(
        page.code.groups, ("ABCDE", "FGHUK", "mnp", "RSTV", "", ""), strict=True
    ):
        QTest.keyClicks(group, typed)
    assert page.code.value() == ""
    said = page.code._problem.text().splitlines()
    assert [words.split()[1] for words in said] == ["2", "3", "5", "6"]
    assert page.code.groups[1].hasFocus()
    assert page.code.groups[2].text() == "MNP"


def test_typing_goes_on_to_the_next_group(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "w"
    workspace_at(folder).close()
    window = shown(qtbot, folder, "recover")
    assert window.door
    page = window.door.page()
    assert isinstance(page, RecoverPage)
    for letter in "abcdefg":
        focused = QApplication.focusWidget()
        assert focused
        QTest.keyClicks(focused, letter)
    assert [group.text() for group in page.code.groups[:2]] == ["ABCDE", "FG"]
    QTest.keyClicks(page.code.groups[1], "\b\b")
    QTest.keyClick(page.code.groups[1], Qt.Key.Key_Backspace)
    assert page.code.groups[0].hasFocus()


def test_a_restore_makes_the_workspace_again(qtbot: QtBot, tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path / "w")
    digest = workspaces.check(workspace).digest
    care.backup(workspace, tmp_path / "b.backup")
    workspace.close()
    window = shown(qtbot, tmp_path / "w", "restore")
    assert window.door
    page = window.door.page()
    assert isinstance(page, RestorePage)
    assert page.target.text() == str(tmp_path / "w-2")
    page.source.setText(str(tmp_path / "b.backup"))
    page.passphrase.setText("not the passphrase")
    page.restore()
    qtbot.waitUntil(lambda: "not the passphrase" in page.problem.text())
    assert not (tmp_path / "w-2").exists()
    page.passphrase.setText(PASSPHRASE)
    page.restore()
    qtbot.waitUntil(lambda: window.desk is not None)
    assert window.desk
    assert workspaces.check(window.desk.workspace).digest == digest
    window.close()
    assert free_folder(tmp_path / "w") == tmp_path / "w-3"


def test_the_workspace_opened_last_is_offered_next_time(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.folder == workspaces.default_folder() == tmp_path / "data/liaison/workspace"
    window.open_folder(tmp_path / "w")
    window.entered(workspaces.unlock(tmp_path / "w", PASSPHRASE), full=True)
    window.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.folder == tmp_path / "w"
    (tmp_path / "w" / "liaison.db").unlink()
    assert remembered_folder() == workspaces.default_folder()


def test_a_folder_that_was_named_once_is_not_remembered(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace_at(tmp_path / "w").close()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    window = MainWindow(tmp_path / "w")
    qtbot.addWidget(window)
    window.entered(workspaces.unlock(tmp_path / "w", PASSPHRASE), full=True)
    window.close()
    assert remembered_folder() == workspaces.default_folder()


def test_the_language_is_chosen_before_anything_is_unlocked(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    workspace_at(tmp_path / "w").close()
    window = shown(qtbot, tmp_path / "w")
    window.speak("ar")
    QApplication.processEvents()
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    window.speak("en")
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("page", ["start", "recover", "restore"])
@pytest.mark.parametrize("made", [True, False])
@pytest.mark.parametrize("tag", ["en", "ar", "qps-ploc"])
def test_the_pages_before_fit_and_every_control_has_a_name(
    qtbot: QtBot, tmp_path: Path, show_in: Show, tag: str, page: str, *, made: bool
) -> None:
    show_in(tag, Scheme.DARK)
    if made:
        workspace_at(tmp_path / "w").close()
    window = shown(qtbot, tmp_path / "w", page)
    window.resize(683, 384)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (683, 384)
    assert too_wide(window, 683) == []
    assert unnamed(window) == []
