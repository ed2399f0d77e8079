"""A person who types into the debrief without a pause, in a process that will be killed.

    python -m tests.journeys.typist FOLDER VISIT

Each key is told on standard output as it is pressed: seconds on a steady clock, and the letter.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import cycle
from pathlib import Path

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from liaison_app.actions import workspaces
from tests.desk import PASSPHRASE
from tests.ui.shells import OnePageShell
from ui.pages.debrief import DebriefPage

LETTERS = "abc ድé你ن "
_BETWEEN_KEYS_MS = 4


def main(folder: Path, visit: str) -> None:
    """Open the visit and type until the end of the world."""
    app = QApplication(sys.argv[:1])
    shell = OnePageShell(workspaces.unlock(folder, PASSPHRASE))
    page = DebriefPage(shell)
    shell.add(page, page)
    shell.show()
    shell.go("debrief", visit=visit)
    app.processEvents()
    for letter in cycle(LETTERS):
        target = app.focusWidget() or page.form.note
        os.write(1, f"{time.monotonic():.4f} {ord(letter)}\n".encode())
        if letter.isascii():
            QTest.keyClicks(target, letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QApplication.sendEvent(target, event)
        QTest.qWait(_BETWEEN_KEYS_MS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
