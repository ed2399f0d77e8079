"""The system says that the person left: sleep, a locked screen, a closed lid. On a real bus."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray

from ui.session_signals import WindowsMessages

CHECKOUT = Path(__file__).resolve().parent.parent.parent

ON_A_BUS = """
import os, subprocess, sys, time
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from ui.session_signals import SessionWatch

app = QApplication([])
window = QWidget()
left = []
watch = SessionWatch(window, lambda: left.append(1))
system = QDBusConnection.connectToBus(os.environ["DBUS_SYSTEM_BUS_ADDRESS"], "system")
assert system.registerService("org.freedesktop.login1")
power = subprocess.Popen(
    [sys.executable, "-c", os.environ["POWER"]], text=True, bufsize=1,
    stdin=subprocess.PIPE, stdout=subprocess.PIPE,
)
assert power.stdout.readline().strip() == "ready"

def say(path, interface, name, *values):
    before = len(left)
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(values))
    system.send(message)
    for _turn in range(30):
        app.processEvents()
        time.sleep(0.01)
    print(name, *values, len(left) - before)

app.processEvents()
login = "org.freedesktop.login1"
say("/org/freedesktop/login1", login + ".Manager", "PrepareForSleep", True)
say("/org/freedesktop/login1", login + ".Manager", "PrepareForSleep", False)
say("/org/freedesktop/login1/session/c1", login + ".Session", "Lock")
say("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
say("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
for closed in (True, False):
    before = len(left)
    power.stdin.write(str(int(closed)))
    power.stdin.flush()
    power.stdout.readline()
    for _turn in range(30):
        app.processEvents()
        time.sleep(0.01)
    print("lid closed", closed, len(left) - before)
power.kill()
"""

POWER = """
import os, sys
from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QSocketNotifier, Property
from PySide6.QtDBus import QDBusConnection, QDBusMessage

app = QCoreApplication([])

@ClassInfo(**{"D-Bus Interface": "org.freedesktop.UPower"})
class Power(QObject):
    closed = False
    LidIsClosed = Property(bool, lambda self: self.closed)

power = Power()
bus = QDBusConnection.systemBus()
assert bus.registerService("org.freedesktop.UPower")
assert bus.registerObject(
    "/org/freedesktop/UPower", power, QDBusConnection.RegisterOption.ExportAllProperties
)

def turn():
    power.closed = os.read(0, 1) == b"1"
    changed = QDBusMessage.createSignal(
        "/org/freedesktop/UPower", "org.freedesktop.DBus.Properties", "PropertiesChanged"
    )
    changed.setArguments(["org.freedesktop.UPower"])
    bus.send(changed)
    print("turned", flush=True)

notifier = QSocketNotifier(0, QSocketNotifier.Type.Read)
notifier.activated.connect(turn)
print("ready", flush=True)
app.exec()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's")
@pytest.mark.skipif(shutil.which("dbus-daemon") is None, reason="no D-Bus on this computer")
def test_sleep_and_a_locked_screen_are_heard() -> None:
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout
    address = bus.stdout.readline().strip()
    try:
        answer = subprocess.run(
            [sys.executable, "-c", ON_A_BUS],
            cwd=CHECKOUT,
            env={
                **os.environ,
                "DBUS_SYSTEM_BUS_ADDRESS": address,
                "POWER": POWER,
                "DBUS_SESSION_BUS_ADDRESS": address,
            },
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        bus.terminate()
        bus.wait()
        bus.stdout.close()
    assert answer.stdout.splitlines() == [
        "PrepareForSleep True 1",
        "PrepareForSleep False 0",
        "Lock 1",
        "ActiveChanged True 1",
        "ActiveChanged False 0",
        "lid closed True 1",
        "lid closed False 0",
    ], answer.stderr


class Message(ctypes.Structure):
    """The beginning of a message of Windows."""

    _fields_ = (("window", ctypes.c_void_p), ("kind", ctypes.c_uint), ("value", ctypes.c_size_t))


@pytest.mark.parametrize(
    ("kind", "value", "left"),
    [
        (0x0218, 0x4, 1),  # suspending
        (0x0218, 0x12, 0),  # resumed
        (0x02B1, 0x7, 1),  # session locked
        (0x02B1, 0x8, 0),  # session unlocked
        (0x0100, 0x7, 0),  # a key
    ],
)
def test_windows_messages_are_read(kind: int, value: int, left: int) -> None:
    heard: list[int] = []
    messages = WindowsMessages(lambda: heard.append(1))
    message = Message(None, kind, value)
    answer = messages.nativeEventFilter(
        QByteArray(b"windows_generic_MSG"), ctypes.addressof(message)
    )
    assert answer == (False, 0)
    assert len(heard) == left
