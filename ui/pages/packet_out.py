"""How a packet leaves the window: to a printer from memory, or into a file somebody asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.actions import packets, printing
from liaison_app.actions.packets import IssueMeans
from ui.widgets.page_preview import image_of

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from liaison_app.actions.packets import Prepared
    from liaison_app.workspace import Workspace
    from ui.jobs import Report

_ENDING = ".pdf"


def printers() -> tuple[str, ...]:
    """The printers of this computer, the usual one first. It may take seconds: ask in a thread."""
    if printing.can_print():
        return printing.printers()
    from ui import printing as drawing  # noqa: PLC0415  (Qt's printing, only where it is needed)

    return drawing.printers()


def print_out(workspace: Workspace, prepared: Prepared, printer: str, report: Report) -> None:
    """Print a packet and write that down.

    Args:
        workspace: a view of the worker's own.
        prepared: the packet.
        printer: its name; "" for the usual one.
        report: told of each page where Qt draws them.

    Raises:
        NotAllowed: something stops the packet.
        LiaisonError: the printer did not take it; nothing is written down then.
    """
    if printing.can_print():
        packets.print_out(workspace, prepared, printer)
        return
    from ui import printing as drawing  # noqa: PLC0415  (Qt's printing, only where it is needed)

    letter = prepared.paper is packets.Paper.LETTER
    sides = prepared.both_sides
    onto = drawing.printer(
        printer, prepared.code, letter=letter, both_sides=sides, folded=prepared.booklet
    )
    width = min(round(onto.paperRect(onto.Unit.DevicePixel).width()), drawing.WIDEST)

    def picture(number: int) -> QImage:
        return drawing.upright(image_of(printing.render_page(prepared.pdf, number, width)))

    with packets.issued(workspace, prepared, packets.IssueMeans.PRINTED):
        drawing.draw(onto, prepared.pages, picture, report)


@dataclass(frozen=True)
class Paper:
    """How the prints of a batch leave the window: on paper, one after the other."""

    place: str = ""
    means: IssueMeans = IssueMeans.PRINTED

    def make_ready(self, workspace: Workspace) -> None:
        """Nothing is needed: the first print tells whether the printer is there."""

    def let_out(self, workspace: Workspace, prepared: Prepared, number: int) -> str:
        """Print one."""
        del number
        print_out(workspace, prepared, self.place, _quiet)
        return ""


def _quiet(_done: int, _total: int, _what: str = "", /) -> None:
    """A batch is told of packets, not of their pages; it stops between two packets only."""


def suggested(name: str) -> str:
    """The place of a file for a packet, by its name, which names nobody."""
    return str(Path.home() / f"{name}{_ENDING}")


def save(workspace: Workspace, prepared: Prepared, chosen: str) -> None:
    """Write a packet into the file that was chosen in a dialog, and write that down.

    The dialog asked before replacing a file; a name that gets its ending here was not asked about.

    Raises:
        NotAllowed: something stops the packet.
        WorkspaceExists, UnsafePlace, NoRoom, ReadOnlyPlace: it cannot be written there.
    """
    target = Path(chosen)
    complete = target.suffix.lower() == _ENDING
    if not complete:
        target = target.with_name(target.name + _ENDING)
    packets.save(workspace, prepared, target, force=complete)
