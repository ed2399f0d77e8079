"""The list of keys: those of the page in sight and those of the window, read from the controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QDialog, QGridLayout, QVBoxLayout, QWidget

from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate_ltr
from ui import look
from ui.widgets.buttons import primary
from ui.widgets.labels import Label, heading, title
from ui.widgets.layout import scrolled

if TYPE_CHECKING:
    from collections.abc import Iterable


class ShortcutList(QDialog):
    """A dialog that lists keys and what they do.

    Args:
        window: whose keys work everywhere.
        page: the page in sight, if any.
    """

    def __init__(self, window: QWidget, page: QWidget | None) -> None:
        super().__init__(window)
        self.setWindowTitle(_("Keys"))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.addWidget(title(_("Keys")))
        own = keys_of(page) if page else {}
        if own:
            box.addWidget(heading(_("On this page")))
            box.addLayout(_table(own.items()))
        everywhere = {w: k for w, k in keys_of(window).items() if w not in own}
        box.addWidget(heading(_("Everywhere")))
        box.addLayout(_table(everywhere.items()))
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.addWidget(scrolled(inside), 1)
        close = primary(_("Close"), self.accept)
        close.setDefault(True)
        outer.addWidget(close)
        host = window.window().size()
        self.resize(min(look.px(560), host.width() - 40), min(look.px(620), host.height() - 40))


def keys_of(widget: QWidget) -> dict[str, str]:
    """What can be done by key in a widget: words to keys, as the system writes them.

    Pages declare a key by a button's shortcut or by a QShortcut with `setWhatsThis`.
    """
    found: dict[str, list[str]] = {}
    for made in widget.findChildren(QAbstractButton):
        if not made.shortcut().isEmpty() and made.isVisibleTo(widget):
            words = made.accessibleName() or made.text().replace("&", "")
            found.setdefault(words, []).append(_shown(made.shortcut()))
    for shortcut in widget.findChildren(QShortcut):
        host = shortcut.parent()
        if shortcut.whatsThis() and isinstance(host, QWidget) and host.isVisibleTo(widget):
            found.setdefault(shortcut.whatsThis(), []).append(_shown(shortcut.key()))
    return {words: ", ".join(keys) for words, keys in found.items()}


def _shown(keys: QKeySequence) -> str:
    return isolate_ltr(keys.toString(QKeySequence.SequenceFormat.NativeText))


def _table(rows: Iterable[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setColumnStretch(0, 1)
    grid.setHorizontalSpacing(24)
    for line, (words, keys) in enumerate(rows):
        grid.addWidget(Label(words, wrap=True), line, 0)
        grid.addWidget(Label(keys, "strong"), line, 1)
    return grid
