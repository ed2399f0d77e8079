"""The lines of "You said, we did": what may be shown to everybody, and what would tell of somebody.

A number of families prints from five up, and only if no smaller number can be worked out from it:
neither the families who did not say it, nor a school of which the others leave fewer than five.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from liaison_app.language.catalogues import _
from liaison_app.language.folding import fold
from liaison_app.language.names import isolate
from liaison_app.packets.answered_counts import FEWEST
from liaison_app.packets.families_named import names_of_families, streets_of
from liaison_app.packets.judged import short
from liaison_app.packets.names_sought import named_in
from liaison_app.packets.problems import amber, place, red
from liaison_app.records.voices import SaidAndDone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from liaison_app.packets.problems import Problem
    from liaison_app.packets.taking import Taking
    from liaison_app.workspace import Workspace

_SMALL = re.compile(r"(?<![\d.,:/])[1-4](?![\d.,:/])")
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class SaidLine:
    """One thing that families said, and what was done.

    Attributes:
        state: stored value of `SaidState`.
        families: how many said it; None if that is not told.
    """

    id: str
    said: str
    done: str
    state: str
    families: int | None


def said_lines(workspace: Workspace, take: Taking, school: str) -> tuple[SaidLine, ...]:
    """What stands on the poster of a school ("" for all), the newest first."""
    shown = [one for one in workspace.all(SaidAndDone) if take(one, "shown")]
    told = _numbers_told(workspace, shown)
    here = [one for one in shown if not school or take(one, "school") in {"", school}]
    here.sort(key=lambda one: (take(one, "said_on") or date.min, one.id), reverse=True)
    return tuple(
        SaidLine(
            id=one.id,
            said=take.words(one, "said"),
            done=take.words(one, "done"),
            state=take.choice(one, "state"),
            families=take(one, "families") if one.id in told else None,
        )
        for one in here
    )


def told_of_somebody(workspace: Workspace, lines: Sequence[SaidLine]) -> Iterator[Problem]:
    """Names, numbers and streets of families in words that are to hang on a wall."""
    names = names_of_families(workspace)
    families = [row["name"].strip() for row in workspace.read(_FAMILY_NAMES)]
    streets = [one for hid in (True, False) for one in streets_of(workspace, protected=hid)]
    for line in lines:
        for field, words in (("said", line.said), ("done", line.done)):
            at, quote = place("said_and_done", line.id, field), isolate(short(words))
            if named_in(words, names):
                why = _("{words}: this names a person of a family. Say it without, then print.")
                yield red("names-somebody", why.format(words=quote), at)
            elif any(_stands_in(name, words) for name in families):
                why = _("{words}: this holds a family's name. Be sure that nobody is recognized.")
                yield amber("names-a-family", why.format(words=quote), at)
            if any(one.numbered_in(words, typed=True) for one in streets):
                why = _("{words}: this holds an address of a family. Take it out, then print.")
                yield red("address-named", why.format(words=quote), at)
            if _SMALL.search(words):
                why = _("{words}: be sure that the small number does not count families.")
                yield amber("small-number", why.format(words=quote), at)


_FAMILY_NAMES = "SELECT DISTINCT name FROM household WHERE NOT deleted AND name <> ''"


def _stands_in(name: str, words: str) -> bool:
    """Whether a name stands in words as it is written; many names are words in small letters."""
    if len(name) < _SHORTEST_NAME:
        return False
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words))


def _numbers_told(workspace: Workspace, shown: Iterable[SaidAndDone]) -> frozenset[str]:
    """Ids of the lines whose number of families may be told."""
    alike: dict[str, list[SaidAndDone]] = defaultdict(list)
    for one in shown:
        alike[fold(one.said)].append(one)
    return frozenset(
        one.id
        for several in alike.values()
        if not _tells_of_few(several)
        for one in several
        if one.families is not None and not _few(_families_of(workspace, one) - one.families)
    )


def _tells_of_few(several: Sequence[SaidAndDone]) -> bool:
    """Whether the numbers of the same thing, of schools and of all of them, tell of a few."""
    numbers = [one.families for one in several if one.families is not None]
    if any(_few(one) or one == 0 for one in numbers):
        return True
    whole = [one.families for one in several if not one.school and one.families is not None]
    parts = sum(one.families for one in several if one.school and one.families is not None)
    return bool(parts) and any(_few(one - parts) for one in whole)


def _few(count: int) -> bool:
    return 0 < count < FEWEST


def _families_of(workspace: Workspace, one: SaidAndDone) -> int:
    """How many families there are that could have said it."""
    if not one.school:
        (row,) = workspace.read(
            "SELECT count(*) AS n FROM household WHERE NOT deleted AND closed_on IS NULL"
        )
        return int(row["n"])
    (row,) = workspace.read(
        "SELECT count(DISTINCT m.household) AS n FROM enrollment e"
        " JOIN household_member m ON m.person = e.person AND NOT m.deleted"
        " JOIN household h ON h.id = m.household AND NOT h.deleted AND h.closed_on IS NULL"
        " WHERE NOT e.deleted AND e.school = :school AND e.status <> 'left'",
        {"school": one.school},
    )
    return int(row["n"])
