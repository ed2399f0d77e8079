"""Every kind of record, kept and read the same way: add, set, show, remove, bring back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from liaison_app.actions import attachments, protected_places, removing
from liaison_app.actions.record_types import known_field, known_type
from liaison_app.actions.titles import reference_titles, shown_value, title
from liaison_app.errors import InvalidValue, NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.records import Kind, Record, RecordType
from liaison_app.records.governance import Attachment
from liaison_app.records.keeping import Erasure
from liaison_app.records.laptops import GivenUp
from liaison_app.records.people import Address
from liaison_app.records.values import Stored, as_json, parse_text, to_record, to_stored
from liaison_app.store.belonging import Piece
from liaison_app.workspace import Add, Put, Touched

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace

Values = Mapping[str, object]
"""Field names with Python values: dates, aware times, stored values of choices, ids, text."""

_FOR_EVER = ("disclosure", "disclosure_step")


@dataclass(frozen=True)
class Line:
    """One field of one record in words: its name, its label, and its value ("" for none)."""

    name: str
    label: str
    value: str


@dataclass(frozen=True)
class Shown:
    """One record.

    Attributes:
        values: by field name, as Python sees them; choices are their stored values.
        lines: the same in words, in the order declared.
        json: the same as one JSON object: `id`, then every declared field.
    """

    type: str
    id: str
    title: str
    deleted: bool
    values: Mapping[str, Any]
    lines: tuple[Line, ...]
    json: Mapping[str, Stored]


def show(workspace: Workspace, type_name: str, record_id: str) -> Shown:
    """One record with every field, a removed one too.

    Raises:
        UnknownRecord: there is no such kind or record.
    """
    record_type = known_type(type_name)
    stored = workspace.get(record_type.cls, record_id)
    [record] = protected_places.veiled(workspace, type_name, [stored])
    flat = as_json(record)
    [said] = protected_places.rows(workspace, type_name, [flat])
    known = reference_titles(workspace, record_type, [flat], record_type.references)
    return Shown(
        type=type_name,
        id=record.id,
        title=title(workspace, type_name, record.id),
        deleted=record.deleted,
        values={name: getattr(record, name) for name in record_type.fields},
        lines=tuple(
            Line(name, _(spec.field.label), shown_value(spec, said[name], known))
            for name, spec in record_type.fields.items()
        ),
        json=flat,
    )


def select(
    workspace: Workspace,
    type_name: str,
    *,
    where: Mapping[str, str] | None = None,
    limit: int | None = None,
    deleted: bool = False,
) -> list[Record]:
    """The records of a type whose fields equal what was typed, in the order they were made.

    Args:
        workspace: where they are.
        type_name: their type.
        where: field names with text as a person types it; "" means that the field is empty.
        limit: at most so many.
        deleted: those that were removed instead.

    Raises:
        UnknownRecord: there is no such kind.
        InvalidValue: there is no such field, or the text is no value of it.
    """
    record_type = known_type(type_name)
    tests = ["deleted = :deleted"]
    values: dict[str, object] = {"deleted": int(deleted), "limit": -1 if limit is None else limit}
    for name, text in (where or {}).items():
        spec = known_field(record_type, name)
        typed = parse_text(spec, text)
        values[name] = to_stored(spec, typed) if typed is not None else None
        tests.append(f"{name} = :{name}" if typed is not None else f"coalesce({name}, '') = ''")
    rows = workspace.read(
        f"SELECT * FROM {type_name} WHERE {' AND '.join(tests)}"  # noqa: S608  (declared names)
        " ORDER BY n LIMIT :limit",
        values,
    )
    found = [to_record(record_type.cls, row) for row in rows]
    return protected_places.veiled(workspace, type_name, found)


def in_words(
    workspace: Workspace, type_name: str, found: Sequence[Record], names: Sequence[str]
) -> list[tuple[str, ...]]:
    """Some fields of records in words, references by title."""
    record_type = known_type(type_name)
    flat = protected_places.rows(workspace, type_name, [as_json(record) for record in found])
    known = reference_titles(workspace, record_type, flat, names)
    fields = [record_type.fields[name] for name in names]
    return [tuple(shown_value(f, row[f.name], known) for f in fields) for row in flat]


def parse(type_name: str, texts: Mapping[str, str]) -> dict[str, object]:
    """Read what was typed for some fields.

    Raises:
        UnknownRecord: there is no such kind; the message says which there are.
        InvalidValue: there is no such field, or the text does not fit it; the message says what.
    """
    record_type = known_type(type_name)
    return {name: parse_text(known_field(record_type, name), text) for name, text in texts.items()}


def add(
    workspace: Workspace, type_name: str, values: Values, *, by: object = None, draft: str = ""
) -> Touched:
    """Write a new record; its id is the first of `Touched.ids`.

    A path given for a stored file is read, encrypted and kept (see `attachments`).

    Args:
        workspace: where to.
        type_name: its type.
        values: what is left out or `None` gets the field's default.
        by: handed back in `Touched`.
        draft: the draft that this saves.

    Raises:
        InvalidValue, UnknownRecord, NotAllowed: nothing was written; the message says why.
    """
    record_type = known_type(type_name)
    _refuse_decisions(type_name)
    given: dict[str, Any] = {
        name: value
        for name, value in _complete(workspace, record_type, values).items()
        if value is not None or known_field(record_type, name).required
    }
    missing = [
        _(spec.field.label)
        for name, spec in record_type.fields.items()
        if spec.required and given.get(name) is None
    ]
    if missing:
        raise InvalidValue(
            _("“{kind}” also needs: {fields}.").format(
                kind=_(record_type.label), fields=", ".join(missing)
            )
        )
    if record_type is Address.TYPE:
        protected_places.refuse(workspace, given)
    record = record_type.cls(**given)
    return workspace.commit(f"{type_name}.add", [Add(record)], by=by, discard_draft=draft)


def change(
    workspace: Workspace,
    type_name: str,
    record_id: str,
    values: Values,
    *,
    by: object = None,
    draft: str = "",
) -> Touched:
    """Change fields of a record; what equals the value shown changes nothing.

    Raises:
        InvalidValue, UnknownRecord: nothing was written; the message says why.
    """
    record_type = known_type(type_name)
    _refuse_decisions(type_name)
    known = {name: _unset(record_type, name, value) for name, value in values.items()}
    if record_type is Address.TYPE:
        protected_places.refuse_change(workspace, record_id, known)
    put = Put(record_type.cls, record_id, known)
    return workspace.commit(f"{type_name}.change", [put], by=by, discard_draft=draft)


def remove(workspace: Workspace, type_name: str, record_id: str, *, by: object = None) -> Touched:
    """Mark a record as removed; its history stays and `restore` brings it back.

    What is a family's, person's or visit's own goes with it (see `removing`).

    Raises:
        UnknownRecord: there is no such kind or record.
        NotAllowed: it says what was given to somebody outside, which is never forgotten.
    """
    known_type(type_name)
    _refuse_decisions(type_name)
    if type_name in _FOR_EVER or _was_given(workspace, type_name, record_id):
        raise NotAllowed(_("What was given to somebody outside the team stays written down."))
    with workspace.shared.writing:  # nothing may arrive that this person has not seen
        changes = removing.removal(workspace, Piece(type_name, record_id))
        return workspace.commit(f"{type_name}.remove", changes, by=by)


def _refuse_decisions(type_name: str) -> None:
    if type_name == GivenUp.TYPE.name:
        raise NotAllowed(
            _("What is missing is given up where one sees that it is: `liaison device skip`.")
        )
    if type_name == Erasure.TYPE.name:
        raise NotAllowed(
            _("What was erased has a page of its own: Erased for good, or `liaison erasures`.")
        )


def _was_given(workspace: Workspace, type_name: str, record_id: str) -> bool:
    """Whether it is the copy of what somebody outside was given."""
    if type_name != Attachment.TYPE.name:
        return False
    return bool(workspace.read("SELECT 1 FROM disclosure WHERE kept = :id", {"id": record_id}))


def restore(workspace: Workspace, type_name: str, record_id: str, *, by: object = None) -> Touched:
    """Bring a removed record back, with all that went with it.

    Raises:
        UnknownRecord: there is no such kind or record.
    """
    known_type(type_name)
    with workspace.shared.writing:
        changes = removing.bringing_back(workspace, Piece(type_name, record_id))
        return workspace.commit(f"{type_name}.restore", changes, by=by)


def _complete(workspace: Workspace, record_type: RecordType, values: Values) -> dict[str, object]:
    """Replace the path of a file by what its record says of it, once it is kept."""
    found = dict(values)
    for name, spec in record_type.fields.items():
        path = found.get(name)
        if spec.kind is Kind.BLOB and isinstance(path, Path):
            kept = attachments.keep(workspace, path)
            found.update({key: value for key, value in kept.items() if not found.get(key)})
            found[name] = kept["blob"]
    return found


def _unset(record_type: RecordType, name: str, value: object) -> object:
    """Give the default for a value that was emptied where emptiness is no answer."""
    spec = known_field(record_type, name)
    if value is None and spec.default is not None and not spec.required:
        return spec.default
    return value
