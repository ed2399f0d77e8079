"""The page that prints packets: who gets it, what stops it, what leaves and what never stays."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from liaison_app.actions import packet_choices, packets
from liaison_app.records.people import Comfort, Enrollment, Person, PersonLanguage
from liaison_app.records.schools import School
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import fill, key, press, settle, words
from ui.look import Scheme
from ui.widgets.buttons import Button

if TYPE_CHECKING:
    from tests.ui.conftest import Show
    from tests.ui.pages.packet_room import PacketRoom


def plain(text: str) -> str:
    """Words without the marks that keep names apart."""
    return text.translate({0x2068: None, 0x2069: None})


# --- what is preset and offered


def test_her_own_language_is_preset_and_said_to_be_a_draft(room: PacketRoom) -> None:
    made = room.arrive()
    assert (made.recipient, made.language, made.profile) == (room.home.amira, "ar", "standard")
    assert "Ready: " in words(room.page)
    assert "Draft: no native speaker has read it" in words(room.page)
    assert room.page.print_button.isEnabled()
    assert f"Page 1 of {made.pages}" in words(room.page)


def test_a_restricted_adult_is_not_even_listed(room: PacketRoom) -> None:
    room.arrive()
    assert "Karim" in words(room.page)
    room.home.restrict(room.home.karim)
    room.wait()
    room.shell.go("today")
    room.arrive()
    assert "Karim" not in words(room.page)


def test_who_would_rather_hear_gets_pictures_in_one_language(room: PacketRoom) -> None:
    known = room.workspace.all(PersonLanguage, person=room.home.amira)[0]
    room.home.put(PersonLanguage, known.id, comfort=Comfort.PREFERS_SPOKEN)
    made = room.arrive()
    assert made.profile == packets.Profile.PICTURE
    assert not room.page.choices.beside.isEnabled()
    assert not room.page.choices.month.isEnabled()  # pictures have no calendar
    assert "in one language" in words(room.page.choices)
    press(room.page, "Standard")
    room.page.choices.beside.set_value("en")
    room.page.choices.beside.chosen.emit()
    assert (room.wait().profile, room.wait().beside) == ("standard", "en")


def test_another_reader_gets_what_serves_them(room: PacketRoom) -> None:
    room.arrive()
    room.home.add(PersonLanguage(person=room.home.karim, language="es"))
    room.wait()
    press(room.page, "Karim Haddad · lives elsewhere")
    made = room.wait()
    assert (made.recipient, made.language) == (room.home.karim, "ar")  # his home's, in writing


def test_paper_is_printed_on_both_sides_unless_it_is_pictures_or_chosen(room: PacketRoom) -> None:
    assert room.arrive().both_sides
    QTest.keyClick(room.page.choices.both_sides, Qt.Key.Key_Space)
    assert not room.wait().both_sides
    room.page.choices.profile.set_values("picture")
    room.page.choices.profile.set_values("standard")
    assert not room.page.choices.both_sides.isChecked()


def test_a_booklet_is_for_the_standard_style_alone(room: PacketRoom) -> None:
    room.arrive()
    choices = room.page.choices
    choices.profile.set_values("standard")
    choices.booklet.click()
    made = room.wait()
    assert made.booklet
    assert made.reading
    assert not choices.both_sides.isEnabled()
    choices.profile.set_values("large-print")
    choices.profile.changed.emit()
    assert not room.wait().booklet
    assert not choices.booklet.isEnabled()
    assert choices.both_sides.isEnabled()


def test_what_is_read_aloud_stands_beside_english(room: PacketRoom) -> None:
    room.arrive()
    choices = room.page.choices
    choices.profile.set_values("read-aloud")
    choices.profile.changed.emit()
    made = room.wait()
    assert (made.profile, made.beside) == ("read-aloud", "en")


def test_the_wheel_is_left_to_the_page_and_chooses_nothing(room: PacketRoom) -> None:
    room.arrive()
    choice = room.page.choices.language
    middle = QPointF(choice.rect().center())
    down = QWheelEvent(
        middle,
        choice.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, down)
    settle()
    assert choice.value() == "ar"
    assert not down.isAccepted()


def test_a_part_that_is_left_out_is_not_printed(room: PacketRoom) -> None:
    pages = room.arrive().pages
    press(room.page, "Parts: all 12")
    press(room.page, "Cards to keep")
    made = room.wait()
    assert "contact-cards" not in made.section_pages
    assert made.pages < pages
    assert "Parts: 11 of 12" in words(room.page)


def test_with_no_part_at_all_it_says_what_to_do(room: PacketRoom) -> None:
    room.arrive()
    room.page.choices.sections.unfold.click()
    for tick in room.page.choices.sections._ticks.values():
        tick.click()
    room.until("None of these sections")
    assert not room.page.print_button.isEnabled()
    assert room.page.preview.pages == 0


# --- what stops it


def test_red_stops_the_print_and_leads_to_the_place_where_it_is_put_right(
    room: PacketRoom,
) -> None:
    room.home.put(School, room.home.grove, phone="", attendance_phone="")
    room.arrive()
    press(room.page, "A4")
    made = room.wait()
    assert made.red
    assert "This cannot be printed yet: 1 thing" in words(room.page)
    for one in (room.page.print_button, room.page.save_button):
        assert (one.isEnabled(), one.accessibleDescription()) == (False, one.toolTip())
        assert "put right" in one.toolTip()
    wrong = next(one for one in made.problems if one.red)
    press(room.page, f"Put it right: {plain(wrong.why)}")
    assert room.shell.went[-1] == (
        "records",
        {"type": "school", "id": room.home.grove, "field": "phone"},
    )
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.accessibleName() == "Main phone"
    fill(room.records, "Main phone", "206 555 0101")
    press(room.records, "Save")
    made = room.arrive()
    assert (made.red, made.paper) == (False, "a4")
    assert room.page.print_button.isEnabled()


def test_a_problem_of_the_family_opens_its_form_beside_the_familys_page(room: PacketRoom) -> None:
    place = room.workspace.all(Enrollment, person=room.home.yusuf)[0]
    room.home.put(Enrollment, place.id, grade="")
    made = room.arrive()
    missing = next(one for one in made.problems if one.code == "grade-missing")
    assert not made.red
    press(room.page, f"{sum(not one.red for one in made.problems)} things to know")
    press(room.page, f"Put it right: {plain(missing.why)}")
    target = {"form": "enrollment", "id": place.id, "field": "grade"}
    assert room.shell.went[-1] == ("family", {"household": room.home.family, **target})
    assert QApplication.focusWidget().accessibleName() == "Grade"
    fill(room.family.panel, "Grade", "3")
    press(room.family.panel, "Save")
    assert "grade-missing" not in [one.code for one in room.arrive().problems]


def test_a_protected_address_needs_the_hand_of_whoever_prints(room: PacketRoom) -> None:
    room.arrive()
    assert not room.page.choices.in_hand.isVisible()
    room.home.hide()
    room.wait()
    assert room.page.choices.in_hand.isVisible()
    assert "Karim" not in words(room.page)  # who does not live there would learn where they are
    assert not room.page.print_button.isEnabled()
    choose = next(one for one in room.page._prepared.problems if one.red)
    press(room.page, f"Choose: {choose.why}")
    assert QApplication.focusWidget() is room.page.choices.in_hand
    QTest.keyClick(room.page.choices.in_hand, Qt.Key.Key_Space)
    made = room.wait()
    assert (made.in_hand, made.red) == (True, False)
    assert room.page.print_button.isEnabled()


def test_the_tick_about_the_hand_comes_into_sight_with_what_it_means(room: PacketRoom) -> None:
    room.home.hide()
    room.shell.resize(1158, 420)
    made = room.arrive()
    choose = next(one for one in made.problems if one.red)
    press(room.page, f"Choose: {choose.why}")
    settle()
    told = room.page.choices.in_hand.parentWidget()
    assert told.visibleRegion().boundingRect() == told.rect()


def test_the_tab_key_passes_the_problems_before_the_pages(room: PacketRoom) -> None:
    room.home.put(School, room.home.grove, hours="")
    room.arrive()
    leading = room.page.problems.findChildren(Button)[0]
    room.page.choices.sections.unfold.setFocus()
    for _stop in range(3):  # the printer is not asked about
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is leading:
            break
        assert not room.page.preview.isAncestorOf(QApplication.focusWidget())
    assert QApplication.focusWidget() is leading


def test_what_is_only_to_be_known_shows_its_page(room: PacketRoom) -> None:
    made = room.arrive()
    about = next(one for one in made.problems if one.section in made.section_pages)
    press(room.page, f"Show: {plain(about.why)}")
    assert room.page.preview.page == made.section_pages[about.section]
    assert QApplication.focusWidget() is room.page.preview.area


# --- one at a time, in another thread


def test_the_keyboard_waits_at_the_first_choice_and_is_not_taken_away(room: PacketRoom) -> None:
    room.arrive()
    assert QApplication.focusWidget().accessibleName() == "\u2068Amira Haddad\u2069"
    room.page.preview.area.setFocus()
    room.home.put(School, room.home.grove, street="5 Cedar Avenue")
    room.wait()
    assert QApplication.focusWidget() is room.page.preview.area
    room.page.choices.to.setFocus()
    room.home.put(School, room.home.grove, street="6 Cedar Avenue")
    room.wait()
    assert room.page.choices.to.isAncestorOf(QApplication.focusWidget())


def test_an_answer_that_comes_too_late_changes_nothing(room: PacketRoom) -> None:
    room.arrive()
    late = packet_choices.choices(room.workspace, room.home.family)
    number = room.page._asked
    room.arrive(room.home.fathers)
    room.page._offered(number, late)
    assert room.page.choices._choices.household == room.home.fathers
    number = room.page._asked
    room.shell.go("family", household=room.home.family)
    room.page._offered(number, late)
    assert not room.page._making.busy  # nothing of a packet is made behind another page


def test_a_family_that_is_gone_is_said_in_words(room: PacketRoom) -> None:
    room.shell.go("packet", household="nobody")
    room.until("There is no")
    assert not room.page.print_button.isEnabled()


def test_it_is_made_in_another_thread_and_the_last_choice_wins(
    room: PacketRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = packets.prepare, []

    def watched(*args: object, **wishes: object) -> object:
        seen.append((threading.current_thread() is threading.main_thread(), wishes["paper"]))
        return real(*args, **wishes)

    monkeypatch.setattr(packets, "prepare", watched)
    room.arrive()
    for _again in range(3):
        press(room.page, "A4")
        press(room.page, "Letter")
    press(room.page, "A4")
    assert room.wait().paper == "a4"
    assert seen[-1] == (False, "a4")
    assert len(seen) < 5
    assert not any(in_window for in_window, _paper in seen)


def test_another_familys_packet_never_shows_what_was_under_way(room: PacketRoom) -> None:
    room.shell.go("packet", household=room.home.family)
    made = room.arrive(room.home.fathers)
    assert made.household == room.home.fathers


# --- by keyboard, on every screen


def test_escape_goes_to_the_family_or_closes_the_question(room: PacketRoom) -> None:
    room.show_again((843, 448))
    room.arrive()
    room.page._scroll.verticalScrollBar().setValue(10_000)
    settle()
    press(room.page, "Save as PDF…")
    assert room.page.confirm.visibleRegion().boundingRect() == room.page.confirm.rect()
    key(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert (room.page.confirm.isVisible(), room.shell.went[-1][0]) == (False, "packet")
    assert QApplication.focusWidget() is room.page.save_button
    key(room.page.preview.area, Qt.Key.Key_Escape)
    assert room.shell.went[-1] == ("family", {"household": room.home.family})


def test_without_a_family_it_asks_which(room: PacketRoom) -> None:
    room.shell.go("packet")
    settle()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    key(line, Qt.Key.Key_Return)
    assert "Type the first letters" in words(room.page)
    room.page.family._family.editor.set_value(room.home.family)
    press(room.page, "Go on")
    target = {"household": room.home.family, "kind": "welcome"}
    assert room.shell.went[-1] == ("packet", target)
    assert room.wait().household == room.home.family


def test_a_name_that_is_no_family_is_asked_about(room: PacketRoom) -> None:
    room.shell.go("packet")
    settle()
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    QTest.keyClicks(line, "qqzzqq")
    press(room.page, "Go on")
    assert "then choose it from the list" in words(room.page)
    assert "leave this empty" not in words(room.page)


def test_a_very_long_name_does_not_push_the_pages_out_of_sight(room: PacketRoom) -> None:
    endless = "Wolfeschlegelsteinhausenbergerdorff " * 8
    room.home.put(Person, room.home.amira, given_name=endless)
    room.arrive()
    assert too_wide(room.page, room.page.width()) == []
    chip = QApplication.focusWidget()
    assert "…" in chip.accessibleName()
    assert "Haddad" in chip.accessibleName()


def test_a_name_in_another_script_is_kept_apart_from_the_words_around_it(room: PacketRoom) -> None:
    room.arrive()
    shown = [one.text() for one in room.page.findChildren(QLabel)]
    assert "Family: \u2068Haddad\u2069" in shown


LOOKS = {
    "1366x768": ("en", Scheme.LIGHT, 1.0, (1158, 704)),
    "911x512 mirrored, dark": ("ar", Scheme.DARK, 1.0, (843, 448)),
    "911x512, longer words": ("qps-ploc", Scheme.LIGHT, 1.0, (843, 448)),
    "200 %, high contrast": ("en", Scheme.CONTRAST, 2.0, (1230, 640)),
    "683x384": ("ar", Scheme.LIGHT, 1.0, (615, 320)),
}


@pytest.mark.parametrize("screen", LOOKS)
def test_every_control_is_named_and_everything_fits(
    room: PacketRoom, show_in: Show, screen: str
) -> None:
    tag, scheme, scale, size = LOOKS[screen]
    room.home.put(School, room.home.grove, phone="", attendance_phone="")
    show_in(tag, scheme, scale)
    room.show_again(size)
    room.arrive()
    room.page.choices.sections.unfold.click()
    settle()
    assert unnamed(room.page) == []
    assert too_wide(room.page, size[0]) == []
    room.shell.go("packet")
    settle()
    assert unnamed(room.page) == []
    assert too_wide(room.page, size[0]) == []
