"""Keeps what is being typed: half a second after the first unsaved key at the latest.

It is a throttle and not a debounce, so that somebody who types without a pause is kept up with.
What cannot be kept is said, and tried again until it can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

from liaison_app.errors import LiaisonError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from ui.widgets.save_state import SaveState

THROTTLE_MS = 400
RETRY_MS = 1_000


class Keeper(QObject):
    """Keeps one form.

    Args:
        owner: the page; the keeper goes with it.
        state: where it says how it went.
        keep: keeps the form as it stands and gives the time in UTC, or None if there is nothing to
            keep; raises a `LiaisonError` when it cannot.
    """

    def __init__(
        self, owner: QObject, state: SaveState, keep: Callable[[], datetime | None]
    ) -> None:
        super().__init__(owner)
        self._state, self._keep = state, keep
        self._unkept = self._failing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.try_now)

    def typed(self) -> None:
        """Something changed: keep it soon."""
        if not self._unkept and not self._failing:
            self._state.saving()
        self._unkept = True
        if not self._timer.isActive():
            self._timer.start(THROTTLE_MS)

    def now(self) -> None:
        """Keep at once what is not kept yet.

        Raises:
            LiaisonError: it is not kept; the state says so, and it is tried again.
        """
        if not self._unkept:
            return
        try:
            at = self._keep()
        except LiaisonError as error:
            self._failing = True
            self._state.not_saved(str(error))
            self._timer.start(RETRY_MS)
            raise
        self._unkept = self._failing = False
        self._timer.stop()
        if at is not None:
            self._state.saved(at)

    def try_now(self) -> None:
        """Keep at once; what goes wrong is only said."""
        try:
            self.now()
        except LiaisonError:
            return  # it has been said, and the timer runs

    def settled(self) -> None:
        """Everything typed so far lies in a record, or is meant to go: keep nothing of it."""
        self._unkept = self._failing = False
        self._timer.stop()
