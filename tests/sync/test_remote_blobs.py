"""Attached files over a shared place: after the words, part by part, and away once erased."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import RemoteRefuses
from liaison_app.records.governance import Attachment
from liaison_app.remotes.folder import FolderRemote
from liaison_app.store import blobs
from liaison_app.store.changes import Written
from liaison_app.sync import blob_book, blob_parts, remote_blobs
from liaison_app.workspace import Remove
from tests.remotes.faulty import Fault, FaultyFolder, only
from tests.sync.laptops import Team, digest, family
from tests.sync.shared_place import Counted, sync

if TYPE_CHECKING:
    from pathlib import Path


from tests.store.laptops import dice
from tests.sync.attached import MEGABYTE, attach, erase, has, later, of, want

PART = blob_parts.PART


def test_a_file_goes_to_the_shared_place_and_comes_when_it_is_wanted(
    team: Team, place: Path
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    one = attach(rosa, 9 * MEGABYTE)
    assert sync(rosa, place).files.put == 1
    assert [path.name for path in of(place, one)] == [
        f"{one.blob}-{number:04d}.part" for number in range(3)
    ]
    assert sync(ben, place).files.fetched == 0  # nobody asked for it
    assert not has(ben, one)
    want(ben, one)
    assert sync(ben, place).files.fetched == 1
    assert has(ben, one)
    assert digest(ben) == digest(rosa)


def test_nothing_is_asked_of_the_place_when_no_file_is_new(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    one = attach(rosa, 1_000)
    want(ben, one)
    for laptop in (rosa, ben, rosa, ben, rosa, ben):
        sync(laptop, place)
    for laptop in (rosa, ben):
        counted = Counted(FolderRemote(place))
        sync(laptop, place, counted)
        assert counted.asked == ["list heads"]


def test_words_go_before_files(team: Team, place: Path) -> None:
    rosa = team.first()
    attach(rosa, 1_000)
    counted = Counted(FolderRemote(place))
    sync(rosa, place, counted)
    puts = [asked for asked in counted.asked if asked.startswith("put ")]
    first = next(n for n, asked in enumerate(puts) if asked.startswith("put a/"))
    assert any("heads/" in asked for asked in puts[:first])
    assert all(asked.startswith("put a/") for asked in puts[first:])


def test_what_lies_there_is_not_put_again(team: Team, place: Path) -> None:
    rosa = team.first()
    one = attach(rosa, 3 * PART)
    sync(rosa, place)
    rosa.receive("test", _forget, changes=0)  # as after a crash between putting and noting
    of(place, one)[1].unlink()
    counted = Counted(FolderRemote(place))
    sync(rosa, place, counted)
    puts = [asked for asked in counted.asked if asked.startswith("put a/")]
    assert puts == [f"put {blob_parts.name_of(one.blob, 1)}"]


def _forget(conn: object) -> Written:
    conn.execute("DELETE FROM blob_put")  # type: ignore[attr-defined]
    return Written()


def test_one_exchange_moves_so_much_and_the_next_goes_on(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    one = attach(rosa, remote_blobs.MOST_AT_ONCE + 2 * PART)
    two = attach(rosa, 1_000, "second")
    first = sync(rosa, place).files
    assert (first.more, first.put) == (True, 0)
    assert first.moved <= remote_blobs.MOST_AT_ONCE + blob_parts.MOST_BYTES
    again = sync(rosa, place).files
    assert (again.more, again.put) == (False, 2)
    sync(ben, place)
    want(ben, one, two)
    first = sync(ben, place).files
    assert first.more
    assert first.moved <= remote_blobs.MOST_AT_ONCE + blob_parts.MOST_BYTES
    assert sync(ben, place).files.fetched + first.fetched == 2
    assert has(ben, one)
    assert has(ben, two)


@pytest.mark.parametrize("way", ["put", "fetch"])
def test_the_largest_file_needs_little_memory(team: Team, place: Path, way: str) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    one = attach(rosa, blobs.MAX_BYTES)
    if way == "fetch":
        while sync(rosa, place).files.more:
            pass
        sync(ben, place)
        want(ben, one)
    doer = rosa if way == "put" else ben
    tracemalloc.start()
    try:
        while sync(doer, place).files.more:
            pass
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6 * PART
    assert len(of(place, one)) == blob_parts.MOST_PARTS
    if way == "fetch":
        assert has(ben, one)


# --- erased


def test_an_erased_file_is_deleted_from_the_place_by_who_put_it(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Haddad")
    sync(rosa, place)
    sync(ben, place)
    one = attach(ben, 2 * PART, home=home)
    other = attach(ben, 1_000, "other")
    sync(ben, place)
    sync(rosa, place)
    assert len(of(place, one)) == 3
    erase(rosa, home)
    sync(rosa, place, Keeping(place))  # hers to delete as well, if it let her
    assert len(of(place, one)) == 3
    sync(ben, place)
    assert of(place, one) == []
    assert len(of(place, other)) == 1


class Keeping(FolderRemote):
    """A place that lets nobody delete parts of files."""

    def delete(self, name: str) -> None:
        if name.startswith("a/"):
            raise RemoteRefuses("That may not be deleted.")
        super().delete(name)


def test_a_coordinator_deletes_what_a_laptop_put_that_never_comes_again(
    team: Team, place: Path
) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Haddad")
    sync(rosa, place)
    sync(ben, place)
    one = attach(ben, 1_000, home=home)
    sync(ben, place)
    sync(rosa, place)
    erase(rosa, home)
    sync(rosa, place)
    assert of(place, one) == []


def test_erased_while_on_the_way_it_ends_nowhere(team: Team, place: Path) -> None:
    rosa, ben = team.first(), team.join("Ben Ortiz")
    home = family(rosa, "Haddad")
    one = attach(rosa, 4 * PART, home=home)
    sync(rosa, place)
    sync(ben, place)
    want(ben, one)

    class Erasing(FolderRemote):
        def get(self, name: str, *, start: int = 0, most: int = 1 << 30) -> bytes:
            if name.endswith("-0002.part"):
                erase(rosa, home)
                team.send(rosa, ben)
            return super().get(name, start=start, most=most)

    assert sync(ben, place, Erasing(place)).files.fetched == 0
    assert not has(ben, one)
    assert not list(ben.shared.opened.folder.blobs.glob(f"{one.blob}*"))
    sync(rosa, place)
    assert of(place, one) == []
    sync(ben, place)
    assert ben.reading(blob_book.wanted) == {}


def test_a_removed_file_stays_where_it_is_and_none_is_put(team: Team, place: Path) -> None:
    rosa = team.first()
    one, two = attach(rosa, 1_000, "one"), attach(rosa, 1_001, "two")
    rosa.commit("attachment.remove", [Remove(Attachment, one.id)])
    sync(rosa, place)
    assert (len(of(place, one)), len(of(place, two))) == (0, 1)
    rosa.commit("attachment.remove", [Remove(Attachment, two.id)])
    sync(rosa, place)
    assert len(of(place, two)) == 1  # it can be undone


# --- places that fail


def test_a_place_that_deletes_nothing_is_asked_again(
    team: Team, place: Path, tmp_path: Path
) -> None:
    rosa = team.first()
    home = family(rosa, "Haddad")
    one = attach(rosa, 1_000, home=home)
    sync(rosa, place)
    erase(rosa, home)
    deaf = FaultyFolder(place, tmp_path / "own", dice(1), only(Fault.DELETE_IGNORED))
    sync(rosa, place, deaf)
    assert len(of(place, one)) == 1
    later(rosa)
    sync(rosa, place)
    assert of(place, one) == []
