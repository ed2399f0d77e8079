"""The rules by which an import writes one record: what it may add, renew, or must leave alone.

A record of a system with keys gets an id made of root, source, type and key, so that laptops that
read the same export make the same records. A field is renewed only if it was never written or was
last written by an import; a value that a person wrote stands, and the account says what the school
has. What a person removed stays removed. Nothing is ever deleted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.interchange.account import Outcome, Tally
from liaison_app.language.catalogues import _
from liaison_app.records import TYPES, Record
from liaison_app.records.people import ExternalId
from liaison_app.records.values import to_stored
from liaison_app.workspace import Add, Change, Put, Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.interchange.existing import Existing, Found
    from liaison_app.interchange.matching import Matcher
    from liaison_app.interchange.provenance import Provenance
    from liaison_app.interchange.roster import Line


@dataclass(slots=True)
class Desk:
    """What every part of a plan needs: what is here, who wrote it, and the plan so far."""

    workspace: Workspace
    source: str
    here: Existing
    matcher: Matcher
    provenance: Provenance
    tally: Tally = field(default_factory=Tally)
    changes: list[Change] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)  # of people, by their key in the export
    new: set[str] = field(default_factory=set)
    erased: Mapping[str, str] = field(default_factory=dict)  # ids and marks, to a code

    def id_for(self, record_type: str, key: str) -> str:
        """The id of a record that the source keys."""
        return self.workspace.imported_id(self.source, record_type, key)

    def add(self, record: Record, at: Line, why: str = "") -> None:
        """Plan a new record; one that an undone import had made is brought back instead."""
        kind = record.TYPE.name
        if record.id in self.new:
            return
        here = self.here.get(kind, record.id)
        if here is None:
            self.changes.append(Add(record))
        else:
            values = {
                name: getattr(record, name)
                for name in record.TYPE.fields
                if self.provenance.may_write(kind, record.id, name)
            }
            self.changes.append(Put(type(record), record.id, {"deleted": False, **values}))
        self.new.add(record.id)
        self.tally.added[kind] += 1
        if why:
            self.tally.say(at, Outcome.ADDED, why, record_type=kind, record=record.id)

    def may_add(self, record_type: str, record_id: str) -> bool:
        """Whether a record can be made under this id: none was, or only undoing removed it."""
        here = self.here.get(record_type, record_id)
        if here is None:
            return True
        undone = here.deleted and self.provenance.presence_by_import(record_type, record_id)
        return undone and self.provenance.is_ours(record_type, record_id)

    def renew(
        self,
        record_type: str,
        here: Found,
        incoming: Mapping[str, object],
        at: Line,
        *,
        blanks: bool = False,
    ) -> None:
        """Plan the fields of a record that differ, as far as an import may write them.

        An empty incoming value says nothing, unless `blanks` says that it does.
        """
        fields = TYPES[record_type].fields
        differing = {
            name: value
            for name, value in incoming.items()
            if (blanks or value not in (None, ""))
            and to_stored(fields[name], value) != here.values[name]
        }
        changed = {}
        for name, value in differing.items():
            if self.provenance.may_write(record_type, here.id, name):
                changed[name] = value
            else:
                self.school_says(record_type, here.id, name, value, at)
        if not changed:
            self.tally.matched[record_type] += 1
            return
        # Every live write of these fields is an import's: the newest export settles them.
        self.changes.append(Put(TYPES[record_type].cls, here.id, changed, settle=True))
        self.tally.changed[record_type] += 1
        labels = ", ".join(_(fields[name].field.label) for name in changed)
        self.tally.say(at, Outcome.CHANGED, labels, record_type=record_type, record=here.id)

    def school_says(
        self, record_type: str, record_id: str, name: str, value: object, at: Line
    ) -> None:
        """Say that the school has another value than the one which a person wrote here."""
        label = _(TYPES[record_type].fields[name].field.label)
        stored = to_stored(TYPES[record_type].fields[name], value)
        why = _("{field}: the school says “{value}”. What was written here stays.")
        self.tally.say(
            at,
            Outcome.SCHOOL_SAYS,
            why.format(field=label, value=stored),
            record_type=record_type,
            record=record_id,
        )

    def number(self, record_type: str, record_id: str, key: str, at: Line) -> None:
        """Keep the number under which the source holds a record."""
        if self.here.by_number.get((record_type, self.source, key)) == record_id:
            return
        made = self.id_for("external_id", f"{record_type}|{key}")
        if self.may_add("external_id", made):
            number = ExternalId(
                id=made, record_type=record_type, record=record_id, system=self.source, key=key
            )
            self.add(number, at)
