"""Time to the first paint: the unlock page of the real window beside a bare one with one label.

Measured from the start of a process to the end of its first paint, each in a fresh process, in
turns. The bare window imports nothing but Qt and the standard library.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests.benchmarks import large
from tests.benchmarks.measuring import median, tell

PAIRS = 15
PROMISED = 1.6

WATCH = """
from PySide6.QtCore import QEvent, QObject, QTimer
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is window:
            QTimer.singleShot(0, done)
        return False
def done():
    print(time.time(), flush=True)
    os._exit(0)
watch = FirstPaint()
window.installEventFilter(watch)
window.show()
"""
BARE = f"""
import os, sys, time
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.setCentralWidget(QLabel("Liaison"))
{WATCH}
app.exec()
"""
OURS = f"""
import gc, os, sys, time
from pathlib import Path
gc.disable()  # as ui.start does
from ui import application
from ui.main_window import MainWindow
app = application.make([])
window = MainWindow(Path(sys.argv[1]))
window.resize(1366, 768)
{WATCH}
application.after_first_paint(app)
app.exec()
"""


def run() -> None:
    """Print the figures."""
    folder = str(large.folder(large.FULL))
    _first_paint_ms(OURS, folder)  # writes bytecode and the sheet's icons once
    pairs = [(_first_paint_ms(BARE), _first_paint_ms(OURS, folder)) for _pair in range(PAIRS)]
    bare, ours = (median(taken) for taken in zip(*pairs, strict=True))
    tell("first paint of a bare window, median", bare, "ms")
    tell("first paint of the unlock page, median", ours, "ms")
    tell("unlock page / bare window", ours / bare, "x ", PROMISED)


def _first_paint_ms(program: str, *arguments: str) -> float:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    began = time.time()
    ran = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return (float(ran.stdout.split()[0]) - began) * 1000
