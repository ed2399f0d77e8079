"""Faults of the program while the window is open: said in the window, never printed with values."""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

from liaison_app import faults

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

    from liaison_app.errors import LiaisonError

_log = logging.getLogger(__name__)


def watch(show: Callable[[LiaisonError], None]) -> None:
    """From now on a fault anywhere is shown by `show` and logged by type and place alone."""

    def seen(
        _kind: type[BaseException], fault: BaseException, _trace: TracebackType | None
    ) -> None:
        if isinstance(fault, KeyboardInterrupt):
            return
        _log.error("%s at %s", type(fault).__name__, faults.place_of(fault))
        show(faults.as_error(fault))

    def seen_in_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:  # a thread may not touch the window
            fault = arguments.exc_value
            _log.error("%s at %s", type(fault).__name__, faults.place_of(fault))

    sys.excepthook = seen
    threading.excepthook = seen_in_thread
    qInstallMessageHandler(_qt_message)


def _qt_message(kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
    """Log that Qt complained, not what it said: it may quote a widget's text."""
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        _log.error("Qt %s in %s", kind.name, context.category)
