"""Everything on paper that a day of visits needs, made ready the evening before or in the morning.

There is no printer in the car. So for each planned visit the door note, the page to leave behind
and the agreements of loans that end are made in the order of the doors, and first of all the sheet
that says where to go. What stops a print of one family stops no other.
"""

from __future__ import annotations

import io
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from liaison_app import faults
from liaison_app.actions import packets, printing
from liaison_app.actions.preparing import usual_paper
from liaison_app.actions.titles import title
from liaison_app.errors import Cancelled, LiaisonError, NotAllowed
from liaison_app.language.catalogues import N_, _
from liaison_app.packets.kinds import KINDS
from liaison_app.packets.ordering import one_of
from liaison_app.packets.problems import Level, Problem
from liaison_app.packets.stops import AT_HOME, INITIALS, visits_of_day
from liaison_app.records.kits import Loan, LoanState
from liaison_app.records.packets import IssueMeans
from liaison_app.records.partnership import VisitPlace
from liaison_app.records.people import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from liaison_app.actions.batch_ways import Way
    from liaison_app.actions.preparing import Prepared
    from liaison_app.records.partnership import Visit
    from liaison_app.workspace import Workspace

__all__ = [
    "FAILED",
    "LEVELS",
    "WHICH_LABELS",
    "DayPrint",
    "Out",
    "Which",
    "bring_out",
    "days",
    "merged",
    "prepare_day",
    "print_together",
]

FAILED = "failed"
"""Code of the problem that a print could not be made at all."""

LEVELS = tuple(
    (value, label)
    for option in KINDS["route"].options
    if option.name == "level"
    for value, label in option.choices
)
"""How much the route sheet says: stored values and labels, the one that says least first."""


class Which(StrEnum):
    """What is printed for a day; each is the name of a kind of print."""

    ROUTE = "route"
    NOTES = "door-note"
    LEAVE_BEHIND = "leave-behind"
    LOANS = "loan"


WHICH_LABELS = {
    Which.ROUTE: N_("Route sheet"),
    Which.NOTES: N_("Door notes"),
    Which.LEAVE_BEHIND: N_("Pages to leave behind"),
    Which.LOANS: N_("Agreements of loans that end"),
}

_AHEAD = 14  # days
_FAR_AWAY = (VisitPlace.PHONE, VisitPlace.VIDEO)


class Report(Protocol):
    """What is called before each print: how many are dealt with, of how many, the code."""

    def __call__(self, done: int, total: int, what: str = "", /) -> None:
        """Report progress.

        Raises:
            Cancelled: the person stopped it, between two prints.
        """


@dataclass(frozen=True)
class DayPrint:
    """One print of the day.

    Attributes:
        kind: its name.
        label: what it is called, to be translated.
        visit: id of the visit; "" for the route sheet.
        household: id of the family; "" for the route sheet.
        family: what the family is called; "" for the route sheet.
        when: when the visit is, in UTC.
        prepared: its pages; None if it could not be made.
        problems: what stops it, then what to know.
    """

    kind: str
    label: str
    visit: str
    household: str
    family: str
    when: datetime | None
    prepared: Prepared | None
    problems: tuple[Problem, ...]

    @property
    def red(self) -> bool:
        """Whether something stops it."""
        return any(one.red for one in self.problems)

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.prepared.pages if self.prepared else 0


@dataclass(frozen=True)
class Out:
    """What left the program.

    Attributes:
        done: what was printed or saved, in order, each with its file; "" for paper.
        left: what was not, though nothing stops it.
        stopped: the person stopped it.
        trouble: what else stopped it; None if nothing did.
    """

    done: tuple[tuple[DayPrint, str], ...]
    left: tuple[DayPrint, ...] = ()
    stopped: bool = False
    trouble: LiaisonError | None = None

    @property
    def said(self) -> str:
        """How far it came, in one sentence; "" where everything left."""
        if not self.left:
            return ""
        words = _("{done} of {count} prints left before that.")
        return words.format(done=len(self.done), count=len(self.done) + len(self.left))


