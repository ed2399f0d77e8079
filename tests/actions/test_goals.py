"""Goals: what either side says of them, what they were before, and their days for a calendar."""

from __future__ import annotations

import stat
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import goal_dates, goals
from liaison_app.actions.goal_dates import Event
from liaison_app.errors import InvalidValue, UnknownRecord, UnsafePlace, WorkspaceExists
from liaison_app.records.goals import Goal, GoalState
from tests.packets.home import Home
from tests.packets.kinds.goaling import HOPE, REVIEW, goal, step

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "workspace")
    yield made
    made.workspace.close()


def _lines(home: Home) -> tuple[goals.GoalLine, ...]:
    return goals.of_family(home.workspace, home.family)


def test_the_goal_is_as_far_as_was_said_last(home: Home) -> None:
    one, today = goal(home), home.workspace.today()
    goals.say_progress(home.workspace, {"goal": one, "state": "reached", "said_on": today})
    late = {"goal": one, "state": "moving", "said_on": today - timedelta(days=3), "side": "school"}
    goals.say_progress(home.workspace, late)
    (line,) = _lines(home)
    assert (line.state, line.open) == ("reached", False), "what is written down late is older"
    assert [one.state for one in line.progress] == ["Reached", "Moving"]
    assert [one.side for one in line.progress] == ["At home", "At school"]


def test_a_changed_goal_leaves_its_past_and_takes_its_open_steps(home: Home) -> None:
    old = goal(home)
    step(home, old, "Read at night")
    step(home, old, "Visit the library", done_on=date(2026, 11, 20))
    goals.say_progress(home.workspace, {"goal": old, "state": "moving"})
    new = goals.change(home.workspace, old, {"school_words": "Yusuf reads aloud."}).ids[0]
    (line,) = _lines(home)
    assert (line.id, line.words, line.state) == (new, HOPE, "starting")
    assert [one.what for one in line.steps] == ["Read at night"]
    (former,) = line.earlier
    assert (former.id, former.school_words) == (old, "Yusuf reads on his own by spring.")
    assert home.workspace.get(Goal, old).state is GoalState.CHANGED
    with pytest.raises(InvalidValue, match="newer"):
        goals.change(home.workspace, old, {"school_words": "Another one"})
    with pytest.raises(InvalidValue, match="says now"):
        goals.change(home.workspace, new, {"review_on": REVIEW})


def test_a_ring_of_changes_made_by_two_laptops_ends(home: Home) -> None:
    first = goal(home)
    second = goal(home, earlier=first)
    home.put(Goal, first, earlier=second)
    third = goal(home, earlier=second)
    assert [line.id for line in _lines(home)] == [third]
    assert len(_lines(home)[0].earlier) == 2


def test_changing_ones_mind_asks_for_the_new_goal(home: Home) -> None:
    one = goal(home)
    with pytest.raises(InvalidValue, match="new goal"):
        goals.say_progress(home.workspace, {"goal": one, "state": "changed"})
    with pytest.raises(InvalidValue, match="starting, moving, reached"):
        goals.say_progress(home.workspace, {"goal": one, "state": "soon"})
    with pytest.raises(UnknownRecord):
        goals.say_progress(home.workspace, {"goal": "nothing", "state": "moving"})
    with pytest.raises(InvalidValue, match="step"):
        goals.add_step(home.workspace, one, "  ")


def test_a_calendar_file_names_nobody_and_says_no_step(home: Home, tmp_path: Path) -> None:
    one = goal(home)
    step(home, one, "Bring Yusuf to the library", due=date(2026, 12, 5))
    step(home, one, "Done already", due=date(2026, 12, 6), done_on=date(2026, 11, 20))
    target = tmp_path / "days.ics"
    assert goal_dates.save(home.workspace, home.family, target) == 2
    text = target.read_bytes().decode()
    for never in ("Yusuf", "library", "Haddad", HOPE, home.family, one):
        assert never not in text
    assert "DTSTART;VALUE=DATE:20261205\r\nDTEND;VALUE=DATE:20261206\r\n" in text
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(WorkspaceExists):
        goal_dates.save(home.workspace, home.family, target)
    goal_dates.save(home.workspace, home.family, target, words=True, force=True)
    assert "SUMMARY:Bring Yusuf to the library\r\n" in target.read_bytes().decode()
    with pytest.raises(UnsafePlace):
        goal_dates.save(home.workspace, home.family, tmp_path / "workspace" / "days.ics")
    with pytest.raises(InvalidValue, match="No open goal"):
        goal_dates.save(home.workspace, home.fathers, tmp_path / "none.ics")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["days.ics", "workspace"]


@pytest.mark.parametrize("what", ["Karim brings her home", "Walk from 18 Juniper Street"])
def test_a_calendar_file_never_tells_of_a_restricted_adult_or_where_they_live(
    home: Home, tmp_path: Path, what: str
) -> None:
    home.restrict(home.karim)
    step(home, goal(home), what, due=date(2026, 12, 5))
    target = tmp_path / "days.ics"
    goal_dates.save(home.workspace, home.family, target, words=True)
    text = target.read_text(encoding="utf-8")
    assert "SUMMARY:Step of a goal" in text
    assert what not in text


def test_long_lines_are_folded_between_letters_and_signs_escaped() -> None:
    title = "ក្មេងៗរៀនរាប់លេខ; one, two \\ three\nfour " * 4
    day = date(2026, 12, 31)
    text = goal_dates.calendar([Event("x", day, title)], datetime(2026, 11, 24, tzinfo=UTC))
    lines = text.encode().split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # no letter is torn
    whole = text.replace("\r\n ", "")
    said = next(line for line in whole.split("\r\n") if line.startswith("SUMMARY:"))
    plain = " ".join(title.split())
    kept = said.removeprefix("SUMMARY:")
    assert kept.replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\") == plain
    assert "DTEND;VALUE=DATE:20270101" in whole
    assert "DTSTAMP:20261124T000000Z" in whole


def test_a_second_file_moves_the_day_instead_of_adding_one() -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    files = [goal_dates.calendar([Event("x", date(2026, 12, d), "Step")], now) for d in (1, 2)]
    uids = [next(one for one in file.split("\r\n") if one.startswith("UID:")) for file in files]
    assert uids[0] == uids[1]
