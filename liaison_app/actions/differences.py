"""Differences that wait for a person: what two people wrote without knowing of each other.

Both values are kept, one is shown, and an answer is an ordinary change that settles the difference
on every laptop. An ordinary edit never does: it replaces only what its author saw. In the same list
stands what several records say together that can hardly be so, such as one kit lent twice.
"""

from __future__ import annotations

from collections import Counter
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from liaison_app.actions import clash_answers, clash_cards, difference_sides, duties, removing
from liaison_app.actions.difference_cards import Difference, Reader, Side, grouped, may_write
from liaison_app.actions.difference_places import open_places
from liaison_app.actions.records import parse
from liaison_app.actions.titles import title
from liaison_app.errors import AlreadyAnswered, InvalidValue, NotAllowed
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records import TYPES, Kind, Merge
from liaison_app.records.looked_at import Doubt
from liaison_app.records.values import from_stored
from liaison_app.store import clashes
from liaison_app.store.belonging import Piece
from liaison_app.store.merge import DELETED
from liaison_app.sync import rosters
from liaison_app.workspace import Put

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from liaison_app.actions.difference_sides import Open, Place
    from liaison_app.records.values import Stored
    from liaison_app.store.clashes import Clash, Waiting
    from liaison_app.workspace import Change, Touched, Workspace

__all__ = [
    "Difference",
    "Side",
    "answer",
    "as_json",
    "consequence",
    "counts",
    "difference",
    "differences",
    "family_name",
    "value_now",
    "waiting",
]

_ANSWER = "difference.answer"

Homes = tuple[str, ...]
"""Ids of the families that something concerns."""


def differences(
    workspace: Workspace, household: str = "", *, limit: int | None = None
) -> tuple[Difference, ...]:
    """The differences that wait: what is urgent first, then the newest.

    Args:
        workspace: where.
        household: only those of this family.
        limit: at most so many.
    """
    reader = Reader(workspace)
    found: list[tuple[bool, datetime, str, Callable[[], Difference]]] = []
    places, doubts = _all(workspace)
    for name, (place, homes) in places.items():
        if not household or household in homes:
            one = _read(workspace, place)
            make = partial(reader.card, one, homes, household)
            found.append((place.policy is Merge.CONSENT, _newest(one), name, make))
    for name, (clash, homes) in doubts.items():
        if not household or household in homes:
            made = clash_cards.newest(workspace, clash)
            card = partial(clash_cards.card, reader, clash, homes, household)
            found.append((clash.doubt is Doubt.OPEN_ADDRESS, made, name, card))
    found.sort(key=itemgetter(0, 1, 2), reverse=True)
    return tuple(make() for *_order, make in found[:limit])


def difference(workspace: Workspace, difference_id: str) -> Difference:
    """One difference.

    Raises:
        AlreadyAnswered: none of this id waits any more.
    """
    clash = _all(workspace)[1].get(difference_id)
    if clash:
        return clash_cards.card(Reader(workspace), *clash)
    place, homes = _place(workspace, difference_id)
    return Reader(workspace).card(_read(workspace, place), homes)


def consequence(workspace: Workspace, difference_id: str, keep: int) -> tuple[str, ...]:
    """What keeping a side does besides what it says, a line each: two families that become one.

    Raises:
        AlreadyAnswered: none of this id waits any more.
    """
    clash = _all(workspace)[1].get(difference_id)
    if clash is None:
        _place(workspace, difference_id)
        return ()
    return clash_cards.consequence(workspace, clash[0], keep)


