"""Two laptops of one team for tests of pages: Rosa's, and Ben's, which she invited."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from liaison_app.actions import exchange, laptops, new_families, records, workspaces
from liaison_app.actions.new_families import NewFamily
from liaison_app.records.governance import StaffMember, StaffRole
from liaison_app.records.people import Address, Household
from liaison_app.store import keyslots
from liaison_app.sync import inviting, joining
from liaison_app.workspace import Add
from tests.desk import PASSPHRASE, StandingClock

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.actions.exchange import FileTaken
    from liaison_app.actions.laptops import Invited
    from liaison_app.workspace import Clock, Workspace


@dataclass
class Team:
    """What stands on two desks.

    Attributes:
        clock: of both laptops.
        folder: where files go, as a stick.
        rosa: her workspace, which began the team.
        ben: his, once `ben_joins`.
    """

    clock: Clock
    folder: Path
    rosa: Workspace
    ben: Workspace | None = None
    files: int = 0

    def invite(self, *, by_post: bool = False, person: str = "Ben Ortiz") -> Invited:
        """Let Rosa write an invite."""
        target = self.folder / "invite"
        return laptops.invite(self.rosa, person=person, by_post=by_post, target=target)

    def ben_joins(self, *, by_post: bool = False) -> Workspace:
        """Let Ben's laptop join, without anybody having heard from it.

        As `laptops.invite` and `join` do, without the file, which takes seconds by design.
        """
        staff = StaffMember(name="Ben Ortiz", role=StaffRole.LIAISON)
        who = self.rosa.commit("device.invite", [Add(staff)]).ids[0]
        code = keyslots.new_code(self.rosa.random.randbytes)
        role = StaffRole.LIAISON
        invite = inviting.draw_up(self.rosa, who, staff.name, role, by_post=by_post)
        inviting.keep(self.rosa, invite, code, self.folder / "invite", b"")
        self.ben = workspaces.create(
            self.folder.parent / "ben",
            person=staff.name,
            team="North",
            passphrase=PASSPHRASE,
            clock=self.clock,
            random=random.Random(8),  # noqa: S311  (dice that repeat)
            begin=lambda workspace, _person, _team: joining.begin(workspace, invite, code),
        ).workspace
        return self.ben

    def meet(self) -> None:
        """Let Ben join, and each hear of the other."""
        ben = self.ben_joins()
        self.carry(ben, self.rosa)
        self.carry(self.rosa, ben)

    def file_of(self, giver: Workspace) -> Path:
        """Let a laptop make a file."""
        self.files += 1
        path = self.folder / f"{self.files}.flb"
        exchange.make_file(giver, path)
        return path

    def carry(self, giver: Workspace, taker: Workspace) -> FileTaken:
        """Bring what one laptop has to the other."""
        return exchange.take_file(taker, self.file_of(giver))

    def family_moves(self) -> str:
        """Both write another address for one family; gives the family.

        Both laptops know the family before, and neither knows what the other wrote.
        """
        ben = self.ben or self.ben_joins()
        wanted = NewFamily(name="Tran", given_name="Lan", street="1 Alder Street")
        new_families.add(self.rosa, wanted)
        family = self.rosa.all(Household)[0].id
        self.carry(ben, self.rosa)
        self.carry(self.rosa, ben)
        for one, line in ((self.rosa, "12 Elm Street"), (ben, "14 Elm Street")):
            if isinstance(self.clock, StandingClock):
                self.clock.wait(minutes=5)
            (address,) = one.all(Address, household=family)
            records.change(one, "address", address.id, {"line_1": line})
        return family

    def close(self) -> None:
        """Close both."""
        self.rosa.close()
        if self.ben:
            self.ben.close()


def team_in(folder: Path, clock: Clock) -> Team:
    """Rosa alone, with a stick."""
    stick = folder / "stick"
    stick.mkdir()
    rosa = workspaces.create(
        folder / "rosa",
        person="Rosa",
        team="North",
        passphrase=PASSPHRASE,
        clock=clock,
        random=random.Random(7),  # noqa: S311  (dice that repeat)
    ).workspace
    return Team(clock, stick, rosa)
