"""How the prints of a batch leave: into files of a folder, or to a printer."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from liaison_app.actions import packets
from liaison_app.records.packets import IssueMeans

if TYPE_CHECKING:
    from liaison_app.actions.preparing import Prepared
    from liaison_app.workspace import Workspace


class Way(Protocol):
    """How prints leave."""

    @property
    def means(self) -> IssueMeans:
        """What the line about each print says."""

    @property
    def place(self) -> str:
        """The folder or printer, for the log."""

    def make_ready(self, workspace: Workspace) -> None:
        """See that prints can leave, before the first one is made.

        Raises:
            LiaisonError: they cannot.
        """

    def let_out(self, workspace: Workspace, prepared: Prepared, number: int) -> str:
        """Let a print leave; gives where it is, as a path, or "" for paper.

        Args:
            workspace: a view of the thread's own.
            prepared: the print.
            number: its place in the batch, from 1.

        Raises:
            NotAllowed: something stops this print.
            LiaisonError: it did not leave, nor would the next one.
        """


@dataclass(frozen=True)
class Folder:
    """Into files of a folder, each named by its code.

    Attributes:
        numbered: the number in the batch stands before the code, so that files keep their order.
    """

    path: Path
    force: bool = False
    numbered: bool = False
    means: IssueMeans = IssueMeans.SAVED

    @property
    def place(self) -> str:
        """The folder, from the root of the disk."""
        return str(self.path.absolute())

    def make_ready(self, workspace: Workspace) -> None:
        """Make the folder, if it is not there."""
        packets.make_folder(workspace, self.path)

    def let_out(self, workspace: Workspace, prepared: Prepared, number: int) -> str:
        """Save a print as a file."""
        before = f"{number:04}-" if self.numbered else ""
        target = self.path / f"{before}{prepared.file_name}.pdf"
        packets.save(workspace, prepared, target, force=self.force)
        return str(target)


@dataclass(frozen=True)
class Printer:
    """To a printer, from memory; "" is the usual one."""

    place: str = ""
    means: IssueMeans = IssueMeans.PRINTED

    def make_ready(self, workspace: Workspace) -> None:
        """Nothing is needed: the first print tells whether the printer is there."""

    def let_out(self, workspace: Workspace, prepared: Prepared, number: int) -> str:
        """Send a print to the printer."""
        del number
        packets.print_out(workspace, prepared, self.place)
        return ""


def clear_part(folder: str, code: str) -> None:
    """Take away the part of a file that a crash left, which anybody could read."""
    with suppress(OSError):
        packets.part_of(Path(folder), code).unlink(missing_ok=True)


def is_there(folder: str, code: str) -> bool:
    """Whether the file of a print lies in a folder."""
    with suppress(OSError):
        return any(Path(folder).glob(f"*{code}*.pdf"))
    return False
