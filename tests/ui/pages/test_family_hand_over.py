"""Handing families over in the window: offering, the answer, Today, and two who disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from liaison_app.actions import family_hand_over, new_families
from liaison_app.actions import family_hand_over_lists as lists
from liaison_app.actions.new_families import NewFamily
from liaison_app.language.catalogues import PSEUDO
from liaison_app.records.governance import StaffMember
from liaison_app.workspace import Add
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import settle
from tests.ui.pages.seen import button, words
from tests.ui.shells import OnePageShell
from ui.look import Scheme
from ui.pages.family_hand_over import FamilyHandOverPage
from ui.pages.family_hand_over_offer import FORMER, OfferForm
from ui.pages.today import TodayPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from tests.ui.conftest import Show
    from tests.ui.pages.team import Team


@pytest.fixture
def team(team: Team) -> Team:
    """Rosa has two families; Ben's laptop is in the team."""
    for name in ("Pham", "Osei"):
        new_families.add(team.rosa, NewFamily(name=name, home_language="vi"))
    team.meet()
    return team


def opened(
    workspace: Workspace, qtbot: QtBot, **target: str
) -> tuple[OnePageShell, FamilyHandOverPage]:
    shell = OnePageShell(workspace)
    qtbot.addWidget(shell)
    page = FamilyHandOverPage(shell)
    shell.add(page, page)
    shell.resize(1158, 704)
    shell.show()
    shell.go("family_hand_over", **target)
    settle()
    return shell, page


def form_of(page: FamilyHandOverPage) -> OfferForm:
    return next(one for one in page.findChildren(OfferForm) if one.isVisibleTo(page))


def test_families_are_offered_and_accepted_with_a_word(team: Team, qtbot: QtBot) -> None:
    assert team.ben
    (home, _other) = (one for one, _name in lists.families_of(team.rosa, team.rosa.person))
    shell, page = opened(team.rosa, qtbot, household=home)
    assert "No family is being handed over" in words(page)
    form = form_of(page)
    assert form.chosen() == [home]
    assert "1 family is chosen" in words(form)
    form.everything.click()
    assert len(form.chosen()) == 2
    form.note.setText("Mornings are best")
    form.steps.set_values(FORMER)
    form.receiver.set_value(team.ben.person)
    form.offer.click()
    assert "Offered" in shell.said[-1][0]
    assert "Waiting for an answer" in words(page)
    shell.deaf()
    team.carry(team.rosa, team.ben)
    shell, page = opened(team.ben, qtbot)
    said = words(page)
    assert "Handed to you" in said
    assert "Mornings are best" in said
    assert "Rosa still keeps what is promised." in said
    page.word.setText("Gladly")
    button(page, "Accept all 2 families").click()
    assert lists.for_me(team.ben) == ()
    assert {one.answer for one in lists.answered(team.ben)} == {"Gladly"}
    assert len(lists.families_of(team.ben, team.ben.person)) == 2
    assert shell.said[-1][1]  # it can be undone
    assert shell.troubles == []
    shell.deaf()


def test_the_keyboard_goes_from_the_families_to_the_rest_of_the_offer(
    team: Team, qtbot: QtBot
) -> None:
    shell, page = opened(team.rosa, qtbot)
    page.start.click()
    settle()
    form = form_of(page)
    met, here = [], form.everything.nextInFocusChain()
    while here is not form.offer:
        if here.focusPolicy() & Qt.FocusPolicy.TabFocus and here.isVisible():
            met.append(here)
        here = here.nextInFocusChain()
    assert met[:4] == [*form.families.values(), form.receiver, form.note]
    assert not page.start.isEnabled()  # its letter is the offer's
    button(form, "Cancel").click()
    settle()
    assert shell.focusWidget() is page.start
    assert page.start.isEnabled()
    shell.deaf()


