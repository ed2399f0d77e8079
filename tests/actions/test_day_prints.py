"""The paper of a day: for which visits, in which order, and what happens when something stops."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from liaison_app.actions import batch_ways, day_prints, packets, printing
from liaison_app.actions.day_prints import LEVELS, DayPrint, Which
from liaison_app.cli import day as day_commands
from liaison_app.errors import Cancelled, InvalidValue, LiaisonError, NoRoom, NotAllowed
from liaison_app.packets.kinds import KINDS
from liaison_app.records.governance import StaffMember
from liaison_app.records.kits import Kit, Loan, LoanState
from liaison_app.records.packets import PacketIssue
from liaison_app.records.partnership import Visit, VisitOutcome, VisitPlace
from liaison_app.records.people import Household, HouseholdMember
from tests.packets.home import Home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DAY = date(2026, 11, 24)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


def plan(home: Home, hour: int, family: str = "", **known: object) -> str:
    at = datetime(2026, 11, 24, hour).astimezone().astimezone(UTC)
    return home.add(Visit(household=family or home.family, planned_start=at, **known))  # type: ignore[arg-type]


def prepare(home: Home, *which: str, level: str = "initials") -> tuple[DayPrint, ...]:
    return day_prints.prepare_day(home.workspace, DAY, level=level, which=which or None)


def kinds(prints: tuple[DayPrint, ...]) -> list[str]:
    return [one.kind for one in prints]


def issues(home: Home) -> list[PacketIssue]:
    return home.workspace.all(PacketIssue)


def lend(home: Home, due: date | None, **known: object) -> str:
    kit = home.add(Kit(name="Counting kit"))
    return home.add(Loan(kit=kit, household=home.family, due=due, **known))  # type: ignore[arg-type]


# --- what is made ready


def test_the_route_comes_first_then_each_door_in_its_time(home: Home) -> None:
    other = home.add(Household(name="Warsame", home_language="so"))
    late, early = plan(home, 14), plan(home, 9, other)
    found = prepare(home)
    assert kinds(found) == ["route", *["door-note", "leave-behind"] * 2]
    assert [one.visit for one in found] == ["", early, early, late, late]
    assert [one.family for one in found][1::2] == ["Warsame", "Haddad"]
    assert [one.prepared.language for one in found if one.prepared][1:] == [
        *["so"] * 2,
        *["ar"] * 2,
    ]


def test_only_ones_own_visits_that_are_not_written_down_yet(home: Home) -> None:
    plan(home, 9, staff=home.add(StaffMember(name="Deeqa")))
    plan(home, 10, outcome=VisitOutcome.MET)
    assert prepare(home) == ()
    plan(home, 11, staff=home.workspace.person)
    assert kinds(prepare(home)) == ["route", "door-note", "leave-behind"]


@pytest.mark.parametrize(
    ("place", "made"),
    [
        (VisitPlace.HOME, ["door-note", "leave-behind"]),
        (VisitPlace.DOORSTEP, ["door-note", "leave-behind"]),
        (VisitPlace.SCHOOL, ["leave-behind"]),
        (VisitPlace.PHONE, []),
        (VisitPlace.VIDEO, []),
    ],
)
def test_a_note_needs_a_door_and_a_page_needs_somebody_met(
    home: Home, place: VisitPlace, made: list[str]
) -> None:
    plan(home, 9, place=place)
    assert kinds(prepare(home)) == ["route", *made]


def test_agreements_of_loans_that_end_by_then_go_along_once(home: Home) -> None:
    plan(home, 9)
    plan(home, 15)
    due = lend(home, DAY)
    lend(home, DAY + timedelta(days=1))
    lend(home, DAY, state=LoanState.RETURNED)
    lend(home, None)
    loans = [one for one in prepare(home) if one.kind == "loan"]
    assert [one.prepared.subject for one in loans if one.prepared] == [due]


def test_an_agreement_is_made_for_whom_the_kit_was_handed_to(home: Home) -> None:
    plan(home, 9)
    home.add(HouseholdMember(household=home.family, person=home.karim))
    for person, reader in ((home.karim, home.karim), (home.yusuf, home.amira)):
        loan = lend(home, DAY)
        home.put(Loan, loan, person=person)
        (one,) = [x for x in prepare(home) if x.prepared and x.prepared.subject == loan]
        assert one.prepared
        assert (one.prepared.recipient, one.red) == (reader, False)


def test_what_stops_one_family_stops_no_other(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(home, 9)
    plan(home, 10, home.fathers)
    home.hide(home.fathers)
    real = packets.prepare

    def broken(workspace: object, household: str, **wishes: object) -> object:
        if household == home.family and wishes["kind"] == "leave-behind":
            raise LiaisonError("This record is damaged.")
        return real(workspace, household, **wishes)  # type: ignore[arg-type]

    monkeypatch.setattr(packets, "prepare", broken)
    found = prepare(home)
    stopped = [(one.kind, one.problems[0].code) for one in found if one.red]
    assert ("leave-behind", "failed") in stopped
    assert ("door-note", "at-the-door") in stopped
    assert not found[0].red
    assert not found[1].red


def test_the_level_is_that_of_the_route_sheet(home: Home) -> None:
    plan(home, 9)
    (route,) = prepare(home, "route", level="full")
    assert [one.code for one in route.problems] == ["level-full"]
    for wrong in ({"level": "all"}, {"which": ["welcome"]}, {"paper": "a5"}):
        with pytest.raises(InvalidValue):
            day_prints.prepare_day(home.workspace, DAY, **wrong)


def test_the_days_that_are_offered_are_today_and_those_with_visits(home: Home) -> None:
    plan(home, 9)
    plan(home, 10)
    assert day_prints.days(home.workspace) == ((date(2026, 11, 21), 0), (DAY, 2))


def test_the_command_line_offers_what_there_is() -> None:
    assert tuple(value for value, _label in LEVELS) == day_commands.LEVELS
    assert tuple(Which) == day_commands.WHICH
    assert set(Which) <= set(KINDS)


# --- how it leaves


def test_each_is_written_down_with_its_visit(home: Home, tmp_path: Path) -> None:
    visit = plan(home, 9)
    out = day_prints.bring_out(
        home.workspace, prepare(home), batch_ways.Folder(tmp_path / "out", numbered=True)
    )
    files = sorted(one.name for one in (tmp_path / "out").iterdir())
    assert files == [
        f"000{n}-{one.prepared.code}.pdf"
        for n, (one, _file) in enumerate(out.done, 1)
        if one.prepared
    ]
    assert [(one.kind, one.household, one.subject) for one in issues(home)] == [
        ("route", "", ""),
        ("door-note", home.family, visit),
        ("leave-behind", home.family, visit),
    ]


def test_who_stops_it_keeps_what_has_left(home: Home, tmp_path: Path) -> None:
    plan(home, 9)

    def report(done: int, _total: int, _what: str = "", /) -> None:
        if done == 2:
            raise Cancelled("Stopped.")

    way = batch_ways.Folder(tmp_path / "out")
    out = day_prints.bring_out(home.workspace, prepare(home), way, report)
    assert (len(out.done), out.stopped, kinds(out.left)) == (2, True, ["leave-behind"])
    assert out.said == "2 of 3 prints left before that."
    assert len(issues(home)) == len(list((tmp_path / "out").iterdir())) == 2


def test_a_full_disk_ends_it_with_what_is_left(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan(home, 9)
    found = prepare(home)

    def full(*_given: object, **_more: object) -> str:
        raise NoRoom("The disk is full.")

    monkeypatch.setattr(packets, "save", full)
    out = day_prints.bring_out(home.workspace, found, batch_ways.Folder(tmp_path / "out"))
    assert (out.done, kinds(out.left)) == ((), kinds(found))
    assert isinstance(out.trouble, NoRoom)


def test_a_family_protected_meanwhile_is_left_out_and_the_others_leave(
    home: Home, tmp_path: Path
) -> None:
    plan(home, 9)
    plan(home, 10, home.fathers)
    found = prepare(home, "door-note")
    home.hide(home.fathers)
    out = day_prints.bring_out(home.workspace, found, batch_ways.Folder(tmp_path / "out"))
    assert [one.household for one, _file in out.done] == [home.family]
    assert [one.household for one in out.left] == [home.fathers]


def test_as_one_job_every_print_has_sheets_of_its_own(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[bytes] = []
    monkeypatch.setattr(printing, "send", lambda pdf, *_given, **_more: sent.append(pdf))
    plan(home, 9)
    found = prepare(home)
    out = day_prints.print_together(home.workspace, found)
    assert len(out.done) == len(issues(home)) == 3
    with pypdfium2.PdfDocument(sent[0]) as document:
        said = [page.get_textpage().get_text_range() for page in document]
    assert len(said) == 2 + 2 + 4
    assert "Route sheet" in said[0]
    assert said[1].strip() == "", "the back of the route sheet"
    assert "We came to see you" in said[2]


def test_a_printer_that_refuses_leaves_nothing_written_down(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object, **_more: object) -> None:
        raise LiaisonError("The printer did not take it.")

    monkeypatch.setattr(printing, "send", refuse)
    plan(home, 9)
    found = prepare(home)
    with pytest.raises(LiaisonError, match="did not take it"):
        day_prints.print_together(home.workspace, found)
    out = day_prints.bring_out(home.workspace, found, batch_ways.Printer())
    assert "did not take it" in str(out.trouble)
    assert issues(home) == []


def test_what_is_red_never_leaves(home: Home, tmp_path: Path) -> None:
    plan(home, 9)
    home.hide()
    found = prepare(home, "door-note")
    out = day_prints.bring_out(home.workspace, found, batch_ways.Folder(tmp_path / "out"))
    assert out.done == ()
    assert day_prints.print_together(home.workspace, found).done == ()
    assert found[0].prepared is not None
    with pytest.raises(NotAllowed):
        packets.print_out(home.workspace, found[0].prepared)
