"""What looks like our markup in words of staff prints as it is; staff hear of it before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.records.events import Event
from liaison_app.records.kits import Kit
from liaison_app.records.partnership import Commitment
from tests.packets.kinds.goaling import goal
from tests.packets.kinds.lent import kit

if TYPE_CHECKING:
    from liaison_app.packets.problems import Problem
    from tests.packets.home import Home


def told(home: Home, kind: str, subject: str = "", language: str = "en") -> list[Problem]:
    made = home.prepare(kind=kind, subject=subject, language=language)
    return [one for one in made.problems if one.code == "signs-typed"]


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("Number games {school}", True),
        ("**Number** games", True),
        ("# Number games", True),
        ("Number games {2 {3}", True),
        ("Number games #7", False),
        ("Number games * {", False),
        ("Number games", False),
    ],
)
def test_signs_in_the_name_of_a_kit(home: Home, name: str, *, signs: bool) -> None:
    one = kit(home)
    home.put(Kit, one, name=name)
    found = told(home, "kit-contents", one)
    assert len(found) == signs
    for problem in found:
        assert not problem.red
        assert name in problem.why
        assert problem.place
        assert (problem.place.type, problem.place.field) == ("kit", "name")


def test_signs_in_events_goals_and_promises(home: Home) -> None:
    day = date(2027, 1, 5)
    event = home.add(Event(name="**Family** night", day=day, place="Library"))
    assert [one.place.type for one in told(home, "event", event) if one.place] == ["event"]
    goal(home, school_words="He reads {book}.")
    assert [one.place.field for one in told(home, "agreement") if one.place] == ["school_words"]
    assert told(home, "welcome") == []
    home.put(Commitment, home.promise, what="Ask **Rosa**")
    assert [one.place.id for one in told(home, "welcome") if one.place] == [home.promise]
