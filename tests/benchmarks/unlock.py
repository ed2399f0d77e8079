"""From the right passphrase to Today painted, key derivation aside, each in a fresh program.

The window stands for two seconds first, as while a passphrase is typed; then Enter is pressed.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.benchmarks import large
from tests.benchmarks.measuring import median, tell

PROMISED_MS = 500.0
_TIMES = 5

PROGRAM = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QEventLoop
from ui import application
from ui.main_window import MainWindow

folder, passphrase = Path(sys.argv[1]), sys.argv[2]
app = application.make([])
window = MainWindow(folder)
window.show()
application.after_first_paint(app)
end = time.perf_counter() + 2
while time.perf_counter() < end:
    app.processEvents()
    time.sleep(0.01)
from liaison_app.store import keyslots
sets = keyslots.read(folder / "keyslots.json")
began = time.perf_counter()
keyslots.keys_by_passphrase(sets, passphrase)
derived = time.perf_counter() - began
page = window.door.page()
page.passphrase.setText(passphrase)
began = time.perf_counter()
page.try_passphrase()
while window.desk is None:  # waits as the event loop does: a loop that spins starves the worker
    app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
app.processEvents()
window.repaint()
app.processEvents()
print((time.perf_counter() - began - derived) * 1000)
window.close()
"""


def run() -> None:
    """Print the figures for a small and the full workspace."""
    for size, name in ((large.SMALL, "600 people"), (large.FULL, "30,000 people")):
        taken = [_once(large.folder(size)) for _n in range(_TIMES)]
        promised = PROMISED_MS if size == large.FULL else None
        tell(f"passphrase to Today painted, {name}, median", median(taken), "ms", promised)
        tell("   at most", max(taken), "ms", promised)


def _once(folder: Path) -> float:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), large.PASSPHRASE],
        cwd=Path(__file__).resolve().parent.parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return float(answer.stdout.split()[0])
