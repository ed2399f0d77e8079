"""What the system says when a person leaves the computer: sleep, a locked screen, a closed lid.

Linux: signals of systemd-logind, UPower and the screen saver on D-Bus
(https://www.freedesktop.org/software/systemd/man/org.freedesktop.login1.html). Windows: power and
session messages to the window, written from Microsoft's documentation and not tried yet. Everywhere
else, and where these are missing, `ui.lock.IdleWatch` notices a sleep by the clock.
"""

from __future__ import annotations

import ctypes
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from ui.qt import override

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtDBus import QDBusConnection, QDBusMessage
    from PySide6.QtWidgets import QWidget

_LID_SERVICE, _LID_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
_LOGIN = "org.freedesktop.login1"
_SIGNALS = (  # (whether on the system's bus, service, path, interface, signal, slot)
    (True, _LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Manager", "PrepareForSleep", "went(bool)"),
    (True, _LOGIN, "", f"{_LOGIN}.Session", "Lock", "locked()"),
    (
        True,
        _LID_SERVICE,
        _LID_PATH,
        "org.freedesktop.DBus.Properties",
        "PropertiesChanged",
        "lid(QDBusMessage)",
    ),
    (False, "", "", "org.freedesktop.ScreenSaver", "ActiveChanged", "went(bool)"),
    (False, "", "", "org.gnome.ScreenSaver", "ActiveChanged", "went(bool)"),
)

_PATIENCE_MS = 300  # for an answer that comes at once or not at all

_WM_POWERBROADCAST, _PBT_APMSUSPEND = 0x0218, 0x0004
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK, _WTS_SESSION_LOGOFF = 0x02B1, 0x7, 0x6


class SessionWatch(QObject):
    """Calls `leave` when the system says that the person left.

    Args:
        window: the window; on Windows the system's messages come to it.
        leave: locks the workspace.
    """

    def __init__(self, window: QWidget, leave: Callable[[], object]) -> None:
        super().__init__(window)
        self._leave = leave
        self._filter: WindowsMessages | None = None
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._state)
            if sys.platform == "win32":
                self._filter = WindowsMessages(leave)
                app.installNativeEventFilter(self._filter)
                _ask_for_session_messages(int(window.winId()))
        if sys.platform.startswith("linux"):
            self._listen()

    @Slot(bool)
    def went(self, gone: bool) -> None:
        """The computer goes to sleep, or the screen saver starts."""
        if gone:
            self._leave()

    @Slot()
    def locked(self) -> None:
        """The session was locked."""
        self._leave()

    @Slot("QDBusMessage")
    def lid(self, _message: QDBusMessage) -> None:
        """Something about power changed: look whether the lid is closed."""
        from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage  # noqa: PLC0415

        ask = QDBusMessage.createMethodCall(
            _LID_SERVICE, _LID_PATH, "org.freedesktop.DBus.Properties", "Get"
        )
        ask.setArguments([_LID_SERVICE, "LidIsClosed"])
        answer = QDBusConnection.systemBus().call(ask, QDBus.CallMode.Block, _PATIENCE_MS)
        values = answer.arguments()
        if values and getattr(values[0], "variant", lambda: values[0])() is True:
            self._leave()

    def _listen(self) -> None:
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415  (only where there is a bus)

        buses: dict[bool, QDBusConnection] = {
            True: QDBusConnection.systemBus(),
            False: QDBusConnection.sessionBus(),
        }
        for system, service, path, interface, name, slot in _SIGNALS:
            bus = buses[system]
            if bus.isConnected():
                # PySide declares the slot as bytes and takes it as text alone.
                bus.connect(service, path, interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    def _state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended:
            self._leave()


class WindowsMessages(QAbstractNativeEventFilter):
    """Reads the messages that Windows sends when it sleeps, locks or signs out."""

    def __init__(self, leave: Callable[[], object]) -> None:
        super().__init__()
        self._leave = leave

    @override
    def nativeEventFilter(
        self, event_type: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        if QByteArray(event_type).data() == b"windows_generic_MSG":
            kind, value = _message(int(message))
            if (kind == _WM_POWERBROADCAST and value == _PBT_APMSUSPEND) or (
                kind == _WM_WTSSESSION_CHANGE and value in (_WTS_SESSION_LOCK, _WTS_SESSION_LOGOFF)
            ):
                self._leave()
        return False, 0


class _Message(ctypes.Structure):
    """The beginning of Windows' MSG."""

    _fields_ = (("window", ctypes.c_void_p), ("kind", ctypes.c_uint), ("value", ctypes.c_size_t))


def _message(address: int) -> tuple[int, int]:
    found = _Message.from_address(address)
    return found.kind, found.value


def _ask_for_session_messages(window: int) -> None:
    """Ask Windows to tell this window of a locked session."""
    library = getattr(ctypes, "windll", None)
    if library is not None:
        library.wtsapi32.WTSRegisterSessionNotification(window, 0)
