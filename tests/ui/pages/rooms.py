"""The families, family, records and kits pages in one small window, on a real workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from liaison_app.actions import family, kits, new_families, records
from liaison_app.actions.new_families import NewFamily
from tests.desk import TODAY
from tests.ui.shells import OnePageShell
from ui.pages.families import FamiliesPage
from ui.pages.family import FamilyPage
from ui.pages.kits import KitsPage
from ui.pages.records import RecordsPage

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from liaison_app.workspace import Workspace

LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff " * 8 + "III"


@dataclass(frozen=True)
class Rooms:
    """A window with its pages."""

    shell: OnePageShell
    families: FamiliesPage
    family: FamilyPage
    records: RecordsPage
    kits: KitsPage

    @property
    def workspace(self) -> Workspace:
        return self.shell.workspace

    def close(self) -> None:
        """Take the window away for good, as a lock does."""
        self.shell.deaf()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def go(self, page: str, **target: str) -> None:
        """Go to a page and let it be drawn."""
        self.shell.go(page, **target)
        settle()


def open_rooms(workspace: Workspace, size: tuple[int, int] = (1158, 704)) -> Rooms:
    """Make the window; the size is what 1366 x 768 leaves beside the sidebar."""
    shell = OnePageShell(workspace)
    rooms = Rooms(
        shell, FamiliesPage(shell), FamilyPage(shell), RecordsPage(shell), KitsPage(shell)
    )
    for page in (rooms.families, rooms.family, rooms.records, rooms.kits):
        shell.add(page, page)
    shell.resize(*size)
    shell.show()
    settle()
    return rooms


def settle() -> None:
    """Let everything that waits be done."""
    for _round in range(4):
        QApplication.processEvents()


def words(widget: QWidget) -> str:
    """All that stands in a widget in plain sight, without the marks that isolate names."""
    seen = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    seen += [one.text() for one in widget.findChildren(QAbstractButton) if one.isVisibleTo(widget)]
    return "\n".join(seen).translate({0x2066: None, 0x2068: None, 0x2069: None, 0x200F: None})


def press(widget: QWidget, name: str) -> None:
    """Press the button with this name, as a screen reader would find it."""
    for one in widget.findChildren(QAbstractButton):
        shown = one.accessibleName() or one.text().replace("&", "")
        if one.isVisibleTo(widget) and _plain(shown) == name:
            one.click()
            settle()
            return
    raise AssertionError(f"no button {name!r} in:\n{words(widget)}")


def fill(widget: QWidget, label: str, text: str) -> None:
    """Type into the row with this label."""
    for one in widget.findChildren(QWidget):
        if one.accessibleName() == label and one.isVisibleTo(widget):
            one.setFocus()
            if isinstance(one, QLineEdit):
                one.selectAll()
                one.insert(text)
                one.textEdited.emit(one.text())
            elif isinstance(one, QTextEdit):
                one.setPlainText(text)
            settle()
            return
    raise AssertionError(f"no row {label!r}")


def pick(widget: QWidget, label: str, text: str) -> None:
    """Type into a row that offers what is meant, and move on."""
    fill(widget, label, text)
    for one in widget.findChildren(QLineEdit):
        if one.accessibleName() == label and one.isVisibleTo(widget):
            one.editingFinished.emit()
    settle()


def key(widget: QWidget, pressed: Qt.Key) -> None:
    """Press one key in a widget."""
    QTest.keyClick(widget, pressed)
    settle()


def a_family(workspace: Workspace, name: str = "Nguyễn", **values: str) -> str:
    """Keep a family; gives its id."""
    return new_families.add(workspace, NewFamily(name=name, **values)).ids[0]


def _plain(text: str) -> str:
    return text.translate({0x2066: None, 0x2068: None, 0x2069: None, 0x200F: None})


def a_full_family(rooms: Rooms) -> str:
    """A family with something in every section; gives its id."""
    ws = rooms.workspace
    household = a_family(
        ws, "Nguyễn & عائلة", home_language="vi", given_name="Lan", phone="+1 206 555 0100"
    )
    adult = family.page(ws, household).people[0].id

    def add(type_name: str, **values: object) -> str:
        return records.add(ws, type_name, values).ids[0]

    child = add("person", given_name="يوسف", is_child=True)
    add("household_member", household=household, person=child)
    add("relationship", child=child, adult=adult, relation="mother", legal_guardian=True)
    other = add("person", given_name="Tomas")
    add(
        "relationship",
        child=child,
        adult=other,
        relation="father",
        may_pick_up=False,
        contact_restrictions="order of May",
    )
    school = add("school", name="Cedar Grove")
    add("enrollment", person=child, school=school, grade="2")
    add("family_story", household=household, words="Bà kể chuyện.", gist="Stories at night")
    add("commitment", household=household, what="bus pass", due=TODAY - timedelta(days=2))
    add("follow_up", household=household, what="call the office", due=TODAY)
    add("address", household=household, line_1="12 Elm St", do_not_publish=True)
    add("visit", household=household, started=ws.now(), outcome="met", place="home")
    add("note", household=household, text="a note <b>as typed</b>", at=ws.now())
    add("consent", giver=adult, household=household, purpose="share grades", state="given")
    kit = add("kit", name="Reading kit")
    kits.receive(ws, kit, 2)
    kits.lend(ws, kit, kits.Hand(household), due=TODAY - timedelta(days=1), label="#14")
    return household
