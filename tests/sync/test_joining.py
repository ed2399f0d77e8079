"""Joining a team: with a new workspace, or with one that has families in it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange, importing, laptops, workspaces
from liaison_app.errors import Cancelled, InvalidValue, NotAllowed
from liaison_app.interchange import rerooting
from liaison_app.records.governance import Assignment, Consent, ConsentState, StaffMember
from liaison_app.records.governance import Team as TeamRecord
from liaison_app.records.people import Household, Person
from liaison_app.store import checking
from liaison_app.sync import identity, invite_files, joining, removing, rosters
from liaison_app.workspace import Add, Draft, Put
from tests.interchange.exports import FIXTURES
from tests.store.laptops import PASSPHRASE, Clock, dice
from tests.sync.invited import Desk, later
from tests.sync.laptops import Team, digest, dump, family, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from liaison_app.sync.invite_files import Invite
    from liaison_app.workspace import Workspace


@pytest.fixture
def desk(team: Team) -> Iterator[Desk]:
    made = Desk(team, team.first("Rosa"), Clock())
    yield made
    for one in made.others:
        one.close()


def alone(desk: Desk, person: str = "Ben Ortiz", *, practice: bool = False) -> Workspace:
    """Somebody's own workspace, who knows of no team."""
    made = workspaces.create(
        desk.team.folder / f"alone-{len(desk.others)}",
        person=person,
        team="Ben's own",
        passphrase=PASSPHRASE,
        practice=practice,
        clock=Clock(),
        random=dice(80 + len(desk.others)),
    ).workspace
    desk.others.append(made)
    return made


def bring_along(workspace: Workspace, invite: Invite, code: str) -> None:
    """As `laptops.rehome` does it once it has read the file."""
    joining.refuse_known(workspace, invite)
    known = joining.person_and_team(workspace, invite)
    ids = rerooting.new_ids(workspace, invite.root, known)
    joining.rehome(workspace, invite, code, ids)


def conflicts(workspace: Workspace) -> int:
    return int(workspace.read("SELECT count(*) FROM conflict")[0][0])


# --- with a new workspace


def test_who_joins_has_a_name_and_a_team_at_once(desk: Desk) -> None:
    invite, code = desk.invite("Ben Ortiz")
    ben = desk.join(invite, code)
    assert ben.person == invite.person
    assert [one.name for one in ben.all(StaffMember)] == ["Ben Ortiz"]
    assert [one.name for one in ben.all(TeamRecord)] == ["North"]
    assert (ben.root, ben.practice) == (desk.rosa.root, False)
    assert laptops.who_of(ben, ben.device) == "Ben Ortiz"
    assert laptops.who_of(ben, desk.rosa.device) == "Rosa"
    assert workspaces.check(ben).problems == ()
    assert identity.practice_is_marked(ben.conn)


def test_nobody_is_asked_which_of_two_names_is_right(desk: Desk) -> None:
    ben = desk.join(*desk.invite("Ben Ortiz"))
    staff = ben.person
    desk.rosa.commit(
        "put", [Put(StaffMember, staff, {"phone": "555-0107", "email": "b@example.org"})]
    )
    (team,) = desk.rosa.all(TeamRecord)
    desk.rosa.commit("put", [Put(TeamRecord, team.id, {"phone": "555-0100"})])
    desk.team.send(ben, desk.rosa)
    desk.team.send(desk.rosa, ben)
    assert (conflicts(ben), conflicts(desk.rosa)) == (0, 0)
    assert ben.get(StaffMember, staff).phone == "555-0107"
    assert digest(ben) == digest(desk.rosa)


def test_what_was_joined_is_there_after_a_restart(desk: Desk) -> None:
    ben = desk.join(*desk.invite("Ben Ortiz"))
    folder = workspaces.folder_of(ben)
    before = laptops.standing(ben)
    ben.close()
    ben = workspaces.unlock(folder, PASSPHRASE, clock=Clock(), random=dice(4))
    desk.others.append(ben)
    assert laptops.standing(ben) == before
    assert before.member is False
    assert before.inviter == "Rosa"


def test_practice_invites_into_practice(team: Team) -> None:
    rosa = team.first("Rosa", practice=True)
    desk = Desk(team, rosa, Clock())
    invite, code = desk.invite("Ben")
    assert invite.found.practice
    assert rosters.known(rosa.conn).practice
    with pytest.raises(InvalidValue, match="practice"):
        joining.refuse_known(alone(desk), invite)
    theirs = alone(desk, practice=True)
    bring_along(theirs, invite, code)
    assert theirs.practice
    assert identity.practice_is_marked(theirs.conn)
    for one in desk.others:
        one.close()


def test_an_expired_invite_is_refused_with_what_to_do(desk: Desk) -> None:
    invite, _code = desk.invite("Ben")
    joining.refuse_expired(invite, invite.expires)
    with pytest.raises(NotAllowed, match="Ask for a new one"):
        joining.refuse_expired(invite, desk.rosa.now() + invite_files.lifetime(by_post=False) * 2)


# --- with what is there already


def test_families_come_along_and_meet_those_of_the_team(desk: Desk) -> None:
    ben = alone(desk)
    home = family(ben, "Okafor")
    ben.commit("assign", [Add(Assignment(household=home, staff=ben.person))])
    ben.keep_draft(Draft(f"note:{home}", {"by": ben.person}, 0, "text", ben.now()))
    family(desk.rosa, "Hassan")
    invite, code = desk.invite("Ben Ortiz")
    heard: list[str] = []
    ben.subscribe(lambda touched: heard.append(touched.action))
    bring_along(ben, invite, code)
    assert ben.person == invite.person
    assert ben.root == desk.rosa.root
    assert set(heard) == {"device.join"}
    assert [one.staff for one in ben.all(Assignment)] == [invite.person]
    assert [one.name for one in ben.all(StaffMember)] == ["Ben Ortiz"]
    (kept,) = ben.drafts()
    assert kept.content == {"by": invite.person}
    assert workspaces.check(ben).problems == ()
    desk.team.send(ben, desk.rosa)
    desk.team.send(desk.rosa, ben)
    assert names(ben) == names(desk.rosa) == ["Hassan", "Okafor"]
    assert digest(ben) == digest(desk.rosa)
    assert laptops.standing(ben).member
    assert [one.name for one in desk.rosa.all(TeamRecord)] == ["North"]


