"""A colleague's laptop in a practice caseload: it joined the team, wrote, and came by once.

It is a real second workspace, in a folder of its own that is gone afterwards, so that who opens the
caseload finds a colleague, a note of his, and one difference that waits for a person.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from liaison_app.actions import exchange, passphrases, workspaces
from liaison_app.records.governance import StaffMember, StaffRole
from liaison_app.records.partnership import Note
from liaison_app.records.people import Address
from liaison_app.store import keyslots
from liaison_app.sync import inviting, joining
from liaison_app.workspace import Add, Put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.actions.practice_story import Clock, Family, Story
    from liaison_app.workspace import Workspace

NAME = "Ben Carter"  # a coordinator of the practice team

_NOTE = "Met them at the bus stop. They moved to the upper floor in spring; ring twice."


@contextmanager
def joined(story: Story, beside: Path) -> Iterator[Workspace]:
    """Let his laptop join, knowing everything that was written until now.

    Args:
        story: what is being told.
        beside: the folder in which his is made; it is gone at the end.
    """
    place = Path(tempfile.mkdtemp(prefix="practice-colleague-", dir=beside))
    ours = story.workspace
    try:
        with _invited(ours, place, story.clock) as his:
            _carry(his, ours, place / "1.flb")  # says who he is, and is let in
            _carry(ours, his, place / "2.flb")
            yield his
            _carry(his, ours, place / "3.flb")
    finally:
        shutil.rmtree(place, ignore_errors=True)


def disagree(story: Story, his: Workspace, family: Family) -> None:
    """Both change a family's address without knowing of each other; he adds a note."""
    (address,) = story.workspace.all(Address, household=family.id)
    number, street = address.line_1.split(" ", 1)
    story.clock.at(story.now - timedelta(hours=40))
    turned = f"{number[::-1]}1 {street}"
    story.workspace.commit("address.change", [Put(Address, address.id, {"line_1": turned})])
    story.clock.at(story.now - timedelta(hours=29))
    his.commit(
        "address.change", [Put(Address, address.id, {"line_1": f"{number} {street}, Unit 4"})]
    )
    note = Note(household=family.id, text=_NOTE, at=story.clock.moment, author=his.person)
    his.commit("note.add", [Add(note)])
    story.clock.at(story.now - timedelta(hours=20))


def _invited(ours: Workspace, place: Path, clock: Clock) -> Workspace:
    """Make his workspace as `laptops.join` does, without an invite's file, which takes seconds."""
    (him,) = [one for one in ours.all(StaffMember) if one.name == NAME]
    invite = inviting.draw_up(ours, him.id, NAME, StaffRole.COORDINATOR, by_post=False)
    code = keyslots.new_code(ours.random.randbytes)
    inviting.keep(ours, invite, code, place / "invite", b"")
    return workspaces.create(
        place / "workspace",
        person=NAME,
        team=invite.found.team_name,
        passphrase=passphrases.suggest(ours.random),
        practice=True,
        clock=clock,
        random=ours.random,
        begin=lambda workspace, _person, _team: joining.begin(workspace, invite, code),
    ).workspace


def _carry(giver: Workspace, taker: Workspace, path: Path) -> None:
    """Take a file from one laptop to the other."""
    exchange.make_file(giver, path)
    exchange.take_file(taker, path)
