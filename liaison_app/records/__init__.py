"""What is kept: every kind of record, declared once."""

from liaison_app.records import (
    directory,
    events,
    goals,
    governance,
    kits,
    packets,
    partnership,
    people,
    schools,
    voices,
)
from liaison_app.records.declare import (
    TYPES,
    Choice,
    Field,
    FieldSpec,
    Kind,
    Merge,
    Privacy,
    Record,
    RecordType,
    Stream,
)

__all__ = [
    "TYPES",
    "Choice",
    "Field",
    "FieldSpec",
    "Kind",
    "Merge",
    "Privacy",
    "Record",
    "RecordType",
    "Stream",
    "directory",
    "events",
    "goals",
    "governance",
    "kits",
    "packets",
    "partnership",
    "people",
    "schools",
    "voices",
]
