"""Exchanging with shared places by itself: quietly, one exchange at a time, never in the way.

It begins when the workspace is unlocked and ends when it is locked. What is under somebody's hands
is left alone until they are done, and nothing waits for a server that does not answer.
"""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from liaison_app.actions import automatic, glance, remote_sticks, remotes
from liaison_app.actions.automatic import Timing
from liaison_app.actions.glance import Glance, Standing
from liaison_app.actions.remotes import SyncDone
from liaison_app.language.catalogues import _
from ui import exchange_line, jobs
from ui.changes import Changes
from ui.folder_watch import FolderWatch
from ui.pages import exchange_sticks
from ui.widgets.announce import announce

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.errors import LiaisonError
    from liaison_app.workspace import Touched, Workspace
    from ui.desk import Desk
    from ui.jobs import Job, Report
    from ui.network_watch import NetworkWatch

    _Exchange = Job[tuple[SyncDone, ...]]

_TICK_MS = 1000
_LOOK_EVERY = 5  # ticks, for a folder that appears
_TYPING = 10  # seconds after the last letter
_PATIENCE = 15 * 60  # seconds that an open form holds an exchange up; what it holds is kept anyway
_LAST_WAIT = 0.3  # seconds at the end, for what ends by itself at once


class Syncing(QObject):
    """Exchanges by itself while the workspace is open, and says how the exchange is.

    Args:
        workspace: the open workspace.
        parent: the window.
        seconds: a clock that never jumps; tests bring their own.
    """

    def __init__(
        self,
        workspace: Workspace,
        parent: QObject,
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._workspace, self._seconds = workspace, seconds
        self.timing = Timing()
        self.glance: Glance | None = None
        self._desk: Desk | None = None
        self._job: _Exchange | None = None
        self._looking: Job[Glance] | None = None
        self._problem = ""
        self._written_meanwhile = False
        self._over = threading.Event()  # set in the other thread when its work has ended
        self._over.set()
        self._looked = threading.Event()
        self._looked.set()
        self._stale, self._worked, self._ticks = True, False, 0
        self._held_since: float | None = None
        self._typed, self._typed_at = 0, -float(_TYPING)
        self._tried: dict[str, object] = {}  # name of a place to when it was tried last
        self._folders = FolderWatch()
        self._network: NetworkWatch | None = None
        self._changes = Changes(workspace, self._touched, self)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def serve(self, desk: Desk) -> None:
        """Say how it is on this desk from now on, and leave alone what is done there."""
        self._desk = desk
        desk.sidebar.progress.cancelled.connect(self.cancel)
        if self.running:
            desk.sidebar.progress.begin()
        self._say()

    @property
    def running(self) -> bool:
        """Whether an exchange that began by itself is under way."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop the exchange under way at a person's wish: the next one by itself is at its turn.

        It ends at its next step, or when the server answers; what was done by then stays.
        """
        if not self._job or self._desk is None:
            return
        self._job.cancel()
        self._job = None
        self.timing.stopped(self._workspace.now())
        self._tried, self._stale = {}, True
        self._desk.sidebar.progress.finish()
        self._say()
        self._desk.done(_("Stopped. What was done stays."))

    def stop(self) -> bool:
        """End for good; says whether something is still ending in its thread.

        It is waited for as long as nobody notices. What waits for a server goes on without the
        workspace, finds it closed, and ends.
        """
        self._timer.stop()
        self._changes.stop()
        self._desk = None
        if self._job:
            self._job.cancel()
        return not (self._looked.wait(_LAST_WAIT) and self._over.wait(_LAST_WAIT))

    def tick(self) -> None:
        """Look what is to be done now."""
        desk = self._desk
        if desk is None:
            return
        self._ticks += 1
        working = desk.working()
        self._stale |= self._worked and not working  # it may have been an exchange by hand
        self._worked = working
        if self._stale and not self.running and not working:
            self._look()
        if self._ticks % _LOOK_EVERY == 0:
            self._look_for_folders()
        now = self._workspace.now()
        busy = not self._over.is_set() or self.running or working or self._held(desk)
        if self.timing.is_due(now, busy=busy) and automatic.by_itself(self._workspace):
            self._exchange()

    # --- what happens around it

    def _touched(self, touched: Touched) -> None:
        self._stale = True
        if touched.number:  # written here; what came from others has no number of this laptop
            self._written_meanwhile = self.running
            self.timing.written(self._workspace.now())

    def _connected(self) -> None:
        self.timing.connected(self._workspace.now())

    def _look_for_folders(self) -> None:
        places = self.glance.places if self.glance else ()
        folders = [place.folder for place in places if place.folder]
        if folders and self._folders.look([*folders, *exchange_sticks.shared_folders()]):
            self._connected()

    def _held(self, desk: Desk) -> bool:
        """Whether somebody does what must not change under her hands."""
        if desk.absorbed():
            return True
        now, typed = self._seconds(), desk.typed()
        if typed != self._typed:
            self._typed, self._typed_at = typed, now
        if now - self._typed_at >= _TYPING and not desk.filling_in():
            self._held_since = None
            return False
        if self._held_since is None:
            self._held_since = now
        return now - self._held_since < _PATIENCE

    # --- exchanging

    def _exchange(self) -> None:
        self._over = over = threading.Event()
        sticks = exchange_sticks.shared_folders()

        def exchange(report: Report) -> tuple[SyncDone, ...]:
            try:
                with self._workspace.elsewhere() as view:
                    remote_sticks.follow(view, sticks)
                    return remotes.sync(view, progress=report)
            finally:
                over.set()

        self._written_meanwhile = False
        self._job = job = jobs.start(
            self,
            exchange,
            done=lambda done: self._ended(job, done),
            failed=lambda error: self._failed(job, error),
            progress=self._advanced,
        )
        if self._desk:
            self._desk.sidebar.progress.begin()
        self._say()

    def _advanced(self, done: int, total: int, _what: str) -> None:
        if self._desk and self.running:
            self._desk.sidebar.progress.advance(done, total)

    def _ended(self, job: _Exchange, done: tuple[SyncDone, ...], problem: str = "") -> None:
        if job is not self._job:  # it was stopped, and ended all the same
            self._stale = True
            return
        self._job, self._problem = None, problem
        if self._desk is None:
            return
        self._desk.sidebar.progress.finish()
        self.timing.ended(done, self._workspace.now())
        if self._written_meanwhile:  # it may have come too late for what just ended
            self.timing.written(self._workspace.now())
        self._tried = {}  # it is remembered at the next look
        self._stale = True
        self._look()

    def _failed(self, job: _Exchange, error: LiaisonError) -> None:
        """This laptop could not go on: its disk is full, or the like."""
        self._ended(job, (SyncDone("", trouble=str(error)),), str(error))

    # --- saying how it is

    def _look(self) -> None:
        if not self._looked.is_set():
            return
        self._stale = False
        self._looked = looked = threading.Event()

        def look(_report: Report) -> Glance:
            try:
                with self._workspace.elsewhere(read_only=True) as view:
                    return glance.glance(view)
            finally:
                looked.set()

        self._looking = jobs.start(self, look, done=self._seen, failed=self._not_seen)

    def _not_seen(self, _error: LiaisonError) -> None:
        """What was said stands; whatever is written next calls for another look."""
        self._looking = None

    def _seen(self, found: Glance) -> None:
        self._looking = None
        if self._desk is None:
            return
        if self._problem and found.places:
            found = replace(found, standing=Standing.LOOK, words=self._problem)
        before, self.glance = self.glance, found
        self._follow(before, found)
        self._say()
        if before is None or before.places != found.places:
            self._desk.exchanged()
        worse = found.standing in (Standing.LOOK, Standing.AWAY)
        if worse and (before is None or before.standing is not found.standing):
            line = self._desk.sidebar.exchange
            announce(line, f"{line.words()}. {found.words}")

    def _follow(self, before: Glance | None, found: Glance) -> None:
        """Begin anew with other places; take note of what was exchanged by hand."""
        now = self._workspace.now()
        known = {(place.n, place.url) for place in before.places} if before else set()
        tried = {place.name: place.tried for place in found.places}
        if known != {(place.n, place.url) for place in found.places}:
            self.timing.begin(now, places=len(found.places))
        elif self._tried and tried != self._tried:
            done = [
                SyncDone(place.name, trouble=place.trouble, away=place.away)
                for place in found.places
            ]
            self.timing.ended(done, now)
        self._tried = dict(tried)
        if found.places and self._network is None:
            from ui.network_watch import NetworkWatch  # noqa: PLC0415  (asks the system's bus)

            self._network = NetworkWatch(self, self._connected)

    def _say(self) -> None:
        if self._desk and self.glance:
            today = self._workspace.today()
            said = exchange_line.said(self.glance, running=self.running, today=today)
            self._desk.sidebar.exchange.say(said)
