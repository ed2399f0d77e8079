"""The page where a district orders and writes the sections of its prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest

from liaison_app.actions import care, drafts, sections
from liaison_app.actions.sections import Whose
from liaison_app.records.packets import Jargon, PacketSection
from liaison_app.workspace import Add
from tests.ui.accessible import too_wide, unnamed
from tests.ui.pages.rooms import press, settle, words
from tests.ui.shells import OnePageShell
from ui import jobs
from ui.look import Scheme
from ui.pages.sections import SectionsPage
from ui.pages.sections_help import AddForm, HelpPanel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from tests.packets.home import Home
    from tests.ui.conftest import Show
    from tests.ui.pages.packet_room import PacketRoom

KIND = "welcome"
LATE = "Please tell us the same morning."
LATER = "Please tell us before school."
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LIMIT_MS = 20_000


class Desk:
    """The page in a window, on Amira's district."""

    def __init__(self, home: Home, qtbot: QtBot, size: tuple[int, int] = (1158, 704)) -> None:
        self.home, self._qtbot = home, qtbot
        self.workspace = home.workspace
        self.shell = OnePageShell(home.workspace)
        self.page = SectionsPage(self.shell)
        self.shell.add(self.page, self.page)
        self.shell.resize(*size)
        self.shell.show()

    def arrive(self, section: str = "absence", kind: str = KIND) -> None:
        self.shell.go("sections", kind=kind, section=section)
        self.wait()

    def wait(self) -> None:
        for _round in range(3):
            assert jobs.wait_for_all()
            settle()

    def type(self, before: str, after: str) -> None:
        text = self.card.words.toPlainText()
        assert before in text
        self.card.words.setPlainText(text.replace(before, after))
        settle()

    def save(self) -> None:
        QTest.keyClick(self.card.words, Qt.Key.Key_S, CTRL)
        self.wait()

    def order(self, key: Qt.Key) -> None:
        QTest.keyClick(self.page.list.table.view, key, ALT)
        self.wait()

    def seen(self, says: str) -> None:
        """Wait until the page is made and something is said below it."""
        self._qtbot.waitUntil(lambda: says in words(self.card), timeout=LIMIT_MS)

    @property
    def card(self):
        return self.page.card

    def whose(self) -> Whose:
        return sections.section(self.workspace, KIND, "absence").whose

    def names(self) -> list[str]:
        return [one.name for one in sections.sections(self.workspace, KIND)]

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


def test_what_is_saved_says_which_languages_lack_it(desk: Desk) -> None:
    desk.arrive()
    assert not desk.card.save.isEnabled()
    desk.type(LATE, LATER)
    desk.save()
    assert desk.whose() is Whose.CHANGED
    said = words(desk.page)
    assert "1 text is new or changed." in said
    assert "had 1 of 1 in the old wording" in said
    assert "1 of your district's" in said
    assert "In your district's words" in said
    assert not desk.card.save.isEnabled()
    press(desk.page, "Translations: export and review…")
    assert desk.shell.went[-1][0] == "review"
    assert desk.shell.went[-1][1]["language"]
    care.undo(desk.workspace, desk.shell.said[-1][1])
    desk.arrive()
    assert desk.whose() is Whose.OURS
    assert LATE in desk.card.words.toPlainText()


def test_a_mistake_is_shown_at_its_line_and_not_kept(desk: Desk) -> None:
    desk.arrive()
    desk.type("{attendance_phone}", "{fax}")
    assert "asks for “fax” in line 13" in words(desk.card)
    assert not desk.card.save.isEnabled()
    desk.save()
    assert desk.whose() is Whose.OURS
    press(desk.card, "Go to line 13")
    assert desk.card.words.textCursor().blockNumber() == 12
    desk.type("{fax}", "{school_phone}")
    assert "line 13" not in words(desk.card)
    desk.save()
    assert desk.whose() is Whose.CHANGED


def test_the_page_beside_the_text_follows_it(desk: Desk) -> None:
    desk.arrive()
    desk.seen("Names and numbers are invented")
    before = desk.card.view._prepared
    desk.card.language.set_value("ar")
    desk.card.language_chosen.emit()
    desk.type(LATE, LATER)
    desk.seen("1 text is in English")
    assert desk.card.view._prepared is not before
    assert sections.section(desk.workspace, KIND, "absence").whose is Whose.OURS, "not saved"


def test_what_is_typed_is_found_again_and_can_be_dropped(desk: Desk) -> None:
    desk.arrive()
    desk.type(LATE, LATER)
    desk.arrive("rights")
    assert LATER not in desk.card.words.toPlainText()
    assert "This is about rights" in words(desk.card)
    desk.arrive()
    assert LATER in desk.card.words.toPlainText()
    assert desk.whose() is Whose.OURS
    press(desk.card, "Drop what was typed")
    desk.wait()
    assert LATE in desk.card.words.toPlainText()
    assert drafts.every(desk.workspace) == ()


