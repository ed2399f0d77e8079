"""A difference in words: whose record it is, what each side says, who wrote it and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions.record_types import describe
from liaison_app.actions.titles import (
    person_name,
    reference_titles,
    shown_value,
    titles,
)
from liaison_app.errors import InvalidValue
from liaison_app.language import phones
from liaison_app.language.catalogues import N_, _
from liaison_app.language.dates import format_date, format_time
from liaison_app.language.names import isolate
from liaison_app.records import TYPES, FieldSpec, Merge, Privacy, RecordType
from liaison_app.records.values import Stored, from_stored, to_stored
from liaison_app.store.merge import DELETED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from liaison_app.workspace import Workspace

_OWNERS = ("household", "person")
_NAMES_IN_A_LINE = 3

_REMOVED = {
    "household": N_("{who} removed this family."),
    "person": N_("{who} removed this person."),
    "visit": N_("{who} removed this visit."),
}


@dataclass(frozen=True)
class Whose:
    """Where a record belongs.

    Attributes:
        parts: whose it is and what it is, such as “Lan Tran”, “Address”.
        family: what the family is called; "" without one.
    """

    parts: tuple[str, ...]
    family: str


def whose(
    workspace: Workspace, type_name: str, record_id: str, field: str, household: str
) -> Whose:
    """Say whose record this is, if it can be, without the value that is in question.

    Args:
        workspace: where it is.
        type_name: its type.
        record_id: which.
        field: the field that the difference is about.
        household: the family it belongs to; "" for none.
    """
    record_type = TYPES[type_name]
    [row] = workspace.read(
        f"SELECT * FROM {type_name} WHERE id = :id",  # noqa: S608  (a declared type)
        {"id": record_id},
    )
    known = reference_titles(workspace, record_type, [row], record_type.references)
    family = titles(workspace, "household", [household]).get(household, "")
    if type_name == "household":
        return Whose((family,), family)
    if type_name == "person":
        return Whose((person_name(row),), family)
    people = [
        known[row[name]]
        for name, refers_to in record_type.references.items()
        if refers_to == "person" and row[name] and name != field
    ]
    owners = people or [family]
    left_out = field if any(owners) else ""  # without an owner nothing else would tell which
    parts = [*owners, _(record_type.label), *_apart(record_type, row, known, left_out)]
    return Whose(tuple(part for part in parts if part), family)


def _apart(
    record_type: RecordType, row: Any, known: Mapping[str, str], field: str
) -> Iterable[str]:
    """What tells it from others of its kind: the rest of its title."""
    for name in record_type.title:
        if name != field and record_type.references.get(name) not in _OWNERS:
            yield " ".join(shown_value(record_type.fields[name], row[name], known).split())


def label_of(type_name: str, field: str) -> str:
    """What the difference is about: the field's label, or that the record was removed."""
    return _("Removed?") if field == DELETED else _(TYPES[type_name].fields[field].field.label)


def value_words(workspace: Workspace, type_name: str, field: str, stored: Stored) -> str:
    """One side's value as it is read; a text in full, what is unknown as it is.

    What opens something else (a key) is never shown; what is sealed, on the family's page alone.
    """
    if field == DELETED:
        return _("Removed") if stored else _("It stays")
    spec = TYPES[type_name].fields[field]
    if spec.field.secret:
        return _("(not shown)")
    if spec.field.privacy is Privacy.SEALED:
        return _("(sealed: read it on the family's page)")
    if stored is None or stored == "":
        return _("(nothing)")
    known: Mapping[str, str] = {}
    if spec.field.refers_to:
        known = titles(workspace, spec.field.refers_to, [str(stored)])
    if any(one.digits for one in describe(type_name).fields if one.name == field):
        return phones.shown(str(stored)) or str(stored)
    return shown_value(spec, stored, known)


def is_hidden(spec: FieldSpec) -> bool:
    """Whether a value is put before nobody where differences are answered."""
    return spec.field.secret or spec.field.privacy is Privacy.SEALED


