"""Prints for many families: prepared by several processes, let out one after the other, logged.

Only a few prints are in memory at any time. Who cancels keeps what has left; what has not left, and
what something stopped, is made when the batch goes on (`resume`), and nothing is printed twice.
One family whose records are damaged does not stop the others; a full disk, a folder that is gone or
a printer that refuses stops the batch, with a sentence that says how far it came.
"""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, cast

from liaison_app import faults
from liaison_app.actions import batch_log, batch_ways, packets, preparing
from liaison_app.actions.batch_log import Batch, Entry, Outcome, Unit
from liaison_app.actions.batch_ways import Folder, Printer, Way
from liaison_app.actions.packet_choices import recipient_named
from liaison_app.errors import Cancelled, LiaisonError, Locked, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.packets.pool import Job, lay_out_all
from liaison_app.records.packets import IssueMeans

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from liaison_app.actions.preparing import Drafted, Prepared, Wished
    from liaison_app.packets.content import Printed
    from liaison_app.workspace import Workspace

__all__ = [
    "Batch",
    "Entry",
    "Folder",
    "Made",
    "Outcome",
    "Printer",
    "Result",
    "Unit",
    "Way",
    "begun_with",
    "check",
    "resume",
    "run",
    "told",
    "unfinished",
]


class Report(Protocol):
    """What a batch calls before each print: how many are dealt with, of how many, the code."""

    def __call__(self, done: int, total: int, what: str = "", /) -> None:
        """Report progress.

        Raises:
            Cancelled: the person stopped the batch; it ends between two prints.
        """


@dataclass(frozen=True)
class Made:
    """What became of one print.

    Attributes:
        prepared: without its pages; None if it could not be made.
        where: the file; "" for paper, or if it did not leave.
        why: why it could not be made or did not leave; "" if pre-flight says why.
    """

    unit: Unit
    outcome: Outcome
    prepared: Prepared | None = None
    where: str = ""
    why: str = ""


@dataclass(frozen=True)
class Result:
    """How far a batch came.

    Attributes:
        made: what became of the prints whose turn came, in their order.
        before: how many had left when the batch went on; 0 for a new one.
        unsure: code of a print that was on its way to the printer when the program ended; it is
            not printed again. "" for none.
        trouble: what stopped the batch; None if nothing did.
        stopped: the person stopped it.
    """

    batch: Batch
    made: tuple[Made, ...]
    before: int = 0
    unsure: str = ""
    trouble: LiaisonError | None = None
    stopped: bool = False

    @property
    def done(self) -> int:
        """How many have left by now."""
        return self.before + sum(one.outcome is Outcome.DONE for one in self.made)

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.batch.units)


def run(
    workspace: Workspace,
    units: Sequence[Unit],
    wishes: Wished,
    way: Way,
    report: Report,
    *,
    each: Callable[[Made], None] | None = None,
    processes: int | None = None,
) -> Result:
    """Make the prints of many families.

    Args:
        workspace: a view of the thread's own.
        units: for whom, in the order of printing.
        wishes: what is chosen for all; `to` may be a name, sought in each family.
        way: how they leave.
        report: told of progress; it stops the batch between two prints by raising `Cancelled`.
        each: called with what became of each print.
        processes: how many lay out at once; by default as many as there are cores.

    Raises:
        LiaisonError: it could not begin; nothing was made.
    """
    way.make_ready(workspace)
    kept = {name: _stored(value) for name, value in wishes.items() if name != "kind"}
    kind = wishes.get("kind", "welcome")
    if not units:  # nothing that anybody would look for afterwards
        return Result(Batch("", kind, kept, (), workspace.now()), ())
    batch = batch_log.begin(workspace, kind, kept, units)
    return _Work(workspace, batch, way, report, each, processes).go()


def resume(
    workspace: Workspace,
    batch: Batch,
    way: Way,
    report: Report,
    *,
    each: Callable[[Made], None] | None = None,
    processes: int | None = None,
) -> Result:
    """Go on with a batch: make what did not leave, and what something stopped then.

    Raises:
        LiaisonError: it could not go on; nothing was made.
    """
    way.make_ready(workspace)
    return _Work(workspace, batch, way, report, each, processes).go()


