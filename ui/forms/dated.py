"""Editors for dates and moments: typed as people say them, or picked from a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QToolButton

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date, format_time
from ui import icons, look
from ui.forms.calendar import CalendarPopup
from ui.forms.editor import Editor
from ui.forms.reading import read_date, read_time
from ui.forms.written import keep_left_to_right
from ui.qt import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent

    from ui.forms.spec import RowSpec, Value


class DateLine(QLineEdit):
    """A line that reads dates. Up and Down move by a day, Alt+Down opens the calendar."""

    picked = Signal()

    def __init__(self, today: Callable[[], date], *, past: bool) -> None:
        super().__init__()
        self._today, self._past = today, past
        self._written: tuple[str, date | None] = ("", None)
        self.setPlaceholderText(_("24 Nov, tomorrow, Tuesday…"))
        action = self.addAction(icons.icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        action.setText(_("Open the calendar"))
        action.triggered.connect(self.open_calendar)
        for made in self.findChildren(QToolButton):
            made.setAccessibleName(action.text())
        self.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        """The date that is written.

        Raises:
            InvalidValue: it cannot be read.
        """
        words, day = self._written
        if self.text() == words:
            return day
        return read_date(self.text(), self._today(), past=self._past)

    def set_day(self, day: date | None) -> None:
        """Write a date in full."""
        words = format_date(day, weekday=True) if day else ""
        self._written = (words, day)
        self.setText(words)
        self.setCursorPosition(0)

    def open_calendar(self) -> None:
        """Show the calendar below the line, on the date that is written."""
        popup = CalendarPopup(self)
        popup.picked.connect(self._take)
        popup.open_below(self, self._readable() or self._today())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif step:
            day = self._readable()
            self.set_day(day + timedelta(days=step) if day else self._today())
            self.picked.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, chosen: date) -> None:
        self.set_day(chosen)
        self.setFocus()
        self.picked.emit()

    def _tidy(self) -> None:
        day = self._readable()
        if day:
            self.set_day(day)

    def _readable(self) -> date | None:
        try:
            return self.day()
        except InvalidValue:
            return None


class DateEditor(Editor):
    """A date, or nothing."""

    def __init__(self, spec: RowSpec) -> None:
        self._line = DateLine(_today_of(spec), past=spec.past)
        super().__init__(spec, self._line)
        self._line.textEdited.connect(self.changed)
        self._line.picked.connect(self.changed)
        self._line.editingFinished.connect(self.left)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        return self._line.day()

    @override
    def set_value(self, value: Value) -> None:
        self._line.set_day(value if isinstance(value, date) else None)


class TimeEditor(Editor):
    """A moment: a local date and time of day; read back as an aware datetime in UTC."""

    def __init__(self, spec: RowSpec) -> None:
        self._line = DateLine(_today_of(spec), past=spec.past)
        super().__init__(spec, self._line)
        self._clock = QLineEdit()
        self._shown: tuple[str, time | None] = ("", None)
        self._clock.setPlaceholderText(_("9:30"))
        self._clock.setAccessibleName(_("{label}: time").format(label=spec.label))
        self._clock.setFixedWidth(look.px(96))
        keep_left_to_right(self._clock)
        self.add_beside(self._clock)
        for line in (self._line, self._clock):
            line.textEdited.connect(self.changed)
        self._clock.editingFinished.connect(self.left)  # between date and time nothing is wrong
        self._line.picked.connect(self.changed)
        self.set_value(spec.value)

    @override
    def value(self) -> Value:
        day, clock = self._line.day(), self._time()
        if day is None and clock is None:
            return None
        if day is None or clock is None:
            raise InvalidValue(_("Write both the date and the time."))
        local = datetime.combine(day, clock).astimezone()  # the laptop's zone on that day
        return local.astimezone(UTC)

    @override
    def set_value(self, value: Value) -> None:
        local = value.astimezone() if isinstance(value, datetime) else None
        self._line.set_day(local.date() if local else None)
        words = format_time(local) if local else ""
        self._shown = (words, local.time() if local else None)
        self._clock.setText(words)

    def _time(self) -> time | None:
        """What is written; as it was set, seconds and all, while nobody changes it."""
        words, exact = self._shown
        typed = self._clock.text()
        return exact if typed == words else read_time(typed)


def _today_of(spec: RowSpec) -> Callable[[], date]:
    if spec.today is None:
        raise TypeError(f"row {spec.name} of kind {spec.kind} needs `today`")
    return spec.today
