"""Changes that are missing and keep others waiting: who may have them, and giving them up.

To give up is the last resort: the laptop that wrote them is gone and nobody who was heard has them.
What came after them counts then, for the whole team. Should they be found on an old stick, they
count as well.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import duties
from liaison_app.actions.laptops import who_of
from liaison_app.actions.titles import shown_moment
from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.records.laptops import GivenUp
from liaison_app.sync import arrival
from liaison_app.sync import gaps as looked
from liaison_app.sync.roster_entries import ADMIN, COORDINATOR, OFFICE
from liaison_app.workspace import Add

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from liaison_app.sync.gaps import Gap
    from liaison_app.workspace import Workspace

_MAY = frozenset({ADMIN, COORDINATOR, OFFICE})


@dataclass(frozen=True)
class GapLine:
    """What is missing of one laptop's changes.

    Attributes:
        laptop: its id.
        person: the name of who works, or worked, at it.
        missing: how many changes are missing.
        waiting: how many changes that are here wait for them.
        after: when the last change before them was made, by that laptop's clock, in UTC; None if
            nothing of it is here.
        before: when the first that waits was sealed, by the same clock; None if it is not known.
        holders: names of who may have them.
        unheard: names of who said nothing since, and so could not be asked.
        unread: what may be a part of them is here, and there is no key for it.
        may: it can be given up from this laptop.
        words: what to do about it.
        loss: what is lost if it is given up.
    """

    laptop: str
    person: str
    missing: int
    waiting: int
    after: datetime | None
    before: datetime | None
    holders: tuple[str, ...]
    unheard: tuple[str, ...]
    unread: bool
    may: bool
    words: str
    loss: str


@dataclass(frozen=True)
class GivenUpNow:
    """What giving up did.

    Attributes:
        lost: how many changes were given up.
        applied: how many that had waited count now.
        waiting: how many of the same laptop wait still: a coordinator looks at them first.
    """

    lost: int
    applied: int
    waiting: int


def gaps(workspace: Workspace) -> tuple[GapLine, ...]:
    """Give what is missing, a line for each laptop that wrote it; nobody is asked."""
    found: dict[str, list[Gap]] = {}
    for one in workspace.reading(looked.look):
        found.setdefault(one.laptop, []).append(one)
    return tuple(_line(workspace, laptop, some) for laptop, some in found.items())


def give_up(workspace: Workspace, laptop: str) -> GivenUpNow:
    """Let what waits for missing changes of a laptop count without them, for the whole team.

    Args:
        workspace: of a coordinator, an admin or the office.
        laptop: its id.

    Raises:
        NotAllowed: it is not for this laptop, or somebody may have them.
        UnknownRecord: nothing of this laptop is missing.
        NoRoom, ReadOnlyPlace, Locked: nothing was changed.
    """
    line = next((one for one in gaps(workspace) if one.laptop == laptop), None)
    if line is None:
        raise UnknownRecord(_("Nothing waits for changes of this laptop."))
    if not _is_for(workspace):
        raise NotAllowed(_("That is for a coordinator. Ask yours."))
    if not line.may:
        raise NotAllowed(line.words)
    some = [one for one in workspace.reading(looked.look) if one.laptop == laptop]
    workspace.commit(
        "changes.given_up",
        [
            Add(
                GivenUp(
                    laptop=one.dev,
                    stream_id=one.stream,
                    from_number=one.first,
                    to_number=one.last,
                    staff=workspace.person,
                    at=workspace.now(),
                )
            )
            for one in some
        ],
    )
    applied = arrival.try_waiting(workspace).new
    return GivenUpNow(line.missing, applied, max(0, line.waiting - applied))


def given_up_words(done: GivenUpNow) -> str:
    """Say what giving up did."""
    counts = ngettext(
        "{count} change that had waited counts now.",
        "{count} changes that had waited count now.",
        done.applied,
    ).format(count=done.applied)
    if not done.waiting:
        return counts
    apart = _("What was kept apart is still to be looked at: take it in or set it aside.")
    return f"{counts} {apart}"


def _is_for(workspace: Workspace) -> bool:
    return bool(_MAY.intersection(duties.roles(workspace)))


def _line(workspace: Workspace, laptop: str, some: list[Gap]) -> GapLine:
    person = who_of(workspace, laptop)
    holders = _names(workspace, (who for one in some for who in one.holders))
    unheard = _names(workspace, (who for one in some for who in one.unheard))
    unread = any(one.unread for one in some)
    missing = sum(one.missing for one in some)
    after = min((one.after for one in some if one.after), default=None)
    before = max((one.before for one in some if one.before), default=None)
    may = _is_for(workspace) and not holders and not unread
    return GapLine(
        laptop=laptop,
        person=person,
        missing=missing,
        waiting=sum(_waiting(some).values()),
        after=after,
        before=before,
        holders=holders,
        unheard=unheard,
        unread=unread,
        may=may,
        words=" ".join(_advice(person, holders, unheard, unread=unread)),
        loss=" ".join(_loss(person, missing, after, before, unheard)),
    )


def _waiting(some: list[Gap]) -> dict[tuple[str, str], int]:
    """Give how many changes wait behind the first gap of each incarnation: those of all others."""
    found: dict[tuple[str, str], int] = {}
    for one in some:
        found[one.stream, one.dev] = max(one.waiting, found.get((one.stream, one.dev), 0))
    return found


def _names(workspace: Workspace, laptops: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who_of(workspace, laptop) for laptop in laptops))


def _advice(
    person: str, holders: tuple[str, ...], unheard: tuple[str, ...], *, unread: bool
) -> Iterator[str]:
    if unread:
        yield _("What is missing may be here and not readable yet: exchange with a coordinator.")
    elif person in holders:
        yield _(
            "{name}'s own laptop should have what is missing: exchange with it. If it is lost, an"
            " admin takes it out of the team first."
        ).format(name=isolate(person))
    elif holders:
        yield _("{names} should have what is missing: exchange with them.").format(
            names=_listed(holders)
        )
    else:
        yield _(
            "Nobody who was heard has what is missing. Look for files and sticks that may hold it."
        )
        if unheard:
            yield _("Not heard since: {names}. Exchange with them first.").format(
                names=_listed(unheard)
            )
        yield _(
            "If it is lost for good, a coordinator can give it up, with `liaison device skip` too."
        )


def _loss(
    person: str,
    missing: int,
    after: datetime | None,
    before: datetime | None,
    unheard: tuple[str, ...],
) -> Iterator[str]:
    yield ngettext(
        "{count} change that {name} made is lost for the whole team, unless it is found.",
        "{count} changes that {name} made are lost for the whole team, unless they are found.",
        missing,
    ).format(count=missing, name=isolate(person))
    if after and before:
        yield _("From {first} to {last}, by that laptop's clock.").format(
            first=shown_moment(after), last=shown_moment(before)
        )
    elif before:
        yield _("Until {last}, by that laptop's clock.").format(last=shown_moment(before))
    if unheard:
        yield _("Not heard since, and perhaps they have it: {names}.").format(
            names=_listed(unheard)
        )
    yield _("Ask {name} what they did then, and write it down anew.").format(name=isolate(person))


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(map(isolate, names))
