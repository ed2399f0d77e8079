"""The search box: typing finds, arrows choose, Enter opens, and nothing ever waits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from liaison_app.actions import workspaces
from liaison_app.records.people import Household
from liaison_app.workspace import Add
from tests.desk import PASSPHRASE, workspace_at
from tests.ui.accessible import unnamed
from ui.look import Scheme
from ui.search_popup import SearchBox

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from tests.ui.conftest import Show
    from ui.desk import Desk


@dataclass
class Owner:
    locked: int = 0

    def lock(self) -> None:
        self.locked += 1


@dataclass
class Shell:
    """What the box asks of the window."""

    workspace: Workspace
    owner: Owner = field(default_factory=Owner)
    shown: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def go(self, page: str, **target: str) -> None:
        self.shown.append((page, target))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = workspace_at(tmp_path / "workspace")
    names = ("الأحمد", "Nguyễn", "Nguyen-Tran", "Locke", "Baker")
    made.commit("family.add", [Add(Household(name=name)) for name in names])
    yield made
    made.close()


@dataclass
class Stand:
    window: QWidget
    box: SearchBox
    other: QLineEdit
    shell: Shell
    qtbot: QtBot

    def type(self, text: str) -> None:
        QTest.keyClicks(self.box, text)

    def press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.window.focusWidget(), key, held)

    def titles(self) -> list[str]:
        self.qtbot.waitUntil(lambda: self.box.popup is not None, timeout=10_000)
        assert self.box.popup
        return [row.title.text for row in self.box.popup.model.rows if row.open]

    def chosen(self) -> str:
        assert self.box.popup
        return self.box.popup.model.rows[self.box.popup.list.currentIndex().row()].title.text


@pytest.fixture
def stand(workspace: Workspace, qtbot: QtBot) -> Stand:
    """The box above a page with a field, in a window that is in use."""
    shell = Shell(workspace)
    window = QWidget()
    qtbot.addWidget(window)
    box, other = SearchBox(cast("Desk", cast("Any", shell))), QLineEdit()
    other.setAccessibleName("Page")
    inside = QVBoxLayout(window)
    inside.addWidget(box)
    inside.addStretch(1)
    inside.addWidget(other)
    window.resize(900, 600)
    with qtbot.waitActive(window):
        window.show()
    other.setFocus()
    return Stand(window, box, other, shell, qtbot)


def test_typing_finds_and_enter_opens_the_first(stand: Stand) -> None:
    stand.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert stand.box.hasFocus()
    stand.type("nguyen")
    assert stand.titles() == ["Nguyễn", "Nguyen-Tran"]
    stand.press(Qt.Key.Key_Return)
    [(page, target)] = stand.shell.shown
    assert page == "family"
    assert target["household"]
    assert stand.box.popup is None
    assert stand.box.text() == ""


def test_arrows_choose_and_go_round(stand: Stand) -> None:
    stand.box.begin()
    stand.type("nguyen")
    stand.titles()
    assert stand.chosen() == "Nguyễn"
    stand.press(Qt.Key.Key_Down)
    assert stand.chosen() == "Nguyen-Tran"
    stand.press(Qt.Key.Key_Down)
    assert stand.chosen() == "Nguyễn"
    stand.press(Qt.Key.Key_Up)
    assert stand.chosen() == "Nguyen-Tran"
    assert stand.box.hasFocus()


def test_enter_faster_than_the_answer_opens_what_comes_first(stand: Stand) -> None:
    stand.box.begin()
    stand.type("baker")
    stand.press(Qt.Key.Key_Return)
    stand.qtbot.waitUntil(lambda: stand.shell.shown != [], timeout=10_000)
    assert stand.shell.shown[0][0] == "family"


def test_escape_closes_and_goes_back_to_the_page(stand: Stand) -> None:
    stand.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    stand.type("baker")
    stand.titles()
    stand.press(Qt.Key.Key_Escape)
    assert stand.box.popup is None
    assert stand.box.text() == ""
    stand.press(Qt.Key.Key_Escape)
    assert stand.other.hasFocus()


def test_nothing_found_is_said_in_words(stand: Stand) -> None:
    stand.box.begin()
    stand.type("qqqqqq")
    assert stand.titles() == []
    assert stand.box.popup
    assert "qqqqqq" in stand.box.popup._nothing.text()
    assert stand.box.popup._nothing.isVisible()


def test_a_command_comes_after_families_and_locks_only_when_chosen(stand: Stand) -> None:
    stand.box.begin()
    stand.type("lock")
    assert stand.titles() == ["Locke", "Lock"]
    stand.press(Qt.Key.Key_Return)
    assert stand.shell.owner.locked == 0
    stand.box.begin()
    stand.type("lock")
    stand.titles()
    stand.press(Qt.Key.Key_Up)
    stand.press(Qt.Key.Key_Return)
    assert stand.shell.owner.locked == 1


def test_a_packet_is_printed_by_command(stand: Stand) -> None:
    stand.box.begin()
    stand.type("packet")
    assert stand.titles() == ["Print a packet"]
    stand.press(Qt.Key.Key_Return)
    assert stand.shell.shown[-1] == ("packet", {})


def test_only_the_newest_question_is_answered(stand: Stand) -> None:
    stand.box.begin()
    stand.type("nguyen")
    stand.titles()
    stand.box.setText("baker")
    stand.qtbot.waitUntil(lambda: stand.titles() == ["Baker"], timeout=10_000)


def test_what_was_typed_is_gone_once_the_box_is_hidden(stand: Stand) -> None:
    stand.box.begin()
    stand.type("baker")
    stand.titles()
    stand.window.hide()
    assert stand.box.text() == ""
    assert stand.box.popup is None


def test_a_change_of_passphrase_does_not_wait_for_the_search(stand: Stand) -> None:
    stand.box.begin()
    stand.type("baker")
    stand.titles()
    stand.other.setFocus()
    stand.qtbot.waitUntil(lambda: stand.shell.workspace.shared.views == 0, timeout=10_000)
    workspaces.change_passphrase(stand.shell.workspace, PASSPHRASE, "another long one, my dear")
    stand.box.begin()
    stand.type("nguyen")
    assert stand.titles() == ["Nguyễn", "Nguyen-Tran"]


def test_the_box_lets_go_of_a_workspace_that_is_locked(stand: Stand) -> None:
    stand.box.begin()
    stand.type("baker")
    stand.titles()
    stand.shell.workspace.close()
    stand.type("s")
    stand.window.close()
    stand.box.deleteLater()


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_list_fits_and_everything_has_a_name(
    stand: Stand, show_in: Show, tag: str, scheme: Scheme
) -> None:
    show_in(tag, scheme, 2.0)
    stand.window.resize(683, 384)
    stand.box.begin()
    stand.type("nguyen")
    stand.titles()
    assert stand.box.popup
    assert stand.window.rect().contains(stand.box.popup.geometry())
    assert unnamed(stand.window) == []
    stand.window.grab()