def check(
    workspace: Workspace,
    units: Sequence[Unit],
    wishes: Wished,
    report: Report,
    *,
    each: Callable[[Made], None] | None = None,
    processes: int | None = None,
) -> tuple[Made, ...]:
    """Pre-flight every print; nothing leaves, nothing is written down.

    Raises:
        Cancelled: the person stopped it.
    """
    made: list[Made] = []

    def step(code: str = "") -> None:
        report(len(made), len(units), code)

    places = range(len(units))
    for place, ready in _in_turn(_Asked(workspace, units, wishes), places, step, processes):
        made.append(_judged_only(units[place], ready))
        step()
        if each:
            each(made[-1])
    return tuple(made)


def unfinished(workspace: Workspace, kind: str) -> Batch | None:
    """The newest batch of a kind with prints that did not leave; None if there is none."""
    found = (one for one in batch_log.every(workspace) if one.kind == kind)
    return next((one for one in found if batch_log.undone(workspace, one)), None)


def begun_with(batch: Batch, wishes: Mapping[str, Any]) -> bool:
    """Whether a batch was begun with these wishes, among others."""
    stored = {"kind": batch.kind, **batch.wishes}
    return all(stored.get(name) == _stored(value) for name, value in wishes.items())


def told(result: Result) -> str:
    """How far a batch came, in a sentence or two."""
    counted = _("{done} of {count} packets.").format(done=result.done, count=result.total)
    if result.trouble:
        counted = _("Stopped: {done} of {count} packets are done. {why}").format(
            done=result.done, count=result.total, why=result.trouble
        )
    elif result.stopped:
        counted = _("Stopped. {done} of {count} packets were made before that.").format(
            done=result.done, count=result.total
        )
    if not result.unsure:
        return counted
    unsure = _(
        "Packet {code} was on its way when Liaison ended, and was not made again: look whether it"
        " came out."
    )
    return f"{counted} {unsure.format(code=result.unsure)}"


@dataclass
class _Work:
    """One run of a batch."""

    workspace: Workspace
    batch: Batch
    way: Way
    report: Report
    each: Callable[[Made], None] | None
    processes: int | None
    made: list[Made] = field(default_factory=list)
    before: int = 0

    def go(self) -> Result:
        unsure = self._after_a_crash()
        places = batch_log.undone(self.workspace, self.batch)
        self.before = len(self.batch.units) - len(places)
        batch_log.go_on(self.workspace, self.batch, self.way.means, self.way.place)
        stopped, trouble = False, None
        try:
            self._make(places)
        except Cancelled:
            stopped = True
        except Locked:
            raise
        except LiaisonError as error:
            trouble = error
        with suppress(LiaisonError):  # on a full disk, or locked meanwhile: then it is as a crash
            batch_log.end(self.workspace, self.batch)
        return Result(self.batch, tuple(self.made), self.before, unsure, trouble, stopped)

    def _make(self, places: Sequence[int]) -> None:
        asked = _Asked(self.workspace, self.batch.units, _wished(self.batch))
        ready = _in_turn(asked, places, self._step, self.processes)
        with closing(ready):
            for place, one in ready:
                self._step("" if isinstance(one, LiaisonError) else one.code)
                self.made.append(self._let_out(place, one))
                if self.each:
                    self.each(self.made[-1])

    def _step(self, code: str = "") -> None:
        self.report(self.before + len(self.made), len(self.batch.units), code)

    def _let_out(self, place: int, ready: Prepared | LiaisonError) -> Made:
        """Let a print leave, or note why it does not."""
        made = _judged_only(self.batch.units[place], ready)
        if made.prepared is None or isinstance(ready, LiaisonError) or ready.red:
            batch_log.note(self.workspace, self.batch, place, made.outcome)
            return made
        batch_log.note(self.workspace, self.batch, place, Outcome.DONE, ready.code)
        try:
            where = self.way.let_out(self.workspace, ready, place + 1)
        except NotAllowed as error:  # somebody protected the family a moment ago
            batch_log.note(self.workspace, self.batch, place, Outcome.LEFT_OUT)
            return replace(made, outcome=Outcome.LEFT_OUT, why=str(error))
        except LiaisonError:
            with suppress(LiaisonError):  # the disk may be full for this, too
                batch_log.note(self.workspace, self.batch, place, Outcome.WAITING)
            raise
        return replace(made, where=where)

    def _after_a_crash(self) -> str:
        """Put in order what a crash left; gives the code of paper that may or may not be there."""
        code = batch_log.last_leaving(self.workspace, self.batch)
        issue = batch_log.issue_of(self.workspace, self.batch, code) if code else ""
        if self.batch.means is IssueMeans.PRINTED:
            return code if issue else ""
        if code:
            batch_ways.clear_part(self.batch.place, code)
        if issue and not batch_ways.is_there(self.batch.place, code):
            packets.take_back(self.workspace, issue)
        return ""


