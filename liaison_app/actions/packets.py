"""Packets for families: prepared in memory and judged, then printed or saved and written down.

Preparing writes nothing, so a worker thread may do it on a view of its own. When a packet leaves
the program its code is written down first: paper that nobody knows of is worse than a line about
paper that a power cut kept from being. What fails afterwards takes that line back.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from liaison_app.actions import printing
from liaison_app.actions.packet_places import (
    make_folder,
    part_of,
    refuse_target,
    write_whole,
)
from liaison_app.actions.preparing import Prepared, Wished, prepare, usual_paper
from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.packets.content import Paper, Profile
from liaison_app.packets.kinds import kind_named
from liaison_app.packets.ordering import usual_month
from liaison_app.packets.problems import Level, Place, Problem
from liaison_app.packets.receiving import cautions
from liaison_app.packets.recipients import circle, is_protected
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.workspace import Add, Remove

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from liaison_app.workspace import Workspace

__all__ = [
    "IssueMeans",
    "Level",
    "Paper",
    "Place",
    "Prepared",
    "Problem",
    "Profile",
    "Wished",
    "issued",
    "make_folder",
    "part_of",
    "prepare",
    "print_out",
    "reading_beside",
    "save",
    "take_back",
    "usual_month",
    "usual_paper",
]


@contextmanager
def issued(
    workspace: Workspace, prepared: Prepared, means: IssueMeans, *, by: object = None
) -> Iterator[str]:
    """Write down that a packet leaves the program, while it does; gives the record's id.

    If what happens inside fails, the line is taken back.

    Raises:
        NotAllowed: something stops the packet, or did so since it was prepared.
    """
    _refuse_what_is_red(workspace, prepared)
    record = PacketIssue(
        household=prepared.household,
        recipient=prepared.recipient,
        kind=prepared.kind,
        subject=prepared.subject,
        code=prepared.code,
        language=prepared.language,
        beside=prepared.beside,
        profile=prepared.profile,
        paper=prepared.paper,
        pages=prepared.pages,
        means=means,
        at=workspace.now(),
        staff=workspace.person,
        draft=prepared.draft,
    )
    issue = workspace.commit("packet.issue", [Add(record)], by=by).ids[0]
    try:
        yield issue
    except BaseException:
        take_back(workspace, issue, by=by)
        raise


def print_out(
    workspace: Workspace, prepared: Prepared, printer: str = "", *, by: object = None
) -> str:
    """Print a packet from memory and write that down; gives the record's id.

    Raises:
        NotAllowed: something stops the packet.
        LiaisonError: the printing system refused it.
    """
    with issued(workspace, prepared, IssueMeans.PRINTED, by=by) as issue:
        printing.send(
            prepared.pdf,
            prepared.code,
            printer,
            both_sides=prepared.both_sides,
            paper=prepared.paper,
            folded=prepared.booklet,
        )
    return issue


def save(
    workspace: Workspace,
    prepared: Prepared,
    target: Path,
    *,
    force: bool = False,
    by: object = None,
) -> str:
    """Write a packet where a person asked for it, and write that down; gives the record's id.

    The file is readable by its owner only, and is there as a whole or not at all. Beside a booklet
    lies a file to read (`reading_beside`): the folded one is for paper alone.

    Raises:
        NotAllowed: something stops the packet.
        WorkspaceExists: there is a file of this name, and nobody said to replace it; or it is a
            folder, a device or a pipe, which is never replaced.
        UnsafePlace: it would lie in the workspace folder, which holds nothing readable.
        InvalidValue, NoRoom, ReadOnlyPlace: it cannot be written; nothing is left behind.
    """
    _refuse_what_is_red(workspace, prepared)
    files = {target: prepared.pdf}
    if prepared.reading:
        files = {reading_beside(target): prepared.reading, **files}
    for place in files:
        refuse_target(workspace, place, force=force)
    with issued(workspace, prepared, IssueMeans.SAVED, by=by) as issue:
        _put_all(files, prepared.code)
    return issue


def reading_beside(target: Path) -> Path:
    """The file for screens and for who listens to a file, beside one that is folded."""
    return target.with_name(f"{target.stem}-reading{target.suffix}")


def _put_all(files: Mapping[Path, bytes], code: str) -> None:
    """Write files, each as a whole; if one cannot be written, those that are new are gone again."""
    new = [place for place in files if not place.exists()]
    try:
        for place, pdf in files.items():
            write_whole(place, pdf, code)
    except BaseException:
        for place in new:
            with suppress(OSError):
                place.unlink(missing_ok=True)
        raise


def take_back(workspace: Workspace, issue: str, *, by: object = None) -> None:
    """Take back the line about a packet that did not leave after all."""
    workspace.commit("packet.take_back", [Remove(PacketIssue, issue)], by=by)


_BY_HAND = frozenset(("address-in-hand", "in-hand"))
"""Pre-flight's codes of what makes pages say less, and whoever hands them over take care."""


def _refuse_what_is_red(workspace: Workspace, prepared: Prepared) -> None:
    """Nothing red leaves, nor what somebody restricted or protected since it was prepared."""
    stopped = _("This packet cannot be printed: see what was found, and put it right.")
    if prepared.red:
        raise NotAllowed(stopped)
    if any(is_protected(workspace, one) for one in prepared.homes):
        raise NotAllowed(_("Meanwhile the family's address was protected. Prepare it again."))
    if not prepared.household:
        return
    around, kind = circle(workspace, prepared.household), kind_named(prepared.kind)
    reader = around.candidate(prepared.recipient)
    if reader is None and (prepared.recipient or not kind.names_nobody):
        raise NotAllowed(stopped)
    found = tuple(cautions(workspace, around, reader, kind, in_hand=prepared.in_hand))
    new = {one for one in found if one.code in _BY_HAND}.difference(prepared.problems)
    if new or any(one.red for one in found):
        raise NotAllowed(_("Meanwhile the family's address was protected. Prepare it again."))