def answer(
    workspace: Workspace,
    difference_id: str,
    *,
    keep: int | None = None,
    value: object = None,
    leave: bool = False,
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
        leave: leave all as it is and do not ask again until it changes; where that can be.
        seen: the `seen` of the difference that the person looked at: what came since is not
            settled unread.
        by: handed back in `Touched`.
        draft: the draft that this saves.

    Raises:
        AlreadyAnswered: it was settled meanwhile, here or elsewhere, or another value came.
        InvalidValue: there is no such side, or the value does not fit; the message says why.
    """
    if keep is None and value is None and not leave:
        raise InvalidValue(_("Say which side is right, or write another value."))
    with workspace.shared.writing:  # nothing may arrive between the look and the commit
        clash = _all(workspace)[1].get(difference_id)
        if clash:
            _look(seen, clash[0].facts)
            changes = _about_clash(workspace, clash[0], keep, value, leave=leave)
            name = clash_answers.LEAVE if leave else clash_answers.action_of(clash[0])
        else:
            changes, name = _about_place(workspace, difference_id, keep, value, seen), _ANSWER
        return workspace.commit(name, changes, by=by, discard_draft=draft)


def _about_clash(
    workspace: Workspace, clash: Clash, keep: int | None, value: object, *, leave: bool
) -> list[Change]:
    if leave:
        return clash_answers.leave(workspace, clash)
    if keep is not None:
        sides = clash_cards.card(Reader(workspace), clash, ()).sides
        return clash_answers.keep(workspace, clash, keep, len(sides))
    if clash.doubt is not Doubt.BELOW_ZERO:
        raise InvalidValue(_("Here one of the sides must be kept; nothing else can be written."))
    try:
        return clash_answers.counted(workspace, clash, int(str(value)))
    except ValueError:
        raise InvalidValue(_("Write a whole number, such as 3.")) from None


def _about_place(
    workspace: Workspace, difference_id: str, keep: int | None, value: object, seen: str
) -> list[Change]:
    place, _homes = _place(workspace, difference_id)
    found = _read(workspace, place)
    _look(seen, found.seen)
    if keep is None and value is None:
        raise InvalidValue(_("Say which side is right, or write another value."))
    chosen = _typed(place, value) if keep is None else _kept(workspace, found, keep)
    _refuse_laxer(workspace, found, chosen)
    if place.field == DELETED:  # the same is said of all that is its own
        return removing.answer(workspace, Piece(place.type, place.id), removed=bool(chosen))
    return [Put(TYPES[place.type].cls, place.id, {place.field: chosen}, settle=True)]


def _refuse_laxer(workspace: Workspace, found: Open, chosen: object) -> None:
    """Let only coordinators answer that a consent is less strict than what counts meanwhile.

    At others' laptops an answer that permits something waits if it replaces several and is by
    nobody of them (`store.rights`).
    """
    laxer = found.place.policy is Merge.CONSENT and str(chosen or "") != str(found.shown or "")
    known = duties.own_laptop(workspace) in rosters.known(workspace.conn).laptops
    if laxer and known and not duties.coordinates(workspace):
        raise NotAllowed(
            _(
                "Two answers were written down, and the stricter one counts. Only a coordinator"
                " decides otherwise: ask yours, once the family has said what is right."
            )
        )


def _look(seen: str, now: str) -> None:
    """Refuse an answer to something else than is there now."""
    if seen and seen != now:
        raise AlreadyAnswered(
            _("Something else was written here meanwhile. Look at it again, then answer.")
        )


def counts(workspace: Workspace) -> Mapping[str, int]:
    """How many differences wait in each family that has some: id to number."""
    places, doubts = _all(workspace)
    waits = (*places.values(), *doubts.values())
    return Counter(home for _what, homes in waits for home in homes)


def waiting(workspace: Workspace) -> int:
    """How many differences wait in all."""
    found = _waiting(workspace)
    return len(open_places(workspace, found.fields)) + len(found.clashes)


def family_name(workspace: Workspace, household: str) -> str:
    """What the family is called, kept apart from other words; "" for none."""
    return isolate(title(workspace, "household", household)) if household else ""


def value_now(workspace: Workspace, one: Difference) -> Stored:
    """What the record holds now in the field of a difference, as it is stored."""
    if one.doubt:
        return None
    place = f"SELECT {one.field} AS value FROM {one.type} WHERE id = :id"  # noqa: S608  (declared)
    value: Stored = workspace.read(place, {"id": one.record})[0]["value"]
    spec = TYPES[one.type].fields.get(one.field)
    if spec is None or spec.kind is Kind.YES_NO:
        return None if value is None else bool(value)
    return None if spec.field.secret else value


def _waiting(workspace: Workspace) -> Waiting:
    now, lookalikes = workspace.now(), workspace.shared.lookalikes
    return workspace.reading(lambda conn: clashes.waiting(conn, now, lookalikes))


def _all(
    workspace: Workspace,
) -> tuple[dict[str, tuple[Place, Homes]], dict[str, tuple[Clash, Homes]]]:
    """All that waits, by its id, with the families that it concerns."""
    found = _waiting(workspace)
    places = open_places(workspace, found.fields)
    return places, clash_cards.with_homes(workspace, found.clashes)


def _place(workspace: Workspace, difference_id: str) -> tuple[Place, tuple[str, ...]]:
    found = _all(workspace)[0].get(difference_id)
    if found is None:
        raise AlreadyAnswered(
            _(
                "This difference does not wait here: it was answered, here or on another laptop,"
                " or it has not come yet."
            )
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
        "before": one.before,
        "doubt": one.doubt,
        "leave": one.leave,
        "sides": [_side_json(side) for side in one.sides],
    }


def _side_json(side: Side) -> dict[str, Any]:
    return {
        "number": side.number,
        "value": side.value,
        "words": side.words,
        "does": side.does,
        "who": side.who,
        "at": side.at.isoformat(),
        "shown": side.shown,
    }
