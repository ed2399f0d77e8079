"""What every connection of one open workspace shares."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.errors import LiaisonError
from liaison_app.remembered import forget
from liaison_app.store import settings, shedding
from liaison_app.store.changes import Touched
from liaison_app.store.lookalikes import Lookalikes

if TYPE_CHECKING:
    from filelock import FileLock

    from liaison_app.store.access import Opened
    from liaison_app.store.driver import Connection
    from liaison_app.store.keyslots import KeySet

Subscriber = Callable[[Touched], None]


@dataclass
class Shared:
    """The open files, whose they are, the locks around them, and who is told of what is written."""

    opened: Opened
    sets: list[KeySet]
    lock: FileLock
    writing: threading.RLock = field(default_factory=threading.RLock)
    drafting: threading.Lock = field(default_factory=threading.Lock)
    exchanging: threading.Lock = field(default_factory=threading.Lock)
    """Held while shared places are exchanged with: two at once would put under one name."""
    fetching: threading.Lock = field(default_factory=threading.Lock)
    """Held while an attached file is fetched: two would write what came into one file."""
    quiet: threading.Condition = field(default_factory=threading.Condition)
    views: int = 0  # connections that `elsewhere` gave and that are still open; `quiet` guards it
    subscribers: list[Subscriber] = field(default_factory=list)
    closed: bool = False
    lookalikes: Lookalikes = field(default_factory=Lookalikes)
    root: str = ""  # these three are as the settings have them
    person: str = ""
    practice: bool = False
    before_writing: Callable[[Connection], None] | None = None
    """What must be written before anything else is: this laptop's other name, if a full disk kept
    it from being written when the workspace was opened. Raises if it still cannot be."""

    def shed(self, conn: Connection) -> None:
        """Delete what lies beside the records of somebody erased: drafts and attached files.

        What cannot be deleted now, as on a full disk, goes at the next unlock.
        """
        with self.writing, self.drafting, suppress(LiaisonError, OSError):
            shedding.beside_file(conn, self.opened.drafts, self.opened.folder.blobs)
        forget()

    def let_go(self, subscriber: Subscriber) -> None:
        """Tell a subscriber nothing any more; closing has let everybody go already."""
        if subscriber in self.subscribers:
            self.subscribers.remove(subscriber)

    def look_again(self) -> None:
        """Take note, for every view, of whose this is now: joining a team changes it."""
        conn = self.opened.database
        self.root = settings.get(conn, "root")
        self.person = settings.get(conn, "person")
        self.practice = settings.get(conn, "practice") == "1"
