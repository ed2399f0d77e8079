"""Small pills that say a state in words, tinted by what it means."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date
from ui import look
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.labels import Label, tooltip


class Chip(Label):
    """A pill with a few words; always one line, cut with an ellipsis when there is no room."""

    def __init__(self, text: str, tone: Tone = Tone.PLAIN, parent: QWidget | None = None) -> None:
        super().__init__(text, "chip", parent=parent)
        self._tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setToolTip(tooltip(text))

    @property
    def tone(self) -> Tone:
        """What the chip means."""
        return self._tone

    def say(self, text: str, tone: Tone) -> None:
        """Change words and meaning together."""
        self._tone = tone
        self.setText(text)
        self.setToolTip(tooltip(text))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        return QSize(words + look.px(22), look.px(24))

    @override
    def minimumSizeHint(self) -> QSize:
        whole = self.sizeHint()
        return QSize(min(whole.width(), look.px(64)), whole.height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colour, ground = look.tokens().on_soft(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edged = ground == look.tokens().surface
        painter.setPen(QPen(QColor(colour)) if edged else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(self._font())
        painter.setPen(QColor(colour))
        room = self.rect().adjusted(look.px(10), 0, -look.px(10), 0)
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width() + 2
        )
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()

    def _font(self) -> QFont:
        return look.font(look.SMALL_TEXT, strong=True)


def due_chip(due: date, today: date) -> Chip:
    """How near a promise is: overdue, today, tomorrow, this week, or its date."""
    words, tone = due_words(due, today)
    return Chip(words, tone)


def due_words(due: date, today: date) -> tuple[str, Tone]:
    """The words and the tone for a due date; both dates are local."""
    late = (today - due).days
    if late > 0:
        words = ngettext("{count} day overdue", "{count} days overdue", late)
        return words.format(count=late), Tone.DANGER
    if late == 0:
        return _("today"), Tone.WARN
    if late == -1:
        return _("tomorrow"), Tone.WARN
    if due < today + timedelta(days=7):
        return _("this week"), Tone.PLAIN
    return format_date(due, year=due.year != today.year), Tone.PLAIN
