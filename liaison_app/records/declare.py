"""How a kind of record is declared: once, as a Python class whose annotations carry everything.

From one declaration come the table, validation, form rows, list columns, import and export
headings, the merge policy and the privacy level. Type and field names are for ever, since changes
that travel carry them: rename the label, never the field; set `retired` instead of removing.

Ten kinds of value exist, and no more (see `Kind`). A rule over several fields is a plain function
beside the record, never an expression in a `Field`.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self, TypeVar, dataclass_transform

if typing.TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class Kind(StrEnum):
    """The kinds of value a field can hold."""

    TEXT = "short text"
    LONG_TEXT = "long text"
    DATE = "date"
    TIME = "time stamp"
    CHOICE = "choice"
    YES_NO = "yes/no"
    WHOLE = "whole number"
    REFERENCE = "reference"
    LANGUAGE = "language tag"
    BLOB = "blob"


class Merge(StrEnum):
    """What happens when two laptops changed the same field without knowing of each other."""

    LWW = "lww"  # the newest is shown; nobody is asked
    ASK = "ask"  # the newest is shown; a person is asked
    CONSENT = "consent"  # the strictest is shown and acts at once; a person is asked, urgently
    SET = "set"  # a row added and removed at once stays; a person is asked
    LEDGER = "ledger"  # rows that are only ever added; what counts is their sum
    REVISIONS = "revisions"  # long text: every version is kept, forks are shown side by side


class Privacy(StrEnum):
    """Who may see a field (S0 to S4 of the privacy model), safest last."""

    PUBLIC = "public"
    FAMILY = "family"
    STAFF = "staff"
    RESTRICTED = "restricted"
    SEALED = "sealed"


class Stream(StrEnum):
    """Which sealed stream of changes a type travels in."""

    TEAM = "team"
    REFERENCE = "reference"
    SEALED = "sealed"


class Writers(StrEnum):
    """Whose laptops may write records of a type; what others write is kept apart by all."""

    ANYONE = "anyone"  # every laptop of the team
    ADDS = "adds"  # anybody adds one and mends what they wrote; the office's words count before
    OFFICE = "office"  # laptops of coordinators, admins and the office


class Choice(StrEnum):
    """The values of a choice field; each member is its stored value and carries its label."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member from its stored value and its label (marked for translation)."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


@dataclass(frozen=True)
class Field:
    """What a declaration says of one field beyond its Python type.

    The defaults are the safe side: conflicts are put to a person, staff only, not in lists. A
    `secret` value opens something else: no screen, command or file ever shows it.
    """

    label: str
    help: str = ""
    refers_to: str = ""
    kind: Kind | None = None
    merge: Merge = Merge.ASK
    privacy: Privacy = Privacy.STAFF
    listed: bool = False
    retired: bool = False
    secret: bool = False


LongText = Annotated[str, Kind.LONG_TEXT]
LanguageTag = Annotated[str, Kind.LANGUAGE]
BlobKey = Annotated[str, Kind.BLOB]


@dataclass(frozen=True)
class FieldSpec:
    """One field of a record type, read from its annotation."""

    name: str
    kind: Kind
    field: Field
    required: bool
    default: Any
    choices: type[Choice] | None = None

    @property
    def merge(self) -> Merge:
        """The merge policy of the field."""
        return self.field.merge

    @property
    def column_type(self) -> str:
        """The storage class of the field's column in a STRICT table."""
        return "INTEGER" if self.kind in (Kind.YES_NO, Kind.WHOLE) else "TEXT"


@dataclass(frozen=True)
class RecordType:
    """Everything that is declared about one kind of record.

    With a `key` there is only one record for the same values of these fields, on every laptop.
    """

    name: str
    label: str
    plural: str
    stream: Stream
    rows: Merge
    title: tuple[str, ...]
    cls: type[Record]
    rule: Callable[[Any], str] | None
    fields: Mapping[str, FieldSpec]
    key: tuple[str, ...] = ()
    written_by: Writers = Writers.ANYONE

    @cached_property
    def references(self) -> dict[str, str]:
        """Field name to the name of the record type it points at."""
        return {f.name: f.field.refers_to for f in self.fields.values() if f.field.refers_to}


