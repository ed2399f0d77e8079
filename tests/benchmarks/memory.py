"""Resident memory after a journey through the window: searches, a family, every page."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.benchmarks import large
from tests.benchmarks.measuring import median, tell

PROMISED_MB = 180.0
JOURNEY = """
import gc, resource, sys
from pathlib import Path
gc.disable()
from ui import application
from ui.hands import Hands
from ui.main_window import MainWindow
from PySide6.QtCore import Qt
folder, passphrase = Path(sys.argv[1]), sys.argv[2]
app = application.make(["liaison"])
window = MainWindow(folder)
window.show()
application.after_first_paint(app)
hands = Hands(window)
hands.rest(1500)  # while the passphrase is typed
hands.write(passphrase)
hands.press(Qt.Key.Key_Return)
hands.wait(lambda: window.desk, "the open workspace")
hands.rest(500)
def resident():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6
def go(key):
    hands.press(key, Qt.KeyboardModifier.ControlModifier)
    hands.rest(500)
for text in ("Mohamed", "kal", "555"):
    hands.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    hands.write(text)
    hands.rest(400)
hands.press(Qt.Key.Key_Return)
hands.rest(500)
for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_1):
    go(key)
print(resident(), flush=True)
window.close()
"""


def run() -> None:
    """Print the figure."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder = str(large.folder(large.FULL))
    taken = []
    for _round in range(3):
        done = subprocess.run(
            [sys.executable, "-c", JOURNEY, folder, large.PASSPHRASE],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(done.stderr)
        taken.append(float(done.stdout.splitlines()[-1]))
    tell("resident memory after the journey", median(taken), "MB", PROMISED_MB)
