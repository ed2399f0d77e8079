"""How the exchange is: who was heard when, what waits and why, and what a person should do.

"Received" is said of what colleagues acknowledged, and of nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.actions import attachment_states, duties, exchange, gaps, notices, remotes, silence
from liaison_app.actions.exchange_words import removed_here
from liaison_app.actions.laptops import laptops, who_of
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.sync import health as looked
from liaison_app.sync.health import Unwell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.actions.attachment_states import FileState
    from liaison_app.actions.exchange import Colleague, Status
    from liaison_app.actions.gaps import GapLine
    from liaison_app.actions.remotes import RemoteLine
    from liaison_app.workspace import Workspace

QUIET = timedelta(days=9)
"""Nothing new from anybody for so long is said."""


@dataclass(frozen=True)
class ColleagueLine:
    """Another laptop of the team.

    Attributes:
        laptop: its id.
        name: of the person.
        heard: when it was last heard, by its clock, in UTC; None if it never was.
        lacks: how many changes that are here it is not known to have.
        words: sentences about what waits or is wrong; none if it is well.
    """

    laptop: str
    name: str
    heard: datetime | None
    lacks: int
    words: tuple[str, ...]


@dataclass(frozen=True)
class Health:
    """How the exchange is.

    Attributes:
        well: nobody need do anything.
        only_here: changes of this laptop that nobody else has and that never left it.
        on_the_way: changes of this laptop that left it and that some colleague is not known to
            have.
        colleagues: the other laptops of the team.
        places: the shared places.
        words: sentences about what is not well, the most urgent first.
        alarms: sentences about what a person must look at.
        files: attached files that wait to go or to come.
        gaps: what is missing of colleagues' changes and keeps others waiting.
    """

    well: bool
    only_here: int
    on_the_way: int
    colleagues: tuple[ColleagueLine, ...]
    places: tuple[RemoteLine, ...]
    words: tuple[str, ...]
    alarms: tuple[str, ...]
    files: tuple[FileState, ...] = ()
    gaps: tuple[GapLine, ...] = ()


def health(workspace: Workspace) -> Health:
    """Say how the exchange is, from what this laptop knows; nobody is asked."""
    found = _to_decide(workspace, workspace.reading(looked.look))
    status = exchange.status(workspace)
    places = remotes.remotes(workspace)
    named = {one.laptop for one in status.colleagues}
    missing = {one.laptop: one for one in gaps.gaps(workspace)}
    silent = {one.laptop: one.words for one in silence.silent(workspace)}
    colleagues = [
        _line(
            one,
            found.laptops.get(one.laptop, Unwell()),
            missing.get(one.laptop),
            silent.get(one.laptop, ""),
        )
        for one in status.colleagues
    ]
    heard = {one.id: one.heard for one in laptops(workspace)}
    others = [
        ColleagueLine(
            laptop,
            who_of(workspace, laptop),
            heard.get(laptop),
            0,
            tuple(_unwell(unwell, missing.get(laptop))),
        )
        for laptop, unwell in found.laptops.items()
        if laptop not in named and unwell != Unwell()
    ]
    files = attachment_states.on_the_way(workspace)
    stuck = attachment_states.stuck_words(files)
    words = (
        *(one.words for one in notices.notices(workspace) if one.page != notices.HEALTH),
        *_words(workspace, found, status, places),
        *([stuck] if stuck else ()),
    )
    lines = (*colleagues, *others)
    return Health(
        well=not words and not status.alarms and not any(one.words for one in lines),
        only_here=status.only_here,
        on_the_way=status.in_a_file,
        colleagues=lines,
        places=places,
        words=words,
        alarms=status.alarms,
        files=files,
        gaps=tuple(missing.values()),
    )


def _to_decide(workspace: Workspace, found: looked.Health) -> looked.Health:
    """Leave out what is kept apart where nobody decides about it: alarms have told of it."""
    if duties.coordinates(workspace):
        return found
    return replace(
        found,
        laptops={laptop: replace(one, apart=0) for laptop, one in found.laptops.items()},
        parked={why: count for why, count in found.parked.items() if why == "newer"},
    )


def trouble_of(place: RemoteLine) -> str:
    """Say what is wrong with a shared place, by its name."""
    return _("{place}: {trouble}").format(place=isolate(place.name), trouble=place.words)


def _line(one: Colleague, unwell: Unwell, gap: GapLine | None, silent: str) -> ColleagueLine:
    said = (words for words in (silent, one.clock_words) if words)
    words = (*said, *_unwell(unwell, gap))
    return ColleagueLine(one.laptop, one.name, one.heard, one.lacks, words)


def _unwell(unwell: Unwell, gap: GapLine | None) -> Iterator[str]:
    if unwell.apart:
        yield ngettext(
            "{count} part is kept apart: look at it on the page Laptops or with `device apart`.",
            "{count} parts are kept apart: look at them on the page Laptops or with `device"
            " apart`.",
            unwell.apart,
        ).format(count=unwell.apart)
    if unwell.waiting:
        yield ngettext(
            "{count} change waits for an earlier one that is not here yet.",
            "{count} changes wait for earlier ones that are not here yet.",
            unwell.waiting,
        ).format(count=unwell.waiting)
    if gap:
        yield gap.words
    if unwell.unread:
        yield ngettext(
            "{count} part cannot be read yet: this laptop has no key for it.",
            "{count} parts cannot be read yet: this laptop has no key for them.",
            unwell.unread,
        ).format(count=unwell.unread)
    if unwell.on_the_way:
        yield ngettext(
            "{count} part lies on the shared place and is not here yet.",
            "{count} parts lie on the shared place and are not here yet.",
            unwell.on_the_way,
        ).format(count=unwell.on_the_way)


def _words(
    workspace: Workspace, found: looked.Health, status: Status, places: tuple[RemoteLine, ...]
) -> Iterator[str]:
    if found.removed:
        yield removed_here()
    for place in places:
        if place.words:
            yield trouble_of(place)
        if place.went_back and workspace.now() - place.went_back < QUIET:
            yield _(
                "{place} had lost some of what your team put there. It was put there again; ask"
                " whoever looks after it what happened."
            ).format(place=isolate(place.name))
    if status.colleagues and found.heard and workspace.now() - found.heard > QUIET:
        days = (workspace.now() - found.heard).days
        yield ngettext(
            "Nothing came from any colleague for {count} day. Is the shared place still right?",
            "Nothing came from any colleague for {count} days. Is the shared place still right?",
            days,
        ).format(count=days)
    yield from _parked(found)


def _parked(found: looked.Health) -> Iterator[str]:
    newer = found.parked.get("newer", 0)
    if newer:
        yield ngettext(
            "{count} change needs a newer Liaison. It is kept and shows after you update.",
            "{count} changes need a newer Liaison. They are kept and show after you update.",
            newer,
        ).format(count=newer)
    role = found.parked.get("role", 0)
    if role:
        yield ngettext(
            "{count} change was made by somebody who may not make it. It is kept and not shown:"
            " look at it on the page Laptops or with `device apart`.",
            "{count} changes were made by somebody who may not make them. They are kept and not"
            " shown: look at them on the page Laptops or with `device apart`.",
            role,
        ).format(count=role)
    odd = sum(count for why, count in found.parked.items() if why not in {"newer", "role"})
    if odd:
        yield ngettext(
            "{count} change is none that Liaison makes. It is kept and not shown: look at it on"
            " the page Laptops or with `device apart`.",
            "{count} changes are none that Liaison makes. They are kept and not shown: look at"
            " them on the page Laptops or with `device apart`.",
            odd,
        ).format(count=odd)
