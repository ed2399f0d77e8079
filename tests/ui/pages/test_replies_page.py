"""The window page that keys reply slips, and the one with the questions that come of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt

from liaison_app.actions import care, questions, titles, visits
from liaison_app.records.packets import PacketIssue
from liaison_app.records.people import ContactPoint, Household
from liaison_app.records.voices import Question, QuestionKind
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import a_family, fill, key, pick, press, settle, words
from tests.ui.shells import OnePageShell
from ui.pages.family import FamilyPage
from ui.pages.questions import QuestionsPage
from ui.pages.replies import RepliesPage
from ui.pages.today import TodayPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from tests.packets.home import Home

CODE = "W-7K3M9Q"


class Desk:
    """The pages in a small window, on Amira's family, for whom a packet was printed."""

    def __init__(self, home: Home) -> None:
        self.home, self.workspace = home, home.workspace
        self.printed(CODE)
        self.shell = OnePageShell(home.workspace)
        self.replies, self.questions = RepliesPage(self.shell), QuestionsPage(self.shell)
        self.today, self.family = TodayPage(self.shell), FamilyPage(self.shell)
        for page in (self.replies, self.questions, self.today, self.family):
            self.shell.add(page, page)
        self.shell.resize(1158, 704)
        self.shell.show()
        settle()

    def printed(self, code: str, kind: str = "welcome", **more: str) -> None:
        values = {"household": self.home.family, "recipient": self.home.amira, **more}
        at = self.workspace.now() - timedelta(days=8)
        self.home.add(PacketIssue(kind=kind, code=code, language="ar", at=at, **values))

    def go(self, page: str, **target: str) -> None:
        self.shell.go(page, **target)
        settle()

    def type_code(self, typed: str) -> None:
        self.replies.code.setFocus()
        self.replies.code.setText(typed)
        key(self.replies.code, Qt.Key.Key_Return)

    def tick(self, number: Qt.Key) -> None:
        key(self.replies.slip.focusWidget() or self.replies.slip, number)

    def enter(self) -> None:
        key(self.shell.focusWidget() or self.shell, Qt.Key.Key_Return)

    def all(self) -> list[Question]:
        return self.workspace.all(Question)

    def close(self) -> None:
        self.shell.deaf()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(home: Home, qapp: QApplication) -> Iterator[Desk]:
    made = Desk(home)
    made.go("replies")
    yield made
    made.close()


def test_a_code_shows_whose_slip_it_is_and_waits_at_the_boxes(desk: Desk) -> None:
    desk.type_code("w 7k3m9q")
    shown = words(desk.replies.slip)
    for own in ("Haddad", "Amira Haddad", "Welcome packet", "Nov 13, 2026", CODE):
        assert own in shown
    assert desk.replies.slip.boxes.isAncestorOf(desk.shell.focusWidget())


def test_enter_keeps_the_slip_and_waits_for_the_next_code(desk: Desk) -> None:
    desk.type_code(CODE)
    desk.tick(Qt.Key.Key_1)
    fill(desk.replies.slip, "What is wrong, in their words", "اسم ابنتي سناء")
    desk.replies.slip.begin()
    desk.enter()
    assert {one.kind for one in desk.all()} == {QuestionKind.CALL_ME, QuestionKind.SOMETHING_WRONG}
    assert not desk.replies.slip.isVisible()
    assert desk.replies.code.text() == ""
    assert desk.shell.focusWidget() is desk.replies.code
    said, undo = desk.shell.said[-1]
    assert "2 questions, answer by" in said
    assert undo


def test_nothing_ticked_is_said_and_nothing_is_lost(desk: Desk) -> None:
    desk.type_code(CODE)
    fill(desk.replies.slip, "Name on the slip", "أميرة")
    desk.enter()
    assert "Nothing is ticked" in words(desk.replies.slip)
    assert desk.replies.slip.rows["name"].editor.value() == "أميرة"


def test_a_code_read_wrong_leads_to_the_right_one_with_one_key(desk: Desk) -> None:
    desk.type_code("W-7K3M9R")
    assert "Is it one of these?" in words(desk.replies)
    desk.enter()
    assert desk.replies.slip.isVisible()
    assert CODE in words(desk.replies.slip)


def test_a_foreign_code_is_kept_for_a_family_chosen_by_hand(desk: Desk) -> None:
    desk.type_code("w zzzzzz")
    assert "another district" in words(desk.replies)
    other = desk.home.add(Household(name="Tesfaye"))
    pick(desk.replies, "Family of this slip", "Tesfaye")
    assert "This code is not known here" in words(desk.replies.slip)
    desk.tick(Qt.Key.Key_2)
    desk.enter()
    (one,) = desk.all()
    assert (one.code, one.kind, one.household) == ("W-ZZZZZZ", QuestionKind.INTERPRETER, other)


