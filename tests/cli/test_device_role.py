"""Giving a laptop another role, from the command line."""

from __future__ import annotations

from tests.cli.test_device_care import let_in
from tests.cli.test_devices import Desks, desks

__all__ = ["desks"]  # a fixture


def test_an_admin_gives_a_role_and_it_is_used_once_the_laptop_has_heard(desks: Desks) -> None:
    let_in(desks, "ben", "Ben Ortiz")
    add = ("add", "jargon", "term=IEP", "plain=A plan for school")
    said = " ".join(desks.on("ben", *add, code=1).split())
    assert "only a coordinator's, an admin's or the office's laptop changes them" in said
    assert "Only an admin" in desks.on("ben", "device", "role", "Rosa", "office", code=1)
    assert "no such role" in desks.on("rosa", "device", "role", "Ben Ortiz", "queen", code=1)
    done = desks.json("rosa", "device", "role", "Ben Ortiz", "coordinator")
    assert (done["person"], done["role"]) == ("Ben Ortiz", "coordinator")
    desks.send("rosa", "ben", "news")
    desks.on("ben", *add)
    assert desks.json("ben", "list", "jargon")[0]["term"] == "IEP"
