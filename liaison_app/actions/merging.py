"""Making two entries of one family, or of one person, into one: looked at first, done in one step.

All that names the entry that goes names the one that stays afterwards; what the one that stays does
not say yet, it takes from the other; the other is removed. These are ordinary changes, so that undo
takes all of it back and colleagues who write for the former entry meanwhile lose nothing. Families
and people are two things: whoever makes two families one has two children of one name, each still
themselves, until somebody says that they are one child.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.actions.titles import shown_value
from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES, Kind, Merge, Stream
from liaison_app.records.people import Address, AddressKind
from liaison_app.records.values import default_stored, from_stored
from liaison_app.store import natural_keys
from liaison_app.store.likeness import contact
from liaison_app.sync import moving
from liaison_app.workspace import Put, Remove

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from liaison_app.records import FieldSpec, RecordType
    from liaison_app.records.values import Stored
    from liaison_app.workspace import Change, Workspace

_FACTS = frozenset(
    (
        *("household_member", "relationship", "person_language", "contact_point", "address"),
        *("enrollment", "assignment", "visit_participant", "external_id"),
    )
)
"""What is said once: a second row that says nothing more goes. Events are never taken for one."""

_STRICTEST_FIRST = ("withdrawn", "refused", None, "given")


@dataclass
class Plan:
    """What making two entries one will write.

    Attributes:
        changes: in order; the last removes the entry that goes.
        moved: the type of each record that comes along.
        copies: how many records go because the other entry says the same.
        filled: labels of fields that the one that stays takes from the other.
        differing: label, what stays, and what the other said.
    """

    changes: list[Change] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    copies: int = 0
    filled: list[str] = field(default_factory=list)
    differing: list[tuple[str, str, str]] = field(default_factory=list)


def plan(workspace: Workspace, type_name: str, stays: str, goes: str) -> Plan:
    """Work out how two families or two people become one; nothing is written.

    Args:
        workspace: where.
        type_name: `household` or `person`.
        stays: id of the entry that stays.
        goes: id of the entry that goes into it.

    Raises:
        UnknownRecord: one of them is not here.
        NotAllowed: a protected family would get an address that anybody may read.
    """
    record_type = TYPES[type_name]
    for one in (stays, goes):
        workspace.get(record_type.cls, one)
    if type_name == "household":
        _refuse_open_address(workspace, stays, goes)
    made = Plan()
    for other in TYPES.values():
        if other.rows is Merge.LEDGER:  # what was counted or given out says whose it was then
            continue
        for name, refers_to in other.references.items():
            if refers_to == type_name:
                _point(workspace, made, other, name, (stays, goes))
    _point(workspace, made, TYPES["external_id"], "record", (stays, goes))
    _fill(workspace, made, record_type, stays, goes)
    made.changes.append(Remove(record_type.cls, goes))
    return made


def _refuse_open_address(workspace: Workspace, *households: str) -> None:
    """Where a protected family lives must not come back to it with another entry."""
    kinds = [{one.kind for one in workspace.all(Address, household=home)} for home in households]
    protected = [AddressKind.SUBSTITUTE in one for one in kinds]
    open_ = [bool(one - {AddressKind.SUBSTITUTE, AddressKind.MEETING_PLACE}) for one in kinds]
    if any(protected) and any(open_):
        raise NotAllowed(
            _(
                "One of the two families is protected, and the other has an address that everybody"
                " on the team reads. Protect that one first."
            )
        )


def _point(
    workspace: Workspace, made: Plan, other: RecordType, name: str, ids: tuple[str, str]
) -> None:
    """Let records of a type name the entry that stays."""
    stays, goes = ids
    there = _rows(workspace, other, name, stays)
    for row in _rows(workspace, other, name, goes):
        if other.stream is Stream.SEALED and not _is_mine(workspace, row["id"]):
            continue  # whoever may change it is asked where it belongs
        moved = {**row, name: stays}
        same = next(
            (one for one in there if other.name in _FACTS and _covers(other, one, moved)), None
        )
        keyed = _of_the_same_key(other, moved, there)
        if keyed:
            made.changes += _into_one(other, keyed, moved)
        if same or keyed or _of_itself(other, moved):
            made.changes.append(Remove(other.cls, row["id"]))
            made.copies += 1
        else:
            made.changes.append(Put(other.cls, row["id"], {name: stays}))
            made.moved.append(other.name)


def _is_mine(workspace: Workspace, record_id: str) -> bool:
    return workspace.reading(lambda conn: moving.reads_here(conn, record_id))


def _rows(workspace: Workspace, other: RecordType, name: str, value: str) -> list[dict[str, Any]]:
    rows = workspace.read(
        f"SELECT * FROM {other.name}"  # noqa: S608  (a declared type's name and field)
        f" WHERE {name} = :value AND NOT deleted ORDER BY id",
        {"value": value},
    )
    names = ("id", *other.fields)
    return [{one: row[one] for one in names} for row in rows]


def _covers(record_type: RecordType, one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a record says all that another one does. That somebody may not is said, too."""
    return all(
        other[name] in (one[name], default_stored(spec))
        or _same_number(name, other[name], one[name])
        for name, spec in record_type.fields.items()
    )


