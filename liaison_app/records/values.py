"""Values of fields: checked, written to storage, read back, and parsed from what a person typed.

A stored value is JSON and SQL at once: text, whole number, true/false or null. Times are ISO 8601
in UTC with a `Z`, dates are ISO 8601. Text is kept as it was typed except that characters which
cannot be stored or would reverse what follows are removed (`language.names.clean_text`).
"""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, TypeVar

from liaison_app.errors import InvalidValue
from liaison_app.language.catalogues import _
from liaison_app.language.names import clean_text, is_unwanted
from liaison_app.records.declare import Choice, FieldSpec, Kind, Record, RecordType

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXTS = (Kind.TEXT, Kind.LONG_TEXT, Kind.REFERENCE, Kind.LANGUAGE, Kind.BLOB)
Stored = str | int | bool | None
R = TypeVar("R", bound=Record)

SHORT_TEXT = 1_000
LONG_TEXT = 200_000
_WHOLE_LIMIT = 2**53  # beyond this, JSON readers elsewhere lose digits


def to_stored(spec: FieldSpec, value: object) -> Stored:
    """Check one value and give it as it is stored.

    Raises:
        InvalidValue: the value is of another kind, too long, or missing although required.
    """
    if value is None or value == "":
        return _empty(spec)
    if spec.kind in _TEXTS:
        return _text(spec, value)
    match spec.kind:
        case Kind.CHOICE:
            return _choice(spec, value)
        case Kind.DATE if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        case Kind.TIME if isinstance(value, datetime) and value.tzinfo is not None:
            return format_time(value)
        case Kind.YES_NO if isinstance(value, bool):
            return value
        case Kind.WHOLE if isinstance(value, int) and fits(spec, value):
            return value
    raise _unfit(spec)


def from_stored(spec: FieldSpec, stored: object) -> object:
    """Give a stored value as Python sees it; a value this program does not know stays text."""
    if stored is None:
        return None if spec.default != "" else ""
    try:
        match spec.kind:
            case Kind.CHOICE if spec.choices is not None:
                return next(c for c in spec.choices if c.value == stored)
            case Kind.DATE:
                return date.fromisoformat(str(stored))
            case Kind.TIME:
                return parse_time(str(stored))
            case Kind.YES_NO:
                return bool(stored)
    except (ValueError, StopIteration):
        return str(stored)
    return stored


def fits(spec: FieldSpec, stored: object) -> bool:
    """Whether a value that arrived from elsewhere is one that the field could have been given.

    What pages compare as a time, or a terminal prints, must be nothing else on any laptop.
    """
    if stored is None:
        return True
    kind = spec.kind
    if kind is _YES_NO:
        return isinstance(stored, bool)
    if kind is _WHOLE:
        if isinstance(stored, bool) or not isinstance(stored, int):
            return False
        return abs(stored) < _WHOLE_LIMIT
    if not isinstance(stored, str):
        return False
    if kind is _DATE or kind is _TIME:
        return not stored or _is_moment(kind, stored)
    limit = LONG_TEXT if kind is _LONG else SHORT_TEXT
    return len(stored) <= limit and not is_unwanted(stored)


_YES_NO, _WHOLE, _DATE, _TIME = Kind.YES_NO, Kind.WHOLE, Kind.DATE, Kind.TIME
_LONG = Kind.LONG_TEXT  # names of an enumeration are looked up slowly, and this is asked of all


def _is_moment(kind: Kind, stored: str) -> bool:
    try:
        if kind is Kind.DATE:
            return date.fromisoformat(stored).isoformat() == stored
        return stored[-1:] == "Z" and datetime.fromisoformat(stored[:-1]).isoformat() == stored[:-1]
    except ValueError:
        return False


def default_stored(spec: FieldSpec) -> Stored:
    """What a field holds when nothing was ever written to it."""
    if spec.required:
        return "" if spec.column_type == "TEXT" else None
    return None if spec.default is None else to_stored(spec, spec.default)


def parse_text(spec: FieldSpec, text: str) -> object:
    """Read what a person typed on the command line or in a table cell.

    Accepts ISO dates and times (a time without zone is local), yes/no in English, a choice by its
    stored value or label.

    Raises:
        InvalidValue: the text does not fit the field; the message says what does.
    """
    text = clean_text(text).strip()
    if not text:
        return None
    try:
        match spec.kind:
            case Kind.DATE:
                return date.fromisoformat(text)
            case Kind.TIME:
                return datetime.fromisoformat(text).astimezone(UTC)
            case Kind.WHOLE:
                return int(text)
    except (ValueError, OverflowError):
        raise _unfit(spec) from None
    if spec.kind is Kind.YES_NO:
        return _yes_no(spec, text)
    if spec.kind is Kind.CHOICE and spec.choices is not None:
        return _choice_typed(spec, spec.choices, text)
    return text


