"""The facts of a family that a purpose needs, value by value, and what is held back and why.

Each record is somebody's: a child's, the one adult's on whose word the facts go out, or the home's.
What another adult said, what names one, and whatever would lead to somebody who must not be
contacted or to a protected address stays out, whoever asks.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from liaison_app.actions.record_types import describe
from liaison_app.actions.titles import person_name, reference_titles, shown_value
from liaison_app.language import phones
from liaison_app.language.catalogues import N_, _, ngettext
from liaison_app.language.folding import fold
from liaison_app.packets.names_sought import named_in
from liaison_app.packets.recipients import is_current
from liaison_app.records import TYPES, Kind, Privacy
from liaison_app.records.people import HouseholdMember
from liaison_app.records.values import as_json

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from liaison_app.actions.share_grounds import Ground
    from liaison_app.actions.share_purposes import Source
    from liaison_app.packets.kept_out import KeptOut
    from liaison_app.packets.recipients import Circle
    from liaison_app.records import Record
    from liaison_app.records.values import Stored
    from liaison_app.workspace import Workspace

_WHERE = frozenset(("address", "school", "enrollment"))
"""What leads to where somebody lives or can be met: never given for a protected address."""

IN_ITS_PLACE = "substitute"
"""Stored kind of the address that a protected family is given for everybody to use."""

_TEXTS = frozenset((Kind.TEXT, Kind.LONG_TEXT))


class Held(StrEnum):
    """Why a value stays out."""

    RESTRICTED = "restricted"
    UNLISTED = "unlisted"
    PROTECTED = "protected"
    NO_CONTACT = "no-contact"
    ANOTHER = "another"
    UNTICKED = "unticked"


_WHY = {
    Held.RESTRICTED: (
        N_("{count} value is restricted, and the consent does not name it."),
        N_("{count} values are restricted, and the consent does not name them."),
    ),
    Held.UNLISTED: (
        N_("{count} value is not among what the consent allows."),
        N_("{count} values are not among what the consent allows."),
    ),
    Held.PROTECTED: (
        N_("{count} value would lead to an address that must not be given."),
        N_("{count} values would lead to an address that must not be given."),
    ),
    Held.NO_CONTACT: (
        N_("{count} text tells of somebody who must not be contacted."),
        N_("{count} texts tell of somebody who must not be contacted."),
    ),
    Held.ANOTHER: (
        N_("{count} text is another adult's, or names somebody else of the family."),
        N_("{count} texts are another adult's, or name somebody else of the family."),
    ),
    Held.UNTICKED: (
        N_("{count} value was left out by you."),
        N_("{count} values were left out by you."),
    ),
}


@dataclass(frozen=True)
class Value:
    """One value that will be given.

    Attributes:
        key: of record and field: what `left_out` names.
        kind: type of the record.
        field: its field.
        record: number of the record within what is given, from 1.
        about: whose it is, in words.
        label: of the field, in words.
        words: the value, in words.
        stored: the value, as programs read it; a reference is its title.
    """

    key: str
    kind: str
    field: str
    record: int
    about: str
    label: str
    words: str
    stored: Stored

    @property
    def source(self) -> Source:
        """The record type and field."""
        return self.kind, self.field


@dataclass(frozen=True)
class Scope:
    """About whom facts are given.

    Attributes:
        people: ids of the people whose facts may be in it; the adult among them.
        adult: id of the adult on whose word they go out; "" for nobody.
        alone: nobody else grown up lives in this home, so what "the family" said is the adult's.
        whole: the home's own facts may be in it: the adult lives there, and it is not about
            another adult alone.
        children: how the family's children who are not in it are called, folded.
    """

    people: tuple[str, ...]
    adult: str
    alone: bool
    whole: bool
    children: frozenset[str]


@dataclass
class Found:
    """Values in the order of the purpose, and how many were held back for which reason."""

    values: list[Value] = field(default_factory=list)
    held: Counter[Held] = field(default_factory=Counter)

    def words(self) -> tuple[str, ...]:
        """What was held back, one sentence for each reason."""
        return tuple(
            ngettext(*_WHY[reason], self.held[reason]).format(count=self.held[reason])
            for reason in Held
            if self.held[reason]
        )


def scope_of(workspace: Workspace, circle: Circle, person: str, adult: str) -> Scope:
    """About whom facts are given: the whole family, one child of it, or one adult.

    Args:
        workspace: where.
        circle: the family.
        person: id of the one whom it is about; "" for the whole family.
        adult: id of the adult on whose word the facts go out; "" for nobody.
    """
    children = {one.id: one for one in circle.children}
    about = [person] if person else [*children]
    people = tuple(dict.fromkeys(filter(None, (*about, adult))))
    members = workspace.all(HouseholdMember, household=circle.household.id)
    here = {one.person for one in members if is_current(one, workspace.today())}
    grown = {one.person.id for one in circle.candidates} | {one.id for one in circle.restricted}
    others = [one for key, one in children.items() if key not in people]
    names = (fold(name) for one in others for name in (one.given_name, one.preferred_name))
    lives_here = adult in here
    return Scope(
        people=people,
        adult=adult,
        alone=lives_here and here & grown == {adult},
        whole=(not person or person in children) and (lives_here or not adult),
        children=frozenset(filter(None, names)),
    )


def collect(
    workspace: Workspace,
    circle: Circle,
    scope: Scope,
    needs: Sequence[Source],
    *,
    kept: KeptOut,
    ground: Ground,
    left_out: frozenset[str],
) -> Found:
    """Take the values of some fields about these people.

    Args:
        workspace: where.
        circle: the family.
        scope: about whom.
        needs: the fields, in order.
        kept: names, numbers and streets that must not go out.
        ground: what allows it.
        left_out: keys of values that somebody unticked.
    """
    found = Found()
    taking = _Taking(workspace, circle, scope, kept, ground, left_out, found)
    for kind in dict.fromkeys(kind for kind, _field in needs):
        names = [name for each, name in needs if each == kind]
        for number, record in enumerate(taking.records(kind), 1):
            taking.take(record, names, number)
    return found


@dataclass
class _Taking:
    workspace: Workspace
    circle: Circle
    scope: Scope
    kept: KeptOut
    ground: Ground
    left_out: frozenset[str]
    found: Found

    def records(self, kind: str) -> Iterator[Record]:
        """The live records of a type that are about somebody in the scope."""
        cls, home = TYPES[kind].cls, self.circle.household.id
        for one in self._all(kind):
            if self._is_theirs(one):
                yield one
        if kind == "household" and self.scope.whole:
            yield from self.workspace.all(cls, id=home)

    def take(self, record: Record, names: Sequence[str], number: int) -> None:
        """Take the fields of a record that have a value and may go out."""
        flat = as_json(record)
        known = reference_titles(self.workspace, record.TYPE, [flat], names)
        for name in names:
            if flat[name] in (None, ""):
                continue
            if (reason := self._held(record, name, flat[name])) is not None:
                self.found.held[reason] += 1
                continue
            spec = record.TYPE.fields[name]
            words = shown_value(spec, flat[name], known)
            if any(one.digits for one in describe(record.TYPE.name).fields if one.name == name):
                words = phones.shown(str(flat[name])) or words
            self.found.values.append(
                Value(
                    key=_key(record, name),
                    kind=record.TYPE.name,
                    field=name,
                    record=number,
                    about=self._about(record),
                    label=_(spec.field.label),
                    words=words,
                    stored=words if spec.field.refers_to else flat[name],
                )
            )

    def _all(self, kind: str) -> list[Record]:
        """Every record of a type that may concern the family, each once."""
        spec, home = TYPES[kind], self.circle.household.id
        people = [name for name, refers_to in spec.references.items() if refers_to == "person"]
        found: list[Record] = []
        if kind == "person":
            found = [one for key in self.scope.people for one in self._by(kind, id=key)]
        elif kind == "school":
            pupils = [
                one for key in self.scope.people for one in self._by("enrollment", person=key)
            ]
            schools = dict.fromkeys(getattr(one, "school", "") for one in pupils)
            found = [one for key in schools for one in self._by(kind, id=key)]
        elif "household" in spec.references:
            found = list(self._by(kind, household=home))
        found += [
            one
            for name in people
            for key in self.scope.people
            for one in self._by(kind, **{name: key})
        ]
        return list({one.id: one for one in found}.values())

    def _by(self, kind: str, **equal: object) -> Sequence[Record]:
        return self.workspace.all(TYPES[kind].cls, **equal)

    def _is_theirs(self, record: Record) -> bool:
        """Whether a record is about the people in the scope, and about nobody else."""
        kind = record.TYPE.name
        if kind in {"person", "school"}:
            return True
        if kind == "contact_point" and getattr(record, "never_use", False):
            return False
        named = [
            getattr(record, name)
            for name, refers_to in record.TYPE.references.items()
            if refers_to == "person" and getattr(record, name)
        ]
        if kind in {"family_story", "visit", "note"}:  # words: whose they are decides
            return bool(named) or self.scope.whole
        if not named:
            return self.scope.whole
        return set(named) <= set(self.scope.people)

    def _held(self, record: Record, name: str, stored: Stored) -> Held | None:
        """Why a value stays out; None if it may go."""
        spec = record.TYPE.fields[name]
        source = (record.TYPE.name, name)
        restricted = spec.field.privacy is Privacy.RESTRICTED
        if not self.ground.allows(source, restricted=restricted):
            return Held.RESTRICTED if restricted else Held.UNLISTED
        if self.circle.protected and _leads_there(record):
            return Held.PROTECTED
        if not self._is_own(record, name):
            return Held.ANOTHER
        if spec.kind in _TEXTS and (reason := self._told(record, str(stored))) is not None:
            return reason
        return Held.UNTICKED if _key(record, name) in self.left_out else None

    def _is_own(self, record: Record, name: str) -> bool:
        """Whether words are of somebody in the scope, and a reference leads to nobody else."""
        spec = record.TYPE.fields[name]
        if spec.field.refers_to == "person":
            return getattr(record, name) in self.scope.people
        if record.TYPE.name == "family_story":
            teller = getattr(record, "told_by", "")
            return teller == self.scope.adult or (not teller and self.scope.alone)
        if (record.TYPE.name, name) in {("visit", "family_said"), ("note", "text")}:
            return self.scope.alone
        if (record.TYPE.name, name) == ("goal", "family_words"):
            agreed = getattr(record, "agreed_by", "")
            return agreed == self.scope.adult or (not agreed and self.scope.alone)
        return True

    def _told(self, record: Record, words: str) -> Held | None:
        """What typed words tell of somebody whom nothing may be told of."""
        kept = self.kept
        named = record.TYPE.name in {"person", "staff_member", "school"}
        if kept.restricted_in(words, typed=not named):
            return Held.NO_CONTACT
        if named:
            return None
        if record.TYPE.name != "address" and kept.names_place(words, typed=True):
            return Held.PROTECTED
        if kept.names_another(words) or named_in(words, self.scope.children):
            return Held.ANOTHER
        return None

    def _about(self, record: Record) -> str:
        """Whose a record is: a person's, else the family's."""
        if record.TYPE.name == "person":
            return self._called(record.id)
        if record.TYPE.name == "school":
            return _("School")
        references = record.TYPE.references
        for name, refers_to in references.items():
            if refers_to == "person" and getattr(record, name):
                return self._called(getattr(record, name))
        return _("Family")

    def _called(self, person: str) -> str:
        rows = self.workspace.read("SELECT * FROM person WHERE id = :id", {"id": person})
        return person_name(rows[0]) if rows else ""


def _leads_there(record: Record) -> bool:
    """Whether a record leads to a protected address; what stands in its place does not."""
    return record.TYPE.name in _WHERE and str(getattr(record, "kind", "")) != IN_ITS_PLACE


def _key(record: Record, name: str) -> str:
    return f"{record.TYPE.name}.{name}:{record.id}"
