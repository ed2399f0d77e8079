"""Giving a family's facts to somebody outside, in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyrage
import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from liaison_app.actions import consents, shared
from liaison_app.actions.shared import State
from liaison_app.records.governance import Consent
from liaison_app.records.people import Person
from liaison_app.records.sharing import Disclosure
from tests.clinic import CLINIC, agree
from tests.packets.home import STREET
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import pick, press, settle, words
from tests.ui.shells import OnePageShell
from ui import jobs
from ui.pages.family import FamilyPage
from ui.pages.share import SharePage
from ui.pages.shared import SharedPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.packets.home import Home


class ShareRoom:
    """A small window with the family's page and those that share."""

    def __init__(self, home: Home, qtbot: QtBot, size: tuple[int, int] = (1158, 704)) -> None:
        self.home, self._qtbot = home, qtbot
        self.shell = OnePageShell(home.workspace)
        self.page, self.read = SharePage(self.shell), SharedPage(self.shell)
        self.family = FamilyPage(self.shell)
        for page in (self.page, self.read, self.family):
            self.shell.add(page, page)
        self.shell.resize(*size)
        with qtbot.waitActive(self.shell):
            self.shell.show()

    def arrive(self) -> None:
        self.shell.go("share", household=self.home.family)
        settle()

    def look(self, recipient: str = CLINIC) -> None:
        """Say to whom, and look at what would be given."""
        self.page.choices.recipient.setText(recipient)
        press(self.page, "Look at it")
        self.wait()

    def wait(self) -> None:
        assert jobs.wait_for_all()
        settle()

    def seen(self) -> str:
        """All values in the list."""
        rows = self.page.values.list
        said = "\n".join(rows.item(row).text() for row in range(rows.count()))
        return said.translate(dict.fromkeys((0x2066, 0x2068, 0x2069)))

    def close(self) -> None:
        assert jobs.wait_for_all()
        self.shell.deaf()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def sharing_room(home: Home, qtbot: QtBot) -> Iterator[ShareRoom]:
    made = ShareRoom(home, qtbot)
    yield made
    made.close()


def choose_chip(widget: QWidget, words_on_it: str) -> None:
    """Pick what is on a chip."""
    for one in widget.findChildren(QPushButton):
        if one.isVisibleTo(widget) and one.text().replace("&", "") == words_on_it:
            one.click()
            settle()
            return
    raise AssertionError(f"no chip {words_on_it!r} in:\n{words(widget)}")


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    """Answer every dialog with this path; gives what was suggested."""
    suggested: list[str] = []

    def answer(_parent: object, _title: str, start: str = "", *_more: str) -> tuple[str, str]:
        suggested.append(start)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return suggested


def test_the_names_offered_are_gone_once_one_looks_and_the_rows_stay_together_on_a_high_screen(
    sharing_room: ShareRoom,
) -> None:
    room = sharing_room
    agree(room.home)
    room.shell.resize(1600, 1400)
    room.arrive()
    choices = room.page.choices
    where = [one.mapTo(choices, QPoint()).y() for one in (choices.purpose, choices.ground)]
    assert where[1] - where[0] < 500
    choices.recipient.setFocus()
    QTest.keyClicks(choices.recipient, CLINIC[:4])
    settle()
    tops = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    [offers] = [one for one in tops if one is not room.shell]
    assert offers.property("look") == "popup"
    press(room.page, "Look at it")
    room.wait()
    assert not offers.isVisible()


def test_from_the_family_to_a_locked_file_and_its_code(
    sharing_room: ShareRoom, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(home)
    target = tmp_path / "out.age"
    suggested = choose(monkeypatch, target)
    room = sharing_room
    room.shell.go("family", household=home.family)
    press(room.family, "What was shared: Share")
    assert not room.page.give_button.isEnabled(), "nothing leaves that was not looked at"
    room.look()
    assert "Yusuf Haddad · Given name · Yusuf" in room.seen()
    assert STREET not in room.seen()
    assert "Consent of Amira Haddad" in words(room.page)
    rows = room.page.values.list
    rows.setFocus()
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Space)
    settle()
    assert "13 values will be given." in words(room.page)
    press(room.page, "Give, locked with a code…")
    room.wait()
    assert room.shell.troubles == []
    assert "Haddad" not in suggested[0]
    assert "Riverside" not in suggested[0]
    given = room.page._given
    assert given is not None
    code = given._secret
    assert "Say it by phone" in words(room.page)
    assert pyrage.passphrase.decrypt(target.read_bytes(), code.replace("-", "")).startswith(b"%PDF")
    press(room.page, "Done")
    assert code not in words(room.page)
    assert CLINIC in words(room.family)
    assert "They have it" in words(room.family)
    (line,) = shared.of_family(home.workspace, home.family)
    assert line.values == 13


