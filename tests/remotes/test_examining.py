"""What `remote test` tells people of a place, from places that lie in small ways."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import RemoteAway, RemoteFull, RemoteRefuses, RemoteTrouble, RemoteWrong
from liaison_app.remotes.examining import Finding, examine
from liaison_app.remotes.folder import FolderRemote
from liaison_app.remotes.protocol import MOST_BYTES, Entry, Remote, Taken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RANDOM = Random(1)  # noqa: S311  (names that repeat)


def examined(remote: Remote, pause: Callable[[float], None] | None = None) -> tuple[Finding, ...]:
    return examine(remote, RANDOM.randbytes, pause=pause or (lambda _seconds: None))


def bad(remote: Remote) -> list[Finding]:
    return [finding for finding in examined(remote) if not finding.good]


def left(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_good_place_is_told_to_be_good_and_is_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a-persons-own.txt").write_bytes(b"x")
    findings = examined(FolderRemote(tmp_path))
    assert [finding.what for finding in findings] == [
        "It says so when a file is not there.",
        "A file is written and read back as it was.",
        "It lists what was written.",
        "A larger file is written and read back as it was.",
        "A file can be read from the middle.",
        "It does not let a file be written over.",
        "A file can be deleted.",
    ]
    assert all(finding.good and not finding.advice for finding in findings)
    assert [path.name for path in left(tmp_path)] == ["a-persons-own.txt"]


class Overwrites(FolderRemote):
    def put(self, name: str, data: bytes) -> None:
        self.delete(name)
        super().put(name, data)


class TakesSilently(FolderRemote):
    def put(self, name: str, data: bytes) -> None:
        try:
            super().put(name, data)
        except Taken:
            return


class RefusesTheSecondInOtherWords(FolderRemote):
    def put(self, name: str, data: bytes) -> None:
        try:
            super().put(name, data)
        except Taken:
            raise RemoteWrong("It answered 409.") from None


class KeepsForEver(FolderRemote):
    def delete(self, name: str) -> None:
        raise RemoteRefuses("No.")


class ForgetsToDelete(FolderRemote):
    def delete(self, name: str) -> None:
        pass


class FromTheStartAlone(FolderRemote):
    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        return super().get(name, most=most)


class WrongSizes(FolderRemote):
    def list(self, folder: str) -> list[Entry]:
        return [Entry(entry.name, entry.size + 28) for entry in super().list(folder)]


class ListsNothing(FolderRemote):
    def list(self, folder: str) -> list[Entry]:
        super().list(folder)
        return []


class CutsOff(FolderRemote):
    def put(self, name: str, data: bytes) -> None:
        super().put(name, data[:1_048_576])


class TooLarge(FolderRemote):
    def put(self, name: str, data: bytes) -> None:
        if len(data) > 1_048_576:
            raise RemoteWrong("It answered 413: too large.")
        super().put(name, data)


class Changes(FolderRemote):
    def put(self, name: str, data: bytes) -> None:
        super().put(name, data.replace(b"\n", b"\r\n"))


class Full(FolderRemote):
    def put(self, name: str, data: bytes) -> None:
        raise RemoteFull("There is no room left.")


class ReadOnly(FolderRemote):
    def put(self, name: str, data: bytes) -> None:
        raise RemoteRefuses("It may not be written.")


class LogInPage(FolderRemote):
    def get(self, name: str, *, start: int = 0, most: int = MOST_BYTES) -> bytes:
        return b"<html>Log in</html>"[start : start + most]


class HasItAlready(FolderRemote):
    def put(self, name: str, data: bytes) -> None:
        raise Taken


class ForbidsListing(FolderRemote):
    def list(self, folder: str) -> list[Entry]:
        raise RemoteRefuses("You may not list.")


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (Overwrites, "It let a file be written over."),
        (TakesSilently, "It seems to take a second file of the same name, and does not."),
        (RefusesTheSecondInOtherWords, "The shared place does not do what Liaison asked."),
        (KeepsForEver, "A file cannot be deleted."),
        (ForgetsToDelete, "A file cannot be deleted."),
        (FromTheStartAlone, "A file cannot be read from the middle."),
        (WrongSizes, "It lists files with a wrong size."),
    ],
)
def test_what_liaison_can_live_with_is_told_and_no_more(
    tmp_path: Path, kind: type[FolderRemote], what: str
) -> None:
    [finding] = bad(kind(tmp_path))
    assert (finding.what, finding.needed) == (what, False)
    assert finding.advice
    assert len(examined(kind(tmp_path))) == 7, "the rest was not tried"


@pytest.mark.parametrize(
    ("kind", "what", "advice"),
    [
        (ListsNothing, "It does not list a file that was written.", "find what colleagues put"),
        (CutsOff, "A larger file is not read back as it was written.", "changes or loses files"),
        (TooLarge, "A larger file cannot be written.", "413"),
        (Changes, "A file is not read back as it was written.", "changes or loses files"),
        (Full, "It takes no file.", "no room left"),
        (ReadOnly, "It takes no file.", "may not be written"),
        (LogInPage, "It gives something back for a file that is not there.", "log-in page"),
        (HasItAlready, "It says that a new file is there already.", "Check the address"),
        (ForbidsListing, "The shared place does not do what Liaison asked.", "may not list"),
    ],
)
def test_what_liaison_cannot_live_with_ends_the_trial(
    tmp_path: Path, kind: type[FolderRemote], what: str, advice: str
) -> None:
    findings = examined(kind(tmp_path))
    assert [finding.good for finding in findings] == [True] * (len(findings) - 1) + [False]
    assert (findings[-1].what, findings[-1].needed) == (what, True)
    assert advice in findings[-1].advice
    assert left(tmp_path) == []


def test_a_listing_that_takes_a_moment_is_waited_for(tmp_path: Path) -> None:
    waited: list[float] = []

    class Late(FolderRemote):
        def list(self, folder: str) -> list[Entry]:
            return super().list(folder) if sum(waited) > 1 else []

    assert all(finding.good for finding in examined(Late(tmp_path), waited.append))
    assert 1 < sum(waited) < 4


@pytest.mark.parametrize("verb", ["get", "put", "list", "delete"])
def test_a_place_that_goes_away_meanwhile_is_not_called_bad(tmp_path: Path, verb: str) -> None:
    remote = FolderRemote(tmp_path)

    def away(*_args: object, **_kwargs: object) -> None:
        raise RemoteAway("It is away.")

    setattr(remote, verb, away)
    with pytest.raises(RemoteAway):
        examined(remote)
    if verb != "delete":
        assert left(tmp_path) == []


def test_it_is_tidied_up_though_one_of_the_deletes_fails(tmp_path: Path) -> None:
    fails = [RemoteAway("Away."), None, None]

    class Once(FolderRemote):
        def delete(self, name: str) -> None:
            trouble: RemoteTrouble | None = fails.pop(0)
            if trouble:
                raise trouble
            super().delete(name)

    with pytest.raises(RemoteAway):
        examined(Once(tmp_path))
    assert left(tmp_path) == []
