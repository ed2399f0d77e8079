"""Differences that wait for a person: what two people wrote without knowing of each other.

Both values are kept, one is shown, and an answer is an ordinary change that settles the difference
on every laptop. An ordinary edit never does: it replaces only what its author saw.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from liaison_app.actions import difference_sides, removing
from liaison_app.actions.difference_cards import Difference, Reader, Side, grouped, may_write
from liaison_app.actions.difference_places import open_places
from liaison_app.actions.records import parse
from liaison_app.actions.titles import title
from liaison_app.errors import AlreadyAnswered, InvalidValue
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records import TYPES, Kind, Merge
from liaison_app.records.values import from_stored
from liaison_app.store.belonging import Piece
from liaison_app.store.merge import DELETED
from liaison_app.workspace import Put

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from liaison_app.actions.difference_sides import Open, Place
    from liaison_app.records.values import Stored
    from liaison_app.workspace import Touched, Workspace

__all__ = [
    "Difference",
    "Side",
    "answer",
    "as_json",
    "counts",
    "difference",
    "differences",
    "family_name",
    "value_now",
    "waiting",
]


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
    reader = Reader(workspace)
    return tuple(reader.card(one, homes, household) for one, homes in found[:limit])


def difference(workspace: Workspace, difference_id: str) -> Difference:
    """One difference.

    Raises:
        AlreadyAnswered: none of this id waits any more.
    """
    place, homes = _place(workspace, difference_id)
    return Reader(workspace).card(_read(workspace, place), homes)


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
        if place.field == DELETED:  # the same is said of all that is its own
            changes = removing.answer(workspace, Piece(place.type, place.id), removed=bool(chosen))
        else:
            cls = TYPES[place.type].cls
            changes = [Put(cls, place.id, {place.field: chosen}, settle=True)]
        return workspace.commit("difference.answer", changes, by=by, discard_draft=draft)


def counts(workspace: Workspace) -> Mapping[str, int]:
    """How many differences wait in each family that has some: id to number."""
    return Counter(home for _place, homes in open_places(workspace).values() for home in homes)


def waiting(workspace: Workspace) -> int:
    """How many differences wait in all."""
    return len(open_places(workspace))


def family_name(workspace: Workspace, household: str) -> str:
    """What the family is called, kept apart from other words; "" for none."""
    return isolate(title(workspace, "household", household)) if household else ""


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
    sides = Reader(workspace).sides(found)
    side = next((one for one in sides if one.number == number), None)
    if side is None:
        sentence = ngettext(
            "There is {count} side to keep: write its number.",
            "There are {count} sides to choose from: write the number of one.",
            len(sides),
        )
        raise InvalidValue(sentence.format(count=len(sides)))
    if found.place.field == DELETED:
        return bool(grouped(found)[number - 1][0])
    if not side.may_keep:
        raise InvalidValue(
            _("A newer version of Liaison wrote this value. Update Liaison, then keep it.")
        )
    spec = TYPES[found.place.type].fields[found.place.field]
    return from_stored(spec, grouped(found)[number - 1][0])


def _typed(place: Place, value: object) -> object:
    if not may_write(place):
        raise InvalidValue(_("Here one of the sides must be kept; nothing else can be written."))
    read = parse(place.type, {place.field: value})[place.field] if isinstance(value, str) else value
    spec = TYPES[place.type].fields[place.field]
    return spec.default if read is None and not spec.required else read


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
        "written": list(one.written),
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
