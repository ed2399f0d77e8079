"""Records of which there is only one for the same key, such as a giver's consent for one purpose.

A type that declares a key gets its ids from it, so that two laptops which each add the same one
meet in one record, and what both say of it merges field by field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.records.values import default_stored
from liaison_app.store import ops

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.records import RecordType
    from liaison_app.records.values import Stored
    from liaison_app.store.driver import Connection


def key_of(record_type: RecordType, values: Mapping[str, Stored]) -> str:
    """Give the key that stored values make, whatever their case and spaces."""
    parts = [_value(record_type, values, name) for name in record_type.key]
    return ops.encode([" ".join(str(part or "").split()).casefold() for part in parts])


def taken(
    conn: Connection, record_type: RecordType, values: Mapping[str, Stored], *, besides: str = ""
) -> bool:
    """Whether a record that is not removed has this key, other than the one with id `besides`."""
    first = record_type.key[0]
    rows = conn.execute(
        f"SELECT id, {', '.join(record_type.key)} FROM {record_type.name}"  # noqa: S608  (declared)
        f" WHERE {first} = ? AND NOT deleted AND id <> ?",
        (_value(record_type, values, first), besides),
    )
    key = key_of(record_type, values)
    return any(key_of(record_type, dict(row)) == key for row in rows)


def _value(record_type: RecordType, values: Mapping[str, Stored], name: str) -> Stored:
    return values[name] if name in values else default_stored(record_type.fields[name])