def _same_number(name: str, value: object, other: object) -> bool:
    key = contact(str(value)) if name == "value" else ""
    return bool(key) and key == contact(str(other))


def _of_itself(other: RecordType, row: Mapping[str, Any]) -> bool:
    """Whether somebody would be related to themselves."""
    return other.name == "relationship" and bool(row["child"] == row["adult"])


def _of_the_same_key(
    other: RecordType, row: Mapping[str, Any], there: list[dict[str, Any]]
) -> dict[str, Any] | None:
    if not other.key:
        return None
    key = natural_keys.key_of(other, row)
    return next((one for one in there if natural_keys.key_of(other, one) == key), None)


def _into_one(
    other: RecordType, stays: Mapping[str, Any], goes: Mapping[str, Any]
) -> Iterator[Change]:
    """What the record that stays takes from another of its key: of two consents the stricter one.

    Whatever else that answer says (its date, its text) comes with it.
    """
    stricter = other.name == "consent" and _strictness(goes) < _strictness(stays)
    values = {
        name: from_stored(spec, goes[name])
        for name, spec in other.fields.items()
        if goes[name] != stays[name] and (stricter or stays[name] == default_stored(spec))
    }
    if values:
        yield Put(other.cls, stays["id"], values)


def _strictness(consent: Mapping[str, Any]) -> int:
    state = consent["state"]
    return _STRICTEST_FIRST.index(state) if state in _STRICTEST_FIRST else 2


def _fill(workspace: Workspace, made: Plan, record_type: RecordType, stays: str, goes: str) -> None:
    """Let the entry that stays take what it does not say; long texts stand one after the other."""
    [one], [other] = (_by_id(workspace, record_type, record_id) for record_id in (stays, goes))
    values: dict[str, object] = {}
    for name, spec in record_type.fields.items():
        mine, theirs = one[name], other[name]
        if theirs in (None, "", default_stored(spec)) or mine == theirs:
            continue
        if spec.kind is Kind.LONG_TEXT and str(theirs) in str(mine):  # it came along before
            continue
        if mine in (None, "", default_stored(spec)):
            values[name] = from_stored(spec, theirs)
            made.filled.append(_(spec.field.label))
        elif spec.kind is Kind.LONG_TEXT:
            values[name] = f"{mine}\n\n{theirs}"
            made.filled.append(_(spec.field.label))
        else:
            made.differing.append((_(spec.field.label), _said(spec, mine), _said(spec, theirs)))
    if values:
        made.changes.append(Put(record_type.cls, stays, values))


def _by_id(workspace: Workspace, record_type: RecordType, record_id: str) -> list[Any]:
    return workspace.read(
        f"SELECT * FROM {record_type.name} WHERE id = :id",  # noqa: S608  (a declared type)
        {"id": record_id},
    )


def _said(spec: FieldSpec, stored: Stored) -> str:
    return shown_value(spec, stored, {})
