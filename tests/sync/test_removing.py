"""Removing a laptop from the team: who hears of it, what it can do no more, and what it keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange, laptops
from liaison_app.errors import NotAllowed, UnknownRecord
from liaison_app.sync import epochs, invite_book, rosters
from liaison_app.sync.invites import upkeep
from tests.store.laptops import Clock
from tests.sync.invited import Desk
from tests.sync.laptops import Team, digest, dump, family, names

if TYPE_CHECKING:
    from liaison_app.workspace import Workspace


def laptop(workspace: Workspace) -> str:
    return workspace.device.partition(".")[0]


def secrets(workspace: Workspace, kind: str = "team") -> set[str]:
    stream = workspace.setting(f"stream.{kind}")
    return {secret for name, secret in epochs.held(workspace.conn).items() if name[0] == stream}


def now_sealed_to(workspace: Workspace, kind: str = "team") -> str:
    """The recipient to which a laptop seals now."""
    stream = workspace.setting(f"stream.{kind}")
    return epochs.current(workspace.conn, rosters.known(workspace.conn), stream)[1]


def can_read_now(reader: Workspace, writer: Workspace, kind: str = "team") -> bool:
    """Whether one laptop holds the secret to which another one seals."""
    return now_sealed_to(writer, kind) in {name[2] for name in epochs.held(reader.conn)}


def test_a_laptop_is_removed_and_everybody_hears_of_it(team: Team) -> None:
    rosa, ben, chau = team.first(), team.join("Ben Ortiz"), team.join("Chau Tran")
    family(chau, "Pham")
    team.send(chau, rosa, ben)
    laptops.remove(rosa, laptop(chau))
    family(rosa, "Ruiz")
    entries = rosters.raw_entries(rosa.conn)
    upkeep(rosa)
    assert rosters.raw_entries(rosa.conn) == entries  # its new secrets are all that is needed
    path = exchange.make_file(rosa, team.file()).path
    exchange.take_file(ben, path)
    assert names(ben) == ["Pham", "Ruiz"]
    told = exchange.take_file(chau, path)
    assert "removed from the team" in " ".join(told.notes)
    assert "no key yet" not in " ".join(told.notes)
    assert laptops.standing(chau).removed
    assert names(chau) == ["Pham"]  # it cannot read what was sealed since; what it has, it keeps
    family(ben, "Osei")
    assert "Osei" not in (team.send(ben, rosa, chau) and names(chau))
    assert not can_read_now(chau, rosa)
    assert not can_read_now(chau, rosa, "reference")
    assert not can_read_now(chau, ben)
    assert can_read_now(ben, rosa)
    before = digest(rosa)
    assert digest(ben) == before
    family(chau, "Tran")
    for taken in team.send(chau, rosa, ben):
        assert taken.applied == 0
        assert "kept apart" in " ".join(taken.notes)
        assert "was removed from the team" in " ".join(taken.alarms)
    assert names(rosa) == names(ben) == ["Osei", "Pham", "Ruiz"]
    assert digest(rosa) == digest(ben) == before
    late = team.join("Lan Pham")  # who comes later reads everything, and hears of the removal too
    assert names(late) == ["Osei", "Pham", "Ruiz"]
    assert digest(late) == digest(rosa)
    assert [one.person for one in laptops.laptops(late) if one.removed] == ["Chau Tran"]


def test_who_may_remove_whom(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz", role="coordinator")
    before = dump(rosa), dump(ben)
    with pytest.raises(NotAllowed, match="Only an admin"):
        laptops.remove(ben, laptop(rosa))
    with pytest.raises(NotAllowed, match="cannot remove itself"):
        laptops.remove(rosa, laptop(rosa))
    with pytest.raises(UnknownRecord, match="look at the list"):
        laptops.remove(rosa, "0123456789abcdef")
    assert (dump(rosa), dump(ben)) == before
    assert not laptops.standing(ben).may_remove
    laptops.remove(rosa, laptop(ben))
    with pytest.raises(UnknownRecord):
        laptops.remove(rosa, laptop(ben))


def test_two_admins_remove_each_other_and_one_stays(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz", role="admin")
    lan = team.join("Lan Pham")
    laptops.remove(rosa, laptop(ben))
    laptops.remove(ben, laptop(rosa))
    team.send(ben, lan)
    team.send(rosa, lan, ben)
    for one in (rosa, ben, lan):
        assert [m.name for m in rosters.known(one.conn).members if "admin" in m.roles] == [
            "Rosa Vega"
        ]
    assert not can_read_now(ben, rosa)
    team.send(lan, rosa)
    assert digest(lan) == digest(rosa)


def test_secrets_made_by_who_had_not_heard_are_replaced(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz", role="coordinator")
    chau = team.join("Chau Tran")
    desk = Desk(team, rosa, Clock())
    invite, code = desk.invite("Lan Pham", by=ben)
    other, other_code = desk.invite("Mai Do", by=ben)
    laptops.remove(rosa, laptop(chau))
    for one in (desk.join(invite, code), desk.join(other, other_code)):  # each makes new secrets
        team.send(one, ben)
    before = exchange.make_file(ben, team.file()).path
    exchange.take_file(chau, before)  # it hears of them, as it takes part as far as Ben knows
    team.send(rosa, ben)
    team.send(ben, rosa, *desk.others)
    team.send(rosa, ben, *desk.others)
    for one in (rosa, ben, *desk.others):
        assert not can_read_now(chau, one)
    for one in (ben, *desk.others):
        assert now_sealed_to(one) == now_sealed_to(rosa)
    entries = len(rosters.raw_entries(rosa.conn))
    for one in (rosa, ben):
        upkeep(one)
    team.send(rosa, ben)
    team.send(ben, rosa)
    assert len(rosters.raw_entries(rosa.conn)) == entries  # once is enough
    for one in desk.others:
        one.close()


def test_the_invites_of_a_removed_laptop_are_closed(team: Team) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz", role="coordinator")
    desk = Desk(team, rosa, Clock())
    invite, code = desk.invite("Lan Pham", by=ben)
    laptops.remove(rosa, laptop(ben))
    team.send(rosa, ben)
    (made,) = invite_book.every(ben.conn)
    assert made.state == invite_book.CANCELLED
    assert not desk.file_of(invite)
    lan = desk.join(invite, code)
    with pytest.raises(NotAllowed, match="cancelled"):
        team.send(lan, ben)
    with pytest.raises(NotAllowed, match="not in your team's list"):
        team.send(lan, rosa)
    lan.close()


def test_what_was_there_before_stays_readable_and_nothing_is_wiped(team: Team) -> None:
    rosa, chau = team.first(), team.join("Chau Tran")
    family(rosa, "Ruiz")
    team.send(rosa, chau)
    known = secrets(chau)
    laptops.remove(rosa, laptop(chau))
    team.send(rosa, chau)
    assert names(chau) == ["Ruiz"]
    assert secrets(chau) == known
