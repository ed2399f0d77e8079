"""Long work in a worker thread: values go in, values come back, the window never waits.

    job = jobs.start(self, lambda report: import_files(paths, report), done=self._show)

The function gets a `Report` to call with steps done and steps in all; the call raises `Cancelled`
when the person pressed Cancel, so work in one transaction leaves nothing half done. The callbacks
run in the window's thread, and not at all once `owner` is gone. Workers never touch widgets.
"""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThread, Signal, Slot

from liaison_app import faults
from liaison_app.errors import Cancelled, LiaisonError
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_log = logging.getLogger(__name__)
_running: set[QThread] = set()  # a thread object must outlive its thread, whoever started it


class Report(Protocol):
    """What work calls now and then: steps done, steps in all (0: unknown), what is being done."""

    def __call__(self, done: int, total: int, what: str = "", /) -> None:
        """Report progress.

        Raises:
            Cancelled: the person stopped the work.
        """


class Job(QObject, Generic[T]):
    """Work under way; keep it only to cancel it."""

    def __init__(
        self,
        owner: QObject,
        done: Callable[[T], object],
        failed: Callable[[LiaisonError], object] | None,
        progress: Callable[[int, int, str], object] | None,
    ) -> None:
        super().__init__(owner)
        self._done, self._failed, self._progress = done, failed, progress
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._stop.set()

    @property
    def stopping(self) -> threading.Event:
        """Set once the work was asked to stop."""
        return self._stop

    @Slot(object)
    def finish(self, value: T) -> None:
        """Hand the result to the window."""
        self._done(value)
        self.deleteLater()

    @Slot(object)
    def fail(self, error: LiaisonError) -> None:
        """Hand the problem to the window; stopping at the person's wish is none."""
        if self._failed and not (isinstance(error, Cancelled) and self._stop.is_set()):
            self._failed(error)
        self.deleteLater()

    @Slot(int, int, str)
    def advance(self, done: int, total: int, what: str) -> None:
        """Hand the progress to the window."""
        if self._progress and not self._stop.is_set():
            self._progress(done, total, what)


def start(
    owner: QObject,
    work: Callable[[Report], T],
    *,
    done: Callable[[T], object],
    failed: Callable[[LiaisonError], object] | None = None,
    progress: Callable[[int, int, str], object] | None = None,
) -> Job[T]:
    """Run `work` in a thread of its own.

    Args:
        owner: the page or window it belongs to; without it, the callbacks are dropped.
        work: called once, off the window's thread, with a `Report`.
        done: gets what `work` returned.
        failed: gets the `LiaisonError` to show; a bug arrives as one that says so.
        progress: gets what `work` reported.
    """
    job: Job[T] = Job(owner, done, failed, progress)
    thread = QThread()
    worker = _Worker(work, job.stopping)
    worker.moveToThread(thread)
    queued = Qt.ConnectionType.QueuedConnection
    worker.finished.connect(job.finish, queued)
    worker.failed.connect(job.fail, queued)
    worker.advanced.connect(job.advance, queued)
    thread.started.connect(worker.run)
    worker.ended.connect(thread.quit, Qt.ConnectionType.DirectConnection)
    holder = _Holder(thread, worker)
    thread.finished.connect(holder.release, queued)
    _running.add(thread)
    thread.start()
    return job


def wait_for_all(milliseconds: int = 10_000) -> bool:
    """Wait for the threads that still run, before the program ends; False if some still do."""
    return all(thread.wait(milliseconds) for thread in list(_running))


class _Worker(QObject):
    finished = Signal(object)
    failed = Signal(object)
    advanced = Signal(int, int, str)
    ended = Signal()

    def __init__(self, work: Callable[[Report], object], stopping: threading.Event) -> None:
        super().__init__()
        self._work, self._stopping = work, stopping

    @Slot()
    def run(self) -> None:
        """Do the work and say how it went, in the worker's thread."""
        try:
            self.finished.emit(self._work(self._report))
        except LiaisonError as error:
            self.failed.emit(error)
        except Exception as bug:  # noqa: BLE001 - a bug in a thread must reach the person as words
            _log.error("%s at %s", type(bug).__name__, faults.place_of(bug))
            self.failed.emit(faults.as_error(bug))
        finally:
            self.ended.emit()

    def _report(self, done: int, total: int, what: str = "", /) -> None:
        if self._stopping.is_set():
            raise Cancelled(_("Stopped. Nothing half done is kept."))
        self.advanced.emit(done, total, what)


class _Holder(QObject):
    """Keeps thread and worker until the thread has ended; lives in the window's thread."""

    def __init__(self, thread: QThread, worker: _Worker) -> None:
        super().__init__(QCoreApplication.instance())
        self._thread: QThread | None = thread
        self._worker: _Worker | None = worker

    @Slot()
    def release(self) -> None:
        if self._thread:
            _running.discard(self._thread)
        self._worker = self._thread = None
        self.deleteLater()