def test_planned_visits_are_decided_by_a_person(desk: Desk) -> None:
    visit = visits.plan(desk.workspace, desk.home.family, desk.workspace.now() + timedelta(days=1))
    desk.type_code(CODE)
    desk.tick(Qt.Key.Key_4)
    assert "These visits are planned:" in words(desk.replies.slip)
    desk.enter()
    assert desk.all() == []
    desk.tick(Qt.Key.Key_2)  # keep it
    desk.enter()
    assert len(desk.all()) == 1
    desk.go("today")
    assert "Asked not to be visited" in words(desk.today)
    desk.go("family", household=desk.home.family)
    assert "Asked not to be visited" in words(desk.family)
    assert visit


def test_a_new_number_is_shown_and_kept_only_if_somebody_ticks_it(desk: Desk) -> None:
    desk.type_code(CODE)
    desk.tick(Qt.Key.Key_1)
    assert not desk.replies.slip.choices.phone.isVisible()
    fill(desk.replies.slip, "Phone on the slip", "206 555 0188")
    assert desk.replies.slip.choices.phone.isVisible()
    assert "Amira" in desk.replies.slip.choices.phone.text()
    press(desk.replies.slip, "Keep it, next slip")
    assert len(desk.workspace.all(ContactPoint, person=desk.home.amira)) == 1


def test_a_slip_that_came_before_is_kept_only_if_it_came_twice(desk: Desk) -> None:
    for _time in range(2):
        desk.type_code(CODE)
        desk.tick(Qt.Key.Key_1)
        desk.enter()
    assert "keyed before" in words(desk.replies.slip)
    assert len(desk.all()) == 1
    assert desk.shell.focusWidget() is desk.replies.slip.choices.again
    key(desk.replies.slip.choices.again, Qt.Key.Key_Space)
    desk.enter()
    assert len(desk.all()) == 2


def test_the_slip_of_what_we_hold_has_a_box_of_its_own(desk: Desk) -> None:
    desk.printed("H-7K3M9X", "what-we-hold")
    desk.type_code("h7k3m9x")
    desk.tick(Qt.Key.Key_1)
    desk.enter()
    assert desk.all()[0].kind is QuestionKind.CORRECTION


def test_what_is_half_keyed_comes_back(desk: Desk) -> None:
    desk.type_code(CODE)
    desk.tick(Qt.Key.Key_3)
    fill(desk.replies.slip, "What is wrong, in their words", "الاسم")
    desk.go("today")
    assert "Not saved yet" in words(desk.today)
    again = RepliesPage(desk.shell)
    again.arrive()
    assert again.slip.boxes.values() == ("something_wrong",)
    assert again.slip.rows["wrong"].editor.value() == "الاسم"
    again.keep()
    again.deleteLater()
    desk.go("today")
    assert "Not saved yet" not in words(desk.today)
    assert desk.all()[0].words == "الاسم"


def test_a_question_is_answered_and_told_beside_the_list(desk: Desk) -> None:
    made = questions.add(
        desk.workspace, desk.home.family, words="When is the bus?", on=date(2026, 11, 16)
    )
    desk.go("questions", question=made.question)
    panel = desk.questions.panel
    assert "1 school day late" in words(panel)
    fill(panel, "Answer", "At 7:40.")
    press(panel, "Keep the answer")
    desk.go("questions", question=made.question)
    assert "Answered, not told: 1 school day late" in words(panel)
    press(panel, "The family was told")
    assert desk.all()[0].told_at is not None
    assert desk.shell.said[-1][0] == "The family was told"
    desk.go("questions")
    assert "No open questions" in words(desk.questions)


def test_a_half_written_answer_comes_back(desk: Desk) -> None:
    made = questions.add(desk.workspace, desk.home.family, words="When?")
    desk.go("questions", question=made.question)
    fill(desk.questions.panel, "Answer", "At 7")
    desk.go("today")
    desk.questions.panel.shut()
    desk.go("questions", question=made.question)
    assert desk.questions.panel.content.content()["answer"] == "At 7"
    press(desk.questions.panel, "Keep the answer")
    assert desk.workspace.drafts() == []


def test_a_new_question_is_written_down_from_the_family(desk: Desk) -> None:
    desk.go("questions", add="1", household=desk.home.family)
    fill(desk.questions.panel, "In their words", "هل يوجد باص؟")
    press(desk.questions.panel, "Save")
    (one,) = desk.all()
    assert (one.words, one.household) == ("هل يوجد باص؟", desk.home.family)
    desk.go("family", household=desk.home.family)
    assert "هل يوجد باص؟" in words(desk.family)
    assert "Answer by Wed, Nov 25" in words(desk.family)


