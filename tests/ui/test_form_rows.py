"""Form rows: named, checked in words, in every script, and without loss."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QTextEdit

from liaison_app.errors import InvalidValue
from liaison_app.records.declare import Kind
from liaison_app.records.partnership import Visit
from ui.forms.declared import declared
from ui.forms.rows import Form, FormRow
from ui.forms.spec import RowSpec, Value
from ui.widgets.chip_group import Option

Key = Qt.Key
TODAY = date(2026, 11, 21)  # a Saturday
PEOPLE = (Option("p1", "Lan Nguyễn"), Option("p2", "Lan Anh Trần"), Option("p3", "يوسف الأحمد"))


def today() -> date:
    return TODAY


def row(qtbot, kind: Kind, value: Value = None, **more: object) -> FormRow:
    made = FormRow(RowSpec("field", "Field", kind, value=value, today=today, **more))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def line_of(made: FormRow) -> QLineEdit:
    control = made.editor.control
    assert isinstance(control, QLineEdit)
    return control


MOMENT = datetime(2026, 11, 21, 15, 52, 33, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "value", "more"),
    [
        (Kind.TEXT, "Nguyễn", {}),
        (Kind.LONG_TEXT, "Đọc sách.\nيقرأ كل ليلة", {}),
        (Kind.DATE, date(2026, 11, 24), {}),
        (Kind.DATE, None, {}),
        (Kind.TIME, MOMENT, {}),
        (Kind.TIME, None, {}),
        (Kind.CHOICE, "p2", {"choices": PEOPLE}),
        (Kind.CHOICE, "p3", {"choices": PEOPLE * 4}),
        (Kind.CHOICE, "from a newer version", {"choices": PEOPLE}),
        (Kind.CHOICE, "from a newer version", {"choices": PEOPLE * 4}),
        (Kind.YES_NO, True, {}),
        (Kind.YES_NO, False, {}),
        (Kind.YES_NO, None, {}),
        (Kind.WHOLE, 0, {}),
        (Kind.WHOLE, None, {}),
        (Kind.REFERENCE, "p1", {"choices": PEOPLE}),
        (Kind.LANGUAGE, "vi", {}),
        (Kind.LANGUAGE, "xx-unknown", {}),
        (Kind.BLOB, Path("a & b.jpg"), {}),
        (Kind.BLOB, None, {}),
    ],
)
@pytest.mark.parametrize("tag", ["en", "ar", "es"])
def test_what_is_shown_is_read_back_unchanged(  # noqa: PLR0917 - names from pytest
    qtbot, show_in, tag, kind, value, more
) -> None:
    show_in(tag)
    made = row(qtbot, kind, value, **more)
    assert made.value() == value
    made.editor.left.emit()
    assert made.value() == value
    assert made.error() == ""


@pytest.mark.parametrize("kind", list(Kind))
def test_every_row_is_named_described_and_reached_by_its_letter(qtbot, kind) -> None:
    form = Form([RowSpec("a", "Name & sign", kind, help="As they say it.", today=today)])
    qtbot.addWidget(form)
    form.show()
    made = form.rows["a"]
    control = made.editor.control
    label = made.findChild(QLabel)
    assert label.buddy() is control
    assert label.text() == "&Name && sign"
    assert control.accessibleName() == "Name & sign"
    assert control.accessibleDescription() == "As they say it."


def test_letters_are_given_once_in_a_form(qtbot) -> None:
    form = Form([RowSpec(n, n) for n in ("Name", "Number", "N")])
    qtbot.addWidget(form)
    words = [row.findChild(QLabel).text() for row in form.rows.values()]
    assert words == ["&Name", "N&umber", "N"]


def test_an_error_stands_below_is_spoken_and_goes_when_it_is_mended(qtbot, monkeypatch) -> None:
    said = []
    monkeypatch.setattr("ui.forms.rows.announce", lambda _w, words, urgent: said.append(words))
    made = row(qtbot, Kind.WHOLE)
    qtbot.keyClicks(line_of(made), "three")
    qtbot.keyClick(line_of(made), Key.Key_Return)
    assert made.error() == "Write a whole number, such as 3."
    assert said == ["Field: Write a whole number, such as 3."]
    assert made.editor.control.accessibleDescription() == "Write a whole number, such as 3."
    line_of(made).clear()
    qtbot.keyClicks(line_of(made), "3")
    assert made.error() == ""
    assert made.value() == 3


def test_a_form_with_errors_goes_to_the_first(qtbot) -> None:
    form = Form(
        [RowSpec("a", "Name", required=True), RowSpec("b", "Number", Kind.WHOLE), RowSpec("c", "C")]
    )
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    form.rows["c"].editor.setFocus()
    assert form.values() is None
    assert form.rows["a"].error() == "Please fill this in."
    assert form.focusWidget() is form.rows["a"].editor.control
    form.set_values({"a": "Lan", "b": 2})
    assert form.values() == {"a": "Lan", "b": 2, "c": ""}
    form.show_errors({"c": "Not this."})
    assert form.rows["c"].error() == "Not this."
    assert form.focusWidget() is form.rows["c"].editor.control


def test_what_is_typed_is_told_with_every_key(qtbot) -> None:
    form = Form([RowSpec("a", "Name"), RowSpec("b", "Note", Kind.LONG_TEXT)])
    qtbot.addWidget(form)
    form.show()
    told = []
    form.changed.connect(lambda: told.append(1))
    qtbot.keyClicks(form.rows["a"].editor.control, "Lan")
    qtbot.keyClicks(form.rows["b"].editor.control, "Hi")
    assert len(told) == 5
    form.set_values({"a": "Minh", "b": "No"})
    assert len(told) == 5


class TestDirection:
    @pytest.mark.parametrize("tag", ["en", "ar"])
    def test_digits_run_left_to_right_everywhere(self, qtbot, show_in, tag) -> None:
        show_in(tag)
        made = row(qtbot, Kind.TEXT, "+1 555-0100", digits=True)
        line = line_of(made)
        line.setCursorPosition(0)
        start = line.cursorRect().x()
        line.setCursorPosition(len(line.text()))
        assert start < line.cursorRect().x()

    @pytest.mark.parametrize("tag", ["en", "ar"])
    @pytest.mark.parametrize(("words", "rtl"), [("Nguyễn", False), ("عائلة", True)])
    def test_a_line_follows_its_text(self, qtbot, show_in, tag, words, rtl) -> None:
        show_in(tag)
        made = row(qtbot, Kind.TEXT, words)
        line = line_of(made)
        line.setCursorPosition(0)
        start = line.cursorRect().x()
        line.setCursorPosition(len(words))
        assert (line.cursorRect().x() < start) is rtl

    @pytest.mark.parametrize("tag", ["en", "ar"])
    def test_each_paragraph_follows_its_own_text(self, qtbot, show_in, tag) -> None:
        show_in(tag)
        made = row(qtbot, Kind.LONG_TEXT, "Nguyễn\nعائلة")
        edit = made.editor.control
        assert isinstance(edit, QTextEdit)
        edit.resize(400, 200)
        at_start = []
        for place in (0, len("Nguyễn\n")):
            cursor = edit.textCursor()
            cursor.setPosition(place)
            at_start.append(edit.cursorRect(cursor).x())
        assert at_start[0] < 50
        assert at_start[1] > 300

    def test_pasted_words_lose_their_fonts_and_colours(self, qtbot, qapp) -> None:
        made = row(qtbot, Kind.LONG_TEXT)
        data = QMimeData()
        data.setHtml("<b style='color:red'>Lan</b>")
        data.setText("Lan")
        qapp.clipboard().setMimeData(data)
        made.editor.control.paste()
        assert made.value() == "Lan"
        assert "red" not in made.editor.control.toHtml()


class TestPicking:
    def pick(self, qtbot) -> FormRow:
        def search(typed: str) -> list[Option]:
            return [o for o in PEOPLE if typed.casefold() in o.label.casefold()]

        return row(qtbot, Kind.REFERENCE, search=search)

    def test_typing_offers_and_enter_takes(self, qtbot) -> None:
        made = self.pick(qtbot)
        qtbot.keyClicks(line_of(made), "lan")
        popup = line_of(made).completer().popup()
        assert popup.isVisible()
        assert popup.accessibleName() == "Suggestions"
        qtbot.keyClick(popup, Key.Key_Down)
        qtbot.keyClick(popup, Key.Key_Return)
        assert made.value() == "p1"
        assert line_of(made).text() == "Lan Nguyễn"

    def test_the_only_meaning_is_taken_without_picking(self, qtbot) -> None:
        made = self.pick(qtbot)
        qtbot.keyClicks(line_of(made), "anh")
        line_of(made).completer().popup().hide()
        qtbot.keyClick(line_of(made), Key.Key_Return)
        assert made.value() == "p2"

    def test_text_that_means_nobody_is_said_and_never_kept_as_a_value(self, qtbot) -> None:
        made = self.pick(qtbot)
        qtbot.keyClicks(line_of(made), "lan")
        line_of(made).completer().popup().hide()
        qtbot.keyClick(line_of(made), Key.Key_Return)
        assert made.error() == "Choose one from the list, or leave this empty."
        with pytest.raises(InvalidValue):
            made.value()

    def test_down_shows_what_there_is_before_anything_is_typed(self, qtbot) -> None:
        made = row(qtbot, Kind.REFERENCE, choices=PEOPLE)
        line = line_of(made)
        line.setFocus()
        qtbot.keyClick(line, Key.Key_Down)
        popup = line.completer().popup()
        assert popup.isVisible()
        qtbot.keyClick(popup, Key.Key_Down)
        qtbot.keyClick(popup, Key.Key_Return)
        assert made.value() == PEOPLE[0].value

    def test_down_lets_go_of_nothing_that_is_chosen(self, qtbot) -> None:
        made = row(qtbot, Kind.REFERENCE, "p1", choices=PEOPLE)
        line = line_of(made)
        line.setFocus()
        qtbot.keyClick(line, Key.Key_Down)
        assert line.completer().model().rowCount() == len(PEOPLE)
        line.completer().popup().hide()
        assert made.value() == "p1"

    def test_changing_a_letter_lets_go_of_the_person(self, qtbot) -> None:
        made = row(qtbot, Kind.REFERENCE, "p1", choices=PEOPLE)
        assert made.value() == "p1"
        qtbot.keyClick(line_of(made), Key.Key_Backspace)
        with pytest.raises(InvalidValue):
            made.value()

    def test_two_of_one_name_are_told_apart_by_the_choice(self, qtbot) -> None:
        twins = (Option("a", "Lan"), Option("b", "Lan"))
        made = row(qtbot, Kind.REFERENCE, search=lambda _typed: twins)
        qtbot.keyClicks(line_of(made), "l")
        popup = line_of(made).completer().popup()
        for _ in range(2):
            qtbot.keyClick(popup, Key.Key_Down)
        qtbot.keyClick(popup, Key.Key_Return)
        assert made.value() == "b"

    @pytest.mark.parametrize("typed", ["viet", "tieng vi", "vi"])
    def test_a_language_is_found_by_any_of_its_names(self, qtbot, typed) -> None:
        made = row(qtbot, Kind.LANGUAGE)
        qtbot.keyClicks(line_of(made), typed)
        offered = line_of(made).completer().model()
        assert offered.index(0, 0).data(Qt.ItemDataRole.UserRole) == "vi"


def test_many_choices_are_a_list_few_are_chips(qtbot) -> None:
    many = row(qtbot, Kind.CHOICE, choices=tuple(Option(str(n), f"Reason {n}") for n in range(9)))
    assert isinstance(many.editor.control, QComboBox)
    qtbot.keyClick(many.editor.control, Key.Key_End)
    assert many.value() == "8"


def test_a_declaration_is_all_a_row_needs(qtbot) -> None:
    spec = declared(Visit.TYPE.fields["outcome"])
    assert spec.kind is Kind.CHOICE
    assert ("met", "Met") in {(o.value, o.label) for o in spec.choices}
    rows = [declared(field, today=today) for field in Visit.TYPE.fields.values()]
    form = Form([spec for spec in rows if spec.kind is not Kind.REFERENCE])
    qtbot.addWidget(form)
    assert all(made.editor.control.accessibleName() for made in form.rows.values())


def test_a_file_is_chosen_and_let_go(qtbot, monkeypatch, tmp_path) -> None:
    paper = tmp_path / "consent & photo.pdf"
    monkeypatch.setattr(
        "ui.forms.chosen.QFileDialog.getOpenFileName", lambda *_rest: (str(paper), "")
    )
    made = row(qtbot, Kind.BLOB)
    with qtbot.waitSignal(made.changed):
        qtbot.mouseClick(made.editor.control, Qt.MouseButton.LeftButton)
    assert made.value() == paper
    assert made.editor.control.text() == "consent && photo.pdf"
    made.editor.set_value(None)
    assert made.value() is None
