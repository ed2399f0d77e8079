"""Inviting people without a stick: what an invite says goes from hand to hand.

The file itself, and the code that opens it, are in `tests/actions/test_laptops.py`.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from liaison_app.actions import workspaces
from liaison_app.records.governance import StaffMember
from liaison_app.store.keyslots import new_code
from liaison_app.sync import identity, invite_book, inviting, joining, rosters
from liaison_app.sync.container import read_records
from liaison_app.workspace import Add
from tests.store.laptops import PASSPHRASE, Clock, dice

if TYPE_CHECKING:
    from datetime import timedelta

    from liaison_app.sync.container import Record
    from liaison_app.sync.invite_files import Invite
    from liaison_app.workspace import Workspace
    from tests.sync.laptops import Team


@dataclass
class Desk:
    """Rosa's desk, from which people are invited; their invites go from hand to hand."""

    team: Team
    rosa: Workspace
    clock: Clock
    others: list[Workspace] = field(default_factory=list)

    def invite(
        self,
        person: str,
        *,
        by_post: bool = False,
        role: str = "liaison",
        by: Workspace | None = None,
    ) -> tuple[Invite, str]:
        giver = by or self.rosa
        staff = giver.commit("device.invite", [Add(StaffMember(name=person))]).ids[0]
        drawn = inviting.draw_up(giver, staff, person, role, by_post=by_post)
        code = new_code(giver.random.randbytes)
        path = self.team.folder / f"{drawn.id}.invite"
        path.write_bytes(drawn.id.encode())
        inviting.keep(giver, drawn, code, path, drawn.id.encode())
        return drawn, code

    def join(self, invite: Invite, code: str) -> Workspace:
        number = len(self.others)
        joined = workspaces.create(
            self.team.folder / f"other-{number}",
            person=invite.person_name,
            team="North",
            passphrase=PASSPHRASE,
            clock=self.clock,
            random=dice(50 + number),
            begin=lambda workspace, _person, _team: joining.begin(workspace, invite, code),
        ).workspace
        self.others.append(joined)
        return joined

    def state(self, invite: Invite) -> str:
        made = invite_book.find(self.rosa.conn, invite.id)
        assert made
        return made.state

    def members(self, workspace: Workspace | None = None) -> list[str]:
        return [one.name for one in rosters.known((workspace or self.rosa).conn).members]

    def epoch(self, workspace: Workspace | None = None) -> int:
        roster = rosters.known((workspace or self.rosa).conn)
        return roster.epochs[self.rosa.setting("stream.team")][0]

    def file_of(self, invite: Invite) -> bool:
        return (self.team.folder / f"{invite.id}.invite").exists()


def later(workspace: Workspace, by: timedelta) -> None:
    clock = workspace._clock
    assert isinstance(clock, Clock)
    clock.moment += by


def enrolment_of(workspace: Workspace) -> Record:
    """The record by which a laptop asks to be let in."""
    raw = joining.enrolment(workspace, identity.own(workspace))
    assert raw
    return next(read_records(io.BytesIO(raw)))
