"""Prints for many families: what leaves, what is left out, how it stops, and how it goes on."""

from __future__ import annotations

import errno
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pypdf
import pytest

from liaison_app.actions import batch_log, batches, packets, preparing, printing
from liaison_app.actions.batch_log import Outcome, Unit
from liaison_app.actions.batch_ways import Folder, Printer
from liaison_app.errors import Cancelled, LiaisonError, ReadOnlyPlace
from liaison_app.records.packets import IssueMeans, PacketIssue
from liaison_app.records.people import Household, HouseholdMember, Person, PersonLanguage
from liaison_app.store import durable
from tests.packets.home import Home
from tests.ui.pages.packet_room import printers

if TYPE_CHECKING:
    from collections.abc import Callable

    from liaison_app.actions.batches import Result

HERE = 1  # process: this one


class Batches:
    """Amira's family and neighbours of theirs, each of whom gets a rights sheet."""

    def __init__(self, folder: Path, neighbours: int = 4) -> None:
        self.home = Home(folder / "workspace")
        self.workspace = self.home.workspace
        self.out = folder / "out"
        self.families = [self.home.family, *(self.neighbour(n) for n in range(neighbours))]
        self.units = [Unit(one) for one in self.families]

    def neighbour(self, number: int) -> str:
        workspace = self.workspace
        family, adult = workspace.new_id(), workspace.new_id()
        self.home.add(
            Household(id=family, name=f"Neighbour {number}", home_language="so"),
            Person(id=adult, given_name=f"Hodan{number}", family_name="Warsame"),
            HouseholdMember(household=family, person=adult),
            PersonLanguage(person=adult, language="so"),
        )
        return family

    def run(
        self, report: Callable[..., None] = lambda *_told: None, way: batches.Way | None = None
    ) -> Result:
        wishes: preparing.Wished = {"kind": "rights", "month": date(2026, 12, 1)}
        chosen = way or Folder(self.out)
        return batches.run(self.workspace, self.units, wishes, chosen, report, processes=HERE)

    def go_on(self, way: batches.Way | None = None) -> Result:
        batch = batch_log.every(self.workspace)[0]
        chosen = way or Folder(self.out)
        return batches.resume(self.workspace, batch, chosen, lambda *_told: None, processes=HERE)

    def files(self) -> list[str]:
        return sorted(one.name for one in self.out.iterdir())

    def issued(self) -> dict[str, str]:
        """The family of each print that left, by its code."""
        return {one.code: one.household for one in self.workspace.all(PacketIssue)}


@pytest.fixture
def town(tmp_path: Path) -> Batches:
    return Batches(tmp_path)


def stop_after(count: int) -> Callable[..., None]:
    """The progress of somebody who cancels once so many are done."""

    def report(done: int, _total: int, _what: str = "") -> None:
        if done >= count:
            raise Cancelled("stopped")

    return report


def test_every_family_gets_a_file_named_by_its_code(town: Batches) -> None:
    seen: list[tuple[int, int, str]] = []
    result = town.run(lambda *told: seen.append(told))
    assert (result.done, result.total, result.trouble) == (5, 5, None)
    assert town.files() == sorted(f"{code}.pdf" for code in town.issued())
    assert set(town.issued().values()) == set(town.families)
    assert [one.unit.household for one in result.made] == town.families
    told = [what for _done, _total, what in seen if what]
    assert told == [one.prepared.code for one in result.made if one.prepared]
    assert seen[-1][:2] == (4, 5)
    assert all(one.prepared and not one.prepared.pdf for one in result.made), "kept in memory"
    assert "Neighbour" not in batches.told(result)


def test_what_stops_one_is_said_and_the_others_leave(town: Batches) -> None:
    town.home.restrict(town.home.karim)
    town.home.hide()  # Amira's packet needs a hand
    empty = town.home.add(Household(name="Nobody known"))
    town.units.insert(2, Unit(empty))
    result = town.run()
    outcomes = {one.unit.household: one.outcome for one in result.made}
    assert outcomes[town.home.family] is Outcome.LEFT_OUT
    assert outcomes[empty] is Outcome.LEFT_OUT
    assert (result.done, result.total) == (4, 6)
    assert town.home.family not in town.issued().values()
    left = next(one for one in result.made if one.unit.household == town.home.family)
    assert left.prepared
    assert [one.code for one in left.prepared.problems if one.red] == ["address-in-hand"]


