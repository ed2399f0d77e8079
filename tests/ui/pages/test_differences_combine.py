"""Two texts of one note become a third by hand, with both in sight and nothing lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from liaison_app.actions import care, differences, drafts, workspaces
from liaison_app.records.partnership import Note
from liaison_app.records.people import Household
from liaison_app.workspace import Put
from tests.store.laptops import unlock
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.differences_room import Room
from tests.ui.pages.rooms import key, press, settle, words
from ui.look import Scheme
from ui.pages.differences_combine import CombineView
from ui.pages.differences_marks import only_here
from ui.pages.differences_texts import TextSide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.differing import Pair
    from tests.ui.conftest import Show


@pytest.fixture
def room(pair: Pair, qapp: QApplication) -> Iterator[Room]:
    del qapp
    made = Room(pair)
    yield made
    made.close()


TYPIST = """
import sys
from pathlib import Path
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from liaison_app.actions import differences
from tests.store.laptops import unlock
from ui.pages.differences_combine import CombineView
app = QApplication([])
workspace = unlock(Path(sys.argv[1]))
[one] = differences.differences(workspace)
view = CombineView(workspace, one)
view.show()
for number in range(10_000):
    QTest.keyClicks(view.edit, f"word{number} ")
    print(number, flush=True)
    QTest.qWait(40)