def days(workspace: Workspace) -> tuple[tuple[date, int], ...]:
    """Today and the days of the next two weeks with visits of one's own, and how many each has."""
    today = workspace.today()
    ahead = [today + timedelta(days=number) for number in range(_AHEAD)]
    counted = [(day, len(visits_of_day(workspace, day))) for day in ahead]
    return tuple((day, count) for day, count in counted if count or day == today)


def prepare_day(
    workspace: Workspace,
    day: date,
    *,
    level: str = INITIALS,
    paper: str = "",
    which: Sequence[str] | None = None,
    report: Report | None = None,
) -> tuple[DayPrint, ...]:
    """Make ready what the visits of a day need; nothing is written.

    One's own visits and nobody's count, as far as they are not written down yet, in the order of
    their times; the route sheet comes first.

    Args:
        workspace: where.
        day: the local date.
        level: how much the route sheet says; one of `LEVELS`.
        paper: stored value of `Paper`; by default as it is usual here.
        which: stored values of `Which`; everything if None.
        report: told of each print before it is made.

    Raises:
        InvalidValue: there is no such level, paper or kind of print.
        Cancelled: the person stopped it.
    """
    wanted = frozenset(Which) if which is None else {one_of(Which, one) for one in which}
    size = str(one_of(packets.Paper, paper or usual_paper()))
    KINDS[Which.ROUTE].chosen({"level": level})
    asked = [one for one in _asked(workspace, day, wanted) if one.kind in KINDS]
    made = []
    for number, one in enumerate(asked):
        if report:
            report(number, len(asked))
        options = {"level": level, "day": day.isoformat()} if one.kind == Which.ROUTE else {}
        made.append(_made(workspace, one, size, options))
    return tuple(made)


def bring_out(
    workspace: Workspace, prints: Sequence[DayPrint], way: Way, report: Report | None = None
) -> Out:
    """Print or save what nothing stops, one after the other in the order of the doors.

    Each is written down when it leaves. What goes wrong with the printer or the folder ends it, and
    so does the person; what left before that has left.

    Args:
        workspace: a view of the thread's own.
        prints: as `prepare_day` gave them.
        way: to a printer or into a folder.
        report: told before each print; it stops it by raising `Cancelled`.

    Raises:
        LiaisonError: it could not begin.
    """
    fit = _fit(prints)
    way.make_ready(workspace)
    done: list[tuple[DayPrint, str]] = []
    barred: list[DayPrint] = []
    for number, (one, prepared) in enumerate(fit, 1):
        try:
            if report:
                report(number - 1, len(fit), prepared.code)
            done.append((one, way.let_out(workspace, prepared, number)))
        except NotAllowed:  # this family's address was protected meanwhile
            barred.append(one)
        except LiaisonError as error:
            left = (*barred, *(each for each, _prepared in fit[number - 1 :]))
            stopped = isinstance(error, Cancelled)
            return Out(tuple(done), left, stopped, None if stopped else error)
    return Out(tuple(done), tuple(barred))


def print_together(workspace: Workspace, prints: Sequence[DayPrint], printer: str = "") -> Out:
    """Print what nothing stops as one job, between whose pages no other job comes.

    Raises:
        NotAllowed: something stops one of them since it was prepared.
        LiaisonError: the printing system refused it; nothing is written down then.
    """
    fit = _fit(prints)
    if not fit:
        return Out(())
    first = fit[0][1]
    both_sides = any(prepared.both_sides for _one, prepared in fit)
    document = merged([prepared for _one, prepared in fit], both_sides=both_sides)
    with ExitStack() as stack:
        for _one, prepared in fit:
            stack.enter_context(packets.issued(workspace, prepared, IssueMeans.PRINTED))
        printing.send(document, first.code, printer, both_sides=both_sides, paper=first.paper)
    return Out(tuple((one, "") for one, _prepared in fit))


