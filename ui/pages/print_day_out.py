"""How the prints of a day leave the window: through the printer that there is, or into a folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import batch_ways, day_prints, printing
from liaison_app.records.packets import IssueMeans
from ui.pages import packet_out

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.day_prints import DayPrint, Out
    from liaison_app.actions.packets import Prepared
    from liaison_app.workspace import Workspace
    from ui.jobs import Report


@dataclass(frozen=True)
class Onto:
    """Onto paper, as this system prints: from memory, or drawn by Qt where there is no command."""

    place: str
    means: IssueMeans = IssueMeans.PRINTED

    def make_ready(self, workspace: Workspace) -> None:
        """Nothing is needed: the first print tells whether the printer is there."""

    def let_out(self, workspace: Workspace, prepared: Prepared, number: int) -> str:
        """Print one; it is not torn apart once it has begun."""
        del number
        packet_out.print_out(workspace, prepared, self.place, _whole)
        return ""


def can_be_one() -> bool:
    """Whether several prints can go to the printer as one job."""
    return printing.can_print()


def print_out(
    workspace: Workspace, prints: tuple[DayPrint, ...], printer: str, report: Report
) -> Out:
    """Print one after the other.

    Raises:
        LiaisonError: it could not begin.
    """
    return day_prints.bring_out(workspace, prints, Onto(printer), report)


def print_as_one(workspace: Workspace, prints: tuple[DayPrint, ...], printer: str) -> Out:
    """Print all as one job.

    Raises:
        LiaisonError: the printer did not take it; nothing is written down then.
    """
    return day_prints.print_together(workspace, prints, printer)


def save(workspace: Workspace, prints: tuple[DayPrint, ...], folder: Path, report: Report) -> Out:
    """Save each as a file of a folder, in the order of the doors.

    Raises:
        LiaisonError: it could not begin.
    """
    return day_prints.bring_out(workspace, prints, batch_ways.Folder(folder, numbered=True), report)


def _whole(done: int, total: int, what: str = "", /) -> None:
    """Between two pages nothing is asked: who stops it, stops it between two prints."""
