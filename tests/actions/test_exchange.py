"""Files made by hand: where they may be, what goes wrong on the way, and what people are told."""

from __future__ import annotations

import os
import resource
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import exchange, exchange_words, workspaces
from liaison_app.errors import (
    Cancelled,
    InvalidValue,
    Locked,
    NoRoom,
    ReadOnlyPlace,
    UnreadableInput,
    UnsafePlace,
    WorkspaceExists,
)
from tests.sync.laptops import PASSPHRASE, Team, dump, family, names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.workspace import Workspace


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@contextmanager
def full_disk(beyond: int) -> Iterator[None]:
    """No file grows beyond this: what a full disk is to a program, without filling one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (beyond, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def filed(workspace: Workspace) -> int:
    """How many files this laptop says that it made."""
    return int(workspace.read("SELECT count(*) FROM file_made")[0][0])


@pytest.mark.parametrize("name", ["changes.flb", "x", "Ünï cödé ملف.bin", "a" * 240, ".hidden"])
def test_any_name_will_do(team: Team, stick: Path, name: str) -> None:
    rosa = team.first()
    made = exchange.make_file(rosa, stick / name)
    assert made.path == stick / name
    assert made.size == (stick / name).stat().st_size
    assert [path.name for path in stick.iterdir()] == [name]


def test_only_its_owner_may_read_it(team: Team, stick: Path) -> None:
    made = exchange.make_file(team.first(), stick / "a")
    assert stat.S_IMODE(made.path.stat().st_mode) == 0o600


def test_a_file_that_is_there_is_kept_unless_somebody_says_otherwise(
    team: Team, stick: Path
) -> None:
    rosa = team.first()
    (stick / "a").write_text("holiday pictures")
    with pytest.raises(WorkspaceExists):
        exchange.make_file(rosa, stick / "a")
    assert (stick / "a").read_text() == "holiday pictures"
    exchange.make_file(rosa, stick / "a", force=True)
    assert exchange.inspect(rosa, stick / "a").own


def test_a_neighbour_whose_name_ends_in_part_is_left_alone(team: Team, stick: Path) -> None:
    (stick / "a.part").write_text("somebody's download")
    exchange.make_file(team.first(), stick / "a")
    assert (stick / "a.part").read_text() == "somebody's download"


def test_no_device_pipe_folder_or_link_to_nothing_is_replaced(team: Team, stick: Path) -> None:
    rosa = team.first()
    os.mkfifo(stick / "pipe")
    (stick / "folder").mkdir()
    for target in (stick / "pipe", stick / "folder", Path(os.devnull)):
        for force in (False, True):
            with pytest.raises(WorkspaceExists):
                exchange.make_file(rosa, target, force=force)
    assert filed(rosa) == 0


def test_places_that_cannot_take_a_file(team: Team, stick: Path) -> None:
    rosa = team.first()
    (stick / "file").write_text("x")
    for target, kind in (
        (stick / "nowhere" / "a", ReadOnlyPlace),
        (stick / "file" / "a", ReadOnlyPlace),
        (stick / ("n" * 300), InvalidValue),
        (workspaces.folder_of(rosa) / "a", UnsafePlace),
    ):
        with pytest.raises(kind):
            exchange.make_file(rosa, target)
    assert filed(rosa) == 0


def test_a_full_stick_leaves_nothing_behind_and_nothing_said(team: Team, stick: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    before = filed(rosa)
    family(rosa, "Hassan")
    exchange.inspect(rosa, exchange.make_file(rosa, team.file()).path)  # what is to be sealed, is
    size = exchange.make_file(rosa, team.file()).size
    with full_disk(size - 100), pytest.raises(NoRoom):
        exchange.make_file(rosa, stick / "a")
    assert list(stick.iterdir()) == []
    assert filed(rosa) == before + 2
    exchange.take_file(ben, exchange.make_file(rosa, stick / "a").path)
    assert names(ben) == ["Hassan"]


def test_a_stick_that_fails_at_the_last_step(
    team: Team, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_part: Path, _path: Path) -> None:
        raise OSError(5, "Input/output error")

    rosa = team.first()
    monkeypatch.setattr(exchange, "put_in_place", fail)
    with pytest.raises(ReadOnlyPlace):
        exchange.make_file(rosa, stick / "a")
    assert list(stick.iterdir()) == []
    assert filed(rosa) == 0
    assert exchange.status(rosa).only_here > 0


def test_stopped_while_it_is_made(team: Team, stick: Path) -> None:
    rosa = team.first()
    family(rosa, "Hassan")
    before = dump(rosa)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        exchange.make_file(rosa, stick / "a", progress=stop)
    assert list(stick.iterdir()) == []
    assert dump(rosa) == before


def test_pipes_devices_and_what_is_not_there_are_not_read(team: Team, stick: Path) -> None:
    rosa = team.first()
    os.mkfifo(stick / "pipe")
    for source in (stick / "pipe", stick, stick / "nothing", Path("/dev/zero")):
        with pytest.raises(UnreadableInput):
            exchange.take_file(rosa, source)


def test_in_another_thread_and_after_locking(team: Team, stick: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    with rosa.elsewhere() as view:
        made = exchange.make_file(view, stick / "a")
    with ben.elsewhere() as view:
        assert exchange.take_file(view, made.path).applied == 1
    assert names(ben) == ["Hassan"]
    ben.close()
    with pytest.raises(Locked):
        exchange.take_file(ben, made.path)


def test_it_outlives_a_restart(team: Team, stick: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    family(rosa, "Hassan")
    made = exchange.make_file(rosa, stick / "a")
    folder = workspaces.folder_of(ben)
    ben.close()
    again = workspaces.unlock(folder, PASSPHRASE)
    team.laptops["Ben Ortiz"] = again
    assert exchange.take_file(again, made.path).applied == 1
    assert names(again) == ["Hassan"]


def test_who_may_lack_what_is_in_it(team: Team, stick: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    team.join("Chau Tran")
    family(rosa, "Hassan")
    made = exchange.make_file(rosa, stick / "a")
    assert made.lacking == ("Ben Ortiz", "Chau Tran")
    exchange.take_file(ben, made.path)
    team.send(ben, rosa)
    assert exchange.make_file(rosa, stick / "b").lacking == ("Chau Tran",)


def test_names_are_those_of_now(team: Team, stick: Path) -> None:
    """A person who married is called as she is called, not as the invite said."""
    from liaison_app.records.governance import StaffMember
    from liaison_app.workspace import Put

    rosa, ben = team.first(), team.join("Ben Ortiz")
    ben.commit("staff.change", [Put(StaffMember, ben.person, {"name": "Ben Ortiz Lima"})])
    made = exchange.make_file(ben, stick / "a")
    assert exchange.take_file(rosa, made.path).who == "Ben Ortiz Lima"
    assert [one.name for one in exchange.status(rosa).colleagues] == ["Ben Ortiz Lima"]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.9, ""),
        (-4.8, "Ben's laptop clock is 5 hours behind."),
        (23.7, "Ben's laptop clock is 1 day ahead."),
        (71.99, "Ben's laptop clock is 3 days ahead."),
        (-72, "Ben's laptop clock is 3 days behind."),
    ],
)
def test_a_wrong_clock_is_told_to_the_nearest_hour_or_day(hours: float, words: str) -> None:
    said = exchange_words.of_clock("Ben", int(hours * 3600))
    assert said.replace("\u2068", "").replace("\u2069", "") == words
