"""Where the keyboard goes on after a page was drawn anew."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def around(page: QWidget, focus: QWidget | None) -> list[str]:
    """What has the focus, then its neighbours, next ones first: it may be gone afterwards."""
    found = stops(page)
    if focus is None or focus not in found:
        return []
    place = found.index(focus)
    names = [known_by(one) for one in (*found[place:], *reversed(found[:place]))]
    return [name for name in names if name]


def stops(page: QWidget) -> list[QWidget]:
    """The widgets of a page at which the keyboard stops, in order."""
    found = page.findChildren(QWidget)
    return [one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus]


def known_by(widget: QWidget) -> str:
    """What a widget is known by when the page was drawn anew."""
    return widget.objectName() or widget.accessibleName()