def writable(spec: FieldSpec, stored: Stored) -> bool:
    """Whether this program can write the value: not if a newer one made it."""
    try:
        to_stored(spec, from_stored(spec, stored))
    except InvalidValue:
        return False
    return True


def moment(at: datetime, today: date) -> str:
    """A moment as local weekday, date and time of day; the year only if it is another one."""
    local = at.astimezone()
    day = format_date(local.date(), weekday=True, year=local.year != today.year)
    return _("{date}, {time}").format(date=day, time=format_time(at))


def names(who: Sequence[str], *, begin: bool = False) -> str:
    """Some people in one line, each once; `begin` if a sentence or a line begins with them."""
    once = list(dict.fromkeys(who))
    if begin and once[:1] == [_("another laptop")]:
        once[0] = _("Another laptop")
    if len(once) > _NAMES_IN_A_LINE:
        more = len(once) - _NAMES_IN_A_LINE
        listed = ", ".join(isolate(one) for one in once[:_NAMES_IN_A_LINE])
        return _("{names} and {count} more").format(names=listed, count=more)
    if len(once) > 1:
        first = ", ".join(isolate(one) for one in once[:-1])
        return _("{names} and {name}").format(names=first, name=isolate(once[-1]))
    return isolate(once[0]) if once else ""


def when(at: datetime, today: date, unaware_of: Sequence[str]) -> str:
    """When a side was written, and what its author had not seen then.

    Args:
        at: when, in UTC.
        today: the local date.
        unaware_of: the others whose work they did not know of; may be empty.
    """
    if unaware_of:
        sentence = _("{when}, without having seen what {others} wrote")
        return sentence.format(when=moment(at, today), others=names(unaware_of))
    return moment(at, today)


def explained(policy: Merge, shown: str, *, long: bool) -> str:
    """Say in a sentence or two what is the matter, and what counts meanwhile.

    Args:
        policy: how the field merges.
        shown: the value shown meanwhile, in words.
        long: it is a text, too long for a sentence.
    """
    if policy is Merge.CONSENT:
        sentence = _(
            "Two answers to one question of consent. The stricter one, “{shown}”, counts from now"
            " on, until somebody says which is right."
        )
        return sentence.format(shown=isolate(shown))
    if long:
        return _("This text was changed on two laptops. Both texts are kept in full.")
    sentence = _(
        "This was written in different ways. “{shown}” is shown until somebody says which is right."
    )
    return sentence.format(shown=isolate(shown))


def removal(type_name: str, removers: Sequence[str], others: Sequence[str], fields: str) -> str:
    """Say who removed a record and who worked on it meanwhile.

    Args:
        type_name: the record's type.
        removers: who removed it.
        others: who changed it without having seen that, or brought it back.
        fields: the labels of what they changed; "" if they brought it back or added it.
    """
    said = who_removed(type_name, removers)
    if fields:
        sentence = _("{who} changed it without having seen that: {fields}.")
    else:
        sentence = _("{who} wants to keep it.")
    meanwhile = sentence.format(who=names(others, begin=True), fields=fields) if others else ""
    return " ".join(part for part in (said, meanwhile, _("It stays until somebody says.")) if part)


def who_removed(type_name: str, removers: Sequence[str]) -> str:
    """Say who removed a record."""
    who = names(removers, begin=True)
    if type_name in _REMOVED:
        return _(_REMOVED[type_name]).format(who=who)
    kind = isolate(_(TYPES[type_name].label))
    return _("{who} removed this: {kind}.").format(who=who, kind=kind)


def question(type_name: str, field: str, policy: Merge) -> str:
    """What the person is asked."""
    if field == DELETED:
        return _("Keep it, or remove it?")
    if policy is Merge.CONSENT:
        return _("What did the family say?")
    return _("Which text is right?") if _is_long(type_name, field) else _("Which is right?")


def _is_long(type_name: str, field: str) -> bool:
    return TYPES[type_name].fields[field].merge is Merge.REVISIONS