def test_a_family_whose_records_are_damaged_costs_nobody_else_theirs(
    town: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = preparing.draft

    def damaged(workspace: object, household: str, **wishes: object) -> object:
        if household == town.families[1]:
            raise ValueError("12 Juniper Street")
        return real(workspace, household, **wishes)  # type: ignore[arg-type]

    monkeypatch.setattr(preparing, "draft", damaged)
    town.units.insert(0, Unit("nobody-at-all"))
    result = town.run()
    assert [one.outcome for one in result.made].count(Outcome.FAILED) == 2
    assert result.done == 4
    wrong = next(one for one in result.made if one.unit.household == town.families[1])
    assert "Liaison made a mistake (ValueError at " in wrong.why
    assert "Juniper" not in wrong.why


def test_who_cancels_keeps_what_is_done_and_can_go_on(town: Batches) -> None:
    result = town.run(stop_after(2))
    assert (result.done, result.stopped) == (2, True)
    assert batches.told(result) == "Stopped. 2 of 5 packets were made before that."
    first = town.files()
    assert len(first) == 2
    again = town.go_on()
    assert (again.before, again.done, again.stopped) == (2, 5, False)
    assert set(first) < set(town.files())
    assert sorted(town.issued().values()) == sorted(town.families), "each family once"
    assert town.go_on().made == (), "there is nothing left"


def test_what_was_put_right_is_made_when_it_goes_on(town: Batches) -> None:
    empty = town.home.add(Household(name="Nobody known", home_language="so"))
    town.units.append(Unit(empty))
    assert town.run().done == 5
    adult = town.home.add(Person(given_name="Hodan"))
    town.home.add(HouseholdMember(household=empty, person=adult))
    assert town.go_on().done == 6
    assert list(town.issued().values()).count(empty) == 1


class Died(BaseException):
    """The power failed."""


def test_after_a_crash_nothing_is_made_twice_and_no_part_is_left(
    town: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies with the line written down and the file not in its place."""
    real = durable.put_in_place
    count = 0

    def die(part: Path, target: Path) -> None:
        nonlocal count
        count += 1
        if count == 3:
            raise Died
        real(part, target)

    def nothing(*_given: object, **_more: object) -> None:
        raise Died

    monkeypatch.setattr("liaison_app.actions.packet_places.put_in_place", die)
    monkeypatch.setattr(packets, "take_back", nothing)  # nobody is there to take anything back
    monkeypatch.setattr(Path, "unlink", lambda *_a, **_k: None)
    with pytest.raises(Died):
        town.run()
    monkeypatch.undo()
    assert len(town.issued()) == 3
    assert any(name.endswith(".part") for name in town.files())
    result = town.go_on()
    assert (result.done, result.unsure) == (5, "")
    assert town.files() == sorted(f"{code}.pdf" for code in town.issued())
    assert sorted(town.issued().values()) == sorted(town.families)


def test_paper_on_its_way_when_it_died_is_not_printed_again_but_named(
    town: Batches, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers(monkeypatch, tmp_path / "bin", "Office")
    real, sent = printing.send, list[str]()

    def die(pdf: bytes, title: str, *given: object, **more: object) -> None:
        sent.append(title)
        if len(sent) == 2:
            raise Died
        real(pdf, title, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(printing, "send", die)
    monkeypatch.setattr(packets, "take_back", lambda *_a, **_k: None)
    with pytest.raises(Died):
        town.run(way=Printer())
    result = town.go_on(Printer())
    assert result.unsure == sent[1]
    assert f"Packet {sent[1]} was on its way" in batches.told(result)
    assert sorted(town.issued().values()) == sorted(town.families)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES])
def test_a_full_disk_stops_it_with_a_sentence_and_nothing_half_written(
    town: Batches, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    real = durable.new_part
    count = 0

    def full(part: Path) -> object:
        nonlocal count
        count += 1
        if count == 3:
            part.touch()
            raise OSError(number, "no")
        return real(part)

    monkeypatch.setattr("liaison_app.actions.packet_places.new_part", full)
    result = town.run()
    assert result.trouble
    assert batches.told(result).startswith("Stopped: 2 of 5 packets are done. The ")
    assert len(town.files()) == len(town.issued()) == 2
    assert town.go_on().done == 5


def test_a_folder_that_is_gone_stops_it(town: Batches) -> None:
    def report(done: int, _total: int, _what: str = "") -> None:
        if done == 2 and town.out.exists():
            for one in town.out.iterdir():
                one.unlink()
            town.out.rmdir()

    result = town.run(report)
    assert isinstance(result.trouble, ReadOnlyPlace)
    assert "There is no such folder." in batches.told(result)
    assert len(town.issued()) == 2, "taken away by a person, not by the program"
    assert town.go_on().done == 5
    assert len(town.files()) == 3


def test_a_printer_that_stops_stops_it(
    town: Batches, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printers(monkeypatch, tmp_path / "bin", "Office", refuse=True)
    result = town.run(way=Printer("Office"))
    assert batches.told(result).startswith("Stopped: 0 of 5 packets are done. The printer did not")
    assert town.issued() == {}
    printers(monkeypatch, tmp_path / "mended", "Office")
    assert town.go_on(Printer("Office")).done == 5
    issues = town.workspace.all(PacketIssue)
    assert {one.means for one in issues} == {IssueMeans.PRINTED}


def test_it_does_not_begin_where_no_folder_can_be(town: Batches, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("to the principal")
    with pytest.raises(LiaisonError, match="This is no folder"):
        town.run(way=Folder(tmp_path / "letter"))
    assert batch_log.every(town.workspace) == ()


def test_a_line_from_before_the_batch_is_no_sign_that_it_left(town: Batches) -> None:
    """What is read aloud has the code of the page that the family was given weeks ago."""
    before = town.workspace.now() - timedelta(days=20)
    town.home.add(PacketIssue(household=town.families[0], code="W-AAAAAA", at=before))
    batch = batch_log.begin(town.workspace, "rights", {}, town.units)
    batch_log.note(town.workspace, batch, 0, Outcome.DONE, "W-AAAAAA")
    assert 0 in batch_log.undone(town.workspace, batch)
    assert batch_log.issue_of(town.workspace, batch, "W-AAAAAA") == ""


def test_for_nobody_nothing_is_begun(town: Batches) -> None:
    town.units = []
    assert batches.told(town.run()) == "0 of 0 packets."
    assert batch_log.every(town.workspace) == ()


def test_a_family_protected_meanwhile_is_left_out(town: Batches) -> None:
    def report(_done: int, _total: int, what: str = "") -> None:
        if what:  # prepared, and about to leave
            town.home.hide()

    town.units = town.units[:1]
    (made,) = town.run(report).made
    assert (made.outcome, town.issued()) == (Outcome.LEFT_OUT, {})
    assert "protected" in made.why


def test_numbered_files_keep_the_order_in_which_they_were_made(town: Batches) -> None:
    result = town.run(way=Folder(town.out, numbered=True))
    codes = [one.prepared.code for one in result.made if one.prepared]
    assert town.files() == [f"{place:04}-{code}.pdf" for place, code in enumerate(codes, 1)]


def test_the_log_names_nobody_and_forgets_the_oldest(
    town: Batches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_log, "_KEPT", 2)
    for _once in range(3):
        town.run(stop_after(1))
    assert len(batch_log.every(town.workspace)) == 2
    rows = town.workspace.read("SELECT name, value FROM setting WHERE name LIKE 'batch%'")
    written = " ".join(f"{row['name']} {row['value']}" for row in rows)
    assert "Neighbour" not in written
    assert "Hodan" not in written
    assert sum(bool(row["value"]) for row in rows) == 1 + 2 * 4  # the list; head, way, now, chunk


def test_a_check_judges_all_and_writes_nothing(town: Batches) -> None:
    town.home.hide()
    wishes: preparing.Wished = {"kind": "rights"}
    made = batches.check(town.workspace, town.units, wishes, lambda *_told: None, processes=HERE)
    assert [one.outcome for one in made] == [Outcome.LEFT_OUT, *[Outcome.DONE] * 4]
    assert (town.issued(), batch_log.every(town.workspace)) == ({}, ())
    with pytest.raises(Cancelled):
        batches.check(town.workspace, town.units, wishes, stop_after(1), processes=HERE)


def test_several_processes_give_the_same_pages_in_the_same_order(tmp_path: Path) -> None:
    town = Batches(tmp_path, neighbours=11)
    result = batches.run(
        town.workspace,
        town.units,
        {"kind": "rights", "language": "en"},
        Folder(town.out, numbered=True),
        lambda *_told: None,
        processes=2,
    )
    assert result.done == 12
    codes = [one.prepared.code for one in result.made if one.prepared]
    for name, code in zip(town.files(), codes, strict=True):
        pages = pypdf.PdfReader(town.out / name).pages
        assert code in pages[0].extract_text()
