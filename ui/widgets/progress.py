"""Long work in sight: what is being done, how far, how long it will take, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QSizePolicy, QVBoxLayout

from liaison_app.language.catalogues import _, ngettext
from ui.widgets.buttons import Button, button
from ui.widgets.labels import Label
from ui.widgets.layout import row


class ProgressPanel(QFrame):
    """Shown by `begin`, moved by `advance`, hidden by `finish`; `cancelled` when Cancel is used."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "raised")
        self._title = Label("", "strong", wrap=True)
        self._detail = Label("", "small", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel: Button = button(_("Cancel"), self._stop)
        self._clock = QElapsedTimer()
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(8)
        box.addLayout(row(self._title, self._cancel, stretch=0))
        box.addWidget(self._bar)
        box.addWidget(self._detail)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def begin(self, title: str, *, cancellable: bool = True) -> None:
        """Show the panel; the bar is busy until the first `advance`."""
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._detail.setText("")
        self._cancel.setVisible(cancellable)
        self._cancel.setEnabled(True)
        self._clock.start()
        self.show()

    def advance(self, done: int, total: int, detail: str = "") -> None:
        """Say that `done` of `total` steps are behind us; `total` 0 means nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        left = time_left(self._clock.elapsed() / 1000, done, total)
        self._detail.setText(" · ".join(part for part in (detail, left) if part))

    def finish(self) -> None:
        """Hide the panel."""
        self.hide()

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._detail.setText(_("Stopping. Nothing half done is kept."))
        self.cancelled.emit()


def time_left(elapsed: float, done: int, total: int) -> str:
    """How long the rest will take at the pace so far; "" while that is guesswork.

    Args:
        elapsed: seconds since the work began.
        done: steps behind us.
        total: all steps; 0 when nobody knows.
    """
    if elapsed < 1 or done <= 0 or total <= 0 or done >= total:
        return ""
    seconds = elapsed / done * (total - done)
    if seconds < 60:
        count = max(5, round(seconds / 5) * 5)
        return ngettext("about {count} second left", "about {count} seconds left", count).format(
            count=count
        )
    minutes = round(seconds / 60)
    return ngettext("about {count} minute left", "about {count} minutes left", minutes).format(
        count=minutes
    )
