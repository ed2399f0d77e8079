"""Getting what lies on a remote and is not here: by snapshots where that is less, or bundles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.sync import peers, rosters
from liaison_app.sync.remote_fetching import Fetched, Fetching, given_up_of, is_gone, lacking
from liaison_app.sync.remote_snapshots import Taking

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.remotes.protocol import Remote
    from liaison_app.store.driver import Connection
    from liaison_app.sync.opening import Account
    from liaison_app.sync.remote_fetching import Wanted
    from liaison_app.sync.remote_state import State
    from liaison_app.workspace import Workspace


@dataclass
class Getting:
    """Gets what is new from one remote.

    Attributes:
        fetched: which bundles came.
        accounts: what became of bundles, and of what snapshots held.
        lacking: how many bundles are known to lie there, and did not come.
    """

    workspace: Workspace
    remote: Remote
    state: State
    step: Callable[[int, int], object]
    fetched: Fetched = field(default_factory=Fetched)
    accounts: list[Account] = field(default_factory=list)
    lacking: int = 0

    def run(self) -> None:
        """Get what is lacking.

        Raises:
            RemoteTrouble, Cancelled: what came before was taken in.
        """
        workspace, state = self.workspace, self.state
        roster = workspace.reading(rosters.known)
        taking = Taking(workspace, self.remote, state, self.step)
        fetching = Fetching(workspace, self.remote, roster, state, self.step, self.fetched)
        try:
            for _again in range(2):  # what is gone from there may be in a snapshot
                taking.distrust()
                self.accounts.append(taking.take(self._wanted()))
                taking.distrust()
                wanted = self._wanted()
                fetching.run(wanted)
                if not any(is_gone(state, one) for one in wanted):
                    break
            fetching.fetch_apart()
            self.accounts.append(taking.know())
        finally:
            self.accounts += self.fetched.accounts
        wanted = self._wanted()
        needless = workspace.reading(lambda conn: given_up_of(conn, wanted))
        self.lacking = len(wanted.keys() - needless)

    def _wanted(self) -> dict[Wanted, str]:
        def look(conn: Connection) -> dict[Wanted, str]:
            laptop = peers.laptop_of(self.workspace.device)
            return lacking(conn, laptop, rosters.known(conn), self.state)

        return self.workspace.reading(look)
