"""Handing families over from the command line."""

from __future__ import annotations

from tests.cli.test_device_care import let_in
from tests.cli.test_devices import Desks, desks

__all__ = ["desks"]  # a fixture


def test_a_family_goes_from_rosa_to_ben(desks: Desks) -> None:
    let_in(desks, "ben", "Ben Ortiz")
    desks.on("rosa", "family", "add", "Pham")
    desks.on("rosa", "family", "add", "Osei")
    assert desks.on("rosa", "handover", "list") == "No family is being handed over."
    assert "Name the families" in desks.on("rosa", "handover", "offer", "--to", "Ben Ortiz", code=1)
    said = desks.on("rosa", "handover", "offer", "Pham", "Osei", "--to", "Ben Ortiz")
    assert "What goes along" in said
    assert "2 families are offered" in said
    desks.send("rosa", "ben", "offers")
    waiting = desks.json("ben", "handover", "list")["offered"]
    assert {one["family"] for one in waiting} == {"Pham", "Osei"}
    assert all(one["for_me"] for one in waiting)
    assert "1 family is yours now" in desks.on(
        "ben", "handover", "accept", "Pham", "--answer", "Yes"
    )
    for name in ("Pham", next(one["id"] for one in waiting if one["family"] == "Pham")):
        twice = desks.on("ben", "handover", "accept", name, code=1)
        assert "Ben Ortiz\u2069 has accepted this family already, on " in twice
    pham, osei = sorted(waiting, key=lambda one: one["family"] != "Pham")
    assert "has accepted" in desks.on("ben", "handover", "decline", pham["id"], code=1)
    assert "1 family is declined" in desks.on("ben", "handover", "decline", osei["id"])
    desks.send("ben", "rosa", "answers")
    past = {one["family"]: one for one in desks.json("rosa", "handover", "list")["answered"]}
    assert (past["Pham"]["state"], past["Pham"]["answer"]) == ("accepted", "Yes")
    assert "Note or answer" in desks.on("rosa", "handover", "list")
    families = desks.json("ben", "family", "list", "--filter", "mine")
    assert [one["name"] for one in families] == ["Pham"]


def test_an_offer_is_taken_back_and_somebody_elses_families_are_a_coordinators_matter(
    desks: Desks,
) -> None:
    let_in(desks, "ben", "Ben Ortiz")
    desks.on("rosa", "family", "add", "Pham")
    desks.on("rosa", "handover", "offer", "--all", "--to", "Ben Ortiz", "--yes")
    assert "1 offer is taken back" in desks.on("rosa", "handover", "take-back", "Pham")
    desks.send("rosa", "ben", "nothing")
    taking = ("handover", "offer", "Pham", "--from", "Rosa", "--to", "Ben Ortiz", "--yes")
    assert "Only a coordinator" in desks.on("ben", *taking, code=1)
    said = desks.on("ben", "handover", "decide", "Pham", "--to", "Rosa", code=1)
    assert "waits for a decision" in said
