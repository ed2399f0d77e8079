"""Differences that wait for a person: what two people wrote without knowing of each other.

Both values are kept, one is shown, and an answer is an ordinary change that settles the difference
on every laptop. An ordinary edit never does: it replaces only what its author saw.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from liaison_app.actions import difference_sides, difference_words
from liaison_app.actions.difference_places import difference_id, open_places
from liaison_app.actions.records import parse
from liaison_app.errors import AlreadyAnswered, InvalidValue
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records import TYPES, Kind, Merge
from liaison_app.records.governance import StaffMember
from liaison_app.records.values import Stored, from_stored
from liaison_app.store.merge import DELETED
from liaison_app.workspace import Put

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from liaison_app.actions.difference_sides import Open, Place, Wrote
    from liaison_app.workspace import Touched, Workspace

__all__ = [
    "Difference",
    "Side",
    "answer",
    "as_json",
    "counts",
    "difference",
    "difference_id",
    "differences",
    "value_now",
    "waiting",
]


@dataclass(frozen=True)
class Side:
    """One of the values; equal ones are one side.

    Attributes:
        number: from 1, oldest first, the same on every laptop; of a removal 1 is to keep.
        words: the value as it is read; a text in full.
        value: the value as it is stored; `None` also for what is never shown.
        who: who wrote it, in one line.
        author: the one person who wrote it; "" if several did, or nobody knows.
        at: when it was last written, in UTC, by that laptop's clock.
        said: who, when, and what they had not seen then.
        shown: it is what the record shows meanwhile.
        may_keep: this program can write it; not what a newer one made.
    """

    number: int
    words: str
    value: Stored
    who: str
    author: str
    at: datetime
    said: str
    shown: bool
    may_keep: bool


@dataclass(frozen=True)
class Difference:
    """One difference.

    Attributes:
        id: the same on every laptop.
        field: `deleted` if the question is whether the record stays.
        title: whose record it is and what it is: “Lan Tran · Address”.
        household: id of the family; "" without one.
        family: what it is called.
        label: what is in question: the field's label.
        explained: a sentence or two: what is the matter, what counts meanwhile.
        question: what the person is asked.
        urgent: it is about consent, and comes first.
        long: texts, to be read side by side.
        may_write: another value than these may be written.
        seen: names exactly these sides; give it back to `answer`.
    """

    id: str
    type: str
    record: str
    field: str
    title: str
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

    @property
    def shown(self) -> Side:
        """The side that is shown meanwhile."""
        return next((side for side in self.sides if side.shown), self.sides[-1])


def differences(
    workspace: Workspace, household: str = "", *, limit: int | None = None
) -> tuple[Difference, ...]:
    """The differences that wait: consent first, then the newest.

    Args:
        workspace: where.
        household: only those of this family.
        limit: at most so many.
    """
    found = [
        (_read(workspace, place), homes)
        for place, homes in open_places(workspace).values()
        if not household or household in homes
    ]
    found.sort(key=lambda one: (_newest(one[0]), one[0].place.id, one[0].place.field), reverse=True)
    found.sort(key=lambda one: one[0].place.policy is not Merge.CONSENT)
    return tuple(_difference(workspace, one, homes, household) for one, homes in found[:limit])


def difference(workspace: Workspace, difference_id: str) -> Difference:
    """One difference.

    Raises:
        AlreadyAnswered: none of this id waits any more.
    """
    place, homes = _place(workspace, difference_id)
    return _difference(workspace, _read(workspace, place), homes, "")


def answer(
    workspace: Workspace,
    difference_id: str,
    *,
    keep: int | None = None,
    value: object = None,
    seen: str = "",
    by: object = None,
    draft: str = "",
) -> Touched:
    """Settle a difference, here and, once it got there, on every laptop.

    Args:
        workspace: where.
        difference_id: which.
        keep: the number of the side that is right; or else
        value: another value: text as a person types it ("" for nothing), or a value of the field's
            kind.
        seen: the `seen` of the difference that the person looked at: what came since is not
            settled unread.
        by: handed back in `Touched`.
        draft: the draft that this saves.

    Raises:
        AlreadyAnswered: it was settled meanwhile, here or elsewhere, or another value came.
        InvalidValue: there is no such side, or the value does not fit; the message says why.
    """
    if keep is None and value is None:
        raise InvalidValue(_("Say which side is right, or write another value."))
    with workspace.shared.writing:  # nothing may arrive between the look and the commit
        place, _homes = _place(workspace, difference_id)
        found = _read(workspace, place)
        if seen and seen != found.seen:
            raise AlreadyAnswered(
                _("Something else was written here meanwhile. Look at it again, then answer.")
            )
        chosen = _typed(place, value) if keep is None else _kept(workspace, found, keep)
        put = Put(TYPES[place.type].cls, place.id, {place.field: chosen}, settle=True)
        return workspace.commit("difference.answer", [put], by=by, discard_draft=draft)


def counts(workspace: Workspace) -> Mapping[str, int]:
    """How many differences wait in each family that has some: id to number."""
    return Counter(home for _place, homes in open_places(workspace).values() for home in homes)


def waiting(workspace: Workspace) -> int:
    """How many differences wait in all."""
    return len(open_places(workspace))


def value_now(workspace: Workspace, one: Difference) -> Stored:
    """What the record holds now in the field of a difference, as it is stored."""
    place = f"SELECT {one.field} AS value FROM {one.type} WHERE id = :id"  # noqa: S608  (declared)
    value: Stored = workspace.read(place, {"id": one.record})[0]["value"]
    spec = TYPES[one.type].fields.get(one.field)
    if spec is None or spec.kind is Kind.YES_NO:
        return None if value is None else bool(value)
    return None if spec.field.secret else value


def _place(workspace: Workspace, difference_id: str) -> tuple[Place, tuple[str, ...]]:
    found = open_places(workspace).get(difference_id)
    if found is None:
        raise AlreadyAnswered(
            _("This difference does not wait any more: it was answered, here or on another laptop.")
        )
    return found


def _read(workspace: Workspace, place: Place) -> Open:
    return workspace.reading(lambda conn: difference_sides.read(conn, place, workspace.device))


def _newest(found: Open) -> datetime:
    return max(one.at for one in found.writes)


def _kept(workspace: Workspace, found: Open, number: int) -> object:
    sides = _sides(workspace, found)
    side = next((one for one in sides if one.number == number), None)
    if side is None:
        sentence = ngettext(
            "There is {count} side to keep: write its number.",
            "There are {count} sides to choose from: write the number of one.",
            len(sides),
        )
        raise InvalidValue(sentence.format(count=len(sides)))
    if found.place.field == DELETED:
        return bool(_grouped(found)[number - 1][0])
    if not side.may_keep:
        raise InvalidValue(
            _("A newer version of Liaison wrote this value. Update Liaison, then keep it.")
        )
    spec = TYPES[found.place.type].fields[found.place.field]
    return from_stored(spec, _grouped(found)[number - 1][0])


def _typed(place: Place, value: object) -> object:
    if not _may_write(place):
        raise InvalidValue(_("Here one of the sides must be kept; nothing else can be written."))
    read = parse(place.type, {place.field: value})[place.field] if isinstance(value, str) else value
    spec = TYPES[place.type].fields[place.field]
    return spec.default if read is None and not spec.required else read


def _may_write(place: Place) -> bool:
    spec = TYPES[place.type].fields.get(place.field)
    return spec is not None and spec.kind is not Kind.BLOB and not spec.field.secret


def _difference(
    workspace: Workspace, found: Open, homes: Sequence[str], household: str
) -> Difference:
    place = found.place
    home = household or (homes[0] if homes else "")
    whose = difference_words.whose(workspace, place.type, place.id, place.field, home)
    sides = _sides(workspace, found)
    spec = TYPES[place.type].fields.get(place.field)
    long = spec is not None and spec.kind is Kind.LONG_TEXT
    return Difference(
        id=difference_id(place.id, place.field),
        type=place.type,
        record=place.id,
        field=place.field,
        title=whose.title,
        household=home,
        family=whose.family,
        label=difference_words.label_of(place.type, place.field),
        explained=_explained(workspace, found, sides, long=long),
        question=difference_words.question(place.type, place.field, place.policy),
        urgent=place.policy is Merge.CONSENT,
        sides=sides,
        long=long,
        may_write=_may_write(place),
        seen=found.seen,
    )


def _explained(workspace: Workspace, found: Open, sides: Sequence[Side], *, long: bool) -> str:
    place = found.place
    if place.field != DELETED:
        shown = next((side.words for side in sides if side.shown), "")
        return difference_words.explained(place.policy, shown, long=long)
    others = [one for one in found.writes if not one.value]
    fields = dict.fromkeys(one.field for one in others if one.field != DELETED)
    labels = (difference_words.label_of(place.type, name) for name in fields)
    return difference_words.removal(
        place.type,
        [_who(workspace, one.dev) for one in found.writes if one.value],
        [_who(workspace, one.dev) for one in others],
        ", ".join(f"“{isolate(label)}”" for label in labels),
    )


def _sides(workspace: Workspace, found: Open) -> tuple[Side, ...]:
    return tuple(
        _side(workspace, found, number, value, writes)
        for number, (value, writes) in enumerate(_grouped(found), start=1)
    )


def _grouped(found: Open) -> list[tuple[Stored, list[Wrote]]]:
    """The different values with those who wrote each, oldest first; of a removal, to keep first."""
    groups: dict[str, tuple[Stored, list[Wrote]]] = {}
    for one in found.writes:
        groups.setdefault(repr(one.value), (one.value, []))[1].append(one)
    made = list(groups.values())
    return sorted(made, key=lambda one: bool(one[0])) if found.place.field == DELETED else made


def _side(
    workspace: Workspace, found: Open, number: int, value: Stored, writes: Sequence[Wrote]
) -> Side:
    place = found.place
    spec = TYPES[place.type].fields.get(place.field)
    people = [_who(workspace, one.dev) for one in writes]
    own = {one.dev for one in writes}
    others = sorted(set().union(*(one.unaware_of for one in writes)) - own)
    last = max(one.at for one in writes)
    who = difference_words.names(people)
    return Side(
        number=number,
        words=difference_words.value_words(workspace, place.type, place.field, value),
        value=None if spec and spec.field.secret else value,
        who=who,
        author=people[0] if set(people) - {_("another laptop")} == set(people[:1]) else "",
        at=last,
        said=difference_words.written(who, last, [_who(workspace, dev) for dev in others]),
        shown=repr(value) == repr(found.shown),
        may_keep=spec is None or difference_words.writable(spec, value),
    )


def _who(workspace: Workspace, dev: str) -> str:
    """A restored laptop is still the same person's: only the part before the dot counts."""
    if dev.partition(".")[0] != workspace.device.partition(".")[0]:
        return _("another laptop")
    if not workspace.person:
        return _("this laptop")
    return workspace.get(StaffMember, workspace.person).name


def as_json(one: Difference) -> dict[str, Any]:
    """A difference as one JSON object; values as they are stored."""
    return {
        "id": one.id,
        "type": one.type,
        "record": one.record,
        "field": one.field,
        "values": [side.value for side in one.sides],
        "shown": one.shown.value,
        "household": one.household,
        "family": one.family,
        "title": one.title,
        "label": one.label,
        "explained": one.explained,
        "question": one.question,
        "urgent": one.urgent,
        "sides": [_side_json(side) for side in one.sides],
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {
        "number": side.number,
        "value": side.value,
        "words": side.words,
        "who": side.who,
        "at": side.at.isoformat(),
        "shown": side.shown,
    }
