"""What hangs on a wall tells of no family: names are asked about, a hidden street stops it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.actions import packets
from liaison_app.records.events import AskedAs, Event, Survey, SurveyQuestion
from tests.packets.home import STREET

if TYPE_CHECKING:
    from tests.packets.home import Home


def found(home: Home, kind: str, about: str) -> dict[str, bool]:
    """Codes of what was found, and whether each stops the print."""
    made = packets.prepare(home.workspace, kind=kind, subject=about, language="en")
    return {one.code: one.red for one in made.problems}


def evening(home: Home, **more: str) -> str:
    about: dict[str, Any] = {"name": "Math night", "day": date(2026, 12, 10), **more}
    return home.add(Event(**about))


@pytest.mark.parametrize("kind", ["event", "sign-in"])
@pytest.mark.parametrize("field", ["what", "place", "street"])
def test_an_event_never_says_a_street_that_must_not_become_known(
    home: Home, field: str, kind: str
) -> None:
    there = evening(home, **{field: f"At {STREET}"})
    assert found(home, kind, there)["address-named"] is False
    home.hide()
    assert found(home, kind, there)["address-named"] is True


def test_a_person_of_a_family_who_is_named_at_an_event_is_asked(home: Home) -> None:
    assert found(home, "event", evening(home, what="Amira Haddad cooks"))["names-somebody"] is False
    assert "names-somebody" not in found(home, "event", evening(home, what="We cook"))


def test_a_survey_asks_nothing_about_an_address_of_a_family(home: Home) -> None:
    home.hide()
    survey = home.add(Survey(name="Autumn"))
    home.add(SurveyQuestion(survey=survey, text=f"Is {STREET} safe?", asked_as=AskedAs.YES_NO))
    assert found(home, "survey", survey)["address-named"] is True
