"""The parts of pages, as a person with a keyboard, a screen reader or another script meets them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.accessible import too_wide
from ui import icons
from ui.text import joined, plain
from ui.tokens import Tone
from ui.widgets import announce, labels
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import NavButton, button, icon_button, nav_button
from ui.widgets.chip_group import ChipGroup, Option
from ui.widgets.chips import Chip, due_chip, due_words
from ui.widgets.fields import SearchField, SecretField
from ui.widgets.flow import FlowLayout
from ui.widgets.layout import Columns, Page, Tiles
from ui.widgets.panels import stat_tile

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

Key = Qt.Key
TODAY = date(2026, 11, 21)


def group(qtbot, *, several: bool = False, required: bool = False) -> ChipGroup:
    made = ChipGroup(
        "Outcome",
        (Option("met", "Met"), Option("home", "Not home"), Option("moved", "Moved")),
        several=several,
        required=required,
    )
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus(Qt.FocusReason.TabFocusReason)
    return made


def press(qtbot, made: QWidget, key: Key) -> None:
    qtbot.keyClick(made.window().focusWidget(), key)


class TestChips:
    def test_a_number_chooses(self, qtbot) -> None:
        made = group(qtbot)
        with qtbot.waitSignal(made.changed):
            press(qtbot, made, Key.Key_3)
        assert made.value() == "moved"

    def test_a_letter_chooses_the_next_that_begins_with_it(self, qtbot) -> None:
        made = group(qtbot)
        press(qtbot, made, Key.Key_M)
        assert made.value() == "moved"
        press(qtbot, made, Key.Key_M)
        assert made.value() == "met"

    def test_arrows_choose_in_an_exclusive_group(self, qtbot) -> None:
        made = group(qtbot)
        press(qtbot, made, Key.Key_Right)
        assert made.value() == "home"
        press(qtbot, made, Key.Key_Left)
        press(qtbot, made, Key.Key_Left)
        assert made.value() == "moved"

    def test_arrows_follow_the_eye_in_a_mirrored_window(self, qtbot, show_in) -> None:
        show_in("ar")
        made = group(qtbot)
        press(qtbot, made, Key.Key_Left)
        assert made.value() == "home"

    def test_arrows_only_move_where_several_may_be_chosen(self, qtbot) -> None:
        made = group(qtbot, several=True)
        press(qtbot, made, Key.Key_Right)
        assert made.values() == ()
        press(qtbot, made, Key.Key_Space)
        press(qtbot, made, Key.Key_1)
        assert made.values() == ("met", "home")

    def test_space_clears_a_choice_unless_one_is_needed(self, qtbot) -> None:
        free, bound = group(qtbot), group(qtbot, required=True)
        for made in (free, bound):
            made.set_values("met")
            made.setFocus(Qt.FocusReason.TabFocusReason)
            made.pick(made.focusProxy())
        assert free.value() == ""
        assert bound.value() == "met"

    def test_the_group_is_one_stop_of_the_tab_key(self, qtbot) -> None:
        made = group(qtbot)
        stops = [
            chip
            for chip in made.findChildren(QWidget)
            if chip.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        assert len(stops) == 1
        press(qtbot, made, Key.Key_2)
        assert made.window().focusWidget().accessibleName() == "Not home"

    def test_a_value_from_a_newer_version_is_kept_and_shown(self, qtbot) -> None:
        made = group(qtbot)
        made.set_values("postponed")
        assert made.value() == "postponed"

    def test_choosing_by_program_tells_nobody(self, qtbot) -> None:
        made = group(qtbot)
        with qtbot.assertNotEmitted(made.changed):
            made.set_values("met")

    def test_each_chip_says_its_name_its_place_and_its_group(self, qtbot) -> None:
        made = group(qtbot)
        chip = made.focusProxy()
        assert chip.accessibleName() == "Met"
        assert chip.accessibleDescription() == "1 of 3, Outcome"

    def test_other_choices_may_be_offered(self, qtbot) -> None:
        made = group(qtbot)
        made.set_choices((Option("a", "Ana & Bo"),))
        made.set_values("a")
        assert made.value() == "a"
        assert made.focusProxy().text() == "Ana && Bo"

    def test_a_chosen_chip_shows_that_it_has_the_focus(self, qtbot) -> None:
        made = group(qtbot)
        other = made.findChildren(QWidget)[1]
        made.set_values("met")
        other.setFocus()
        chip = made.findChildren(QWidget)[0]
        before = chip.grab().toImage()
        chip.setFocus()
        assert chip.grab().toImage() != before

    def test_a_tick_shows_what_is_chosen_besides_its_colour(self, qtbot, monkeypatch) -> None:
        drawn = []
        made = group(qtbot)
        monkeypatch.setattr(icons, "paint", lambda _p, name, *_rest: drawn.append(name))
        made.grab()
        assert "check" not in drawn
        made.set_values("met")
        made.grab()
        assert drawn.count("check") >= 1


class TestLabels:
    @pytest.mark.parametrize("tag", ["en", "ar"])
    @pytest.mark.parametrize("words", ["Nguyễn", "عائلة الأحمد"])
    @pytest.mark.parametrize("kind", [labels.Label, labels.ElidedLabel])
    def test_text_stays_on_the_leading_side(self, qtbot, show_in, tag, words, kind) -> None:
        show_in(tag)
        made = kind(words)
        qtbot.addWidget(made)
        made.resize(400, 40)
        made.show()
        box = inked(made.grab().toImage())
        if tag == "ar":
            assert box.right() > 380
            assert box.left() > 200
        else:
            assert box.left() < 20
            assert box.right() < 200

    def test_what_people_type_is_never_read_as_html(self, qtbot) -> None:
        made = labels.ElidedLabel("<b>Lan</b> & Minh")
        qtbot.addWidget(made)
        made.resize(60, 30)
        made.show()
        assert made.textFormat() == Qt.TextFormat.PlainText
        assert "&lt;b>" in made.toolTip()

    def test_a_long_name_ends_in_an_ellipsis_and_is_whole_for_ears(self, qtbot) -> None:
        name = "María de los Ángeles Hernández Gutiérrez " * 3
        made = labels.ElidedLabel(name)
        qtbot.addWidget(made)
        made.resize(120, 30)
        made.show()
        assert made.minimumSizeHint().width() <= 60
        assert made.toolTip() == name
        assert made.text() == name

    def test_rows_of_every_script_take_the_same_height(self, qtbot) -> None:
        names = ("Nguyễn", "عائلة الأحمد", "គ្រួសារ", "王家", "ትግርኛ")
        heights = {labels.ElidedLabel(name, "strong").sizeHint().height() for name in names}
        assert len(heights) == 1

    def test_a_mixed_line_reads_in_the_order_of_the_interface(self, show_in) -> None:
        assert (
            joined("Home visit", "", "يوسف (6)") == "\u2068Home visit\u2069 · \u2068يوسف (6)\u2069"
        )
        assert plain("Lan & Minh") == "Lan && Minh"


class TestButtons:
    def test_a_picture_alone_has_a_name(self, qtbot) -> None:
        made = icon_button("x", "Close")
        qtbot.addWidget(made)
        assert made.accessibleName() == "Close"
        assert made.toolTip() == "Close"

    def test_keys_press_a_button(self, qtbot) -> None:
        pressed = []
        made = button("Save", lambda: pressed.append(1))
        qtbot.addWidget(made)
        made.show()
        qtbot.keyClick(made, Key.Key_Space)
        assert pressed == [1]

    @pytest.mark.parametrize("kind", ["", "primary", "flat", "danger"])
    def test_the_focus_can_be_seen_and_moves_nothing(self, qtbot, kind) -> None:
        made = button("Save", icon="check", kind=kind)
        qtbot.addWidget(made)
        with qtbot.waitActive(made):
            made.show()
        made.clearFocus()
        plain_look, size = made.grab().toImage(), made.sizeHint()
        made.setFocus()
        assert made.grab().toImage() != plain_look
        assert made.sizeHint() == size

    def test_targets_are_large_enough(self, qtbot) -> None:
        for made in (button("Save"), icon_button("x", "Close"), nav_button("Today", "home")):
            qtbot.addWidget(made)
            assert made.sizeHint().height() >= 36

    def test_a_folded_place_keeps_its_name(self, qtbot) -> None:
        made = nav_button("Today", "home", key="Ctrl+1")
        qtbot.addWidget(made)
        assert isinstance(made, NavButton)
        wide = made.sizeHint().width()
        made.fold(folded=True)
        assert made.sizeHint().width() < wide
        assert made.accessibleName() == "Today"


class TestChip:
    @pytest.mark.parametrize(
        ("day", "words", "tone"),
        [
            (18, "3 days overdue", Tone.DANGER),
            (20, "1 day overdue", Tone.DANGER),
            (21, "today", Tone.WARN),
            (22, "tomorrow", Tone.WARN),
            (27, "this week", Tone.PLAIN),
            (28, "Nov 28", Tone.PLAIN),
        ],
    )
    def test_a_promise_says_in_words_how_near_it_is(self, day, words, tone) -> None:
        assert due_words(date(2026, 11, day), TODAY) == (words, tone)

    def test_another_year_is_said(self) -> None:
        assert due_words(date(2027, 1, 4), TODAY)[0] == "Jan 4, 2027"

    def test_a_chip_is_read_out(self, qtbot) -> None:
        made = due_chip(TODAY, TODAY)
        qtbot.addWidget(made)
        assert made.text() == "today"
        made.say("Done", Tone.OK)
        assert (made.text(), made.tone) == ("Done", Tone.OK)

    def test_every_script_has_the_same_pill(self, qtbot) -> None:
        heights = {Chip(words).sizeHint().height() for words in ("met", "متأخر", "ត្រូវ")}
        assert len(heights) == 1


class TestFields:
    def test_the_search_can_be_emptied_by_a_named_button(self, qtbot) -> None:
        made = SearchField("Search families")
        qtbot.addWidget(made)
        made.show()
        made.setText("ng")
        names = {child.accessibleName() for child in made.findChildren(QWidget)}
        assert {"Search families", "Clear"} <= names

    def test_a_passphrase_is_hidden_until_asked_and_pastes(self, qtbot, qapp) -> None:
        made = SecretField("Passphrase")
        qtbot.addWidget(made)
        made.show()
        qapp.clipboard().setText("five random words are good")
        made.paste()
        assert made.text() == "five random words are good"
        assert made.echoMode() == SecretField.EchoMode.Password
        eye = next(a for a in made.actions() if a.text() == "Show what is typed")
        eye.trigger()
        assert made.echoMode() == SecretField.EchoMode.Normal
        assert made.inputMethodHints() & Qt.InputMethodHint.ImhSensitiveData
        assert eye.text() == "Hide what is typed"
        eye.trigger()
        assert made.echoMode() == SecretField.EchoMode.Password


class TestLayouts:
    @pytest.mark.parametrize("tag", ["en", "ar"])
    def test_parts_wrap_in_reading_order(self, qtbot, show_in, tag) -> None:
        show_in(tag)
        host = QWidget()
        flow = FlowLayout(8)
        host.setLayout(flow)
        parts = [QWidget() for _ in range(3)]
        for part in parts:
            part.setFixedSize(100, 30)
            flow.addWidget(part)
        qtbot.addWidget(host)
        host.resize(220, 100)
        host.show()
        first, second, third = (part.geometry() for part in parts)
        assert first.y() == second.y() < third.y()
        assert (first.x() < second.x()) == (tag == "en")
        assert (third.x() == 0) == (tag == "en")
        assert flow.heightForWidth(220) == 68
        assert flow.heightForWidth(1000) == 30

    def test_columns_fold_when_there_is_no_room(self, qtbot) -> None:
        main, side = QWidget(), QWidget()
        both = Columns(main, side)
        qtbot.addWidget(both)
        both.resize(1000, 300)
        both.show()
        QApplication.processEvents()
        assert main.y() == side.y()
        both.resize(500, 300)
        QApplication.processEvents()
        assert main.x() == side.x()
        assert main.y() < side.y()

    def test_tiles_share_lines_evenly(self, qtbot) -> None:
        parts = [QWidget() for _ in range(4)]
        tiles = Tiles(parts)
        qtbot.addWidget(tiles)
        tiles.show()
        for width, across in ((1000, 4), (560, 2), (200, 1)):
            tiles.resize(width, 300)
            QApplication.processEvents()
            assert len({part.x() for part in parts}) == across

    def test_a_page_with_much_to_do_fits_a_small_screen(self, qtbot) -> None:
        actions = tuple(button(f"Prepare packet {n}", icon="file-text") for n in range(5))
        page = Page("Good morning", actions=actions)
        page.body.addWidget(Tiles([stat_tile("4", "Visits today", "users") for _ in range(9)]))
        qtbot.addWidget(page)
        page.resize(600, 380)
        page.show()
        QApplication.processEvents()
        assert too_wide(page, 600) == []


def test_an_avatar_says_nothing_and_shows_something_for_every_name(qtbot) -> None:
    for name in ("Lan Nguyễn", "王小明", "…"):
        made = Avatar(name)
        qtbot.addWidget(made)
        assert made.accessibleName() == ""
        assert len(colours(made.grab().toImage())) > 2


def test_nothing_is_spoken_where_nobody_listens(qtbot) -> None:
    made = QWidget()
    qtbot.addWidget(made)
    announce.announce(made, "Saved")


def inked(image: QImage) -> QRect:
    """The rectangle of all pixels that differ from the first."""
    ground = image.pixelColor(0, 0)
    places = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y) != ground
    ]
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return QRect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    }
