"""The import page: choose, check the columns, see what would change, import, undo."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from liaison_app.actions import workspaces
from liaison_app.actions.importing import Outcome
from liaison_app.records.people import Person
from liaison_app.workspace import Add, Workspace
from tests.desk import workspace_at
from tests.interchange.exports import FIXTURES, workbook
from tests.ui.accessible import too_wide, unnamed
from ui import jobs
from ui.desk import Desk
from ui.look import Scheme
from ui.pages.import_page import ImportPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

STUDENTS = FIXTURES / "lists" / "students.csv"


class Owner:
    """The window that holds the desk, as far as it asks for one."""

    def lock(self) -> None: ...
    def cover(self) -> None: ...
    def restyle(self, chosen: object) -> None: ...


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = workspace_at(tmp_path / "w")
    yield opened
    opened.close()


@pytest.fixture
def page(workspace: Workspace, qtbot: QtBot) -> Iterator[ImportPage]:
    desk = Desk(workspace, Owner())
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    desk.show()
    desk.go("import")
    yield the_page(desk)
    assert jobs.wait_for_all()


def the_page(desk: Desk) -> ImportPage:
    page = desk.findChild(ImportPage)
    assert isinstance(page, ImportPage)
    return page


def words(widget: QWidget) -> str:
    labels = [label for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    said = "\n".join(label.text() for label in labels)
    return said.replace("\u2068", "").replace("\u2069", "")  # marks that keep names apart


def press(page: ImportPage, text: str) -> None:
    found = [b for b in page.findChildren(QPushButton) if b.text().replace("&", "") == text]
    visible = [b for b in found if b.isVisibleTo(page)]
    assert visible, [b.text() for b in page.findChildren(QPushButton)]
    visible[-1].click()


def until(qtbot: QtBot, page: ImportPage, said: str) -> None:
    qtbot.waitUntil(lambda: said in words(page), timeout=20_000)


def test_from_file_to_families_and_back(
    page: ImportPage, workspace: Workspace, qtbot: QtBot
) -> None:
    page.choose(STUDENTS)
    until(qtbot, page, "CSV export")
    assert "Lunch Status" in words(page)
    press(page, "See what would change")
    until(qtbot, page, "Nothing has been written yet")
    assert workspace.all(Person) == []
    press(page, "Import now")
    until(qtbot, page, "The import is done")
    assert len(workspace.all(Person)) == 8
    press(page, "Undo this import")
    until(qtbot, page, "The import was undone")
    assert workspace.all(Person) == []


def test_a_column_can_be_given_another_meaning_and_the_mapping_kept(
    page: ImportPage,
    workspace: Workspace,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    odd = tmp_path / "odd.csv"
    odd.write_text("Vorname;Zuname;Grade\nAmina;Hassan;3\n", "utf-8")
    page.choose(odd)
    until(qtbot, page, "What the columns hold")
    assert page.mapping
    page.mapping.rows["Vorname"].editor.set_value("student.given_name")
    page.mapping.rows["Zuname"].editor.set_value("student.family_name")
    saved = tmp_path / "map.json"
    monkeypatch.setattr(
        "ui.pages.import_page.QFileDialog.getSaveFileName", lambda *_: (str(saved), "")
    )
    press(page, "Save this mapping")
    assert json.loads(saved.read_text())["columns"]["Vorname"] == "student.given_name"
    press(page, "See what would change")
    until(qtbot, page, "Nothing has been written yet")
    press(page, "Import now")
    until(qtbot, page, "The import is done")
    assert [p.given_name for p in workspace.all(Person)] == ["Amina"]


def test_a_sheet_can_be_chosen(page: ImportPage, qtbot: QtBot, tmp_path: Path) -> None:
    book = tmp_path / "two.xlsx"
    rows = [["First Name", "Last Name"], ["Amina", "Hassan"]]
    book.write_bytes(workbook({"Grade 3": rows, "Grade 4": rows}))
    page.choose(book)
    until(qtbot, page, "Which sheet?")
    press(page, "Grade 4")
    until(qtbot, page, "Excel export")
    assert "Grade 4" in words(page)


def test_somebody_like_her_is_asked_about(
    page: ImportPage, workspace: Workspace, qtbot: QtBot
) -> None:
    born = date(2012, 11, 30)
    like = Person(given_name="Yousef", family_name="Hasan", birth_date=born, is_child=True)
    workspace.commit("person.add", [Add(like)])
    (known,) = workspace.all(Person)
    page.choose(FIXTURES / "oneroster_1_1")
    until(qtbot, page, "OneRoster export")
    press(page, "See what would change")
    until(qtbot, page, "Nothing has been written yet")
    assert page.account
    ((_other, answer),) = page.account._questions.values()
    answer.set_values("same")
    press(page, "Import now")
    until(qtbot, page, "The import is done")
    assert len(workspace.all(Person)) == 7
    assert known.id in {p.id for p in workspace.all(Person)}


def test_what_cannot_be_read_is_said_in_the_page(
    page: ImportPage, qtbot: QtBot, tmp_path: Path
) -> None:
    picture = tmp_path / "list.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 30)
    page.choose(picture)
    until(qtbot, page, "list.csv is a picture")


def test_practice_warns_before_anything_is_read(qtbot: QtBot, tmp_path: Path) -> None:
    made = workspaces.create(tmp_path / "p", person="R", team="N", passphrase="demo", practice=True)
    desk = Desk(made.workspace, Owner())
    qtbot.addWidget(desk)
    desk.go("import")
    page = the_page(desk)
    page.choose(STUDENTS)
    until(qtbot, page, "This is practice")
    made.workspace.close()


def test_lines_can_be_narrowed(page: ImportPage, qtbot: QtBot) -> None:
    page.choose(STUDENTS)
    until(qtbot, page, "CSV export")
    press(page, "See what would change")
    until(qtbot, page, "Nothing has been written yet")
    assert page.account
    table = page.account.table
    assert table.model.rowCount() == 3
    press(page, "All")
    assert table.model.rowCount() == 11
    table.filter.setText("total")
    table.reload()
    assert table.model.rowCount() == 1
    assert page.account._lines[table.current() or 0].outcome is Outcome.SKIPPED


@pytest.mark.parametrize(("tag", "scale"), [("en", 1.0), ("ar", 1.0), ("es", 2.0)])
def test_every_step_is_named_and_fits_a_small_screen(
    page: ImportPage, qtbot: QtBot, show_in: Callable[..., None], tag: str, scale: float
) -> None:
    show_in(tag, Scheme.LIGHT, scale)
    page.window().resize(int(683 * scale), int(384 * scale))
    steps: tuple[Callable[[], None], ...] = (
        lambda: page.choose(STUDENTS),
        page.try_it,
        page.import_now,
    )
    for step in steps:
        before = list(page._steps)
        step()
        qtbot.waitUntil(lambda: bool(page._steps) and page._steps != before, timeout=20_000)  # noqa: B023
        QApplication.processEvents()
        assert unnamed(page) == []
        assert too_wide(page, page.width()) == []