@dataclass(frozen=True, kw_only=True)
class Record:
    """One record as it is now: values, not a live object. `id` is empty until it is written."""

    TYPE: ClassVar[RecordType]
    id: str = ""
    deleted: bool = False


_R = TypeVar("_R", bound=Record)
_declared: dict[str, RecordType] = {}

TYPES: Mapping[str, RecordType] = types.MappingProxyType(_declared)


@dataclass_transform(kw_only_default=True, frozen_default=True)
def record(
    name: str,
    *,
    label: str,
    plural: str,
    stream: Stream = Stream.TEAM,
    rows: Merge = Merge.ASK,
    title: tuple[str, ...] = (),
    key: tuple[str, ...] = (),
    rule: Callable[[Any], str] | None = None,
    written_by: Writers | None = None,
) -> Callable[[type[_R]], type[_R]]:
    """Declare a record type.

    Args:
        name: the type's name for ever; also its table.
        label: what one of them is called on screens (marked for translation).
        plural: what many of them are called.
        stream: the stream its changes travel in.
        rows: what happens when a row is removed on one laptop and changed on another: `ASK`,
            `SET` (it stays) or `LEDGER` (rows are never changed once written).
        title: the fields that name one record in lists, in order.
        key: fields of which the same values make the same record, a reference first. Two laptops
            that each add it meet in one.
        rule: says what is wrong with a record over several fields (marked for translation), or "".
        written_by: whose laptops may write it. Reference data that says nothing of it is for the
            office; everything else is for anyone who takes part in the stream.
    """

    def declare(cls: type[_R]) -> type[_R]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        hints = typing.get_type_hints(cls, include_extras=True)
        fields: dict[str, FieldSpec] = {}
        for attribute in dataclasses.fields(made):
            if attribute.name not in ("id", "deleted"):
                fields[attribute.name] = _spec(name, attribute, hints[attribute.name])
        if name in _declared:
            raise TypeError(f"record type {name} is declared twice")
        _refuse_mixed(name, stream, fields)
        office = Writers.OFFICE if stream is Stream.REFERENCE else Writers.ANYONE
        made.TYPE = _declared[name] = RecordType(
            name=name,
            label=label,
            plural=plural,
            stream=stream,
            rows=rows,
            title=title or tuple(fields)[:1],
            cls=made,
            rule=rule,
            fields=types.MappingProxyType(fields),
            key=key,
            written_by=written_by or office,
        )
        return made

    return declare


def _refuse_mixed(name: str, stream: Stream, fields: Mapping[str, FieldSpec]) -> None:
    """A record is sealed as a whole or not at all, because its type says where it travels."""
    sealed = stream is Stream.SEALED
    if any((spec.field.privacy is Privacy.SEALED) != sealed for spec in fields.values()):
        raise TypeError(f"record type {name} mixes sealed fields with others")


def _spec(owner: str, attribute: dataclasses.Field[Any], hint: Any) -> FieldSpec:
    value_type, *extras = typing.get_args(hint)
    field = next(x for x in extras if isinstance(x, Field))
    marked = next((x for x in extras if isinstance(x, Kind)), None)
    python_type = _without_none(value_type)
    kind = field.kind or marked or _kind_of(python_type, field)
    if (kind is Kind.REFERENCE) != bool(field.refers_to):
        raise TypeError(f"{owner}.{attribute.name}: a reference names what it refers to")
    default = None if attribute.default is dataclasses.MISSING else attribute.default
    return FieldSpec(
        name=attribute.name,
        kind=kind,
        field=field,
        required=attribute.default is dataclasses.MISSING,
        default=default,
        choices=python_type if kind is Kind.CHOICE else None,
    )


def _without_none(hint: Any) -> Any:
    options = [x for x in typing.get_args(hint) if x is not type(None)]
    return options[0] if options and isinstance(hint, types.UnionType) else hint


def _kind_of(python_type: Any, field: Field) -> Kind:
    if field.refers_to:
        return Kind.REFERENCE
    if isinstance(python_type, type) and issubclass(python_type, Choice):
        return Kind.CHOICE
    kinds = {
        str: Kind.TEXT,
        date: Kind.DATE,
        datetime: Kind.TIME,
        bool: Kind.YES_NO,
        int: Kind.WHOLE,
    }
    return kinds[python_type]
