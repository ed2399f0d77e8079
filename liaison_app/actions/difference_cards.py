"""One difference as it is put before a person: its sides in words, and what counts meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from liaison_app.actions import difference_left, difference_words
from liaison_app.actions.difference_places import difference_id
from liaison_app.actions.laptops import who_of
from liaison_app.language.catalogues import _
from liaison_app.language.names import isolate
from liaison_app.records import TYPES, Kind, Merge
from liaison_app.records.governance import StaffMember
from liaison_app.store.merge import DELETED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from liaison_app.actions.difference_sides import Open, Place, Wrote
    from liaison_app.records.values import Stored
    from liaison_app.workspace import Workspace


@dataclass(frozen=True)
class Side:
    """One of the values; equal ones are one side.

    Attributes:
        number: from 1, oldest first, the same on every laptop; of a removal 1 is to keep.
        words: the value as it is read; a text in full.
        value: the value as it is stored; `None` also for what is never shown.
        who: who wrote it, in one line; "" for what can be done and nobody wrote.
        author: the one person who wrote it; "" if several did, or nobody knows.
        at: when it was last written, in UTC, by that laptop's clock.
        when: when, and what they had not seen then.
        shown: it is what the record shows meanwhile.
        may_keep: this program can write it; not what a newer one made.
        does: what keeping it does, where that is more than to write its value.
        household: the family whose page shows it, where the sides are records of their own.
    """

    number: int
    words: str
    value: Stored
    who: str
    author: str
    at: datetime
    when: str
    shown: bool
    may_keep: bool
    does: str = ""
    household: str = ""

    @property
    def said(self) -> str:
        """Who wrote it, when, and what they had not seen then; "" if it is nobody's."""
        if not self.who:
            return ""
        return _("{who}, {when}").format(who=self.who, when=self.when)


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes:
        id: the same on every laptop.
        field: `deleted` if the question is whether the record stays.
        about: whose record it is and what it is: “Lan Tran”, “Address”.
        household: id of the family; "" without one.
        family: what it is called.
        label: what is in question: the field's label.
        explained: a sentence or two: what is the matter, what counts meanwhile.
        question: what the person is asked.
        urgent: it is about consent or an address that lies open, and comes first.
        long: texts, to be read side by side.
        may_write: another value than these may be written.
        seen: names exactly these sides; give it back to `answer`.
        written: what a removal had not seen, a line each: what a colleague wrote for the family,
            person or visit, or the fields that were changed in the record.
        left: it is removed, and what a colleague wrote for it is there still.
        before: of texts, the one that all sides were made from; "" for none.
        doubt: what several records say together that can hardly be so; "" for one field's values.
        leave: what it is called to leave all as it is and not to be asked again; "" if that cannot
            be.
    """

    id: str
    type: str
    record: str
    field: str
    about: tuple[str, ...]
    household: str
    family: str
    label: str
    explained: str
    question: str
    urgent: bool
    sides: tuple[Side, ...]
    long: bool
    may_write: bool
    seen: str
    written: tuple[str, ...] = ()
    left: bool = False
    before: str = ""
    doubt: str = ""
    leave: str = ""

    @property
    def merges(self) -> bool:
        """Whether keeping a side makes two entries one, which is looked at before."""
        return self.doubt in ("same_person", "same_family")

    @property
    def seals(self) -> bool:
        """Whether keeping a side seals an address for good, which is looked at before."""
        return self.doubt == "open_address"

    @property
    def title(self) -> str:
        """Whose record it is and what it is, in one line: “Lan Tran · Address”."""
        return " · ".join(isolate(part) for part in self.about)

    @property
    def removal(self) -> bool:
        """Whether the question is if the record stays, which somebody removed."""
        return self.field == DELETED

    @property
    def shown(self) -> Side:
        """The side that is shown meanwhile."""
        return next((side for side in self.sides if side.shown), self.sides[-1])


@dataclass(frozen=True)
class Reader:
    """Puts differences into words; asks for each laptop's person only once."""

    workspace: Workspace

    def card(self, found: Open, homes: Sequence[str], household: str = "") -> Difference:
        """A difference in words.

        Args:
            found: as the log has it.
            homes: the families it belongs to.
            household: the one of them that it is shown with; the first by default.
        """
        place = found.place
        home = household or (homes[0] if homes else "")
        about = difference_words.whose(self.workspace, place.type, place.id, place.field, home)
        sides = self.sides(found)
        spec = TYPES[place.type].fields.get(place.field)
        long = spec is not None and spec.kind is Kind.LONG_TEXT
        return Difference(
            id=difference_id(place.id, place.field),
            type=place.type,
            record=place.id,
            field=place.field,
            about=about.parts,
            household=home,
            family=about.family,
            label=difference_words.label_of(place.type, place.field),
            explained=self._explained(found, sides, long=long),
            question=difference_left.question(place.type)
            if found.left
            else difference_words.question(place.type, place.field, place.policy),
            urgent=place.policy is Merge.CONSENT,
            sides=sides,
            long=long,
            may_write=may_write(place),
            seen=found.seen,
            written=difference_left.lines(self.workspace, found.left)
            or difference_left.changed(self.workspace, place.type, found.unseen),
            left=bool(found.left),
            before=str(found.before or "") if long else "",
        )

    def sides(self, found: Open) -> tuple[Side, ...]:
        """The sides of a difference in words."""
        return tuple(
            self._side(found, number, value, writes)
            for number, (value, writes) in enumerate(grouped(found), start=1)
        )

    def _side(self, found: Open, number: int, value: Stored, writes: Sequence[Wrote]) -> Side:
        place = found.place
        spec = TYPES[place.type].fields.get(place.field)
        people = [self.who(one.dev) for one in writes]
        own = {one.dev for one in writes}
        others = sorted(set().union(*(one.unaware_of for one in writes)) - own)
        last = max(one.at for one in writes)
        known = set(people) - {_("another laptop")}
        return Side(
            number=number,
            words=difference_left.side_words(removed=bool(value))
            if found.left
            else difference_words.value_words(self.workspace, place.type, place.field, value),
            value=None if spec and difference_words.is_hidden(spec) else value,
            who=difference_words.names(people, begin=True),
            author=people[0] if known == {people[0]} else "",
            at=last,
            when=difference_words.when(last, self.today, [self.who(dev) for dev in others]),
            shown=repr(value) == repr(found.shown),
            may_keep=spec is None or difference_words.writable(spec, value),
        )

    def _explained(self, found: Open, sides: Sequence[Side], *, long: bool) -> str:
        place = found.place
        if place.field != DELETED:
            shown = next((side.words for side in sides if side.shown), "")
            return difference_words.explained(place.policy, shown, long=long)
        removers = [one.dev for one in found.writes if one.value]
        others = [one for one in found.writes if not one.value]
        who = [self.who(dev) for dev in removers]
        went = difference_left.went_with(self.workspace, place)
        if found.left:
            authors = [self.who(one.dev) for one in others if one.dev not in removers]
            return f"{difference_left.explained(place.type, who, authors, found.left)}{went}"
        fields = dict.fromkeys(name for name, _value in found.unseen)
        labels = (difference_words.label_of(place.type, name) for name in fields)
        said = difference_words.removal(
            place.type,
            who,
            [self.who(one.dev) for one in others],
            ", ".join(_("“{label}”").format(label=isolate(label)) for label in labels),
        )
        return f"{said}{went}"

    @cached_property
    def today(self) -> date:
        """The local date."""
        return self.workspace.today()

    @cached_property
    def _known(self) -> dict[str, str]:
        return {}

    def who(self, dev: str) -> str:
        """The name of who works at a laptop."""
        if dev not in self._known:
            self._known[dev] = self._asked(dev)
        return self._known[dev]

    def _asked(self, dev: str) -> str:
        """A restored laptop is still the same person's: only the part before the dot counts."""
        own = self.workspace.device.partition(".")[0]
        if dev.partition(".")[0] == own and self.workspace.person:
            return self.workspace.get(StaffMember, self.workspace.person).name
        return who_of(self.workspace, dev)


def grouped(found: Open) -> list[tuple[Stored, list[Wrote]]]:
    """The different values with those who wrote each, oldest first; of a removal, to keep first."""
    groups: dict[str, tuple[Stored, list[Wrote]]] = {}
    for one in found.writes:
        groups.setdefault(repr(one.value), (one.value, []))[1].append(one)
    made = list(groups.values())
    return sorted(made, key=lambda one: bool(one[0])) if found.place.field == DELETED else made


def may_write(place: Place) -> bool:
    """Whether another value than the sides may be written."""
    spec = TYPES[place.type].fields.get(place.field)
    if spec is None or spec.kind is Kind.BLOB:
        return False
    return not difference_words.is_hidden(spec)
