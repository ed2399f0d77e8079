"""Says what a chosen file or folder is, and reads it as that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.errors import UnreadableInput
from liaison_app.interchange.lists import read_list
from liaison_app.interchange.mapping import Column, Preset, propose
from liaison_app.interchange.oneroster import is_oneroster, read_oneroster
from liaison_app.interchange.roster import without_lone_adults
from liaison_app.interchange.sds import is_sds, read_sds
from liaison_app.interchange.sources import InputFile, Source, open_source
from liaison_app.interchange.tables import Table, read_table
from liaison_app.language.catalogues import _

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from liaison_app.interchange.roster import Roster


_TABLES = (".csv", ".txt", ".tsv", ".tab", ".xlsx", ".xlsm", ".xls")


class Format(StrEnum):
    """What an export can be."""

    AUTO = "auto"
    ONEROSTER = "oneroster"
    SDS = "sds"
    CSV = "csv"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Recognised:
    """What was found: the format, and of a list also its table and what its columns hold."""

    format: Format
    source: Source
    table: Table | None = None
    columns: tuple[Column, ...] = ()


def recognise_export(
    path: Path,
    *,
    wanted: Format = Format.AUTO,
    sheet: str = "",
    preset: Preset | None = None,
) -> Recognised:
    """Look at `path` and say what it is; a list is read up to its mapping.

    Raises:
        UnreadableInput: nothing there can be imported.
    """
    source = open_source(path)
    packages = {Format.ONEROSTER: is_oneroster, Format.SDS: is_sds}
    for kind, is_it in packages.items():
        if source.several and wanted in (kind, Format.AUTO) and is_it(source):
            return Recognised(kind, source)
    if wanted in packages:
        names = {Format.ONEROSTER: "OneRoster", Format.SDS: "School Data Sync"}
        raise UnreadableInput(
            _("This is not a {format} export: choose its folder or zip.").format(
                format=names[wanted]
            )
        )
    file = _only_table(source)
    table = read_table(file, sheet)
    kind = Format.XLSX if file.name.lower().endswith((".xlsx", ".xlsm")) else Format.CSV
    return Recognised(kind, source, table, tuple(propose(table, preset)))


def read_export(
    found: Recognised,
    *,
    today: date,
    preset: Preset | None = None,
    heartbeat: Callable[[int], None] = lambda _done: None,
) -> Roster:
    """Read everything in what was recognised.

    Raises:
        UnreadableInput: it cannot be read after all.
    """
    if found.format is Format.ONEROSTER:
        read = read_oneroster(found.source, today=today, heartbeat=heartbeat)
        return without_lone_adults(read)
    if found.format is Format.SDS:
        return without_lone_adults(read_sds(found.source, today=today, heartbeat=heartbeat))
    if found.table is None:
        raise UnreadableInput(_("There is no list in this file."))
    dates = preset.dates if preset else None
    return read_list(found.table, found.columns, today=today, dates=dates, heartbeat=heartbeat)


def _only_table(source: Source) -> InputFile:
    if not source.several:
        return next(iter(source.files.values()))
    tables = [file for name, file in source.files.items() if name.endswith(_TABLES)]
    if len(tables) == 1:
        return tables[0]
    if not tables:
        raise UnreadableInput(
            _("There is no CSV or .xlsx file in {name}. Choose the folder of the export.").format(
                name=source.name
            )
        )
    raise UnreadableInput(
        _(
            "{name} is neither a OneRoster nor a School Data Sync export. Choose one of its files: "
            "{files}."
        ).format(name=source.name, files=", ".join(sorted(f.name for f in tables)[:8]))
    )
