"""What a screen reader and a small screen would find wrong with a widget."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QTextEdit,
    QWidget,
)

_CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QTextEdit,
    QProgressBar,
)


def controls(widget: QWidget) -> list[QWidget]:
    """Everything in `widget` that can be used, itself included, hidden parts left out."""
    found = [widget, *widget.findChildren(QWidget)]
    return [
        one
        for one in found
        if isinstance(one, _CONTROLS)
        and one.isVisibleTo(widget)
        and not one.objectName().startswith("qt_")  # parts that Qt makes and never shows to anyone
    ]


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def unnamed(widget: QWidget) -> list[str]:
    """The controls that a screen reader could not name; a combo box's own name is its value."""
    missing = []
    for control in controls(widget):
        named = control.accessibleName() if isinstance(control, QComboBox) else name_of(control)
        if not named.strip():
            missing.append(f"{type(control).__name__} in {type(control.parentWidget()).__name__}")
    return missing


def too_wide(widget: QWidget, width: int) -> list[str]:
    """The parts that need more than `width` logical pixels, and areas that scroll sideways.

    Call it on a shown widget of that width, after `QApplication.processEvents()`.
    """
    parts = [one for one in [widget, *widget.findChildren(QWidget)] if one.isVisibleTo(widget)]
    found = [_say(one) for one in parts if one.minimumSizeHint().width() > width]
    for area in parts:
        if isinstance(area, QScrollArea) and area.horizontalScrollBar().maximum() > 0:
            room = area.viewport().width()
            found += [
                f"sideways in {room}: {_say(one)}"
                for one in area.findChildren(QWidget)
                if one.isVisibleTo(area) and one.minimumSizeHint().width() > room - 100
            ]
    return found


def _say(one: QWidget) -> str:
    return f"{type(one).__name__} {one.property('look') or ''} {one.minimumSizeHint().width()}"


def doubled(widget: QWidget) -> dict[str, list[str]]:
    """The keys with Alt that lead to more than one thing in sight, each with what it leads to."""
    found: dict[str, list[str]] = {}
    for one in widget.findChildren(QWidget):
        if not one.isVisibleTo(widget) or not isinstance(one, QAbstractButton | QLabel):
            continue
        if isinstance(one, QLabel) and not one.buddy():
            continue
        key = QKeySequence.mnemonic(one.text()).toString()
        if key and one.isEnabled():
            found.setdefault(key, []).append(one.text())
    return {key: texts for key, texts in found.items() if len(texts) > 1}
