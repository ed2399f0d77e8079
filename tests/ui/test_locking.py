"""In and out of the window: unlock, lock, PIN, shade, idle, sleep; what is typed stays."""

from __future__ import annotations

import gc
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from liaison_app.actions import drafts, locking, workspaces
from liaison_app.errors import InvalidValue, Locked, NoRoom, WrongPassphrase
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.desk import PASSPHRASE, StandingClock, workspace_at
from ui.lock import WARNED_FOR, IdleWatch
from ui.main_window import MainWindow
from ui.pages.first_run import FirstRunPage
from ui.pages.unlock import UnlockPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from ui.desk import Desk

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
    QTest.qWait(50)
    assert window.desk is None


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
    QApplication.processEvents()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.desk is None)
    QApplication.processEvents()
    gc.collect()
    assert "Planted" not in texts(window)
    shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert shown == [window]
    with pytest.raises(Locked):
        workspace.all(Household)
    assert workspace.shared.opened.key == b""
    assert window.windowTitle() == "Liaison"


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


# --- the sealed key


def test_a_sealed_key_lasts_four_hours_from_the_passphrase(tmp_path: Path) -> None:
    clock = StandingClock()
    workspace = workspace_at(tmp_path / "w", clock)
    locking.set_pin(workspace, PIN)
    unlocked, key = clock.at, workspace.shared.opened.key
    clock.wait(hours=3)
    sealed = locking.seal(workspace, unlocked)
    assert sealed
    assert key not in b"".join(v for v in vars(sealed).values() if isinstance(v, bytes))
    assert sealed.key(PIN, clock.at) == key
    clock.wait(minutes=59)
    assert sealed.good(clock.at)
    clock.wait(minutes=1)
    with pytest.raises(Locked):
        sealed.key(PIN, clock.at)
    clock.wait(hours=-2)
    with pytest.raises(Locked):  # dropped is dropped, whatever the clock says later
        sealed.key(PIN, clock.at)
    clock.wait(hours=5)
    assert locking.seal(workspace, unlocked) is None
    workspace.close()


def test_a_clock_set_back_ends_the_pin(tmp_path: Path) -> None:
    clock = StandingClock()
    workspace = workspace_at(tmp_path / "w", clock)
    locking.set_pin(workspace, PIN)
    sealed = locking.seal(workspace, clock.at)
    workspace.close()
    assert sealed
    with pytest.raises(Locked):
        sealed.key(PIN, clock.at - timedelta(seconds=1))


def test_five_wrong_pins_drop_the_key(tmp_path: Path) -> None:
    clock = StandingClock()
    workspace = workspace_at(tmp_path / "w", clock)
    locking.set_pin(workspace, PIN)
    sealed = locking.seal(workspace, clock.at)
    workspace.close()
    assert sealed
    for _time in range(4):
        with pytest.raises(WrongPassphrase):
            sealed.key("000001", clock.at)
    with pytest.raises(Locked):
        sealed.key("000001", clock.at)
    with pytest.raises(Locked):
        sealed.key(PIN, clock.at)


def test_after_another_passphrase_the_old_seal_opens_nothing(tmp_path: Path) -> None:
    clock = StandingClock()
    workspace = workspace_at(tmp_path / "w", clock)
    locking.set_pin(workspace, PIN)
    sealed = locking.seal(workspace, clock.at)
    workspaces.change_passphrase(workspace, PASSPHRASE, "nine patient herons at the weir")
    workspace.close()
    assert sealed
    with pytest.raises(Locked, match="passphrase"):
        locking.unlock_with_pin(sealed, PIN, tmp_path / "w", clock=clock)


def test_the_pin_and_the_key_are_on_no_disk(tmp_path: Path) -> None:
    workspace = workspace_at(tmp_path / "w")
    locking.set_pin(workspace, PIN)
    key = workspace.shared.opened.key
    locking.seal(workspace, workspace.now())
    workspace.close()
    for path in tmp_path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert PIN.encode() not in content
            assert key not in content
            assert key.hex().encode() not in content


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "abcdef", "١٢٣٤٥٦", "111111", "123456", "654321"]
)
def test_a_plain_pin_is_refused(tmp_path: Path, pin: str) -> None:
    workspace = workspace_at(tmp_path / "w")
    with pytest.raises(InvalidValue, match="PIN"):
        locking.set_pin(workspace, pin)
    assert not locking.has_pin(workspace)
    workspace.close()


# --- nobody there


class Watched:
    """A watch with clocks of its own."""

    def __init__(self, parent: QWidget, minutes: int = 10) -> None:
        self.clock, self.seconds = StandingClock(), 0.0
        self.window = parent
        self.warned: list[int] = []
        self.locked = 0
        self.watch = IdleWatch(
            parent,
            minutes,
            warn=self.warned.append,
            lock=self._lock,
            now=self.clock,
            seconds=lambda: self.seconds,
        )

    def begin(self) -> None:
        """Somebody used it just now."""
        self.watch.poll()
        self.watch.used()

    def pass_time(self, seconds: float, *, asleep: bool = False) -> None:
        self.clock.wait(seconds=seconds)
        if not asleep:
            self.seconds += seconds
        self.watch.poll()

    def _lock(self) -> None:
        self.locked += 1


@pytest.fixture
def watched(qtbot: QtBot) -> Watched:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    return Watched(window)


def test_nobody_there_is_warned_a_minute_before_and_locked(watched: Watched) -> None:
    watched.begin()
    for _second in range(600 - WARNED_FOR - 1):
        watched.pass_time(1)
    assert watched.warned == []
    watched.pass_time(1)
    assert watched.warned == [60]
    for _second in range(59):
        watched.pass_time(1)
    assert watched.warned[-1] == 1
    assert watched.locked == 0
    watched.pass_time(1)
    assert watched.locked == 1


def test_one_key_stays(qtbot: QtBot, watched: Watched) -> None:
    watched.window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is not None)
    watched.begin()
    for _second in range(570):
        watched.pass_time(1)
    assert watched.warned[-1] == 30
    focused = QApplication.focusWindow()
    assert focused
    QTest.keyClick(focused, Qt.Key.Key_Shift)
    assert watched.warned[-1] == 0
    for _second in range(30):
        watched.pass_time(1)
    assert watched.locked == 0


def test_a_sleep_locks_at_once(watched: Watched) -> None:
    watched.pass_time(300, asleep=True)
    assert watched.locked == 1


def test_a_program_that_did_not_run_for_a_while_locks(watched: Watched) -> None:
    watched.pass_time(120)
    assert watched.locked == 1
