"""Erasing for good in the window, what was erased, and the times of keeping."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog, QScrollBar

from liaison_app.actions import care, erasing, erasures, keeping, new_families, records, workspaces
from liaison_app.actions.new_families import NewFamily
from liaison_app.records.keeping import RetentionOf
from liaison_app.records.partnership import Note
from liaison_app.records.people import ContactPoint, Household, Person
from liaison_app.workspace import Put
from tests.desk import PASSPHRASE, workspace_at
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import LONG_NAME, fill, press, settle, words
from tests.ui.shells import OnePageShell
from ui import jobs
from ui.desk import Desk
from ui.pages.erased import ErasedPage
from ui.pages.family import FamilyPage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from liaison_app.workspace import Workspace
    from ui.widgets.drop_down import DropDown


class Room:
    """A small window with the page."""

    def __init__(self, workspace: Workspace, qtbot: QtBot) -> None:
        self.workspace = workspace
        self.shell = OnePageShell(workspace)
        self.page = ErasedPage(self.shell)
        self.shell.add(self.page, self.page)
        self.shell.resize(683, 384)
        with qtbot.waitActive(self.shell):
            self.shell.show()

    def family(self, name: str) -> str:
        new = NewFamily(name=name, given_name="Lan", phone="206 555 0101")
        return new_families.add(self.workspace, new).ids[0]

    def go(self, **target: str) -> None:
        self.shell.go("erased", **target)
        self.wait()

    def wait(self) -> None:
        assert jobs.wait_for_all()
        settle()

    def close(self) -> None:
        self.shell.deaf()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choose(room: Room, drop_down: DropDown | None, label: str) -> None:
    """Choose in a list by its words, as a person does."""
    assert drop_down
    drop_down.setFocus()
    place = drop_down.findText(label)
    assert place >= 0, [drop_down.itemText(n) for n in range(drop_down.count())]
    drop_down.setCurrentIndex(place)
    drop_down.activated.emit(place)
    room.wait()


def answer(room: Room, typed: str) -> None:
    """Type the name, and erase."""
    assert room.page.ask.form
    room.page.ask.form.set_values({"typed": typed})
    press(room.page, "Erase for good")
    room.wait()


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    workspace = workspace_at(tmp_path / "w")
    made = Room(workspace, qtbot)
    yield made
    made.close()
    workspace.close()


def test_a_family_is_erased_after_its_name_was_typed(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = room.family("Zebedijah")
    room.go(household=home)
    said = words(room.page)
    assert "Erase Zebedijah for good?" in said
    assert "Nothing brings this back" in said
    form = room.page.ask.form
    assert form is not None
    form.set_values({"typed": "Haddad"})
    down = next(one for one in room.page.findChildren(QScrollBar) if one.maximum() > 0)
    down.setValue(down.maximum())
    press(room.page, "Erase for good")
    room.wait()
    assert "Nothing was erased" in words(room.page)
    assert not room.page.problem.visibleRegion().isEmpty()  # it is scrolled to
    assert not room.page.times.frame.isVisible()  # its keys are those of the question meanwhile
    form.set_values({"typed": "zebedijah"})
    press(room.page, "Erase for good")
    room.wait()
    assert room.workspace.all(Household) == []
    [line] = erasures.erasures(room.workspace)
    said = words(room.page)
    assert line.code in said
    assert "Done everywhere." in said
    assert room.page.times.frame.isVisible()
    assert "Zebedijah" not in said
    target = tmp_path / "collect.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(target), ""))
    press(room.page, f"What to collect: {line.code}")
    assert line.code in target.read_text("utf-8-sig")
    press(room.page, f"May be kept again: {line.code}")
    press(room.page, "Yes, it may be kept")
    assert "May be kept again since." in words(room.page)


def test_one_person_is_erased_and_the_family_stays(room: Room) -> None:
    home = room.family("Zebedijah")
    lan = room.workspace.all(Person)[0]
    room.go(household=home)
    choose(room, room.page.ask.whose, lan.given_name)
    said = words(room.page)
    assert "Erase Lan for good?" in said
    assert "Goes too: 2 entries" in said
    assert "Nothing brings this back" in said
    assert "It must be &kept" not in said  # it is the family that is kept
    assert room.page.ask.whose
    assert room.page.ask.whose.hasFocus()  # one may go on looking
    answer(room, "Zebedijah")
    assert "Nothing was erased" in words(room.page)
    answer(room, "lan")
    assert room.workspace.all(Person) == []
    assert room.workspace.all(ContactPoint) == []
    assert [one.name for one in room.workspace.all(Household)] == ["Zebedijah"]


def test_one_kind_of_record_is_erased_and_all_else_stays(room: Room) -> None:
    home = room.family("Zebedijah")
    for text in ("one", "two"):
        records.add(room.workspace, "note", {"household": home, "text": text})
    room.go(household=home)
    choose(room, room.page.ask.what, "Notes")
    said = words(room.page)
    assert "Erase for good of Zebedijah: Notes?" in said
    assert "Goes: 2 notes" in said
    assert "It must be &kept" in said
    answer(room, "Zebedijah")
    assert room.workspace.all(Note) == []
    assert len(room.workspace.all(Person)) == 1
    assert [one.name for one in room.workspace.all(Household)] == ["Zebedijah"]


def test_one_kind_of_record_of_one_person_is_erased(room: Room) -> None:
    home = room.family("Zebedijah")
    room.go(household=home)
    choose(room, room.page.ask.whose, "Lan")
    choose(room, room.page.ask.what, "Contact points")
    assert "Erase for good of Lan: Contact points?" in words(room.page)
    answer(room, "Lan")
    assert room.workspace.all(ContactPoint) == []
    assert len(room.workspace.all(Person)) == 1


def test_a_person_of_a_family_that_must_be_kept_is_kept_too(room: Room) -> None:
    home = room.family("Zebedijah")
    keeping.hold(room.workspace, home, "a court case")
    room.go(household=home)
    for choice, label in ((room.page.ask.whose, "Lan"), (room.page.ask.what, "")):
        if label:
            choose(room, choice, label)
        assert "must be kept" in words(room.page)
        with pytest.raises(AssertionError):
            press(room.page, "Erase for good")


def test_a_family_that_must_be_kept_offers_no_erasing(room: Room) -> None:
    home = room.family("Zebedijah")
    keeping.hold(room.workspace, home, "a court case")
    room.go(household=home)
    assert "must be kept" in words(room.page)
    with pytest.raises(AssertionError):
        press(room.page, "Erase for good")
    press(room.page, "It need not be kept any more")
    room.wait()
    ask = room.page.ask
    press(room.page, "It must be kept")
    assert "Say why it must be kept" in words(room.page)
    assert ask.why_kept is not None
    ask.why_kept.set_values({"reason": "an open request"})
    press(room.page, "It must be kept")
    room.wait()
    assert "This family must be kept: an open request." in words(room.page)
    press(room.page, "Cancel")
    assert "This family must be kept" not in words(room.page)


def test_times_are_set_and_families_due_are_listed(room: Room) -> None:
    home = room.family("Zebedijah")
    room.workspace.commit("close", [Put(Household, home, {"closed_on": date(2001, 1, 31)})])
    room.go()
    assert "None. Nothing about a family is ever erased" in words(room.page)
    room.page.times.form.set_values({"closed_family": 12})
    press(room.page, "Save times")
    room.wait()
    assert keeping.months_of(room.workspace, RetentionOf.CLOSED_FAMILY) == 12
    assert "Zebedijah" in words(room.page)
    press(room.page, "Erase Zebedijah")
    room.wait()
    assert room.page.ask.seen is not None
    assert room.page.ask.seen.id == home


def test_a_time_that_is_being_typed_stays_when_something_new_comes(room: Room) -> None:
    room.go()
    fill(room.page, "Drafts on each laptop", "36")
    keeping.hold(room.workspace, room.family("Zebedijah"), "a court case")
    room.wait()
    press(room.page, "Save times")
    assert {one.months for one in keeping.rules(room.workspace)} == {None, 36}


def test_everything_has_a_name_and_fits_a_small_window(room: Room) -> None:
    home = room.family(LONG_NAME)
    room.workspace.commit("close", [Put(Household, home, {"closed_on": date(2001, 1, 31)})])
    keeping.set_rule(room.workspace, RetentionOf.CLOSED_FAMILY, 12)
    room.go(household=home)
    assert unnamed(room.page) == []
    assert too_wide(room.page, 683) == []


def test_the_window_says_once_that_a_restored_backup_was_erased_again(
    tmp_path: Path, qtbot: QtBot
) -> None:
    workspace = workspace_at(tmp_path / "w")
    home = new_families.add(workspace, NewFamily(name="Zebedijah")).ids[0]
    backup = tmp_path / "before.liaison"
    care.backup(workspace, backup)
    seen = erasing.preview(workspace, "household", home)
    erasing.erase(workspace, seen, seen.name)
    workspace.close()
    restored = workspaces.restore(backup, tmp_path / "restored", PASSPHRASE)
    for told in (True, False):
        desk = Desk(restored, _Nobody())
        qtbot.addWidget(desk)
        desk.go("settings")
        desk.show()
        assert ("1 erasure is newer than this backup" in words(desk)) is told
        desk.close()
    restored.close()


class _Nobody:
    """A window of which nothing is asked."""

    def __getattr__(self, _name: str) -> object:
        return lambda *_told: None


def test_the_page_of_an_erased_family_says_so_and_offers_nothing(room: Room) -> None:
    home = room.family("Zebedijah")
    seen = erasing.preview(room.workspace, "household", home)
    erasing.erase(room.workspace, seen, seen.name)
    page = FamilyPage(room.shell)
    room.shell.add(page, page)
    room.shell.go("family", household=home)
    settle()
    said = words(page)
    assert "erased for good" in said
    assert "Bring the family back" not in said
    assert "New visit note" not in said
