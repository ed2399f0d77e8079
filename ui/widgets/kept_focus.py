"""The keyboard stays where it is while a part of a page is drawn anew around it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def kept_focus(page: QWidget, instead: QWidget) -> Iterator[None]:
    """Draw parts of a page anew, and give the keyboard back to the button that is there again.

    Args:
        page: what is drawn on.
        instead: gets the keyboard if there is no button of that name any more; it must stay.
    """
    focused = QApplication.focusWidget()
    name = _name(focused) if focused and page.isAncestorOf(focused) else ""
    yield
    if name and QApplication.focusWidget() is not focused:  # what had the keyboard is gone
        QTimer.singleShot(0, page, lambda: _back_to(page, name, instead))  # once it is shown


def _back_to(page: QWidget, name: str, instead: QWidget) -> None:
    found = (
        one
        for one in page.findChildren(QAbstractButton)
        if one.isVisibleTo(page) and one.isEnabled() and _name(one) == name
    )
    next(found, instead).setFocus(Qt.FocusReason.OtherFocusReason)


def _name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return f"{widget.accessibleName() or words}\n{widget.accessibleDescription()}"
