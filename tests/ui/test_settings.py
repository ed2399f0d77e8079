"""Settings: what is chosen is shown at once, kept, and there again; keys, backups, the past."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget

from liaison_app.actions import care, drafts, erasing, locking, workspaces
from liaison_app.errors import WrongPassphrase
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.desk import PASSPHRASE
from tests.ui.windows import desk_of, empty_workspace, opened
from ui import look, preferences
from ui.look import Scheme
from ui.pages.restore import RestorePage
from ui.pages.settings import SettingsPage
from ui.pages.settings_about import licence_texts
from ui.pages.settings_care import CareCard
from ui.pages.settings_keys import KeysCard
from ui.pages.settings_locking import LockingCard
from ui.pages.settings_look import LookCard
from ui.widgets.banner import Banner
from ui.widgets.fields import SecretField
from ui.widgets.language_picker import LanguagePicker
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.recovery_code import RecoveryCode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from ui.main_window import MainWindow

NEW = "nine patient herons at the weir"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    folder = empty_workspace(tmp_path / "w")  # its copy of the keys goes where it always goes
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    made = opened(qtbot, folder)
    desk_of(made).go("settings")
    QApplication.processEvents()
    yield made
    made.close()


def page_of(window: MainWindow) -> SettingsPage:
    found = desk_of(window)._pages["settings"][0]
    assert isinstance(found, SettingsPage)
    return found


def look_card(window: MainWindow) -> LookCard:
    return next(s for s in page_of(window)._sections if isinstance(s, LookCard))


def locking_card(window: MainWindow) -> LockingCard:
    return next(s for s in page_of(window)._sections if isinstance(s, LockingCard))


def keys_card(window: MainWindow) -> KeysCard:
    return next(s for s in page_of(window)._sections if isinstance(s, KeysCard))


def care_card(window: MainWindow) -> CareCard:
    return next(s for s in page_of(window)._sections if isinstance(s, CareCard))


def press(widget: QWidget, words: str) -> None:
    """Press the button in sight with these words."""
    QApplication.processEvents()
    found = [b for b in widget.findChildren(QPushButton) if b.text() == words and b.isVisible()]
    found[0].click()


def words_of(widget: QWidget) -> str:
    """Everything that labels say in sight."""
    QApplication.processEvents()
    labels = [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels)


def test_another_language_is_shown_at_once_mirrored_and_kept(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    card = look_card(window)
    card._speak("ar")
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert desk_of(window).here == ("settings", {"at": "language"})
    assert "الإعدادات" in words_of(page_of(window))
    assert preferences.load().language == "ar"
    qtbot.waitUntil(look_card(window).language.hasFocus)
    look_card(window)._speak("en")
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_colours_and_text_size_are_shown_at_once_and_kept(qtbot: QtBot, window: MainWindow) -> None:
    card = look_card(window)
    card.scheme.set_values(Scheme.DARK)
    card.scheme.changed.emit()
    assert look.current().scheme is Scheme.DARK
    card = look_card(window)
    card.size.set_values("150")
    card.size.changed.emit()
    assert look.current().scale == 1.5
    assert preferences.load() == preferences.Preferences(Scheme.DARK, 1.5, "")


def test_preferences_hold_nothing_else(window: MainWindow, tmp_path: Path) -> None:
    card = look_card(window)
    card.scheme.changed.emit()
    kept = json.loads((tmp_path / "config" / "liaison" / "window.json").read_text())
    assert set(kept) == {"scheme", "scale", "language", "folder"}


def test_minutes_until_the_lock(window: MainWindow) -> None:
    card = locking_card(window)
    assert card.minutes.value() == 10
    card.minutes.setValue(3)
    card.minutes.editingFinished.emit()
    assert locking.idle_minutes(desk_of(window).workspace) == 3
    assert window.idle
    assert window.idle._limit == 180


def test_a_pin_is_set_and_taken_away(window: MainWindow) -> None:
    card, workspace = locking_card(window), desk_of(window).workspace
    card.pin.setText("123456")
    press(card.frame, "Set PIN")
    assert "first that anybody" in words_of(card.frame)
    card.pin.setText("274916")
    press(card.frame, "Set PIN")
    assert locking.has_pin(workspace)
    assert card.pin.text() == ""
    press(card.frame, "Use no PIN")
    assert not locking.has_pin(workspace)


def test_another_passphrase(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    card, workspace = keys_card(window), desk_of(window).workspace
    press(card.frame, "Change the passphrase…")
    new = card.frame.findChild(NewPassphrase)
    present = next(
        f
        for f in card.frame.findChildren(SecretField)
        if f.accessibleName() == "Present passphrase"
    )
    assert isinstance(new, NewPassphrase)
    present.setText("not the passphrase")
    new.first.setText(NEW)
    new.second.setText(NEW)
    press(card.frame, "Change the passphrase")
    qtbot.waitUntil(lambda: "not the passphrase" in words_of(card.frame))
    present.setText(PASSPHRASE)
    press(card.frame, "Change the passphrase")
    qtbot.waitUntil(lambda: not card._form.isVisible())
    with pytest.raises(WrongPassphrase):
        workspaces.prove(workspace, PASSPHRASE)
    workspaces.prove(workspace, NEW)
    assert not any(NEW in f.text() for f in card.frame.findChildren(SecretField) if f.isVisible())


def test_a_new_recovery_code_counts_once_it_is_on_paper(qtbot: QtBot, window: MainWindow) -> None:
    card, workspace = keys_card(window), desk_of(window).workspace
    assert "on paper" in words_of(card.frame)
    press(card.frame, "New recovery code…")
    card.frame.findChildren(SecretField)[-1].setText(PASSPHRASE)
    press(card.frame, "Make a new code")
    qtbot.waitUntil(lambda: card.frame.findChild(RecoveryCode) is not None)
    shown = card.frame.findChild(RecoveryCode)
    assert isinstance(shown, RecoveryCode)
    group = shown._code.split("-")[shown.asked - 1]
    shown.written.click()
    QTest.keyClicks(shown.group, group)
    shown.confirm()
    assert workspace.setting("recovery_confirmed") == "1"
    assert "on paper" not in words_of(card.frame)


def test_a_backup_is_written_and_its_age_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = care_card(window)
    assert "no backup yet" in words_of(card.frame)
    target = tmp_path / "north.backup"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    card.backup.click()
    qtbot.waitUntil(lambda: "made today" in words_of(card.frame))
    assert [made.place for made in care.backups_made(desk_of(window).workspace)] == [str(target)]
    workspaces.restore(target, tmp_path / "again", PASSPHRASE).close()


def test_restoring_locks_and_asks_for_the_backup(window: MainWindow) -> None:
    press(care_card(window).frame, "Restore from a backup…")
    assert window.desk is None
    assert window.door
    assert isinstance(window.door.page(), RestorePage)


def test_everything_is_checked(qtbot: QtBot, window: MainWindow) -> None:
    card = care_card(window)
    card._check.setFocus()
    press(card.frame, "Check everything")
    qtbot.waitUntil(lambda: "Everything is in order" in words_of(card.frame))
    assert card._check.hasFocus()  # the page did not jump to another control


def test_what_was_done_is_listed_and_undone(qtbot: QtBot, window: MainWindow) -> None:
    desk = desk_of(window)
    desk.workspace.commit("family.add", [Add(Household(name="García"))])
    qtbot.waitUntil(lambda: "Family added" in words_of(page_of(window)))
    press(page_of(window), "Undo")
    qtbot.waitUntil(lambda: desk.workspace.all(Household) == [])
    qtbot.waitUntil(lambda: "undone" in words_of(page_of(window)))


def test_a_draft_is_thrown_away_only_when_asked_twice(qtbot: QtBot, window: MainWindow) -> None:
    desk = desk_of(window)
    drafts.keep(desk.workspace, "contact:new", {"note": "she asked"}, cursor=0, focus="note")
    desk.go("settings", at="drafts")
    QApplication.processEvents()
    press(page_of(window), "Throw away…")
    assert drafts.find(desk.workspace, "contact:new")
    press(page_of(window), "Throw away")
    assert drafts.find(desk.workspace, "contact:new") is None
    assert "everything typed is saved" in words_of(page_of(window))


def test_the_licences_are_there_to_read() -> None:
    texts = licence_texts()
    for wanted in ("SIL OPEN FONT LICENSE", "MIT License", "Inter", "NotoSansArabic", "tabler"):
        assert wanted.lower() in texts.lower()


def test_a_language_that_nobody_reviewed_says_so(window: MainWindow) -> None:
    desk = desk_of(window)
    desk.go("settings")
    picker = desk.findChildren(LanguagePicker)[0]
    offered = [picker.itemText(at) for at in range(picker.count())]
    assert offered[0] == "English"
    assert "español (draft)" in [words.lower() for words in offered]
    assert "no speaker has reviewed" not in _words(window)
    window.restyle(replace(preferences.load(), language="es"))
    assert "borrador" in _words(window)
    window.restyle(replace(preferences.load(), language="en"))


def _words(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_backups_that_hold_what_was_erased_are_named_until_they_are_deleted(
    window: MainWindow, tmp_path: Path
) -> None:
    workspace = desk_of(window).workspace
    made = tmp_path / "stick" / "before.bak"
    made.parent.mkdir()
    care.backup(workspace, made)
    home = workspace.commit("write", [Add(Household(name="Gone"))]).ids[0]
    seen = erasing.preview(workspace, "household", home)
    erasing.erase(workspace, seen, seen.code)
    made.parent.rename(tmp_path / "pulled out")
    page_of(window).arrive()
    [banner] = [one for one in page_of(window).findChildren(Banner) if "before.bak" in one.words()]
    assert "holds what was erased since" in banner.words()
    banner.findChildren(QPushButton)[0].click()
    QApplication.processEvents()
    assert not banner.isVisibleTo(page_of(window))
