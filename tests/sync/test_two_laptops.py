"""Two laptops and one stick: what one of them writes is on both, whatever order files take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.sync.laptops import Team, changes, digest, family, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    made = Team(tmp_path)
    yield made
    made.close()


def test_both_write_and_both_have_it_all(team: Team) -> None:
    rosa = team.first()
    ben = team.join("Ben Ortiz")
    family(rosa, "Hassan")
    family(ben, "Lopez")
    written = changes(rosa), changes(ben)
    [taken] = team.send(rosa, ben)
    assert taken.applied == written[0]
    [taken] = team.send(ben, rosa)
    assert taken.applied == written[1]
    assert names(rosa) == names(ben) == ["Hassan", "Lopez"]
    assert digest(rosa) == digest(ben)
    assert (changes(rosa), changes(ben)) == written
