"""What every kind of remote is held to: a kind's test module derives a class and says where it is.

    class TestFolder(RemoteContract):
        @pytest.fixture
        def address(self, tmp_path: Path) -> Address:   # an empty place, new for each test
            return Address(f"folder:{tmp_path}")

A kind that cannot do a thing says so by a class attribute, with its reason beside it; what `remote
test` tells people of the place must then say so too.
"""

from __future__ import annotations

import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from typing import TYPE_CHECKING, ClassVar

import pytest

from liaison_app.errors import RemoteTrouble, RemoteWrong
from liaison_app.remotes import protocol
from liaison_app.remotes.connecting import connect
from liaison_app.remotes.protocol import MOST_BYTES, Entry, Missing, Remote, Taken
from tests.remotes.putting import child

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from liaison_app.remotes.addresses import Address

MEGABYTE = 1024 * 1024
LARGEST = 16 * MEGABYTE
NO_NAMES = (
    "",
    "/a",
    "a/",
    "a//b",
    "..",
    "../a",
    "a/../../b",
    "a/.",
    ".a",
    "a.",
    "A",
    "a b",
    "a_b",
    "a\\b",
    "c:a",
    "a\n",
    "a\0",
    "é",
    "a" * 81,
    "/".join(["a" * 67] * 3),
)


