"""Copying a number or address: marked as secret, and gone again after a minute.

The marks ask clipboard managers of KDE, Windows and macOS not to remember what is copied.
"""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QTimer
from PySide6.QtGui import QGuiApplication

STAYS_MS = 60_000

_MARKS = {
    "x-kde-passwordManagerHint": b"secret",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    "org.nspasteboard.ConcealedType": b"1",
}


def copy_for_a_minute(text: str, *, stays_ms: int = STAYS_MS) -> None:
    """Put text on the clipboard, and take it away again unless something else is there by then."""
    data = QMimeData()
    data.setText(text)
    for name, value in _MARKS.items():
        data.setData(name, value)
    QGuiApplication.clipboard().setMimeData(data)
    timer = QTimer(QGuiApplication.instance())  # the window may be locked by then
    timer.setSingleShot(True)
    timer.timeout.connect(lambda: _forget(text, timer))
    timer.start(stays_ms)


def _forget(text: str, timer: QTimer) -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.text() == text:
        clipboard.clear()
    timer.deleteLater()
