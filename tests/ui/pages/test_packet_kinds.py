"""Every kind of print in the window: what it asks, for whom, about what, and what is remembered."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from liaison_app.actions.packet_choices import kinds
from liaison_app.records.kits import Kit, Loan, LoanState
from liaison_app.records.packets import PacketIssue
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import fill, pick, press, settle, words
from tests.ui.pages.test_packet_page import LOOKS
from ui.pages.families import FamiliesPage
from ui.pages.kits import KitsPage

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.packets import Prepared
    from tests.ui.conftest import Show
    from tests.ui.pages.packet_room import PacketRoom
    from ui.pages.packet_kind import PacketKind


def choose(room: PacketRoom, kind: str) -> None:
    """Choose a kind as a person does."""
    room.page.kind.kind.set_value(kind)
    room.page.kind.kind.chosen.emit()
    settle()


def made(room: PacketRoom, kind: str) -> Prepared:
    choose(room, kind)
    prepared = room.wait()
    assert prepared.kind == kind
    return prepared


def a_loan(room: PacketRoom, household: str, name: str, **values: object) -> str:
    kit = room.home.add(Kit(name=name, lendable=True))
    lent = {"due": date(2026, 12, 18), **values}
    return room.home.add(Loan(kit=kit, household=household, label="A-7", **lent))


def listed(kind: PacketKind) -> list[str]:
    return [kind.kind.itemText(place) for place in range(kind.kind.count())]


def test_every_kind_is_offered_in_groups_whose_headings_cannot_be_chosen(room: PacketRoom) -> None:
    room.arrive()
    offered = listed(room.page.kind)
    assert offered[0] == "For a family"
    assert {"Welcome packet", "Door note", "Loan agreement", "Route sheet"} < set(offered)
    assert len(offered) == len(kinds()) + 3
    choice = room.page.kind.kind
    choice.setFocus()
    QTest.keyClicks(choice, "for")  # a heading
    assert choice.value() == "welcome"
    QTest.qWait(QApplication.keyboardInputInterval() + 100)  # a new word begins
    QTest.keyClicks(choice, "Rig")
    assert choice.value() == "rights"


def test_every_kind_shows_its_pages_or_says_what_it_still_needs(room: PacketRoom) -> None:
    room.arrive()
    shown = set()
    for kind in kinds():
        choose(room, kind.name)
        room._qtbot.waitUntil(lambda: answered(room), timeout=20_000)
        prepared = room.page._prepared
        if prepared:
            assert prepared.kind == kind.name
            assert (prepared.household == room.home.family) == kind.for_a_family
            shown.add(kind.name)
        else:
            assert not room.page.print_button.isEnabled()
            assert words(room.page.problems).strip(), kind.name
    assert {"welcome", "door-note", "rights", "language-card", "route"} <= shown


def answered(room: PacketRoom) -> bool:
    page = room.page
    return not page._making.busy and (
        page._prepared is not None or bool(words(page.problems).strip())
    )


def test_what_a_loan_agreement_is_about_is_the_familys_own(room: PacketRoom) -> None:
    a_loan(room, room.home.fathers, "Fractions")
    returned = a_loan(room, room.home.family, "Old books", state=LoanState.RETURNED)
    lent = a_loan(room, room.home.family, "Math games")
    room.arrive()
    assert made(room, "loan").subject == lent, "the one that is out is there already"
    assert room.page.kind.subject
    fill(room.page.kind, "About: Loan (required)", "")
    row = room.page.kind.subject.editor.control
    assert isinstance(row, QLineEdit)
    row.textEdited.emit("")
    offer = row.completer().model()
    shown = [str(offer.data(offer.index(at, 0))) for at in range(offer.rowCount())]
    assert len(shown) == 2
    assert not any("Fractions" in one for one in shown)
    pick(room.page.kind, "About: Loan (required)", "Old")
    assert room.wait().subject == returned


def test_without_what_it_is_about_it_says_so_and_prints_nothing(room: PacketRoom) -> None:
    room.arrive()
    choose(room, "loan")
    room.until("Say first what it is about.")
    assert not room.page.print_button.isEnabled()
    assert room.page.preview.pages == 0


def test_it_is_reached_with_what_it_is_about(room: PacketRoom) -> None:
    """From a loan alone: the family is the one that has the kit."""
    lent = a_loan(room, room.home.family, "Math games")
    room.shell.go("packet", kind="loan", subject=lent)
    prepared = room.wait()
    assert (prepared.kind, prepared.subject) == ("loan", lent)
    assert prepared.household == room.home.family
    assert "Family: Haddad" in words(room.page)


def test_the_kit_and_its_loan_lead_to_their_pages(room: PacketRoom) -> None:
    lent = a_loan(room, room.home.family, "Math games")
    kit = room.workspace.get(Loan, lent).kit
    kits = KitsPage(room.shell)
    room.shell.add(kits, kits)
    room.shell.go("kits", kit=kit)
    settle()
    press(kits, "Print the list")
    assert (room.wait().kind, room.wait().subject) == ("kit-contents", kit)
    room.shell.go("kits", kit=kit)
    settle()
    press(kits, "Print the agreement: Haddad")
    prepared = room.wait()
    assert (prepared.kind, prepared.subject) == ("loan", lent)
    assert prepared.household == room.home.family


def test_a_record_leads_to_the_print_about_it(room: PacketRoom) -> None:
    lent = a_loan(room, room.home.family, "Math games")
    room.shell.go("records", type="loan")
    settle()
    press(room.records, "Print")
    assert room.shell.went[-1] == ("packet", {"kind": "loan", "subject": lent})
    assert room.wait().household == room.home.family
    room.shell.go("records", type="person")
    settle()
    assert "P&rint" not in words(room.records)


def test_several_are_printed_from_the_list_as_it_is_filtered(room: PacketRoom) -> None:
    families = FamiliesPage(room.shell)
    room.shell.add(families, families)
    room.shell.go("families", filter="mine")
    families.table.filter.setText("Hadd")
    settle()
    press(families, "Print for several…")
    assert room.shell.went[-1] == ("print_many", {"filter": "mine", "text": "Hadd"})


def test_a_kind_for_everybody_asks_for_no_family(room: PacketRoom, caught: Path) -> None:
    room.shell.go("packet")
    settle()
    assert room.page.family.isVisible()
    assert not room.page.print_button.isVisible()
    prepared = made(room, "language-card")
    assert (prepared.household, prepared.recipient) == ("", "")
    assert not room.page.family.isVisible()
    assert not room.page.choices.to.isVisible()
    press(room.page, "Print")
    room._qtbot.waitUntil(lambda: bool(room.shell.said), timeout=20_000)
    (issue,) = room.workspace.all(PacketIssue)
    assert (issue.kind, issue.household) == ("language-card", "")
    assert caught.exists()
    choose(room, "welcome")
    assert room.page.family.isVisible()


def test_what_only_one_kind_asks_is_asked_there_alone(room: PacketRoom) -> None:
    room.arrive()
    assert "Which card" not in words(room.page)
    first = made(room, "language-card")
    press(room.page.kind, "To keep, in one language")
    kept = room.wait()
    assert kept.pdf != first.pdf
    assert room.page.kind.options() == {"card": "keep"}
    made(room, "rights")
    assert room.page.kind.options() == {}


def test_what_was_chosen_is_remembered_for_each_kind(room: PacketRoom) -> None:
    room.arrive()
    press(room.page, "Large print")
    room.page.choices.language.set_value("es")
    room.page.choices.language.chosen.emit()
    room.wait()
    made(room, "language-card")
    press(room.page.kind, "To keep, in one language")
    room.wait()
    assert made(room, "rights").profile == "standard"
    welcome = made(room, "welcome")
    assert (welcome.profile, welcome.language) == ("large-print", "es")
    made(room, "language-card")
    assert room.page.kind.options() == {"card": "keep"}
    room.arrive(room.home.fathers)  # nothing of one family's is chosen for another
    assert (room.page.kind.chosen.name, room.wait().profile) == ("welcome", "standard")
    made(room, "language-card")
    assert room.page.kind.options() == {"card": "door"}


def test_only_styles_that_the_kind_has_are_offered(room: PacketRoom) -> None:
    room.arrive()
    assert "Pictures" in words(room.page.choices)
    made(room, "rights")
    assert "Pictures" not in words(room.page.choices)
    assert "Month of the calendar" not in words(room.page.choices)


def test_half_a_day_changes_nothing_and_a_whole_one_does(room: PacketRoom) -> None:
    room.arrive()
    made(room, "route")
    fill(room.page.kind, "Day", "2026-12-0")
    assert room.page.kind.options()["day"] in {"", "2026-12-01"}
    fill(room.page.kind, "Day", "2026-12-02")
    room.wait()
    assert room.page.kind.options()["day"] == "2026-12-02"


def test_a_red_kind_cannot_leave(room: PacketRoom) -> None:
    room.home.hide()
    room.arrive()
    prepared = made(room, "rights")
    assert prepared.red
    assert not room.page.print_button.isEnabled()


@pytest.mark.parametrize("screen", LOOKS)
@pytest.mark.parametrize("kind", ["loan", "language-card", "route"])
def test_every_control_of_a_kind_is_named_and_fits(
    room: PacketRoom, show_in: Show, screen: str, kind: str
) -> None:
    tag, scheme, scale, size = LOOKS[screen]
    a_loan(room, room.home.family, "Math games, cards and a very long name of a kit " * 2)
    show_in(tag, scheme, scale)
    room.show_again(size)
    room.shell.go("packet", household=room.home.family, kind=kind)
    room.wait()
    assert unnamed(room.page) == []
    assert too_wide(room.page, size[0]) == []


def test_the_tab_key_goes_from_the_kind_to_what_it_asks(room: PacketRoom) -> None:
    room.arrive()
    made(room, "language-card")
    room.page.kind.kind.setFocus()
    QTest.keyClick(room.page.kind.kind, Qt.Key.Key_Tab)
    assert room.page.kind.isAncestorOf(QApplication.focusWidget())


def test_a_door_note_is_not_called_a_packet(room: PacketRoom) -> None:
    room.shell.go("packet", household=room.home.family, kind="door-note")
    room.wait()
    room.page.ask_to_save()
    settle()
    assert "Save this print as a file?" in words(room.page)
    assert "packet" not in words(room.page).replace("Welcome packet", "").lower()