def test_without_consent_it_says_so_and_offers_the_form(
    sharing_room: ShareRoom, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = sharing_room
    room.arrive()
    room.look()
    assert "There is no consent" in words(room.page)
    assert not room.page.give_button.isEnabled()
    assert room.page.values.list.count() == 0, "nobody sees what may not be given as if it could"
    choose(monkeypatch, tmp_path / "form.pdf")
    press(room.page, "Save the form…")
    assert (tmp_path / "form.pdf").read_bytes().startswith(b"%PDF")
    assert home.workspace.all(Disclosure) == []
    press(room.page, "Write down the answer")
    pick(room.family.panel, "Given by (required)", "Amira")
    choose_chip(room.family.panel, "Given")
    press(room.family.panel, "Save")
    (written,) = home.workspace.all(Consent)
    assert (written.purpose, written.recipient) == ("Appointment at a clinic", CLINIC)
    room.arrive()
    room.look()
    assert room.page.give_button.isEnabled()


def test_an_exception_asks_for_its_reason(sharing_room: ShareRoom, home: Home) -> None:
    room = sharing_room
    room.arrive()
    room.page.choices.ground.set_value("emergency")
    assert not room.page.choices.reason.isVisible()
    room.page.choices.ground.chosen.emit()
    assert room.page.choices.reason.isVisible()
    room.look()
    assert "why this exception applies" in words(room.page)
    room.page.choices.reason.editor.set_value("taken to hospital")
    room.look()
    assert "without the family's consent" in words(room.page)
    assert room.page.give_button.isEnabled()
    assert home.family


def test_what_changed_meanwhile_is_looked_at_again_and_a_withdrawal_stops_it(
    sharing_room: ShareRoom, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = agree(home)
    room = sharing_room
    room.arrive()
    room.look()
    home.put(Person, home.yusuf, given_name="Joseph")
    assert not room.page.give_button.isEnabled()
    room.look()
    choose(monkeypatch, tmp_path / "x.age")
    room.shell.deaf()  # as if it arrived in this very moment
    home.put(Person, home.yusuf, given_name="Yousef")
    press(room.page, "Give, locked with a code…")
    room.wait()
    assert "Look at it once more" in words(room.page)
    assert not (tmp_path / "x.age").exists()
    room.look()
    consents.withdraw(home.workspace, own)
    press(room.page, "Give, locked with a code…")
    room.wait()
    assert "withdrawn" in words(room.page)
    assert not (tmp_path / "x.age").exists()


def test_a_plain_file_is_asked_about_first(
    sharing_room: ShareRoom, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(home)
    choose(monkeypatch, tmp_path / "x.pdf")
    room = sharing_room
    room.arrive()
    room.look()
    press(room.page, "Give so that anybody can read it…")
    assert not (tmp_path / "x.pdf").exists()
    press(room.page, "Choose where…")
    room.wait()
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    assert "Anybody who finds this file can read it" in words(room.page)


def test_what_was_given_is_read_again_and_asked_back(
    sharing_room: ShareRoom, home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(home)
    choose(monkeypatch, tmp_path / "x.csv")
    room = sharing_room
    room.arrive()
    room.page.choices.form.set_values("csv")
    room.look()
    press(room.page, "Give, locked with a code…")
    room.wait()
    press(room.page, "Done")
    press(room.family, f"Look at: {CLINIC} · Appointment at a clinic")
    room.wait()
    assert "Yusuf" in room.read.text.toPlainText()
    assert "Person: Date of birth" in words(room.read)
    press(room.read, "They deleted it")
    room.wait()
    assert "They say that it is deleted" in words(room.read)
    (line,) = shared.of_family(home.workspace, home.family)
    assert line.state is State.DELETED
    room.shell.go("family", household=home.family)
    assert room.read.text.toPlainText() == "", "nothing of it stays in memory"


def test_everything_has_a_name_and_fits_a_small_window(
    home: Home, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(home)
    home.hide()
    room = ShareRoom(home, qtbot, (615, 384))
    choose(monkeypatch, tmp_path / "x.age")
    room.arrive()
    room.look()
    assert "is protected" in words(room.page)
    room.page.choices.protected.setChecked(True)
    room.look()
    assert unnamed(room.page) == []
    assert too_wide(room.page, 615) == []
    press(room.page, "Give, locked with a code…")
    room.wait()
    assert too_wide(room.page, 615) == []
    (line,) = shared.of_family(home.workspace, home.family)
    room.shell.go("shared", code=line.code, household=home.family)
    room.wait()
    qtbot.waitUntil(lambda: room.read.view._sheet._picture is not None, timeout=20_000)
    assert unnamed(room.read) == []
    assert too_wide(room.read, 615) == []
    room.close()
