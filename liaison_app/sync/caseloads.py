"""Sealed streams come to be without ceremony: one for each liaison, one for the coordinators.

A coordinator's laptop makes what is missing whenever it looks after the roster: at the start of a
team, when somebody is invited or let in, when a role comes. What the roster says of streams, and of
who works on which laptop, is kept where the writer of changes finds it (`store.caseloads`,
`store.rights`); where it says something new of somebody, what they wrote is judged anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.store import caseloads, judging, rights, settings
from liaison_app.sync import epochs
from liaison_app.sync.roster_entries import LIAISON, Caseload

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from liaison_app.store.driver import Connection
    from liaison_app.sync.membership import Reader
    from liaison_app.sync.roster import Roster
    from liaison_app.sync.roster_entries import Action
    from liaison_app.workspace import RandomSource


def heed(conn: Connection, roster: Roster) -> None:
    """Keep what the roster says of streams and laptops, in the caller's transaction."""
    caseloads.remember(conn, roster.owners)
    news = [
        one.laptop
        for one in roster.laptops.values()
        if rights.remember_writer(conn, one.laptop, one.person, one.roles)
    ]
    judging.judge_anew(conn, news)


def missing(
    conn: Connection,
    roster: Roster,
    people: Iterable[Reader],
    random: RandomSource,
    *,
    besides: Sequence[Reader] = (),
) -> list[Action]:
    """Give the actions that make the sealed streams which people of a team lack.

    Args:
        conn: in the caller's transaction; the secrets are kept.
        roster: as it is known.
        people: who should have a caseload if they are liaisons.
        random: gives the streams' names.
        besides: laptops that are being let in by the same entry.
    """
    owners = dict.fromkeys(
        [caseloads.COORDINATORS, *(one.person for one in people if LIAISON in one.roles)]
    )
    do: list[Action] = []
    readers = [*roster.members, *besides]
    for owner in [one for one in owners if one not in roster.owners.values()]:
        stream = random.randbytes(8).hex()
        if not owner and not roster.laptops:  # the first entry of all: as the workspace has it
            stream = settings.get(conn, "stream.sealed")
        made = epochs.sealed(conn, roster, stream, owner, readers)
        do += [Caseload(stream, owner), made]
    return do