EXPORTS = ("oneroster_1_1", "lists/students.csv", "sds_2_1")


def test_what_both_imported_is_there_once(desk: Desk) -> None:
    ben = alone(desk)
    for name in EXPORTS:
        importing.run(desk.rosa, FIXTURES / name)
        importing.run(ben, FIXTURES / name)
    for one, answer in ((desk.rosa, ConsentState.REFUSED), (ben, ConsentState.GIVEN)):
        giver = min(one.all(Person), key=lambda person: (person.given_name, person.family_name))
        said = Consent(giver=giver.id, purpose="photos", recipient="school", state=answer)
        one.commit("consent.add", [Add(said)])
    count = len(desk.rosa.all(Person)), len(desk.rosa.all(Household))
    bring_along(ben, *desk.invite("Ben Ortiz"))
    desk.team.send(ben, desk.rosa)
    desk.team.send(desk.rosa, ben)
    for one in (desk.rosa, ben):
        assert (len(one.all(Person)), len(one.all(Household))) == count
        assert [c.state for c in one.all(Consent)] == [ConsentState.REFUSED]  # the strictest
        assert importing.run(one, FIXTURES / "oneroster_1_1").added == {}
    assert digest(ben) == digest(desk.rosa)
    assert conflicts(ben) == conflicts(desk.rosa) == 1  # the consent: a person says


def test_a_stopped_joining_leaves_everything_as_it_was(desk: Desk) -> None:
    ben = alone(desk)
    importing.run(ben, FIXTURES / "lists" / "students.csv")
    before = dump(ben), checking.digest(ben.conn)
    invite, code = desk.invite("Ben Ortiz")

    def stop(_done: int, _all: int) -> None:
        raise Cancelled

    known = joining.person_and_team(ben, invite)
    with pytest.raises(Cancelled):
        joining.rehome(ben, invite, code, known, stop)
    assert (dump(ben), checking.digest(ben.conn)) == before
    assert ben.root != desk.rosa.root


def test_a_view_of_another_thread_may_do_it(desk: Desk) -> None:
    ben = alone(desk)
    family(ben, "Okafor")
    invite, code = desk.invite("Ben Ortiz")
    with ben.elsewhere(large=True) as view:
        bring_along(view, invite, code)
        assert names(view) == ["Okafor"]
    assert (ben.root, ben.person) == (desk.rosa.root, invite.person)
    assert ben.imported_id("s", "person", "1") == desk.rosa.imported_id("s", "person", "1")


def test_a_workspace_that_others_know_of_stays_what_it_is(desk: Desk, tmp_path: Path) -> None:
    invite, _code = desk.invite("Ben Ortiz")
    exported = alone(desk)
    exchange.make_file(exported, tmp_path / "a-file")
    has_invited = alone(desk)
    Desk(desk.team, has_invited, Clock()).invite("Lan")
    for one in (exported, has_invited):
        before = dump(one)
        with pytest.raises(NotAllowed, match="another folder"):
            joining.refuse_known(one, invite)
        assert dump(one) == before
    member = desk.join(*desk.invite("Mai"))
    desk.team.send(member, desk.rosa)
    desk.team.send(desk.rosa, member)
    for one in (member, desk.rosa):
        with pytest.raises(NotAllowed, match="already, so there is nothing to do"):
            joining.refuse_known(one, invite)
    elsewhere, _code = Desk(desk.team, has_invited, Clock()).invite("Mai")
    with pytest.raises(NotAllowed, match="belongs to a team"):
        joining.refuse_known(member, elsewhere)
    removing.remove(desk.rosa, member.device.partition(".")[0])
    desk.team.send(desk.rosa, member)
    with pytest.raises(NotAllowed, match="belongs to a team"):
        joining.refuse_known(member, invite)


def test_practice_never_goes_where_real_families_are(desk: Desk) -> None:
    invite, _code = desk.invite("Ben Ortiz")
    with pytest.raises(InvalidValue, match="practice"):
        joining.refuse_known(alone(desk, practice=True), invite)


def test_who_was_never_let_in_comes_with_another_invite(desk: Desk) -> None:
    ben = desk.join(*desk.invite("Ben Ortiz", by_post=True))
    family(ben, "Okafor")
    exchange.make_file(ben, desk.team.file())  # that nobody ever took in
    later(desk.rosa, invite_files.lifetime(by_post=True) * 2)
    invite, code = desk.invite("Ben Ortiz")
    bring_along(ben, invite, code)
    (taken,) = desk.team.send(ben, desk.rosa)
    assert taken.joined == ("Ben Ortiz",)
    desk.team.send(desk.rosa, ben)
    assert names(ben) == names(desk.rosa) == ["Okafor"]
    assert digest(ben) == digest(desk.rosa)


def test_another_invite_takes_away_nothing_that_was_known(desk: Desk) -> None:
    family(desk.rosa, "Hassan")
    ben = desk.join(*desk.invite("Ben Ortiz"))
    bring_along(ben, *desk.invite("Ben Ortiz", by_post=True))
    desk.team.send(desk.rosa, ben)
    assert names(ben) == ["Hassan"]  # by what the first one held
