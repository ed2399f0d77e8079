"""What was removed, such as a referral that was typed into the wrong family, prints no more."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from liaison_app.actions import packets
from liaison_app.errors import UnknownRecord
from liaison_app.records.directory import Referral, Service
from liaison_app.records.events import Event, Survey
from liaison_app.records.goals import Goal
from liaison_app.records.kits import Kit, Loan
from liaison_app.records.partnership import Visit
from tests.packets.kinds.lent import kit, lent

if TYPE_CHECKING:
    from liaison_app.records import Record
    from tests.packets.home import Home


@pytest.mark.parametrize(
    ("kind", "cls"),
    [
        ("loan", Loan),
        ("referral", Referral),
        ("agreement", Goal),
        ("goal-calendar", Goal),
        ("door-note", Visit),
        ("leave-behind", Visit),
        ("event", Event),
        ("sign-in", Event),
        ("survey", Survey),
        ("kit-contents", Kit),
        ("labels", Kit),
    ],
)
def test_what_was_removed_prints_no_more(home: Home, kind: str, cls: type[Record]) -> None:
    made = {
        Loan: lambda: lent(home),
        Referral: lambda: home.add(
            Referral(household=home.family, service=home.add(Service(organization="Clinic")))
        ),
        Goal: lambda: home.add(Goal(household=home.family, family_words="Read")),
        Visit: lambda: home.add(Visit(household=home.family)),
        Event: lambda: home.add(Event(name="Evening", day=date(2026, 12, 10))),
        Survey: lambda: home.add(Survey(name="Autumn")),
        Kit: lambda: kit(home),
    }[cls]()
    whose = home.family if "household" in cls.TYPE.fields else ""
    packets.prepare(home.workspace, whose, kind=kind, subject=made)
    home.remove(cls, made)
    with pytest.raises(UnknownRecord):
        packets.prepare(home.workspace, whose, kind=kind, subject=made)
