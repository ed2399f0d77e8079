"""What the window says of itself: the save state, panels, progress and messages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.fields import SearchField
from ui.widgets.panels import ConfirmPanel, EmptyState
from ui.widgets.progress import ProgressPanel, time_left
from ui.widgets.save_state import SaveState
from ui.widgets.toast import Toast

Key = Qt.Key


class TestSaveState:
    AT = datetime(2026, 11, 21, 15, 52, tzinfo=UTC)

    def test_it_says_what_is_true_and_speaks_only_of_failure(self, qtbot, spoken) -> None:
        made = SaveState()
        qtbot.addWidget(made)
        assert made.words() == ""
        made.saving()
        assert made.words() == "Saving…"
        made.saved(self.AT)
        assert made.words() == "Saved on this device 9:52\u202fAM"
        assert made.accessibleName() == made.words()
        assert spoken == []
        made.not_saved("the disk is full.")
        assert made.words() == "NOT SAVED: the disk is full."
        assert spoken == ["! NOT SAVED: the disk is full."]


class TestPanels:
    def test_escape_and_cancel_leave_everything_as_it_is(self, qtbot, spoken) -> None:
        made = ConfirmPanel("Erase?", "It is gone for good.", "Erase", danger=True)
        qtbot.addWidget(made)
        assert made.isHidden()
        with qtbot.waitActive(made):
            made.ask()
        assert made.window().focusWidget().text() == "Cancel"
        with qtbot.waitSignal(made.dismissed), qtbot.assertNotEmitted(made.confirmed):
            qtbot.keyClick(made.window().focusWidget(), Key.Key_Escape)
        assert made.isHidden()
        assert spoken == ["! Erase?"]

    def test_confirming_is_a_second_step(self, qtbot, spoken) -> None:
        made = ConfirmPanel("Erase?", "It is gone for good.", "Erase", danger=True)
        qtbot.addWidget(made)
        made.ask()
        yes = next(b for b in made.findChildren(QWidget) if getattr(b, "text", str)() == "Erase")
        with qtbot.waitSignal(made.confirmed):
            qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
        assert made.isHidden()

    def test_an_empty_page_starts_its_work_with_one_button(self, qtbot) -> None:
        started = []
        made = EmptyState("users", "None yet", "They stand here.", "Add", lambda: started.append(1))
        qtbot.addWidget(made)
        made.show()
        add = next(b for b in made.findChildren(QWidget) if getattr(b, "text", str)() == "Add")
        qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
        assert started == [1]

    def test_an_error_is_spoken_at_once(self, qtbot, spoken) -> None:
        made = Banner("")
        qtbot.addWidget(made)
        made.say("The disk is full.", Tone.DANGER)
        assert made.words() == "The disk is full."
        assert spoken == ["! The disk is full."]
        made.say("", Tone.PLAIN)
        assert made.isHidden()


class TestProgress:
    @pytest.mark.parametrize(
        ("elapsed", "done", "total", "words"),
        [
            (0.5, 10, 100, ""),
            (10, 0, 100, ""),
            (10, 5, 0, ""),
            (10, 100, 100, ""),
            (10, 50, 100, "about 10 seconds left"),
            (10, 99, 100, "about 5 seconds left"),
            (60, 50, 100, "about 1 minute left"),
            (60, 10, 100, "about 9 minutes left"),
        ],
    )
    def test_time_left_is_rounded_and_never_guessed(self, elapsed, done, total, words) -> None:
        assert time_left(elapsed, done, total) == words

    def test_cancel_asks_once(self, qtbot) -> None:
        made = ProgressPanel()
        qtbot.addWidget(made)
        made.begin("Reading")
        made.advance(10, 100, "10 of 100")
        cancel = next(
            b for b in made.findChildren(QWidget) if getattr(b, "text", str)() == "Cancel"
        )
        with qtbot.waitSignal(made.cancelled):
            qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
        assert not cancel.isEnabled()
        made.finish()
        assert made.isHidden()


class TestToast:
    def test_undo_takes_back_once_and_typing_goes_on(self, qtbot, spoken) -> None:
        host = QWidget()
        host.resize(500, 300)
        field = SearchField("Search")
        QVBoxLayout(host).addWidget(field)
        qtbot.addWidget(host)
        with qtbot.waitActive(host):
            host.show()
        field.setFocus()
        undone = []
        toast = Toast(host)
        toast.say("Visit recorded", lambda: undone.append(1))
        assert host.focusWidget() is field
        assert host.rect().contains(toast.geometry())
        toast.undo()
        toast.undo()
        assert undone == [1]
        assert toast.isHidden()
        assert spoken == ["Visit recorded"]
        toast.say("Saved")
        host.resize(300, 200)
        assert host.rect().contains(toast.geometry())

    @pytest.mark.parametrize("rtl", [False, True])
    def test_it_leaves_the_end_of_lines_free_where_panels_save(self, qtbot, spoken, rtl) -> None:
        host = QWidget()
        qtbot.addWidget(host)
        if rtl:
            host.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        host.resize(1100, 600)
        host.show()
        toast = Toast(host)
        toast.say("Visit recorded")
        free = toast.geometry().left() if rtl else host.width() - toast.geometry().right()
        assert free > 400
