"""Who may empty words for good: their author until they were first sent, then a coordinator.

Receivers let what nobody but a coordinator or admin may wait (`store.rights`): emptying what others
wrote. What was sent by when is no function of the changes themselves, and laptops that judged it by
what each had heard would end with different records. So that part of the rule holds where the words
are emptied, and whoever empties them is in the history of the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from liaison_app.errors import NotAllowed
from liaison_app.language.catalogues import _
from liaison_app.store import ops

if TYPE_CHECKING:
    from collections.abc import Iterable

    from liaison_app.store.ops import Op
    from liaison_app.workspace import Redact, Workspace


@dataclass(frozen=True)
class Rights:
    """What this laptop may empty; asks for its roles, and for what was sent, only once."""

    workspace: Workspace

    def may_empty(
        self, type_name: str, record_id: str, field: str, revision: int | None = None
    ) -> bool:
        """Whether a field, or one version of it, may be emptied here.

        Args:
            type_name: the record's type.
            record_id: which record.
            field: which field of it.
            revision: the number of the version; `None` for all of them.
        """
        if self._coordinates:
            return True
        log = self.workspace.reading(lambda conn: ops.of_record(conn, record_id, type_name))
        return all(
            self._unsent(op)
            for op in log
            if op.writes.get(field, [None])[0] not in (None, "") and revision in (None, op.n)
        )

    def require(self, emptied: Iterable[Redact]) -> None:
        """Refuse what this laptop may not empty.

        Raises:
            NotAllowed: a colleague wrote some of it, or it was put in a file; the message says who
                can.
        """
        for one in emptied:
            if not self.may_empty(one.type.TYPE.name, one.id, one.field, one.revision):
                raise NotAllowed(
                    _(
                        "These words were sent, or a colleague wrote them. Only a coordinator's or"
                        " admin's laptop can empty them for good: ask your coordinator."
                    )
                )

    @cached_property
    def _coordinates(self) -> bool:
        """Whether this laptop is a coordinator's or admin's; without a team it is all there is."""
        from liaison_app.sync import rosters  # noqa: PLC0415  (slow to load; seldom needed)
        from liaison_app.sync.peers import laptop_of  # noqa: PLC0415
        from liaison_app.sync.roster_entries import ADMIN, COORDINATOR  # noqa: PLC0415

        roster = self.workspace.reading(rosters.known)
        own = roster.roles_of(laptop_of(self.workspace.device))
        return not roster.laptops or ADMIN in own or COORDINATOR in own

    @cached_property
    def _origins(self) -> dict[int, int]:
        """Number of each name of this laptop that is in use, to the last change of it sealed."""
        from liaison_app.sync import chains  # noqa: PLC0415  (slow to load; seldom needed)
        from liaison_app.sync.peers import laptop_of  # noqa: PLC0415

        dev = self.workspace.device
        last = self.workspace.reading(lambda conn: chains.sealed(conn, laptop_of(dev)))
        rows = self.workspace.read("SELECT n, stream FROM origin WHERE dev = :dev", {"dev": dev})
        return {row["n"]: last.get((row["stream"], dev), 0) for row in rows}

    def _unsent(self, op: Op) -> bool:
        """Whether a change was made here and is in no file.

        What a former name of this laptop wrote may have been sent before it was restored.
        """
        return op.origin in self._origins and op.seq > self._origins[op.origin]
