"""What is said about the exchange: never more than what is known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange, glance, health, remotes
from liaison_app.errors import RemoteFull
from liaison_app.records.people import Household
from liaison_app.remotes.folder import FolderRemote
from tests.store.laptops import Clock
from tests.sync.attached import attach, later
from tests.sync.laptops import Team, family

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.workspace import Workspace


@pytest.fixture
def office(team: Team, place: Path) -> tuple[Workspace, Workspace]:
    """Rosa and Ben, who meet on a shared place."""
    rosa, ben = team.first(), team.join("Ben Ortiz")
    for one in (rosa, ben):
        remotes.add(one, "office", f"folder:{place}", {})
    for one in (rosa, ben, rosa):
        remotes.sync(one)
    return rosa, ben


def test_all_is_well_where_all_is_well(office: tuple[Workspace, Workspace]) -> None:
    for one in office:
        found = health.health(one)
        assert found.well, found
        assert (found.only_here, found.on_the_way) == (0, 0)


def test_what_lies_on_a_shared_place_is_not_said_to_have_arrived(
    office: tuple[Workspace, Workspace],
) -> None:
    rosa, ben = office
    home = family(rosa, "Haddad")
    assert health.health(rosa).only_here == 1
    remotes.sync(rosa)
    found = health.health(rosa)
    assert (found.only_here, found.on_the_way) == (0, 1)
    assert "Received" not in exchange.receipt(rosa, "household", home).words
    remotes.sync(ben)
    assert health.health(rosa).on_the_way == 1  # Ben has it; nobody has told Rosa
    remotes.sync(rosa)
    assert health.health(rosa).on_the_way == 0
    assert "Received by" in exchange.receipt(rosa, "household", home).words


def test_a_gap_is_told_and_heals(office: tuple[Workspace, Workspace], tmp_path: Path) -> None:
    rosa, ben = office
    family(rosa, "Haddad")
    remotes.sync(rosa)
    family(rosa, "Okafor")
    remotes.sync(rosa)
    [chain] = (tmp_path / "place").glob(f"s/{rosa.setting('stream.team')}/{rosa.device}")
    sorted(chain.iterdir())[-2].unlink()
    remotes.sync(ben)
    found = health.health(ben)
    assert not found.well
    assert any(one.words for one in found.colleagues)
    for _again in range(3):  # Ben asks twice before he says so; Rosa hears it and puts it again
        for one in (ben, rosa):
            clock = one._clock
            assert isinstance(clock, Clock)
            clock.moment += timedelta(hours=2)
            remotes.sync(one)
    remotes.sync(ben)
    assert health.health(ben).well, health.health(ben)


def test_a_place_that_is_away_is_said_and_nothing_is_lost(
    office: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    rosa, _ben = office
    (tmp_path / "place").rename(tmp_path / "unplugged")
    [done] = remotes.sync(rosa)
    assert done.trouble
    assert done.away
    assert not health.health(rosa).well
    (tmp_path / "unplugged").rename(tmp_path / "place")
    remotes.sync(rosa)
    assert health.health(rosa).well


def test_nothing_from_anybody_for_days_is_said(office: tuple[Workspace, Workspace]) -> None:
    rosa, _ben = office
    clock = rosa._clock
    assert isinstance(clock, Clock)
    clock.moment += timedelta(days=12)
    assert any("12 days" in words for words in health.health(rosa).words)


def test_a_laptop_whose_clock_is_years_ahead_hides_no_silence(
    office: tuple[Workspace, Workspace],
) -> None:
    rosa, ben = office
    for one in office:
        assert isinstance(one._clock, Clock)
    ben._clock.moment += timedelta(days=1_000)  # type: ignore[attr-defined]
    family(ben, "Haddad")
    for one in (ben, rosa):
        remotes.sync(one)
    rosa._clock.moment += timedelta(days=12)  # type: ignore[attr-defined]
    assert any("12 days" in words for words in health.health(rosa).words)


def plain(words: str) -> str:
    return words.translate({0x2066: None, 0x2068: None, 0x2069: None})


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What the place called `stick` has no room for: beginnings of names of files."""
    tight: set[str] = set()
    put = FolderRemote.put

    def puts(remote: FolderRemote, name: str, data: bytes) -> None:
        if remote._root.name == "stick" and name.startswith(tuple(tight)):
            raise RemoteFull("There is no room left.")
        put(remote, name, data)

    monkeypatch.setattr(FolderRemote, "put", puts)
    return tight


