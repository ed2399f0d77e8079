"""One small line that is always in sight: how the exchange is, and how far while it runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QSizePolicy, QWidget

from liaison_app.actions.glance import Standing
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.dates import format_date, format_time
from ui.qt import override
from ui.widgets.buttons import Button, flat, icon_button
from ui.widgets.labels import IconLabel, Label, tooltip
from ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from liaison_app.actions.glance import Glance

_SHOWN_AFTER_MS = 300

Said = tuple[str, str, str]
"""Words, the picture beside them, and its colour."""


def said(glance: Glance, *, running: bool, today: date) -> Said:
    """What the line says; "" for nothing to say.

    Args:
        glance: how the exchange is.
        running: one is under way.
        today: the local date.
    """
    if glance.standing is Standing.NO_PLACE:
        return "", "refresh", "muted"
    if running:
        return _("Exchanging…"), "refresh", "accent_text"
    if glance.standing is Standing.LOOK:
        return _("Exchange: needs a look"), "alert-triangle", "warn"
    if glance.standing is Standing.AWAY:
        return _away(glance.waits), "clock", "muted"
    if glance.standing is Standing.OUTSIDE:
        return _("Waiting to be let in"), "clock", "muted"
    if glance.done is None:
        return _("Not exchanged yet"), "refresh", "muted"
    day = glance.done.astimezone().date()
    when = format_time(glance.done) if day == today else format_date(day)
    return _("Exchanged {when}").format(when=when), "refresh", "muted"


def _away(waits: int) -> str:
    if not waits:
        return _("Not connected")
    words = ngettext(
        "Not connected; {count} change waits", "Not connected; {count} changes wait", waits
    )
    return words.format(count=f"{waits:,}")


class ExchangeLine(Button):
    """A picture and words that lead to how the exchange is; narrow, the picture alone."""

    def __init__(self, clicked: Callable[[], object]) -> None:
        super().__init__("", "flat")
        self._icon = IconLabel("refresh", "muted", 18)
        self._words = Label("", "small", wrap=True)
        for part in (self._icon, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = row(self._icon, self._words, spacing=8, stretch=1)
        box.setContentsMargins(18, 6, 6, 6)
        self.setLayout(box)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(lambda _checked=False: clicked())
        self.hide()

    def say(self, what: Said) -> None:
        """Show these words; none hides the line."""
        words, icon, tone = what
        self._words.setText(words)
        self._icon.show_icon(icon, tone)
        self.setAccessibleName(words)
        self.setToolTip(tooltip(words))
        self.setVisible(bool(words))
        self.updateGeometry()

    def words(self) -> str:
        """What it says."""
        return self.accessibleName()

    def fold(self, *, folded: bool) -> None:
        """Show only the picture, or picture and words."""
        self._words.setVisible(not folded)
        self.updateGeometry()

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        layout = self.layout()
        return max(24, layout.totalHeightForWidth(width)) if layout else 24

    @override
    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()


class ExchangeProgress(QWidget):
    """How far an exchange is that began by itself, and Cancel; quiet, and away when it has ended.

    Args:
        instead: gets the keyboard when Cancel goes away under it.

    Signals:
        cancelled: Cancel was used.
    """

    cancelled = Signal()

    def __init__(self, instead: QWidget) -> None:
        super().__init__()
        self._instead = instead
        name = _("Cancel the exchange")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMinimumWidth(24)
        self._bar.setAccessibleName(_("Exchanging…"))
        self._words = flat(_("Cancel"), self.cancelled.emit, name=name)
        self._picture = icon_button("x", name, self.cancelled.emit)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        self._box.addWidget(self._words)
        self._box.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._soon = QTimer(self, interval=_SHOWN_AFTER_MS)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.show)
        self.fold(folded=False)
        self.hide()

    def begin(self) -> None:
        """An exchange began; one that ends at once is not shown."""
        self._bar.setRange(0, 0)
        self._soon.start()

    def advance(self, done: int, total: int) -> None:
        """Say that `done` of `total` steps are behind us; `total` 0 means nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def finish(self) -> None:
        """It ended, or goes on unseen until it notices that it was stopped."""
        self._soon.stop()
        if self._words.hasFocus() or self._picture.hasFocus():
            self._instead.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def fold(self, *, folded: bool) -> None:
        """Show a picture in place of the word, below the bar."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._box.setDirection(down if folded else across)
        self._box.setContentsMargins(6 if folded else 18, 0, 6, 0)
        self._words.setVisible(not folded)
        self._picture.setVisible(folded)
