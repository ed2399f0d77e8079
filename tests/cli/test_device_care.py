"""Removing a laptop and looking at alarms, from the command line."""

from __future__ import annotations

from tests.cli.test_devices import Desks, desks

__all__ = ["desks"]  # a fixture


def let_in(desks: Desks, laptop: str, person: str) -> None:
    """Invite somebody in the same room, and bring two files from laptop to laptop."""
    invited = desks.invite(person=person, file=f"{laptop}-invite")
    file = desks.stick(f"{laptop}-invite")
    said = desks.on(laptop, "device", "join", file, "--code", invited["code"])
    assert "it lets this laptop in" in said
    assert "it lets this laptop in" in desks.on(laptop, "device", "list")
    desks.send(laptop, "rosa", f"{laptop}-hello")
    desks.send("rosa", laptop, f"{laptop}-welcome")
    assert "it lets this laptop in" not in desks.on(laptop, "device", "list")


def test_a_laptop_is_removed_and_is_told(desks: Desks) -> None:
    let_in(desks, "ben", "Ben Ortiz")
    code = desks.invite(file="again")["code"]
    again = ("device", "join", desks.stick("again"), "--code", code)
    said = desks.on("ben", *again, code=1)  # nothing is asked, and nothing to be added
    assert "already, so there is nothing to do" in said
    assert "Only an admin" in desks.on("ben", "device", "remove", "Rosa", code=1)
    assert "look at the list" in desks.on("rosa", "device", "remove", "Nobody", code=1)
    assert "remove itself" in desks.on("rosa", "device", "remove", "Rosa", code=1)
    warned = desks.on("rosa", "device", "remove", "ben ortiz", code=1)
    assert "Nothing is wiped" in " ".join(warned.split())
    assert "--yes" in warned
    assert not any(one["removed"] for one in desks.json("rosa", "device", "list")["laptops"])
    done = desks.json("rosa", "device", "remove", "ben ortiz", "--yes")
    assert done["person"] == "Ben Ortiz"
    assert "look at the list" in desks.on("rosa", "device", "remove", done["removed"], code=1)
    desks.send("rosa", "ben", "goodbye")
    assert "This laptop was removed from the team" in desks.on("ben", "device", "list")
    there = desks.json("ben", "device", "list")
    assert (there["member"], there["removed"]) == (False, True)


def test_of_two_laptops_of_one_person_the_id_says_which(desks: Desks) -> None:
    for laptop in ("one", "two"):
        let_in(desks, laptop, "Ben Ortiz")
    remove = ("device", "remove", "--yes")
    assert "more than one laptop" in desks.on("rosa", *remove, "Ben Ortiz", code=1)
    lines = desks.json("rosa", "device", "list")["laptops"]
    assert "Give every colleague a file" in desks.on("rosa", *remove, lines[1]["id"])
    assert desks.json("rosa", *remove, "Ben Ortiz")["removed"] == lines[2]["id"]


def test_alarms_are_shown_with_what_can_be_done_and_dismissed(desks: Desks) -> None:
    assert desks.on("rosa", "device", "alarms") == "Nothing to look at"
    invited = desks.invite()
    for laptop in ("ben", "thief"):
        desks.on(laptop, "device", "join", desks.stick("invite"), "--code", invited["code"])
    for laptop in ("ben", "thief"):
        desks.send(laptop, "rosa", f"{laptop}-hello")
    (alarm,) = desks.json("rosa", "device", "alarms")["alarms"]
    assert "`device remove`" in alarm["words"]
    assert "all that was sealed before" in alarm["words"]
    assert alarm["words"] in desks.on("rosa", "device", "alarms")
    other = str(alarm["n"] + 1)
    assert "look at the list" in desks.on("rosa", "device", "alarms", "--dismiss", other, code=1)
    left = desks.json("rosa", "device", "alarms", "--dismiss", str(alarm["n"]))
    assert left == {"alarms": []}