def test_an_answer_that_is_being_written_stays_when_something_new_comes(
    team: Team, qtbot: QtBot
) -> None:
    assert team.ben
    homes = [one for one, _name in lists.families_of(team.rosa, team.rosa.person)]
    family_hand_over.offer(team.rosa, homes[:1], team.ben.person)
    team.carry(team.rosa, team.ben)
    shell, page = opened(team.ben, qtbot)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    page.word.setFocus()
    QTest.keyClicks(page.word, "Gldly")
    page.word.setCursorPosition(2)
    page.steps.set_values(FORMER)
    family_hand_over.offer(team.rosa, homes[1:], team.ben.person)
    team.carry(team.rosa, team.ben)
    settle()
    assert button(page, "Accept all 2 families")
    focused = shell.focusWidget()
    assert focused is page.word
    QTest.keyClicks(focused, "a")
    assert page.word.text() == "Gladly"
    assert page.steps.value() == FORMER
    shell.deaf()


def test_today_says_that_somebody_hands_over_a_family(team: Team, qtbot: QtBot) -> None:
    assert team.ben
    homes = [one for one, _name in lists.families_of(team.rosa, team.rosa.person)]
    family_hand_over.offer(team.rosa, homes, team.ben.person)
    team.carry(team.rosa, team.ben)
    shell = OnePageShell(team.ben)
    qtbot.addWidget(shell)
    page = TodayPage(shell)
    shell.add(page, page)
    shell.resize(1158, 704)
    shell.show()
    shell.go("today")
    settle()
    assert "Families changing hands" in words(page)
    assert "2 families from Rosa" in words(page)
    button(page, "Look").click()
    assert shell.went[-1][0] == "family_hand_over"
    family_hand_over.decline(team.ben, [one.id for one in lists.for_me(team.ben)])
    assert "Families changing hands" not in words(page)
    shell.deaf()


def test_a_colleague_without_a_laptop_is_named_before_anything_is_offered(
    team: Team, qtbot: QtBot
) -> None:
    kim = team.rosa.commit("staff.add", [Add(StaffMember(name="Kim"))]).ids[0]
    shell, page = opened(team.rosa, qtbot)
    page.start.click()
    settle()
    form = form_of(page)
    form.receiver.set_value(kim)
    form.receiver.chosen.emit()
    settle()
    assert "Kim has no laptop in the team" in words(form)
    form.offer.click()
    assert "Choose the families first." in words(form)
    shell.deaf()


def test_two_who_disagree_see_what_was_said_and_one_decides(team: Team, qtbot: QtBot) -> None:
    assert team.ben
    (home, _other) = (one for one, _name in lists.families_of(team.rosa, team.rosa.person))
    family_hand_over.offer(team.rosa, [home], team.ben.person)
    team.carry(team.rosa, team.ben)
    family_hand_over.withdraw(team.rosa, [one.id for one in lists.offered(team.rosa)])
    family_hand_over.accept(team.ben, [one.id for one in lists.for_me(team.ben)])
    team.carry(team.ben, team.rosa)
    shell, page = opened(team.rosa, qtbot)
    said = words(page)
    assert "Two people said different things about" in said
    assert "Taken back" in said
    assert "Accepted" in said
    assert "on the list of Ben Ortiz" in said
    button(page, "It is with \u2068Ben Ortiz\u2069").click()
    assert "Two people said" not in words(page)
    assert len(lists.families_of(team.rosa, team.ben.person)) == 1
    shell.deaf()


@pytest.mark.parametrize("look", [("en", 1.0), ("ar", 1.0), (PSEUDO, 2.0)])
def test_every_control_has_a_name_and_room(
    team: Team, qtbot: QtBot, show_in: Show, look: tuple[str, float]
) -> None:
    assert team.ben
    homes = [one for one, _name in lists.families_of(team.rosa, team.rosa.person)]
    family_hand_over.offer(team.rosa, homes[:1], team.ben.person)
    show_in(look[0], Scheme.LIGHT, look[1])
    shell, page = opened(team.rosa, qtbot, household=homes[1])
    width = 683 if look[1] > 1 else 844
    shell.resize(width, 384)
    for _round in range(3):
        QApplication.processEvents()
    assert unnamed(page) == []
    assert too_wide(shell, width) == []
    shell.deaf()
