"""What was written anywhere in the program, handed to the window's own thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.workspace import Touched, Workspace


class Changes(QObject):
    """Calls `tell` in this thread, after the current event, for each commit of the workspace."""

    _arrived = Signal(object)

    def __init__(
        self, workspace: Workspace, tell: Callable[[Touched], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tell = tell
        self._arrived.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self._stop: Callable[[], None] | None = workspace.subscribe(self._arrived.emit)

    def stop(self) -> None:
        """Hear no more; the workspace may be closed now."""
        stop, self._stop = self._stop, None
        if stop:
            stop()

    @Slot(object)
    def _pass_on(self, touched: Touched) -> None:
        if self._stop:
            self._tell(touched)
