"""What a person sees of a page, and the buttons that they can use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def words(widget: QWidget) -> str:
    """All the words in sight, without the marks that keep names apart."""
    QApplication.processEvents()  # new parts are shown by the next one
    shown = [label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)]
    marks = str.maketrans("", "", "\u2066\u2068\u2069\u200f")
    return "\n".join(shown).translate(marks).replace("\u202f", " ")


def until(qtbot: QtBot, page: QWidget, said: str) -> None:
    """Wait until a page says something."""
    qtbot.waitUntil(lambda: said in words(page), timeout=20_000)


def button(widget: QWidget, text: str) -> QPushButton:
    """The button in sight with these words."""
    QApplication.processEvents()
    found = [b for b in widget.findChildren(QPushButton) if b.text().replace("&", "") == text]
    return next(b for b in found if b.isVisibleTo(widget))
