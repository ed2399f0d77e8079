"""Who changed what, when, from what to what, in words; and the way back to a former value."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from liaison_app.actions import protected_places
from liaison_app.actions.action_words import words_for
from liaison_app.actions.emptying import Rights
from liaison_app.actions.laptops import who_of
from liaison_app.actions.record_types import known_type
from liaison_app.actions.titles import shown_value, titles
from liaison_app.errors import UnknownRecord
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records import Kind, Merge, RecordType
from liaison_app.records.people import Address
from liaison_app.records.values import from_stored
from liaison_app.store import history
from liaison_app.store.merge import DELETED, REDACT
from liaison_app.workspace import Put, Touched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from liaison_app.store.history import Entry
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Change:
    """One change of one field.

    Attributes:
        revision: its number on this laptop: what `put_back` and `care.redact` take.
        at: when, in UTC.
        who: who made it: a name, or that it was another laptop.
        action: what was being done.
        field: the field's name, "" for the record as a whole.
        label: the field's label.
        before: the former value in words; "" for none.
        after: the new value in words; "" for none.
        words: all of it but who and when, as one sentence.
        long: a text whose versions are worth reading one by one.
        current: this is the value shown now.
        may_put_back: `put_back` would change something.
        may_empty: it is text that the record can do without, and this laptop may empty it:
            `care.redact` is offered.
    """

    revision: int
    at: datetime
    who: str
    action: str
    field: str
    label: str
    before: str
    after: str
    words: str
    long: bool
    current: bool
    may_put_back: bool
    may_empty: bool


def history_of(workspace: Workspace, type_name: str, record_id: str) -> tuple[Change, ...]:
    """Every change of a record, newest first.

    Raises:
        UnknownRecord: there is no such kind or record.
    """
    record_type = known_type(type_name)
    workspace.get(record_type.cls, record_id)
    entries = [e for e in history.of_record(workspace.conn, record_id) if _worth(e)]
    known = _referred(workspace, record_type, entries)
    newest = {entry.field: entry.n for entry in entries}
    emptied = {e.field.removeprefix(REDACT) for e in entries if e.field.startswith(REDACT)}
    hidden = protected_places.hidden_fields(workspace, type_name, record_id)
    reader = _Reader(workspace, record_type, record_id, known, newest, emptied, hidden)
    return tuple(reader.change(entry) for entry in reversed(entries))


def put_back(
    workspace: Workspace, type_name: str, record_id: str, revision: int, field: str
) -> Touched:
    """Write a former value of a field again, as a new change.

    Raises:
        UnknownRecord: there is no such kind, record or version.
        InvalidValue: the record is a ledger's, or the field was emptied for good.
    """
    record_type = known_type(type_name)
    for entry in history.of_record(workspace.conn, record_id):
        if entry.n == revision and entry.field == field:
            spec = record_type.fields.get(field)
            value = entry.after if spec is None else from_stored(spec, entry.after)
            if record_type is Address.TYPE:
                protected_places.refuse_change(workspace, record_id, {field: value})
            put = Put(record_type.cls, record_id, {field: value})
            return workspace.commit(f"{type_name}.restore", [put])
    raise UnknownRecord(_("There is no such version of this field."))


@dataclass(frozen=True)
class _Reader:
    workspace: Workspace
    type: RecordType
    id: str
    known: dict[str, str]
    newest: dict[str, int]
    emptied: set[str]
    hidden: tuple[str, ...] = ()
    people: dict[str, str] = field(default_factory=dict)
    rights: dict[str, bool] = field(default_factory=dict)

    def change(self, entry: Entry) -> Change:
        """One entry of the log in words."""
        name = entry.field.removeprefix(REDACT)
        before = " / ".join(self._value(name, value) for value in entry.before)
        after = self._value(name, entry.after)
        current = self.newest[entry.field] == entry.n
        plain = not entry.field.startswith(REDACT)
        fixed = self.type.rows is Merge.LEDGER or name in self.emptied
        return Change(
            revision=entry.n,
            at=entry.at,
            who=self._who(entry.device),
            action=words_for(entry.action),
            field="" if name == DELETED else name,
            label=self._label(name),
            before=before,
            after=after if plain else "",
            words=self._words(entry, name, before, after),
            long=name != DELETED and self.type.fields[name].kind is Kind.LONG_TEXT,
            current=current,
            may_put_back=(
                plain and not current and not fixed and name not in (DELETED, *self.hidden)
            ),
            may_empty=plain and bool(after) and not fixed and self._may_empty(name),
        )

    def _who(self, device: str) -> str:
        if device not in self.people:
            self.people[device] = who_of(self.workspace, device)
        return self.people[device]

    def _may_empty(self, name: str) -> bool:
        spec = self.type.fields.get(name)
        if spec is None or spec.kind not in (Kind.TEXT, Kind.LONG_TEXT) or spec.required:
            return False
        if name not in self.rights:
            may = self._may.may_empty(self.type.name, self.id, name)
            self.rights[name] = may
        return self.rights[name]

    @cached_property
    def _may(self) -> Rights:
        return Rights(self.workspace)

    def _label(self, name: str) -> str:
        return "" if name == DELETED else _(self.type.fields[name].field.label)

    def _value(self, name: str, stored: Any) -> str:
        spec = self.type.fields.get(name)
        if spec is None or spec.field.secret or name in (*self.emptied, *self.hidden):
            return ""
        return shown_value(spec, stored, self.known)

    def _words(self, entry: Entry, name: str, before: str, after: str) -> str:
        label = isolate(self._label(name))
        if entry.field.startswith(REDACT):
            sentence = _("{field} emptied for good") if entry.after else _("{field} may be filled")
            return sentence.format(field=label)
        if name == DELETED:
            whole = isolate(_(self.type.label))
            if entry.after:
                return _("{what} removed").format(what=whole)
            again = _("{what} brought back") if entry.before else _("{what} added")
            return again.format(what=whole)
        if self.type.fields[name].field.secret or name in self.hidden:
            return _("{field}: not shown").format(field=label)
        if name in self.emptied:
            return _("{field} changed; emptied for good since").format(field=label)
        if not before:
            return _("{field}: “{after}”").format(field=label, after=isolate(after))
        if not after:
            return _("{field}: “{before}” taken away").format(field=label, before=isolate(before))
        return _("{field}: from “{before}” to “{after}”").format(
            field=label, before=isolate(before), after=isolate(after)
        )


def _worth(entry: Entry) -> bool:
    """Whether a change says anything: a field made empty when the record was made does not."""
    return entry.field == DELETED or entry.after not in (None, "") or bool(entry.before)


def _referred(
    workspace: Workspace, record_type: RecordType, entries: Sequence[Entry]
) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, refers_to in record_type.references.items():
        values = [v for e in entries if e.field == name for v in (*e.before, e.after) if v]
        found.update(titles(workspace, refers_to, values))
    return found
