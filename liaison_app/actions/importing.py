"""Bringing in families from a school's export: look, try, do, and undo.

`look` says what a file or folder is and what its columns hold; `run` reads, matches and, unless it
is a dry run, writes everything as one action, so "undo this import" is an ordinary undo. Reading
and matching hold no lock; if somebody saved something meanwhile, matching is done once more before
writing. `run` opens a database connection of its own and may be called in any one thread.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from liaison_app.interchange import mapping, planning
from liaison_app.interchange.account import Account, AccountLine, Outcome, Tally
from liaison_app.interchange.dates import DateOrder
from liaison_app.interchange.mapping import Column, Preset
from liaison_app.interchange.provenance import IMPORT
from liaison_app.interchange.recognition import (
    Format,
    read_export,
    recognise_export,
)
from liaison_app.interchange.tables import SeveralSheets
from liaison_app.interchange.targets import label_of, targets
from liaison_app.language.catalogues import N_, _

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.interchange.roster import Roster
    from liaison_app.workspace import Workspace

__all__ = [
    "Account",
    "AccountLine",
    "Column",
    "DateOrder",
    "Format",
    "Looked",
    "Outcome",
    "Preset",
    "Progress",
    "SeveralSheets",
    "choices",
    "look",
    "preset_from",
    "read_preset",
    "run",
    "save_preset",
]

READING = N_("Reading")
MATCHING = N_("Comparing with what is here")
WRITING = N_("Writing")
_SAMPLES = 5


@dataclass(frozen=True)
class Progress:
    """How far an import is. `whole` is 0 while the end is not known; `step` is translated."""

    step: str
    done: int
    whole: int


Report = Callable[[Progress], None]


@dataclass(frozen=True)
class Looked:
    """What a file or folder is.

    `columns` and `samples` (the first values of each column, none of a sensitive one) are empty for
    packages, whose columns are fixed. `notes` say what was assumed.
    """

    format: Format
    name: str
    columns: tuple[Column, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()
    rows: int = 0
    notes: tuple[str, ...] = ()


def look(
    path: Path,
    *,
    wanted: Format = Format.AUTO,
    sheet: str = "",
    preset: Preset | None = None,
) -> Looked:
    """Say what `path` is and what its columns hold, without a workspace.

    Raises:
        SeveralSheets: a sheet must be chosen.
        UnreadableInput: nothing there can be imported.
    """
    found = recognise_export(path, wanted=wanted, sheet=sheet, preset=preset)
    if found.table is None:
        return Looked(found.format, found.source.name)
    rows = found.table.rows
    samples = (
        islice((row.values[index] for row in rows if row.values[index]), _SAMPLES)
        for index in range(len(found.columns))
    )
    return Looked(
        found.format,
        found.source.name,
        found.columns,
        tuple(
            () if column.sensitive else tuple(values)
            for column, values in zip(found.columns, samples, strict=True)
        ),
        len(rows),
        tuple(found.table.notes),
    )


def choices() -> list[tuple[str, str]]:
    """Everything that a column can hold, and what that is called: what a mapping may choose."""
    return [(target, label_of(target)) for target in targets()]


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Do not look for garbage among the millions of values of an import: it has no cycles.

    Looking costs more than a quarter of the time.
    """
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@_no_garbage_collection()
def run(
    workspace: Workspace,
    path: Path,
    *,
    wanted: Format = Format.AUTO,
    sheet: str = "",
    preset: Preset | None = None,
    same: Mapping[str, str] | None = None,
    dry_run: bool = False,
    by: object = None,
    report: Report = lambda _progress: None,
) -> Account:
    """Import an export as one action, or say what it would do.

    Args:
        workspace: where to; its own connection is not used.
        path: a file, folder or zip archive.
        wanted: what it is, if it should not be recognised.
        sheet: the sheet of a workbook.
        preset: what columns hold, where it differs from what the headings say.
        same: people matched by hand: key in the export (`AccountLine.key`) to person id here.
        dry_run: write nothing.
        by: handed back in `Touched`.
        report: called with the progress; raises `Cancelled` to stop, and nothing is kept.

    Raises:
        UnreadableInput: it cannot be read.
        Cancelled: by `report`; nothing was written.
        NoRoom, ReadOnlyPlace, Locked: nothing was written.
    """
    found = recognise_export(path, wanted=wanted, sheet=sheet, preset=preset)
    whole, name = len(found.table.rows) if found.table else 0, found.source.name
    roster = read_export(
        found,
        today=workspace.today(),
        preset=preset,
        heartbeat=lambda done: report(Progress(_(READING), done, whole)),
    )
    del found  # the list itself is no longer needed, and may be large
    with workspace.elsewhere(large=True) as own:
        newest = _newest(own)
        plan = _plan(own, roster, same, report)
        if dry_run:
            return _account(own, name, roster, plan.tally, dry_run=True)
        with own.shared.writing:
            if _newest(own) != newest:
                plan = _plan(own, roster, same, report)
            number = 0
            if plan.changes:
                number = own.commit(
                    IMPORT,
                    plan.changes,
                    by=by,
                    progress=lambda done, all_: report(Progress(_(WRITING), done, all_)),
                ).number
        account = _account(own, name, roster, plan.tally, dry_run=False)
        return replace(account, number=number)


def preset_from(columns: tuple[Column, ...], dates: DateOrder | None = None) -> Preset:
    """A mapping as a person has settled it on the page."""
    return Preset({c.heading: c.target for c in columns if c.heading}, dates)


def read_preset(path: Path) -> Preset:
    """Load a saved mapping.

    Raises:
        UnreadableInput: it is not one.
    """
    return mapping.read_preset(path)


def save_preset(path: Path, columns: tuple[Column, ...], dates: DateOrder | None = None) -> None:
    """Save a mapping; it holds headings only, nothing about families.

    Raises:
        ReadOnlyPlace: it cannot be written there.
    """
    mapping.write_preset(path, columns, dates)


def _plan(
    own: Workspace, roster: Roster, same: Mapping[str, str] | None, report: Report
) -> planning.Plan:
    return planning.make_plan(
        own,
        roster,
        decided=same,
        heartbeat=lambda done, whole: report(Progress(_(MATCHING), done, whole)),
    )


def _account(own: Workspace, name: str, roster: Roster, tally: Tally, *, dry_run: bool) -> Account:
    notes = list(roster.notes)
    if own.practice:
        notes.insert(
            0, _("This is the practice workspace. Do not bring the data of real families into it.")
        )
    return Account(
        format=roster.format,
        name=name,
        dry_run=dry_run,
        practice=own.practice,
        added=dict(tally.added),
        matched=dict(tally.matched),
        changed=dict(tally.changed),
        lines=tuple(tally.lines),
        notes=tuple(notes),
    )


def _newest(workspace: Workspace) -> int:
    """The number of the last change, to see whether somebody has saved meanwhile."""
    return int(workspace.read("SELECT max(n) AS newest FROM op")[0]["newest"] or 0)