def pattern(size: int, seed: int = 1) -> bytes:
    """Bytes of every value, in which a block that is lost or put elsewhere shows."""
    block = b"".join(
        ((seed * 7919 + n * 31) % 0xFFFFFFFF).to_bytes(4, "big")
        + bytes(range(256))
        + b"\r\n\n\x1a\r"
        for n in range(1024)
    )
    return (block * (size // len(block) + 1))[:size]


def names_of(entries: list[Entry]) -> list[str]:
    return sorted(entry.name for entry in entries)


class RemoteContract:
    """Run by every kind's test module against a real place."""

    takes_once: ClassVar[bool] = True
    """The place itself refuses a second file of the same name, however close together they come."""

    many: ClassVar[int] = 300
    """As many files as lie in one folder: more than a server gives in one page, where it pages."""

    @pytest.fixture
    def address(self) -> Address:
        """An empty place, new for each test."""
        raise NotImplementedError

    @pytest.fixture
    def another(self, address: Address) -> Callable[[], Remote]:
        """Give a further client of the same place, as another laptop would have it."""
        return lambda: connect(address, timeout=30)

    @pytest.fixture
    def remote(self, another: Callable[[], Remote]) -> Iterator[Remote]:
        with closing(another()) as remote:
            yield remote

    def test_an_empty_place_is_there_and_lists_nothing(self, remote: Remote) -> None:
        remote.probe()
        assert remote.list("") == []
        assert remote.list("heads") == []
        assert remote.list("s/1f/2e") == []
        with pytest.raises(Missing):
            remote.get("remote.json")
        remote.delete("remote.json")

    @pytest.mark.parametrize("size", [1, 255, 4096, 65_537, MEGABYTE + 1, LARGEST])
    def test_what_is_put_comes_back_byte_for_byte_and_from_the_middle(
        self, remote: Remote, another: Callable[[], Remote], size: int
    ) -> None:
        data = pattern(size)
        remote.put("a/7f/part.flb", data)
        with closing(another()) as other:
            for client in (remote, other):
                assert client.get("a/7f/part.flb") == data
                assert client.get("a/7f/part.flb", start=size // 2) == data[size // 2 :]
                assert client.get("a/7f/part.flb", start=size - 1) == data[-1:]
                assert client.get("a/7f/part.flb", start=size) == b""
                assert client.get("a/7f/part.flb", start=size + 10) == b""
                assert client.list("a/7f") in ([Entry("part.flb", size)], [Entry("part.flb", -1)])

    def test_an_empty_file_is_read_as_empty_or_as_not_here_yet(self, remote: Remote) -> None:
        # No file of Liaison's is empty; one that is was torn by a power cut, or not fetched yet.
        remote.put("heads/empty.flb", b"")
        with suppress(Missing):
            assert remote.get("heads/empty.flb") == b""

    def test_the_first_bytes_of_a_name_stay(
        self, remote: Remote, another: Callable[[], Remote]
    ) -> None:
        remote.put("heads/one.flb", b"the first")
        with closing(another()) as other:
            for client in (remote, other):
                if self.takes_once:
                    with pytest.raises(Taken):
                        client.put("heads/one.flb", b"a second, and longer")
            assert remote.get("heads/one.flb") == b"the first"
            assert other.list("heads") in ([Entry("one.flb", 9)], [Entry("one.flb", -1)])

    def test_what_is_not_there_is_missing(self, remote: Remote) -> None:
        remote.put("heads/one.flb", b"1")
        for name in ("heads/two.flb", "nowhere/one.flb", "heads/one.flb/deeper.flb"):
            for start in (0, 3):
                with pytest.raises(Missing):
                    remote.get(name, start=start)

    def test_a_file_is_deleted_once_and_for_all_and_deleting_again_is_nothing(
        self, remote: Remote, another: Callable[[], Remote]
    ) -> None:
        remote.put("heads/one.flb", b"1")
        remote.put("heads/two.flb", b"2")
        remote.delete("heads/one.flb")
        remote.delete("heads/one.flb")
        remote.delete("nowhere/at/all.flb")
        with closing(another()) as other:
            for client in (remote, other):
                assert names_of(client.list("heads")) == ["two.flb"]
                with pytest.raises(Missing):
                    client.get("heads/one.flb")
        remote.put("heads/one.flb", b"put anew")
        assert remote.get("heads/one.flb") == b"put anew"

    def test_a_listing_gives_the_files_of_that_folder_alone(self, remote: Remote) -> None:
        for name in ("x.flb", "s/x1.flb", "s/x2.flb", "s/x/y.flb", "s/x/z/w.flb", "s2/v.flb"):
            remote.put(name, name.encode())
        assert names_of(remote.list("")) == ["x.flb"]
        assert names_of(remote.list("s")) == ["x1.flb", "x2.flb"]
        assert names_of(remote.list("s/x")) == ["y.flb"]
        assert names_of(remote.list("s/x/z")) == ["w.flb"]
        assert remote.list("s/x/nothing") == []
        assert all(entry.size in (8, -1) for entry in remote.list("s"))

    def test_a_listing_without_end_is_not_read(
        self, remote: Remote, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for number in range(4):
            remote.put(f"s/1f/{number:010d}.flb", b"x")
        monkeypatch.setattr(protocol, "MOST_LISTED", 4)
        assert len(remote.list("s/1f")) == 4
        monkeypatch.setattr(protocol, "MOST_LISTED", 3)
        with pytest.raises(RemoteWrong, match="more than 3 files"):
            remote.list("s/1f")

    def test_many_files_are_all_listed_once(self, remote: Remote) -> None:
        for number in range(self.many):
            remote.put(f"s/1f/{number:010d}.flb", b"x" * (number + 1))
        listed = sorted(remote.list("s/1f"), key=lambda entry: entry.name)
        assert [entry.name for entry in listed] == [f"{n:010d}.flb" for n in range(self.many)]
        assert all(entry.size in (n + 1, -1) for n, entry in enumerate(listed))

    def test_names_may_be_as_long_as_they_may_be(self, remote: Remote) -> None:
        longest = "/".join(("a" * 80, "b" * 80, "c-." + "1" * 35))
        assert len(longest) == 200
        for name in (longest, "d" * 76 + ".flb", "-/-", "0"):
            remote.put(name, name.encode())
            assert remote.get(name) == name.encode()
            folder, _, last = name.rpartition("/")
            assert last in names_of(remote.list(folder))

    @pytest.mark.parametrize("name", NO_NAMES)
    def test_a_name_that_is_none_is_never_asked_of_the_place(
        self, remote: Remote, name: str
    ) -> None:
        with pytest.raises(ValueError, match="no name"):
            remote.put(name, b"x")
        with pytest.raises(ValueError, match="no name"):
            remote.get(name)
        with pytest.raises(ValueError, match="no name"):
            remote.delete(name)
        if name:
            with pytest.raises(ValueError, match="no name"):
                remote.list(name)
        assert remote.list("") == []

    def test_no_more_is_read_than_was_asked_for(self, remote: Remote) -> None:
        data = pattern(100_000)
        remote.put("a/big.flb", data)
        assert remote.get("a/big.flb", most=100_000) == data
        assert remote.get("a/big.flb", start=99_000, most=1_000) == data[99_000:]
        for start, most in ((0, 99_999), (0, 0), (98_999, 1_000)):
            with pytest.raises(RemoteWrong):
                remote.get("a/big.flb", start=start, most=most)
        remote.put("a/huge.flb", bytes(MOST_BYTES + 1))
        with pytest.raises(RemoteWrong):
            remote.get("a/huge.flb")
        assert remote.get("a/big.flb") == data  # and the connection is as good as it was

    def test_of_two_laptops_that_put_the_same_name_at_once_one_does(
        self, another: Callable[[], Remote]
    ) -> None:
        clients = [another(), another()]
        for number in range(12):
            name = f"team/{number}.flb"
            datas = [pattern(300_000, seed=2), pattern(310_000, seed=3)]
            together = threading.Barrier(2)

            def put(
                client: Remote, data: bytes, name: str = name, gate: threading.Barrier = together
            ) -> bool:
                gate.wait()
                try:
                    client.put(name, data)
                except Taken:
                    return False
                return True

            with ThreadPoolExecutor(2) as pool:
                won = list(pool.map(put, clients, datas))
            kept = {client.get(name) for client in clients}
            assert len(kept) == 1, "the two read different bytes"
            assert kept <= set(datas), "what lies there was put by neither"
            if self.takes_once:
                assert won.count(True) == 1
                assert kept == {datas[won.index(True)]}
        for client in clients:
            client.close()

    def test_nothing_half_written_is_ever_seen_under_its_name(
        self, another: Callable[[], Remote]
    ) -> None:
        data = pattern(LARGEST)
        writer, reader = another(), another()
        with ThreadPoolExecutor(1) as pool:
            for number in range(3):
                name = f"{number}.flb"
                writing = pool.submit(writer.put, f"a/{name}", data)
                ended = False
                while not ended:
                    ended = writing.done()  # asked first: one look at least is after the end
                    seen = {entry.name: entry.size for entry in reader.list("a")}
                    assert set(seen) <= {f"{n}.flb" for n in range(number + 1)}
                    assert seen.get(name, -1) in (-1, LARGEST)
                    try:
                        assert reader.get(f"a/{name}", start=LARGEST - 1000) == data[-1000:]
                    except Missing:
                        assert not ended
                writing.result()
        writer.close()
        reader.close()

    @pytest.mark.parametrize("milliseconds", [0, 3, 10, 30, 100])
    def test_a_put_that_was_killed_left_the_whole_file_or_none(
        self, address: Address, remote: Remote, milliseconds: int
    ) -> None:
        data = pattern(LARGEST)
        remote.put("a/before.flb", b"lies there")
        process = child(address, "a/killed.flb", data)
        with suppress(subprocess.TimeoutExpired):  # it may well be done so soon: as good
            process.wait(timeout=milliseconds / 1000)
        process.kill()
        process.communicate()
        with suppress(Missing):
            assert remote.get("a/killed.flb") == data
        seen = {entry.name: entry.size for entry in remote.list("a")}
        assert set(seen) <= {"before.flb", "killed.flb"}
        assert seen.get("killed.flb", -1) in (-1, LARGEST)
        with suppress(Taken):  # or a server had it all, and gave it its name since
            remote.put("a/killed.flb", data)
        assert remote.get("a/killed.flb") == data
        assert names_of(remote.list("a")) == ["before.flb", "killed.flb"]

    def test_it_can_be_closed_twice_and_asked_before_anything_else(
        self, another: Callable[[], Remote]
    ) -> None:
        remote = another()
        remote.close()
        remote.close()
        remote = another()
        remote.put("x.flb", b"x")
        remote.probe()
        remote.close()
        remote.close()

    def test_after_closing_it_is_trouble_or_connects_anew_but_never_a_traceback(
        self, remote: Remote
    ) -> None:
        remote.put("x.flb", b"x")
        remote.close()
        with suppress(RemoteTrouble):
            assert remote.get("x.flb") == b"x"
