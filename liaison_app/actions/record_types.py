"""What is kept, described for forms, tables and headings: values only, so no page sees a record."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from liaison_app.errors import InvalidValue, UnknownRecord
from liaison_app.language import catalogues
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES, FieldSpec, Kind, Merge, RecordType

_DIGITS = frozenset(
    (
        "contact_point.value",
        "school.phone",
        "school.attendance_phone",
        "staff_member.phone",
        "team.phone",
    )
)
_PAST = frozenset(
    (
        *("birth_date", "since", "started", "debriefed", "told_on", "given_on", "lent_on"),
        *("returned_on", "settled_on", "done_on", "withdrawn_on", "closed_on", "at"),
    )
)
_FROM_FILE = frozenset(("media_type", "size", "sha256", "key"))


@dataclass(frozen=True)
class FieldForm:
    """One field, for a form row, a column or a heading.

    Attributes:
        name: as it is declared.
        label: in the interface language.
        choices: stored value and label, for a choice.
        refers_to: the type that a reference names; "" otherwise.
        listed: whether it is a column of the type's table.
        digits: a phone number: it runs left to right in every language.
        past: a date that has been: of birth, of a visit held.
        revisions: a long text whose every version is kept.
        fixed: it cannot be changed once the record is written.
    """

    name: str
    label: str
    kind: Kind
    help: str = ""
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    refers_to: str = ""
    listed: bool = False
    digits: bool = False
    past: bool = False
    revisions: bool = False
    fixed: bool = False


@dataclass(frozen=True)
class TypeForm:
    """One kind of record.

    Attributes:
        fields: those that a person fills in, in the order declared.
        ledger: its rows are only ever added, never changed.
    """

    name: str
    label: str
    plural: str
    fields: tuple[FieldForm, ...]
    ledger: bool

    @property
    def columns(self) -> tuple[FieldForm, ...]:
        """The fields that stand in its table."""
        return tuple(field for field in self.fields if field.listed)


def types() -> tuple[TypeForm, ...]:
    """Every kind of record, in the order declared: people first."""
    return tuple(describe(name) for name in TYPES)


def describe(type_name: str) -> TypeForm:
    """One kind of record.

    Raises:
        UnknownRecord: there is no such kind; the message says which there are.
    """
    return _described(known_type(type_name).name, catalogues.current())


def known_type(type_name: str) -> RecordType:
    """The declaration of a type.

    Raises:
        UnknownRecord: there is no such kind; the message says which there are.
    """
    found = TYPES.get(type_name)
    if found is None:
        raise UnknownRecord(
            _("There is no kind of record “{name}”. There are: {names}.").format(
                name=type_name, names=", ".join(TYPES)
            )
        )
    return found


def known_field(record_type: RecordType, name: str) -> FieldSpec:
    """The declaration of a field.

    Raises:
        InvalidValue: the type has no such field; the message says which it has.
    """
    found = record_type.fields.get(name)
    if found is None:
        raise InvalidValue(
            _("“{kind}” has no field “{field}”. It has: {fields}.").format(
                kind=_(record_type.label), field=name, fields=", ".join(record_type.fields)
            )
        )
    return found


@cache
def _described(type_name: str, _language: str) -> TypeForm:
    record_type = TYPES[type_name]
    from_file = _FROM_FILE if _holds_file(record_type) else frozenset()
    return TypeForm(
        name=record_type.name,
        label=_(record_type.label),
        plural=_(record_type.plural),
        fields=tuple(
            _field(record_type, spec)
            for name, spec in record_type.fields.items()
            if name not in from_file and not spec.field.retired
        ),
        ledger=record_type.rows is Merge.LEDGER,
    )


def _field(record_type: RecordType, spec: FieldSpec) -> FieldForm:
    place = f"{record_type.name}.{spec.name}"
    return FieldForm(
        name=spec.name,
        label=_(spec.field.label),
        kind=spec.kind,
        help=_(spec.field.help) if spec.field.help else "",
        required=spec.required,
        choices=tuple((choice.value, _(choice.label)) for choice in spec.choices or ()),
        refers_to=spec.field.refers_to,
        listed=spec.field.listed,
        digits=place in _DIGITS,
        past=spec.name in _PAST,
        revisions=spec.merge is Merge.REVISIONS,
        fixed=record_type.rows is Merge.LEDGER or spec.kind is Kind.BLOB,
    )


def _holds_file(record_type: RecordType) -> bool:
    return any(spec.kind is Kind.BLOB for spec in record_type.fields.values())
