"""Today in the window: what leads, where the keyboard waits, what a tick does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from liaison_app.actions import drafts, visits
from liaison_app.actions.visit_drafts import VisitDraft
from liaison_app.records.kits import Kit, Loan
from liaison_app.records.partnership import Commitment, ContactLog, FollowUp, Visit
from liaison_app.records.people import Address, AddressKind, Household
from liaison_app.workspace import Add, Workspace
from tests.desk import TODAY, StandingClock, workspace_at
from tests.ui.accessible import controls, name_of, too_wide, unnamed
from tests.ui.shells import OnePageShell
from ui.pages.today import TodayPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show

START = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


class Desk:
    """A workspace, and Today on it."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.workspace: Workspace = workspace_at(folder, StandingClock())
        self.shell = OnePageShell(self.workspace)
        self.page = TodayPage(self.shell)
        self.shell.add(self.page, self.page)
        self.shell.resize(1150, 700)
        qtbot.addWidget(self.shell)
        with qtbot.waitActive(self.shell):
            self.shell.show()

    def fill(self) -> None:
        """Two families with a bit of everything."""
        self.family, self.other = self.workspace.new_id(), self.workspace.new_id()
        kit = self.workspace.new_id()
        self.workspace.commit(
            "x",
            [
                Add(Household(id=self.family, name="عائلة الأحمد", home_language="ar")),
                Add(Household(id=self.other, name="García & López")),
                Add(Kit(id=kit, name="Reading kit")),
                Add(Loan(kit=kit, household=self.family, due=TODAY - timedelta(days=2))),
                Add(Commitment(household=self.family, what="call", due=TODAY)),
                Add(Commitment(household=self.other, what="send", due=TODAY - timedelta(days=1))),
                Add(FollowUp(household=self.family, what="ask the nurse", due=TODAY)),
                Add(ContactLog(household=self.other, at=START, gist="Tuesday works")),
            ],
        )
        self.late = visits.plan(self.workspace, self.family, START - timedelta(days=3))
        self.now = visits.plan(self.workspace, self.other, START)
        visits.plan(self.workspace, self.other, START + timedelta(days=2))

    def arrive(self) -> None:
        self.shell.go("today")
        QApplication.processEvents()

    def words(self) -> list[str]:
        labels = self.page.findChildren(QLabel)
        return [one.text() for one in labels if one.isVisibleTo(self.page) and one.text()]

    def control(self, name: str) -> QWidget:
        return next(one for one in controls(self.page) if name in name_of(one))


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(tmp_path / "ws", qtbot)
    yield made
    made.shell.deaf()
    made.workspace.close()


def _focused() -> str:
    focused = QApplication.focusWidget()
    return focused.objectName() if focused else ""


def _keys(*keys: Qt.Key | str) -> None:
    """Press keys where they go: to a list of suggestions, or to the control in focus."""
    for one in keys:
        target = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert target is not None
        if isinstance(one, str):
            for letter in one:
                QTest.keyClicks(QApplication.activePopupWidget() or target, letter)
        else:
            QTest.keyClick(target, one)
        QApplication.processEvents()


def test_the_keyboard_waits_at_the_oldest_visit_and_enter_opens_it(desk: Desk) -> None:
    desk.fill()
    desk.arrive()
    assert _focused() == f"visit {desk.late}"
    QTest.keyClick(QApplication.focusWidget() or desk.page, Qt.Key.Key_Return)
    assert desk.shell.went[-1] == ("debrief", {"visit": desk.late})


def test_a_packet_is_printed_for_a_visit_of_today_and_not_for_one_that_is_past(desk: Desk) -> None:
    desk.fill()
    desk.arrive()
    offered = [name_of(one) for one in controls(desk.page) if "Print packet" in name_of(one)]
    assert len(offered) == 2  # this afternoon's visit, and the one in two days
    assert all("García" in name for name in offered)
    button = desk.control("Print packet")
    assert isinstance(button, QAbstractButton)
    button.click()
    assert desk.shell.went[-1] == ("packet", {"household": desk.other})


def test_what_was_typed_and_not_saved_comes_before_everything(desk: Desk) -> None:
    desk.fill()
    content = {"household": desk.other, "note": "half a sentence"}
    drafts.keep(desk.workspace, f"visit:{desk.now}", content, cursor=4, focus="note")
    desk.arrive()
    assert _focused() == f"draft visit:{desk.now}"
    assert any("half a sentence" in one for one in desk.words())
    QTest.keyClick(QApplication.focusWidget() or desk.page, Qt.Key.Key_Return)
    assert desk.shell.went[-1] == ("debrief", {"visit": desk.now})