def to_record(cls: type[R], row: Mapping[str, object]) -> R:
    """Make a record from a row of its table (columns `id`, `deleted` and the field names)."""
    values = {name: from_stored(spec, row[name]) for name, spec in cls.TYPE.fields.items()}
    return cls(id=str(row["id"]), deleted=bool(row["deleted"]), **values)


def stored_fields(record: Record) -> dict[str, Stored]:
    """Give the fields of a new record that differ from their defaults, as they are stored."""
    kind: RecordType = record.TYPE
    stored: dict[str, Stored] = {}
    for name, spec in kind.fields.items():
        value = getattr(record, name)
        if spec.required or value != spec.default:  # most fields of most records are untouched
            stored[name] = to_stored(spec, value)
    return stored


def as_json(record: Record) -> dict[str, Stored]:
    """Give a whole record as one JSON object: `id`, then every declared field, secrets empty."""
    fields: dict[str, Stored] = {"id": record.id}
    for attribute in dataclasses.fields(record):
        spec = record.TYPE.fields.get(attribute.name)
        if spec is not None:
            secret = spec.field.secret
            fields[spec.name] = None if secret else _plain(getattr(record, spec.name))
    return fields


def format_time(moment: datetime) -> str:
    """ISO 8601 in UTC with seconds and `Z`: sorts as text."""
    # `strftime` writes years before 1000 with fewer than four digits on some systems.
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def parse_time(text: str) -> datetime:
    """Read what `format_time` wrote, as an aware UTC time."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _empty(spec: FieldSpec) -> Stored:
    if spec.required:
        raise InvalidValue(_("“{field}” must not be empty.").format(field=_(spec.field.label)))
    return "" if spec.default == "" else None


def _plain(value: object) -> Stored:
    if isinstance(value, datetime):
        return format_time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Choice):
        return value.value
    return value if isinstance(value, str | int | bool) else None


def _text(spec: FieldSpec, value: object) -> str:
    if not isinstance(value, str):
        raise _unfit(spec)
    text = clean_text(value)
    limit = LONG_TEXT if spec.kind is Kind.LONG_TEXT else SHORT_TEXT
    if len(text) > limit:
        raise InvalidValue(
            _("“{field}” is too long: at most {limit} characters fit.").format(
                field=_(spec.field.label), limit=limit
            )
        )
    if spec.required and not text.strip():
        raise InvalidValue(_("“{field}” must not be empty.").format(field=_(spec.field.label)))
    return text


def _choice(spec: FieldSpec, value: object) -> str:
    if spec.choices is None or not isinstance(value, str):
        raise _unfit(spec)
    if value not in set(spec.choices):
        raise _not_a_choice(spec)
    return str(value)


def _choice_typed(spec: FieldSpec, choices: type[Choice], text: str) -> Choice:
    typed = text.casefold()
    for choice in choices:
        if typed in (choice.value, choice.label.casefold(), _(choice.label).casefold()):
            return choice
    raise _not_a_choice(spec)


def _not_a_choice(spec: FieldSpec) -> InvalidValue:
    known = ", ".join(c.value for c in spec.choices or ())
    return InvalidValue(
        _("“{field}” takes one of these: {choices}.").format(
            field=_(spec.field.label), choices=known
        )
    )


def _yes_no(spec: FieldSpec, text: str) -> bool:
    typed = text.casefold()
    if typed in ("yes", "y", "true", "1"):
        return True
    if typed in ("no", "n", "false", "0"):
        return False
    raise _unfit(spec)


def _unfit(spec: FieldSpec) -> InvalidValue:
    wanted = {
        Kind.DATE: _("a date such as 2026-11-21"),
        Kind.TIME: _("a date and time such as 2026-11-21T15:30"),
        Kind.YES_NO: _("yes or no"),
        Kind.WHOLE: _("a whole number"),
    }.get(spec.kind, _("text"))
    return InvalidValue(
        _("“{field}” needs {wanted}.").format(field=_(spec.field.label), wanted=wanted)
    )