@dataclass(frozen=True)
class _Asked:
    """What is to be prepared, and from where."""

    workspace: Workspace
    units: Sequence[Unit]
    wishes: Wished

    def draft(self, place: int) -> Drafted | Prepared | LiaisonError:
        """Put one into words, or say why there are none."""
        unit = self.units[place]
        try:
            named = self.wishes.get("to", "")
            to = recipient_named(self.workspace, unit.household, named) if named else ""
            own: Wished = {**self.wishes, "to": to, "subject": unit.subject}
            return preparing.draft(self.workspace, unit.household, **own)
        except (Locked, Cancelled):
            raise
        except LiaisonError as error:
            return error
        except Exception as fault:  # noqa: BLE001 - one family must not cost the others theirs
            return faults.as_error(fault)


def _in_turn(
    asked: _Asked, places: Sequence[int], step: Callable[[], None], processes: int | None
) -> Generator[tuple[int, Prepared | LiaisonError]]:
    """Prepare units and give them in their order, whichever is laid out first."""
    drafted: dict[int, Drafted] = {}
    ready: dict[int, Prepared | LiaisonError] = {}

    def jobs() -> Iterator[Job]:
        for place in places:
            step()
            made = asked.draft(place)
            if isinstance(made, preparing.Drafted):
                drafted[place] = made
                yield Job(
                    place,
                    made.packet,
                    made.paper,
                    made.order.profile,
                    made.both_sides,
                    made.booklet,
                )
            else:
                ready[place] = made

    answers = lay_out_all(jobs(), processes=processes)
    turn = iter(places)
    following = next(turn, None)
    with closing(cast("Generator[tuple[int, Printed | LiaisonError]]", answers)):
        for place, pages in answers:
            ready[place] = _judged(drafted.pop(place), pages)
            while following is not None and following in ready:
                yield following, ready.pop(following)
                following = next(turn, None)
    while following is not None:
        yield following, ready.pop(following)
        following = next(turn, None)


def _judged(made: Drafted, pages: Printed | LiaisonError) -> Prepared | LiaisonError:
    if isinstance(pages, LiaisonError):
        return pages
    try:
        return preparing.judged(made, pages)
    except Exception as fault:  # noqa: BLE001 - one family must not cost the others theirs
        return faults.as_error(fault)


def _judged_only(unit: Unit, ready: Prepared | LiaisonError) -> Made:
    """What becomes of a print if it may leave; its pages are not kept."""
    if isinstance(ready, LiaisonError):
        return Made(unit, Outcome.FAILED, why=str(ready))
    outcome = Outcome.LEFT_OUT if ready.red else Outcome.DONE
    return Made(unit, outcome, replace(ready, pdf=b"", reading=b""))


def _stored(value: Any) -> Any:
    """A wish as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _wished(batch: Batch) -> Wished:
    """The wishes of a batch as `preparing.draft` takes them."""
    wishes: Mapping[str, Any] = batch.wishes
    month = wishes.get("month")
    known = {**wishes, "kind": batch.kind, "month": date.fromisoformat(month) if month else None}
    return cast("Wished", known)
