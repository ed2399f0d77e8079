"""The referral sheet: where help is, and nothing about why a family goes there."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from liaison_app.errors import InvalidValue
from liaison_app.records.directory import Referral, ReferralState, Service, ServiceStatus
from tests.packets.kinds.lent import said

if TYPE_CHECKING:
    from liaison_app.actions.packets import Prepared
    from tests.packets.home import Home


def referred(home: Home, *, why: str = "", household: str = "", **service: Any) -> str:
    about: dict[str, Any] = {
        "organization": "Cedar Clinic",
        "street": "12 Alder Street",
        "city": "Tacoma",
        "phone": "206-555-0177",
        "assured_on": date(2026, 11, 1),
        **service,
    }
    place = home.add(Service(**about))
    return home.add(Referral(household=household or home.family, service=place, why=why))


def sheet(home: Home, referral: str, **wishes: str) -> Prepared:
    return home.prepare(kind="referral", subject=referral, language="en", **wishes)


def words(home: Home, referral: str) -> str:
    return "\n".join(said(sheet(home, referral).pdf))


def codes(made: Prepared) -> set[str]:
    return {one.code for one in made.problems}


def test_says_where_how_to_get_there_and_what_to_bring(home: Home) -> None:
    told = words(
        home,
        referred(
            home,
            hours="Mon-Fri 8:00-17:00",
            way="Take bus 76.",
            bring="A paper with your address\n\nVaccine papers",
            languages="es, Arabic, Klingon",
            interpreter=True,
        ),
    )
    for line in (
        "Cedar Clinic",
        "12 Alder Street, Tacoma",
        "Take bus 76.",
        "A paper with your address",
        "Vaccine papers",
        "They speak: Spanish · Arabic · Klingon",
        "They have a free interpreter.",
    ):
        assert line in told
    assert "(206) 555-0177" in told


def test_never_says_why(home: Home) -> None:
    assert "lice" not in words(home, referred(home, why="lice in the family"))


def test_a_hidden_address_prints_nowhere_nor_does_the_way_to_it(home: Home) -> None:
    told = words(home, referred(home, confidential=True, way="Behind the bakery"))
    assert "Alder" not in told
    assert "Tacoma" not in told
    assert "bakery" not in told
    assert "Call first. They tell you how to come." in told


def test_a_service_that_nobody_can_reach_stops_it(home: Home) -> None:
    lost = referred(home, phone="", street="")
    assert "service-not-found" in codes(sheet(home, lost))
    hidden = referred(home, phone="", confidential=True)
    assert "service-not-found" in codes(sheet(home, hidden))
    shut = referred(home, status=ServiceStatus.CLOSED)
    assert sheet(home, shut).red


def test_staff_is_told_when_nobody_called_there_lately(home: Home) -> None:
    assert "service-unconfirmed" not in codes(sheet(home, referred(home)))
    for day in (None, date(2026, 3, 1)):
        assert "service-unconfirmed" in codes(sheet(home, referred(home, assured_on=day)))


def test_what_staff_typed_is_said_to_be_so(home: Home) -> None:
    referral = referred(home, way="Take bus 76.")
    made = home.prepare(kind="referral", subject=referral, language="ar")
    typed = [one.why for one in made.problems if one.code == "typed"]
    assert any("Take bus 76." in one for one in typed)


def test_another_familys_referral_is_refused(home: Home) -> None:
    with pytest.raises(InvalidValue, match="another family"):
        sheet(home, referred(home, household=home.fathers))


@pytest.mark.parametrize(
    ("state", "over"),
    [
        (ReferralState.DRAFT, False),
        (ReferralState.IN_PROGRESS, False),
        (ReferralState.WAITLISTED, False),
        (ReferralState.CANCELLED_BY_FAMILY, True),
        (ReferralState.DECLINED_BY_SERVICE, True),
        (ReferralState.NO_CAPACITY, True),
        (ReferralState.REVOKED, True),
        (ReferralState.DONE, True),
    ],
)
def test_tells_when_nobody_is_to_go_there_any_more(
    home: Home, state: ReferralState, *, over: bool
) -> None:
    referral = referred(home)
    home.put(Referral, referral, state=state)
    made = sheet(home, referral)
    found = [one for one in made.problems if one.code == "referral-over"]
    assert len(found) == over
    assert not made.red
    assert all(state.label in one.why for one in found)
