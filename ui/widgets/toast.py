"""A short message at the lower edge, with Undo. It waits while it is being used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from liaison_app.language.catalogues import _
from ui import look
from ui.qt import override
from ui.widgets.announce import announce
from ui.widgets.buttons import flat, icon_button
from ui.widgets.labels import IconLabel, Label
from ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Callable

_STAYS_MS = 12_000


class Toast(QFrame):
    """One per window, over `host`; a new message replaces the old one.

    It never takes the focus: what is being typed goes on. Undo is also on the window's own key.
    """

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setProperty("look", "raised")
        self._host = host
        self._undo: Callable[[], object] | None = None
        self._words = Label("", "strong", wrap=True)
        self._button = flat(_("Undo"), self.undo, icon="arrow-back-up")
        box = row(
            IconLabel("circle-check", "ok"),
            self._words,
            self._button,
            icon_button("x", _("Close message"), self.hide),
            stretch=1,
        )
        box.setContentsMargins(16, 8, 8, 8)
        self.setLayout(box)
        self._timer = QTimer(self, singleShot=True, interval=_STAYS_MS)
        self._timer.timeout.connect(self._leave)
        host.installEventFilter(self)
        self.hide()

    def say(self, words: str, undo: Callable[[], object] | None = None) -> None:
        """Show `words`; `undo` is offered when given."""
        self._words.setText(words)
        self._undo = undo
        self._button.setVisible(undo is not None)
        self._button.setAccessibleName(_("Undo: {what}").format(what=words))
        self.setAccessibleName(words)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def undo(self) -> None:
        """Take back what the message speaks of, once."""
        undo, self._undo = self._undo, None
        self.hide()
        if undo:
            undo()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _leave(self) -> None:
        if self.underMouse() or self.isAncestorOf(self._host.focusWidget() or self._host):
            self._timer.start()
        else:
            self.hide()

    def _place(self) -> None:
        room = self._host.rect().adjusted(16, 16, -16, -16)
        width = min(room.width(), look.px(520))
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        # Where a line begins: what saves and closes a panel stands where lines end.
        rtl = self._host.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = room.right() - width if rtl else room.left()
        self.setGeometry(left, room.bottom() - height, width, height)
