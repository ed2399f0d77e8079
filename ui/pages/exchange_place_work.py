"""What the exchange page does with shared places in another thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import remote_sticks, remotes
from liaison_app.errors import RemoteTrouble
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from liaison_app.actions.remotes import Finding, SyncDone
    from liaison_app.workspace import Workspace
    from ui.jobs import Report


@dataclass(frozen=True)
class Wanted:
    """A shared place as somebody filled it in.

    Attributes:
        name: what people here call it.
        url: its address.
        keys: what opens it.
        known: it is one that is kept already, and gets another address or other keys.
    """

    name: str
    url: str
    keys: Mapping[str, str]
    known: bool = False


@dataclass(frozen=True)
class Tried:
    """What a trial of a place showed.

    Attributes:
        name: of the place.
        findings: one for each thing that was tried.
        trouble: why nothing more could be tried, in a sentence; "" if all was.
        added: the place is new here.
    """

    name: str
    findings: tuple[Finding, ...]
    trouble: str = ""
    added: bool = False

    @property
    def usable(self) -> bool:
        """Whether nothing is missing that Liaison needs."""
        return not self.trouble and all(one.good or not one.needed for one in self.findings)


def keep(view: Workspace, report: Report, wanted: Wanted) -> Tried:
    """Keep a shared place, or its other address or keys, and try it out.

    Raises:
        LiaisonError: it cannot be kept; nothing was.
    """
    report(0, 0, _("Asking the shared place"))
    write = remotes.change if wanted.known else remotes.add
    line = write(view, wanted.name, wanted.url, wanted.keys)
    return _trial(view, report, line.name, added=not wanted.known)


def try_out(view: Workspace, report: Report, name: str) -> Tried:
    """Try out whether a place does what it must."""
    return _trial(view, report, name, added=False)


def exchange(
    view: Workspace, report: Report, name: str, sticks: Sequence[Path] = ()
) -> tuple[SyncDone, ...]:
    """Exchange with one place, or with all (""); a stick is found where it is now."""
    remote_sticks.follow(view, sticks)
    return remotes.sync(view, name, progress=report, all_files=True)


def use_stick(view: Workspace, report: Report, wanted: Wanted) -> tuple[SyncDone, ...]:
    """Exchange with a folder on a stick, which is a shared place from now on."""
    if not wanted.known:
        remotes.add(view, wanted.name, wanted.url, wanted.keys)
    return remotes.sync(view, wanted.name, progress=report, all_files=True)


def _trial(view: Workspace, report: Report, name: str, *, added: bool) -> Tried:
    report(0, 0, _("Putting a file there, reading it, and taking it away again"))
    try:
        return Tried(name, remotes.test(view, name), added=added)
    except RemoteTrouble as error:
        return Tried(name, (), str(error), added)
