"""Who may join, with which code, until when; and what becomes of those who come with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import laptops, workspaces
from liaison_app.actions.passphrases import words_of
from liaison_app.errors import DamagedFile, LiaisonError, NoKey, NotAllowed, UnknownRecord
from liaison_app.store.driver import transaction
from liaison_app.store.keyslots import new_code
from liaison_app.sync import enrolments, epochs, invites, inviting, joining, rosters
from tests.store.laptops import PASSPHRASE, Clock, dice
from tests.sync.invited import Desk, enrolment_of, later
from tests.sync.laptops import Team, digest, dump, family, names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liaison_app.workspace import Workspace


@pytest.fixture
def desk(team: Team) -> Iterator[Desk]:
    made = Desk(team, team.first("Rosa"), Clock())
    yield made
    for one in made.others:
        one.close()


def refused(desk: Desk, sender: Workspace, what: type[LiaisonError]) -> str:
    """Say why a file is not taken; it must have changed nothing."""
    before = dump(desk.rosa)
    with pytest.raises(what) as error:
        desk.team.send(sender, desk.rosa)
    assert dump(desk.rosa) == before
    return str(error.value)


# --- in the same room


def test_who_types_the_code_in_the_same_room_reads_at_once(desk: Desk) -> None:
    family(desk.rosa, "Hassan")
    ben = desk.join(*desk.invite("Ben"))
    desk.team.send(desk.rosa, ben)  # she first
    assert names(ben) == ["Hassan"]
    family(ben, "Okafor")
    (taken,) = desk.team.send(ben, desk.rosa)
    assert taken.joined == ("Ben",)
    assert desk.members() == ["Rosa", "Ben"]
    desk.team.send(desk.rosa, ben)
    assert (names(ben), digest(ben)) == (names(desk.rosa), digest(desk.rosa))
    assert desk.members(ben) == ["Rosa", "Ben"]
    assert laptops.standing(ben).member


def test_the_other_order_works_too(desk: Desk) -> None:
    ben = desk.join(*desk.invite("Ben"))
    family(ben, "Okafor")
    (taken,) = desk.team.send(ben, desk.rosa)  # he first, who has heard of nothing
    assert (taken.joined, names(desk.rosa)) == (("Ben",), ["Okafor"])
    family(desk.rosa, "Hassan")
    desk.team.send(desk.rosa, ben)
    assert digest(ben) == digest(desk.rosa)


def test_used_the_invite_is_gone_and_its_secrets_are_replaced(desk: Desk) -> None:
    invite, code = desk.invite("Ben")
    in_the_file = set(invite.epochs.values())
    assert desk.file_of(invite)
    ben = desk.join(invite, code)
    desk.team.send(ben, desk.rosa)
    assert desk.state(invite) == "used"
    assert not desk.file_of(invite)
    assert desk.epoch() == 2
    assert len(rosters.raw_entries(desk.rosa.conn)) == 3  # her own stream; one tells all
    desk.team.send(desk.rosa, ben)
    for workspace in (desk.rosa, ben):
        roster = rosters.known(workspace.conn)
        for kind in ("team", "reference"):
            stream = workspace.setting(f"stream.{kind}")
            number, _recipient = epochs.current(workspace.conn, roster, stream)
            assert set(epochs.secrets(workspace.conn, stream, number)).isdisjoint(in_the_file)
            assert epochs.secrets(workspace.conn, stream, number) != []
    family(desk.rosa, "Hassan")
    desk.team.send(desk.rosa, ben)
    assert names(ben) == ["Hassan"]


def test_the_same_file_again_changes_nothing(desk: Desk) -> None:
    ben = desk.join(*desk.invite("Ben"))
    desk.team.send(ben, desk.rosa)
    entries = rosters.raw_entries(desk.rosa.conn)
    desk.team.send(ben, desk.rosa)  # with his enrolment still: he has heard of nothing
    assert rosters.raw_entries(desk.rosa.conn) == entries
    assert laptops.alarms(desk.rosa) == ()


def test_who_did_not_type_the_code_is_refused(desk: Desk) -> None:
    invite, _code = desk.invite("Ben")
    eve = desk.join(invite, new_code(dice(9).randbytes))  # she has what is inside, not the code
    assert "does not know the code" in refused(desk, eve, NotAllowed)
    assert desk.members() == ["Rosa"]


def test_somebody_else_with_the_same_invite_is_an_alarm_that_names_who_was_let_in(
    desk: Desk,
) -> None:
    invite, code = desk.invite("Ben")
    ben, eve = desk.join(invite, code), desk.join(invite, code)
    family(eve, "Eve's")
    desk.team.send(ben, desk.rosa)
    desk.team.send(eve, desk.rosa)
    assert desk.members() == ["Rosa", "Ben"]
    assert names(desk.rosa) == []
    (alarm,) = laptops.alarms(desk.rosa)
    assert "Ben" in alarm.words
    assert "was let in" in alarm.words
    desk.team.send(eve, desk.rosa)
    assert len(laptops.alarms(desk.rosa)) == 1  # said once
    laptops.dismiss_alarm(desk.rosa, alarm.n)
    assert laptops.alarms(desk.rosa) == ()


def test_too_late_it_is_for_a_person_to_answer_and_no_work_is_lost(desk: Desk) -> None:
    invite, code = desk.invite("Ben")
    ben = desk.join(invite, code)
    family(ben, "Okafor")
    later(desk.rosa, timedelta(hours=30))
    (taken,) = desk.team.send(ben, desk.rosa)
    assert (taken.joined, taken.requests, names(desk.rosa)) == ((), (invite.id,), [])
    assert desk.epoch() == 2  # what was in the file is replaced all the same
    later(ben, timedelta(hours=30))
    (asking,) = laptops.requests(desk.rosa)
    assert asking.words == laptops.standing(ben).words
    laptops.accept(desk.rosa, asking.id)
    desk.team.send(desk.rosa, ben)
    desk.team.send(ben, desk.rosa)
    assert names(desk.rosa) == names(ben) == ["Okafor"]


def test_a_lapsed_invite_is_noticed_at_the_next_unlock(desk: Desk) -> None:
    invite, _code = desk.invite("Ben")
    desk.rosa.close()
    clock = Clock()
    clock.moment += timedelta(hours=30)
    desk.rosa = workspaces.unlock(
        desk.team.folder / "first", PASSPHRASE, clock=clock, random=dice(5)
    )
    assert desk.state(invite) == "lapsed"
    assert desk.epoch() == 2
    assert not desk.file_of(invite)
    desk.rosa.close()


def test_a_cancelled_invite_lets_nobody_in(desk: Desk) -> None:
    invite, code = desk.invite("Ben")
    ben = desk.join(invite, code)
    invites.cancel(desk.rosa, invite.id)
    assert (desk.state(invite), desk.epoch()) == ("cancelled", 2)
    assert not desk.file_of(invite)
    assert "cancelled" in refused(desk, ben, NotAllowed)
    with pytest.raises(UnknownRecord):
        invites.cancel(desk.rosa, invite.id)
    again, code = desk.invite("Ben")  # and with another one, what he wrote comes along
    family(ben, "Okafor")
    joining.refuse_known(ben, again)
    joining.rehome(ben, again, code, joining.person_and_team(ben, again))
    desk.team.send(ben, desk.rosa)
    assert names(desk.rosa) == ["Okafor"]


def test_a_file_that_is_no_longer_the_invite_is_left_alone(desk: Desk) -> None:
    invite, _code = desk.invite("Ben")
    path = desk.team.folder / f"{invite.id}.invite"
    path.write_bytes(b"somebody's own")
    invites.cancel(desk.rosa, invite.id)
    assert path.read_bytes() == b"somebody's own"


# --- by post


def test_by_post_nothing_secret_is_inside(desk: Desk) -> None:
    invite, _code = desk.invite("Ben", by_post=True)
    assert set(invite.epochs.values()) == {""}
    assert invite.entries == ()
    assert invite.expires - desk.rosa.now() > timedelta(days=13)


def test_by_post_a_person_compares_eight_words(desk: Desk) -> None:
    family(desk.rosa, "Hassan")
    ben = desk.join(*desk.invite("Ben", by_post=True))
    assert laptops.standing(ben).by_post
    family(ben, "Okafor")
    with pytest.raises(NoKey, match="not let in yet"):
        desk.team.send(desk.rosa, ben)
    (taken,) = desk.team.send(ben, desk.rosa)
    (asking,) = laptops.requests(desk.rosa)
    assert taken.requests == (asking.id,)
    assert names(desk.rosa) == ["Hassan"]  # nothing of his before he is let in
    assert len(asking.words) == 8
    assert asking.words == laptops.standing(ben).words
    laptops.accept(desk.rosa, asking.id)
    desk.team.send(desk.rosa, ben)
    assert names(ben) == ["Hassan", "Okafor"]
    assert laptops.standing(ben).member
    assert laptops.standing(ben).words == ()
    desk.team.send(ben, desk.rosa)
    assert digest(ben) == digest(desk.rosa)


def test_the_words_are_others_for_every_laptop_and_every_invite(desk: Desk) -> None:
    said = set()
    for person in ("Ben", "Lan"):
        invite, code = desk.invite(person, by_post=True)
        for _laptop in range(2):
            said.add(laptops.standing(desk.join(invite, code)).words)
    assert len(said) == 4
    assert words_of(bytes(10)) != words_of(b"\1" + bytes(9))


def test_a_refused_request_is_gone_with_its_invite(desk: Desk) -> None:
    invite, code = desk.invite("Ben", by_post=True)
    ben = desk.join(invite, code)
    desk.team.send(ben, desk.rosa)
    laptops.refuse(desk.rosa, invite.id)
    assert laptops.requests(desk.rosa) == ()
    assert desk.members() == ["Rosa"]
    assert "cancelled" in refused(desk, ben, NotAllowed)
    with pytest.raises(UnknownRecord):
        laptops.accept(desk.rosa, invite.id)


def test_two_requests_under_one_invite_neither_is_let_in(desk: Desk) -> None:
    invite, code = desk.invite("Ben", by_post=True)
    ben, eve = desk.join(invite, code), desk.join(invite, code)
    desk.team.send(ben, desk.rosa)
    desk.team.send(eve, desk.rosa)
    assert laptops.requests(desk.rosa) == ()
    assert desk.state(invite) == "stopped"
    (alarm,) = laptops.alarms(desk.rosa)
    assert "neither was let in" in alarm.words
    desk.team.send(ben, desk.rosa)  # nor when one of them comes again
    assert (laptops.requests(desk.rosa), desk.members()) == ((), ["Rosa"])


def test_what_waits_is_read_once_everybody_heard(desk: Desk) -> None:
    """A third laptop relays what it cannot judge."""
    mai = desk.join(*desk.invite("Mai"))
    desk.team.send(mai, desk.rosa)
    desk.team.send(desk.rosa, mai)
    ben = desk.join(*desk.invite("Ben", by_post=True))
    family(ben, "Okafor")
    desk.team.send(ben, desk.rosa)
    laptops.accept(desk.rosa, laptops.requests(desk.rosa)[0].id)
    desk.team.send(desk.rosa, mai, ben)
    desk.team.send(ben, mai)
    assert names(mai) == ["Okafor"]


# --- who may invite


def test_a_coordinator_invites_liaisons_and_a_liaison_nobody(desk: Desk) -> None:
    mai = desk.join(*desk.invite("Mai", role="coordinator"))
    desk.team.send(mai, desk.rosa)
    desk.team.send(desk.rosa, mai)
    assert inviting.may(mai, "liaison")
    with pytest.raises(NotAllowed):
        desk.invite("Eve", role="admin", by=mai)
    ben = desk.join(*desk.invite("Ben", by=mai))
    desk.team.send(ben, mai)
    desk.team.send(mai, desk.rosa, ben)
    assert desk.members() == desk.members(ben) == ["Rosa", "Mai", "Ben"]
    with pytest.raises(NotAllowed, match="coordinator"):
        desk.invite("Eve", by=ben)
    assert not laptops.standing(ben).may_invite


def test_who_is_not_let_in_yet_invites_nobody(desk: Desk) -> None:
    ben = desk.join(*desk.invite("Ben", role="admin"))
    with pytest.raises(NotAllowed):
        desk.invite("Eve", by=ben)


def test_two_who_let_somebody_in_at_the_same_time_share_what_the_newcomers_lack(
    desk: Desk,
) -> None:
    mai = desk.join(*desk.invite("Mai", role="coordinator"))
    desk.team.send(mai, desk.rosa)
    desk.team.send(desk.rosa, mai)
    ben = desk.join(*desk.invite("Ben"))
    lan = desk.join(*desk.invite("Lan", by=mai))
    desk.team.send(ben, desk.rosa)
    desk.team.send(lan, mai)  # she knows nothing of Ben, nor Rosa of Lan
    family(mai, "Nguyen")
    for _round in range(2):
        desk.team.send(mai, desk.rosa)
        desk.team.send(desk.rosa, mai, ben)
        desk.team.send(mai, lan)
        desk.team.send(lan, mai)
    for one in (desk.rosa, mai, ben, lan):
        assert desk.members(one) == desk.members()
        assert names(one) == ["Nguyen"]
        family(one, f"From {one.person}")
    for _round in range(2):
        for one in (ben, lan, mai, desk.rosa):
            desk.team.send(one, *({desk.rosa, mai, ben, lan} - {one}))
    assert len({digest(one) for one in (desk.rosa, mai, ben, lan)}) == 1


# --- what nobody can talk somebody into


@pytest.mark.parametrize(
    "change",
    [
        lambda said: {**said, "laptop": "0" * 16},
        lambda said: {**said, "sign": "00" * 32},
        lambda said: {**said, "age": said["age"][:-1] + ("q" if said["age"][-1] != "q" else "p")},
        lambda said: {**said, "name": "Somebody else"},
        lambda said: {**said, "mac": "0" * 64},
        lambda said: {**said, "mac": None},
    ],
)
def test_an_enrolment_says_exactly_what_the_code_proves(
    desk: Desk, change: Callable[[dict[str, object]], dict[str, object]]
) -> None:
    invite, code = desk.invite("Ben")
    ben = desk.join(invite, code)
    how = joining.joined(ben.conn)
    assert how
    said = {
        **enrolments.said_of(how.enrolment),
        "mac": enrolments.mac(bytes.fromhex(how.key), ben.root, how.enrolment),
    }
    record, of_another = enrolment_of(ben), enrolment_of(desk.join(invite, code))
    with transaction(desk.rosa.conn):
        with pytest.raises((NotAllowed, DamagedFile)):
            invites.answer(desk.rosa, desk.rosa.conn, change(said), record)
        with pytest.raises(NotAllowed):  # the right words, in what another laptop signed
            invites.answer(desk.rosa, desk.rosa.conn, said, of_another)
        assert (
            invites.answer(desk.rosa, desk.rosa.conn, said, record).joined == how.enrolment.laptop
        )


def test_an_invite_for_another_team_proves_nothing_here(desk: Desk) -> None:
    invite, code = desk.invite("Ben")
    ben = desk.join(replace(invite, root="0" * 32), code)
    refused(desk, ben, LiaisonError)