def merged(prints: Sequence[Prepared], *, both_sides: bool) -> bytes:
    """Several prints as one document for a printer; what readers need in it gets lost.

    Args:
        prints: each begins on a sheet of its own.
        both_sides: sheets are printed on their backs.
    """
    import pypdfium2  # noqa: PLC0415  (30 ms, and only where pages are put together)

    with printing.PDFIUM:
        whole = pypdfium2.PdfDocument.new()
        try:
            for one in prints:
                part = pypdfium2.PdfDocument(one.pdf)
                whole.import_pages(part)
                if both_sides and len(part) % 2:
                    whole.new_page(*part[0].get_size())
                part.close()
            made = io.BytesIO()
            whole.save(made)
            return made.getvalue()
        finally:
            whole.close()


# --- inside


@dataclass(frozen=True)
class _Asked:
    """A print that is wanted, and for which visit."""

    kind: str
    subject: str = ""
    visit: Visit | None = None
    to: str = ""  # id of who gets it; "" for the first contact


def _asked(workspace: Workspace, day: date, wanted: set[Which] | frozenset[Which]) -> list[_Asked]:
    visits = visits_of_day(workspace, day)
    made = [_Asked(Which.ROUTE)] if visits and Which.ROUTE in wanted else []
    seen: set[str] = set()
    for visit in visits:
        kinds = [kind for kind in _of_visit(visit) if kind in wanted]
        made += [_Asked(kind, visit.id, visit) for kind in kinds]
        if Which.LOANS in wanted and visit.household not in seen and _met(visit):
            for loan in _ending(workspace, visit.household, day):
                made.append(_Asked(Which.LOANS, loan.id, visit, _handed_to(workspace, loan)))
            seen.add(visit.household)
    return made


def _of_visit(visit: Visit) -> Iterator[Which]:
    """A note where there is a door, a page to leave where somebody is met."""
    if visit.place in AT_HOME:
        yield Which.NOTES
    if _met(visit):
        yield Which.LEAVE_BEHIND


def _met(visit: Visit) -> bool:
    return visit.place not in _FAR_AWAY


def _ending(workspace: Workspace, household: str, day: date) -> list[Loan]:
    """Loans that are out and due back on that day or before it."""
    found = [
        (one.due, one)
        for one in workspace.all(Loan, household=household, state=LoanState.OUT)
        if one.due and one.due <= day
    ]
    return [one for _due, one in sorted(found, key=lambda pair: (pair[0], pair[1].id))]


def _handed_to(workspace: Workspace, loan: Loan) -> str:
    """The adult who has a kit and signs for it; "" if a child has it, or nobody wrote it down."""
    found = workspace.all(Person, id=loan.person) if loan.person else []
    return loan.person if any(not one.is_child for one in found) else ""


def _made(workspace: Workspace, one: _Asked, paper: str, options: dict[str, str]) -> DayPrint:
    home = one.visit.household if one.visit else ""
    prepared: Prepared | None = None
    problems: tuple[Problem, ...]
    try:
        prepared = packets.prepare(
            workspace,
            home,
            kind=one.kind,
            subject=one.subject,
            to=one.to,
            options=options,
            paper=paper,
            in_hand=True,  # whoever visits gives it herself; a note at a door is judged as such
        )
        problems = prepared.problems
    except LiaisonError as error:
        problems = (Problem(Level.RED, FAILED, str(error)),)
    except Exception as fault:  # noqa: BLE001  (a damaged record must not end the whole day)
        problems = (Problem(Level.RED, FAILED, str(faults.as_error(fault))),)
    return DayPrint(
        kind=one.kind,
        label=KINDS[one.kind].label,
        visit=one.visit.id if one.visit else "",
        household=home,
        family=title(workspace, "household", home) if home else "",
        when=one.visit.planned_start if one.visit else None,
        prepared=prepared,
        problems=problems,
    )


def _fit(prints: Sequence[DayPrint]) -> list[tuple[DayPrint, Prepared]]:
    return [(one, one.prepared) for one in prints if one.prepared and not one.red]
