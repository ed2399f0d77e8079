"""The page that prints packets, with those it leads to, on Amira's family; and a fake printer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent

from liaison_app.records.packets import PacketIssue
from tests.ui.pages.rooms import settle, words
from tests.ui.shells import OnePageShell
from ui import jobs
from ui.pages.family import FamilyPage
from ui.pages.packet import PacketPage
from ui.pages.records import RecordsPage

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

    from liaison_app.actions.packets import Prepared
    from liaison_app.workspace import Workspace
    from tests.packets.home import Home

_LP = """#!/bin/sh
cat > {caught}
echo "$@" > {caught}.said
exit {code}
"""
_LPSTAT = """#!/bin/sh
case "$1" in
  -e) printf '%s\\n' {names} ;;
  -d) echo "system default destination: {usual}" ;;
esac
"""


class PacketRoom:
    """A small window on the page."""

    def __init__(self, home: Home, qtbot: QtBot) -> None:
        self.home, self._qtbot = home, qtbot
        self._make((1158, 704))

    def show_again(self, size: tuple[int, int]) -> None:
        """Make the window anew, in the look that is set now."""
        self.close()
        self._make(size)

    def arrive(self, household: str = "") -> Prepared:
        """Go to the family's packet and wait for its pages."""
        self.shell.go("packet", household=household or self.home.family)
        return self.wait()

    def wait(self) -> Prepared:
        """Wait until the packet that was asked for last is in sight."""

        def in_sight() -> bool:
            settled = not self.page._making.busy and self.page._prepared is not None
            drawn = self.page.preview._sheet._picture is not None
            return settled and (drawn or not self.page._prepared.pages)

        self._qtbot.waitUntil(in_sight, timeout=20_000)
        settle()
        assert self.page._prepared
        return self.page._prepared

    def until(self, said: str) -> None:
        """Wait until the page says so."""
        self._qtbot.waitUntil(lambda: said in words(self.page), timeout=20_000)

    def issues(self) -> list[PacketIssue]:
        """What was written down."""
        return self.home.workspace.all(PacketIssue)

    @property
    def workspace(self) -> Workspace:
        return self.home.workspace

    def close(self) -> None:
        """Take the window away for good, as a lock does."""
        assert jobs.wait_for_all()
        self.shell.deaf()
        self.shell.hide()
        self.shell.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _make(self, size: tuple[int, int]) -> None:
        self.shell = OnePageShell(self.home.workspace)
        self.page = PacketPage(self.shell)
        self.family, self.records = FamilyPage(self.shell), RecordsPage(self.shell)
        for page in (self.page, self.family, self.records):
            self.shell.add(page, page)
        self.shell.resize(*size)
        with self._qtbot.waitActive(self.shell):
            self.shell.show()


def printers(
    monkeypatch: pytest.MonkeyPatch, folder: Path, *names: str, refuse: bool = False
) -> Path:
    """Give this computer printers; what is printed lands in the file that is given back."""
    folder.mkdir()
    caught = folder / "caught"
    scripts = {
        "lp": _LP.format(caught=caught, code=1 if refuse else 0),
        "lpstat": _LPSTAT.format(names=" ".join(names), usual=names[0] if names else ""),
    }
    for name, text in scripts.items():
        script = folder / name
        script.write_text(text)
        script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    return caught
