"""Two laptops whose people write the same thing in different ways, for tests of differences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from liaison_app.actions import differences
from liaison_app.records.partnership import Commitment
from liaison_app.records.people import Address, Household
from liaison_app.workspace import Add, Put, Remove
from tests.store.laptops import NOON, Clock, Stable, outgoing, send

if TYPE_CHECKING:
    from liaison_app.actions.differences import Difference
    from liaison_app.records import Record
    from liaison_app.workspace import Workspace

MARKS = {0x2066: None, 0x2068: None, 0x2069: None, 0x202F: " "}
ANA, BEN = f"{'a' * 16}.1", f"{'b' * 16}.1"


@dataclass(frozen=True)
class Pair:
    """Ana's laptop and Ben's; his clock is an hour ahead, so what he writes is the newer."""

    ana: Workspace
    ben: Workspace

    def meet(self) -> None:
        """Bring everything everywhere, twice over."""
        for _round in range(2):
            send(outgoing(self.ana), self.ben)
            send(outgoing(self.ben), self.ana)

    def add(self, record: Record) -> str:
        """A record that both have; gives its id."""
        made = self.ana.commit("add", [Add(record)]).ids[0]
        self.meet()
        return made

    def differ(self, cls: type[Record], record: str, field: str, *values: Any) -> None:
        """Let Ana and Ben each write a value without knowing of each other, then meet."""
        for workspace, value in zip((self.ana, self.ben), values, strict=True):
            workspace.commit("change", [Put(cls, record, {field: value})])
        self.meet()

    def address(self, *streets: str, family: str = "Tran") -> str:
        """A family whose street both wrote; gives the family's id."""
        home = self.add(Household(name=family))
        address = self.add(Address(household=home, line_1="1 Old Rd", city="Lakewood"))
        if streets:
            self.differ(Address, address, "line_1", *streets)
        return home

    def close(self) -> None:
        for workspace in (self.ana, self.ben):
            if not workspace.shared.closed:
                assert not workspace.conn.in_transaction
                workspace.close()


def pair_of(stable: Stable) -> Pair:
    """Two laptops that know of each other's work so far."""
    ahead = Clock(NOON + timedelta(hours=1))
    return Pair(stable.laptop(ANA, Clock()), stable.laptop(BEN, ahead))


def removed_and_changed(pair: Pair) -> str:
    """Ben removes a promise; Ana moves it to another day without knowing that."""
    home = pair.add(Household(name="Tran"))
    promise = pair.add(Commitment(household=home, what="bus pass"))
    pair.ana.commit("change", [Put(Commitment, promise, {"due": date(2026, 12, 1)})])
    pair.ben.commit("remove", [Remove(Commitment, promise)])
    pair.meet()
    return promise


def only(workspace: Workspace, household: str = "") -> Difference:
    [one] = differences.differences(workspace, household)
    return one


def same_everywhere(pair: Pair) -> Difference:
    """The one that waits, which both laptops put before a person alike."""
    here, there = only(pair.ana), only(pair.ben)
    assert (here.id, here.seen) == (there.id, there.seen)
    assert [plain(one.words) for one in here.sides] == [plain(one.words) for one in there.sides]
    return here


def plain(text: str) -> str:
    return text.translate(MARKS)


def said(one: Difference) -> list[tuple[str, bool]]:
    return [(plain(side.words), side.shown) for side in one.sides]
