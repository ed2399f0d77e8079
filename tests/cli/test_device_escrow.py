"""The office lets somebody in again, from the command line."""

from __future__ import annotations

from liaison_app.store import keyslots
from tests.cli.test_device_care import let_in
from tests.cli.test_devices import Desks, desks

__all__ = ["desks"]  # a fixture


def test_a_code_is_read_out_after_checking_who_calls(desks: Desks) -> None:
    let_in(desks, "ben", "Ben Ortiz")
    assert "keeps no codes" in desks.on("ben", "device", "escrow")
    assert "Only an admin" in desks.on("ben", "device", "escrow", "--on", code=1)
    desks.on("rosa", "device", "escrow", "--on")
    desks.send("rosa", "ben", "policy")
    assert desks.json("ben", "device", "escrow")["readers"] == ["Rosa"]
    desks.send("ben", "rosa", "code")
    assert "add --checked" in desks.on("rosa", "device", "escrow", "Ben Ortiz", code=1)
    shown = desks.json("rosa", "device", "escrow", "Ben Ortiz", "--checked", "I know the voice")
    assert len(keyslots.read_code(shown["code"])) == 26
    desks.send("rosa", "ben", "look")
    (look,) = desks.json("ben", "device", "escrow")["looks"]
    assert (look["who"], look["how_checked"]) == ("Rosa", "I know the voice")
    assert "read the code" in desks.on("ben", "device", "alarms")
    desks.on("ben", "device", "escrow", "--renew")
    desks.send("ben", "rosa", "other-code")
    again = desks.json("rosa", "device", "escrow", "Ben Ortiz", "--checked", "I saw them")
    assert again["code"] != shown["code"]
    assert "for a coordinator" in desks.on(
        "ben", "device", "escrow", "Rosa", "--checked", "x", code=1
    )
