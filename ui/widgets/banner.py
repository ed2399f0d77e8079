"""A band across the page: the practice band, an error, something to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liaison_app.language.catalogues import _
from ui import look
from ui.qt import override
from ui.tokens import Tone
from ui.widgets.announce import announce
from ui.widgets.buttons import flat
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import FoldingRow, column, row

if TYPE_CHECKING:
    from collections.abc import Callable

_ICONS = {
    Tone.PLAIN: ("info-circle", "muted"),
    Tone.ACCENT: ("info-circle", "accent_text"),
    Tone.OK: ("circle-check", "ok"),
    Tone.WARN: ("alert-triangle", "warn"),
    Tone.DANGER: ("alert-circle", "danger"),
}


class Banner(QWidget):
    """Icon, words and at most one button on a tinted ground."""

    def __init__(
        self,
        words: str = "",
        tone: Tone = Tone.ACCENT,
        action: str = "",
        clicked: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._tone = tone
        self._icon = IconLabel(*_ICONS[tone], 22)
        self._words = Label(words, "strong", wrap=True)
        said = row(self._icon, self._words, spacing=12, stretch=1)
        box = column(FoldingRow(said, flat(action, clicked))) if action else said
        box.setContentsMargins(16, 10, 16, 10)
        self.setLayout(box)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def say(self, words: str, tone: Tone) -> None:
        """Show these words, and speak them when something went wrong."""
        self._tone = tone
        self._icon.show_icon(*_ICONS[tone])
        self._words.setText(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
        self.update()
        if tone is Tone.DANGER and words:
            announce(self, words, urgent=True)

    def words(self) -> str:
        """What the band says."""
        return self._words.text()

    @override
    def sizeHint(self) -> QSize:
        """As high as all its words need at this width; a layout gives it no more than that."""
        whole = super().sizeHint()
        whole.setHeight(max(whole.height(), self.heightForWidth(self.width())))
        return whole

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colour, ground = look.tokens().on_soft(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colour))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.end()


def practice_band() -> Banner:
    """The amber band of a practice workspace; it stands on every page."""
    words = _("Practice: everything here is invented. Nothing you do touches a real family.")
    return Banner(words, Tone.WARN)
