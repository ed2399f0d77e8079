"""Giving a laptop back from the command line."""

from __future__ import annotations

from tests.cli.test_device_care import let_in
from tests.cli.test_devices import Desks, desks

__all__ = ["desks"]  # a fixture


def test_a_laptop_goes_once_a_colleague_has_everything(desks: Desks) -> None:
    let_in(desks, "ben", "Ben Ortiz")
    desks.on("ben", "family", "add", "Pham")
    assert "Pham" in desks.on("ben", "device", "retire", code=1)
    assert "Pham" in desks.on("ben", "device", "retire", "--look")
    desks.on("ben", "device", "retire", "--announce")
    desks.send("ben", "rosa", "last")
    desks.send("rosa", "ben", "proof")
    asked = desks.on("ben", "device", "retire", code=1)
    assert "cannot be taken back" in " ".join(asked.split())
    look = desks.json("ben", "device", "retire", "--look")
    assert look["may_go"]
    done = desks.json("ben", "device", "retire", "--confirm", look["laptop"][-4:])
    assert (done["erased"], done["lost"]) == (look["laptop"], 0)
    assert "no workspace" in desks.on("ben", "family", "list", code=1)
    assert desks.json("rosa", "device", "remove", "Ben Ortiz", "--yes")["removed"] == done["erased"]
