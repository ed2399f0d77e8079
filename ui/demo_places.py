"""The same two laptops over a shared place: added, tried, used, and how the exchange is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from liaison_app.actions import records
from liaison_app.records.people import Household
from ui.pages.exchange import ExchangePage
from ui.pages.exchange_health import HealthPage

if TYPE_CHECKING:
    from pathlib import Path

    from ui.desk import Desk
    from ui.hands import Hands

NOTE = "The new bell works; no need to knock."


def over_a_shared_place(desk: Desk, hands: Hands, beside: Desk, theirs: Hands, place: Path) -> None:
    """Let both add the place and exchange, until the first hears that the second has everything.

    Args:
        desk: of the first laptop.
        hands: on it.
        beside: of the second laptop.
        theirs: hands on that.
        place: an empty folder.
    """
    family = desk.workspace.all(Household)[1].id
    records.add(desk.workspace, "note", {"household": family, "text": NOTE})
    add(desk, hands, place, "29-add-a-shared-place")
    hands.picture("30-a-shared-place-that-was-tried")
    exchange(desk, hands)
    hands.picture("31-exchanged-with-a-shared-place")
    add(beside, theirs, place)
    exchange(beside, theirs)
    theirs.picture("32-what-came-over-a-shared-place")
    exchange(desk, hands)
    desk.go("health")
    page = hands.find(HealthPage)
    hands.wait(lambda: page.found, "how the exchange is")
    hands.rest(1500)  # the line beside the pages looks once a second
    hands.picture("33-how-the-exchange-is")


def add(desk: Desk, hands: Hands, place: Path, picture: str = "") -> None:
    """Add a folder as a shared place, and see that it was tried."""
    hands.turn_to()
    desk.go("exchange")
    places = hands.find(ExchangePage).places
    hands.click("Add a shared place…")
    form = hands.wait(lambda: places.form, "the form")
    form.address.setText(str(place))
    form.name.setFocus()
    hands.write("School office")
    if picture:
        hands.picture(picture)
    hands.click("Add and try it")
    hands.wait(lambda: places.rows and not places.form, "the trial")
    hands.rest(200)


def exchange(desk: Desk, hands: Hands) -> None:
    """Exchange now."""
    hands.turn_to()
    desk.go("exchange")
    places = hands.find(ExchangePage).places
    hands.wait(lambda: not desk.working(), "what is under way")
    places.exchange()
    hands.wait(lambda: places.done, "the exchange")
    hands.rest(200)