"""
ANA = "She reads every evening. Her brother listens."
BEN = "She reads every evening. Bus pass is missing."


def forked(pair: Pair, ana: str = ANA, ben: str = BEN) -> str:
    home = pair.add(Household(name="Tran"))
    note = pair.add(Note(household=home, text="She reads every evening."))
    pair.differ(Note, note, "text", ana, ben)
    return note


def opened(room: Room) -> CombineView:
    room.go()
    [card] = room.page.cards
    [start] = [one for one in card.findChildren(QPushButton) if "Combine" in one.text()]
    start.click()
    settle()
    assert room.page.combining is not None
    return room.page.combining


def test_both_texts_and_what_they_were_made_from_stand_there_in_full(
    pair: Pair, room: Room
) -> None:
    forked(pair)
    view = opened(room)
    sides = view.findChildren(TextSide)
    assert [one.text.toPlainText() for one in sides] == [ANA, BEN, "She reads every evening."]
    marked = [one.cursor.selectedText() for one in sides[0].text.extraSelections()]
    assert marked == ["Her", "brother", "listens"]
    assert "Before both" in words(sides[2])
    assert room.focus() is sides[0].text
    assert unnamed(view) == []


def test_the_tab_key_goes_from_the_texts_down_to_the_new_text_and_the_buttons(
    pair: Pair, room: Room
) -> None:
    forked(pair)
    room.go()
    starts = [one for one in room.page.findChildren(QPushButton) if "Combine" in one.text()]
    assert [one.accessibleName().split(":")[0] for one in starts] == ["Combine"]
    view = opened(room)
    met: list[str] = []
    here = view.nextInFocusChain()
    while view.isAncestorOf(here):
        if here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.isVisible():
            met.append(here.accessibleName() or getattr(here, "text", str)())
        here = here.nextInFocusChain()
    assert met[0].startswith("1, ")
    assert met[-4:] == [
        "Begin with all, one after the other",
        "The new text",
        "Save as the answer",
        "Back to the differences",
    ]


def test_a_third_text_is_the_answer_and_undo_asks_again(pair: Pair, room: Room) -> None:
    note = forked(pair)
    view = opened(room)
    press(view, "Begin with text 1")
    assert view.edit.toPlainText() == ANA
    press(view, "Put in: Bus pass is missing.")
    assert view.edit.toPlainText() == f"{ANA} Bus pass is missing."
    QTest.keyClick(view.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    pair.meet()
    for workspace in (pair.ana, pair.ben):
        assert workspace.get(Note, note).text == f"{ANA} Bus pass is missing."
        assert differences.waiting(workspace) == 0
    assert room.page.combining is None
    assert drafts.every(pair.ana) == ()
    care.undo(pair.ana, room.shell.said[-1][1])
    assert differences.waiting(pair.ana) == 1


def test_beginning_with_all_can_be_taken_back_with_the_keyboard(pair: Pair, room: Room) -> None:
    forked(pair)
    view = opened(room)
    view.edit.insertPlainText("My own words.")
    press(view, "Begin with all, one after the other")
    assert view.edit.toPlainText() == f"{ANA}\n\n{BEN}"
    view.edit.undo()
    assert view.edit.toPlainText() == "My own words."


def test_what_is_typed_is_kept_within_half_a_second_and_is_back(pair: Pair, room: Room) -> None:
    forked(pair)
    view = opened(room)
    QTest.keyClicks(view.edit, "Third text")
    QTest.qWait(700)
    [kept] = drafts.every(pair.ana)  # as after the program was killed
    assert kept.beginning == "Third text"
    again = CombineView(pair.ana, view.one)
    assert again.edit.toPlainText() == "Third text"
    assert again.edit.textCursor().position() == len("Third text")
    assert "is back" in words(again)
    again.deleteLater()
    key(view.edit, Qt.Key.Key_Escape)
    assert room.page.combining is None
    assert differences.waiting(pair.ana) == 1
    assert opened(room).edit.toPlainText() == "Third text"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_killed_while_typing_no_more_than_the_last_moment_is_gone(
    pair: Pair, pytestconfig: pytest.Config
) -> None:
    forked(pair)
    folder = workspaces.folder_of(pair.ana)
    pair.ana.close()
    typist = subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(folder)],
        stdout=subprocess.PIPE,
        cwd=pytestconfig.rootpath,
    )
    assert typist.stdout
    typed = -1
    while typed < 40:
        typed = int(typist.stdout.readline())
    typist.send_signal(signal.SIGKILL)
    typist.wait()
    typist.stdout.close()
    again = unlock(folder)
    try:
        [kept] = again.drafts()
        assert len(kept.content["note"].split()) >= 20
        [one] = differences.differences(again)
        assert CombineView(again, one).edit.toPlainText() == kept.content["note"]
    finally:
        again.close()


def test_another_text_that_comes_meanwhile_is_seen_before_it_is_settled(
    pair: Pair, room: Room
) -> None:
    note = forked(pair)
    view = opened(room)
    press(view, "Begin with text 1")
    pair.ben.commit("change", [Put(Note, note, {"text": "Quite another text."})])
    pair.meet()
    settle()
    assert "Another text came meanwhile" in words(view)
    assert "Quite another text." in [
        one.text.toPlainText() for one in view.findChildren(TextSide) if one.isVisibleTo(view)
    ]
    assert view.edit.toPlainText() == ANA
    press(view, "Save as the answer")
    assert pair.ana.get(Note, note).text == ANA


def test_an_answer_from_elsewhere_takes_nothing_that_was_typed(pair: Pair, room: Room) -> None:
    note = forked(pair)
    view = opened(room)
    press(view, "Begin with all, one after the other")
    [there] = differences.differences(pair.ben)
    differences.answer(pair.ben, there.id, keep=2)
    pair.meet()
    settle()
    assert "Somebody answered this meanwhile" in words(view)
    press(view, "Save as the answer")
    assert pair.ana.get(Note, note).text == f"{ANA}\n\n{BEN}"


def test_an_empty_text_is_no_answer(pair: Pair, room: Room) -> None:
    forked(pair)
    view = opened(room)
    press(view, "Save as the answer")
    assert "Write the new text first" in words(view)
    assert differences.waiting(pair.ana) == 1


def test_sentences_that_only_one_text_has() -> None:
    assert only_here("One. Two.", ["One. Two.", "One."]) == ("Two.",)  # one of them lacks it
    assert only_here("One. Two! Three?\nFour", ["one.  Three? Two!"]) == ("Four",)
    assert only_here("تقرأ كل مساء. أين الحافلة؟ نعم", ["تقرأ كل مساء."]) == ("أين الحافلة؟", "نعم")
    assert only_here("她读书。他听。", ["她读书。"]) == ("他听。",)


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_everything_is_reached_on_a_small_screen_with_large_letters(
    pair: Pair, qapp: QApplication, show_in: Show, tag: str
) -> None:
    del qapp
    forked(pair)
    show_in(tag, Scheme.LIGHT, 2.0)
    room = Room(pair, (683, 384))
    try:
        room.go()
        room.page.write(room.page.cards[0].one)
        settle()
        view = room.page.combining
        assert view is not None
        assert too_wide(view, 683) == []
        assert unnamed(view) == []
        focus = view.edit
        seen = set()
        for _step in range(30):
            key(room.focus() or focus, Qt.Key.Key_Tab)
            seen.add(id(room.focus()))
        buttons = [one for one in view.findChildren(QPushButton) if one.isVisibleTo(view)]
        assert {id(one) for one in buttons if one.isEnabled()} <= seen
    finally:
        room.close()
