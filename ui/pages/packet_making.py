"""Packets made in another thread, one at a time: while one is made, only the last wish waits."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from liaison_app.actions import packets

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Workspace
    from ui.jobs import Report
    from ui.pages.packet_choices import Asked
    from ui.shell import Shell

_PAUSE_MS = 180  # after a choice: perhaps another one follows

Wish = tuple[str, "Asked"]


class PacketMaking(QObject):
    """Makes what was wished for last.

    Attributes:
        busy: one is being made, wanted or not.

    Signals:
        made: a `Prepared`.
        failed: a `LiaisonError`.
    """

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._wish: Wish | None = None  # nothing was made of it yet
        self._under_way: Wish | None = None
        self.busy = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._begin)

    def wish(self, household: str, asked: Asked, *, at_once: bool = False) -> None:
        """Make a packet, after a moment in which another wish may come, or at once."""
        self._wish = (household, asked)
        self._under_way = None  # its packet would be another one
        if at_once:
            self._begin()
        else:
            self._pause.start()

    def stop(self) -> None:
        """Wish for nothing; what is being made is thrown away."""
        self._pause.stop()
        self._wish = self._under_way = None

    def _begin(self) -> None:
        self._pause.stop()
        if self.busy or self._wish is None:
            return
        self.busy, self._under_way, self._wish = True, self._wish, None
        household, asked = self._under_way

        def work(view: Workspace, _report: Report) -> Prepared:
            return packets.prepare(view, household, **asdict(asked))

        self._shell.job(work, self._done, label="", failed=self._wrong)

    def _done(self, prepared: Prepared) -> None:
        if self._ended():
            self.made.emit(prepared)

    def _wrong(self, error: LiaisonError) -> None:
        if self._ended():
            self.failed.emit(error)

    def _ended(self) -> bool:
        """Go on with what waits; says whether what has just ended is still wanted."""
        wanted = self._under_way is not None
        self.busy, self._under_way = False, None
        if not self._pause.isActive():
            self._begin()
        return wanted
