"""Goals on a family's page, and signing in the window."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from liaison_app.actions import care, goals, records, signing
from liaison_app.records.goals import Signature, SignedHow
from tests.desk import TODAY
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import Rooms, a_family, fill, press, settle, words
from ui import jobs
from ui.look import Scheme
from ui.pages.family_goals import goals as goals_section
from ui.pages.sign import SignDialog
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.conftest import Show
    from ui.widgets.signature import SignaturePad

ARABIC = "أريد أن يقرأ يوسف كل يوم"


def _family(rooms: Rooms) -> str:
    me = rooms.workspace.person
    records.change(rooms.workspace, "staff_member", me, {"phone": "206 555 0142"})
    return a_family(
        rooms.workspace, "Haddad", home_language="ar", given_name="Amira", phone="206 555 0171"
    )


def _goal(rooms: Rooms, household: str, **more: object) -> str:
    values = {"household": household, "family_words": ARABIC, "language": "ar", **more}
    return records.add(rooms.workspace, "goal", values).ids[0]


def test_a_goal_is_written_down_in_both_voices(rooms: Rooms) -> None:
    household = _family(rooms)
    rooms.go("family", household=household)
    press(rooms.family, "Goals: Add")
    fill(rooms.family.panel, "In the family's words", ARABIC)
    fill(rooms.family.panel, "In the school's words", "Reads on his own by spring.")
    press(rooms.family.panel, "Save")
    (goal,) = goals.of_family(rooms.workspace, household)
    assert (goal.words, goal.language, goal.agreed_on) == (ARABIC, "ar", TODAY)
    settle()
    seen = words(rooms.family)
    assert seen.index(ARABIC) < seen.index("Reads on his own by spring."), "their words first"
    said = next(one for one in rooms.family.findChildren(Label) if one.text() == ARABIC)
    assert said.layoutDirection() is Qt.LayoutDirection.RightToLeft


def test_what_is_half_written_about_a_goal_comes_back(rooms: Rooms) -> None:
    household = _family(rooms)
    rooms.go("family", household=household)
    rooms.family.change_goal(_goal(rooms, household))
    settle()
    fill(rooms.family.panel, "In the school's words", "Something el")
    rooms.go("families")
    rooms.family.panel.shut()
    rooms.go("family", household=household)
    fill(rooms.family.panel, "In the school's words", "Something else.")
    press(rooms.family.panel, "Save")
    (goal,) = goals.of_family(rooms.workspace, household)
    assert goal.school_words == "Something else."
    assert [one.words for one in goal.earlier] == [ARABIC], "it still took the other's place"


def test_what_a_goal_was_stays_in_sight_when_it_changes(rooms: Rooms) -> None:
    household = _family(rooms)
    old = _goal(rooms, household, school_words="Reads one book.")
    goals.add_step(rooms.workspace, old, "Read at night")
    rooms.go("family", household=household)
    rooms.family.change_goal(old)
    settle()
    fill(rooms.family.panel, "In the school's words", "Reads two books.")
    press(rooms.family.panel, "Save")
    settle()
    (goal,) = goals.of_family(rooms.workspace, household)
    assert goal.school_words == "Reads two books."
    assert [one.school_words for one in goal.earlier] == ["Reads one book."]
    assert [one.what for one in goal.steps] == ["Read at night"], "open steps go along"
    assert "Reads two books." in words(rooms.family)
    _said, number = rooms.shell.said[-1]
    care.undo(rooms.workspace, number)
    (goal,) = goals.of_family(rooms.workspace, household)
    assert (goal.id, goal.open) == (old, True)


def test_either_side_says_how_far_a_goal_is(rooms: Rooms) -> None:
    household = _family(rooms)
    goal = _goal(rooms, household)
    rooms.go("family", household=household)
    rooms.family.new("goal_progress", goal=goal)
    settle()
    press(rooms.family.panel, "Moving")
    fill(rooms.family.panel, "In their words", "هو يحاول")
    press(rooms.family.panel, "Save")
    settle()
    (read,) = goals.of_family(rooms.workspace, household)
    assert read.state == "moving"
    assert (read.progress[0].side, read.progress[0].words) == ("At home", "هو يحاول")


def test_a_step_is_done_with_one_press(rooms: Rooms) -> None:
    household = _family(rooms)
    goal = _goal(rooms, household)
    goals.add_step(rooms.workspace, goal, "Visit the library", due=TODAY + timedelta(days=2))
    rooms.go("family", household=household)
    press(rooms.family, "Done: Visit the library")
    (read,) = goals.of_family(rooms.workspace, household)
    assert read.steps[0].done_on == TODAY


def _dialog(rooms: Rooms, household: str, qtbot: QtBot) -> SignDialog:
    rooms.go("family", household=household)
    press(rooms.family, "Sign the agreement")
    assert jobs.wait_for_all()
    settle()
    assert rooms.shell.troubles == []
    qtbot.waitUntil(lambda: bool(_shown()), timeout=20_000)
    return _shown()[0]


def _shown() -> list[SignDialog]:
    found = QApplication.topLevelWidgets()
    return [one for one in found if isinstance(one, SignDialog) and one.isVisible()]


def _draw(pad: SignaturePad) -> None:
    middle = QPoint(pad.width() // 2, pad.height() // 2)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=middle - QPoint(80, 0))
    for step in range(-70, 80, 10):
        QTest.mouseMove(pad, middle + QPoint(step, step // 4))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=middle + QPoint(80, 20))
    settle()


def test_a_family_signs_on_the_screen(rooms: Rooms, qtbot: QtBot) -> None:
    household = _family(rooms)
    _goal(rooms, household)
    dialog = _dialog(rooms, household, qtbot)
    assert dialog.windowTitle() == "Liaison"
    seen = words(dialog)
    assert ARABIC in seen
    assert "206 555 0171" not in seen
    assert unnamed(dialog) == []
    assert not dialog.done_button.isEnabled(), "nothing is signed yet"
    _draw(dialog.pad)
    dialog.clear.click()
    assert not dialog.done_button.isEnabled()
    _draw(dialog.pad)
    dialog.done_button.click()
    settle()
    (kept,) = rooms.workspace.all(Signature)
    assert (kept.kind, kept.how, kept.household) == ("agreement", SignedHow.SCREEN, household)
    assert len(kept.wording) == 64
    assert kept.strokes.count(",") > 5
    assert rooms.shell.said[-1][0] == "Signature kept"
    (goal,) = goals.of_family(rooms.workspace, household)
    assert goal.signed_on == TODAY


def test_whoever_does_not_draw_signs_on_paper_by_keyboard(rooms: Rooms, qtbot: QtBot) -> None:
    household = _family(rooms)
    _goal(rooms, household)
    dialog = _dialog(rooms, household, qtbot)
    dialog.paper.setFocus()
    QTest.keyClick(dialog.paper, Qt.Key.Key_Space)
    settle()
    (kept,) = rooms.workspace.all(Signature)
    assert (kept.how, kept.strokes) == (SignedHow.PAPER, "")
    assert kept.person


def test_closing_keeps_no_signature(rooms: Rooms, qtbot: QtBot) -> None:
    household = _family(rooms)
    _goal(rooms, household)
    dialog = _dialog(rooms, household, qtbot)
    _draw(dialog.pad)
    dialog.reject()
    settle()
    assert rooms.workspace.all(Signature) == []


def test_goals_and_the_text_to_sign_fit_a_small_screen(
    rooms: Rooms, qtbot: QtBot, show_in: Show
) -> None:
    household = _family(rooms)
    goal = _goal(rooms, household, review_on=TODAY, school_words="Reads on his own. " * 8)
    goals.add_step(rooms.workspace, goal, "Visit the library " * 5, due=TODAY)
    show_in("ar", Scheme.DARK, 1.0)
    rooms.shell.resize(615, 320)
    rooms.go("family", household=household)
    section = goals_section(goals.of_family(rooms.workspace, household), rooms.family, TODAY)
    qtbot.addWidget(section)
    assert unnamed(section) == []
    assert too_wide(section, 560) == []
    show_in("en", Scheme.LIGHT, 1.0)
    text = signing.to_sign(rooms.workspace, household, kind="agreement")
    dialog = SignDialog(text, rooms.shell)
    dialog.open()
    settle()
    assert unnamed(dialog) == []
    assert too_wide(dialog, 683) == []
    assert dialog.minimumSizeHint().height() <= 384
    dialog.reject()
