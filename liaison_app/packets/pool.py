"""Packets for many families on pages, laid out by several processes at once.

The first few are laid out here, as all are on a computer with one core; where there are more,
processes are started, and this one goes on until they are ready. Each has one packet in hand and
one waiting, so that neither they nor this process ever hold more than a few, however many families
there are.

What is said to a family goes through pipes only: never through a file, an argument or a name of a
process. The processes end with the batch, and all that they remembered of families with them.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import connection, get_context
from queue import SimpleQueue
from typing import TYPE_CHECKING

from liaison_app import faults
from liaison_app.errors import LiaisonError
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection

    from liaison_app.packets.content import Packet, Paper, Printed, Profile

_ALONE = 4  # packets that are laid out before it takes as long to start a process
_IN_HAND = 2  # jobs that a process has: one that it does, and the next
_MOST = 4  # processes: each takes 80 MB, and one composes for all
_SWEPT = 256  # jobs between two looks for garbage
_WARM = 8  # jobs after which most is known that all packets have in common


@dataclass(frozen=True)
class Job:
    """A packet to lay out.

    Attributes:
        number: tells whoever asked which packet this was.
        packet: what is said.
        paper: the size of the paper.
        profile: for whom it is set.
        both_sides: sheets are printed on their backs.
        booklet: pages are halved, and sheets folded.
    """

    number: int
    packet: Packet
    paper: Paper
    profile: Profile
    both_sides: bool = True
    booklet: bool = False


def lay_out_all(
    jobs: Iterable[Job], *, processes: int | None = None
) -> Iterator[tuple[int, Printed | LiaisonError]]:
    """Lay out packets, in whatever order they are ready; a job is asked for when it can be begun.

    What goes wrong with one packet is its answer, and the others go on. Whoever stops before the
    end closes the iterator: the processes are ended at once.

    Args:
        jobs: the packets; composed meanwhile, one after the other.
        processes: how many work at once; by default as many as there are cores.

    Yields:
        The number of each job, with its pages or with what went wrong, in words.
    """
    waiting = iter(jobs)
    hands = _cores() if processes is None else processes
    for job in waiting if hands < 2 else islice(waiting, _ALONE):
        yield job.number, _laid_out(job)
    first = next(waiting, None)
    if first is None:
        return
    crew = _Crew(hands, first, waiting)
    try:
        yield from crew.work()
    finally:
        crew.end()


def _cores() -> int:
    """How many processes this computer can run at once, few enough to leave it usable."""
    given = getattr(os, "sched_getaffinity", None)  # not on Windows and macOS
    return min(len(given(0)) if given else os.cpu_count() or 1, _MOST)


def _laid_out(job: Job) -> Printed | LiaisonError:
    from liaison_app.packets import booklet, pages  # noqa: PLC0415 - only who lays out needs fonts

    try:
        if job.booklet:
            return booklet.lay_out_booklet(job.packet, paper=job.paper)
        return pages.lay_out(
            job.packet, paper=job.paper, profile=job.profile, both_sides=job.both_sides
        )
    except LiaisonError as error:
        return error
    except Exception as fault:  # noqa: BLE001 - a mistake with one packet must not cost the others
        return faults.as_error(fault)


def _lost() -> LiaisonError:
    return LiaisonError(
        _(
            "This packet could not be laid out: the part of Liaison that does it has ended."
            " Close other programs, in case memory is short, and print this packet by itself."
        )
    )


class _Crew:
    """Processes that lay out, and the jobs that they have not begun."""

    def __init__(self, size: int, first: Job, waiting: Iterator[Job]) -> None:
        self._waiting = waiting
        self._next = deque([first])  # also those of a process that ended before it began them
        self._workers: list[_Worker] = []
        self._begun = False  # once one is ready, this process lays out none that might end it too
        for _number in range(size):
            self._engage()

    def work(self) -> Iterator[tuple[int, Printed | LiaisonError]]:
        """Hand out all jobs and give their answers as they come."""
        while True:
            self._hand_out()
            helping = not self._workers or not self._begun
            job = self._take() if helping else None
            if job:
                yield job.number, _laid_out(job)
            elif not self._busy():
                return
            for worker in self._speaking(patient=not helping):
                yield from self._hear(worker)

    def _busy(self) -> bool:
        """Whether there are jobs that nobody has answered."""
        return bool(self._next) or any(worker.jobs for worker in self._workers)

    def end(self) -> None:
        """End the processes, in the middle of their work if need be."""
        for worker in self._workers:
            worker.end()

    def _engage(self) -> None:
        with suppress(OSError):  # no memory for one more: the others do its work, or this process
            self._workers.append(_Worker())

    def _hand_out(self) -> None:
        """Give the next jobs to those that have least to do."""
        while free := [one for one in self._workers if one.ready and len(one.jobs) < _IN_HAND]:
            job = self._take()
            if job is None:
                return
            min(free, key=lambda one: len(one.jobs)).give(job)

    def _take(self) -> Job | None:
        return self._next.popleft() if self._next else next(self._waiting, None)

    def _speaking(self, *, patient: bool) -> list[_Worker]:
        """Those who have something to say; `patient` waits for the first of them."""
        by_pipe = {worker.answers: worker for worker in self._workers}
        heard = connection.wait(by_pipe, None if patient else 0)
        return [worker for pipe, worker in by_pipe.items() if pipe in heard]

    def _hear(self, worker: _Worker) -> Iterator[tuple[int, Printed | LiaisonError]]:
        try:
            answer = worker.answers.recv()
        except (EOFError, OSError):
            yield from self._replace(worker)
            return
        if answer is None:
            worker.ready = self._begun = True
            return
        yield worker.jobs.popleft().number, answer

    def _replace(self, worker: _Worker) -> Iterator[tuple[int, LiaisonError]]:
        """A process ended: what it did is lost, what it had before it is done by others."""
        self._workers.remove(worker)
        worker.end()
        if not worker.ready:  # nor would the next one be
            return
        self._engage()
        if worker.jobs:
            lost = worker.jobs.popleft()
            self._next.extendleft(reversed(worker.jobs))
            yield lost.number, _lost()


class _Worker:
    """A process that lays out, as the one that hands out jobs sees it.

    Attributes:
        answers: where it says that it is ready, and then the pages of each job.
        jobs: those that it has not answered yet, in order.
        ready: whether it has begun to take jobs.
    """

    def __init__(self) -> None:
        # Started anew everywhere, as Windows has to: a copy of this process would have the
        # window's locks and the workspace's key in its memory.
        context = get_context("spawn")
        theirs, self._orders = context.Pipe(duplex=False)
        self.answers, answers = context.Pipe(duplex=False)
        self.jobs: deque[Job] = deque()
        self.ready = False
        language = catalogues.current()
        self._process = context.Process(
            target=_serve, args=(theirs, answers, language), daemon=True
        )
        self._process.start()
        theirs.close()
        answers.close()

    def give(self, job: Job) -> None:
        """Send it a job; one that cannot be sent is answered when its end is noticed."""
        self.jobs.append(job)
        with suppress(OSError):
            self._orders.send(job)

    def end(self) -> None:
        """End it, whatever it does: it has nothing that is to be kept."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._orders.close()
        self.answers.close()


def _serve(orders: Connection, answers: Connection, language: str) -> None:
    """Lay out what comes until there is no more; what a process of the crew does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who hands out jobs
    faults.leave_no_dump()
    catalogues.use(language)
    from liaison_app.packets import pages  # noqa: F401, PLC0415 - whoever is ready has all it needs

    todo: SimpleQueue[Job | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(orders, todo), daemon=True).start()
    # What is kept between packets is no garbage: looking through it takes an eighth of the time.
    gc.disable()
    with suppress(OSError):  # nobody listens any more
        answers.send(None)
        for done, job in enumerate(iter(todo.get, None), start=1):
            answers.send(_laid_out(job))
            if done == _WARM or done % _SWEPT == 0:
                gc.collect()
                gc.freeze()


def _receive(orders: Connection, todo: SimpleQueue[Job | None]) -> None:
    """Take jobs while another is done: who sends one never waits while nobody reads."""
    with suppress(EOFError, OSError):
        while True:
            todo.put(orders.recv())
    todo.put(None)
