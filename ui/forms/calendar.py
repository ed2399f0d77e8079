"""A calendar below a date line, in the window's colours: arrows move, Enter takes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QToolButton, QVBoxLayout

from liaison_app.language.catalogues import _
from ui import icons, look

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_DAYS = Qt.DayOfWeek


class CalendarPopup(QFrame):
    """Opened by `open_below`; it closes itself."""

    picked = Signal(date)

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setProperty("look", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(_("Calendar"))
        self._calendar.setMinimumSize(look.px(320), look.px(270))
        self._calendar.setVerticalHeaderFormat(
            QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        )
        self._calendar.activated.connect(self._take)
        self._calendar.clicked.connect(self._take)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self._calendar)
        self._colour()
        self._name_arrows()

    def open_below(self, owner: QWidget, shown: date) -> None:
        """Show the month of `shown`, with that day chosen, below `owner`."""
        self._calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.move(owner.mapToGlobal(QPoint(0, owner.height() + 2)))
        self.show()
        self._calendar.setFocus()

    def _take(self, chosen: QDate) -> None:
        self.picked.emit(date(chosen.year(), chosen.month(), chosen.day()))
        self.close()

    def _colour(self) -> None:
        """Show weekends like other days (Qt's red is unreadable in the dark), headings muted."""
        day, heading = QTextCharFormat(), QTextCharFormat()
        day.setForeground(QColor(look.tokens().text))
        heading.setForeground(QColor(look.tokens().muted))
        for weekend in (_DAYS.Saturday, _DAYS.Sunday):
            self._calendar.setWeekdayTextFormat(weekend, day)
        self._calendar.setHeaderTextFormat(heading)

    def _name_arrows(self) -> None:
        arrows = {
            "qt_calendar_prevmonth": ("chevron-left", _("Month before")),
            "qt_calendar_nextmonth": ("chevron-right", _("Month after")),
        }
        for made in self._calendar.findChildren(QToolButton):
            if made.objectName() in arrows:
                icon, name = arrows[made.objectName()]
                made.setIcon(icons.icon(icon, "text"))
                made.setAccessibleName(name)
                made.setToolTip(name)
