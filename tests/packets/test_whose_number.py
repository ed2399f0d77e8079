"""Beside the number to call stands who answers it, and nobody who does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.packets.content import Cards
from liaison_app.records.governance import StaffMember, Team
from tests.packets.composing import block, composed, table, words

if TYPE_CHECKING:
    from tests.packets.home import Home

SCHOOLS = ("Harbor Middle School", "Cedar Grove Elementary")


def without_phone(home: Home) -> str:
    """The liaison's name, when neither she nor her team has a number."""
    home.put(StaffMember, home.workspace.person, phone="", name="Pat Nophone")
    home.put(Team, home.workspace.all(Team)[0].id, phone="")
    return "Pat Nophone"


def cards(home: Home) -> list[tuple[str, str]]:
    made = block(composed(home), "contact-cards", Cards)
    assert isinstance(made, Cards)
    return [(words(one.name), one.number) for one in made.cards]


def who_to_call(home: Home) -> str:
    rows = (" ".join(row) for row in table(composed(home), "who-to-call"))
    return next(row for row in rows if "do not know who" in row)


def test_the_number_of_the_liaison_stands_beside_her_name(home: Home) -> None:
    home.put(StaffMember, home.workspace.person, name="Pat Phone")
    row = who_to_call(home)
    assert "Pat Phone" in row
    assert any("Pat Phone" in name and "0142" in number for name, number in cards(home))


def test_the_number_of_a_school_stands_beside_the_schools_name(home: Home) -> None:
    name = without_phone(home)
    row = who_to_call(home)
    assert name not in row
    assert any(one in row for one in SCHOOLS)
    assert not any(name in one for one, _number in cards(home))
    for school, number in zip(SCHOOLS, ("0102", "0101"), strict=True):
        assert any(school in one and number in dialed for one, dialed in cards(home))
