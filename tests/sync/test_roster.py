"""Who takes part follows from signed entries, whatever their order and whoever forges some."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison_app.errors import DamagedFile
from liaison_app.sync.roster import Roster, fold, may_invite, may_write
from liaison_app.sync.roster_entries import (
    Action,
    Add,
    Entry,
    Remove,
    Share,
    action_json,
    actions_of,
)
from tests.sync.made_rosters import (
    AGE,
    CONTROL,
    ELSEWHERE,
    FIRST,
    FIRST_ENTRY,
    FOUND,
    TEAM,
    adds,
    entry,
    epoch,
    key,
    laptop,
    removes,
)

if TYPE_CHECKING:
    from collections.abc import Iterable


def people(roster: Roster) -> list[str]:
    return sorted(member.name for member in roster.members)


def test_the_first_laptop_lets_itself_in_and_says_what_this_is() -> None:
    roster = fold([FIRST_ENTRY], "f" * 32)
    assert (roster.root, roster.practice, roster.team_name) == ("f" * 32, False, "North")
    assert people(roster) == ["rosa"]
    assert roster.head == (1, FIRST_ENTRY.hash)
    assert roster.epochs == {TEAM: (1, AGE)}
    assert fold([]).members == ()


def test_nobody_founds_a_team_for_another_laptop() -> None:
    for_another = entry("eve", None, FOUND, adds("rosa", *FIRST))
    assert fold([for_another], "f" * 32).root == ""
    second = entry("eve", FIRST_ENTRY, FOUND, adds("eve", *FIRST))
    assert people(fold([FIRST_ENTRY, second])) == ["rosa"]


def test_a_coordinator_lets_liaisons_into_her_own_streams_and_nothing_else() -> None:
    mai = entry("rosa", FIRST_ENTRY, adds("mai", "coordinator", "liaison"))
    allowed = entry("mai", mai, adds("ben", "liaison"), epoch(2))
    assert people(fold([FIRST_ENTRY, mai, allowed])) == ["ben", "mai", "rosa"]
    assert fold([FIRST_ENTRY, mai, allowed]).epochs[TEAM][0] == 2
    for refused in (
        adds("ben", "coordinator"),
        adds("ben", "admin"),
        adds("ben", "liaison", streams=(TEAM, ELSEWHERE)),
        epoch(2, ELSEWHERE),
        Share(laptop("ben"), ((ELSEWHERE, 1, AGE),), "d3JhcHBlZA=="),
        removes("rosa"),
    ):
        both = entry("mai", mai, adds("lan", "liaison"), refused)
        roster = fold([FIRST_ENTRY, mai, both])
        assert people(roster) == ["mai", "rosa"], refused  # nothing of it, not even what she may
        assert roster.head == (2, mai.hash)


def test_a_liaison_lets_nobody_in() -> None:
    ben = entry("rosa", FIRST_ENTRY, adds("ben", "liaison"))
    for tried in (adds("eve", "liaison"), epoch(2), removes("rosa")):
        assert people(fold([FIRST_ENTRY, ben, entry("ben", ben, tried)])) == ["ben", "rosa"]


def test_what_another_key_signed_in_somebodys_name_counts_for_nothing() -> None:
    forged = replace(entry("rosa", FIRST_ENTRY, adds("eve", *FIRST)), key=key("eve"))
    roster = fold([FIRST_ENTRY, forged])
    assert people(roster) == ["rosa"]
    assert roster.alarms == ()
    other = replace(entry("rosa", FIRST_ENTRY, adds("zoe", *FIRST)), key=key("eve"))
    assert fold([FIRST_ENTRY, forged, other]).alarms == ()  # nobody can raise a false alarm
    theirs = entry("rosa", forged, adds("ben", "liaison"))
    assert people(fold([FIRST_ENTRY, forged, theirs])) == ["ben", "rosa"]


def test_an_entry_waits_for_the_one_before_it() -> None:
    ben = entry("rosa", FIRST_ENTRY, adds("ben", "liaison"))
    lan = entry("rosa", ben, adds("lan", "liaison"))
    without = fold([FIRST_ENTRY, lan])
    assert people(without) == ["rosa"]
    assert without.waiting == (lan.hash,)
    assert people(fold([lan, FIRST_ENTRY, ben])) == ["ben", "lan", "rosa"]
    lost = replace(lan, n=7)  # its parent is not the one before it
    assert people(fold([FIRST_ENTRY, ben, lost])) == ["ben", "rosa"]


def test_two_who_let_somebody_in_at_the_same_time_both_have_their_way() -> None:
    mai = entry("rosa", FIRST_ENTRY, adds("mai", "coordinator"))
    here = entry("rosa", mai, adds("ben", "liaison"))
    there = entry("mai", mai, adds("lan", "liaison"))
    roster = fold([FIRST_ENTRY, mai, here, there])
    assert people(roster) == ["ben", "lan", "mai", "rosa"]
    assert roster.alarms == ()
    assert roster.head == max((here.n, here.hash), (there.n, there.hash))
    assert set(roster.tips) == {here.hash, there.hash}


def test_one_laptop_that_writes_two_next_entries_is_an_alarm() -> None:
    one = entry("rosa", FIRST_ENTRY, adds("ben", "liaison"))
    other = entry("rosa", FIRST_ENTRY, adds("lan", "liaison"))
    roster = fold([FIRST_ENTRY, one, other])
    assert roster.alarms == (laptop("rosa"),)
    assert people(roster) == ["ben", "lan", "rosa"]


def test_nobody_takes_the_place_of_a_laptop_that_is_there() -> None:
    mai = entry("rosa", FIRST_ENTRY, adds("mai", "coordinator"))
    place = replace(adds("rosa", "liaison"), sign=key("mai"))
    roster = fold([FIRST_ENTRY, mai, entry("mai", mai, place)])
    assert roster.laptops[laptop("rosa")].sign == key("rosa")
    assert roster.roles_of(laptop("rosa")) == FIRST


def test_what_a_removed_laptop_writes_counts_for_nothing_however_old_it_claims_to_be() -> None:
    mai = entry("rosa", FIRST_ENTRY, adds("mai", *FIRST))
    hers = entry("mai", mai, adds("ben", "liaison"))
    gone = entry("rosa", hers, removes("mai"))
    after = entry("mai", gone, adds("eve", "liaison"))
    of_long_ago = entry("mai", mai, adds("eve", "liaison"), salt="sorts early or late")
    roster = fold([FIRST_ENTRY, mai, hers, gone, after, of_long_ago])
    assert people(roster) == ["ben", "rosa"]  # what she did before stands
    assert roster.laptops[laptop("mai")].removed
    assert not may_write(roster, laptop("mai"), "team")
    assert not may_invite(roster, laptop("mai"), "liaison")
    again = entry("rosa", gone, adds("mai", "liaison"))
    assert people(fold([FIRST_ENTRY, mai, hers, gone, again])) == ["ben", "rosa"]


def test_a_removal_beats_what_the_removed_one_did_at_the_same_time_unless_it_was_seen() -> None:
    mai = entry("rosa", FIRST_ENTRY, adds("mai", "coordinator"))
    hers = entry("mai", mai, adds("ben", "liaison"))
    unseen = entry("rosa", mai, removes("mai"))
    assert people(fold([FIRST_ENTRY, mai, hers, unseen])) == ["rosa"]
    seen = entry("rosa", mai, removes("mai", hers))
    assert people(fold([FIRST_ENTRY, mai, hers, seen])) == ["ben", "rosa"]


def test_of_two_who_remove_each_other_the_one_that_was_there_first_stays() -> None:
    mai = entry("rosa", FIRST_ENTRY, adds("mai", *FIRST))
    lan = entry("rosa", mai, adds("lan", *FIRST))
    for salt in ("a", "b", "c", "d"):  # whichever of the two sorts first
        hers = entry("lan", lan, removes("mai"), salt=salt)
        early = entry("lan", mai, removes("mai"), salt=salt)  # as if it were older than her
        his = entry("mai", lan, removes("lan"))
        assert people(fold([FIRST_ENTRY, mai, lan, hers, his])) == ["mai", "rosa"]
        assert people(fold([FIRST_ENTRY, mai, lan, early, his])) == ["mai", "rosa"]


def test_an_epoch_is_for_those_who_were_in_the_roster_that_its_maker_knew() -> None:
    ben = entry("rosa", FIRST_ENTRY, adds("ben", "liaison"))
    mai = entry("rosa", ben, adds("mai", "coordinator"))
    rotated = entry("mai", mai, epoch(2))
    at_the_same_time = entry("rosa", mai, adds("lan", "liaison"))
    roster = fold([FIRST_ENTRY, ben, mai, rotated, at_the_same_time])
    assert (TEAM, 2, AGE) in roster.covered[laptop("ben")]
    assert (TEAM, 2, AGE) not in roster.covered.get(laptop("lan"), frozenset())
    share = Share(laptop("lan"), ((TEAM, 2, AGE),), "d3JhcHBlZA==")
    shared = entry("rosa", at_the_same_time, share)
    roster = fold([FIRST_ENTRY, ben, mai, rotated, at_the_same_time, shared])
    assert (TEAM, 2, AGE) in roster.covered[laptop("lan")]


def test_a_laptop_writes_into_its_own_streams() -> None:
    ben = entry("rosa", FIRST_ENTRY, adds("ben", "liaison", streams=(CONTROL, TEAM)))
    roster = fold([FIRST_ENTRY, ben])
    assert may_write(roster, laptop("ben"), "team")
    assert not may_write(roster, laptop("ben"), "reference")
    assert not may_write(roster, laptop("eve"), "team")


# --- whatever the entries are


@dataclass
class Making:
    """Grows a random tree of entries by honest, careless and hostile authors."""

    random: Random
    entries: list[Entry] = field(default_factory=lambda: [FIRST_ENTRY])

    NAMES = ("rosa", "mai", "ben", "lan", "eve")
    ROLES = ((*FIRST,), ("coordinator",), ("liaison",), ("office",))

    def grow(self) -> None:
        pick = self.random.choice
        author, parent = pick(self.NAMES), pick(self.entries)
        others = [name for name in self.NAMES if name != author]
        seen = pick(self.entries)
        actions: list[Action] = [
            adds(pick(self.NAMES), *pick(self.ROLES)),
            removes(pick(others), seen),
            epoch(self.random.randrange(1, 5)),
        ]
        action = pick(actions)
        made = entry(author, parent, action, salt=str(len(self.entries)))
        if self.random.random() < 0.2:
            made = replace(made, key=key(pick(self.NAMES)))
        self.entries.append(made)


def tree(seed: int, size: int) -> list[Entry]:
    making = Making(Random(seed))  # noqa: S311  (repeating is what it is for)
    for _number in range(size):
        making.grow()
    return making.entries


@given(st.integers(0, 2**32), st.integers(0, 25), st.randoms(use_true_random=False))
def test_the_order_in_which_entries_come_makes_no_difference(
    seed: int, size: int, random: Random
) -> None:
    entries = tree(seed, size)
    twice = [*entries, *random.sample(entries, len(entries) // 2)]
    shuffled = random.sample(twice, len(twice))
    assert fold(shuffled) == fold(entries)


@given(st.integers(0, 2**32), st.integers(0, 25), st.randoms(use_true_random=False))
def test_what_the_first_laptop_removed_stays_removed_whatever_else_is_heard(
    seed: int, size: int, random: Random
) -> None:
    entries = tree(seed, size)
    part = {FIRST_ENTRY, *random.sample(entries, random.randrange(len(entries)))}
    few, all_of_them = fold(part), fold(entries)
    rosas = _removed_by_first(part)
    assert {one for one in rosas if one in few.laptops} <= {
        name for name, found in few.laptops.items() if found.removed
    }
    for name in rosas:
        assert name not in all_of_them.laptops or all_of_them.laptops[name].removed


def _removed_by_first(entries: Iterable[Entry]) -> set[str]:
    """What the first laptop itself removed in entries that no parent is missing for."""
    here = {one.hash: one for one in entries}

    def whole(one: Entry) -> bool:
        return one == FIRST_ENTRY or (one.prev in here and whole(here[one.prev]))

    return {
        action.laptop
        for one in here.values()
        if (one.laptop, one.key) == (laptop("rosa"), key("rosa")) and whole(one)
        for action in one.do
        if isinstance(action, Remove)
    }


@given(st.integers(0, 2**32), st.integers(0, 25))
def test_strangers_change_nothing(seed: int, size: int) -> None:
    entries = tree(seed, size)
    plain = fold(entries)
    stranger = replace(
        entry("rosa", entries[-1], adds("zoe", *FIRST), removes("mai")), key=key("zoe")
    )
    beside = fold([*entries, stranger])
    assert (beside.laptops, beside.epochs, beside.head) == (
        plain.laptops,
        plain.epochs,
        plain.head,
    )


@given(st.integers(0, 2**32), st.integers(0, 25))
def test_only_who_may_lets_anybody_in(seed: int, size: int) -> None:
    entries = tree(seed, size)
    for name, found in fold(entries).laptops.items():
        if name != laptop("rosa"):
            assert any(
                isinstance(action, Add) and action.laptop == name and action.roles == found.roles
                for one in entries
                if one.key in {key("rosa"), key("mai"), key("ben"), key("lan"), key("eve")}
                for action in one.do
            )


# --- how they are written


@pytest.mark.parametrize(
    "action",
    [
        FOUND,
        adds("ben", "liaison"),
        epoch(3),
        Share(laptop("ben"), ((TEAM, 2, AGE),), "d3JhcHBlZA=="),
        removes("ben", FIRST_ENTRY),
    ],
)
def test_an_action_is_read_as_it_was_written(action: Action) -> None:
    assert actions_of([action_json(action)]) == (action,)


def test_an_action_of_a_newer_version_means_nothing_here() -> None:
    assert actions_of([{"promote": {"laptop": laptop("ben")}}, action_json(epoch(3))]) == (
        epoch(3),
    )


@pytest.mark.parametrize(
    "said",
    [
        "nothing",
        [1],
        [{"add": {}}],
        [{"remove": {"laptop": "ben", "seen": []}}],
        [{**action_json(epoch(1)), **action_json(FOUND)}],
        [{"epoch": {**action_json(epoch(1))["epoch"], "epoch": True}}],
        [{"epoch": {**action_json(epoch(1))["epoch"], "epoch": 0}}],
        [{"epoch": {**action_json(epoch(1))["epoch"], "wrapped": "no base64!"}}],
        [{"add": {**action_json(adds("ben"))["add"], "sign": "00"}}],
        [{"add": {**action_json(adds("ben"))["add"], "age": "age1" + "b" * 58}}],
        [{"add": {**action_json(adds("ben"))["add"], "roles": "admin"}}],
        [{"add": {**action_json(adds("ben"))["add"], "name": "x" * 2000}}],
        [{"found": {**action_json(FOUND)["found"], "practice": 1}}],
        [{"share": {"laptop": laptop("ben"), "epochs": [[TEAM, 1]], "wrapped": "aa"}}],
    ],
)
def test_what_is_no_action_is_refused(said: object) -> None:
    with pytest.raises(DamagedFile):
        actions_of(said)
