"""A panel beside a page: forms and histories stand there, and the page stays in sight.

Where there is no room for both, the panel takes the page's place until it is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from ui import look
from ui.qt import override
from ui.widgets.buttons import icon_button
from ui.widgets.labels import Label
from ui.widgets.layout import row, scrolled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

_WIDE = 400
_PAGE_AT_LEAST = 460


class SidePanel(QFrame):
    """One thing at a time: a title, a way to close it (also Escape), and what is being done.

    Signals:
        opened: something stands in it now.
        closed: by the person or by `shut`; what stood in it is gone.
    """

    opened = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("look", "panel")
        self._content: QWidget | None = None
        self._is_form = False
        self._before: QWidget | None = None
        self._title = Label("", "heading", wrap=True)
        top = row(self._title, icon_button("x", _("Close"), self.shut), stretch=0)
        top.setContentsMargins(20, 14, 12, 4)
        self._room = QVBoxLayout()
        self._room.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(top)
        box.addLayout(self._room, 1)
        self.hide()

    @property
    def content(self) -> QWidget | None:
        """What stands in the panel; None when it is shut."""
        return self._content

    @property
    def is_form(self) -> bool:
        """Whether a form stands in it, with buttons of its own."""
        return self._content is not None and self._is_form

    def show_in(self, title: str, content: QWidget, foot: QWidget | None = None) -> None:
        """Show something, in place of what stood there, and go to its first control.

        `foot` stays in sight below while the content scrolls: the buttons of a form.
        """
        focus = self.window().focusWidget()
        if self._content is None:
            self._before = focus if focus and not self.isAncestorOf(focus) else None
        self._empty()
        self._title.setText(title)
        self.setAccessibleName(title)
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(20, 8, 20, 18)
        box.addWidget(content)
        box.addStretch(1)
        self._content, self._is_form = content, foot is not None
        self._room.addWidget(scrolled(inside), 1)
        if foot:
            foot.setContentsMargins(20, 10, 20, 14)
            self._room.addWidget(foot)
        self.show()
        self.opened.emit()
        content.setFocus(Qt.FocusReason.OtherFocusReason)

    def shut(self) -> None:
        """Close the panel and give the focus back to where it was."""
        if self._content is None:
            return
        self._empty()
        self.hide()
        before, self._before = self._before, None
        try:
            if before and before.isVisible():
                before.setFocus(Qt.FocusReason.OtherFocusReason)
        except RuntimeError:  # the page was drawn anew meanwhile
            pass
        self.closed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(look.px(_WIDE), super().sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
            return
        super().keyPressEvent(event)

    def _empty(self) -> None:
        self._content = None
        while item := self._room.takeAt(0):
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()


class Beside(QWidget):
    """A page and its panel: side by side, or one in place of the other where there is no room."""

    def __init__(self, page: QWidget, panel: SidePanel) -> None:
        super().__init__()
        self._page, self._panel = page, panel
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(page, 1)
        box.addWidget(panel)
        panel.opened.connect(self._settle)
        panel.closed.connect(self._settle)
        self._settle()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._page.minimumSizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        both = self.width() >= look.px(_WIDE + _PAGE_AT_LEAST)
        open_ = self._panel.content is not None
        self._panel.setFixedWidth(look.px(_WIDE) if both else max(self.width(), 1))
        self._page.setVisible(both or not open_)
