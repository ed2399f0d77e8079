"""Dates and times in form rows: however they are typed, and by the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit

from liaison_app.errors import InvalidValue
from liaison_app.records.declare import Kind
from tests.ui.accessible import unnamed
from tests.ui.test_form_rows import TODAY, Key, line_of, row
from ui.forms.reading import read_date, read_time


class TestDates:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("", None),
            ("today", date(2026, 11, 21)),
            ("Tomorrow", date(2026, 11, 22)),
            ("yesterday", date(2026, 11, 20)),
            ("+3", date(2026, 11, 24)),
            ("-3", date(2026, 11, 18)),
            ("tue", date(2026, 11, 24)),
            ("24 nov", date(2026, 11, 24)),
            ("11/24", date(2026, 11, 24)),
            ("2019-03-04", date(2019, 3, 4)),
            ("٢٤/١١/٢٠٢٦", date(2026, 11, 24)),
        ],
    )
    def test_dates_are_typed_as_they_are_said(self, typed, day) -> None:
        assert read_date(typed, TODAY) == day

    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("3 march", date(2026, 3, 3)),
            ("24 nov", date(2025, 11, 24)),
            ("tue", date(2026, 11, 17)),
            ("today", TODAY),
            ("24 nov 2030", date(2030, 11, 24)),
            ("29 feb", date(2024, 2, 29)),
        ],
    )
    def test_a_day_that_has_been_is_the_last_one(self, typed, day) -> None:
        assert read_date(typed, TODAY, past=True) == day

    @pytest.mark.parametrize("typed", ["31 november", "soon", "99/99", "1-2-3-4", "-99999"])
    def test_what_is_no_date_is_said_and_kept(self, qtbot, typed) -> None:
        made = row(qtbot, Kind.DATE)
        qtbot.keyClicks(line_of(made), typed)
        assert not made.check()
        assert made.error() == "Write a date, such as 24 Nov, tomorrow or Tuesday."
        assert line_of(made).text() == typed

    def test_leaving_the_line_writes_the_date_in_full(self, qtbot) -> None:
        made = row(qtbot, Kind.DATE)
        qtbot.keyClicks(line_of(made), "tue")
        qtbot.keyClick(line_of(made), Key.Key_Return)
        assert line_of(made).text() == "Tue, Nov 24, 2026"
        assert made.value() == date(2026, 11, 24)

    def test_up_and_down_move_by_a_day(self, qtbot) -> None:
        made = row(qtbot, Kind.DATE)
        with qtbot.waitSignal(made.changed):
            qtbot.keyClick(line_of(made), Key.Key_Down)
        assert made.value() == TODAY
        qtbot.keyClick(line_of(made), Key.Key_Down)
        assert made.value() == date(2026, 11, 22)
        qtbot.keyClick(line_of(made), Key.Key_Up)
        assert made.value() == TODAY

    def test_a_day_is_picked_from_the_calendar(self, qtbot) -> None:
        made = row(qtbot, Kind.DATE)
        qtbot.keyClick(line_of(made), Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        calendar = made.findChild(QCalendarWidget)
        assert calendar.selectedDate() == QDate(2026, 11, 21)
        assert unnamed(calendar) == []
        with qtbot.waitSignal(made.changed):
            calendar.activated.emit(QDate(2026, 12, 3))
        assert made.value() == date(2026, 12, 3)

    @pytest.mark.parametrize(
        ("typed", "clock"),
        [
            ("", None),
            ("9", time(9)),
            ("930", time(9, 30)),
            ("9:30", time(9, 30)),
            ("14.05", time(14, 5)),
            ("2 pm", time(14)),
            ("2:15\u202fPM", time(14, 15)),
            ("12 am", time(0)),
            ("2:15 p. m.", time(14, 15)),
            ("٢:١٥ م", time(14, 15)),
        ],
    )
    def test_times_are_typed_as_they_are_said(self, typed, clock) -> None:
        assert read_time(typed) == clock

    @pytest.mark.parametrize("typed", ["25", "9:75", "noon", "13 pm", "9:30:10"])
    def test_what_is_no_time_is_refused(self, typed) -> None:
        with pytest.raises(InvalidValue, match="Write a time"):
            read_time(typed)

    def test_a_moment_is_local_on_the_screen_and_utc_in_the_record(self, qtbot) -> None:
        made = row(qtbot, Kind.TIME)
        clock = next(x for x in made.findChildren(QLineEdit) if x.accessibleName() == "Field: time")
        qtbot.keyClicks(line_of(made), "2026-07-01")
        with pytest.raises(InvalidValue, match="both"):
            made.value()
        assert made.error() == ""  # not while the time is still to come
        qtbot.keyClicks(clock, "9:30")
        assert made.value() == datetime(2026, 7, 1, 14, 30, tzinfo=UTC)  # central daylight time