@pytest.mark.parametrize(
    ("name", "home", "place"),
    [
        ("answer:0123456789ab", True, ("differences", {"household": "HOME"})),
        ("answer:0123456789ab", False, ("differences", {})),
        ("form:family:new", False, ("families", {"add": "1"})),
        (
            "form:person:ID:HOME",
            True,
            ("family", {"household": "HOME", "form": "person", "id": "ID"}),
        ),
        ("form:note:new:HOME", True, ("family", {"household": "HOME"})),
        ("form:kit:ID:", False, ("records", {"type": "kit", "id": "ID"})),
        ("form:kit:new:", False, ("records", {"type": "kit"})),
        ("reply:new", True, ("replies", {})),
        ("question:ID", True, ("questions", {"question": "ID"})),
        ("question:new", True, ("questions", {"add": "1"})),
        ("question:new:HOME", True, ("questions", {"add": "1", "household": "HOME"})),
        ("text:vi:ID", False, ("review", {"language": "vi", "text": "ID"})),
        ("section:welcome:bus", False, ("sections", {"kind": "welcome", "section": "bus"})),
    ],
)
def test_a_draft_goes_on_where_it_was_begun(
    desk: Desk, name: str, home: bool, place: tuple[str, dict[str, str]]
) -> None:
    desk.fill()
    content = {"household": desk.family if home else "", "values": {}}
    kept = name.replace("HOME", desk.family)
    drafts.keep(desk.workspace, kept, content, cursor=0, focus="")
    desk.arrive()
    QTest.keyClick(QApplication.focusWidget() or desk.page, Qt.Key.Key_Return)
    page, target = place
    wanted = {part: one.replace("HOME", desk.family) for part, one in target.items()}
    assert desk.shell.went[-1] == (page, wanted)


def test_a_draft_of_what_all_families_read_waits_for_no_family(desk: Desk) -> None:
    desk.fill()
    content = {"words": "Chào mừng"}
    drafts.keep(desk.workspace, "text:vi:ID", content, cursor=0, focus="words")
    desk.arrive()
    shown = "\n".join(desk.words())
    assert "Translations" in shown
    assert "Chào mừng" in shown
    assert "No family chosen yet" not in shown


def test_every_list_is_there_in_words(desk: Desk) -> None:
    desk.fill()
    desk.arrive()
    words = desk.words()
    for heading in (
        *("Visits to write down", "Next visits", "Promises due", "Follow-ups due"),
        *("Kits that should be back", "Contacts of the last days"),
    ):
        assert heading in words
    assert "Not written down" in words  # a state is words, never colour alone
    assert "1 day overdue" in words


def test_a_tick_keeps_the_promise_offers_undo_and_the_keyboard_goes_on(desk: Desk) -> None:
    desk.fill()
    desk.arrive()
    tick = desk.control("send")
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    QApplication.processEvents()
    states = {one.what: one.state for one in desk.workspace.all(Commitment)}
    assert states == {"send": "kept_late", "call": "open"}
    words, number = desk.shell.said[-1]
    assert words == "Promise kept"
    assert number
    call = next(one for one in desk.workspace.all(Commitment) if one.what == "call")
    assert _focused() == f"promise {call.id}"


def test_a_follow_up_is_ticked_off(desk: Desk) -> None:
    desk.fill()
    desk.arrive()
    tick = desk.control("ask the nurse")
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert [one.state for one in desk.workspace.all(FollowUp)] == ["done"]
    assert desk.shell.said[-1][0] == "Follow-up done"


def test_a_visit_written_down_moves_to_the_list_of_today(desk: Desk) -> None:
    desk.fill()
    desk.arrive()
    draft = VisitDraft(visit=desk.late, household=desk.family, outcome="met")
    visits.record(desk.workspace, draft)
    QApplication.processEvents()
    assert "Written down today" in desk.words()
    assert _focused() == f"visit {desk.late}"


