"""In and out of the window: unlock, lock, PIN, shade, idle, sleep; what is typed stays."""

from __future__ import annotations

import gc
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from liaison_app.actions import drafts, locking, workspaces
from liaison_app.errors import Locked, NoRoom
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.desk import PASSPHRASE, workspace_at
from ui import jobs
from ui.main_window import MainWindow
from ui.pages.first_run import FirstRunPage
from ui.pages.settings_about import Licences
from ui.pages.unlock import UnlockPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from ui.desk import Desk
    from ui.jobs import Report

PIN = "274916"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed workspace with one family and a PIN."""
    workspace = workspace_at(tmp_path / "w")
    workspace.commit("family.add", [Add(Household(name="Xochitl-Planted"))])
    locking.set_pin(workspace, PIN)
    workspace.close()
    return tmp_path / "w"


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    made = MainWindow(folder)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.close()


def page_of(window: MainWindow) -> UnlockPage:
    assert window.door
    found = window.door.page()
    assert isinstance(found, UnlockPage)
    return found


def unlock(qtbot: QtBot, window: MainWindow, passphrase: str = PASSPHRASE) -> None:
    page = page_of(window)
    page.passphrase.setText(passphrase)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.desk is not None)


def texts(widget: QWidget) -> str:
    """Everything that is written anywhere in a widget."""
    found = [label.text() for label in widget.findChildren(QLabel)]
    found += [line.text() for line in widget.findChildren(QLineEdit)]
    found += [edit.toPlainText() for edit in widget.findChildren(QPlainTextEdit)]
    return "\n".join(found)


def test_the_right_passphrase_opens_today(qtbot: QtBot, window: MainWindow) -> None:
    unlock(qtbot, window)
    assert window.desk
    assert window.desk.here == ("today", {})
    assert window.windowTitle() == "Liaison"


def test_a_wrong_passphrase_is_said_and_waits_longer_each_time(qtbot: QtBot, folder: Path) -> None:
    window = MainWindow(folder)
    qtbot.addWidget(window)
    assert window.door
    page = UnlockPage(folder, window.door, tick_ms=200)
    qtbot.addWidget(page)
    page.show()
    page.passphrase.setText("not the passphrase of it")
    page.try_passphrase()
    qtbot.waitUntil(lambda: "again" in page.button.text(), timeout=20_000)
    assert "not the passphrase" in page.problem.text()
    qtbot.waitUntil(page.button.isEnabled)
    assert page.passphrase.selectedText()
    assert [locking.delay_after(n) for n in range(9)] == [0, 1, 2, 4, 8, 16, 30, 30, 30]


def test_enter_does_nothing_while_the_delay_runs(qtbot: QtBot, folder: Path) -> None:
    window = MainWindow(folder)
    qtbot.addWidget(window)
    assert window.door
    page = UnlockPage(folder, window.door, tick_ms=600_000)
    qtbot.addWidget(page)
    page.show()
    page.passphrase.setText("not the passphrase of it")
    page.try_passphrase()
    qtbot.waitUntil(lambda: "again" in page.button.text())
    page.passphrase.setText(PASSPHRASE)
    QTest.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert not page.busy


def test_a_passphrase_can_be_pasted_and_looked_at(qtbot: QtBot, window: MainWindow) -> None:
    page = page_of(window)
    QApplication.clipboard().setText(PASSPHRASE)
    page.passphrase.paste()
    QApplication.clipboard().clear()
    assert page.passphrase.text() == PASSPHRASE
    assert PASSPHRASE not in page.passphrase.displayText()
    page.passphrase.actions()[0].trigger()
    assert page.passphrase.displayText() == PASSPHRASE


def test_a_locked_window_holds_no_family(qtbot: QtBot, window: MainWindow) -> None:
    unlock(qtbot, window)
    assert window.desk
    workspace = window.desk.workspace
    window.desk.go("families")
    window.desk.done("Xochitl-Planted was added")
    Licences(window).open()  # any dialog
    QApplication.processEvents()
    window.lock()
    qtbot.wait(1)  # back in the event loop, which destroys what was let go
    gc.collect()
    assert "Planted" not in texts(window)
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [window]
    with pytest.raises(Locked):
        workspace.all(Household)
    assert workspace.shared.opened.key == b""
    assert window.windowTitle() == "Liaison"


def test_the_key_locks(qtbot: QtBot, window: MainWindow) -> None:
    unlock(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.desk is None)


def test_the_pin_opens_a_locked_window_at_the_same_place(qtbot: QtBot, window: MainWindow) -> None:
    unlock(qtbot, window)
    assert window.desk
    window.desk.go("families")
    window.lock()
    page = page_of(window)
    qtbot.waitUntil(page.pin.isVisible)
    QTest.keyClicks(page.pin, PIN)
    qtbot.waitUntil(lambda: window.desk is not None)
    assert window.desk
    assert window.desk.here == ("families", {})


def test_five_wrong_pins_leave_only_the_passphrase(qtbot: QtBot, window: MainWindow) -> None:
    unlock(qtbot, window)
    window.lock()
    page = page_of(window)
    for left in ("4 tries", "3 tries", "2 tries", "1 try", "fifth wrong PIN"):
        page.pin.setText("000001")
        qtbot.waitUntil(lambda left=left: left in page.problem.text())  # type: ignore[misc]
    assert not page.pin.isVisible()
    assert page.passphrase.isVisible()
    unlock(qtbot, window)


def test_what_is_typed_is_kept_before_the_files_close(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    unlock(qtbot, window)
    assert window.desk
    swap_today(window.desk, _Typing(window.desk.workspace))
    window.lock()
    workspace = workspaces.unlock(folder, PASSPHRASE)
    kept = drafts.find(workspace, "contact:new")
    workspace.close()
    assert kept
    assert kept.content == {"note": "half a sent"}


def swap_today(desk: Desk, page: Any) -> Any:
    """Let another page stand for Today; gives the former one."""
    widget, former = desk._pages["today"]
    desk._pages["today"] = (widget, page)
    return former


class _Typing:
    """A page in which something is being typed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def leave(self) -> None:
        content = {"note": "half a sent"}
        drafts.keep(self._workspace, "contact:new", content, cursor=11, focus="note")


