"""Packets for many families at once: the same pages, and none of them left behind."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from liaison_app.errors import LiaisonError
from liaison_app.language import catalogues
from liaison_app.packets import pages, pool
from liaison_app.packets.content import Paper, Printed, Profile
from liaison_app.packets.pool import Job, lay_out_all
from tests.packets import made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from liaison_app.packets.content import Packet, Section

AT_ONCE = 2


def job(number: int) -> Job:
    """A packet that no other family has."""
    packet = made.packet("so", name=f"Amina {number}")
    return Job(number, packet, Paper.LETTER, Profile.STANDARD)


def alone(one: Job) -> Printed:
    return pages.lay_out(one.packet, paper=one.paper, profile=one.profile)


class Here:
    """The jobs that were done in this very process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.numbers: set[int] = set()
        lay_out = pool._laid_out

        def noted(one: Job) -> Printed | LiaisonError:
            self.numbers.add(one.number)
            return lay_out(one)

        monkeypatch.setattr(pool, "_laid_out", noted)

    def until_others_work(self) -> Iterator[Job]:
        """Jobs, until one of them was given to another process."""
        for number in count():
            yield job(number)
            if number not in self.numbers:
                return


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(monkeypatch)


class Deadly(tuple["Section", ...]):
    """Sections that end the process that lays them out, as a want of memory does."""

    __slots__ = ()

    def __iter__(self) -> Iterator[Section]:
        os._exit(9)


def test_the_pages_are_those_of_each_packet_alone(here: Here) -> None:
    def jobs() -> Iterator[Job]:
        yield from here.until_others_work()
        yield from map(job, range(1000, 1006))

    printed = dict(lay_out_all(jobs(), processes=AT_ONCE))
    assert set(range(1000, 1006)) <= printed.keys()
    assert here.numbers.isdisjoint(range(1000, 1006))
    for number in (0, *range(1000, 1006)):
        assert printed[number] == alone(job(number))


def test_a_few_packets_need_no_other_process() -> None:
    found = list(lay_out_all(map(job, range(3)), processes=AT_ONCE))
    assert [number for number, _ in found] == [0, 1, 2]
    assert not multiprocessing.active_children()