def test_one_key_adds_a_contact(desk: Desk, qtbot: QtBot) -> None:
    desk.fill()
    desk.arrive()
    QTest.keyClick(desk.page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    _keys("garc", Qt.Key.Key_Tab)
    _keys("4", Qt.Key.Key_Tab)  # text
    _keys("Tuesday is fine")
    qtbot.waitUntil(lambda: drafts.find(desk.workspace, drafts.NEW_CONTACT) is not None)
    _keys("!")
    assert desk.shell.save_state.words() == "Saving…"
    _keys(Qt.Key.Key_Return)
    assert desk.shell.save_state.words().startswith("Saved on this device")
    logged = desk.workspace.all(ContactLog, household=desk.other)[-1]
    assert (logged.channel, logged.gist) == ("text", "Tuesday is fine!")
    assert desk.workspace.drafts() == []
    assert not desk.page._panel.isVisible()


def test_an_unplanned_visit_and_a_planned_one_begin_in_the_same_panel(desk: Desk) -> None:
    desk.fill()
    desk.arrive()
    desk.page._panel.open_panel()
    rows = desk.page._panel._rows
    assert rows is not None
    desk.page._panel.save()
    assert "first letters" in rows._family.error()
    rows._family.editor.set_value(desk.other)
    desk.page._panel.save()
    assert desk.shell.went[-1] == ("debrief", {"household": desk.other})
    desk.arrive()
    desk.page._panel.open_panel()
    rows = desk.page._panel._rows
    assert rows is not None
    rows._family.editor.set_value(desk.other)
    rows.what.set_values("plan")
    rows.what.changed.emit()
    desk.page._panel.save()
    assert rows._when.error()
    rows._when.editor.set_value(START + timedelta(days=1))
    desk.page._panel.save()
    assert len(desk.workspace.all(Visit)) == 4
    assert desk.shell.said[-1][0] == "Visit planned"


def test_enter_goes_on_once_the_family_is_chosen(desk: Desk) -> None:
    desk.fill()
    desk.arrive()
    desk.page._panel.open_panel()
    rows = desk.page._panel._rows
    assert rows is not None
    line = QApplication.focusWidget()
    assert line
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "first letters" in rows._family.error()
    rows._family.editor.set_value(desk.other)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert desk.shell.went[-1] == ("debrief", {"household": desk.other})


def test_an_empty_workspace_says_what_to_do_first(desk: Desk) -> None:
    desk.arrive()
    assert "No families yet" in desk.words()
    QTest.mouseClick(desk.control("Import families"), Qt.MouseButton.LeftButton)
    assert desk.shell.went[-1] == ("import", {})


def test_a_long_list_opens_by_a_button_and_the_keyboard_goes_into_it(desk: Desk) -> None:
    desk.fill()
    for day in range(12):
        visits.plan(desk.workspace, desk.other, START - timedelta(days=4 + day))
    desk.arrive()
    shown = [one for one in controls(desk.page) if one.objectName().startswith("visit ")]
    more = desk.control("Show 6 more")
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    now = [one for one in controls(desk.page) if one.objectName().startswith("visit ")]
    assert len(now) == len(shown) + 6
    assert _focused() in {one.objectName() for one in now} - {one.objectName() for one in shown}


@pytest.mark.parametrize("tag", ["en", "ar", "qps-ploc"])
def test_every_control_has_a_name_and_all_fits_a_small_laptop(
    desk: Desk, show_in: Show, qtbot: QtBot, tag: str
) -> None:
    desk.fill()
    for scale, width in ((1.0, 843), (2.0, 1298)):
        show_in(tag, scale=scale)
        page = TodayPage(desk.shell)
        desk.shell.add(page, page)
        desk.shell.resize(width, 512)
        desk.arrive()
        page._panel.open_panel()
        qtbot.wait(50)
        assert unnamed(page) == []
        assert too_wide(page, width) == []


def test_what_must_not_wait_stands_first_with_the_way_there(desk: Desk) -> None:
    desk.fill()
    kept = Address(household=desk.family, line_1="PO Box 9", kind=AddressKind.SUBSTITUTE)
    desk.workspace.commit("write", [Add(kept)])
    desk.arrive()
    assert not any("protected family" in one for one in desk.words())
    late = Address(household=desk.family, line_1="77 Cedarwood Court")
    desk.workspace.commit("write", [Add(late)])  # as an import that had not heard brings it
    QApplication.processEvents()
    assert any("where 1 protected family lives" in one for one in desk.words())
    button = desk.control("Seal it")
    assert isinstance(button, QAbstractButton)
    button.click()
    assert desk.shell.went[-1] == ("differences", {})