def test_sections_are_ordered_and_left_out_by_keys(desk: Desk) -> None:
    desk.arrive("rights")
    order = desk.names()
    at = order.index("rights")
    desk.order(Qt.Key.Key_Up)
    assert desk.names().index("rights") == at - 1
    assert desk.page.list.current().name == "rights", "the keyboard stays on it"
    desk.order(Qt.Key.Key_Down)
    assert desk.names() == order
    care.undo(desk.workspace, desk.shell.said[-1][1])
    desk.wait()
    assert desk.names().index("rights") == at - 1
    press(desk.page, "Leave out")
    desk.wait()
    assert sections.section(desk.workspace, KIND, "rights").hidden
    press(desk.page, "Let it print")
    desk.wait()
    assert not sections.section(desk.workspace, KIND, "rights").hidden
    desk.arrive(order[0])
    first = desk.names()
    desk.order(Qt.Key.Key_Up)
    assert desk.names() == first, "it is the first"


def test_a_section_of_their_own(desk: Desk) -> None:
    desk.arrive()
    press(desk.page, "Add a section…")
    form = desk.page.panel.content
    assert isinstance(form, AddForm)
    QTest.keyClick(form.title, Qt.Key.Key_Return)
    assert "Write its title first." in words(form)
    form.title.setText("Our library")
    QTest.keyClick(form.title, Qt.Key.Key_Return)
    desk.wait()
    names = desk.names()
    assert names.index("our-library") == names.index("absence") + 1
    assert sections.section(desk.workspace, KIND, "our-library").hidden, "nothing half done prints"
    desk.type("# Our library", "# Our library\n\nThe library is free.\n")
    desk.save()
    press(desk.page, "Let it print")
    desk.wait()
    assert "2 texts are new or changed." in words(desk.page)
    press(desk.card, "Remove this section")
    assert "our-library" in desk.names(), "asked first"
    press(desk.page, "Remove")
    desk.wait()
    assert "our-library" not in desk.names()


def test_back_to_ours(desk: Desk) -> None:
    desk.arrive()
    assert not desk.card.reset.isEnabled()
    desk.type(LATE, LATER)
    desk.save()
    press(desk.card, "Back to ours")
    desk.wait()
    assert desk.whose() is Whose.OURS
    assert LATE in desk.card.words.toPlainText()


def test_a_change_from_elsewhere_does_not_take_what_is_typed(desk: Desk) -> None:
    desk.arrive()
    text = desk.card.words.toPlainText()
    desk.type(LATE, LATER)
    desk.workspace.commit(
        "x", [Add(PacketSection(kind=KIND, section="absence", text=text.replace(LATE, "Call.")))]
    )
    desk.wait()
    assert LATER in desk.card.words.toPlainText()
    assert "Meanwhile this section was changed elsewhere." in words(desk.page)
    desk.save()
    assert LATER in sections.written(desk.workspace, KIND, "absence").text


def test_words_of_schools_are_said_plainly(desk: Desk) -> None:
    desk.home.add(Jargon(term="bell schedule", plain="the times of the school day"))
    desk.arrive()
    desk.type(LATE, "Look at the bell schedule.")
    assert "Say “the times of the school day” in place of “bell schedule”." in words(desk.card)


def test_help_puts_a_value_where_the_cursor_stands(desk: Desk) -> None:
    desk.arrive()
    press(desk.page, "How to write")
    panel = desk.page.panel.content
    assert isinstance(panel, HelpPanel)
    assert "(612)\xa0555-0111" in words(panel)
    desk.card.words.moveCursor(desk.card.words.textCursor().MoveOperation.End)
    press(panel, "Put in {nurse_phone}")
    assert desk.card.words.toPlainText().endswith("{nurse_phone}")


def test_what_cannot_be_read_is_marked_in_the_list(desk: Desk) -> None:
    desk.home.add(PacketSection(kind=KIND, section="our-library", text="No title."))
    desk.arrive("our-library")
    assert "does not begin with its title" in words(desk.card)
    assert desk.card.words.toPlainText() == "No title."


@pytest.mark.parametrize(
    "how", [("en", Scheme.LIGHT, 1.0), ("ar", Scheme.DARK, 1.0), ("ar", Scheme.CONTRAST, 2.0)]
)
def test_it_fits_a_small_screen_and_names_everything(
    home: Home, qtbot: QtBot, show_in: Show, how: tuple[str, Scheme, float]
) -> None:
    show_in(*how)
    made = Desk(home, qtbot, (619, 384))
    made.arrive()
    made.type("{attendance_phone}", "{fax}")
    made.wait()
    assert unnamed(made.page) == []
    assert too_wide(made.page, 619) == []
    made.page.show_help()
    settle()
    assert unnamed(made.page.panel) == []
    assert too_wide(made.page.panel, 619) == []
    made.page.panel.shut()
    made.page.ask_add()
    settle()
    assert unnamed(made.page.panel) == []
    made.close()


def test_the_print_page_leads_here(room: PacketRoom) -> None:
    room.arrive()
    parts = room.page.choices.sections
    parts.unfold.click()
    press(parts, "Words and order…")
    assert room.shell.went[-1] == ("sections", {"kind": KIND})