def test_one_core_needs_no_other_process(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(pool, "_Crew")
    numbers = [number for number, _ in lay_out_all(map(job, range(9)), processes=1)]
    assert numbers == list(range(9))
    assert here.numbers == set(range(9))


def test_no_more_packets_are_asked_for_than_can_be_begun(here: Here) -> None:
    asked: list[int] = []

    def jobs() -> Iterator[Job]:
        for one in here.until_others_work():
            asked.append(one.number)
            yield one
        for number in range(1000, 1020):
            asked.append(number)
            yield job(number)

    answered = 0
    for _answer in lay_out_all(jobs(), processes=AT_ONCE):
        answered += 1
        # Two with each process, and one to see whether processes are worth starting.
        assert len(asked) - answered <= 2 * AT_ONCE + 1
    assert answered == len(asked)


def test_whoever_stops_leaves_no_process_behind(here: Here) -> None:
    def jobs() -> Iterator[Job]:
        yield from here.until_others_work()
        yield from map(job, range(1000, 9000))

    found = lay_out_all(jobs(), processes=AT_ONCE)
    for number, _ in found:
        if number >= 1000:
            assert len(multiprocessing.active_children()) == AT_ONCE
            break
    found.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def test_no_process_outlives_a_mistake_in_what_asks_for_jobs(here: Here) -> None:
    def jobs() -> Iterator[Job]:
        yield from here.until_others_work()
        raise LiaisonError("The stick was pulled out.")

    with pytest.raises(LiaisonError, match="stick"):
        list(lay_out_all(jobs(), processes=AT_ONCE))
    assert not multiprocessing.active_children()


def test_a_process_that_dies_costs_its_packet_only(here: Here) -> None:
    def jobs() -> Iterator[Job]:
        yield from here.until_others_work()
        yield from map(job, range(1000, 1005))
        for number in (2000, 2001, 2002):
            one = job(number)
            yield replace(one, packet=replace(one.packet, sections=Deadly(one.packet.sections)))
        yield from map(job, range(1005, 1010))

    printed = dict(lay_out_all(jobs(), processes=AT_ONCE))
    lost = {number for number, one in printed.items() if isinstance(one, LiaisonError)}
    assert lost == {2000, 2001, 2002}
    assert set(range(1000, 1010)) <= printed.keys()
    assert "print this packet by itself" in str(printed[2000])
    assert not multiprocessing.active_children()


def test_a_mistake_with_one_packet_is_told_without_a_name(here: Here) -> None:
    def broken(number: int) -> Job:
        one = job(number)
        languages: tuple[str, ...] = ()
        return replace(one, packet=replace(one.packet, languages=languages))

    def jobs() -> Iterator[Job]:
        yield broken(-1)
        yield from here.until_others_work()
        yield broken(1000)
        yield job(1001)

    printed = dict(lay_out_all(jobs(), processes=AT_ONCE))
    for number in (-1, 1000):
        assert isinstance(printed[number], LiaisonError)
        assert "IndexError" in str(printed[number])
        assert "Amina" not in str(printed[number])
    assert isinstance(printed[1001], Printed)


def test_other_processes_say_what_went_wrong_in_the_language_of_the_window(here: Here) -> None:
    def jobs() -> Iterator[Job]:
        yield from here.until_others_work()
        yield replace(job(1000), packet=replace(job(1000).packet, languages=()))

    catalogues.use("es")
    try:
        printed = dict(lay_out_all(jobs(), processes=AT_ONCE))
        assert isinstance(printed[1000], LiaisonError)
        assert "IndexError" in str(printed[1000])
        assert "Liaison made a mistake" not in str(printed[1000])
    finally:
        catalogues.use("en")


def test_no_process_to_be_had_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_details: object) -> None:
        raise OSError

    monkeypatch.setattr(pool, "_Worker", refuse)
    printed = dict(lay_out_all(map(job, range(8)), processes=AT_ONCE))
    assert all(isinstance(one, Printed) for one in printed.values())
    assert len(printed) == 8


def test_processes_that_do_not_begin_leave_the_work_to_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "_serve", _end)
    printed = dict(lay_out_all(map(job, range(30)), processes=AT_ONCE))
    assert all(isinstance(one, Printed) for one in printed.values())
    assert len(printed) == 30
    assert not multiprocessing.active_children()


def _end(*_details: object) -> None:
    os._exit(1)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to look from outside")
def test_nothing_about_a_family_is_in_files_or_names_of_processes(
    here: Here, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    seen: list[bytes] = []

    def jobs() -> Iterator[Job]:
        yield from here.until_others_work()
        yield from map(job, range(1000, 1010))

    for number, _ in lay_out_all(jobs(), processes=AT_ONCE):
        if number >= 1000 and not seen:
            for child in multiprocessing.active_children():
                about = Path(f"/proc/{child.pid}")
                seen += [(about / name).read_bytes() for name in ("cmdline", "environ", "comm")]
    assert len(seen) == 3 * AT_ONCE
    assert not [one for one in seen if b"Amina" in one]
    assert not list(tmp_path.iterdir())


def test_a_large_packet_and_its_pages_do_not_block_each_other(here: Here) -> None:
    """Both are larger than what a pipe holds."""

    def long(number: int) -> Packet:
        return made.packet("so", name=f"Amina {number} " + "Long name " * 3000, lines=40)

    def jobs() -> Iterator[Job]:
        yield from here.until_others_work()
        for number in range(1000, 1006):
            yield Job(number, long(number), Paper.A4, Profile.STANDARD)

    printed = dict(lay_out_all(jobs(), processes=AT_ONCE))
    assert set(range(1000, 1006)) <= printed.keys()
