"""Prints made in another thread, one wish at a time: meanwhile only the last further one waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
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

Wish = Callable[["Workspace", "Report"], object]
"""Makes it, on a view of the workspace of its own."""


class PacketMaking(QObject):
    """Makes what was wished for last.

    Attributes:
        busy: one is being made, wanted or not.

    Signals:
        made: what the wish gave: of one packet, a `Prepared`.
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
        self.wish_for(partial(_packet, household, asked), at_once=at_once)

    def wish_for(self, wish: Wish, *, at_once: bool = False) -> None:
        """Make this, after a moment in which another wish may come, or at once."""
        self._wish = wish
        self._under_way = None  # what is made of it would be another thing
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
        self._shell.job(self._under_way, self._done, label="", failed=self._wrong)

    def _done(self, made: object) -> None:
        if self._ended():
            self.made.emit(made)

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


def _packet(household: str, asked: Asked, view: Workspace, _report: Report) -> Prepared:
    return packets.prepare(view, household, **asdict(asked))