def test_today_says_what_a_family_waits_for_before_the_visit(desk: Desk) -> None:
    visits.plan(desk.workspace, desk.home.family, desk.workspace.now() + timedelta(days=1))
    questions.add(desk.workspace, desk.home.family, words="Late", on=date(2026, 11, 2))
    questions.add(desk.workspace, desk.home.family, words="Open")
    desk.go("today")
    shown = words(desk.today)
    assert "2 open questions · 1 overdue" in shown
    assert "Questions to answer" in shown
    assert shown.index("Late") < shown.index("Open")


@pytest.mark.parametrize("page", ["replies", "questions"])
def test_everything_has_a_name_and_fits(desk: Desk, page: str) -> None:
    visits.plan(desk.workspace, desk.home.family, desk.workspace.now() + timedelta(days=1))
    made = questions.add(desk.workspace, desk.home.family, words="When is the bus?")
    if page == "replies":
        desk.type_code(CODE)
        desk.tick(Qt.Key.Key_4)
        fill(desk.replies.slip, "Phone on the slip", "206 555 0188")
    else:
        desk.go("questions", question=made.question)
    shown = desk.replies if page == "replies" else desk.questions
    assert unnamed(shown) == []
    desk.shell.resize(683, 384)
    settle()
    assert too_wide(shown, 683) == []


def test_a_slip_that_is_half_keyed_is_not_lost_to_the_next_code(desk: Desk) -> None:
    desk.printed("W-9C8D7F")
    desk.type_code(CODE)
    desk.tick(Qt.Key.Key_3)
    fill(desk.replies.slip, "What is wrong, in their words", "الاسم")
    desk.type_code("W-9C8D7F")
    assert "Keep this slip or put it away first" in words(desk.replies.slip)
    assert (desk.replies.slip.code, desk.replies.code.text()) == (CODE, CODE)
    assert desk.replies.slip.content()["wrong"] == "الاسم"
    desk.replies.keep()
    desk.type_code("W-9C8D7F")
    desk.type_code(CODE)  # nothing was keyed of the one in sight
    assert desk.replies.slip.code == CODE


def test_escape_forgets_a_half_keyed_slip_only_if_that_is_meant(desk: Desk) -> None:
    desk.type_code(CODE)
    desk.tick(Qt.Key.Key_1)
    key(desk.replies.slip, Qt.Key.Key_Escape)
    assert "Put this slip away?" in words(desk.replies)
    key(desk.shell.focusWidget(), Qt.Key.Key_Escape)
    assert "Put this slip away?" not in words(desk.replies)
    assert desk.replies.slip.boxes.values() == ("call_me",)
    assert desk.replies.slip.isAncestorOf(desk.shell.focusWidget())
    key(desk.replies.slip, Qt.Key.Key_Escape)
    press(desk.replies.confirm, "Put it away")
    assert not desk.replies.slip.isVisible()
    assert desk.replies.code.hasFocus()


def test_a_slip_that_is_undone_is_no_longer_listed_as_kept(desk: Desk) -> None:
    desk.type_code(CODE)
    desk.tick(Qt.Key.Key_1)
    desk.enter()
    assert "1 slip kept" in words(desk.replies)
    care.undo(desk.workspace, desk.shell.said[-1][1])
    settle()
    assert desk.all() == []
    assert "slip kept" not in words(desk.replies)


def test_the_day_a_slip_came_back_comes_back_too(desk: Desk) -> None:
    desk.type_code(CODE)
    desk.tick(Qt.Key.Key_1)
    fill(desk.replies.slip, "It came back on", "Nov 16")
    desk.go("today")
    again = RepliesPage(desk.shell)
    again.arrive()
    again.keep()
    again.deleteLater()
    assert [one.asked_at.date() for one in desk.all()] == [date(2026, 11, 16)]


def test_words_of_one_family_never_stand_in_the_form_of_another(desk: Desk) -> None:
    other = a_family(desk.workspace, "Nguyễn")
    desk.go("questions", add="1", household=desk.home.family)
    fill(desk.questions.panel, "In their words", "هل يوجد باص؟")
    desk.go("questions", add="1", household=other)
    assert "New question · Nguyễn" in words(desk.questions.panel)
    assert desk.questions.panel.content.content()["words"] == ""
    press(desk.questions.panel, "Close")
    desk.go("today")
    desk.go("questions", add="1", household=desk.home.family)
    assert desk.questions.panel.content.content()["words"] == "هل يوجد باص؟"


def test_who_asked_comes_back_with_the_question(desk: Desk) -> None:
    home = a_family(desk.workspace, "Nguyễn", given_name="Lan")
    desk.go("questions", add="1")
    pick(desk.questions.panel, "Family (required)", "Nguyễn")
    pick(desk.questions.panel, "Asked by", "Lan")
    fill(desk.questions.panel, "In their words", "هل يوجد باص؟")
    desk.go("today")
    desk.questions.panel.shut()
    desk.go("questions", add="1")
    press(desk.questions.panel, "Save")
    (one,) = desk.all()
    assert one.household == home
    assert titles.title(desk.workspace, "person", one.person) == "Lan"