class _Full:
    """A page that cannot keep what is typed."""

    def leave(self) -> None:
        raise NoRoom("The disk is full.")


def test_what_cannot_be_kept_is_covered_and_not_lost(qtbot: QtBot, window: MainWindow) -> None:
    unlock(qtbot, window)
    assert window.desk
    former = swap_today(window.desk, _Full())
    window.lock()
    assert window.desk
    assert window.shade
    assert not window.desk.isVisible()
    window.close()
    assert window.isVisible()
    swap_today(window.desk, former)


def test_the_shade_hides_everything_and_gives_the_cursor_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    unlock(qtbot, window)
    assert window.desk
    window.desk.go("settings", at="pin")
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert window.shade
    assert not window.desk.isVisible()
    window.shade.secret.setText("000001")
    qtbot.waitUntil(lambda: window.shade is not None and "4 tries" in window.shade.problem.text())
    QTest.keyClicks(window.shade.secret, PIN)
    qtbot.waitUntil(lambda: window.shade is None)
    assert window.desk.isVisible()
    focused = QApplication.focusWidget()
    assert focused
    assert focused.accessibleName() == "New PIN"


def test_no_key_of_the_pages_works_under_the_shade(qtbot: QtBot, window: MainWindow) -> None:
    unlock(qtbot, window)
    assert window.desk
    window.cover()
    for key in (Qt.Key.Key_2, Qt.Key.Key_K, Qt.Key.Key_Z):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    qtbot.wait(150)  # a button pressed by key is drawn pressed for a while
    assert window.desk.here == ("today", {})
    assert window.shade
    assert window.shade.secret.hasFocus()


def test_five_wrong_pins_on_the_shade_lock_it_for_good(qtbot: QtBot, window: MainWindow) -> None:
    unlock(qtbot, window)
    window.cover()
    for wrong in range(5):
        shade = window.shade
        assert shade
        shade.secret.setText("000001")
        qtbot.waitUntil(
            lambda shade=shade, n=wrong: window.desk is None or shade._tries.left == 4 - n  # type: ignore[misc]
        )
        qtbot.waitUntil(lambda shade=shade: window.desk is None or not shade._running)  # type: ignore[misc]
    qtbot.waitUntil(lambda: window.desk is None)
    assert page_of(window).passphrase.isVisible()
    assert not page_of(window).pin.isVisible()


def test_without_a_workspace_the_window_offers_to_make_one(qtbot: QtBot, tmp_path: Path) -> None:
    window = MainWindow(tmp_path / "none")
    qtbot.addWidget(window)
    assert window.door
    assert isinstance(window.door.page(), FirstRunPage)


def test_what_ends_while_the_window_locks_is_told_to_nobody(
    qtbot: QtBot, window: MainWindow
) -> None:
    unlock(qtbot, window)
    assert window.desk
    ended, told = threading.Event(), []

    def work(_view: Workspace, _report: Report) -> None:
        ended.set()

    window.desk.job(work, told.append, label="")
    assert ended.wait(10)
    workspace = window.desk.workspace
    while workspace.busy:
        time.sleep(0.01)  # its answer waits for the window by now
    window.lock()
    assert jobs.wait_for_all()
    QApplication.processEvents()
    assert told == []


def test_the_keyboard_is_on_the_lock_page_once_slow_work_let_go_of_the_files(
    qtbot: QtBot, window: MainWindow
) -> None:
    unlock(qtbot, window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.desk
    workspace = window.desk.workspace
    begun, go_on, close = threading.Event(), threading.Event(), workspace.close

    def work(_view: Workspace, _report: Report) -> None:
        begun.set()
        go_on.wait(10)

    def close_late() -> None:
        go_on.wait(10)
        close()

    workspace.close = close_late  # type: ignore[method-assign]
    window.desk.job(work, lambda _none: None, label="")
    assert begun.wait(10)
    window.lock()
    qtbot.wait(50)
    assert window.door
    assert not window.door.isEnabled()  # the files are still open
    go_on.set()
    qtbot.waitUntil(window.door.isEnabled)
    del workspace.close
    assert window.focusWidget() is page_of(window).pin


def test_a_lock_that_stumbles_still_hides_and_closes_everything(
    qtbot: QtBot, window: MainWindow
) -> None:
    unlock(qtbot, window)
    desk = window.desk
    assert desk
    workspace = desk.workspace

    def stumble() -> bool:
        raise RuntimeError("already deleted")

    desk.stop = stumble  # type: ignore[method-assign]
    with pytest.raises(RuntimeError):
        window.lock()
    assert window.desk is None
    assert window.door
    assert window.door.isVisible()
    qtbot.waitUntil(lambda: workspace.shared.closed)
    del desk.stop
