"""Time to the first paint: a page of the kit against a bare window with one label, in one run.

    .venv/bin/python tests/benchmarks/first_paint.py [PAIRS]

Measured from the start of the process to the first paint, each in a fresh process, alternating.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
class Window(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time())
        QTimer.singleShot(0, app.quit)
window = Window("Liaison")
window.resize(900, 600)
window.show()
app.exec()
"""

KIT = """
import time
from ui import application
app = application.make()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from ui.widgets import labels
from ui.widgets.buttons import primary
from ui.widgets.fields import SecretField
from ui.widgets.layout import column
class Window(QWidget):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.time())
        QTimer.singleShot(0, app.quit)
window = Window()
window.setProperty("look", "page")
window.setLayout(column(
    labels.IconLabel("heart-handshake", "accent_text", 48), labels.title("Liaison"),
    SecretField("Passphrase"), primary("Open", icon="lock-open"),
))
window.resize(900, 600)
window.show()
app.exec()
"""


def first_paint(program: str) -> float:
    """Seconds from starting a process with this program to its first paint."""
    began = time.time()
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    return float(ran.stdout.split()[0]) - began


def main(pairs: int) -> None:
    """Print both medians and their ratio."""
    first_paint(KIT)  # writes bytecode and the sheet's icons once
    measured = [(first_paint(BARE), first_paint(KIT)) for _ in range(pairs)]
    bare, kit = (statistics.median(times) * 1000 for times in zip(*measured, strict=True))
    print(f"first paint: bare window {bare:.0f} ms, page of the kit {kit:.0f} ms")
    print(f"ratio {kit / bare:.2f} (wanted: at most 1.6)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
