"""The goal calendar: one month on one page, with steps, days off, boxes and how far it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from liaison_app.records.goals import GoalProgress, GoalState, Side
from liaison_app.records.people import CalendarUse, Household
from tests.packets.kinds.goaling import HOPE, goal, in_long_arabic, step
from tests.packets.kinds.lent import said
from tests.packets.laid import paths, saying
from tests.packets.spoken import spoken

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home

DECEMBER = date(2026, 12, 1)


def calendar(home: Home, **wishes: Any) -> Prepared:
    return home.prepare(kind="goal-calendar", month=DECEMBER, **wishes)


def _full(home: Home) -> str:
    one = goal(home)
    step(home, one, "Read at night", how_often="every evening")
    step(home, one, "Visit the library", due=date(2026, 12, 5))
    step(home, one, "Send two books home", Side.SCHOOL, due=date(2026, 12, 9))
    step(home, one, "Bring a map", due=date(2027, 2, 3))
    return one


def test_the_month_and_all_of_it_is_one_page(home: Home) -> None:
    _full(home)
    in_long_arabic(home, "goal-calendar")
    for wishes in ({}, {"paper": "letter"}, {"language": "en"}, {"language": "en", "paper": "a4"}):
        made = calendar(home, **wishes)
        assert (made.section_pages, made.red) == ({"goal-calendar": 1, "how-far": 2}, False)
        assert made.code[0] == "G"


def test_steps_stand_on_their_days_and_others_in_a_list(home: Home) -> None:
    _full(home)
    words = said(calendar(home, language="en").pdf)
    assert f"Yusuf: {HOPE}" in words
    for line in (
        "5 At home: Visit the library",
        "9 At school: Send two books home",
        "18 We talk about how it goes",
        "3 School ends early · 12:00 PM",
    ):
        assert line in words, line
    assert any("At home: Read at night · every evening" in one for one in words)
    assert any("Bring a map · By Wednesday, February 3" in one for one in words)
    figures = [one.words for one in spoken(calendar(home, language="en").pdf)]
    assert "At home: Visit the library" in figures, "the picture on the day says what it is"


def test_every_day_has_a_box_to_tick(home: Home) -> None:
    _full(home)
    drawn = [names for names, _points, _matrix in paths(calendar(home, language="en").pdf)]
    assert sum("re" in one for one in drawn) == 31


def test_the_week_runs_from_the_readers_side_with_the_other_calendar_beside(home: Home) -> None:
    _full(home)
    home.put(Household, home.family, calendar=CalendarUse.ETHIOPIC)
    made = calendar(home, language="en")
    words = said(made.pdf)
    assert "Hedar – Tahsas 2019" in words
    assert "1 Tahsas" in words
    in_long_arabic(home, "goal-calendar")
    days = {one.words: one for one in spoken(calendar(home).pdf)}
    first, second = (min(glyph.x for glyph in days[day].glyphs) for day in ("7", "8"))
    assert first > second


def test_what_is_done_stands_before_how_often_in_the_readers_direction(home: Home) -> None:
    one = goal(home)
    step(home, one, "نقرأ", language="ar", how_often="مساء")
    in_long_arabic(home, "goal-calendar")
    (line,) = [text for text in spoken(calendar(home).pdf) if "نقرأ" in text.words]
    dot = next(glyph.x for glyph in line.glyphs if "·" in glyph.text)
    before = [glyph.x for glyph in line.glyphs if glyph.text and set(glyph.text) & set("نقرأ")]
    assert max(before) > dot, "read from the right, the step comes first"


def test_how_far_it_is_is_a_strip_with_words(home: Home) -> None:
    one = _full(home)
    on = date(2026, 11, 21)
    home.add(
        GoalProgress(
            household=home.family, goal=one, said_on=on, state=GoalState.MOVING, side=Side.HOME
        )
    )
    pdf = calendar(home, language="en").pdf
    words = said(pdf)
    assert [one for one in ("Starting", "Moving", "Reached") if one in words] == [
        "Starting",
        "Moving",
        "Reached",
    ]
    assert "Saturday, November 21. You said: Moving" in words
    (figure,) = [one for one in spoken(pdf) if one.words.startswith("How far:")]
    assert (figure.role, figure.words) == ("Figure", "How far: Starting")


def test_a_step_that_is_done_is_not_asked_for_again(home: Home) -> None:
    one = goal(home)
    step(home, one, "Visit the library", due=date(2026, 12, 5), done_on=date(2026, 11, 20))
    assert not saying(calendar(home, language="en").pdf, "5 At home: Visit the library")


def test_without_a_goal_staff_are_told(home: Home) -> None:
    made = calendar(home, language="en")
    assert [one.code for one in made.problems if one.code == "no-goals"]
    assert made.pages == 1
