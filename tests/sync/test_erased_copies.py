"""Sealed copies of erased words: where they lie is said, and on each place they go in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import care, erased_copies, remotes
from liaison_app.records.partnership import Note
from liaison_app.workspace import Add
from tests.sync.attached import attach, erase, of
from tests.sync.laptops import Team, digest, family

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace


def said(workspace: Workspace) -> list[str]:
    unmarked = {0x2066: None, 0x2068: None, 0x2069: None}
    return [one.translate(unmarked) for one in erased_copies.words(workspace)]


def place(tmp_path: Path, name: str, *laptops: Workspace) -> Path:
    """A place that some laptops exchange with, and others do not know of."""
    path = tmp_path / name
    path.mkdir()
    for one in laptops:
        remotes.add(one, name, f"folder:{path}", {})
    return path


def exchange(*laptops: Workspace) -> None:
    for one in laptops:
        remotes.sync(one, all_files=True)


@pytest.fixture
def laptops(team: Team) -> tuple[Workspace, Workspace]:
    return team.first(), team.join("Ben Ortiz")


def test_they_go_from_a_place_of_the_coordinator_alone_without_anything_new_being_written(
    laptops: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rosa, ben = laptops
    own = place(tmp_path, "own", rosa)
    both = place(tmp_path, "both", rosa, ben)
    home = family(rosa, "Hassan")
    photo = attach(rosa, 1_000, home=home)
    exchange(rosa, ben, rosa)
    assert said(rosa) == []
    bundles = {one for where in (own, both) for one in where.glob("s/*/*/*.flb")}
    erase(rosa, home)
    words = said(rosa)
    assert words[0].startswith("1 sealed part with words that were erased since is still on this")
    for name in ("own", "both"):
        assert any(one.startswith(f"{name}: 1 sealed part with words") for one in words)
        assert any(one.startswith(f"{name}: 1 erased attached file lies") for one in words)
    assert all("stays until" not in one for one in words)
    exchange(rosa)
    assert not of(own, photo)
    assert not [one for one in said(rosa) if "attached file" in one]
    assert len(said(rosa)) == 3  # nobody else has heard of it
    exchange(ben, rosa, ben, rosa, rosa)
    assert said(rosa) == []
    assert said(ben) == []
    for where in (own, both):
        [gone] = [one for one in bundles if one.is_relative_to(where) and not one.exists()][:1]
        assert gone
    again = digest(rosa)
    exchange(rosa, ben)
    assert digest(rosa) == digest(ben) == again


def test_words_that_were_taken_out_one_by_one_go_from_there_as_well(
    laptops: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rosa, ben = laptops
    place(tmp_path, "own", rosa)
    place(tmp_path, "both", rosa, ben)
    home = family(rosa, "Hassan")
    note = rosa.commit("note.add", [Add(Note(household=home, text="words"))]).ids[0]
    exchange(rosa, ben, rosa)
    care.redact(rosa, "note", note, "text")
    exchange(rosa)
    assert [one.partition(":")[0] for one in said(rosa)][1:] == ["own", "both"]
    exchange(ben, rosa, ben, rosa, rosa)
    assert said(rosa) == []
    assert digest(rosa) == digest(ben)


def test_of_several_copies_it_is_said_that_they_go(
    laptops: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rosa, ben = laptops
    place(tmp_path, "own", rosa)
    place(tmp_path, "both", rosa, ben)
    homes = []
    for name in ("Hassan", "Haddad"):
        homes.append(family(rosa, name))
        exchange(rosa, ben)
    for home in homes:
        erase(rosa, home)
    exchange(rosa)
    told = [one for one in said(rosa) if one.startswith("own: 2 sealed parts")]
    assert told
    assert told[0].endswith("takes them away once every colleague's laptop has heard.")


def test_of_a_place_without_a_coordinator_it_is_said_that_they_stay(
    laptops: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rosa, ben = laptops
    place(tmp_path, "both", rosa, ben)
    place(tmp_path, "bens", ben)
    home = family(ben, "Hassan")
    exchange(ben, rosa)
    erase(rosa, home)
    exchange(rosa, ben, rosa, ben, rosa, ben)
    assert said(rosa) == []
    [words] = said(ben)
    assert words.startswith("bens: 1 sealed part with words that were erased since lies there")
    assert words.endswith("It stays until a coordinator's laptop exchanges with this place.")


def test_of_a_team_that_meets_by_files_alone_it_is_said_until_they_are_gone(
    team: Team, laptops: tuple[Workspace, Workspace]
) -> None:
    rosa, ben = laptops
    home = family(rosa, "Hassan")
    team.send(rosa, ben)
    erase(rosa, home)
    team.send(rosa, ben)
    [words] = said(rosa)
    assert "is still on this laptop" in words
    for _again in range(2):
        team.send(ben, rosa)
        team.send(rosa, ben)
    assert said(rosa) == said(ben) == []
