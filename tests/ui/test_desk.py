"""The window around the pages: places, keys, messages with undo, long work, looks."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea

from liaison_app.errors import LiaisonError, NoRoom
from liaison_app.records.people import Household
from liaison_app.workspace import Add, Put
from tests.ui.accessible import too_wide, unnamed
from tests.ui.windows import desk_of, empty_workspace, opened, practice_workspace
from ui.look import Scheme
from ui.places import PLACES
from ui.shortcuts import ShortcutList, keys_of
from ui.widgets.banner import Banner
from ui.widgets.progress import ProgressPanel
from ui.work import _SHOWN_AFTER_MS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Touched, Workspace
    from tests.ui.conftest import Show
    from ui.jobs import Report
    from ui.main_window import MainWindow

CHECKOUT = Path(__file__).resolve().parent.parent.parent
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = opened(qtbot, empty_workspace(tmp_path / "w"))
    yield made
    made.close()


def said(window: MainWindow) -> list[str]:
    """The words of all bands in sight."""
    return [band.words() for band in window.findChildren(Banner) if band.isVisible()]


def test_every_place_has_a_key_and_back_leads_back(qtbot: QtBot, window: MainWindow) -> None:
    desk = desk_of(window)
    assert desk.here == ("today", {})
    keys = {"families": "2", "kits": "3", "records": "4", "import": "5", "settings": ","}
    for name, key in keys.items():
        QTest.keyClick(window, Qt.Key(ord(key)), CONTROL)
        qtbot.waitUntil(lambda name=name: desk.here[0] == name)  # type: ignore[misc]
    QTest.keyClick(window, Qt.Key.Key_Left, ALT)
    assert desk.here == ("import", {})
    for _step in range(10):
        desk.back()
    assert desk.here == ("today", {})


def test_a_page_is_made_at_its_first_visit(window: MainWindow) -> None:
    assert list(desk_of(window)._pages) == ["today"]


def test_the_practice_band_stands_on_every_page(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(qtbot, practice_workspace(tmp_path / "p"), "demo")
    for found in PLACES:
        if found.label:
            desk_of(window).go(found.name)
            assert any("invented" in words for words in said(window)), found.name
    window.close()


def test_a_real_workspace_has_no_practice_band(window: MainWindow) -> None:
    assert said(window) == []


def add_family(window: MainWindow, name: str) -> Touched:
    return desk_of(window).workspace.commit("family.add", [Add(Household(name=name))])


def families(window: MainWindow) -> list[str]:
    return [household.name for household in desk_of(window).workspace.all(Household)]


def test_undo_on_the_message_takes_it_back(qtbot: QtBot, window: MainWindow) -> None:
    desk = desk_of(window)
    touched = add_family(window, "García")
    desk.done("García was added", undo=touched.number)
    undo = next(b for b in window.findChildren(QPushButton) if b.text() == "Undo" and b.isVisible())
    undo.click()
    qtbot.waitUntil(lambda: families(window) == [])
    qtbot.waitUntil(lambda: "Undone: Family added" in desk._toast.accessibleName())


def test_the_undo_key_takes_back_only_what_was_done_since_unlocking(
    qtbot: QtBot, tmp_path: Path
) -> None:
    folder = empty_workspace(tmp_path / "w")
    first = opened(qtbot, folder)
    add_family(first, "Before")
    first.close()
    window = opened(qtbot, folder)
    add_family(window, "One")
    add_family(window, "Two")
    for left in (["Before", "One"], ["Before"]):
        QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
        qtbot.waitUntil(lambda left=left: families(window) == left)  # type: ignore[misc]
        qtbot.waitUntil(lambda: not desk_of(window).working())
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert "since you unlocked" in desk_of(window)._toast.accessibleName()
    assert families(window) == ["Before"]
    window.close()


def test_what_an_undo_leaves_is_said(qtbot: QtBot, window: MainWindow) -> None:
    touched = add_family(window, "García")
    changes = [Put(Household, touched.ids[0], {"name": "López"})]
    desk_of(window).workspace.commit("household.set", changes)
    desk_of(window).undo(touched.number)
    qtbot.waitUntil(lambda: any("changed since" in words for words in said(window)))
    assert families(window) == ["López"]


def test_trouble_stands_in_the_window_until_one_goes_on(window: MainWindow) -> None:
    desk = desk_of(window)
    desk.trouble(NoRoom("The disk is full. Free some space."))
    assert said(window) == ["The disk is full. Free some space."]
    desk.go("families")
    assert said(window) == []


def test_long_work_shows_progress_and_can_be_cancelled(qtbot: QtBot, window: MainWindow) -> None:
    desk = desk_of(window)
    stopped, done = threading.Event(), []

    def work(view: Workspace, report: Report) -> int:
        try:
            for step in range(100_000):
                report(step, 100_000, "families")
                stopped.wait(0.01)
        finally:
            stopped.set()
        return len(view.all(Household))

    desk.job(work, done.append, label="Counting", failed=lambda error: done.append(0))
    qtbot.waitUntil(lambda: any(p.isVisible() for p in window.findChildren(ProgressPanel)))
    assert desk.working()
    cancel = next(
        button
        for panel in window.findChildren(ProgressPanel)
        for button in panel.findChildren(QPushButton)
        if button.isVisible()
    )
    cancel.click()
    qtbot.waitUntil(stopped.is_set)
    assert not desk.working()
    assert done == []


def test_work_that_its_page_speaks_of_has_no_panel(qtbot: QtBot, window: MainWindow) -> None:
    desk = desk_of(window)
    go_on, done = threading.Event(), []
    desk.job(lambda _view, _report: go_on.wait(5), done.append, label="")
    qtbot.wait(_SHOWN_AFTER_MS + 100)
    assert not any(panel.isVisible() for panel in window.findChildren(ProgressPanel))
    go_on.set()
    qtbot.waitUntil(lambda: bool(done))


def test_work_that_fails_is_said(qtbot: QtBot, window: MainWindow) -> None:
    def work(_view: Workspace, _report: Report) -> None:
        raise LiaisonError("The list has no names in it. Choose another file.")

    desk_of(window).job(work, lambda _none: None, label="Reading")
    qtbot.waitUntil(lambda: said(window) != [])
    assert "no names" in said(window)[0]


def test_locking_stops_long_work_and_closes_the_files(qtbot: QtBot, window: MainWindow) -> None:
    workspace = desk_of(window).workspace
    started, ended = threading.Event(), threading.Event()

    def work(view: Workspace, report: Report) -> None:
        del view
        started.set()
        try:
            while True:
                report(0, 0)
                ended.wait(0.01)
        finally:
            ended.set()

    desk_of(window).job(work, lambda _none: None, label="Counting")
    qtbot.waitUntil(started.is_set)
    window.lock()
    qtbot.waitUntil(ended.is_set)
    qtbot.waitUntil(lambda: workspace.shared.closed)


def test_every_page_has_its_keys_listed(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    shown = next(w for w in QApplication.topLevelWidgets() if isinstance(w, ShortcutList))
    words = "\n".join(label.text() for label in shown.findChildren(QLabel))
    for wanted in ("Families", "Ctrl+2", "Lock", "Ctrl+L", "F9", "Undo the last action", "Ctrl+K"):
        assert wanted in words
    shown.close()


def test_no_two_actions_share_a_key(qtbot: QtBot, window: MainWindow) -> None:
    for found in PLACES:
        if found.label:
            desk_of(window).go(found.name)
            QApplication.processEvents()
            keys = [k for ks in keys_of(desk_of(window)).values() for k in ks.split(", ")]
            assert sorted(keys) == sorted(set(keys)), found.name


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("tag", ["en", "ar", "qps-ploc"])
def test_the_window_fits_small_screens(
    qtbot: QtBot, tmp_path: Path, show_in: Show, tag: str, size: tuple[int, int]
) -> None:
    show_in(tag)
    window = opened(qtbot, empty_workspace(tmp_path / "w"))
    window.resize(*size)
    desk_of(window).go("settings")
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    assert too_wide(window, size[0]) == []
    assert unnamed(window) == []
    assert desk_of(window).sidebar.folded == (size[0] < 1080)
    window.close()


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_window_fits_at_twice_the_text(
    qtbot: QtBot, tmp_path: Path, show_in: Show, scheme: Scheme
) -> None:
    show_in("en", scheme, 2.0)
    window = opened(qtbot, empty_workspace(tmp_path / "w"))
    window.resize(1366, 768)
    desk_of(window).go("settings")
    QApplication.processEvents()
    assert (window.width(), window.height()) == (1366, 768)
    assert too_wide(window, 1366) == []
    window.close()


def test_a_low_window_scrolls_the_places_down_and_never_across(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(qtbot, empty_workspace(tmp_path / "w"))
    window.resize(683, 384)
    QApplication.processEvents()
    (area,) = desk_of(window).sidebar.findChildren(QScrollArea)
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: not area.horizontalScrollBar().isVisible())
    window.close()


FIRST_PAINT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import application
from ui.main_window import MainWindow

class Window(MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        found = {name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names)
        print(sorted(found - {"PySide6", "shiboken6", "shibokensupport", "__main__"}))
        rooms = {name for name in sys.modules if name.startswith("liaison_app.")}
        print(sorted(rooms & {"liaison_app.store", "liaison_app.records", "liaison_app.workspace"}))
        QTimer.singleShot(0, app.quit)

app = application.make([])
window = Window(Path(sys.argv[1]))
window.show()
app.exec()
"""


ALLOWED = {
    "ui",
    "liaison_app",
    "signature_bootstrap",
    "__feature__",
    "_distutils_hack",
    "sitecustomize",
}
"""Ours, and what PySide, the installer of packages and Debian's Python bring along."""


def test_the_lock_page_is_painted_with_qt_and_the_standard_library_alone(tmp_path: Path) -> None:
    folder = empty_workspace(tmp_path / "w")
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(folder)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=True,
    )
    ours, rooms = answer.stdout.splitlines()[:2]
    assert set(eval(ours)) <= ALLOWED  # noqa: S307
    assert rooms == "[]"
