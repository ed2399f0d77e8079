"""Twenty reply slips keyed without the mouse, and what they do to the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from liaison_app.actions import practice, visits
from liaison_app.packets.codes import new_code
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.records.partnership import Visit, VisitOutcome
from liaison_app.records.people import Household
from liaison_app.records.voices import Question, QuestionKind
from liaison_app.workspace import Add
from tests.ui.pages.rooms import words
from ui import demo
from ui.hands import Hands
from ui.main_window import MainWindow
from ui.pages.questions import QuestionsPage
from ui.pages.replies import RepliesPage
from ui.pages.today import TodayPage

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

STACK = 20


def test_a_stack_of_slips_is_keyed_in_ten_keys_each(qtbot: QtBot, tmp_path: Path) -> None:
    practice.make(tmp_path / "practice", families=STACK)
    window = MainWindow(tmp_path / "practice")
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitActive(window):
        window.show()
    hands = Hands(window)
    desk = demo.unlock(window, hands)
    workspace = desk.workspace
    families = workspace.all(Household)[:STACK]
    codes = []
    for family in families:
        codes.append(new_code(workspace))
        issue = PacketIssue(
            household=family.id,
            kind="welcome",
            code=codes[-1],
            language=family.home_language,
            means=IssueMeans.PRINTED,
            at=workspace.now(),
        )
        workspace.commit("x", [Add(issue)])
    visit = visits.plan(workspace, families[-1].id, workspace.now())
    known = {one.id for one in workspace.all(Question)}
    desk.go("replies")
    page = hands.find(RepliesPage)
    hands.rest(200)
    hands.keys_pressed = 0

    for code in codes[:-1]:
        hands.write(code.replace("-", "").lower())
        hands.press(Qt.Key.Key_Return)
        hands.press(Qt.Key.Key_1)
        hands.press(Qt.Key.Key_Return)
        hands.wait(lambda: not page.slip.isVisible(), "the next slip")
    assert hands.keys_pressed <= 10 * (STACK - 1)

    hands.write(codes[-1])  # the last one asks not to be visited, and a visit is planned
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_4)
    hands.press(Qt.Key.Key_Return)
    hands.wait(lambda: "Decide about each" in page.slip.problem.words(), "the question")
    assert workspace.get(Visit, visit).outcome is None
    hands.press(Qt.Key.Key_1)  # cancel it
    hands.press(Qt.Key.Key_Return)
    hands.wait(lambda: not page.slip.isVisible(), "the slip kept")

    made = [one for one in workspace.all(Question) if one.id not in known]
    assert len(made) == STACK
    assert {one.household for one in made} == {one.id for one in families}
    assert sum(one.kind is QuestionKind.CALL_ME for one in made) == STACK - 1
    assert all(one.due and one.staff for one in made)
    assert workspace.get(Visit, visit).outcome is VisitOutcome.CANCELLED_BY_FAMILY
    assert "20 slips kept" in words(page)

    hands.press(Qt.Key.Key_Q, Qt.KeyboardModifier.AltModifier)
    listed = hands.find(QuestionsPage)
    hands.wait(listed.isVisible, "the questions")
    desk.go("today")
    today = hands.find(TodayPage)
    hands.wait(lambda: "Questions to answer" in words(today), "the questions on Today")
    window.close()
