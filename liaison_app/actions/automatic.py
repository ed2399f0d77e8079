"""When to exchange with shared places by itself: often while it works, ever less while it does not.

Nothing here waits or asks a clock: who runs it says what time it is and what came of an exchange,
and is told when the next one is due. Nobody is disturbed by a place that is away; one that refuses
is tried rarely, and a person sees why.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from liaison_app.actions import remotes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from liaison_app.actions.remotes import SyncDone
    from liaison_app.workspace import Workspace

EVERY = timedelta(minutes=5)
"""As often while all is well: one small request if nothing is new."""
SOON = timedelta(seconds=20)
"""So long after something was written here: more may follow at once."""
_AWAY = tuple(timedelta(seconds=n) for n in (30, 60, 120, 300, 600, 1800))
_REFUSED = timedelta(hours=1)
_LONGEST_SLEEP = timedelta(minutes=1)  # a computer that slept must not sleep on
_BY_ITSELF = "exchange.by_itself"


def by_itself(workspace: Workspace) -> bool:
    """Whether this laptop exchanges by itself while Liaison is open; it does until told not to."""
    return workspace.setting(_BY_ITSELF, "1") == "1"


def set_by_itself(workspace: Workspace, *, on: bool) -> None:
    """Let this laptop exchange by itself, or only when somebody asks for it."""
    workspace.put_setting(_BY_ITSELF, "1" if on else "0")


def watch(
    workspace: Workspace,
    name: str,
    *,
    tell: Callable[[tuple[SyncDone, ...]], object],
    sleep: Callable[[float], object],
) -> None:
    """Exchange again and again, as often as is due, until `sleep` or somebody else ends it.

    Args:
        workspace: this laptop's; nothing else writes to it meanwhile.
        name: of a shared place; "" for all.
        tell: gets what came of each exchange.
        sleep: waits for so many seconds.

    Raises:
        As `remotes.sync`.
    """
    timing = Timing()
    timing.begin(workspace.now(), places=1)
    while timing.due is not None:
        now = workspace.now()
        if timing.is_due(now):
            done = remotes.sync(workspace, name)
            timing.ended(done, workspace.now())
            tell(done)
        else:
            sleep(min(timing.due - now, _LONGEST_SLEEP).total_seconds())


@dataclass
class Timing:
    """When the next exchange is due.

    Attributes:
        due: when, in UTC; None while there is nothing to exchange with.
        tries: exchanges in a row that did not succeed.
    """

    due: datetime | None = None
    tries: int = 0
    _not_before: datetime | None = field(default=None, repr=False)

    def begin(self, now: datetime, *, places: int) -> None:
        """Unlocked, or the shared places are others than before."""
        self.tries, self._not_before = 0, None
        self.due = now if places else None

    def written(self, now: datetime) -> None:
        """Something was written on this laptop."""
        self._sooner(now + SOON)

    def connected(self, now: datetime) -> None:
        """A connection appeared: what failed for want of one is tried now."""
        self.tries = 0
        self._sooner(now)

    def ended(self, done: Iterable[SyncDone], now: datetime) -> None:
        """An exchange ended.

        Args:
            done: what came of it at each place.
            now: the time, in UTC.
        """
        results = list(done)
        if not results:
            self.due = None
            return
        troubled = [one for one in results if one.trouble]
        asked = max((one.retry_after for one in troubled), default=0)
        self._not_before = now + timedelta(seconds=asked) if asked else None
        if not troubled:
            self.tries = 0
            self.due = now + (SOON if any(one.more_files for one in results) else EVERY)
            return
        self.tries += 1
        away = any(one.away for one in troubled)
        wait = _AWAY[min(self.tries, len(_AWAY)) - 1] if away else _REFUSED
        if len(troubled) < len(results):
            wait = min(wait, EVERY)  # the others are well
        self.due = max(now + wait, self._not_before or now)

    def stopped(self, now: datetime) -> None:
        """A person stopped the exchange under way: nothing calls for another before its turn."""
        self.due = self._not_before = now + EVERY

    def is_due(self, now: datetime, *, busy: bool = False) -> bool:
        """Whether to exchange now.

        Args:
            now: the time, in UTC.
            busy: a person is answering a difference, or does what must not change under her hands.
        """
        return self.due is not None and not busy and now >= self.due

    def _sooner(self, moment: datetime) -> None:
        if self.due is None:
            return
        if self._not_before and moment < self._not_before:
            moment = self._not_before
        self.due = min(self.due, moment)
