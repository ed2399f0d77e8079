"""The way of the Tab key, where parts come into a page later than what stands below them.

Qt puts new widgets last, wherever they stand.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def line_up(behind: QWidget, *parts: QWidget) -> None:
    """Put all that can have the keyboard in `parts` behind a widget, in the order of the parts.

    Args:
        behind: comes before them; what stands in it, such as the parts themselves, comes after.
        parts: each with what stands in it, in the order that it has there.
    """
    kept = behind.focusPolicy()
    behind.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # only such a widget can be stood behind
    before = behind
    for one in [stop for part in parts for stop in _stops(part)]:
        QWidget.setTabOrder(before, one)
        before = one
    behind.setFocusPolicy(kept)


def _stops(part: QWidget) -> list[QWidget]:
    """What can have the keyboard in a part, itself included, in the order of the Tab key."""
    found = [part]
    one = part.nextInFocusChain()
    while one and one is not part:
        if part.isAncestorOf(one):
            found.append(one)
        one = one.nextInFocusChain()
    none = Qt.FocusPolicy.NoFocus
    return [one for one in found if one.focusPolicy() != none and one.focusProxy() is None]
