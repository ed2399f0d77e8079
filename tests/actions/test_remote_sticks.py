"""A stick that is found elsewhere is the same shared place, and no other folder ever is."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import remotes
from liaison_app.actions.remote_sticks import follow
from tests.sync.laptops import Team, family

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def rosa(team: Team, tmp_path: Path) -> Workspace:
    """Rosa, who exchanged with a stick."""
    made = team.first()
    (tmp_path / "E").mkdir()
    remotes.add(made, "stick", f"folder:{tmp_path / 'E'}", {})
    remotes.sync(made)
    return made


def test_the_same_stick_under_another_letter_is_exchanged_with(
    rosa: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "E").rename(tmp_path / "F")
    family(rosa, "Haddad")
    assert follow(rosa, [tmp_path / "G", tmp_path / "F"]) == ("stick",)
    assert remotes.find(rosa, "stick").url == f"folder:{tmp_path / 'F'}"
    done = remotes.sync(rosa)[0]
    assert (done.trouble, bool(done.sent)) == ("", True)


def test_a_place_that_is_where_it_was_stays_there(rosa: Workspace, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "E", tmp_path / "F")
    assert follow(rosa, [tmp_path / "F"]) == ()
    assert remotes.find(rosa, "stick").url == f"folder:{tmp_path / 'E'}"


def test_another_stick_is_not_taken_for_it(rosa: Workspace, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    remotes.add(rosa, "other", f"folder:{tmp_path / 'other'}", {})
    remotes.sync(rosa)
    remotes.forget(rosa, "other")
    (tmp_path / "junk").mkdir()
    (tmp_path / "junk" / "remote.json").write_text("{}")
    (tmp_path / "E").rename(tmp_path / "pulled-out")
    assert follow(rosa, [tmp_path / "other", tmp_path / "junk", tmp_path / "nothing"]) == ()
