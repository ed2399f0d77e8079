"""The page where a speaker reads what families will read, and says that it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from liaison_app.actions import care, drafts, translating
from liaison_app.actions.translating import State
from liaison_app.records.packets import SectionText
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import press, settle, words
from tests.ui.shells import OnePageShell
from ui import jobs
from ui.look import Scheme
from ui.pages.review import ReviewPage
from ui.pages.review_files import ExportForm, ImportForm

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.packets.home import Home
    from tests.ui.conftest import Show

CALL = "Do you have a question? Call **{help_phone}**."
SICK = "Is your child sick? Call us in the morning."
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Desk:
    """The page in a window, on Amira's district."""

    def __init__(self, home: Home, qtbot: QtBot, size: tuple[int, int] = (1158, 704)) -> None:
        self.home, self._qtbot = home, qtbot
        self.workspace = home.workspace
        self.shell = OnePageShell(home.workspace)
        self.page = ReviewPage(self.shell)
        self.shell.add(self.page, self.page)
        self.shell.resize(*size)
        self.shell.show()

    def arrive(self, language: str = "ar", text: str = "") -> None:
        self.shell.go("review", language=language, text=text)
        self.wait()

    def wait(self) -> None:
        assert jobs.wait_for_all()
        settle()
        assert jobs.wait_for_all()
        settle()

    def open(self, source: str) -> None:
        (one,) = [x for x in translating.texts(self.workspace, "ar") if x.source == source]
        self.arrive("ar", one.id)
        assert self.card.one is not None
        assert self.card.one.source == source

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
        QTest.keyClick(self.page.card.words, key, held)
        self.wait()

    def sign(self, name: str = "Ahmed Noor") -> None:
        self.card.name.setText(name)

    @property
    def card(self):
        return self.page.card

    def text(self, source: str = SICK) -> translating.Text:
        (one,) = [x for x in translating.texts(self.workspace, "ar") if x.source == source]
        return one

    def close(self) -> None:
        assert jobs.wait_for_all()
        self.shell.deaf()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def desk(home: Home, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(home, qtbot)
    yield made
    made.close()


def test_it_opens_on_what_waits_for_a_reader(desk: Desk) -> None:
    desk.arrive("so")
    assert desk.card.one is not None
    assert desk.card.one.state is State.DRAFT
    assert "Start here" in desk.card.english.toPlainText()
    assert desk.card.words.toPlainText() == desk.card.one.words
    shown = words(desk.page)
    assert "Translated by a machine; no speaker has read it." in shown
    assert "0 reviewed" in shown
    assert "Welcome packet › Start here (title)" in shown


def test_ctrl_enter_says_that_it_is_right_and_goes_on(desk: Desk) -> None:
    desk.open(SICK)
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.text().state is State.DRAFT, "nobody has said who reads it"
    assert desk.card.name.isVisible()
    desk.sign(" Ahmed  Noor ")
    QTest.keyClick(desk.card.name, Qt.Key.Key_Return)
    desk.wait()
    done = desk.text()
    assert (done.state, done.reviewed_by) == (State.REVIEWED, "Ahmed Noor")
    assert done.reviewed_on == desk.workspace.today()
    assert done.by == "machine"
    assert desk.card.one.source != SICK
    assert not desk.card.name.isVisible(), "asked once"
    second = desk.card.one.source
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.text(second).state is State.REVIEWED
    assert "2 reviewed" in words(desk.page)
    assert "Reviewing as Ahmed Noor" in words(desk.page)
    (_first, number) = desk.shell.said[0][0], desk.shell.said[0][1]
    care.undo(desk.workspace, number)
    desk.wait()
    assert desk.text().state is State.DRAFT


def test_a_lost_number_is_red_as_one_types_and_never_reviewed(desk: Desk) -> None:
    desk.open(CALL)
    desk.sign()
    before = desk.text(CALL)
    desk.card.words.setPlainText("هل لديك سؤال؟ اتصل بنا.")
    settle()
    assert "{help_phone} is missing." in words(desk.card)
    assert not desk.card.accept_button.isEnabled()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.text(CALL) == before
    desk.press(Qt.Key.Key_S, CTRL)
    assert desk.text(CALL) == before, "it would take the number off the page"
    assert "cannot print" in desk.shell.said[-1][0]
    desk.arrive("so")
    desk.open(CALL)
    assert desk.card.words.toPlainText() == "هل لديك سؤال؟ اتصل بنا.", "kept on this laptop"
    desk.card.words.setPlainText("هل لديك سؤال؟ اتصل **{help_phone}**!")
    settle()
    assert desk.card.accept_button.isEnabled()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert desk.text(CALL).words == "هل لديك سؤال؟ اتصل **{help_phone}**!"
    assert desk.text(CALL).by == "Ahmed Noor"
    assert drafts.every(desk.workspace) == ()


def test_a_draft_over_reviewed_words_is_asked_about(desk: Desk) -> None:
    desk.home.add(SectionText(source=SICK, language="ar", text="مريض؟ اتصل.", reviewed_by="Hawa"))
    desk.page.list.wanted.set_values("all")
    desk.open(SICK)
    desk.sign()
    assert "Reviewed by Hawa" in words(desk.card)
    desk.card.words.setPlainText("مريض؟ كلمنا.")
    desk.press(Qt.Key.Key_S, CTRL)
    assert desk.card.confirm.isVisible()
    assert desk.text().state is State.REVIEWED
    press(desk.card.confirm, "Cancel")
    assert desk.text().state is State.REVIEWED
    desk.press(Qt.Key.Key_S, CTRL)
    press(desk.card.confirm, "Keep as a draft")
    desk.wait()
    assert (desk.text().state, desk.text().words) == (State.DRAFT, "مريض؟ كلمنا.")


def test_what_changed_in_the_english_is_marked(desk: Desk) -> None:
    desk.home.add(SectionText(source=SICK, language="en", text=SICK.replace("morning", "evening")))
    desk.arrive()
    press(desk.page, "Outdated (1)")
    settle()
    assert desk.card.former.toPlainText() == SICK
    (mark,) = desk.card.english.extraSelections()
    assert mark.cursor.selectedText() == "evening"
    assert desk.card.former.extraSelections()[0].cursor.selectedText() == "morning"
    assert "Outdated" in words(desk.card)


def test_alt_down_goes_on_and_keeps_what_is_typed(desk: Desk) -> None:
    desk.arrive()
    first = desk.card.one
    desk.card.words.setPlainText("نص آخر")
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.card.one.id != first.id
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.card.one.id == first.id
    assert desk.card.words.toPlainText() == "نص آخر"
    desk.card.words.setPlainText(first.words)
    desk.press(Qt.Key.Key_Down, ALT)
    assert drafts.every(desk.workspace) == ()


def test_finding_and_filtering(desk: Desk) -> None:
    desk.arrive()
    table = desk.page.list.table
    whole = table.model.rowCount()
    table.filter.setText("sick")
    table.reload()
    settle()
    assert 0 < table.model.rowCount() < whole
    assert "sick" in desk.card.one.source.lower()
    table.filter.clear()
    table.reload()
    desk.page.list.kind.set_value("rights")
    desk.page.list.kind.chosen.emit()
    settle()
    assert "rights" in {place[0] for place in desk.card.one.places}
    desk.page.list.wanted.set_values("stale")
    desk.page.list.wanted.changed.emit()
    settle()
    assert not desk.card.isVisible()
    assert "Nothing of this kind" in words(desk.page)


def test_a_text_that_is_asked_for_is_shown_whatever_the_list_was_narrowed_to(desk: Desk) -> None:
    desk.arrive()
    desk.page.list.wanted.set_values("stale")
    desk.page.list.wanted.changed.emit()
    desk.page.list.table.filter.setText("bus")
    settle()
    desk.open(SICK)  # as Today does with what is typed and not saved
    assert desk.card.isVisible()
    assert desk.page.list.current().source == SICK


def test_words_stand_on_the_side_of_their_language(desk: Desk) -> None:
    desk.arrive("ur")
    option = desk.card.words.document().defaultTextOption()
    assert option.textDirection() is Qt.LayoutDirection.RightToLeft
    assert "Noto Nastaliq Urdu" in desk.card.words.font().families()
    desk.arrive("km")
    option = desk.card.words.document().defaultTextOption()
    assert option.textDirection() is Qt.LayoutDirection.LeftToRight


def test_a_colleague_s_change_does_not_take_away_what_is_typed(desk: Desk) -> None:
    desk.open(SICK)
    desk.card.words.setPlainText("مريض")
    desk.home.add(SectionText(source=CALL, language="ar", text="سؤال؟ **{help_phone}**"))
    desk.wait()
    assert desk.card.words.toPlainText() == "مريض"


# --- files


def test_a_file_goes_out_and_comes_back(desk: Desk, tmp_path: Path) -> None:
    desk.arrive()
    desk.page.ask_export()
    out = desk.page.panel.content
    assert isinstance(out, ExportForm)
    out.format.set_values("xliff")
    out.write(str(tmp_path / "arabic"))
    file = tmp_path / "arabic.xliff"
    text = file.read_text(encoding="utf-8")
    assert desk.page.panel.content is None
    assert "arabic.xliff" in desk.shell.said[-1][0]
    file.write_text(text.replace("needs-review-translation", "final", 2), encoding="utf-8")
    desk.page.ask_import()
    back = desk.page.panel.content
    assert isinstance(back, ImportForm)
    back.by.setText("An office")
    back.reviewer.setText("Ahmed")
    back.look(file)
    desk.wait()
    assert "Taken as reviewed: 2" in words(back)
    assert "1 reviewed" not in words(desk.page)
    press(back, "Take it in")
    desk.wait()
    assert "2 reviewed" in words(desk.page)
    assert desk.shell.said[-1][1] > 0


def test_a_file_in_another_language_than_the_page_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.arrive()
    file = tmp_path / "so.po"
    for tag, told in (("so", True), ("ar", False)):
        file.write_text(
            f'msgid ""\nmsgstr "Language: {tag}\\n"\n\nmsgid "{SICK}"\nmsgstr "~"\n',
            encoding="utf-8",
        )
        desk.page.ask_import()
        back = desk.page.panel.content
        back.by.setText("An office")
        back.look(file)
        desk.wait()
        assert ("This file is in Somali." in words(back)) is told


def test_what_is_wrong_with_a_file_is_shown_before_it_is_taken(desk: Desk, tmp_path: Path) -> None:
    desk.arrive()
    file = tmp_path / "ar.po"
    file.write_text(
        f'msgid ""\nmsgstr "Language: ar\\n"\n\nmsgid "{CALL}"\nmsgstr "اتصل"\n', encoding="utf-8"
    )
    desk.page.ask_import()
    back = desk.page.panel.content
    back.by.setText("An office")
    back.look(file)
    desk.wait()
    assert "{help_phone} is missing." in words(back)
    assert "There is nothing to take from this file." in words(back)
    assert not back.take_button.isVisible()
    file.write_bytes(b"\x00\x01")
    back.look(file)
    desk.wait()
    assert "neither a PO nor an XLIFF" in words(back)


def test_a_file_is_not_written_into_the_workspace(desk: Desk, tmp_path: Path) -> None:
    desk.arrive()
    desk.page.ask_export()
    out = desk.page.panel.content
    out.write(str(tmp_path / "workspace" / "x.po"))
    settle()
    assert "must not lie in the workspace folder" in words(out)


# --- for everybody


@pytest.mark.parametrize(
    "how", [("en", Scheme.LIGHT, 1.0), ("ar", Scheme.DARK, 1.0), ("ar", Scheme.CONTRAST, 2.0)]
)
def test_it_fits_a_small_screen_and_names_everything(
    home: Home, qtbot: QtBot, show_in: Show, how: tuple[str, Scheme, float]
) -> None:
    show_in(*how)
    home.add(SectionText(source=SICK, language="en", text=SICK.replace("morning", "evening")))
    made = Desk(home, qtbot, (619, 384))
    made.page.list.wanted.set_values("stale")
    made.arrive("ur")
    made.card.ask_name()
    settle()
    assert unnamed(made.page) == []
    assert too_wide(made.page, 619) == []
    made.page.ask_import()
    settle()
    assert unnamed(made.page.panel) == []
    made.close()
