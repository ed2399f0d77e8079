"""The system says that the network can be reached again. Loads what asks the system's bus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtNetwork import QNetworkInformation

if TYPE_CHECKING:
    from collections.abc import Callable

Reachability = QNetworkInformation.Reachability


class NetworkWatch(QObject):
    """Calls `connected` when the system says that the network can be reached again.

    Where the system does not say, nothing happens: what is away is tried again by the clock.
    """

    def __init__(self, parent: QObject, connected: Callable[[], object]) -> None:
        super().__init__(parent)
        self._connected = connected
        self._was = Reachability.Online
        if QNetworkInformation.loadDefaultBackend():
            found = QNetworkInformation.instance()
            if found:
                self._was = found.reachability()
                found.reachabilityChanged.connect(self.changed)

    @Slot(Reachability)
    def changed(self, now: QNetworkInformation.Reachability) -> None:
        """The system says something else than before."""
        was, self._was = self._was, now
        if now in _REACHES and was not in _REACHES:
            self._connected()


_REACHES = (Reachability.Site, Reachability.Online)
