"""Colleagues of whom nothing came for weeks, though something came from others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from liaison_app.actions.laptops import who_of
from liaison_app.language.catalogues import _, ngettext
from liaison_app.language.names import isolate
from liaison_app.sync import health as looked
from liaison_app.sync import rosters
from liaison_app.sync.peers import laptop_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from liaison_app.workspace import Workspace

LONG = timedelta(days=21)
"""A laptop says once a day that it is there: of who is silent for so long, somebody should ask."""


@dataclass(frozen=True)
class Silent:
    """A colleague's laptop that is silent.

    Attributes:
        laptop: its id.
        name: of the person.
        days: whole days since anything came from it, or since it could have.
    """

    laptop: str
    name: str
    days: int

    @property
    def words(self) -> str:
        """Say so."""
        return ngettext(
            "Nothing came from {name} for {count} day. Ask whether their laptop exchanges.",
            "Nothing came from {name} for {count} days. Ask whether their laptop exchanges.",
            self.days,
        ).format(name=isolate(self.name), count=self.days)


def silent(workspace: Workspace) -> tuple[Silent, ...]:
    """Give who is silent; nobody where nothing came from anybody, which is said as such."""
    now, own = workspace.now(), laptop_of(workspace.device)
    heard = workspace.reading(looked.last_heard)
    roster = workspace.reading(rosters.known)
    me = roster.laptops.get(own)
    if me is None or me.removed or not heard or now - max(heard.values()) > LONG:
        return ()
    last = {
        one.laptop: heard.get(one.laptop, max(one.since, me.since))
        for one in roster.members
        if one.laptop != own
    }
    for laptop in [laptop for laptop, at in last.items() if now - at > LONG]:
        wrote = workspace.reading(partial(looked.last_written, laptop=laptop))
        if wrote and wrote <= now:  # a clock that is ahead must not hide that nothing comes
            last[laptop] = max(last[laptop], wrote)
    return tuple(
        Silent(laptop, who_of(workspace, laptop), (now - at).days)
        for laptop, at in last.items()
        if now - at > LONG
    )


def words(found: Sequence[Silent]) -> str:
    """Say of several in one sentence that they are silent; "" of nobody."""
    if len(found) < 2:
        return found[0].words if found else ""
    names = ", ".join(isolate(one.name) for one in found)
    return _("For weeks nothing came from: {names}. Ask whether their laptops exchange.").format(
        names=names
    )
