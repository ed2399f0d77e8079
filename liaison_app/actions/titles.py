"""What records and values are called in front of people: a family's name, never an id.

Text that a person wrote is isolated (UAX #9) wherever it shares a line with other words.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from liaison_app.actions import protected_places
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.language.dates import format_date, format_time
from liaison_app.language.languages import name_of
from liaison_app.language.names import full_name, isolate, shown_name
from liaison_app.records import TYPES, Choice, FieldSpec, Kind, RecordType
from liaison_app.records.people import NameOrder
from liaison_app.records.values import from_stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from liaison_app.workspace import Workspace

Titles = dict[str, str]
"""Ids of records of any types with their titles."""


def titles(workspace: Workspace, type_name: str, ids: Iterable[str]) -> Titles:
    """What these records are called; one that is not here is said to be missing.

    Args:
        workspace: where they are.
        type_name: their type.
        ids: in any order; empty ones are left out.
    """
    wanted = sorted({one for one in ids if one})
    record_type = TYPES[type_name]
    rows = protected_places.rows(workspace, type_name, _rows(workspace, type_name, wanted))
    referred = _referred(workspace, record_type, rows)
    found = dict.fromkeys(wanted, _("(not here yet)"))
    erased = _erased(workspace, type_name, [row["id"] for row in rows if row["deleted"]])
    for row in rows:
        title = _title(record_type, row, referred)
        if row["id"] in erased:
            found[row["id"]] = _("(erased)")
        elif row["deleted"]:
            found[row["id"]] = _("{what} (removed)").format(what=isolate(title))
        else:
            found[row["id"]] = title
    return found


def title(workspace: Workspace, type_name: str, record_id: str) -> str:
    """What one record is called; "" for no id."""
    return titles(workspace, type_name, [record_id]).get(record_id, "")


def reference_titles(
    workspace: Workspace, record_type: RecordType, rows: Sequence[Any], names: Iterable[str]
) -> Titles:
    """The titles of everything that these rows refer to in the fields named."""
    found: Titles = {}
    for name in names:
        refers_to = record_type.references.get(name)
        if refers_to:
            found.update(titles(workspace, refers_to, (row[name] for row in rows)))
    return found


def shown_value(spec: FieldSpec, stored: object, known: Mapping[str, str]) -> str:
    """One stored value in words of the interface; "" for none.

    Args:
        spec: its field.
        stored: as the table holds it; a value this program does not know is shown as it is.
        known: titles of records, for references.
    """
    if stored is None or stored == "":
        return ""
    if spec.kind is Kind.REFERENCE:
        return known.get(str(stored), _("(not here yet)"))
    if spec.kind is Kind.LANGUAGE:
        return name_of(str(stored), catalogues.current())
    value = from_stored(spec, stored)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return shown_moment(value)
    if isinstance(value, date):
        return format_date(value)
    return _(value.label) if isinstance(value, Choice) else str(value)


def shown_moment(moment: datetime) -> str:
    """A moment as local date and time of day."""
    local = moment.astimezone()
    return _("{date}, {time}").format(date=format_date(local.date()), time=format_time(moment))


def person_name(row: Mapping[str, Any]) -> str:
    """A person's name as it is shown, from a row with the columns of `person`."""
    order = row["name_order"]
    shown = shown_name(
        row["given_name"],
        row["family_name"],
        preferred=row["preferred_name"],
        native=row["native_name"],
        native_first=bool(row["native_name_first"]),
        family_first=None if order is None else order == NameOrder.FAMILY_FIRST,
    )
    return shown.main or _("(no name)")


def call_name(row: Mapping[str, Any]) -> str:
    """What a person is called in a short list: the name to use, else the given name."""
    return str(
        row["preferred_name"]
        or (row["native_name"] if row["native_name_first"] else "")
        or row["given_name"]
        or full_name(row["given_name"], row["family_name"])
        or row["native_name"]
        or _("(no name)")
    )


def language_name(tag: str) -> str:
    """The name of a language in the language of the interface; "" for none."""
    return name_of(tag, catalogues.current()) if tag else ""


def local_date(moment: str) -> date:
    """The local date of a stored moment, or of a stored date."""
    if len(moment) == len("2026-11-21"):
        return date.fromisoformat(moment)
    return datetime.fromisoformat(moment).astimezone(UTC).astimezone().date()


def _erased(workspace: Workspace, type_name: str, ids: Sequence[str]) -> set[str]:
    if not ids:
        return set()
    rows = workspace.read(
        "SELECT id FROM erased WHERE type = :type AND only_type = ''"
        " AND id IN (SELECT value FROM json_each(:ids))",
        {"type": type_name, "ids": json.dumps(ids)},
    )
    return {row["id"] for row in rows}


def _rows(workspace: Workspace, type_name: str, ids: Sequence[str]) -> list[Any]:
    return workspace.read(
        f"SELECT * FROM {type_name} WHERE id IN (SELECT value FROM json_each(:ids))",  # noqa: S608
        {"ids": json.dumps(ids)},
    )


def _referred(workspace: Workspace, record_type: RecordType, rows: Sequence[Any]) -> Titles:
    return reference_titles(workspace, record_type, rows, record_type.title) if rows else {}


def _title(record_type: RecordType, row: Any, referred: Titles) -> str:
    if record_type.name == "person":  # the family's own order and script, not "given family"
        return person_name(row)
    fields = record_type.fields
    parts = [shown_value(fields[name], row[name], referred) for name in record_type.title]
    parts = [" ".join(part.split()) for part in parts if part]
    if not parts:
        return _(record_type.label)
    return parts[0] if len(parts) == 1 else " · ".join(isolate(part) for part in parts)
