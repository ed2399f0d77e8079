"""What was given up: where it lets others in, and what is missing because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.records.laptops import GivenUp
from liaison_app.records.people import Household
from liaison_app.store import checking, given_up
from liaison_app.store.arriving import Fork, Gap
from liaison_app.workspace import Add
from tests.store.laptops import outgoing, send

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.workspace import Workspace

    Laptops = Callable[..., Workspace]


def lost(target: Workspace, author: Workspace, first: int, last: int) -> None:
    """Give up changes of an author at a laptop."""
    stream = target.setting("stream.team")
    record = GivenUp(laptop=author.device, stream_id=stream, from_number=first, to_number=last)
    target.commit("changes.given_up", [Add(record)])


def test_ops_after_a_hole_come_in_only_once_all_of_it_is_given_up(laptop: Laptops) -> None:
    author, target = laptop("a"), laptop("b")
    for name in ("One", "Two", "Three", "Four", "Five"):
        author.commit("add", [Add(Household(name=name))])
    one, two, three, four, five = (op for op in outgoing(author) if op.op.type == "household")
    stream, dev = target.setting("stream.team"), author.device
    send([one], target)
    first = one.op.seq
    with pytest.raises(Gap):
        send([four], target)
    lost(target, author, first + 1, first + 1)
    with pytest.raises(Gap):
        send([four], target)
    assert target.reading(given_up.holes) == {}
    lost(target, author, first + 1, first + 2)
    send([four, five], target)
    names = {home.name for home in target.all(Household)}
    assert names == {"One", "Four", "Five"}
    assert target.reading(given_up.holes) == {stream: {dev: [[first + 1, first + 2]]}}
    assert checking.check(target.conn).problems == ()
    send([three], target)  # a part of it is found
    assert target.reading(given_up.holes) == {stream: {dev: [[first + 1, first + 1]]}}
    with pytest.raises(Fork):
        send([three.altered(hlc=1)], target)
    send([two], target)
    assert target.reading(given_up.holes) == {}
    assert checking.check(target.conn).problems == ()
    assert checking.digest(target.conn)


def test_a_hole_that_nobody_gave_up_is_reported(laptop: Laptops) -> None:
    author = laptop("a")
    for name in ("One", "Two", "Three"):
        author.commit("add", [Add(Household(name=name))])
    author.conn.execute(
        "DELETE FROM op WHERE n = (SELECT max(n) FROM op WHERE type = 'household') - 1"
    )
    assert any("hole" in one for one in checking.check(author.conn).problems)
