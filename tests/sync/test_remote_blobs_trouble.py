"""Attached files over a shared place, when something fails: nothing is held back or lost."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import workspaces
from liaison_app.errors import Cancelled, RemoteAway, RemoteRefuses, RemoteTrouble
from liaison_app.remotes.folder import FolderRemote
from liaison_app.sync import blob_book, blob_fetching, blob_parts
from tests.remotes.faulty import WORST, FaultyFolder
from tests.sync.laptops import Team, digest, family, names
from tests.sync.lives import opened
from tests.sync.power import in_a_child
from tests.sync.shared_place import Counted, state, sync

if TYPE_CHECKING:
    from pathlib import Path

    from liaison_app.records.governance import Attachment
    from liaison_app.remotes.protocol import Remote
    from liaison_app.workspace import Workspace

from tests.store.laptops import dice
from tests.sync.attached import attach, has, later, of, want

PART = blob_parts.PART


class Stubborn(Counted):
    """A place that does not take one file."""

    def __init__(
        self, place: Path, blob: str, error: Exception, inner: Remote | None = None
    ) -> None:
        super().__init__(inner or FolderRemote(place))
        self.blob, self.error = blob, error

    def put(self, name: str, data: bytes) -> None:
        if self.blob in name:
            raise self.error
        super().put(name, data)


@pytest.mark.parametrize("error", [RemoteRefuses("No file as large."), RemoteAway("Too slow.")])
def test_one_stuck_photo_holds_back_neither_the_next_nor_words(
    team: Team, place: Path, error: Exception
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    stuck, next_one = attach(rosa, 5_000, "Haddad"), attach(rosa, 4_000, "Okafor")
    sync(rosa, place, Stubborn(place, stuck.blob, error))
    assert not of(place, stuck)
    assert len(of(place, next_one)) == 1
    assert not state(rosa).trouble
    noted = rosa.reading(lambda c: blob_book.put_there(c, 1, blob_book.place_of(state(rosa))))
    assert noted[stuck.blob].state == blob_book.STUCK
    assert noted[stuck.blob].why == ("" if isinstance(error, RemoteAway) else str(error))
    sync(ben, place)
    assert names(ben) == ["Haddad", "Okafor"]
    counted = Stubborn(place, stuck.blob, error)
    sync(rosa, place, counted)
    assert not any("a/" in asked for asked in counted.asked)  # later, not at once
    later(rosa)
    sync(rosa, place)
    assert len(of(place, stuck)) == 1


def test_several_stuck_photos_hold_back_no_other_for_ever(team: Team, place: Path) -> None:
    """Somebody exchanges once a day, when all that was left for later is due again."""
    rosa = team.first()
    stuck = [attach(rosa, 5_000 + n, f"Haddad {n}") for n in range(4)]
    fine = attach(rosa, 4_000, "Okafor")
    for _day in range(3):
        refusing: Remote = FolderRemote(place)
        for one in stuck:
            refusing = Stubborn(place, one.blob, RemoteRefuses("No file as large."), refusing)
        sync(rosa, place, refusing)
        later(rosa)
    assert len(of(place, fine)) == 1
    assert not any(of(place, one) for one in stuck)


@pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")
@pytest.mark.parametrize("way", ["put", "fetch"])
def test_killed_in_the_middle_it_goes_on_with_what_is_there(
    team: Team, place: Path, way: str
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    one = attach(rosa, 4 * PART)  # five parts: encrypted it is a little larger
    if way == "fetch":
        sync(rosa, place)
        sync(ben, place)
        want(ben, one)
    doer = rosa if way == "put" else ben
    path, key = workspaces.folder_of(doer), doer.shared.opened.key
    doer.close()

    def until_killed() -> None:
        sync(opened(path, key), place, Deadly(place, way, after=2))

    _child, status = os.waitpid(in_a_child(until_killed), 0)
    assert os.WIFSIGNALED(status)
    doer = opened(path, key)
    counted = Counted(FolderRemote(place))
    sync(doer, place, counted)
    verb = {"put": "put", "fetch": "get"}[way]
    assert sum(said.startswith(f"{verb} a/") for said in counted.asked) == 3
    assert len(of(place, one)) == 5
    if way == "fetch":
        assert has(doer, one)
    doer.close()


class Deadly(FolderRemote):
    """A place in the midst of whose third part the power fails."""

    def __init__(self, place: Path, way: str, after: int) -> None:
        super().__init__(place)
        self.way, self.left = way, after

    def _count(self, way: str, name: str) -> None:
        if way == self.way and name.startswith("a/"):
            self.left -= 1
            if self.left < 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def put(self, name: str, data: bytes) -> None:
        self._count("put", name)
        super().put(name, data)

    def get(self, name: str, *, start: int = 0, most: int = 1 << 30) -> bytes:
        self._count("fetch", name)
        return super().get(name, start=start, most=most)


def test_a_power_cut_in_the_midst_of_writing_costs_that_part(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    one = attach(rosa, 3 * PART)
    sync(rosa, place)
    sync(ben, place)
    want(ben, one)
    folder = ben.shared.opened.folder.blobs
    whole = (rosa.shared.opened.folder.blobs / one.blob).read_bytes()
    (folder / f"{one.blob}{blob_fetching.COMING}").write_bytes(whole[: PART + 1_000])
    counted = Counted(FolderRemote(place))
    sync(ben, place, counted)
    gets = [asked for asked in counted.asked if asked.startswith("get a/")]
    assert gets == [f"get {blob_parts.name_of(one.blob, number)}" for number in (1, 2, 3)]
    assert has(ben, one)
    assert not list(folder.glob("*.coming"))


def test_what_came_wrong_without_a_trace_is_fetched_anew(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    one = attach(rosa, 2 * PART)
    sync(rosa, place)
    sync(ben, place)
    want(ben, one)
    folder = ben.shared.opened.folder.blobs
    (folder / f"{one.blob}{blob_fetching.COMING}").write_bytes(bytes(PART))  # zeros, as a disk may
    sync(ben, place)
    assert has(ben, one)


def _torn(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _garbled(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[-100] ^= 1
    path.write_bytes(raw)


def _of_another(path: Path) -> None:
    path.write_bytes(path.with_name(path.name.replace("-0001", "-0000")).read_bytes())


def _forged(path: Path) -> None:
    """By somebody who can write there, and wrote a part that says the right things of itself."""
    data = path.with_suffix(".data")
    data.write_bytes(bytes(PART) + dice(1).randbytes(PART))
    blob = path.name.partition("-")[0]
    raw = blob_parts.cut(data, blob, 1, 4)
    data.unlink()
    path.write_bytes(raw)


@pytest.mark.parametrize("harm", [_torn, _garbled, _of_another, _forged, os.unlink])
def test_a_damaged_part_is_put_again_by_whoever_holds_the_file(
    team: Team, place: Path, harm: object
) -> None:
    rosa, ben, cleo = team.first(), team.join("Ben Ortiz"), team.join("Cleo Park")
    one = attach(rosa, 3 * PART)
    sync(rosa, place)
    for laptop in (cleo, ben):
        sync(laptop, place)
    want(cleo, one)
    sync(cleo, place)
    harm(of(place, one)[1])  # type: ignore[operator]
    want(ben, one)
    assert sync(ben, place).files.fetched == 0
    assert not has(ben, one)
    wanted = ben.reading(blob_book.wanted)[one.blob]
    assert wanted.state == (blob_book.MISSING if harm is os.unlink else blob_book.DAMAGED)
    assert wanted.done == (0 if harm is _forged else 1)  # what came right is kept
    sync(ben, place)  # says so
    sync(cleo, place)  # who attached nothing; she has the file
    later(ben)
    assert sync(ben, place).files.fetched == 1
    assert has(ben, one)


def test_a_cancelled_exchange_keeps_what_went(team: Team, place: Path) -> None:
    rosa = team.first()
    one = attach(rosa, 4 * PART)

    class Impatient(FolderRemote):
        def put(self, name: str, data: bytes) -> None:
            if name.endswith("-0002.part"):
                raise Cancelled("Stopped.")
            super().put(name, data)

    with pytest.raises(Cancelled):
        sync(rosa, place, Impatient(place))
    assert state(rosa).done  # all words went
    assert len(of(place, one)) == 2
    sync(rosa, place)
    assert len(of(place, one)) == 5


def test_a_place_that_went_back_gets_the_files_again(
    team: Team, place: Path, tmp_path: Path
) -> None:
    rosa = team.first()
    family(rosa, "Haddad")
    sync(rosa, place)
    shutil.copytree(place, tmp_path / "backup")
    one = attach(rosa, 1_000)
    sync(rosa, place)
    shutil.rmtree(place)
    shutil.copytree(tmp_path / "backup", place)
    assert sync(rosa, place).went_back
    assert len(of(place, one)) == 1


@pytest.mark.parametrize("seed", range(12))
def test_over_the_worst_of_places_all_files_come_in_the_end(
    team: Team, place: Path, tmp_path: Path, seed: int
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    random = dice(seed)
    files = [attach(rosa, size, f"r{size}") for size in (10, 3_000)]
    files += [attach(ben, size, f"b{size}") for size in (PART, 20)]
    sights = {
        laptop: FaultyFolder(place, tmp_path / f"own-{n}", random, WORST)
        for n, laptop in enumerate((rosa, ben))
    }
    for _round in range(30):
        for laptop, sight in sights.items():
            want_missing(laptop, files)
            with_faults(laptop, place, sight)
            later(laptop)
    for sight in sights.values():
        sight.heal()
    for _round in range(8):
        for laptop, sight in sights.items():
            want_missing(laptop, files)
            with_faults(laptop, place, sight)
            later(laptop)
    assert all(has(laptop, one) for laptop in sights for one in files)
    assert digest(rosa) == digest(ben)


def want_missing(laptop: Workspace, files: list[Attachment]) -> None:
    folder = laptop.shared.opened.folder.blobs
    known = laptop.reading(blob_book.wanted)
    want(
        laptop,
        *(one for one in files if not (folder / one.blob).exists() and one.blob not in known),
    )


def with_faults(laptop: Workspace, place: Path, sight: FaultyFolder) -> None:
    with suppress(RemoteTrouble):
        sync(laptop, place, sight)