def test_a_file_that_fits_on_one_place_only_is_said_of_the_other_until_it_lies_there(
    office: tuple[Workspace, Workspace], tmp_path: Path, full: set[str]
) -> None:
    rosa, _ben = office
    (tmp_path / "stick").mkdir()
    remotes.add(rosa, "stick", f"folder:{tmp_path / 'stick'}", {})
    full.add("a/")
    attach(rosa, 1_500_000)
    there, tight = remotes.sync(rosa)
    assert (there.files_put, there.full, there.notes) == (
        1,
        False,
        ("1 attached file lies there now.",),
    )
    assert (tight.files_put, tight.full, tight.trouble) == (0, True, "")
    assert tight.sent > 0  # what was written fits
    assert "It is full. Not there yet: 1 attached file, 1.5 MB." in tight.notes[0]
    for _again in range(2):  # also after an exchange that does not try it again
        found = health.health(rosa)
        assert not found.well
        [words] = map(plain, found.words)
        assert words.startswith("stick: It is full. Not there yet: 1 attached file, 1.5 MB.")
        assert "Make room there" in words
        assert glance.glance(rosa).standing is glance.Standing.LOOK
        remotes.sync(rosa)
    (tmp_path / "stick").rename(tmp_path / "pulled")
    later(rosa)
    remotes.sync(rosa)
    [words] = map(plain, health.health(rosa).words)
    assert "is full" in words  # that it is away makes no room
    (tmp_path / "pulled").rename(tmp_path / "stick")
    full.clear()
    remotes.sync(rosa, all_files=True)
    assert health.health(rosa).words == ()


def test_a_place_without_room_for_words_says_how_much_waits_and_the_others_go_on(
    office: tuple[Workspace, Workspace], tmp_path: Path, full: set[str]
) -> None:
    rosa, ben = office
    (tmp_path / "stick").mkdir()
    remotes.add(rosa, "stick", f"folder:{tmp_path / 'stick'}", {})
    remotes.sync(rosa)
    full.add("")
    home = family(rosa, "Haddad")
    attach(rosa, 1_000, home=home)
    there, tight = remotes.sync(rosa)
    assert there.sent > 0
    assert tight.trouble.startswith("It is full. Not there yet: 2 changes, 1 attached file, ")
    [words] = map(plain, health.health(rosa).words)
    assert words == f"stick: {tight.trouble}"
    remotes.sync(ben)
    assert ben.get(Household, home).name == "Haddad"
    full.clear()
    _there, roomy = remotes.sync(rosa, all_files=True)
    assert (roomy.sent, roomy.trouble, roomy.full) == (2, "", False)
    assert health.health(rosa).words == ()


def test_a_place_that_has_no_room_to_acknowledge_what_came_is_called_full(
    office: tuple[Workspace, Workspace], tmp_path: Path, full: set[str]
) -> None:
    rosa, ben = office
    (tmp_path / "stick").mkdir()
    for one in office:
        remotes.forget(one, "office")
        remotes.add(one, "stick", f"folder:{tmp_path / 'stick'}", {})
    for one in (rosa, ben, rosa):
        remotes.sync(one)
    home = family(ben, "Haddad")
    remotes.sync(ben)
    full.add("")
    [done] = remotes.sync(rosa)
    assert rosa.get(Household, home).name == "Haddad"
    assert done.trouble.startswith("It is full. Nothing is lost. Make room there")
    assert [plain(words) for words in health.health(rosa).words] == [f"stick: {done.trouble}"]
