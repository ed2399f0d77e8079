"""What an edit of a record writes: which live writes it replaces, and what a removal has seen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from liaison_app.records.declare import Merge
from liaison_app.store import merge
from liaison_app.store.applying import Siblings, policy_of
from liaison_app.store.merge import DELETED
from liaison_app.store.rights import FORBIDDING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from liaison_app.records import RecordType
    from liaison_app.records.values import Stored
    from liaison_app.store.driver import Connection, Row
    from liaison_app.store.merge import Sibling


@dataclass
class Putting:
    """Works out what an edit of one record replaces.

    Attributes:
        leads: a coordinator or admin writes: they alone decide between answers to a consent.
        writes: what the op will write.
        above: the newest stamp among what is live in the fields that it writes.
    """

    conn: Connection
    record_type: RecordType
    row: Row
    cells: merge.Cells
    settle: bool
    leads: bool = True
    writes: dict[str, list[Any]] = field(default_factory=dict)
    above: int = 0

    def field(self, name: str, value: Stored) -> None:
        """Write a field, unless that changes nothing and answers nothing."""
        siblings = self._siblings(name)
        if self.row[name] != value or self._answers(name, value, siblings):
            self._write(name, value, siblings, settle=self.settle)

    def consent(self, *, renews: bool) -> None:
        """Let an edit of a consent say its answer again: who renews it says that it stands.

        Otherwise a withdrawal that somebody wrote down meanwhile would take a renewal away, and
        nobody would be asked what the family says now. Who undoes something renews nothing.
        """
        if self.settle or DELETED in self.writes or self.row[DELETED]:
            return
        if not renews or not self.writes:
            return
        for name, spec in self.record_type.fields.items():
            emptied = merge.REDACT + name in self.cells.live
            if spec.merge is Merge.CONSENT and name not in self.writes and not emptied:
                siblings = self._siblings(name)
                if siblings:
                    self._write(name, self.row[name], siblings, settle=False)

    def removal(self, stored: Mapping[str, Stored]) -> None:
        """Let a removal name all that is seen, so that others know what it was not meant for."""
        if self.writes and self.row[DELETED] and DELETED not in stored:
            # Whoever edits a removed record knows; that does not bring it back.
            self._write(DELETED, True, self._siblings(DELETED), settle=False)
        if self.writes.get(DELETED, [False])[0]:
            removal = self.writes[DELETED]
            replaced = {merge.Dot(*dot) for dot in removal[1:]}
            removal += sorted(self.cells.edits() - replaced)

    def _siblings(self, name: str) -> list[Sibling]:
        return Siblings(self.conn).of(self.cells.live.get(name, ()), name)

    def _write(self, name: str, value: Stored, siblings: list[Sibling], *, settle: bool) -> None:
        policy = policy_of(self.record_type, name)
        replaced = merge.replaced_by_edit(policy, siblings)
        over = [s.dot for s in siblings] if settle else replaced
        permits = policy is Merge.CONSENT and value not in FORBIDDING
        if permits and not self.leads:  # of several that say the same, the others go on saying it
            over = [s.dot for s in sorted(siblings) if s.dot in over][-1:]
        self.writes[name] = [value, *over]
        self.above = max([self.above, *(s.hlc for s in siblings)])

    def _answers(self, name: str, value: Stored, siblings: list[Sibling]) -> bool:
        """Whether saying once more what is shown settles something."""
        # Whoever answers that a record stays means it beside a removal that is under way, too.
        if self.settle and (len(siblings) > 1 or name == DELETED):
            return True
        # A removal that not everybody knew enough for is not shown; taking it back is news.
        return name == DELETED and bool(siblings) and all(s.value != value for s in siblings)
